"""N-03, N-05 and N-08 on sentences of our own; N-05 on the shipped reports and on generated figures."""

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

from consistent import FORM, sound_prior, sound_report
from report_assistant.checks import Case, check
from report_assistant.checks.reading.marked import mark
from report_assistant.checks.reading.rates import comparisons, comparisons_in
from report_assistant.checks.reading.two_years import held_before
from report_assistant.intake.read import read
from report_assistant.report import Organ, Paragraph, Report, given

WRITTEN = tomllib.loads(Path(__file__).with_name("rates.toml").read_text(encoding="utf-8"))
CORPUS = Path(__file__).parents[2] / "corpus" / "reports"
RULES = ("N-03", "N-05", "N-08")


def report_of(figures, year):
    values = dict.fromkeys(FORM.cells, 0) | {ref: Decimal(str(value)) for ref, value in figures.items()}
    for row in FORM.table("T3").blocks[0].rows:
        values[f"T3:{row.key}:total"] = sum(v for ref, v in values.items() if ref.startswith(f"T3:{row.key}:"))
    cells = {ref: given(value if ref == "T2:fees:amount" else int(value)) for ref, value in values.items()}
    return Report(Organ("样例县自然资源局", kind="department"), year, cells=cells)


NOW, BEFORE = report_of(WRITTEN["figures"], 2025), report_of(WRITTEN["before"], 2024)


def findings(text, prior_text="", report=NOW, prior=BEFORE, rules=RULES):
    heading = "（二）依申请公开"
    report = report.with_section("1", (Paragraph(text, heading),))
    prior = prior.with_section("1", (Paragraph(prior_text, heading),)) if prior_text else prior
    verdict = check(Case(report, prior), only=rules)
    assert "crashed" not in verdict.outcomes.values(), text
    return verdict.findings


def judged(split):
    """Each sentence of a split with the rules that speak up on it."""
    return [
        (s["text"], s["truth"], {f.rule for f in findings(s["text"], s.get("prior", ""))})
        for s in WRITTEN["sentence"]
        if s["split"] == split
    ]


def test_the_figures_are_consistent():
    arithmetic = ("T3-01", "T3-02", "T3-03", "T4-01")
    assert [set(check(Case(r), only=arithmetic).outcomes.values()) for r in (NOW, BEFORE)] == [{"held"}] * 2


@pytest.mark.parametrize("split", ["tuned", "held"])
def test_no_sound_sentence_is_flagged(split):
    sound = [(text, found) for text, truth, found in judged(split) if truth == "right"]
    assert len(sound) >= 30
    assert [(text, found) for text, found in sound if found] == []


@pytest.mark.parametrize(
    ("split", "missed"),
    [
        pytest.param("tuned", 0, id="tuned-recall-30of30-precision-1.00"),
        pytest.param("held", 1, id="held-recall-37of38-precision-1.00"),
    ],
)
def test_wrong_sentences_are_caught_by_their_rule(split, missed):
    wrong = [(text, truth, found) for text, truth, found in judged(split) if truth != "right"]
    assert len(wrong) >= 23
    lost = [text for text, truth, found in wrong if truth not in found]
    assert len(lost) <= missed, lost
    assert [(text, found) for text, truth, found in wrong if found - {truth}] == []


@pytest.mark.parametrize(
    ("office", "suffix", "judged_changes"),
    [("qinghe", "txt", 1), ("baishui", "html", 1), ("shichang", "report.json", 1)],
)
def test_the_shipped_reports_hold_and_a_changed_prior_figure_is_noticed(office, suffix, judged_changes):
    report, prior = (read(CORPUS / office / f"{year}.{suffix}") for year in (2025, 2024))
    assert check(Case(report, prior), only=RULES).findings == ()
    other = prior.with_cells({"T3:new:total": given(prior.value("T3:new:total") + 7)})
    assert len(check(Case(report, other), only=["N-05"]).findings) == judged_changes


