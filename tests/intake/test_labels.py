"""Printed labels against the form's."""

import pytest

from report_assistant.intake.labels import Labels, Ordinal, canonical, split_ordinal
from report_assistant.official import load_form

FORM = load_form("2021")
ROWS = Labels((row.key, (row.label, *row.aliases)) for row in FORM.table("T3").blocks[0].rows)
COLUMNS = Labels((column.key, (column.label,)) for column in FORM.table("T2").blocks[0].columns)
COLUMNS_OF_THREE = Labels((column.key, (column.label,)) for column in FORM.table("T3").blocks[0].columns)


@pytest.mark.parametrize(
    ("printed", "number", "bracketed", "chinese", "bare"),
    [
        ("一、总体情况", 1, False, True, "总体情况"),
        ("（十二）其他", 12, True, True, "其他"),
        ("(3)其他", 3, True, False, "其他"),
        ("2．重复申请", 2, False, False, "重复申请"),
        ("第二部分、概述", 2, False, True, "概述"),
    ],
)
def test_an_ordinal_is_parted_from_its_label(printed, number, bracketed, chinese, bare):
    ordinal, rest = split_ordinal(printed)
    assert (ordinal.number, ordinal.bracketed, ordinal.chinese, rest) == (number, bracketed, chinese, bare)


@pytest.mark.parametrize("printed", ["一般情况", "2025年", "三安全一稳定", "总计", "第二十条第（一）项", ""])
def test_not_every_numeral_is_an_ordinal(printed):
    assert split_ordinal(printed)[0] is None


def test_every_row_is_found_by_its_own_label_and_none_by_anothers():
    for row in FORM.table("T3").blocks[0].rows:
        assert ROWS.exact(row.label) == row.key
        assert ROWS.nearest(row.label) == row.key


def test_brackets_spaces_and_quotes_make_no_difference():
    assert ROWS.exact("( 一 ) 予以公开") == "granted"
    assert ROWS.exact('3.危及"三安全一稳定"') == "denied.safety"
    assert canonical("1、属于国家秘密") == canonical("1.属于国家秘密")


def test_the_nearest_must_be_near_and_alone():
    assert ROWS.nearest("2.其他法律法规禁止公开") == "denied.law"
    assert ROWS.nearest("8.其它") == "other.other"
    assert ROWS.nearest("行政征收") is None
    assert COLUMNS.nearest("本年件数") is None
    assert COLUMNS.nearest("本年废止件数", {"issued"}) is None


def test_only_the_named_are_considered():
    assert ROWS.nearest("重复申请", {"refused.petition"}) is None
    assert ROWS.nearest("重复申请", {"refused.repeat"}) == "refused.repeat"


def test_a_denial_is_never_nearest_to_what_it_denies():
    assert Labels([("denied", ("（三）不予公开",))]).nearest("一、予以公开") is None
    assert ROWS.nearest("一、予以公开") == "granted"
    assert ROWS.nearest("1.本机关掌握相关政府信息") is None


def test_every_kind_of_bracket_is_one():
    assert canonical("〔七〕总计") == canonical("[七]总计") == canonical("【七】总计") == canonical("（七）总计")


def test_a_part_s_number_is_an_ordinal_without_any_mark_behind_it():
    assert split_ordinal("第三部分　收到和处理") == (Ordinal(3, False, True), "收到和处理")
    assert split_ordinal("第三方合法权益")[0] is None


@pytest.mark.parametrize(("printed", "meant"), [("合计", "total"), ("总计（件）", "total"), ("小计", None)])
def test_a_total_goes_by_two_names(printed, meant):
    assert COLUMNS_OF_THREE.nearest(printed) == meant
