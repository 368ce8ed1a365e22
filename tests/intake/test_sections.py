"""Headings, sub-topics, preamble and signature."""

import pytest

from intake.written import codes, read_text, remark
from report_assistant.intake import read_bytes
from report_assistant.intake.sections import outline, split_closing
from report_assistant.intake.text import read_text as page_of
from report_assistant.official import load_form
from report_assistant.report import Imprint

FORM = load_form("2021")
TITLE = "甲县某镇人民政府2025年政府信息公开工作年度报告"
HEADINGS = {section.number: section.heading for section in FORM.sections}


def report_of(headings=HEADINGS, overview="概况。", title=TITLE, other="无。", order=(1, 2, 3, 4, 5, 6)):
    texts = {1: overview, 2: "", 3: "", 4: "", 5: "解读不多。", 6: other}
    return read_text("\n".join([title, *(f"{headings[n]}\n{texts[n]}" for n in order if n in headings)]))


def heading_remarks(report):
    return [(remark.code, remark.place) for remark in report.remarks if remark.code.startswith("heading")]


def test_six_headings_as_the_form_prints_them_need_no_remark():
    report = report_of()
    assert heading_remarks(report) == []
    assert [report.sections[n][0].text for n in ("1", "5", "6")] == ["概况。", "解读不多。", "无。"]


@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_missing_heading_is_named(number):
    report = report_of({n: heading for n, heading in HEADINGS.items() if n != number})
    assert heading_remarks(report) == [("heading-missing", str(number))]
    assert f"“{HEADINGS[number]}”" in remark(report, "heading-missing").message


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (5, "五、政府信息公开工作存在的主要问题及改进情况"),
        (5, "五、存在的问题和改进措施"),
        (5, "五、存在的主要问题"),
        (4, "四、行政复议和行政诉讼情况"),
        (6, "六、需要报告的其他事项"),
        (3, "三、收到和处理政府信息公开申请的情况"),
    ],
)
def test_an_altered_heading_opens_its_section_and_is_quoted_first(number, printed):
    report = report_of(HEADINGS | {number: printed})
    assert heading_remarks(report) == [("heading-altered", str(number))]
    message = remark(report, "heading-altered").message
    assert message.index(f"“{printed}”") < message.index(f"“{HEADINGS[number]}”")


@pytest.mark.parametrize(
    "printed", ["存在的主要问题及改进情况", "四、存在的主要问题及改进情况", "5、存在的主要问题及改进情况"]
)
def test_a_wrong_or_lost_number_is_told(printed):
    report = report_of(HEADINGS | {5: printed})
    assert heading_remarks(report) == [("heading-misnumbered", "5")]
    assert report.sections["5"][0].text == "解读不多。"


def test_headings_out_of_order_are_told_and_their_texts_stay_with_them():
    report = report_of(order=(1, 2, 3, 4, 6, 5))
    assert heading_remarks(report) == [("heading-out-of-order", "5")]
    assert (report.sections["5"][0].text, report.sections["6"][0].text) == ("解读不多。", "无。")


def test_a_mark_behind_a_heading_is_no_alteration():
    assert heading_remarks(report_of(HEADINGS | {5: HEADINGS[5] + "："})) == [("heading-punctuated", "5")]


@pytest.mark.parametrize("printed", ["一 、总体情况", "一、 总 体 情 况", "一．总体情况", "第一部分、总体情况"])
def test_spaces_and_widths_are_no_alteration(printed):
    assert heading_remarks(report_of(HEADINGS | {1: printed})) == []


def test_text_may_run_on_behind_a_heading():
    report = report_of(HEADINGS | {6: "六、其他需要报告的事项：本年度未收取信息处理费。"}, other="")
    assert [p.text for p in report.sections["6"]] == ["本年度未收取信息处理费。"]
    assert heading_remarks(report) == []


def test_rows_of_table_three_are_never_headings():
    rows = [row for block in FORM.table("T3").blocks for row in block.rows]
    lines = [text for row in rows for text in (row.label, *row.headings)]
    lines.append("三、本年新收政府信息公开申请数量")  # misnumbered, it is most like the heading of section three
    page = page_of("\n\n".join(["一、总体情况", "概况。", *lines]))
    assert set(outline(page, FORM).lines) == {1}


def test_a_table_of_contents_is_not_the_report():
    contents = "\n".join(f"{heading}……{n}" for n, heading in HEADINGS.items())
    report = report_of(title=f"{TITLE}\n{contents}")
    assert [report.sections[n][0].text for n in ("1", "5", "6")] == ["概况。", "解读不多。", "无。"]


@pytest.mark.parametrize("page", ["", "……{}", "  {}"])
def test_the_last_line_of_a_table_of_contents_is_no_heading_either(page):
    contents = "\n".join(heading + page.format(n) for n, heading in HEADINGS.items())
    report = report_of(title=f"{TITLE}\n目录\n{contents}\n本报告依据条例编制。")
    assert [report.sections[n][-1].text for n in ("1", "5", "6")] == ["概况。", "解读不多。", "无。"]
    assert report.sections["1"][0].text == "本报告依据条例编制。"


