"""A sample of the localisation benchmark, and of the sound reports on which no rule may cry wolf."""

import pytest
from benchmarks.localisation import DENSE, KINDS, measured, noticed

from realistic import two_years
from report_assistant.checks import Case, Severity, check
from report_assistant.report import given


@pytest.mark.parametrize("kind", KINDS)
def test_the_truth_is_listed_and_mostly_first(kind):
    found, planted = measured(kind, True, 60)
    assert planted >= 40
    assert found["listed"] == planted
    assert found["first"] >= 0.8 * planted
    assert found["wrong fix"] <= 0.05 * planted


@pytest.mark.parametrize("kind", ["one typo", "two typos", "three typos"])
def test_typos_have_one_explanation_by_the_relations_alone(kind):
    found, planted = measured(kind, False, 60)
    assert found["unique"] >= 0.95 * planted


def test_every_change_of_one_cell_is_noticed():
    seen, made = noticed(DENSE)
    assert seen == made > 700


def test_sound_reports_with_text_and_last_years_have_no_error():
    for seed in range(200):
        verdict = check(Case(*two_years(seed)))
        assert [f.message for f in verdict.findings if f.severity is Severity.ERROR] == [], seed
        assert verdict.count("crashed") == 0


def test_totals_nobody_added_up_come_before_a_figure_that_should_not_be_there():
    report, prior = two_years(1)
    table = dict.fromkeys((ref for ref in report.cells if ref.startswith("T4:")), given(0))
    table |= {"T4:review:upheld": given(10), "T4:review:corrected": given(1), "T4:after_review:upheld": given(5)}
    verdict = check(Case(report.with_cells(table), prior), ["T4-01"])
    (found,) = [finding for finding in verdict.findings if "复议后起诉" in finding.message]
    assert found.cells[0] == "T4:after_review:total"
    assert "同表另有合计也没有加总" in found.message
