from decimal import Decimal

import pytest

from report_assistant.checks.reading.binding import every_support, unbound_numbers
from report_assistant.official import load_form
from report_assistant.report import Note, Organ, Report, given

ORGAN = Organ("样例市青禾街道办事处", "青禾街道", "subdistrict")
GIVEN = {
    "T3:new:natural": 12, "T3:new:business": 6, "T3:new:total": 18, "T3:carried_in:total": 2, "T3:total:total": 17,
    "T3:carried_out:total": 3, "T3:granted:total": 9, "T3:partial:total": 3, "T3:denied.third_party:total": 1,
    "T3:denied.process:total": 1, "T3:unable.not_held:total": 2, "T3:refused.petition:total": 1,
    "T2:normative:issued": 2, "T2:normative:repealed": 1, "T2:normative:in_force": 8, "T2:licences:decisions": 349,
    "T2:fees:amount": Decimal("31.64"), "T4:review:upheld": 1, "T4:review:total": 1, "T4:direct:total": 4,
    "T4:after_review:total": 5,
}  # fmt: skip
NOTES = (
    Note(1, "1.1", "全年发布信息126条，其中门户网站98条、微信公众号28条"),
    Note(2, "1.5", "组织培训2次，参训40人次，满意率96.5%"),
    Note(3, "1.2", "平均办理时长6个工作日"),
)


def report_of(changes=None, year=2026, notes=NOTES):
    values = dict.fromkeys(load_form("2021").cells, 0) | GIVEN | (changes or {})
    return Report(ORGAN, year, cells={ref: given(value) for ref, value in values.items()}, notes=notes)


THIS = report_of()
LAST = report_of({"T3:new:total": 15, "T3:total:total": 14, "T2:licences:decisions": 400}, 2025)


def unbound(text, supports=None, report=THIS, prior=LAST):
    return [(u.quote, u.why) for u in unbound_numbers(text, supports or every_support(report), report, prior)]


@pytest.mark.parametrize(
    "text",
    [
        "新收政府信息公开申请18件，其中自然人12件、商业企业6件；上年结转2件",
        "办结17件，其中予以公开9件、部分公开3件、不予公开2件、无法提供2件、不予处理1件；结转下年度继续办理3件",
        "新收申请十八件，全年收到１８件申请",
        "新收与上年结转共20件",
        "制发规范性文件2件，废止1件，现行有效8件",
        "作出行政许可决定349件，行政事业性收费316400元，即31.64万元",
        "新收申请18件，较上年增加3件，增长20%",
        "行政许可决定349件，较上年减少51件，下降12.75%",
        "自然人占66.67%",
        "行政复议1件，行政诉讼9件，其中未经复议直接起诉4件、复议后起诉5件，共10件",
        "行政处罚决定0件",
        "通过网站发布98条，微信28条，合计126条",
        "培训2场，40人参加，满意率为96.5%",
        "近百条网站信息，百余条信息",
        "平均6个工作日办结",
        "2026年，依照第二十条，一是加强学习",
    ],
)
def test_numbers_that_supports_carry_are_bound(text):
    assert unbound(text) == []


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("新收申请19件", ["19件"]),
        ("新收17件，办结18件", ["17件", "18件"]),
        ("新收18万件", ["18万件"]),
        ("新收申请28件", ["28件"]),
        ("收到十五件申请", ["十五件"]),
        ("办结率98%", ["98%"]),
        ("按时办结率达到百分之百", ["百分之百"]),
        ("新收申请较上年增长33%", ["33%"]),
        ("新收申请较上年减少3件", ["3件"]),
        ("新收申请较上年下降20%", ["20%"]),
        ("通过网站发布126条，微信公众号98条", ["98条"]),
        ("组织检查3次", ["3次"]),
        ("行政事业性收费31.64元", ["31.64元"]),
        ("数千条信息", ["千条"]),
        ("行政诉讼4件", ["4件"]),
        ("平均5个工作日办结", ["5个"]),
    ],
)
def test_numbers_nothing_carries_are_named_at_their_place(text, quotes):
    found = unbound_numbers(text, every_support(THIS), THIS, LAST)
    assert [u.quote for u in found] == quotes
    assert all(text[u.start : u.end] == u.quote and u.why for u in found)


