"""N-03: which numbers are read as parts of which, and what their sum has to be."""

import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

from consistent import sound_report
from report_assistant.checks import Case, check
from report_assistant.checks.reading.marked import mark
from report_assistant.checks.reading.part_words import kinds_of, least_of
from report_assistant.checks.reading.parts import splits
from report_assistant.report import Paragraph


def findings(text, heading="（一）主动公开"):
    return check(Case(sound_report().with_section("1", (Paragraph(text, heading),))), only=["N-03"]).findings


def read(text):
    return [
        ([int(part.value) for part in split.parts], [int(whole.value) for whole in split.wholes], split.kind)
        for split in splits(mark(text), set())
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公开398条，其中网站276条、公众号122条。", [([276, 122], [398], "channel")]),
        (
            "收到申请12件。网络8件、信函4件；自然人9件、法人3件。",
            [([8, 4], [12], "channel"), ([9, 3], [12], "applicant")],
        ),
        ("网站6件、信函5件，合计11件。", [([6, 5], [11], "channel")]),
        (
            "诉讼3件，其中直接起诉2件（维持1件、纠正1件），复议后起诉1件。",
            [([1, 1], [2], "result"), ([2, 1], [3], "suit")],
        ),
        ("发布两类材料12件和9件，共21件。", [([12, 9], [21], "")]),
        ("网站、公众号、公开栏分别发布5条、4条、3条。", []),
        ("公开12条，其中网站、公众号分别为8条、4条。", [([8, 4], [12], "channel")]),
        ("举办培训3次127人次，其中社区2次96人次。", [([2], [3], "")]),
        ("行政许可36件、行政处罚4件各1份。", []),
    ],
)
def test_the_parts_and_what_they_may_be_parts_of(text, found):
    assert read(text) == found


@generated(st.lists(st.integers(1, 300), min_size=2, max_size=4), st.integers(1, 40), st.booleans())
def test_channels_make_up_the_whole_or_are_told(parts, off, behind):
    names = ["门户网站", "微信公众号", "公开栏", "电视"]
    listed = "、".join(f"{name}{part}条" for name, part in zip(names, parts, strict=False))

    def text(whole):
        return f"{listed}，合计{whole}条。" if behind else f"全年公开信息{whole}条，其中{listed}。"

    assert findings(text(sum(parts))) == ()
    (found,) = findings(text(sum(parts) + off))
    assert (found.actual, found.expected, found.severity.value) == (sum(parts), sum(parts) + off, "error")


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("公开信息412条，其中政策56条、动态203条、民生143条。", "error"),
        ("公开信息412条，其中政策56条、民生143条。", None),
        ("解读21件，其中图解10件、视频9件。", None),
        ("解读21件，分为图解10件、视频9件。", "error"),
        ("公开信息412条，其中政策356条、动态203条。", "error"),
        ("公开信息412条，重点有政策356条，动态203条等。", None),
        ("公开信息约412条，其中网站356条、公众号20条。", None),
        ("公开信息412条，网站256条，公众号转发130条。", None),
        ("公文215件，其中主动公开88件、依申请公开70件。", None),
        ("公文215件，其中主动公开88件、依申请公开70件、不予公开47件。", "error"),
    ],
)
def test_when_fewer_or_more_is_a_mistake(text, severity):
    assert [found.severity.value for found in findings(text)] == ([severity] if severity else [])


def test_the_span_holds_the_whole_and_its_parts():
    text = "开头。 全年公开信息398条，其中网站276条、公众号98条。"
    (found,) = findings(text)
    heading = len("（一）主动公开\n")
    assert text[found.span[0] - heading : found.span[1] - heading] == "398条，其中网站276条、公众号98条" == found.quote


def test_a_number_with_a_cell_is_left_to_the_tables():
    assert findings("办结13件，其中予以公开8件、部分公开1件、不予公开2件、无法提供3件。", "（二）依申请公开") == ()
    assert len(findings("收到申请12件，其中网络8件、信函5件。", "（二）依申请公开")) == 1
    assert findings("收到申请13件，其中网络8件、信函4件。", "（二）依申请公开") == ()  # 表三 has 12


def test_parts_of_one_cell_are_not_left_to_the_tables():
    (found,) = findings("无法提供3件，其中信息不存在2件、非本机关掌握2件。", "（二）依申请公开")
    assert (found.expected, found.actual) == (3, 4)


def test_a_word_may_tell_of_two_kinds():
    assert kinds_of("不予公开") == {"outcome", "attribute"}
    assert (least_of("channel"), least_of("attribute"), least_of("means"), least_of("")) == (2, 3, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "全年公开信息398条，其中网站276条、公众号122条。",
        "全年公开信息398条，其中网站276条，公众号122条，微博20条。",  # the list runs on to something else
        "答复21件，其中予以公开14件，部分公开4件，本机关不掌握的3件。",  # it goes on in other words
        "网站6件，信函5件，窗口3件，合计8件。",  # what stands together before 合计 makes it up
        "办理事项12件，代办事项2件，其中网络8件、信函6件。",  # both are split
        "办理事项12件，代办事项30件，其中网络13件。",
        "办理事项12件，代办事项30件，其中甲8件，乙5件。",
        "政策256条，动态146条，合计412条。",
        "公开信息412条，其中政策256条、民生143条。",
        "公开信息400条，其中政策200条、民生100条、动态79条。",
    ],
)
def test_sums_that_may_be_right(text):
    assert findings(text) == ()


@pytest.mark.parametrize(
    ("text", "whole", "says"),
    [
        ("举办培训4次，其中面向村的培训6次。", 4, "不符：超过了总数 4。"),
        ("办理事项12件，代办事项30件，其中网络8件、信函5件。", 12, "8＋5＝13，超过了总数 12。"),
        ("收到来信12件，上年来信3件，其中网络8件、信函5件。", 12, "8＋5＝13，超过了总数 12。"),
        ("网站6件，信函5件，合计6件。", 6, "6＋5＝11，超过了总数 6。"),
        ("全年公开信息142条，其中网站276条、公众号122条、公开栏20条。", 142, "改正。"),
        (
            "全年公开信息398条，其中网站276条、公众号122条、公开栏20条。",
            398,
            "超过了总数 398。请核对总数和各分项后改正。",
        ),
        ("网站256条，新媒体146条，合计412条。", 412, "＝402，少于总数 412。请核对总数和各分项后改正。"),
        ("政策256条、动态146条，合计412条。", 412, "＝402，少于总数 412。请核对总数和各分项后改正。"),
        (
            "公开信息400条，其中政策200条、民生100条、动态80条。",
            400,
            "少于总数 400。请核对总数和各分项后改正；没有列全的，写明“等”。",
        ),
    ],
)
def test_sums_that_are_wrong(text, whole, says):
    (found,) = findings(text)
    assert found.expected == whole
    assert says in found.message