def test_sections_as_parts_are_found():
    headings = {n: f"第{'一二三四五六'[n - 1]}部分　{text[2:]}" for n, text in HEADINGS.items()}
    report = report_of(headings)
    assert heading_remarks(report) == []
    assert [report.sections[n][0].text for n in ("1", "5", "6")] == ["概况。", "解读不多。", "无。"]


def test_sections_in_brackets_are_found_where_they_all_are():
    headings = {n: f"（{text[0]}）{text[2:]}" for n, text in HEADINGS.items()}
    report = report_of(headings, overview="1.主动公开\n公开12条。")
    assert heading_remarks(report) == []
    assert [(p.heading, p.text) for p in report.sections["1"]] == [("1.主动公开", "公开12条。")]


def test_a_sub_topic_named_like_section_two_is_no_heading():
    report = report_of(overview="（一）主动公开政府信息情况\n公开12条。\n（二）依申请公开政府信息情况\n收到0件。")
    assert heading_remarks(report) == []
    assert len(report.sections["1"]) == 2


def test_a_sub_topic_stands_in_for_no_missing_section():
    overview = "（一）主动公开政府信息情况\n公开12条。\n（二）依申请公开\n收到0件。"
    report = report_of({n: heading for n, heading in HEADINGS.items() if n != 2}, overview)
    assert heading_remarks(report) == [("heading-missing", "2")]
    assert [p.text for p in report.sections["1"]] == ["公开12条。", "收到0件。"]


class TestTopics:
    @pytest.mark.parametrize(
        ("printed", "heading"),
        [
            ("（一）主动公开\n公开12条。", "（一）主动公开"),
            ("（一）主动公开：\n公开12条。", "（一）主动公开："),
            ("（一）主动公开。公开12条。", "（一）主动公开。"),
            ("（一）主动公开工作情况。公开12条。", "（一）主动公开工作情况。"),
            ("（一）主动公开方面：公开12条。", "（一）主动公开方面："),
            ("1、 主动公开。公开12条。", "1、 主动公开。"),
            ("（一）主动公开　　公开12条。", "（一）主动公开"),
        ],
    )
    def test_a_heading_stands_alone_or_runs_in(self, printed, heading):
        (paragraph,) = report_of(overview=printed).sections["1"]
        assert (paragraph.heading, paragraph.text) == (heading, "公开12条。")

    def test_paragraphs_after_the_first_go_on_without_a_heading(self):
        first, second, third = report_of(overview="总的情况。\n（一）主动公开\n公开12条。\n另公开3条。").sections["1"][
            :3
        ]
        assert (first.heading, second.heading, third.heading) == (None, "（一）主动公开", None)

    def test_a_heading_without_text_is_kept(self):
        paragraphs = report_of(overview="（一）主动公开\n（二）依申请公开\n收到0件。").sections["1"]
        assert [(p.heading, p.text) for p in paragraphs] == [("（一）主动公开", ""), ("（二）依申请公开", "收到0件。")]

    def test_the_last_heading_without_text_is_kept(self):
        (paragraph,) = report_of(overview="（五）监督保障").sections["1"]
        assert (paragraph.heading, paragraph.text) == ("（五）监督保障", "")

    def test_headings_of_someones_own_are_kept_in_every_section(self):
        report = report_of(other="（一）收费情况\n未收费。\n（二）其他，均无。")
        assert [(p.heading, p.text) for p in report.sections["6"]] == [
            ("（一）收费情况", "未收费。"),
            (None, "（二）其他，均无。"),
        ]

    def test_a_sentence_that_begins_like_a_topic_is_text(self):
        text = "主动公开政府信息12条，其中政策文件3条：均已解读。"
        (paragraph,) = report_of(overview=text).sections["1"]
        assert (paragraph.heading, paragraph.text) == (None, text)


class TestFront:
    def test_the_preamble_opens_section_one(self):
        preamble = "根据《条例》编制本报告。统计期限自2025年1月1日至2025年12月31日。"
        report = report_of(title=f"{TITLE}\n发布时间：2026-01-10 来源：某镇\n{preamble}")
        assert [p.text for p in report.sections["1"]] == [preamble, "概况。"]
        assert remark(report, "text-before-sections").place == "1"

    def test_what_stands_above_the_title_is_left(self):
        report = report_of(title=f"首页 > 年报\n本站公告：系统维护。\n{TITLE}")
        assert [p.text for p in report.sections["1"]] == ["概况。"]


class TestBesideTables:
    def test_text_beside_a_table_is_told(self):
        report = report_of(HEADINGS | {3: HEADINGS[3] + "\n注：含转办件。"})
        assert "注：含转办件。" in remark(report, "text-unplaced").message
        assert remark(report, "text-unplaced").place == "3"

    def test_a_table_in_the_narrative_is_told(self):
        report = report_of(overview="概况。\n\n渠道\t条数\n网站\t12\n")
        assert "“渠道 条数 网站 12”" in remark(report, "table-unknown").message


