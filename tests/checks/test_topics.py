"""Section one: its sub-topics, what belongs under which, period, basis, results and figures."""

import pytest

from consistent import FORM, OVERVIEW, sound_report
from report_assistant.checks import Case, check
from report_assistant.checks.reading.headings import headings, mark_of
from report_assistant.checks.reading.overview import (
    NAMED_ALOUD,
    RESULTS,
    names_basis,
    names_period,
    spoken_results,
    strayed,
)
from report_assistant.report import Paragraph, full_text

STRAYS = {
    ("1.1", "1.2"): [
        "全年未收到任何依申请公开请求。",
        "本年度没有收到政府信息公开申请。",
        "全年共收到政府信息公开申请14件，均已答复。",
        "受理信息公开申请十二件。",
        "办结依申请公开申请 9 件，无结转。",
        "新收3件政府信息公开申请。",
        "全年收到依申请公开件3件。",
    ],
    ("1.1", ""): [
        "依申请公开转为主动公开3条。",
        "在公开指南中列明受理政府信息公开申请的机构、地址和电话。",
        "结合收到的12件政府信息公开申请，梳理主动公开事项。",
        "对申请较多的征地信息主动公开86条。",
        "答复群众咨询49条，回应投诉热点37条。",
        "收到群众留言30条，办理人大建议3件并公开结果。",
        "未收到群众对主动公开内容的异议。",
        "公开行政许可申请条件12项。",
        "受理窗口公开办事指南56份。",
    ],
    ("1.3", "1.4"): [
        "微信公众号粉丝量达到5200人。",
        "网站访问量12万次，较上年增加。",
        "公众号全年推送信息98条。",
        "短视频播放量超过3000次。",
    ],
    ("1.3", ""): [
        "清理门户网站历史信息，撤下重复信息18条。",
        "更正公众号菜单失效链接31处。",
        "全年审查拟公开信息1291条，发布1264条。",
        "全年认定公文214件，其中主动公开96件。",
        "制发行政规范性文件2件、废止1件，在专栏归集。",
        "明确公众号推送前先审后发。",
        "对浏览量低于10次的栏目予以整合。",
    ],
    ("1.4", ""): ["微信公众号粉丝量达到5200人。", "收到政府信息公开申请14件。"],
}


@pytest.mark.parametrize(
    ("place", "belongs", "sentence"), [(*key, one) for key, sentences in STRAYS.items() for one in sentences]
)
def test_what_certainly_stands_under_the_wrong_sub_topic(place, belongs, sentence):
    assert strayed(place, sentence) == belongs


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("统计期限自2025年1月1日至2025年12月31日。", True),
        ("数据起于 2025 年 1 月 1 日，止于 2025 年 12 月 31 日。", True),
        ("所列数据的统计期限为2025年度。", True),
        ("报告期自2025年01月01日开始，至12月31日结束。", True),
        ("二〇二五年一月一日至十二月三十一日", True),
        ("数据统计截至2025年12月31日。", True),
        ("统计时间为2025年1月-12月", True),
        ("２０２５年１月１日—１２月３１日", True),
        ("2025年12月31日前完成整改。", False),
        ("1月1日起施行新的公开指南。", False),
        ("4月1日至6月30日开展检查。", False),
        ("2025年度，我街道认真落实要求。", False),
        ("报告全年工作。数据良好。", False),
    ],
)
def test_a_period_is_stated(text, named):
    assert names_period(text) is named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("根据《中华人民共和国政府信息公开条例》编制。", True),
        ("按国办公开办函〔2021〕30号的格式编写。", True),
        ("依据《条例》第五十条。", True),
        ("按30号文要求编制。", True),
        ("依照《保障农民工工资支付条例》公开欠薪信息。", False),
        ("6月30号召开推进会。", False),
        ("按照上级要求编制本报告。", False),
    ],
)
def test_a_basis_is_stated(text, named):
    assert names_basis(text) is named


