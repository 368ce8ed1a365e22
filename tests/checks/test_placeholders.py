"""Placeholders: each kind found where it stands, ordinary text left alone."""

from itertools import pairwise

import pytest

from report_assistant.checks.placeholders import placeholders


def found(text):
    return [text[p.start : p.end] for p in placeholders(text)]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("〔待补充：本年解读件数〕", ["〔待补充：本年解读件数〕"]),
        ("（请填写单位名称）负责", ["（请填写单位名称）"]),
        ("待补充：平台建设情况", ["待补充："]),
        ("经【】审定，由【此处填单位】负责", ["【】", "【此处填单位】"]),
        ("文号〔〕30号，见（ ）", ["〔〕", "（ ）"]),
        ("公开信息＿＿条", ["＿＿"]),
        ("公开信息__________条", ["__________"]),
        ("共发布XX条", ["XX条"]),
        ("xx镇人民政府", ["xx镇"]),
        ("ＸＸ局", ["ＸＸ局"]),
        ("《XX办法》出台", ["XX"]),
        ("政策解读××，回应关切", ["××"]),
        ("20××年度", ["20××年"]),
        ("区分××情形", ["××"]),
        ("○○街道", ["○○街道"]),
        ("**件", ["**件"]),
        ("某某县某某局", ["某某县", "某某局"]),
        ("单位规范全称", ["单位规范全称"]),
        ("（单位名称）2025年报告", ["（单位名称）"]),
        ("共收到件。", ["共收到件"]),
        ("合计份，", ["合计份"]),
        ("共收到  件，其中", ["共收到  件"]),
        ("收到政府信息公开申请件，", ["收到政府信息公开申请件"]),
        ("制发规范性文件件", ["文件件"]),
        ("予以公开5件，不予公开件。", ["不予公开件"]),
        ("收费金额为元。", ["为元"]),
        ("同比下降 %，", ["同比下降 %"]),
        ("于2025年  月  日公布", []),
        ("自年月日起", ["年月日"]),
        ("样政办〔2025〕号", ["〔2025〕号"]),
    ],
)
def test_what_was_left_to_fill_in(text, quotes):
    assert found(text) == quotes


@pytest.mark.parametrize(
    "text",
    [
        "国办公开办函〔2021〕30号",
        "第二十条第（一）项、第（五）项",
        "在【政策解读】和【互动交流】栏目发布",
        "申请人张××、李XX、王某某要求公开",
        "电话138****0000，证号4101**********0012",
        "二○○八年、一○○件",
        "3××4不成式",
        "www.xx.gov.cn",
        "https://www.example.gov.cn/art_12__3.html?a=__b",
        "内容尚待补充、有待补充完善",
        "对结转件、办结件、受理件逐件督办",
        "以公开为主，答复为次。",
        "送达件，回证件，答复件，来信件。",
        "公共场，所",
        "完善工作条件，明确办理时限。",
        "百分之九十五、占比95%、九十五%",
        "按照规范全称署名",
        "2025年1月1日至12月31日",
        "共同做好，共有3件",
        "文件制发后，案件办结后，信息条目完整。",
        "培训期间、会议次数、申请件数、解读件同步发布。",
        "**主动公开**方面",
        "如期发布，届期评估",
    ],
)
def test_ordinary_text(text):
    assert found(text) == []


def test_places_do_not_overlap_and_run_from_left_to_right():
    text = "共收到  件，XX县〔待补充：XX件〕，（请填XX）"
    spans = [(p.start, p.end) for p in placeholders(text)]
    assert spans == sorted(spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert found(text) == ["共收到  件", "XX县", "〔待补充：XX件〕", "（请填XX）"]
