"""What section six says of 信息处理费, read from realistic sentences."""

from decimal import Decimal

import pytest

from consistent import sound_report
from report_assistant.checks import Case, check
from report_assistant.checks.reading.fee_words import states_fee, told_of_fee
from report_assistant.report import Note, Paragraph, given

STATED = [
    "本年度未发出收费通知，未收取信息处理费。",
    "2025年，我局没有产生信息公开处理费。",
    "收取信息处理费情况：无。",
    "我单位依申请公开信息处理费收取0元。",
    "全年发出信息处理费收费通知2件，总金额700元，实际收取700元。",
    "1.收取信息处理费情况。全年发出收费通知3件，实际收取900元。",
    "本机关依申请提供政府信息没有收取信息处理费。",
    "2025年度未收取信息公开 处理费。",
    "信息处理费方面，免收。",
    "本年度共收取信息处理费二百元。",
]
UNSTATED = [
    "我局认真执行信息处理费管理办法，无其他需要报告的事项。",
    "依据国办函〔2020〕109号，本机关开展信息处理费政策宣传2次。",
    "收取信息处理费情况良好。",
    "严格按规定收取信息处理费。",
    "信息处理费收取准确无误。",
    "按照《政府信息公开信息处理费管理办法》执行。",
    "收取信息处理费情况良好，本年度办理情况详见下文。政务公开要点任务8项已完成。",
    "未收取行政事业性收费。",
    "本年度信息处理费收取情况为〔待补充：收费通知件数、通知金额和实际收取金额〕。",
    "无。",
]


@pytest.mark.parametrize(("text", "stated"), [(t, True) for t in STATED] + [(t, False) for t in UNSTATED])
def test_a_statement_has_an_amount_or_says_none(text, stated):
    assert states_fee(text) is stated
    report = sound_report().with_section("6", (Paragraph(text),))
    assert (check(Case(report), only=["F-01"]).findings == ()) is stated


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("发出信息处理费收费通知2件，总金额700元，实际收取500元。", {"notices": 2, "asked": 700, "received": 500}),
        ("全年发出收费通知3件，通知金额1500元实际收取900元。", {"notices": 3, "asked": 1500, "received": 900}),
        ("收取信息处理费1件，合计1,200元。", {"received": 1200}),
        ("收取信息处理费0.35万元。", {"received": 3500}),
        ("没有发出收费通知，未收取信息处理费。", {"notices": 0, "received": 0}),
        ("无信息处理费收费通知。", {"notices": 0}),
        ("送达缴费通知书1份，申请人逾期未缴200元。", {"notices": 1}),
        ("因申请人逾期未按收费通知要求缴纳费用，不再处理的申请1件。", {}),
        ("行政事业性收费31.64万元，减免信息处理费200元。", {}),
        ("办理建议提案5件，投入经费2万元。", {}),
        ("应收信息处理费600元。", {"asked": 600}),
        ("收取信息处理费近千元。", {}),
    ],
)
def test_each_number_is_of_its_kind(text, told):
    assert {one.kind: int(one.value) for one in told_of_fee(text)} == told


def fee_findings(text, *, fees="0", unpaid=0, notes=()):
    cells = {"T2:fees:amount": given(Decimal(fees)), "T3:other.unpaid:total": given(unpaid)}
    report = sound_report().with_cells(cells).with_section("6", (Paragraph(text),))
    if notes:
        report = type(report)(report.organ, report.year, cells=report.cells, sections=report.sections, notes=notes)
    return check(Case(report), only=["F-02"]).findings


@pytest.mark.parametrize(
    ("received", "fees", "told"),
    [
        ("5000元", "0.35", True),
        ("5000元", "0.5", False),
        ("1040元", "0.1", False),
        ("1510元", "0.1", True),
        ("45元", "0.00", True),
        ("0元", "0", False),
        ("0.5万元", "12", False),
        ("1.05万元", "1", False),
        ("1.06万元", "1", True),
        ("1000051元", "100.00", True),
    ],
)
def test_what_was_received_is_part_of_all_fees_as_far_as_they_are_rounded(received, fees, told):
    assert bool(fee_findings(f"本年度收取信息处理费{received}。", fees=fees)) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("发出信息处理费收费通知2件，均逾期未缴。", False),
        ("发出信息处理费收费通知5件。", False),
        ("发出信息处理费收费通知1件。", True),
        ("未收取信息处理费。", True),
        ("办理建议提案5件。", False),
    ],
)
def test_who_did_not_pay_had_a_notice(text, told):
    assert bool(fee_findings(text, unpaid=2)) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("收取信息处理费700元。", False),
        ("收取信息处理费0.07万元。", False),
        ("收取信息处理费70元。", True),
        ("未收取信息处理费。", True),
        ("发出收费通知2件。", False),
        ("其中对甲收取信息处理费200元。", False),
    ],
)
def test_the_text_agrees_with_the_notes(text, told):
    note = Note(1, "6", "今年信息处理费实收700元")
    assert bool(fee_findings(text, fees="9", notes=(note,))) is told