class TestImprint:
    def test_what_the_form_prints_itself_is_no_imprint(self):
        assert report_of(title=TITLE.replace("2025年", " 2025 年"), other="无。\n甲县某镇人民政府").imprint == Imprint()
        assert report_of(title=TITLE.replace("2025年", "2025年\n")).imprint == Imprint()

    @pytest.mark.parametrize(
        "title", ["甲县某镇人民政府2025年年度政府信息公开工作年度报告", "某镇2025年政务公开工作总结"]
    )
    def test_a_title_is_kept_as_printed(self, title):
        assert report_of(title=title).imprint.title == title

    @pytest.mark.parametrize(
        ("signature", "closing"),
        [
            ("甲县某镇人民政府\n2026年1月10日", ("甲县某镇人民政府", "2026年1月10日")),
            ("2026年1月10日\n甲县某镇人民政府\n【打印】", ("2026年1月10日", "甲县某镇人民政府")),
            ("甲县某镇人民政府　　2026 年 1 月 10 日", ("甲县某镇人民政府 2026 年 1 月 10 日",)),
            ("甲县某镇人民政府（盖章）", ("甲县某镇人民政府（盖章）",)),
            ("2026年1月10日", ("2026年1月10日",)),
            ("某镇人民政府", ("某镇人民政府",)),
            ("责任单位：甲县某镇人民政府", ("责任单位：甲县某镇人民政府",)),
        ],
    )
    def test_the_signature_is_kept_as_printed(self, signature, closing):
        assert report_of(other=f"无。\n{signature}").imprint.closing == closing


class TestClosing:
    @pytest.mark.parametrize(
        "signature",
        [
            ["甲县某镇人民政府", "2026年1月10日"],
            ["2026年1月10日", "甲县某镇人民政府"],
            ["甲县某镇人民政府 2026 年 1 月 10 日"],
            ["甲县某镇人民政府（盖章）", "二〇二六年一月十日"],
            ["甲县某镇人民政府", "2026年1月10日", "【打印】 【关闭】", "上一篇：某文"],
        ],
    )
    def test_the_signature_is_no_part_of_section_six(self, signature):
        closing = split_closing(["本年度未收取信息处理费。", *signature])
        assert closing.lines == ("本年度未收取信息处理费。",)
        assert (closing.organ, closing.year, closing.left_over) == ("甲县某镇人民政府", 2026, ())

    def test_an_organ_alone_is_a_signature(self):
        closing = split_closing(["无", "甲县审计局"])
        assert (closing.lines, closing.organ, closing.year) == (("无",), "甲县审计局", None)

    @pytest.mark.parametrize("signature", [["样例大学"], ["样例 大学", "2026年1月5日"], ["2026年1月5日", "“样例大学”"]])
    def test_what_the_title_names_needs_no_suffix(self, signature):
        lines = ["无。", *signature]
        closing = split_closing(lines, "样例大学")
        assert (closing.lines, closing.left_over) == (("无。",), ())
        assert split_closing(lines).organ == ""

    def test_a_sentence_that_names_the_organ_is_text(self):
        lines = ["责任单位：样例大学"]
        assert split_closing(lines, "样例大学").lines == tuple(lines)

    def test_a_page_named_only_in_its_title_bar_loses_no_opening(self):
        page = f"<title>{TITLE}</title><p>现将情况报告如下。</p><p>一、总体情况</p><p>概况。</p>"
        report = read_bytes(page.encode(), "报告.html")
        assert [p.text for p in report.sections["1"]] == ["现将情况报告如下。", "概况。"]

    @pytest.mark.parametrize(
        "lines", [["无"], ["无。"], ["本年度无其他需要报告的事项"], ["会议于2025年3月1日召开。"], []]
    )
    def test_text_is_no_signature(self, lines):
        assert split_closing(lines).lines == tuple(lines)

    def test_a_sentence_that_begins_like_a_button_is_text(self):
        lines = [
            "审核后的信息全部公开。",
            "附件清单另行公布，共3件，其中图表2件、文字1件，均已在门户网站长期公开，可供查阅和下载使用",
        ]
        assert split_closing(lines).lines == tuple(lines)

    def test_text_behind_the_signature_is_told(self):
        report = report_of(other="无。\n甲县某镇人民政府\n2026年1月10日\n补充说明一则。")
        assert [p.text for p in report.sections["6"]] == ["无。"]
        assert "“补充说明一则。”" in remark(report, "text-unplaced").message

    def test_a_signature_leaves_no_remark(self):
        report = report_of(other="无。\n甲县某镇人民政府\n2026年1月10日")
        assert not {code for code in codes(report) if code.startswith(("title", "text"))}


@pytest.mark.parametrize(
    ("lines", "signed", "left"),
    [
        (("无。甲县财政局", "2026年1月13日"), "甲县财政局", ("无。",)),
        (("报送了材料，甲县财政局", "2026年的工作"), "", ("报送了材料，甲县财政局", "2026年的工作")),
        (("无。甲县财政局", "2026年的工作"), "", ("无。甲县财政局", "2026年的工作")),
    ],
)
def test_an_organ_run_together_with_the_last_sentence_signs_over_a_date(lines, signed, left):
    closing = split_closing(lines, "甲县财政局")
    assert (closing.organ, closing.lines) == (signed, left)
