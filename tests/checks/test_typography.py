"""Widths, spaces and doublings, each where it is a fault and where it is good Chinese."""

import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

from checks.one_sentence import breaches
from report_assistant.checks.reading.lexicon import lexicon
from report_assistant.checks.typography import nothing_stands_twice_in_a_row, widths_are_those_of_chinese_text


@pytest.mark.parametrize(
    "text",
    [
        "2025 年，公开信息86条。",
        "公开信息86条,其中网站60条。",
        "说明:一是公开。",
        "（一)主动公开",
        "(一)主动公开",
        "２０２５年公开。",
        "结果 维持1件。",
        "结果　维持1件。",
        "收到申请12件;办结12件。",
        "2025年1 月。",
        "公开指南（2025版)。",
        "占比为 95%，",
        "是否公开?",
        "“甲”, 乙。",
        '推行一网通办"。',
        "见第 五十条",
    ],
)
def test_a_mixed_width_or_a_stray_space(text):
    (breach,) = breaches(widths_are_those_of_chinese_text, text)
    assert "有 1 处" in breach.message
    assert breach.quote == text[slice(*breach.span)]


@pytest.mark.parametrize(
    "text",
    [
        "2025年1月1日至2025年12月31日，10:30开会，访问1,011次，占95.1%，比例3:2。",
        "升级5G基站，打印A4纸，开发APP 上线，Wi-Fi 覆盖，公开 APP 信息。",
        "网址：https://www.example.gov.cn/a?b=1,2 ，邮箱qinghe@example.com，",
        "国内生产总值(GDP)增长。",
        "1.公开目录；2.公开指南。（1）甲。",
        "　　段首缩进。\n　　又一段。",
        "占100%、12.5万元，第20条",
    ],
)
def test_ordinary_widths(text):
    assert breaches(widths_are_those_of_chinese_text, text) == []


def test_one_finding_a_section_counts_its_places():
    (breach,) = breaches(widths_are_those_of_chinese_text, "2025 年,公开 86 条;办结 12 件。")
    assert "有 7 处" in breach.message
    assert (breach.actual, breach.message.count("”、“")) == ("7 处", 2)  # three places are named


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("推进政务公开工作工作。", "工作工作"),
        ("召开工作工作会议。", "工作工作"),
        ("公开的的信息。", "的的"),
        ("完成了了整改。", "了了"),
        ("共86条。。", "。。"),
        ("收到，，办结。", "，，"),
        ("已办结，。", "，。"),
        ("公开公开信息86条。", "公开公开"),
        ("政府信息政府信息公开。", "政府信息政府信息"),
        ("街道街道认真落实。", "街道街道"),
        ("进一步进一步完善。", "进一步进一步"),
        ("主动主动公开。", "主动主动"),
        ("现公布2025年度政府信息公开工作年度报告。", "2025年度政府信息公开工作年度报告"),
        ("是否公开？？", "？？"),
    ],
)
def test_it_stands_twice(text, quote):
    (breach,) = breaches(nothing_stands_twice_in_a_row, text)
    assert breach.quote == quote == text[slice(*breach.span)]


@pytest.mark.parametrize(
    "text",
    [
        "研究研究生教育公开，依法公开公开指南，服务服务对象，支持建设建设银行网点，社区社区工作者。",
        "天天更新，人人知晓，一一对应，常常回访，逐项逐项核对，一件一件办，各村村务公开，多次次日答复。",
        "以便民为目的的公开，为了了解需求，以及及时回应，于是是否公开，合并并公开，核对对象。",
        "对不合格的申请申请人可补正。",
        "二〇二〇年，百分之百，方方面面、点点滴滴……",
        "2025年政府信息公开工作年度报告，妈妈驿站，“甲”。“乙”。真的吗？！",
    ],
)
def test_it_may_stand_twice(text):
    assert breaches(nothing_stands_twice_in_a_row, text) == []


PIECES = [
    "公开",
    "工作",
    "的",
    "2025",
    " ",
    "年",
    ",",
    "，",
    "。",
    "(",
    ")",
    "（",
    "）",
    '"',
    "\n",
    "　",
    "A4",
    "８",
    "www.a.cn/,b",
]


@generated(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_is_judged_and_quoted_where_it_stands(text):
    for rule in (widths_are_those_of_chinese_text, nothing_stands_twice_in_a_row):
        for breach in breaches(rule, text):
            assert breach.quote == text[slice(*breach.span)] != ""


def test_every_word_list_has_its_source(tmp_path, monkeypatch):
    for name in ("dates", "self_names", "personal", "doubled"):
        assert all(lexicon(name).values())
    monkeypatch.setattr("report_assistant.checks.reading.lexicon.resources.files", lambda _: tmp_path)
    lexicon.cache_clear()
    for written in ('[a]\nsays = ["甲"]', '[a]\nsource = "x"\nsays = []', '[a]\nsource = "x"\nsays = ["甲", "甲"]'):
        (tmp_path / "bad.toml").write_text(written, encoding="utf-8")
        with pytest.raises(ValueError, match="block a"):
            lexicon("bad")
    lexicon.cache_clear()
