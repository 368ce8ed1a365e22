"""N-05 on changes: which two values a sentence is held to, in which unit, and what should stand there instead."""

from dataclasses import replace

import pytest

from checks.test_rates import BEFORE, NOW, findings
from report_assistant.checks import Breach, Case, check
from report_assistant.checks.rates import _each_once
from report_assistant.report import BLANK, Paragraph, given

RULE = ("N-05",)


@pytest.mark.parametrize(
    "text",
    [
        "新收申请量较2023年的6件增加5件。",  # of an earlier year nothing is known
        "新收政府信息公开申请11件，较2023年增加5件。",
        "行政复议案件4件，开展培训9次，同比增加3次。",
        "培训由20场增至420人次，增长20%。",
        "主动公开信息398条，比上年增加5期，增长50%。",
        "主动公开信息约400条，比上年增加50条，增长50%。",
        "主动公开信息50条，比上年增加60条，增长20%。",
        "主动公开信息60条，比上年增加60条，增长20%。",
        "主动公开条数较上年的350条增加70条，增长20%。",
        "展板较上年的50个减少60个，下降90%。",
        "主动公开条数由350条增至420条，增加3个。",
        "行政事业性收费3.26万元，比上年增加2项。",
        "行政事业性收费比上年增加2项。",
        "2024年收到申请8件，今年增加3件，增长37.5%。",
        "2024年公开信息350条，今年公开420条，其中网站276条，增长20%。",
        "2024年主动公开信息350条，2025年增加70条，增长20%。",
    ],
)
def test_what_no_two_values_contradict(text):
    assert findings(text, rules=RULE) == ()


@pytest.mark.parametrize(
    ("text", "quote", "right", "says"),
    [
        (
            "主动公开条数由350条增至420条，增长50%。",
            "增长50%",
            "增长 20.0%",
            "不符：按文中的数，2024年 350、2025年 420，",
        ),
        ("今年培训385人次，公开条数由350条增至420条，增长10%。", "增长10%", "增长 20.0%", "2025年 420，"),
        ("主动公开信息3条，比上年增加2条，增长50%。", "增长50%", "增长 200.0%", "2024年 1、2025年 3，"),
        ("主动公开信息60条，比上年增加60条，与上年持平。", "与上年持平", "增加 60", "2024年 0、2025年 60，"),
        ("主动公开信息398条，比上年增长36%，增加55条。", "增长36%", "增长 16.0%", "2024年 343、"),
        ("主动公开条数较上年的350条增加70条，增长30%。", "增长30%", "增长 20.0%", "2024年 350、2025年 420，"),
        ("展板较上年的50个减少50个，下降90%。", "下降90%", "下降 100.0%", "2025年 0，"),
        (
            "作出行政许可决定比上年增加15个。",
            "增加15个",
            "增加 20",
            "不符：表二“行政许可”的“本年处理决定数量”2024年 100 件",
        ),
        ("行政事业性收费3.26万元，比上年增加0.5万元。", "增加0.5万元", "增加 0.26", "2024年 3 万元"),
        ("未经复议直接起诉1件，较上年增加1件。", "增加1件", "持平", "应为持平。"),
        ("行政许可决定是上年的150%。", "是上年的150%", "上年的 120.0%", ""),
        ("行政许可决定比上年增长3倍。", "增长3倍", "增长 0.2倍", ""),
        ("行政处罚决定33件，比上年减少5件。", "减少5件", "减少 11", ""),
        ("行政处罚决定下降50%。", "下降50%", "下降 25.0%", ""),
        ("行政许可决定增长50%。", "增长50%", "增长 20.0%", ""),
        ("复议后起诉1件，比上年增加3件。", "增加3件", "增加 1", ""),
        ("结转下年度继续办理2件，比上年增长50%。", "增长50%", "增长 100.0%", ""),
        ("许可数量由100件增至130件。", "130件", 120, "写的本年数“130件”"),
        ("新收申请量由9件增至11件。", "9件", 8, "写的上年数“9件”"),
        ("行政事业性收费由3.10万元增至3.26万元。", "3.10万元", 3, "写的上年数“3.10万元”"),
        ("2024年复议后起诉案件2件。", "2024年复议后起诉案件2件", 0, "说的是上年"),
    ],
)
def test_what_should_stand_there(text, quote, right, says):
    (found,) = findings(text, rules=RULE)
    assert (found.quote, found.expected) == (quote, right)
    assert says in found.message


