"""N-05 on shares and rates: what a percentage may be the share of, and what should stand there instead."""

import pytest

from checks.test_rates import BEFORE, NOW, findings
from report_assistant.checks import Case, check
from report_assistant.report import BLANK, Paragraph, given

RULE = ("N-05",)


@pytest.mark.parametrize(
    "text",
    [
        "予以公开5件，占办结总数的50%，较上年下降7.1个百分点。",
        "予以公开5件，占50%，较上年下降7.1个百分点。",
        "予以公开占办结总数的50%，较上年下降近9个百分点。",
        "予以公开占办结总数的比重较上年下降7.1个百分点。",
        "予以公开占办结总数的比重较上年提高15%。",  # of the share, not in points
        "上年结转1件，自然人占一成。",  # of what was settled
        "自然人占83.3%。",  # of all that came in
        "予以公开占办结总数的50%。群众满意率提高5个百分点。",  # another rate
        "予以公开5件，占办结总数的50%，同比增长25%。",  # of the number, not of its share
        "收到咨询20件。电话咨询10件，占40%。",  # 20 may be its whole, or may not
        "全年印发文件520份，网站公开380份，占制发文件总量的83.1%。",
        "新收申请15件，自然人9件，占新收申请总数的60%。",  # the wrong 15 is told by N-02
        "自然人申请9件，占申请总数的75%。",  # of what came in, carried in with it
        "予以公开5件，占45.5%。",
        "作出行政处罚决定33件，占21.6%。",
        "结果维持2件，占50%。",
        "未经复议直接起诉1件，占50%。",
        "行政复议4件，占66.7%。",
        "复议纠错率25%。",
        "新收11件，办结10件，办结率90.9%。",
        "年内办结10件，办结率90.9%。",
        "收到留言50件，上年转入10件，办结40件，办结率66.7%。",
        "收到230件，信访40件，办结率98%。",  # nothing says that 40 were settled
        "申请办结率83.3%。",
        "办结率为90.9%。",
        "业务申请办结率98%。",
        "接待咨询20人次。办结率98%。",
        "行政复议4件。纠错率25%，维持率50%。",
        "复议纠错率33.3%。",  # of those decided
        "行政诉讼败诉率0%。",
        "行政许可纠错率5%。",
        "自然人、商业企业申请分别占81.8%、18.2%。",
        "自然人和商业企业提出的申请，分别占81.8%和18.2%。",
        "文字解读、图解分别占60%、40%。",
        "予以公开5件、部分公开1件，合计占60%。",
        "予以公开5件、部分公开1件，两项占办结总数的60%。",
        "培训2场、会议3次，两项合计占30%。",
        "抽查5件、予以公开5件，合计占50%。",
        "予以公开5件、网上申请5件，合计占50%。",
        "接待咨询20人次，申请办结率83.3%。",
        "予以公开率50%。",
        "予以公开率60%。",  # with what was granted in part
        "不予公开率10%。",
        "主动公开率98%。",
        "接待来信来访20件，予以公开率80%。",
        "81.8%的申请由自然人提出。",
        "办结的申请中，50%予以公开。",
        "30%的咨询由窗口答复。",
        "占办结总数50%的申请予以公开。",
        "予以公开的比例为50%。",
        "满意的比例为98%。",
        "自然人申请占全部申请的81.8%。",
    ],
)
def test_shares_that_may_be_right(text):
    assert findings(text, rules=RULE) == ()


