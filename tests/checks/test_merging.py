"""One mistake, one finding: a text that agrees with a fix, a number that two rules speak of."""

from dataclasses import replace

import pytest

from consistent import sound_prior, sound_report
from report_assistant.checks import Case, Finding, Severity, Stage, run
from report_assistant.checks.merging import merge
from report_assistant.report import BLANK, Origin, Paragraph, given

OF_FIGURES = ("T-01", "T3-01", "T3-02", "T3-03", "T4-01", "Y-01", "N-01", "N-02", "N-04")
TOTAL = "T3:new:total"
RIGHT = "新收政府信息公开申请12件"


def case_of(text, cells=None, origin=Origin.TYPED, supports=(), **changes):
    section = (Paragraph(text, "（二）依申请公开", supports, origin),)
    report = sound_report().with_section("1", section)
    written = {ref: value if value is BLANK else given(value) for ref, value in (cells or {}).items()}
    return Case(report.with_cells(written), sound_prior(), Stage.EXPORT)


def check(case, only=OF_FIGURES):
    """The rules that speak of figures; what others say of these short texts does not matter here."""
    return run.check(case, only)


def told(case, only=OF_FIGURES):
    return [(finding.rule, finding.rules) for finding in check(case, only).findings]


@pytest.mark.parametrize(
    ("origin", "rules"),
    [(Origin.TYPED, ("N-01", "N-02", "T3-01", "T3-03")), (Origin.IMPORTED, ("N-02", "T3-01", "T3-03"))],
)
def test_a_right_text_beside_a_wrong_total_is_one_finding_that_names_the_cell(origin, rules):
    verdict = check(case_of(f"本年{RIGHT}。", {TOTAL: 13}, origin))
    (finding,) = verdict.findings
    assert (finding.cells, dict(finding.fix.cells), finding.rules) == ((TOTAL,), {TOTAL: 12}, rules)
    assert finding.message.endswith(f"文中写的“本年{RIGHT}”与改正后的数一致。")
    assert {verdict.outcomes[rule_id] for rule_id in rules} == {"broken"}


def test_the_text_of_a_drafted_paragraph_agrees_too_where_only_its_source_is_judged():
    text = "在各社区共同努力下，全年新收申请12件。"
    case = case_of(text, {TOTAL: 13}, Origin.PLAIN, (TOTAL,))
    assert "N-01" in check(case).findings[0].rules
    assert len(check(case).findings) == 1


def test_a_sum_and_an_absence_agree_with_the_fix():
    (summed,) = check(case_of("不予公开1件。", {"T3:denied.law:total": 4}, Origin.IMPORTED)).findings
    assert (summed.cells, "N-02" in summed.rules) == (("T3:denied.law:total",), True)
    (absent,) = check(case_of("全年未发生行政诉讼。", {"T4:direct:total": 1}, Origin.IMPORTED)).findings
    assert (absent.rule, absent.rules) == ("T4-01", ("N-04", "T4-01"))
    assert "“全年未发生行政诉讼”与改正后的数一致" in absent.message


def test_a_text_agrees_with_last_years_report_against_the_cell():
    rows = ("carried_in", "granted", "total")
    cells = {f"T3:{row}:{c}": sound_report().value(f"T3:{row}:{c}") + 1 for row in rows for c in ("natural", "total")}
    (finding,) = check(case_of("上年结转申请2件。", cells, Origin.IMPORTED)).findings
    assert (finding.rule, finding.rules) == ("Y-01", ("N-02", "Y-01"))


def test_a_text_with_another_wrong_number_stays_beside_the_cell():
    assert [rule for rule, _ in told(case_of("新收政府信息公开申请14件。", {TOTAL: 13}))] == ["N-02", "T3-01"]


def test_a_question_takes_no_error_in():
    report = case_of(f"{RIGHT}。", {TOTAL: BLANK}).report
    found = check(Case(report, sound_prior(), Stage.IMPORT)).findings
    assert [(finding.rule, finding.severity.value) for finding in found] == [("N-01", "error"), ("T-01", "ask")]


def test_a_number_that_differs_from_its_cell_is_told_once_and_its_neighbour_still():
    case = case_of("新收政府信息公开申请13件，开展检查98次。")
    assert told(case) == [("N-01", ("N-01",)), ("N-02", ("N-01", "N-02"))]
    assert [finding.quote for finding in check(case).findings] == ["98次", "新收政府信息公开申请13件"]
    assert check(case).outcomes["N-01"] == "broken"


def test_a_rule_asked_for_alone_tells_all_it_has():
    case = case_of(f"{RIGHT}，开展检查98次。", {TOTAL: 13})
    assert [finding.quote for finding in check(case, ["N-01"]).findings] == ["12件", "98次"]
    assert [rule for rule, _ in told(case, ["N-02"])] == ["N-02"]


def test_the_fingerprint_of_the_cell_alone_does_not_cover_the_text():
    alone, together = (check(case_of(text, {TOTAL: 13})).findings for text in ("依法办理。", f"{RIGHT}。"))
    assert len(alone) == len(together) == 1
    assert alone[0].fingerprint != together[0].fingerprint


def test_a_rule_that_crashes_on_the_mended_figures_hides_nothing_and_says_so(monkeypatch):
    case = case_of(f"本年{RIGHT}。", {TOTAL: 13}, Origin.IMPORTED)
    rule = run.catalogue()["N-02"]

    def brittle(judged):
        if judged.report.value(TOTAL) == 12:
            raise ZeroDivisionError
        yield from rule.judge(judged)

    rules = {**run.catalogue(), "N-02": replace(rule, judge=brittle)}
    monkeypatch.setattr(run, "catalogue", lambda: rules)
    verdict = check(case)
    assert [(f.rule, f.rules) for f in verdict.findings] == [("N-02", ("N-02",)), ("T3-01", ("T3-01", "T3-03"))]
    assert (verdict.outcomes["N-02"], verdict.outcomes["T3-01"]) == ("crashed", "broken")
    assert ("N-02", "核对程序出错（ZeroDivisionError）") in verdict.not_judged
    assert run.barring(verdict)


def number(rule, span=(3, 7), actual=12, section="1.2"):
    return Finding(rule, Severity.ERROR, "", "", "", section=section, span=span, actual=actual, rules=(rule,))


def never(rule_id, case):
    raise AssertionError(f"{rule_id} judged again without a figure to mend")


@pytest.mark.parametrize(
    ("found", "left"),
    [
        (("N-01", "N-02", "N-08"), [("N-08", ("N-01", "N-02", "N-08"))]),
        (("N-02", "N-08"), [("N-08", ("N-02", "N-08"))]),
        (("N-01", "N-02"), [("N-02", ("N-01", "N-02"))]),
        (("N-01", "N-04"), [("N-01", ("N-01",)), ("N-04", ("N-04",))]),
    ],
)
def test_one_number_is_told_by_the_rule_that_knows_most_of_it(found, left):
    merged = merge([number(rule) for rule in found], Case(sound_report()), never)
    assert [(finding.rule, finding.rules) for finding in merged] == left


@pytest.mark.parametrize("other", [{"span": (7, 9)}, {"actual": 13}, {"section": "5"}])
def test_two_numbers_are_told_twice(other):
    merged = merge([number("N-02"), number("N-08", **other)], Case(sound_report()), never)
    assert [finding.rules for finding in merged] == [("N-02",), ("N-08",)]
