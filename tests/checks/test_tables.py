"""Cells: how many are named in few words, and money in the wrong unit."""

from decimal import Decimal

import pytest

from consistent import FORM, sound_prior, sound_report
from report_assistant.checks import Case, check
from report_assistant.checks.tables import name_cells
from report_assistant.official import load_form
from report_assistant.report import Report, given

T3 = FORM.table("T3")


def cells(*, rows=None, columns=None):
    return [
        ref
        for _, row, column, ref in T3.addresses()
        if (rows is None or row.key in rows) and (columns is None or column.key in columns)
    ]


@pytest.mark.parametrize(
    ("refs", "words"),
    [
        (cells(), "整张表"),
        (cells(columns=["other"]), "各行的“其他”"),
        (cells(columns=["other", "total"]), "各行的“其他”、“总计”"),
        (cells(rows=["granted"]), "“（一）予以公开”行"),
        (cells(rows=["granted"], columns=["legal"]), "“（一）予以公开”行的“法律服务机构”"),
        (cells(rows=["new", "carried_in"], columns=["total"]), None),
        ([*cells(rows=["granted", "total"], columns=["legal"]), "T3:granted:total"], None),
    ],
)
def test_cells_are_named_by_row_and_column(refs, words):
    named = name_cells(T3, refs)
    if words is not None:
        assert named == words
    else:
        for ref in refs:
            assert FORM.cells[ref].row.label in named
            assert FORM.cells[ref].column.label in named


def test_many_rows_are_counted():
    rows = [row.key for row in T3.blocks[0].rows[:19]]
    named = name_cells(T3, cells(rows=rows, columns=["natural"]))
    assert named.endswith("等 19 行的“自然人”")
    assert named.count("“") == 4


def test_rows_of_different_want_are_told_apart():
    named = name_cells(T3, cells(rows=["granted"]) + cells(rows=["total"], columns=["other"]))
    assert named == "“（一）予以公开”行；“（七）总计”行的“其他”"


def test_a_row_of_two_columns_is_named_by_itself():
    old = load_form("2019").table("T2")
    named = name_cells(old, [ref for _, row, _, ref in old.addresses() if row.key == "fees"])
    assert named == "“行政事业性收费”行"


@pytest.mark.parametrize(
    ("before", "now", "asked"), [("4.12", "20600", True), ("4.12", "20599", False), ("0", "9e4", False)]
)
def test_money_is_asked_after_from_five_thousand_times_last_years(before, now, asked):
    ref = "T2:fees:amount"
    case = Case(
        sound_report().with_cells({ref: given(Decimal(now))}), sound_prior().with_cells({ref: given(Decimal(before))})
    )
    assert [f.cells for f in check(case, only=["T-02"]).findings] == ([(ref,)] if asked else [])


def test_a_signed_column_may_be_negative():
    old = load_form("2019")
    report = Report(sound_report().organ, 2020, "2019", {ref: given(0) for ref in old.cells})
    assert check(Case(report.with_cells({"T2:licences:change": given(-2)})), only=["T-02"]).findings == ()
    wrong = report.with_cells({"T2:licences:decisions": given(-2)})
    assert len(check(Case(wrong), only=["T-02"]).findings) == 1
