from dataclasses import replace

import pytest

from consistent import T3_COLUMNS, sound_prior, sound_report
from report_assistant.comparison import carried_over
from report_assistant.errors import UnusableInput
from report_assistant.report import ABSENT, BLANK, DASH, UNREADABLE, Organ, Report, given

IN, OUT = "T3:carried_in", "T3:carried_out"
PARTS = [f"{IN}:{column}" for column in T3_COLUMNS]


def opened(prior, **cells):
    """Last year's 四 as told, nought elsewhere, its total by its parts."""
    counts = dict.fromkeys(T3_COLUMNS, 0) | cells
    told = {f"{OUT}:{column}": given(count) for column, count in counts.items()}
    return prior.with_cells(told | {f"{OUT}:total": given(sum(counts.values()))})


def blank_report():
    report = sound_report()
    return report.with_cells(dict.fromkeys(report.cells, BLANK))


def about(proposals, ref):
    label = sound_report().form.cells[ref].label
    return [problem for proposal in proposals for problem in proposal.problems if problem.startswith(label)]


def test_every_column_of_what_was_open_is_proposed_with_its_total():
    applications, _ = carried_over(blank_report(), opened(sound_prior(), natural=2, legal=1))
    told = {ref: cell.value for ref, cell in applications.cells.items()}
    assert told == dict.fromkeys(PARTS, 0) | {f"{IN}:natural": 2, f"{IN}:legal": 1, f"{IN}:total": 3}
    assert applications.problems == ()
    assert "四、结转下年度继续办理" in applications.source


def test_only_what_would_change_is_proposed():
    prior = opened(sound_prior(), natural=2)
    report = blank_report().with_cells({f"{IN}:{c}": given(0) for c in T3_COLUMNS} | {f"{IN}:total": given(2)})
    (applications, *_) = carried_over(report, prior)
    assert dict(applications.cells) == {f"{IN}:natural": given(2)}


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (ABSENT, "没有这一格"),
        (BLANK, "是空白"),
        (DASH, "是横线"),
        (UNREADABLE, "无法辨认"),
        (given(-1), "不是件数"),
    ],
)
def test_what_the_prior_does_not_count_is_told_and_never_nought(cell, why):
    prior = opened(sound_prior(), natural=2).with_cells({f"{OUT}:legal": cell})
    proposals = carried_over(blank_report(), prior)
    assert f"{IN}:legal" not in proposals[0].cells
    (told,) = about(proposals, f"{IN}:legal")
    assert why in told
    assert proposals[0].cells[f"{IN}:total"] == given(2), "the total as it was printed, for its parts do not give it"


def test_a_total_that_its_parts_do_not_make_is_not_carried_on():
    prior = opened(sound_prior(), natural=2).with_cells({f"{OUT}:total": given(5)})
    proposals = carried_over(blank_report(), prior)
    assert proposals[0].cells[f"{IN}:total"] == given(2)
    assert "总计是 5，各列之和是 2" in about(proposals, f"{IN}:total")[0]


def test_documents_in_force_follow_from_what_was_issued_and_repealed():
    prior = sound_prior().with_cells({"T2:normative:in_force": given(8), "T2:regulations:in_force": given(0)})
    counted = {"T2:normative:issued": given(2), "T2:normative:repealed": given(3)}
    counted |= {"T2:regulations:issued": given(0), "T2:regulations:repealed": given(0)}
    _, documents = carried_over(blank_report().with_cells(counted), prior)
    assert dict(documents.cells) == {"T2:normative:in_force": given(7), "T2:regulations:in_force": given(0)}
    assert any("上年 8 + 本年制发 2 - 本年废止 3 = 7" in problem for problem in documents.problems)


def test_without_this_years_counts_last_years_number_is_named_as_such_and_overwrites_nothing():
    prior = sound_prior().with_cells({"T2:normative:in_force": given(8)})
    proposals = carried_over(blank_report(), prior)
    assert proposals[1].cells["T2:normative:in_force"] == given(8)
    assert "这是上年的现行有效件数" in about(proposals, "T2:normative:in_force")[0]
    kept = blank_report().with_cells({"T2:normative:in_force": given(11)})
    assert "T2:normative:in_force" not in carried_over(kept, prior)[1].cells


def test_fewer_documents_than_none_are_not_proposed():
    prior = sound_prior().with_cells({"T2:normative:in_force": given(1)})
    counted = {"T2:normative:issued": given(0), "T2:normative:repealed": given(3)}
    proposals = carried_over(blank_report().with_cells(counted), prior)
    assert "T2:normative:in_force" not in proposals[1].cells
    assert "小于 0" in about(proposals, "T2:normative:in_force")[0]


def test_a_report_of_the_old_form_hands_on_applications_and_no_documents():
    cells = {f"{OUT}:{column}": given(1) for column in T3_COLUMNS} | {f"{OUT}:total": given(6)}
    prior = Report(sound_report().organ, sound_report().year - 1, "2019", cells=cells)
    applications, documents = carried_over(blank_report(), prior)
    assert applications.cells[f"{IN}:total"] == given(6)
    assert documents.cells == {}
    assert all("2019 年格式" in problem for problem in documents.problems)


def test_where_all_stands_already_there_is_nothing_to_propose():
    prior = opened(sound_prior(), natural=2)
    handed = {ref.replace(IN, OUT) for ref in (*PARTS, f"{IN}:total")}
    report = sound_report().with_cells({ref.replace(OUT, IN): prior.cells[ref] for ref in handed})
    report = report.with_cells(
        {f"T2:{k}:{c}": given(0) for k in ("regulations", "normative") for c in ("issued", "repealed")}
    )
    report = report.with_cells(
        {f"T2:{k}:in_force": prior.cells[f"T2:{k}:in_force"] for k in ("regulations", "normative")}
    )
    assert carried_over(report, prior) == ()


def test_another_year_is_refused_and_another_organ_is_told():
    prior = opened(sound_prior(), natural=2)
    with pytest.raises(UnusableInput, match="不是"):
        carried_over(blank_report(), replace(prior, year=prior.year - 1))
    with pytest.raises(UnusableInput, match="还没有上年报告"):
        carried_over(blank_report(), None)
    foreign = replace(prior, organ=Organ("某市某某局"))
    assert all("某市某某局" in proposal.problems[0] for proposal in carried_over(blank_report(), foreign))
