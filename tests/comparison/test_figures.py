"""Cells year on year, within one form and across two."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from consistent import consistent_reports, random_report
from report_assistant.comparison import compare_cells
from report_assistant.official import load_form
from report_assistant.report import ABSENT, BLANK, DASH, UNREADABLE, Report, given

MIRROR = {"same": "same", "changed": "changed", "new": "gone", "gone": "new", "not_comparable": "not_comparable"}
READINGS = st.sampled_from([ABSENT, BLANK, DASH, UNREADABLE, given(0), given(3), given(8)])
OLD = load_form("2019")


def by_cell(current, prior):
    return {change.cell: change for change in compare_cells(current, prior)}


def one(current, prior, ref="T3:new:natural"):
    base = random_report(1)
    return by_cell(base.with_cells({ref: current}), base.with_cells({ref: prior}))[ref]


def old_report(cells=(), year=2020):
    values = {ref: given(0) for ref in OLD.cells} | dict(cells)
    return Report(random_report(1).organ, year, "2019", values)


@pytest.mark.parametrize(
    ("current", "prior", "fate", "delta", "ratio"),
    [
        (given(12), given(12), "same", 0, 0.0),
        (given(12), given(8), "changed", 4, 0.5),
        (given(0), given(8), "changed", -8, -1.0),
        (given(8), given(0), "changed", 8, None),
        (given(0), given(0), "same", 0, None),
        (given(0), BLANK, "new", None, None),
        (given(0), DASH, "new", None, None),
        (BLANK, given(0), "gone", None, None),
        (UNREADABLE, given(0), "not_comparable", None, None),
        (given(3), UNREADABLE, "not_comparable", None, None),
        (given(3), ABSENT, "not_comparable", None, None),
        (ABSENT, BLANK, "not_comparable", None, None),
        (UNREADABLE, UNREADABLE, "not_comparable", None, None),
        (BLANK, BLANK, "same", None, None),
        (BLANK, DASH, "not_comparable", None, None),
    ],
)
def test_the_fate_of_a_cell(current, prior, fate, delta, ratio):
    change = one(current, prior)
    assert (change.fate, change.delta, change.ratio) == (fate, delta, ratio)
    assert (change.current, change.prior) == (current.value, prior.value)


def test_a_note_says_why_there_is_no_number():
    assert one(given(0), BLANK).note == "上年空白"
    assert one(ABSENT, given(1)).note == "本年表中没有这一格"
    assert one(UNREADABLE, DASH).note == "上年横线；本年看不清"
    assert one(given(2), given(1)).note == ""


def test_money_stays_exact():
    change = one(given(Decimal("31.64")), given(Decimal("0.10")), "T2:fees:amount")
    assert (change.delta, change.ratio) == (Decimal("31.54"), 315.4)


@for_all(consistent_reports())
@settings(max_examples=20, deadline=None)
def test_a_report_beside_itself_is_all_the_same(report):
    changes = compare_cells(report, report)
    assert [change.cell for change in changes] == list(report.form.cells)
    assert {change.fate for change in changes} == {"same"}


@for_all(st.lists(READINGS, min_size=200, max_size=200), st.integers(0, 50))
@settings(max_examples=30, deadline=None)
def test_the_years_swapped_mirror_every_change(cells, seed):
    a = random_report(seed)
    b = replace(a, cells=dict(zip(a.form.cells, cells, strict=True)))
    back = by_cell(b, a)
    for ref, change in by_cell(a, b).items():
        assert back[ref].fate == MIRROR[change.fate]
        assert (back[ref].prior, back[ref].current) == (change.current, change.prior)
        assert change.delta is None or back[ref].delta == -change.delta


def test_across_forms_the_three_other_rows_are_compared_as_their_sum():
    leaves = {"T3:other.uncorrected:natural": 2, "T3:other.unpaid:natural": 1, "T3:other.other:natural": 4}
    current = random_report(1).with_cells({ref: given(value) for ref, value in leaves.items()})
    changes = by_cell(current, old_report({"T3:other:natural": given(5)}))
    summed = changes["T3:other:natural"]
    assert (summed.prior, summed.current, summed.fate, summed.delta) == (5, 7, "changed", 2)
    assert "合计" in summed.note
    for ref, value in leaves.items():
        assert (changes[ref].fate, changes[ref].current, changes[ref].prior) == ("not_comparable", value, None)
        assert "三个小项之和" in changes[ref].note


def test_a_sum_with_a_blank_part_is_no_number():
    current = random_report(1).with_cells({"T3:other.unpaid:natural": BLANK})
    change = by_cell(current, old_report())["T3:other:natural"]
    assert (change.current, change.fate) == (None, "gone")


@pytest.mark.parametrize("readings", [(BLANK, UNREADABLE), (ABSENT, BLANK)])
def test_a_sum_with_a_part_nobody_knows_is_not_comparable(readings):
    parts = dict(zip(("T3:other.unpaid:natural", "T3:other.other:natural"), readings, strict=True))
    change = by_cell(random_report(1).with_cells(parts), old_report())["T3:other:natural"]
    assert (change.current, change.fate) == (None, "not_comparable")


def test_across_forms_what_has_no_forerunner_and_what_nobody_continues_is_not_comparable():
    changes = by_cell(random_report(1), old_report({"T2:procurement:amount": given(Decimal("5.5"))}))
    in_force = changes["T2:normative:in_force"]
    assert (in_force.fate, in_force.prior) == ("not_comparable", None)
    assert "现行有效" in in_force.note
    gone = changes["T2:procurement:amount"]
    assert (gone.fate, gone.prior, gone.current) == ("not_comparable", Decimal("5.5"), None)
    assert changes["T2:licences:decisions"].fate == "changed"
    assert len(changes) == len(compare_cells(random_report(1), old_report()))


def test_across_forms_the_years_swapped_mirror_too():
    new, old = random_report(2), old_report({"T3:other:natural": given(5)})
    back = by_cell(old, new)
    assert set(back) == set(by_cell(new, old))
    for ref, change in by_cell(new, old).items():
        assert back[ref].fate == MIRROR[change.fate]
        assert (back[ref].prior, back[ref].current) == (change.current, change.prior)
