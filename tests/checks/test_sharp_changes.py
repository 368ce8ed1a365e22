"""What counts as a sharp change, and across which forms it is asked after."""

from dataclasses import replace
from decimal import Decimal

import pytest

from consistent import sound_prior, sound_report
from report_assistant.checks import Case, check
from report_assistant.checks.sharp_changes import _SUBJECTS
from report_assistant.report import given

LICENCES = "T2:licences:decisions"


def asked(cells, before):
    report, prior = sound_report().with_cells(cells), sound_prior().with_cells(before)
    return [finding.cells for finding in check(Case(report, prior), only=["Y-04"]).findings]


@pytest.mark.parametrize(
    ("before", "now", "sharp"),
    [
        *[(10, 30, True), (10, 29, False), (9, 900, False), (30, 10, True), (30, 11, False), (10, 0, True)],
        *[(9, 0, False), (0, 30, True), (0, 29, False), (0, 0, False), (12, 12, False)],
    ],
)
def test_three_times_as_much_or_a_third(before, now, sharp):
    assert asked({LICENCES: given(now)}, {LICENCES: given(before)}) == ([(LICENCES,)] if sharp else [])


@pytest.mark.parametrize("ref", [ref for ref in _SUBJECTS if ref != "T2:normative:in_force"])
def test_each_total_is_asked_after_once(ref):
    assert asked({ref: given(Decimal(96))}, {ref: given(Decimal(18))}) == [(ref,)]


def test_what_the_2019_form_does_not_count_is_not_compared():
    prior = sound_prior()
    cells = {ref: cell for ref, cell in prior.cells.items() if ref[:2] in ("T3", "T4") and ":other." not in ref}
    cells |= {
        "T2:licences:decisions": given(900),
        "T2:penalties:decisions": given(0),
        "T2:compulsion:decisions": given(0),
    }
    older = replace(prior, form_id="2019", cells=cells)
    verdict = check(Case(sound_report(), older), only=["Y-04"])
    assert [finding.cells for finding in verdict.findings] == [(LICENCES,)]
    assert verdict.not_judged == ()
