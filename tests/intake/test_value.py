"""One printed cell, one reading."""

from decimal import Decimal

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from report_assistant.intake.value import is_plain, looks_like_value, read_cell
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
        ("12.0", given(Decimal("12.0"))),
        ("\u200b", BLANK),
        ("12\ufeff", given(12)),
        ("1 2", UNREADABLE),
        ("1\n2", UNREADABLE),
        ("12,34", UNREADABLE),
        ("12-13", UNREADABLE),
        ("约12", UNREADABLE),
        ("无", UNREADABLE),
        ("零", UNREADABLE),
        ("（12）", UNREADABLE),
        ("12①", UNREADABLE),
        ("十二", UNREADABLE),
        ("12*", UNREADABLE),
        ("1.2.3", UNREADABLE),
        ("9" * 60, UNREADABLE),
    ],
)
def test_what_a_count_may_look_like(printed, cell):
    assert read_cell(printed, COUNT).cell == cell


@pytest.mark.parametrize("printed", ["12件", "12 件", "１２件", "12项", "12件次", "12（件）", "12（单位：件）"])
def test_a_count_with_its_unit_is_read_and_remarked_on(printed):
    reading = read_cell(printed, COUNT)
    assert (reading.cell, reading.code) == (given(12), "unit-in-cell")
    assert f"“{printed}”" in reading.why


@pytest.mark.parametrize(
    "printed",
    ["22（其中修订16件）", "22(含修订16件)", "22（其中2024年结转3件）", "２２（均为企业）", "22件（包括转办2件）"],
)
def test_a_number_with_its_parts_in_brackets_is_read_and_remarked_on(printed):
    reading = read_cell(printed, COUNT)
    assert (reading.cell, reading.code) == (given(22), "note-in-cell")
    assert f"“{printed}”" in reading.why
    assert looks_like_value(printed)


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("22（其中修订36件）", "括号里的数大于括号前的"),
        ("22（应为23）", "不是数"),
        ("22（23）", "不是数"),
        ("22（暂定）", "不是数"),
        ("二十二（其中修订16件）", "不是数"),
        ("22元（含税）", "单位不是“件”"),
    ],
)
def test_a_bracket_that_leaves_the_number_in_doubt_leaves_it_unread(printed, why):
    reading = read_cell(printed, COUNT)
    assert reading.cell == UNREADABLE
    assert why in reading.why


@pytest.mark.parametrize("printed", ["12元", "12万元", "12（元）"])
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
        ("25.1（元）", UNREADABLE, "unit-in-cell"),
        ("25.1（万元）", given(Decimal("25.1")), "unit-in-cell"),
        ("31.64（其中印刷费3200元）", given(Decimal("31.64")), "note-in-cell"),
        ("0.31（其中印刷费3200元）", UNREADABLE, "cell-unreadable"),
        ("251,000.00", given(Decimal("251000.00")), None),
        ("25.1万", UNREADABLE, "cell-unreadable"),
    ],
)
def test_money_stands_in_the_forms_unit_or_not_at_all(printed, cell, code):
    reading = read_cell(printed, MONEY)
    assert (reading.cell, reading.code) == (cell, code)
    assert reading.cell.value is None or isinstance(reading.cell.value, Decimal)


def test_increase_and_decrease_keep_their_sign():
    assert [read_cell(printed, SIGNED).cell.value for printed in ("+2", "-2", "－2", "0")] == [2, -2, -2, 0]


def test_plain_is_what_needs_no_reading():
    assert all(map(is_plain, ("0", "12", "-3", "2.5", "", " ", "—", "/", " 7 ")))
    assert not any(map(is_plain, ("１２", "1,234", "12件", "007", "+3", "无", "1 2", "12\u200b")))


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
    assert all(map(looks_like_value, ("0", "12件", "—", "1,000", "251000元", "22（其中修订16件）", "12（件）")))


@pytest.mark.parametrize("printed", ["12；", "12;", "12。", "12，", "12、", "１２； "])
def test_the_sign_of_a_list_behind_a_number_is_no_part_of_it(printed):
    reading = read_cell(printed, COUNT)
    assert (reading.cell, reading.code) == (given(12), None)
    assert looks_like_value(printed)
    assert not is_plain(printed)


@pytest.mark.parametrize("printed", ["；", "无；", "12；13", "12.；13。"])
def test_a_sign_makes_no_number_of_words(printed):
    assert read_cell(printed, COUNT).cell.value is None
