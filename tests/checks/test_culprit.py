"""The culprit: what explains a broken table, which explanation comes first, and why."""

import random
from dataclasses import replace

import pytest
from hypothesis import given as drawn_from
from hypothesis import settings
from hypothesis import strategies as st

from consistent import FORM, random_report, sound_prior, sound_report
from realistic import two_years
from report_assistant.checks import Case, Severity, check
from report_assistant.checks.culprit import explain
from report_assistant.checks.explaining import lineup
from report_assistant.checks.reading.digits import likeness
from report_assistant.report import Origin, Paragraph, given

ARITHMETIC = ("T3-01", "T3-02", "T3-03", "T4-01", "Y-01")
THREE = [relation for relation in FORM.relations if relation.place.startswith("T3")]
CELLS = [ref for ref in FORM.cells if ref.startswith("T3")]


def wrong(report, cells):
    return report.with_cells({ref: given(value) for ref, value in cells.items()})


def judged(report, prior=None):
    return check(Case(report, prior), only=ARITHMETIC).findings


def said(report, text, origin=Origin.IMPORTED):
    return report.with_section("1", (Paragraph(text, "（二）依申请公开", (), origin),))


@drawn_from(st.integers(0, 10**6), st.lists(st.sampled_from(CELLS), min_size=1, max_size=3, unique=True), st.randoms())
@settings(max_examples=150)
def test_every_explanation_satisfies_every_relation_and_none_is_larger_than_the_truth(seed, refs, chance):
    report = random_report(seed)
    values = {ref: report.value(ref) for ref in CELLS}
    values |= {ref: values[ref] + chance.randrange(1, 50) for ref in refs}
    found = explain(values, THREE)
    assert found
    for explanation in found:
        mended = values | explanation.cells
        assert all(sum(mended[r] for r in rel.left) == sum(mended[r] for r in rel.right) for rel in THREE)
        assert 0 < len(explanation.cells) <= len(refs)
        assert all(right >= 0 and right != values[ref] for ref, right in explanation.cells.items())


def test_a_sound_table_has_no_explanation_and_four_changes_are_too_many():
    values = {ref: random_report(3).value(ref) for ref in CELLS}
    assert explain(values, THREE) == ()
    off = {"T3:granted:natural": 3, "T3:partial:business": 5, "T3:denied.law:legal": 7, "T3:unable.unclear:other": 11}
    wrong_by = {ref: values[ref] + by for ref, by in off.items()}
    assert explain(values | wrong_by, THREE) == ()
    del wrong_by["T3:unable.unclear:other"]
    assert [e.cells for e in explain(values | wrong_by, THREE)] == [{ref: values[ref] for ref in wrong_by}]


def test_what_is_fixed_does_not_change_and_what_is_certain_comes_along():
    values = {ref: random_report(3).value(ref) for ref in CELLS}
    ref = "T3:granted:natural"
    values[ref] += 4
    others = explain(values, THREE, fixed=[ref])
    assert others
    assert not any(ref in explanation.cells for explanation in others)
    (only,) = explain(values, THREE, certain={ref: values[ref] - 4})
    assert dict(only.cells) == {ref: values[ref] - 4}


def test_a_number_in_the_wrong_column_is_told_as_such():
    (finding,) = judged(wrong(sound_report(), {"T3:unable.not_held:natural": 0, "T3:unable.not_held:other": 3}))
    assert dict(finding.fix.cells) == {"T3:unable.not_held:natural": 3, "T3:unable.not_held:other": 0}
    assert finding.fix.certainty == "likely"
    assert "疑似填错列：表三“（四）无法提供—1.本机关不掌握相关政府信息”的“其他”的 3 应填在“自然人”" in finding.message


def test_two_exchanged_numbers_are_told_as_such():
    (finding,) = judged(wrong(sound_report(), {"T3:granted:natural": 2, "T3:granted:business": 6}))
    assert dict(finding.fix.cells) == {"T3:granted:natural": 6, "T3:granted:business": 2}
    assert "疑似两列填反：表三“（一）予以公开”的“商业企业”应为 2（现为 6）、“自然人”应为 6（现为 2）" in finding.message


def test_an_edit_that_stopped_half_way_is_told_as_such():
    text = "办结申请13件，其中予以公开8件。"
    (finding,) = judged(said(wrong(sound_report(), {"T3:granted:natural": 8, "T3:granted:total": 10}), text))
    assert dict(finding.fix.cells) == {"T3:granted:natural": 6, "T3:granted:total": 8}
    assert "疑似一处改动没有改全" in finding.message
    assert "与正文“其中予以公开8件”一致" in finding.message


def test_the_text_decides_between_equals_unless_it_was_drafted_from_the_cells():
    report = wrong(sound_report(), {"T4:review:total": 3})
    text = "全年被申请行政复议1件。"
    (finding,) = judged(said(report, text))
    assert dict(finding.fix.cells) == {"T4:review:total": 1}
    for origin in (Origin.PLAIN, Origin.MODEL):
        assert judged(said(report, text, origin))[0].fix is None
    assert judged(said(report, "上年被申请行政复议1件。"))[0].fix is None