def test_two_breaches_side_by_side_are_two_and_one_in_another_is_one():
    number, change = findings("新收申请11件，较上年的9件增加5件。", rules=RULE)
    assert (number.quote, change.quote) == ("9件", "增加5件")
    told = [Breach("", section=section, span=span) for section, span in ALL_SPANS]
    assert list(_each_once(told)) == [told[at] for at in (0, 1, 2, 5)]


ALL_SPANS = [("1.2", (5, 9)), ("1.2", (2, 5)), ("1.3", (9, 12)), ("1", (8, 10)), ("1.2", (1, 3)), ("5", (5, 9))]


def outcome(text, *lacking):
    report = NOW.with_section("1", (Paragraph(text, "（二）依申请公开"),))
    prior = BEFORE.with_cells(dict.fromkeys(lacking, BLANK))
    return check(Case(report, prior), only=RULE)


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("作出行政许可决定120件，同比增长20%。公众号阅读量同比增长35%。", "not_judged"),
        ("新收申请11件，比上年增加3件。作出行政许可决定120件，同比增长20%。", "held"),
        ("2024年作出行政许可决定100件。", "not_judged"),
        ("2024年收到申请8件。2024年作出行政许可决定100件。", "held"),
    ],
)
def test_a_text_is_not_judged_where_nothing_in_it_could_be(text, ended):
    assert outcome(text, "T2:licences:decisions").outcomes == {"N-05": ended}


@pytest.mark.parametrize(
    ("count", "says"), [(3, "“较上年增长20%”、“较上年增长21%”、“较上年增长22%”所"), (4, "22%”等所")]
)
def test_three_of_what_could_not_be_judged_are_named(count, says):
    text = "".join(f"作出行政许可决定较上年增长{20 + n}%。" for n in range(count))
    ((_, why),) = outcome(text, "T2:licences:decisions").not_judged
    assert says in why


def test_the_same_words_in_two_sections_are_told_twice():
    words = (Paragraph("行政许可决定增长50%。"),)
    report = replace(NOW, sections={"1": words, "6": words})
    assert [found.section for found in check(Case(report, BEFORE), only=RULE).findings] == ["1", "6"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("行政复议4件、行政诉讼2件，均有所增加。", ["增加"]),  # reviews are fewer
        ("行政复议4件、行政诉讼2件，均有所减少。", ["减少"]),
        ("新收申请中，商业企业2件、自然人9件，均有所增加。", ["增加"]),
        ("网上申请4件、新收申请11件，均有所增加。", []),
        ("行政复议4件，其中维持2件，同比下降20%。", []),
        ("新收11件、结转下年2件，均有所增加。", []),
        ("办结10件、行政复议4件，均有所减少。", []),  # not told side by side
        ("商业企业申请2件、办结10件，均有所增加。", []),
        ("抽查4件、行政诉讼2件，均有所增加。", []),
    ],
)
def test_what_is_told_of_each_holds_for_each_that_stands_side_by_side(text, quotes):
    assert [found.quote for found in findings(text, rules=("N-05",))] == quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("自然人申请由6件增至9件，增加3件。", []),
        ("自然人申请由6件增至9件，增加4件。", ["增加4件"]),  # with what was carried in it would be 4
        ("自然人申请由6件增至9件，增加2件。", ["增加2件"]),
    ],
)
def test_the_numbers_of_both_years_say_which_cells_are_meant(text, quotes):
    prior = BEFORE.with_cells({"T3:carried_in:natural": given(2 if "2件" in text else 0)})
    assert [found.quote for found in findings(text, prior=prior, rules=("N-05",))] == quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("商业企业申请2件，占18.2%，较上年减少。", []),  # the share is less
        ("商业企业申请2件，占18.2%，较上年减少1件。", ["减少1件"]),
        ("自然人申请9件，占81.8%，新收申请较上年减少。", ["减少"]),
        ("自然人占81.8%，新收申请11件，较上年减少。", ["减少"]),
    ],
)
def test_a_direction_behind_a_share_may_be_the_shares(text, quotes):
    assert [found.quote for found in findings(text, rules=("N-05",))] == quotes