@pytest.mark.parametrize(
    ("text", "wide", "strict"),
    [
        ("年度考核得94分。", "工作考核", ""),
        ("在全县考评中列第2位，考核结果为优秀。", "工作考核", "工作考核"),
        ("社会评议收回问卷412份。", "社会评议", "社会评议"),
        ("群众评价事项整改到位。", "社会评议", ""),
        ("没有责任追究情形。", "责任追究", "责任追究"),
        ("本年没有相关问责。", "责任追究", ""),
        ("多头考核问题突出。", "工作考核", ""),
        ("建立“立查立改、跟踪问效”的整改闭环。", "", ""),
        ("明确责任分工，细化岗位责任。", "", ""),
        ("对公开内容全面核查，开展成效评估。", "", ""),
    ],
)
def test_results_are_known_by_their_words(text, wide, strict):
    assert spoken_results(text, RESULTS) == set(filter(None, [wide]))
    assert spoken_results(text, NAMED_ALOUD) == set(filter(None, [strict]))


@pytest.mark.parametrize(
    ("line", "level", "number"),
    [
        ("一、存在的问题", 1, 1),
        ("（二）改进情况", 2, 2),
        ("(十二)其他", 2, 12),
        ("3.更新慢", 3, 3),
        ("3、更新慢", 3, 3),
        ("（4）更新慢", 4, 4),
        ("１.更新慢", 3, 1),
        ("1.5万元", None, None),
        ("一是更新慢", None, None),
        ("2025年，我街道", None, None),
        ("第一，更新慢", None, None),
        ("一方面", None, None),
    ],
)
def test_numbers_at_the_head_of_a_line(line, level, number):
    mark = mark_of(line)
    assert (mark and (mark.level, mark.number)) == ((level, number) if level else None)


def test_headings_know_their_place_in_the_text():
    paragraphs = (
        Paragraph("开头。"),
        Paragraph("公开。", "（一）主动公开："),
        Paragraph("维护。", "（二）网站平台管理"),
    )
    text, found = full_text(paragraphs), list(headings(FORM, "1", paragraphs))
    assert [text[h.start : h.start + len(h.printed)] for h in found] == ["（一）主动公开：", "（二）网站平台管理"]
    assert [(h.topics, h.named, h.closing, h.words) for h in found] == [
        (("1.1",), True, "：", "主动公开"),
        (("1.3", "1.4"), False, "", "网站平台管理"),
    ]


@pytest.mark.parametrize("gone", range(5))
def test_each_sub_topic_is_missed_by_name_and_by_no_other_rule_of_numbering(gone):
    kept = tuple(p for p in OVERVIEW if p.heading != OVERVIEW[gone + 1].heading)
    report = sound_report().with_section("1", kept)
    (finding,) = check(Case(report), only=["S-03", "S-05"]).findings
    assert (finding.rule, finding.expected) == ("S-03", FORM.topics[gone].title)


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 5), (4, 5)])
def test_exchanged_sub_topics_are_told_once(first, second):
    texts = list(OVERVIEW)
    texts[first], texts[second] = texts[second], texts[first]
    findings = check(Case(sound_report().with_section("1", tuple(texts))), only=["S-03"]).findings
    assert ["排在" in finding.message for finding in findings] == [True]
    (finding,) = findings
    assert full_text(texts)[slice(*finding.span)] == finding.quote


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("发布信息86条。", True),
        ("发布信息三百余条。", True),
        ("公开率达98.5%。", True),
        ("公开财政资金1.2亿元。", True),
        ("自2025年3月起公开全部内容。", False),
        ("依照《条例》第二十条主动公开。", False),
        ("在20个工作日内公开。", False),
        ("做到应公开尽公开，进一步拓展渠道。", False),
        ("按照“三审三校”制度公开信息。", False),
    ],
)
def test_a_figure_is_a_quantity_and_no_date(text, counted):
    report = sound_report().with_section("1", (Paragraph(text, "（一）主动公开"),))
    assert (check(Case(report), only=["W-10"]).findings == ()) is counted
