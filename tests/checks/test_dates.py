"""Dates: read as they stand; a year told as the report's own, and all the ways in which another year is right."""

import time

import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

from checks.one_sentence import breaches
from report_assistant.checks.dates import dates_are_of_the_reports_year as rule
from report_assistant.checks.reading.dates import written_dates

TOLD = """2024 年，我局主动公开政府信息350条。
本单位2023年度通过门户网站主动公开政府信息350条。
二〇二四年度，我局主动公开政府信息350条。
24年度收到政府信息公开申请8件。
2024年8月组织业务培训2次。
2024年，青禾街道始终坚持以人民为中心推进政务公开。
2024年度，我街道认真贯彻落实条例要求。
2023年，在区委、区政府的领导下，青禾街道公开信息280条。
截至2024年12月底，本街道累计公开信息350条。
截至2026年12月31日，现行有效行政规范性文件11件。
2022年，街道共收到政府信息公开申请12件，均已办结。
2024年度共办理政府信息公开申请18件，予以公开8件。
我街道2024年主动公开政府信息341条，较上年增加55条。
经统计，2024年全年制发行政规范性文件2件。
2024年1至12月，共公开信息350条。
2024年1月至12月，我街道发布信息350条。
回顾2024年，我街道公开信息350条。
2024年，依申请公开方面，新收申请18件。
根据条例要求，编制2024年度政府信息公开工作年度报告。
2024年度政府信息公开工作年度报告如下。
2024年未发生行政复议、行政诉讼案件。
全街道2024年公开政府信息350条。
我街道于2024年6月举办培训班1期。
2026年，本街道共主动公开政府信息350条。
现将青禾街道2024年度政府信息公开工作情况报告如下。
以上为我街道2023年度依申请公开的总体情况。
全年公开信息86条。2024年，我街道收到申请8件。
全年公开信息86条。2024年8月组织培训2次。""".splitlines()

SOUND = """2024年主动公开政府信息350条，今年增长12%。
2024年，本街道收到申请18件。2025年收到24件。
全年收到申请11件。2024年全年收到8件，增加主要因征迁项目。
较2024年增长33.3%，比2023年的18件多6件。
与2024年相比，公开数量增加55条。
申请量由2023年的14件、2024年的18件增至24件。
公开2024年部门决算和2025年部门预算，公开2026年部门预算编制说明1份。
街道2024年财政决算公开说明共8份。
2024年度政府信息公开工作年度报告于2025年1月20日公布。
对照2024年度报告列出的改进事项，高频咨询转化公开选题已经运行。
2024年收到的2件申请于2025年1月办结。
2024年度结转的3件申请已全部办结。
2024年12月31日的数据为上年年末数。
上年度（2024年）收到申请8件，下年度（2026年）继续办理，本年度（2025年）公开信息350条。
上年度（2024年12月）收到申请8件。
结转2026年继续办理14件。
2024年结转2025年继续办理10件。
截至2024年12月31日公示期满的信息已撤下。
2025年，培训不断加强，其中2024年8月，省里印发了教材。
2024年12月31日以前收到、结转本年的申请2件。
国务院办公厅政府信息与政务公开办公室2021年修订的报告格式（国办公开办函〔2021〕30号）。
根据2019年5月15日起施行的《条例》，开展培训3次。
对2018年以来的规范性文件开展清理，废止2件。
2023—2025年，全街道累计公开信息1025条。
“十四五”时期（2021—2025年），公开制度不断健全。
印发《青禾街道2024年政务公开工作方案》的补充通知。
2024年度考核中街道得94.2分，等次为优秀。
针对2024年考核反馈的问题，本街道逐项整改。
2024年11月机构改革后，街道设政务公开岗1个。
2024年9月，办公地址迁入新址，年内更新公开指南1次。
政务公开专区于2023年建成，全年接待群众410人次。
到2035年，全面建成公开透明的法治政府。
2024年，全县共发布政府信息1.2万条，本街道今年占3%。
近五年（2021年至2025年）年报文本可供下载。
荣获“2024年度政务公开先进单位”称号。
2026年1月，街道对全年公开台账作了核对。
截至2026年1月10日，上年结转的2件申请均已办结。
本报告于2026年1月13日公布。
结转至2026年继续办理2件。
评议问卷期限自2025年3月1日至2025年3月31日，收回430份。
历时24年的老旧小区改造，公开项目信息12条。
将2024年12月25日收到的申请1件计入结转。
2024年行政复议被纠正的1件已重新答复。
公开2024—2025学年招生信息12条。""".splitlines()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("统计数据截至2024年12月31日。", "写的是统计到2024年"),
        ("上年度（2023年）收到申请8件。", "括号里的年份与括号前的说法不符"),
        ("下年度（2027年）继续办理。", "括号里的年份与括号前的说法不符"),
        ("本年度（2024年度）公开信息350条。", "括号里的年份与括号前的说法不符"),
        ("结转2025年继续办理14件。", "写的是结转到2025年"),
        ("结转2024年继续办理的申请共14件。", "写的是结转到2024年"),
    ],
)
def test_a_year_that_contradicts_the_words_beside_it(text, says):
    (breach,) = breaches(rule, text)
    assert says in breach.message


