"""Sentences that explain why figures do not continue last year's, and sentences that only look so."""

import re
from dataclasses import replace

import pytest

from consistent import sound_report
from report_assistant.checks.reading.reasons import on_carrying_over, on_change, on_documents, on_succession
from report_assistant.report import Organ, Paragraph, Remark

CARRIED = {
    True: [
        "因机构改革，原白水街道并入本街道，其结转的1件申请一并办理。",
        "我街道与白水街道合并，上年结转数为两街道之和。",
        "上年报告结转数据误填为2件，现更正为3件。",
        "上年结转中1件经重新认定为信访事项，予以核减。",
        "本单位为2025年新组建的机构，首次编制年度报告。",
        "从原市规划局划转政府信息公开申请4件，计入上年结转。",
        "2024年度报告漏计1件，本年一并办结。",
    ],
    False: [
        "全年更正失效电话和地址31处。",
        "街道将3个社区公众号合并为1个，并入县政府网站管理。",
        "推进机构改革，下沉执法权限。",
        "2025年更正发布信息12条。",
        "对不属于本机关的申请，移送有关机关办理。",
        "上年结转2件均已办结。",
        "向县档案馆移交公开文本2批。",
        "撤销错误信息3条，合并重复栏目2个。",
        "上年报告已在网站公布。",
        "接收群众信件20件。",
    ],
}
DOCUMENTS = {
    True: [
        "集中清理行政规范性文件，4件不再作为规范性文件管理。",
        "3件规范性文件有效期届满失效。",
        "行政规范性文件统计口径调整。",
        "文件到期自动失效2件。",
    ],
    False: ["清理历史信息，更正失效电话和地址31处。", "制发行政规范性文件2件，废止1件。", "清理网站僵尸栏目3个。"],
}
CHANGED = {
    True: [
        "新收申请96件，主要是因为城中村改造征收补偿信息的申请集中提出。",
        "本年新收申请96件，较上年大幅增长。主要原因是征收项目增多。",
        "同一申请人反复申请，新收申请增加70件。",
        "受城中村改造影响，申请量明显上升。",
        "收到申请96件。增长系征收项目启动，由于涉及村民多。",
    ],
    False: [
        "新收申请96件，比上年多78件。",
        "全年收到申请96件，均因政府信息公开工作需要及时答复。",
        "答复因人而异的情况已纠正，新收申请少。",
        "新收申请96件。微信公众号因系统升级停更两周。",
        "因地制宜公开申请指南。",
    ],
}
SUBJECT = re.compile("申请")


def saying(text):
    return sound_report().with_section("6", (Paragraph(text),))


def every(told):
    return [(sentence, explains) for explains, sentences in told.items() for sentence in sentences]


@pytest.mark.parametrize(("text", "explains"), every(CARRIED))
def test_reasons_for_another_carry_over(text, explains):
    assert on_carrying_over(saying(text)) == (text if explains else "")


@pytest.mark.parametrize(("text", "explains"), every(DOCUMENTS))
def test_reasons_for_documents_that_do_not_roll_forward(text, explains):
    assert on_documents(saying(text), "文件") == (text if explains else "")


@pytest.mark.parametrize(("text", "explains"), every(CHANGED))
def test_reasons_for_a_sharp_change(text, explains):
    assert bool(on_change(saying(text), SUBJECT)) is explains


def test_a_reason_for_one_thing_explains_no_other():
    text = "新收申请96件，主要是因为征收项目增多。"
    assert on_change(saying(text), SUBJECT)
    assert on_change(saying(text), re.compile("处罚")) == ""
    assert on_change(saying("全年未发生因政府信息公开引起的行政复议。"), re.compile("复议")) == ""


@pytest.mark.parametrize(
    ("text", "succeeds"),
    [
        ("样例市白水街道办事处2025年3月更名为样例市青禾街道办事处。", True),
        ("原白水街道并入本街道。", True),
        ("与白水街道联合开展宣讲。", False),
        ("本街道由两个街道合并设立。", False),
    ],
)
def test_a_successor_names_its_predecessor(text, succeeds):
    predecessor = Organ("样例市白水街道办事处", "白水街道", "subdistrict")
    assert bool(on_succession(saying(text), predecessor)) is succeeds


def test_a_note_printed_beside_a_table_counts():
    told = Remark("text-unplaced", "3", "“三、…”的表格之外另有文字“注：上年报告结转数误填，现予更正。”，未读入")
    assert on_carrying_over(replace(sound_report(), remarks=(told,))).startswith("注：上年报告结转数误填")
    other = replace(told, code="table-unknown")
    assert on_carrying_over(replace(sound_report(), remarks=(other,))) == ""
