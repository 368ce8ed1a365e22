"""N-01, N-02, N-04: what is held to which cells, how it may be rounded, and how the cells are named."""

from decimal import Decimal

import pytest

from consistent import FORM, sound_report
from report_assistant.checks import Case, check
from report_assistant.checks.claims import _label
from report_assistant.report import BLANK, Origin, Paragraph, given

NONE_RECEIVED = "全年未收到政府信息公开申请。"
CONTENT = "申请内容主要涉及征地补偿。"


def verdict(text, *rules, cells=(), origin=Origin.IMPORTED, supports=()):
    values = {ref: value if value is BLANK else given(value) for ref, value in dict(cells).items()}
    paragraph = Paragraph(text, "（二）依申请公开", supports, origin)
    return check(Case(sound_report().with_cells(values).with_section("1", (paragraph,))), only=rules)


def told(text, rule, **case):
    return [(finding.quote, finding.expected) for finding in verdict(text, rule, **case).findings]


@pytest.mark.parametrize(("origin", "loose"), [(Origin.PLAIN, ["2件"]), (Origin.TYPED, [])])
def test_a_draft_rests_on_what_its_writer_names_and_what_a_person_types_on_any_cell(origin, loose):
    found = told("上年结转2件。", "N-01", origin=origin, supports=("T3:new:natural",))
    assert [quote for quote, _ in found] == loose


@pytest.mark.parametrize(
    ("text", "received", "quotes"),
    [
        (NONE_RECEIVED + CONTENT, 0, [("申请内容主要涉及征地补偿", 0)]),
        (f"{NONE_RECEIVED}全年未制发规章。{CONTENT}", 0, [("申请内容主要涉及征地补偿", 0)]),
        (CONTENT, 0, []),
        (f"全年未制发规章。{CONTENT}", 0, []),
        (NONE_RECEIVED + CONTENT, 12, [("全年未收到政府信息公开申请", 12)]),
    ],
)
def test_what_was_not_received_has_no_content(text, received, quotes):
    assert told(text, "N-04", cells={"T3:new:total": received}) == quotes


@pytest.mark.parametrize("carried_out", [1, 5])
def test_some_are_one_or_more(carried_out):
    cells = {"T3:carried_out:total": carried_out}
    assert told("尚有部分申请结转下年度继续办理。", "N-04", cells=cells) == []


def test_parts_of_a_number_are_wrong_together_or_not_at_all():
    assert told("本年新收申请9件。作出行政处罚决定3件。", "N-02") == [
        ("本年新收申请9件", 12),
        ("作出行政处罚决定3件", 4),
    ]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("本年新收申请12件。全年受理申请14件。", ["全年受理申请14件"]),
        ("本年新收申请12件，上年结转2件。全年受理申请14件。", []),
    ],
)
def test_who_names_what_was_carried_in_is_not_asked(text, asked):
    assert [quote for quote, _ in told(text, "N-02")] == asked


@pytest.mark.parametrize(
    ("text", "cells", "wrong"),
    [
        ("行政事业性收费32634元。", {"T2:fees:amount": Decimal("3.26")}, False),
        ("行政事业性收费32734元。", {"T2:fees:amount": Decimal("3.26")}, True),
        ("行政事业性收费30万元。", {"T2:fees:amount": Decimal("32.6")}, True),
        ("行政事业性收费33万元。", {"T2:fees:amount": Decimal("32.6")}, False),
        ("行政事业性收费1.2亿元。", {"T2:fees:amount": 12034}, False),
        ("行政事业性收费1.3亿元。", {"T2:fees:amount": 12034}, True),
        ("行政事业性收费120亿元。", {"T2:fees:amount": 1203000}, False),
        ("行政事业性收费120亿元。", {"T2:fees:amount": 1206000}, True),
        ("作出行政许可决定36.2件。", {}, True),
        ("作出行政许可决定1.2万件。", {"T2:licences:decisions": 12460}, False),
        ("作出行政许可决定1.2万件。", {"T2:licences:decisions": 12510}, True),
        ("作出行政许可决定十余件。", {"T2:licences:decisions": 20}, False),
        ("作出行政许可决定十余件。", {"T2:licences:decisions": 21}, True),
    ],
)
def test_a_figure_may_be_rounded_to_what_is_written_of_it(text, cells, wrong):
    assert bool(told(text, "N-02", cells=cells)) is wrong


@pytest.mark.parametrize(
    ("text", "rule", "says"),
    [
        ("作出行政许可决定1.3万件。", "N-02", "写的是 13000 件，而表二“行政许可”的“本年处理决定数量”是 36 件。"),
        ("属于国家秘密2件。", "N-02", "1.属于国家秘密”的“总计”是 0 件。"),
        ("行政诉讼3件。", "N-02", "而表四“行政诉讼”各项“总计”之和是 0 件。"),
        ("行政复议、行政诉讼案件共3件。", "N-02", "“总计”、表四“行政诉讼—未经复议直接起诉”的“总计”、"),
        ("全年未发生行政复议。", "N-04", "“全年未发生行政复议”说没有，而表四“行政复议”的“总计”是 1 件。"),
    ],
)
def test_the_cells_are_named_as_the_form_names_them(text, rule, says):
    (finding,) = verdict(text, rule).findings
    assert says in finding.message


def test_cells_that_are_no_whole_group_are_named_one_by_one():
    label = _label(FORM, ("T3:denied.secret:total", "T3:denied.law:total"))
    assert label.endswith("之和")
    assert "属于国家秘密”的“总计”、表三" in label


def test_what_says_none_is_quoted_and_what_gives_a_number_told_by_it():
    (none,), (count,) = (verdict(*said).findings for said in (("未发生行政复议。", "N-04"), ("行政复议2件。", "N-02")))
    assert (none.actual, count.actual) == ("未发生行政复议", 2)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("行政复议1件，结果维持1件，结果纠正1件。", "“行政复议1件”、“结果维持1件”、“结果纠正1件”所说"),
        ("行政复议1件，结果维持1件，结果纠正1件，其他结果1件。", "、“结果纠正1件”等所说"),
    ],
)
def test_three_of_what_could_not_be_held_to_a_cell_are_named(text, says):
    blank = {f"T4:review:{key}": BLANK for key in ("upheld", "corrected", "other", "total")}
    ((_, why),) = verdict(text, "N-02", cells=blank).not_judged
    assert says in why