@generated(st.integers(1, 400), st.integers(0, 400), st.integers(0, 2))
def test_a_rate_worked_out_of_two_numbers_is_right_and_another_is_wrong(before, now, places):
    rate = abs(Decimal(now - before)) * 100 / before
    written = f"{rate:.{places}f}"
    verb = "增长" if now >= before else "下降"
    if now != before:
        assert findings(f"主动公开条数由{before}条变为{now}条，{verb}{written}%。") == ()
        wrong = f"{Decimal(written) + 2}"
        assert [f.rule for f in findings(f"主动公开条数由{before}条变为{now}条，{verb}{wrong}%。")] == ["N-05"]


@generated(st.integers(1, 99), st.integers(1, 99))
def test_differences_and_directions_follow_the_cells(before, now):
    prior, report = (base.with_cells({"T2:licences:decisions": given(n)}) for base, n in ((BEFORE, before), (NOW, now)))
    change, sign = abs(now - before), "增加" if now >= before else "减少"
    right = f"作出行政许可决定{now}件，较上年{sign}{change}件。" if change else f"作出行政许可决定{now}件，与上年持平。"
    assert findings(right, report=report, prior=prior) == ()
    turned = f"作出行政许可决定数量较上年有所{'下降' if now >= before else '上升'}。"
    assert [f.quote[:2] for f in findings(turned, report=report, prior=prior)] == ["下降" if now >= before else "上升"]


@pytest.mark.parametrize(
    ("text", "head", "since", "told"),
    [
        ("新收申请较上年的8件略有增长，其中…", "新收申请", 2024, [("turn", 1)]),
        ("收到11件，比2023年多3件、增长37.5%。", "", 2023, [("difference", 1), ("rate", 1)]),
        ("申请量由8件增至11件。", "申请量", 2024, [("turn", 1)]),
        ("行政许可数量较上年翻了一番。", "行政许可数量", 2024, [("ratio", 1)]),
        ("不予处理是上年的2.5倍。", "不予处理", 2024, [("ratio", 1)]),
        ("处罚数量与上年基本持平。", "处罚", 2024, [("nearly_level", 0)]),
    ],
)
def test_what_a_comparison_says(text, head, since, told):
    marked = mark(text)
    (found,) = comparisons(marked, 2025)
    assert (marked.text[slice(*found.head)], found.since) == (head, since)
    assert [(one.kind, one.sign) for one in found.told] == told


@pytest.mark.parametrize(
    "text",
    [
        "新增专栏3个。",
        "力争申请量下降10%。",
        "未出现申请量大幅增加的情况。",
        "增加公开栏目2处。",
        "进一步提升公开水平。",
    ],
)
def test_plans_denials_and_new_things_are_no_comparisons(text):
    assert comparisons_in(text, 2025) == ()


def test_the_older_form_lends_the_sum_of_its_heirs_and_nothing_else():
    older = replace(
        sound_prior(), form_id="2019", year=2024, cells={"T3:other:total": given(5), "T3:new:total": given(7)}
    )
    report = sound_report()
    heirs = tuple(f"T3:other.{key}:total" for key in ("uncorrected", "unpaid", "other"))
    assert held_before(report, older, heirs) == 5
    assert held_before(report, older, heirs[:1]) is None
    assert held_before(report, older, ("T3:new:total",)) == 7
    assert held_before(report, older, ("T2:normative:in_force",)) is None
    assert held_before(report, replace(older, year=2023), ("T3:new:total",)) is None


def test_a_figure_of_last_year_is_told_once_however_it_is_read():
    (found,) = findings("2024年收到政府信息公开申请9件，2025年收到11件。")
    assert (found.expected, found.actual, found.section) == (8, 9, "1.2")
    (bracketed,) = findings("因政府信息公开被申请行政复议4件（上年6件）。")
    assert (bracketed.quote, bracketed.expected) == ("6件", 5)


def test_without_the_prior_report_what_could_not_be_judged_is_named():
    report = NOW.with_section("1", (Paragraph("新收申请11件，比上年增加3件。", "（二）依申请公开"),))
    verdict = check(Case(report), only=["N-05"])
    assert verdict.outcomes == {"N-05": "not_judged"}
    assert "“比上年增加3件”" in verdict.not_judged[0][1]