def test_what_the_text_contradicts_is_never_proposed():
    """Each way to mend the rest speaks against the text, one twice: the first is the likelier, and no more."""
    more = {f"T3:{row}:{column}": by for row, by in (("carried_in", 3),) for column in ("natural", "total")}
    more |= {"T3:carried_out:natural": 2, "T3:carried_out:total": 2}
    text = "本年新收政府信息公开申请12件，其中自然人申请9件。结转下年度继续办理2件。"
    (finding,) = judged(said(wrong(sound_report(), more), text), sound_prior())
    assert (finding.rule, finding.fix) == ("Y-01", None)
    assert finding.message.index("四、结转下年度继续办理") < finding.message.index("一、本年新收")


def test_rivals_are_ranked_and_at_most_two_are_told_in_brief():
    report = wrong(random_report(2), {})
    ref, total = "T3:denied.law:natural", "T3:denied.law:total"
    (finding,) = judged(wrong(report, {r: report.value(r) + 1 for r in (ref, total)}))
    ranked = lineup(Case(wrong(report, {r: report.value(r) + 1 for r in (ref, total)}))).ranked
    assert len(ranked) > 5
    assert [suspect.points for suspect in ranked] == sorted((suspect.points for suspect in ranked), reverse=True)
    assert f"；另有 {len(ranked) - 3} 种可能" in finding.message
    assert (finding.message.count("应为"), finding.message.count("改为")) == (2, 4)
    assert finding.message.count("疑似") <= 1
    assert len(finding.message) < 450
    assert len(finding.cells) == 10


def test_last_years_report_is_one_explanation_with_the_relations_it_breaks():
    report = wrong(sound_report(), {"T3:carried_in:natural": 20})
    (finding,) = judged(report, sound_prior())
    assert finding.rules == ("T3-01", "T3-03", "Y-01")
    assert dict(finding.fix.cells) == {"T3:carried_in:natural": 2}
    assert finding.severity is Severity.ERROR


def test_another_offices_report_is_no_witness():
    report = wrong(sound_report(), {"T3:carried_in:natural": 3, "T3:carried_in:total": 3})
    stranger = replace(sound_prior(), year=2023)
    (own,), (alone,) = judged(report, sound_prior()), judged(report, stranger)
    assert (own.rules, alone.rules) == (("T3-01", "Y-01"), ("T3-01",))
    assert dict(own.fix.cells) == {"T3:carried_in:natural": 2, "T3:carried_in:total": 2}
    assert lineup(Case(report, stranger)).ranked == lineup(Case(report)).ranked


def test_last_years_figure_that_nothing_else_confirms_stays_a_finding_of_its_own():
    """Merged offices: 上年结转 is more than last year's, and beside it a number is mistyped."""
    more = {f"T3:{row}:{column}": 3 for row in ("carried_in",) for column in ("natural", "total")}
    more |= {"T3:new:natural": 8, "T3:new:total": 11, "T3:refused.repeat:legal": 4}
    carried, typed = sorted(judged(wrong(sound_report(), more), sound_prior()), key=lambda f: f.rule, reverse=True)
    assert (carried.rule, typed.rules) == ("Y-01", ("T3-02", "T3-03"))
    assert dict(typed.fix.cells) == {"T3:refused.repeat:legal": 0}
    assert "改正后" in carried.message


def test_a_fix_of_last_years_figure_breaks_no_relation():
    for seed in range(40):
        report, prior = two_years(seed)
        by = {"T3:carried_in": 2, random.Random(seed).choice(("T3:carried_out", "T3:new")): 2}
        by["T3:new"] = by.get("T3:new", 0) and -2
        cells = {f"{row}:{c}": report.value(f"{row}:{c}") + d for row, d in by.items() for c in ("natural", "total")}
        if min(cells.values()) < 0:
            continue
        (finding,) = judged(wrong(report, cells), prior)
        assert finding.rule == "Y-01"
        assert finding.fix is not None, seed
        mended = wrong(wrong(report, cells), finding.fix.cells)
        assert judged(mended, prior) == ()


def test_a_rule_asked_for_alone_tells_its_own_mistake_and_not_that_of_others():
    report = wrong(sound_report(), {"T3:new:natural": 8, "T3:refused.repeat:legal": 4})
    (finding,) = check(Case(report), only=["T3-01"]).findings
    assert (finding.rules, dict(finding.fix.cells)) == (("T3-01",), {"T3:new:natural": 9})
    (finding,) = check(Case(report), only=["T3-02"]).findings
    assert (finding.rules, dict(finding.fix.cells)) == (("T3-02",), {"T3:refused.repeat:legal": 0})


def test_the_fingerprint_follows_every_figure_of_the_relations():
    cells = {"T4:review:total": 4}
    one, again = (judged(wrong(sound_report(), cells))[0].fingerprint for _ in range(2))
    other = judged(wrong(sound_report(), cells | {"T4:review:other": 1}))[0].fingerprint
    assert one == again != other


@pytest.mark.parametrize(
    ("written", "right", "points", "words"),
    [
        (21, 12, 3, "颠倒"), (110, 11, 2, "差一个 0"), (11, 110, 2, "差一个 0"), (1223, 123, 2, "相同的数字"),
        (13, 123, 1, "多写或少写一个数字"), (45, 46, 1, "相邻的数字键"), (48, 42, 0, ""), (5, 4, 0, ""), (0, 7, 0, ""),
        (7, 0, 0, ""), (10, 0, 0, ""), (1234, 12, 0, ""), (12, 12, 0, ""), (132, 321, 0, ""), (911, 119, 0, ""),
    ],
)  # fmt: skip
def test_how_a_slip_of_the_hand_looks(written, right, points, words):
    found, told = likeness(written, right)
    assert found == points
    assert words in told
    assert bool(told) == bool(points)
