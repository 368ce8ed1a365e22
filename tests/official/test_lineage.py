"""Which cell of the trial form became which of the form in force."""

import pytest

from report_assistant.official import load_form
from report_assistant.official.lineage import ancestry

NEW, OLD = load_form("2021"), load_form("2019")


def test_within_one_form_a_cell_continues_itself():
    assert ancestry("T3:new:total", NEW, NEW).sources == ("T3:new:total",)


def test_rows_that_did_not_change_keep_their_address():
    assert ancestry("T3:granted:legal", NEW, OLD).sources == ("T3:granted:legal",)
    assert ancestry("T2:licences:decisions", NEW, OLD).sources == ("T2:licences:decisions",)


@pytest.mark.parametrize("row", ["other.uncorrected", "other.unpaid", "other.other"])
def test_the_three_other_outcomes_continue_one_merged_row(row):
    found = ancestry(f"T3:{row}:natural", NEW, OLD)
    assert (found.sources, found.merged) == (("T3:other:natural",), True)
    assert "（六）" in found.note


@pytest.mark.parametrize("ref", ["T2:normative:in_force", "T2:normative:repealed", "T2:fees:amount"])
def test_what_the_trial_form_did_not_count_is_not_comparable(ref):
    found = ancestry(ref, NEW, OLD)
    assert found.sources == ()
    assert found.note


def test_every_cell_of_the_new_form_has_an_answer():
    for ref in NEW.cells:
        found = ancestry(ref, NEW, OLD)
        assert all(source in OLD.cells for source in found.sources)
        assert found.sources or found.note
