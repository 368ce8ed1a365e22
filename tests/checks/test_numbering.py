"""Numbers and marks of headings and lines: which break the order, and which only begin anew."""

import pytest

from consistent import sound_report
from report_assistant.checks import Case, check
from report_assistant.report import Paragraph

SOUND = [
    ["1.解读少。", "2.更新慢。", "3.人手紧。"],
    ["1．解读少。", "2．更新慢。"],
    ["问题有：1.解读少；2.更新慢。", "3.人手紧。"],
    ["1、解读少；2、更新慢。", "3、人手紧。"],
    ["1.解读少。", "2.更新慢。", "1.增加图解。", "2.按周更新。"],
    ["（一）问题", "1.解读少。", "2.更新慢。", "（二）改进", "1.增加图解。", "（三）上年整改"],
    ["（1）解读少。", "（2）更新慢。"],
    ["2025年解读9件。", "12件申请均已答复。", "3.5万元用于改版。"],
    ["一是解读少。", "二是更新慢。"],
    ["第一，解读少。", "第三，人手紧。"],
    ["(一)问题", "(二)改进"],
    ["1.解读少。", "改进情况：", "1.增加图解。"],
    ["（一）问题", "1.解读少。", "2.更新慢。", "（二）改进措施有：1.增加图解；", "2.按周更新。"],
    ["问题：（一）解读少。", "（二）更新慢。"],
]
BROKEN = [
    (["一、问题", "解读少。"], "用了部分标题的序号"),
    (["1.解读少。", "3.人手紧。"], "前面没有2."),
    (["（一）问题", "（三）改进"], "前面没有（二）"),
    (["（一）问题", "（二）改进", "（二）打算"], "的序号重复"),
    (["（1）解读少。", "（3）人手紧。"], "前面没有（2）"),
    (["2.更新慢。", "3.人手紧。"], "前面没有1."),
    (["1.解读少。", "2.更新慢。", "（二）改进"], "前面没有（一）"),
]


def faults(lines):
    report = sound_report().with_section("5", tuple(map(Paragraph, lines)))
    return [finding.message for finding in check(Case(report), only=["S-05"]).findings]


@pytest.mark.parametrize("lines", SOUND)
def test_sound_numbering(lines):
    assert faults(lines) == []


@pytest.mark.parametrize(("lines", "says"), BROKEN)
def test_broken_numbering(lines, says):
    (message,) = faults(lines)
    assert says in message


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("（一）主动公开", None),
        ("（一）主动公开工作情况", None),
        ("(一) 主动公开", None),
        ("（一）主动公开：", "末尾不加标点"),
        ("（一）主动公开。", "末尾不加标点"),
        ("（一）主动公开政府信息", "应写作“主动公开”"),
        ("1.主动公开", "的序号应写作（一）（二）"),
        ("一、主动公开", "用了部分标题的序号"),
        ("主动公开", "缺少序号"),
        ("（二）主动公开", "前面没有（一）"),
    ],
)
def test_headings_of_section_one(heading, says):
    others = (Paragraph("收到申请12件。", "（二）依申请公开"), Paragraph("专人审核。", "（三）政府信息管理"))
    report = sound_report().with_section("1", (Paragraph("发布信息86条。", heading), *others))
    told = "".join(finding.message for finding in check(Case(report), only=["S-05"]).findings)
    assert (says in told) if says else told == ""