def test_the_reason_names_the_right_number_and_last_year():
    assert unbound("新收申请15件") == [("15件", "“新收”应为 18件，所写的是上一年度的数")]
    assert unbound("新收申请较上年减少3件") == [("3件", "增减方向与两年数据相反")]
    assert unbound("新收申请较上年增加3件", prior=None) == [("3件", "没有上一年度报告，增减无从核对")]


def test_a_right_number_without_its_support_is_named_with_the_cells_it_lacks():
    (found,) = unbound_numbers("新收18件", ("T3:total:total",), THIS)
    assert found.cells == ("T3:new:total",)
    assert "没有列出" in found.why
    (wrong,) = unbound_numbers("新收19件", ("T3:total:total",), THIS)
    assert wrong.cells == ()


def test_a_sum_needs_its_parts_supported():
    parts = ("T3:denied.third_party:total", "T3:denied.process:total")
    assert unbound_numbers("不予公开2件", parts, THIS) == ()
    (lacking,) = unbound_numbers("不予公开2件", parts[:1], THIS)
    assert lacking.cells == parts[1:]


def test_notes_that_do_not_travel_carry_what_they_are_named_for_but_an_unknown_note_beside_others_carries_nothing():
    foreign = report_of(notes=())
    assert unbound_numbers("开展检查7次", ("note:7",), foreign) == ()
    assert [u.quote for u in unbound_numbers("开展检查7次", ("note:7",), THIS)] == ["7次"]


def test_nothing_is_carried_by_no_support_by_a_passage_or_by_a_cell_not_given():
    assert [u.quote for u in unbound_numbers("新收18件", ("passage:x",), THIS)] == ["18件"]
    blank = Report(ORGAN, 2026)
    (found,) = unbound_numbers("新收18件", every_support(blank) or ("T3:new:total",), blank)
    assert "没有填报" in found.why


def test_a_note_cannot_lend_its_number_to_a_cell_of_the_form():
    notes = (*NOTES, Note(4, "1.2", "接听咨询电话18件次"))
    report = report_of(notes=notes)
    assert [u.quote for u in unbound_numbers("办结18件", every_support(report), report)] == ["18件"]
    assert unbound_numbers("接听咨询18件次", ("note:4",), report) == ()


@pytest.mark.parametrize("ref", ["T3:new:total", "T3:granted:total", "T2:normative:in_force", "T2:licences:decisions"])
def test_each_figure_one_off_is_caught(ref):
    words = {
        "T3:new:total": "新收申请{}件", "T3:granted:total": "予以公开{}件",
        "T2:normative:in_force": "现行有效的规范性文件{}件", "T2:licences:decisions": "作出行政许可决定{}件",
    }[ref]  # fmt: skip
    assert unbound(words.format(GIVEN[ref])) == []
    for wrong in (GIVEN[ref] - 1, GIVEN[ref] + 1, GIVEN[ref] * 10_000):
        assert [quote for quote, _ in unbound(words.format(wrong))] == [f"{wrong}件"]


@pytest.mark.parametrize(
    ("told", "text", "quotes"),
    [
        ("没有收费，也没发收费通知", "发出收费通知0件，收取信息处理费0元", []),
        ("本年度没有收取信息处理费", "发出收费通知0件，收取信息处理费0元", []),
        ("没有被追究责任的情形", "责任追究0人", []),
        ("没有被追究责任的情形", "组织培训0次", ["0次"]),
        ("未开展培训", "开展培训0次，检查0次", ["0次"]),
        ("发出收费通知5件，没有减免", "发出收费通知0件", ["0件"]),
        ("组织培训3次", "发放手册0份", ["0份"]),
    ],
)
def test_a_nought_needs_a_note_that_denies_the_same_thing(told, text, quotes):
    report = report_of(notes=(Note(1, "6", told),))
    found = unbound_numbers(text, ("note:1", "T3:other.unpaid:total", "T2:penalties:decisions"), report)
    assert [piece.quote for piece in found] == quotes


@pytest.mark.parametrize(
    ("amount", "text", "bound"),
    [
        ("0", "收费金额为0元", True),
        ("0", "收费金额为0万元", True),
        ("0.35", "收费金额3500元", True),
        ("0.35", "收费金额为0元", False),
        ("0.35", "收费金额3500万元", False),
    ],
)
def test_money_is_the_same_in_yuan_and_in_ten_thousands(amount, text, bound):
    report = report_of({"T2:fees:amount": Decimal(amount)})
    assert (unbound_numbers(text, ("T2:fees:amount",), report) == ()) is bound
