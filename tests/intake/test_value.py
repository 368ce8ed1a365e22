"""One printed cell, one reading."""

from decimal import Decimal

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from report_assistant.intake.value import looks_like_value, read_cell
from report_assistant.official import Column
from report_assistant.report import BLANK, DASH, UNREADABLE, Reading, given

COUNT = Column("natural", "自然人")
MONEY = Column("amount", "本年收费金额（单位：万元）", kind="money", unit="万元")
SIGNED = Column("change", "本年增/减", kind="signed", unit="项")


@pytest.mark.parametrize(
    ("printed", "cell"),
    [
        ("0", given(0)),
        (" 7 ", given(7)),
        ("１２３", given(123)),
        ("1,234,567", given(1234567)),
        ("１，２３４", given(1234)),
        ("-3", given(-3)),
        ("2.5", given(Decimal("2.5"))),
        ("", BLANK),
        (" \u3000", BLANK),
        ("/", DASH),
        ("／", DASH),
        ("-", DASH),
        ("–", DASH),
        ("——", DASH),
        ("－", DASH),
        ("1 2", UNREADABLE),
        ("十二", UNREADABLE),
        ("12*", UNREADABLE),
        ("1.2.3", UNREADABLE),
        ("9" * 60, UNREADABLE),
    ],
)
def test_what_a_count_may_look_like(printed, cell):
    assert read_cell(printed, COUNT).cell == cell


@pytest.mark.parametrize("printed", ["12件", "12 件", "１２件", "12项", "12件次"])
def test_a_count_with_its_unit_is_read_and_remarked_on(printed):
    reading = read_cell(printed, COUNT)
    assert (reading.cell, reading.code) == (given(12), "unit-in-cell")
    assert f"“{printed}”" in reading.why


@pytest.mark.parametrize("printed", ["12元", "12万元"])
def test_a_count_in_money_is_not_read(printed):
    assert read_cell(printed, COUNT).cell == UNREADABLE


@pytest.mark.parametrize(
    ("printed", "cell", "code"),
    [
        ("31.64", given(Decimal("31.64")), None),
        ("0", given(Decimal(0)), None),
        ("31.64万元", given(Decimal("31.64")), "unit-in-cell"),
        ("316400元", UNREADABLE, "unit-in-cell"),
        ("0.1亿元", UNREADABLE, "unit-in-cell"),
        ("3件", UNREADABLE, "unit-in-cell"),
    ],
)
def test_money_stands_in_the_forms_unit_or_not_at_all(printed, cell, code):
    reading = read_cell(printed, MONEY)
    assert (reading.cell, reading.code) == (cell, code)
    assert reading.cell.value is None or isinstance(reading.cell.value, Decimal)


def test_increase_and_decrease_keep_their_sign():
    assert [read_cell(printed, SIGNED).cell.value for printed in ("+2", "-2", "－2", "0")] == [2, -2, -2, 0]


@drawn(st.integers(0, 10**9))
def test_every_count_is_read_in_every_way_of_writing_it(number):
    wide = str(number).translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})
    assert {read_cell(written, COUNT).cell for written in (str(number), f"{number:,}", wide)} == {given(number)}


@drawn(st.text(max_size=30))
def test_a_cell_without_a_number_is_never_given(printed):
    reading = read_cell(printed, COUNT)
    if not any(c.isdigit() for c in printed):
        assert reading.cell.reading is not Reading.GIVEN
    assert (reading.code is None) == (reading.why == "")


def test_labels_do_not_look_like_values():
    assert not any(map(looks_like_value, ("", "规章", "1.属于国家秘密", "（一）予以公开", "12、其他")))
    assert all(map(looks_like_value, ("0", "12件", "—", "1,000", "251000元")))
