"""Sound samples, and reports sound by construction, keep every rule of structure, tables, years and fees."""

from pathlib import Path

import pytest

from consistent import random_report, sound_prior, sound_report
from report_assistant.checks import Case, check
from report_assistant.intake import read

SAMPLES = Path(__file__).parents[2] / "corpus" / "reports"
MINE = ("S-03", "S-04", "S-05", "S-06", "S-07", "S-08", "T2-01", "T2-02", "T2-03", "W-10")
MINE += ("Y-01", "Y-02", "Y-03", "Y-04", "F-01", "F-02")
SUFFIXES = {"baishui": ".html", "qinghe": ".txt", "shichang": ".report.json"}
YEARS = (2023, 2024, 2025)


def sample(organ, year):
    return read(SAMPLES / organ / f"{year}{SUFFIXES[organ]}")


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("organ", SUFFIXES)
def test_a_sound_sample_breaks_none(organ, year):
    prior = sample(organ, year - 1) if year - 1 in YEARS else None
    verdict = check(Case(sample(organ, year), prior), only=MINE)
    assert [finding.message for finding in verdict.findings] == []
    assert verdict.count("held") == (len(MINE) if prior else len(MINE) - 4)


def test_the_sample_with_planted_errors_breaks_those_planted_and_no_others():
    prior, planted = sample("qinghe", 2025), read(SAMPLES / "qinghe" / "2026.report.json")
    found = {finding.rule for finding in check(Case(planted, prior), only=MINE).findings}
    assert found == {"Y-01", "T2-01", "F-01"}


@pytest.mark.parametrize("seed", range(40))
def test_a_report_by_construction_breaks_none(seed):
    assert check(Case(random_report(seed)), only=MINE).findings == ()


def test_the_base_report_after_its_prior_breaks_none():
    assert check(Case(sound_report(), sound_prior()), only=MINE).findings == ()