@pytest.mark.parametrize(
    ("text", "quote", "right", "says"),
    [
        ("予以公开5件，占办结总数的50%，较上年提高7.1个百分点。", "提高7.1个百分点", "下降 7.1 个百分点", ""),
        ("予以公开占办结总数的50%较上年提高7.1个百分点。", "提高7.1个百分点", "下降 7.1 个百分点", ""),
        ("予以公开5件，占办结总数的50%，较上年下降6.5个百分点。", "下降6.5个百分点", "下降 7.1 个百分点", ""),
        ("予以公开占办结总数的比重较上年提高4.8个百分点。", "提高4.8个百分点", "下降 7.1 个百分点", ""),
        ("自然人占一成。", "占一成", "81.8%", "9 占 11"),
        ("新收申请11件，占95%。", "占95%", "100.0%", "11 占 11"),
        ("自然人申请占新收申请总数的91.8%。", "占新收申请总数的91.8%", "81.8%", "9 占 11"),
        ("网上提交8件，占全部12件申请的72.7%。", "占全部12件申请的72.7%", "66.7%", "8 占 12"),
        ("公开信息520条，网站公开380条，占公开信息总量的83.1%。", "占公开信息总量的83.1%", "73.1%", "380 占 520"),
        ("发放材料2000份，参训500人，其中村干部100人，占5%。", "占5%", "20.0%", "100 占 500"),
        ("发放材料2000份。参训500人，其中村干部100人，占5%。", "占5%", "20.0%", "100 占 500"),
        ("新收申请11件，网上提交8件，其中自然人6件，占新收申请总数的75%。", "占新收申请总数的75%", "54.5%", "6 占 11"),
        ("新收申请12件。自然人申请占91.8%。", "占91.8%", "81.8%", "9 占 11"),
        ("其中予以公开占60%。", "占60%", "50.0%", "5 占 10"),
        ("予以公开5件，占办结总数的41.7%。", "占办结总数的41.7%", "50.0%", "5 占 10"),
        ("作出行政处罚决定33件，占31.6%。", "占31.6%", "21.6%", "33 占 153"),
        ("行政复议4件，占76.7%。", "占76.7%", "66.7%", "4 占 6"),
        ("复议纠错率50%。", "复议纠错率50%", "25.0%", "1 占 4"),
        ("新收11件，上年结转1件，办结10件，办结率98%。", "办结率98%", "83.3%", "10 占 12"),
        ("收到留言50件，办结40件，办结率98%。", "办结率98%", "80.0%", "40 占 50"),
        ("抽查12件，收到留言50件，办结40件，办结率98%。", "办结率98%", "80.0%", "40 占 50"),
        ("收到留言40件，办结40件，办结率98%。", "办结率98%", "100.0%", "40 占 40"),
        ("新收申请11件，办结热线工单10件，办结率98%。", "办结率98%", "90.9%", "10 占 11"),
        ("全局申请办结率98%。", "办结率98%", "83.3%", "10 占 12"),
        ("办结率达到98%。", "办结率达到98%", "83.3%", "10 占 12"),
        ("申请答复率98%。", "答复率98%", "83.3%", "10 占 12"),
        ("行政复议4件，纠错率为50%。", "纠错率为50%", "25.0%", "1 占 4"),
        ("予以公开率70%。", "予以公开率70%", "50.0%", "5 占 10"),
        ("不予公开率60%。", "不予公开率60%", "10.0%", "1 占 10"),
        ("部分公开率60%。", "部分公开率60%", "10.0%", "1 占 10"),
        ("诉讼败诉率为50%。", "诉讼败诉率为50%", "0.0%", "0 占 2"),
        ("自然人、商业企业申请分别占81.8%、28.2%。", "28.2%", "18.2%", "2 占 11"),
        ("自然人和商业企业提出的申请，分别占91.8%和18.2%。", "占91.8%", "81.8%", "9 占 11"),
        ("予以公开5件、部分公开1件，合计占办结总数的70%。", "占办结总数的70%", "60.0%", "6 占 10"),
        ("予以公开5件、部分公开1件，无法提供2件，三项占70%。", "占70%", "80.0%", "8 占 10"),
        ("新收申请11件，予以公开5件，部分公开1件，两项占70%。", "占70%", "60.0%", "6 占 10"),
        ("91.8%的申请由自然人提出。", "91.8%的申请由自然人提出", "81.8%", "9 占 11"),
        ("办结的申请中，60%予以公开。", "60%予以公开", "50.0%", "5 占 10"),
        ("予以公开的比例为60%。", "的比例为60%", "50.0%", "5 占 10"),
        ("自然人申请占全部申请的91.8%。", "占全部申请的91.8%", "81.8%", "9 占 11"),
    ],
)
def test_what_the_share_is(text, quote, right, says):
    (found,) = findings(text, rules=RULE)
    assert (found.quote, found.expected) == (quote, right)
    assert says in found.message


def test_shares_that_make_up_the_whole_are_held_to_the_sum_of_their_parts():
    first, second = findings("网上8件、信函4件，分别占61.7%、38.3%。", rules=RULE)
    assert (first.expected, second.expected) == ("66.7%", "33.3%")
    assert findings("网上8件、信函4件，分别占66.7%、33.3%。", rules=RULE) == ()