@pytest.mark.parametrize("text", TOLD)
def test_another_years_work_is_told_as_this_years(text):
    (breach,) = breaches(rule, text)
    assert "写成本年的工作" in breach.message
    assert breach.quote == text[slice(*breach.span)] != ""


@pytest.mark.parametrize("text", SOUND)
def test_another_year_may_be_spoken_of(text):
    assert breaches(rule, text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("本报告数据统计期限为2024年1月1日至2024年12月31日。", "2024年1月1日至2024年12月31日"),
        ("统计期限自2025年1月1日起至2025年11月30日止。", "2025年1月1日起至2025年11月30日"),
        ("报告期自2025年1月1日开始，至2026年12月31日结束。", "2025年1月1日开始，至2026年12月31日"),
        ("统计期间为２０２５年１月２日—１２月３１日。", "２０２５年１月２日—１２月３１日"),
        ("统计期限自二〇二四年一月一日至二〇二四年十二月三十一日。", "二〇二四年一月一日至二〇二四年十二月三十一日"),
    ],
)
def test_the_period_is_the_whole_year(text, quote):
    (breach,) = breaches(rule, text)
    assert (breach.quote, "统计期限不是2025年1月1日至2025年12月31日" in breach.message) == (quote, True)


@pytest.mark.parametrize("text", ["2025年1月1日至12月31日", "2025年1月1日起，至2025年12月31日止"])
def test_a_right_period(text):
    assert breaches(rule, f"本报告数据统计期限为{text}。") == []


@pytest.mark.parametrize(
    "date", ["2025年2月29日", "4月31日", "2025年13月", "0月5日", "20225年", "2205年度", "2025-02-30"]
)
def test_no_calendar_has_it(date):
    (breach,) = breaches(rule, f"于{date}召开专题会。")
    assert breach.quote == date


def test_dates_of_section_five():
    assert breaches(rule, "2024年，街道公开栏更新不及时的问题较突出，已改为按月报备。", section="5") == []
    assert breaches(rule, "2026年，我街道将继续加大培训力度，安排培训4次。", section="5") == []
    assert breaches(rule, "2025年，街道公开工作仍存在解读单一的问题。", section="5") == []
    assert len(breaches(rule, "下一步，2025年我街道将加强政策解读。", section="5")) == 1
    assert len(breaches(rule, "2025年，我街道将进一步完善公开目录。", section="5")) == 1
    assert len(breaches(rule, "2024年，我街道将继续提高公开水平。", section="5")) == 1
    assert breaches(rule, "2025年，我街道将进一步完善公开目录。") == []  # 将 in section one is W-15's


def test_a_report_is_published_and_signed_after_its_year():
    assert len(breaches(rule, "本报告于2025年1月20日公布。", section="6")) == 1
    assert len(breaches(rule, "未收取费用。\n2025年1月13日", section="6")) == 1
    assert breaches(rule, "未收取费用。\n2026年1月13日", section="6") == []
    assert breaches(rule, "本报告比2024年报告早公布，后者于2025年1月20日公布。", section="6") == []


def read(text):
    return [(text[d.start : d.end], d.year, d.month, d.day) for d in written_dates(text)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2025 年 1 月 3 日", [("2025 年 1 月 3 日", 2025, 1, 3)]),
        ("二〇二五年十二月三十一日", [("二〇二五年十二月三十一日", 2025, 12, 31)]),
        ("24年度、25年1月", [("24年度", 2024, None, None), ("25年1月", 2025, 1, None)]),
        ("３月５日", [("３月５日", None, 3, 5)]),
        ("2025.3.5、2025-03-05", [("2025.3.5", 2025, 3, 5), ("2025-03-05", 2025, 3, 5)]),
        ("历时24年、3个月、10年来、2020级、第30号、1.2025年", []),
        ("https://example.gov.cn/2024-03-05/art.html", []),
        ("2024年级、2020年限", []),
    ],
)
def test_what_is_a_date(text, dates):
    assert read(text) == dates


PIECES = [
    "2024年",
    "2025年度",
    "8月",
    "31日",
    "我街道",
    "通过网站",
    "在县政府领导下，",
    "公开",
    "收到",
    "信息",
    "86条",
    "，",
    "。",
    "（",
    "《",
    "\n",
]


@generated(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_is_judged_and_quoted_where_it_stands(text):
    for breach in breaches(rule, text):
        assert breach.quote == text[slice(*breach.span)] != ""


def test_a_long_sentence_takes_no_longer_for_being_odd():
    text = "2024年" + "通过网站在街道共主动全年" * 300 + "的。"
    begun = time.perf_counter()
    breaches(rule, text)
    assert time.perf_counter() - begun < 1
