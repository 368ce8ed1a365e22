"""The relations of tables three and four: judged, merged, and their culprit named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistent import FORM, consistent_reports, random_report
from report_assistant.checks import Case, check
from report_assistant.report import BLANK, UNREADABLE, Cell
from report_assistant.report import given as cell

ARITHMETIC = ("T3-01", "T3-02", "T3-03", "T4-01")
T3_CELLS = [ref for ref in FORM.cells if ref.startswith("T3")]


def judge(report):
    return check(Case(report), only=ARITHMETIC)


def test_a_thousand_consistent_reports_have_no_finding():
    for seed in range(1000):
        assert judge(random_report(seed)).findings == ()


@pytest.mark.parametrize("by", [1, -1, 9, 100])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_wrong_cell_of_table_three_is_named_with_its_right_value(seed, by):
    report = random_report(seed)
    named = 0
    for ref in T3_CELLS:
        right = report.value(ref)
        if right + by < 0:
            named += 1  # a count cannot be below nought: no such mistake exists
            continue
        (finding,) = judge(report.with_cells({ref: cell(right + by)})).findings
        assert finding.fix is not None, ref
        assert dict(finding.fix.cells) == {ref: right}
        assert finding.cells == (ref,)
        assert (finding.expected, finding.actual) == (right, right + by)
        named += 1
    assert named == 175


@given(consistent_reports(), st.sampled_from(T3_CELLS), st.integers(1, 500))
@settings(max_examples=60)
def test_the_named_cell_is_certain_only_where_it_is_a_computed_total(report, ref, by):
    (finding,) = judge(report.with_cells({ref: cell(report.value(ref) + by)})).findings
    assert finding.fix is not None
    assert finding.fix.certainty == ("certain" if FORM.cells[ref].computed else "likely")


def test_one_explanation_of_several_broken_relations_is_one_finding():
    report = random_report(3)
    wrong = report.with_cells({"T3:total:natural": cell(report.value("T3:total:natural") + 2)})
    verdict = judge(wrong)
    (finding,) = verdict.findings
    assert finding.rules == ("T3-01", "T3-02", "T3-03")
    assert [verdict.outcomes[rule] for rule in ARITHMETIC] == ["broken", "broken", "broken", "held"]
    assert "应为" in finding.message
    assert "自然人" in finding.message


def test_two_independent_mistakes_are_two_findings():
    report = random_report(4)
    first, second = "T3:granted:natural", "T3:denied.law:legal"
    wrong = report.with_cells({first: cell(report.value(first) + 3), second: cell(report.value(second) + 5)})
    findings = judge(wrong).findings
    assert sorted(finding.cells for finding in findings) == sorted([(first,), (second,)])
    assert {f.fix.cells[ref] for f in findings for ref in f.cells} == {report.value(first), report.value(second)}


def test_a_wrong_group_of_table_four_lists_what_may_be_wrong_its_total_first():
    report = random_report(5)
    right = report.value("T4:review:total")
    (finding,) = judge(report.with_cells({"T4:review:total": cell(right + 1)})).findings
    assert (finding.rule, finding.fix) == ("T4-01", None)
    assert f"有 5 种可能：表四“行政复议”的“总计”应为 {right}（现为 {right + 1}）（只是合计与各项不符" in finding.message


@pytest.mark.parametrize("reading", [BLANK, UNREADABLE])
def test_a_cell_without_a_number_leaves_its_relations_not_judged(reading: Cell):
    report = random_report(6).with_cells({"T3:denied.law:legal": reading})
    verdict = judge(report)
    assert verdict.findings == ()
    assert [verdict.outcomes[rule] for rule in ARITHMETIC] == ["held", "not_judged", "not_judged", "held"]
    assert any("法律服务机构" in why for rule, why in verdict.not_judged if rule == "T3-02")


def test_a_table_broken_all_over_keeps_one_finding_a_relation():
    report = random_report(7)
    wrong = {ref: cell(report.value(ref) + index) for index, ref in enumerate(T3_CELLS)}
    verdict = judge(report.with_cells(wrong))
    assert len(verdict.findings) >= 30
    assert all(finding.fix is None for finding in verdict.findings)


def test_the_fingerprint_follows_the_figures():
    report = random_report(8)
    ref = "T3:granted:natural"
    one = judge(report.with_cells({ref: cell(report.value(ref) + 1)})).findings[0]
    again = judge(report.with_cells({ref: cell(report.value(ref) + 1)})).findings[0]
    other = judge(report.with_cells({ref: cell(report.value(ref) + 2)})).findings[0]
    assert one.fingerprint == again.fingerprint != other.fingerprint