@pytest.mark.parametrize(
    ("natural", "points", "right"),
    [
        (50, "提高9", None),  # either share may have been rounded first
        (50, "提高8", "提高 10.0 个百分点"),
        (40, "提高8", "持平"),
        (41, "提高8", "提高 1.0 个百分点"),
        (39, "提高8", "下降 1.0 个百分点"),
    ],
)
def test_by_how_many_points_a_share_has_changed(natural, points, right):
    now, before = (
        report.with_cells({"T3:new:natural": given(count), "T3:new:total": given(100), "T3:carried_in:total": given(0)})
        for report, count in ((NOW, natural), (BEFORE, 40))
    )
    text = f"自然人申请{natural}件，占新收总数的{natural}%，较上年{points}个百分点。"
    found = findings(text, report=now, prior=before, rules=RULE)
    assert [finding.expected for finding in found] == ([right] if right else [])


@pytest.mark.parametrize(
    ("text", "cells", "before", "ended"),
    [
        ("予以公开5件，占办结总数的50%，较上年下降7.1个百分点。", {}, {"T3:granted:total": BLANK}, "held"),
        ("予以公开5件，占办结总数的50%，较上年下降7.1个百分点。", {}, {"T3:total:total": given(0)}, "held"),
        ("予以公开5件，占办结总数的50%，较上年下降7.1个百分点。", {}, {"T3:total:total": BLANK}, "held"),
        ("复议纠错率50%。", {"T4:review:total": given(0)}, {}, "held"),
        ("复议纠错率50%。", {"T4:review:corrected": BLANK}, {}, "held"),
        ("新收11件，上年结转1件，办结10件，办结率83.3%。", {"T3:total:total": BLANK}, {}, "held"),
        ("行政处罚0件，占100%。", {f"T2:{row}:decisions": given(0) for row in ("licences", "penalties")}, {}, "held"),
    ],
)
def test_what_has_no_whole_is_left_alone(text, cells, before, ended):
    report = NOW.with_cells(cells).with_section("1", (Paragraph(text, "（二）依申请公开"),))
    assert check(Case(report, BEFORE.with_cells(before)), only=RULE).outcomes == {"N-05": ended}


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("作出行政许可决定较上年增长20%。自然人申请9件，占新收申请总数的81.8%。", "held"),
        ("作出行政许可决定较上年增长20%。收到咨询20件。电话咨询10件，占40%。", "not_judged"),
    ],
)
def test_a_share_that_was_judged_is_a_judgement(text, ended):
    report = NOW.with_section("1", (Paragraph(text, "（二）依申请公开"),))
    prior = BEFORE.with_cells({"T2:licences:decisions": BLANK})
    assert check(Case(report, prior), only=RULE).outcomes == {"N-05": ended}


def test_where_nobody_says_how_many_are_pending_a_rate_is_held_to_all():
    blank = NOW.with_cells({"T4:review:pending": BLANK})
    assert findings("复议纠错率25%。", report=blank, rules=RULE) == ()
    assert [found.expected for found in findings("复议纠错率33.3%。", report=blank, rules=RULE)] == ["25.0%"]


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("予以公开率70%。", "T3:total:total"),
        ("予以公开率70%。", "T3:granted:total"),
        ("办结率98%。", "T3:total:total"),
        ("自然人占91.8%。", "T3:new:natural"),
        ("予以公开占60%。", "T3:granted:total"),
    ],
)
def test_what_is_not_given_is_no_part_and_no_whole(text, blank):
    assert findings(text, rules=RULE) != ()
    assert findings(text, report=NOW.with_cells({blank: BLANK}), rules=RULE) == ()


def test_points_that_are_right_are_judged_beside_what_cannot_be():
    text = "予以公开占办结总数的比重较上年下降7.1个百分点。行政强制决定较上年增长20%。"
    report = NOW.with_section("1", (Paragraph(text, "（二）依申请公开"),))
    assert check(Case(report, BEFORE), only=RULE).outcomes == {"N-05": "held"}


def test_the_share_of_what_was_carried_in():
    assert [found.quote for found in findings("上年结转1件，其中自然人占50%。", rules=RULE)] == ["占50%"]
