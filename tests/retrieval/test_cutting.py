"""Cutting into passages with stable ids."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_assistant.errors import UnusableInput
from report_assistant.report import Organ, Paragraph, Report
from report_assistant.retrieval.cutting import LONGEST, cut_guidance, cut_report, split

DIGEST = """---
id: fee-rules
title: 信息处理费要点
number: 国办函〔2020〕109号
date: 2020-11-17
in_force: false
superseded_by: fee-new
topics: [6, 1.2]
---

开头一段。

## 性质 为什么收
属于行政事业性收费。

收入计入表二。

## 第三十六条
### 小标题
分别答复。
"""


def by_id(passages):
    return {passage.id: passage for passage in passages}


def test_guidance_is_cut_at_its_headings():
    cut = cut_guidance(DIGEST, "fee-2020")
    found = by_id(cut.passages)
    assert list(found) == ["fee-rules#前言", "fee-rules#性质", "fee-rules#第三十六条"]
    assert found["fee-rules#性质"].text == "属于行政事业性收费。\n\n收入计入表二。"
    assert found["fee-rules#性质"].context == "信息处理费要点 国办函〔2020〕109号 性质 为什么收"
    assert "国办函〔2020〕109号" in found["fee-rules#性质"].words
    assert (cut.title, cut.in_force, cut.topics) == ("信息处理费要点", False, ("6", "1.2"))


def test_a_number_in_words_is_not_indexed():
    cut = cut_guidance(DIGEST.replace("国办函〔2020〕109号", "本库编写"), "x")
    assert not any("本库编写" in passage.words for passage in cut.passages)


def test_the_same_anchor_twice_gives_two_ids():
    cut = cut_guidance("## 要求\n甲。\n## 要求\n乙。", "县里通知")
    assert {i: p.text for i, p in by_id(cut.passages).items()} == {"县里通知#要求": "甲。", "县里通知#要求-2": "乙。"}


def test_plain_text_is_cut_at_articles_and_at_length():
    text = "某县办法\r\n第一条 为了规范。\r\n\r\n第二条 适用范围。\r\n补充说明。\r\n" + "长段落。" * 200
    cut = cut_guidance(text, "某县办法")
    assert [p.text for p in cut.passages[:3]] == ["某县办法", "第一条 为了规范。", "第二条 适用范围。\n补充说明。"]
    assert [p.id for p in cut.passages[3:]] == ["某县办法#4", "某县办法#4/2"]
    assert (cut.title, cut.in_force) == ("某县办法", True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "没有可以收入的文字"),
        ("## 只有标题\n", "没有可以收入的文字"),
        ("---\nid: a\n正文", "不是“名称: 值”"),
        ("---\nid: a", "没有以单独一行 --- 结束"),
        ("---\nin_force: 是\n---\n正文", "应为 true 或 false"),
    ],
)
def test_guidance_that_cannot_be_read_is_told(text, told):
    with pytest.raises(UnusableInput, match=told):
        cut_guidance(text, "通知")


def test_a_report_is_cut_by_sub_topics():
    report = Report(
        Organ("柳湾镇人民政府"),
        2024,
        sections={
            "1": (
                Paragraph("开头。"),
                Paragraph("发布信息一百条。", "（一）主动公开"),
                Paragraph("另有解读三条。"),
                Paragraph("未收到申请。", "（二）依申请公开："),
            ),
            "5": (Paragraph("问题一。"), Paragraph("措施一。")),
            "6": (Paragraph("无。"),),
        },
    )
    found = by_id(cut_report(report, "liuwan/2024"))
    assert list(found) == ["liuwan/2024#1", "liuwan/2024#1.1", "liuwan/2024#1.2", "liuwan/2024#5", "liuwan/2024#6"]
    assert found["liuwan/2024#1.1"].text == "发布信息一百条。\n另有解读三条。"
    assert found["liuwan/2024#1.1"].section == "1.1"
    assert found["liuwan/2024#1.2"].context.endswith("2024年政府信息公开工作年度报告 一（二）依申请公开")


def test_short_text_stays_whole():
    assert split("一句。两句。") == ["一句。两句。"]
    assert split("字" * LONGEST) == ["字" * LONGEST]
    assert split("  \n ") == []


def test_long_text_is_split_evenly_between_sentences():
    parts = split("这是一个有十五个字的完整的句子。" * 50)
    assert [len(part) for part in parts] == [400, 400]
    assert all(part.endswith("。") for part in parts)


@settings(deadline=None)
@given(st.text("字句段。！\n ，", max_size=3000))
def test_splitting_loses_nothing_and_keeps_to_the_length(text):
    parts = split(text)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(0 < len(part) <= LONGEST for part in parts)
