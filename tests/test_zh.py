"""Widths, labels, numerals and numbers in running text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant import zh


@given(st.integers(0, 10**12 - 1))
def test_a_spelt_number_reads_as_itself(number):
    assert zh.read_numeral(zh.spell(number)) == number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("十二", 12),
        ("一千零一十一", 1011),
        ("二〇二五", 2025),
        ("两百", 200),
        ("一万二千", 12000),
        ("十二人", None),
        ("", None),
    ],
)
def test_numerals(written, value):
    assert zh.read_numeral(written) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("申请十三件", [("十三件", 13, "件", True)]),
        ("共1,011件", [("1,011件", 1011, "件", True)]),
        ("１２ 件", [("１２ 件", 12, "件", True)]),
        ("1.2万条", [("1.2万条", 12000, "条", True)]),
        ("收费31.64万元", [("31.64万元", Decimal("31.64"), "万元", True)]),
        ("收费251000元", [("251000元", 251000, "元", True)]),
        ("合 0.5 万元", [("0.5 万元", Decimal("0.5"), "万元", True)]),
        ("近百件、十余件", [("百件", 100, "件", False), ("十余件", 10, "件", False)]),
        ("其余2件", [("2件", 2, "件", True)]),
        ("增长37.5%", [("37.5%", Decimal("37.5"), "%", True)]),
        ("依据第二十条，2025年1月1日，国办函〔2020〕109号，“三安全一稳定”", []),
    ],
)
def test_numbers_with_measure_words(text, found):
    seen = [(text[a.start : a.end], a.value, a.unit, a.exact) for a in zh.amounts(text)]
    assert seen == found


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12),
        ("１，０１１", 1011),
        ("1,011", 1011),
        ("-3", -3),
        ("3.50", Decimal("3.50")),
        ("12件", None),
        ("", None),
        ("—", None),
    ],
)
def test_bare_numbers(written, value):
    assert zh.read_number(written) == value


def test_labels_fold_by_width_space_and_quote_only():
    assert zh.fold_label("(三) 不予公开") == zh.fold_label("（三）不予公开")
    assert zh.fold_label("3.危及“三安全一稳定”") == zh.fold_label('3．危及"三安全一稳定"')
    assert zh.fold_label("2.其他法律法规禁止公开") != zh.fold_label("2.其他法律行政法规禁止公开")


@pytest.mark.parametrize(
    ("label", "bare"),
    [
        ("2.重复申请", "重复申请"),
        ("（一）予以公开", "予以公开"),
        ("三、本年度办理结果", "本年度办理结果"),
        ("总计", "总计"),
    ],
)
def test_the_ordinal_comes_off(label, bare):
    assert zh.without_ordinal(label) == bare


def test_sentences_keep_their_closing_marks():
    text = "甲。“乙！”丙；丁"
    assert [text[a:b] for a, b in zh.sentences(text)] == ["甲。", "“乙！”", "丙；", "丁"]
