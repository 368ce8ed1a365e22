from dataclasses import replace
from datetime import datetime, timedelta, timezone

from report_assistant.checks import Finding, Severity
from report_assistant.comparison import CellChange
from report_assistant.official import load_form
from report_assistant.report import BLANK, Narrative, Origin, Paragraph, Proposal, given
from report_assistant.store import Revision
from report_assistant.web import present

FORM = load_form("2021")
CHINA = timezone(timedelta(hours=8))
SAVED = Revision(7, "样例市青禾街道办事处", 2026, "2026-12-01T09:30:05+08:00", "", "cells", "{}", "")


def test_the_chip_says_the_time_of_today_and_the_date_of_another_day():
    assert present.chip(SAVED, datetime(2026, 12, 1, 18, tzinfo=CHINA)) == "已保存 09:30:05　第 7 版"
    assert present.chip(SAVED, datetime(2026, 12, 2, 18, tzinfo=CHINA)) == "已保存 2026-12-01 09:30　第 7 版"


def test_the_chip_never_claims_what_was_not_saved():
    assert present.chip(None, datetime(2026, 12, 1, tzinfo=CHINA)) == "本年报告还没有改动"


def test_the_contents_count_cells_characters_and_errors_of_the_sample(sight):
    statuses = present.statuses(sight)
    assert [status.heading for status in statuses] == [section.heading for section in FORM.sections]
    assert [status.amount for status in statuses][1:4] == ["10/10 格", "175/175 格", "15/15 格"]
    assert statuses[4].amount == f"{present.characters(sight.report.sections['5'])} 字"
    assert [topic.anchor for topic in statuses[0].topics] == [f"place-1.{n}" for n in range(1, 6)]
    placed = [finding for finding in sight.standing if finding.section or finding.cells]
    assert sum(status.errors + status.others for status in statuses) == len(placed) > 5


def test_a_blank_cell_is_not_a_filled_one(sight, with_report):
    blank = with_report(sight.report.with_cells({"T4:review:upheld": BLANK}))
    assert present.statuses(blank)[3].amount == "14/15 格"


def test_characters_leave_out_blanks_and_headings():
    assert present.characters((Paragraph("公 开\n12条", "（一）主动公开"),)) == 5


def test_who_wrote_a_passage_and_what_carries_it():
    supports = ("T3:new:total", "note:1", "passage:x#y", "note:1")
    told = present.carried_by((Paragraph("甲", None, supports, Origin.PLAIN), Paragraph("乙", None, (), Origin.TYPED)))
    assert told == "离线起草、手工填写　依据：单元格 1、情况说明 1、参考段落 1"
    assert present.carried_by(()) == ""


def test_anchor_of_cells_of_text_and_of_neither(sight):
    finding = Finding("T3-03", Severity.ERROR, "", "", "", cells=("T3:new:natural", "T3:new:total"))
    assert present.anchor(finding, sight.report) == "T3:new:natural"
    topic = Finding("N-02", Severity.ERROR, "", "", "", section="1.2")
    assert present.anchor(topic, sight.report) == "place-1.2"
    whole = Finding("S-04", Severity.WARNING, "", "", "")
    assert present.anchor(whole, sight.report) is None


def test_a_proposal_says_what_stands_and_what_would_stand(sight):
    report = sight.report.with_cells({"T3:new:natural": BLANK})
    proposal = Proposal(3, "", cells={"T3:new:natural": given(9)})
    assert present.proposed_cells(proposal, report) == (
        ("表三“一、本年新收政府信息公开申请数量”的“自然人”", "空白", "9"),
    )
    assert present.proposal_title(proposal, FORM) == "建议 3：1 个数据"


def test_the_source_of_a_draft_is_its_writer_and_the_wish():
    narrative = Narrative("6", (Paragraph("无。", None, (), Origin.PLAIN),), written_by={"writer": "plain@1"})
    assert present.source_words(Proposal(1, "plain@1", narrative=narrative)) == "离线起草"
    assert present.source_words(Proposal(1, "短一些", narrative=narrative)) == "离线起草，要求：短一些"
    assert present.source_words(Proposal(1, "新收12件")) == "新收12件"


def test_a_change_with_and_without_two_numbers():
    changed = CellChange("T3:new:total", 20, 25, "changed")
    assert present.change_row(changed, FORM)[1:4] == ("20", "25", "+5（+25.0%）")
    gone = CellChange("T9:old:cell", 4, None, "gone", "旧格式")
    assert present.change_row(gone, FORM) == ("T9:old:cell", "4", "无", "", "旧格式")


def test_only_totals_that_moved_are_told(sight):
    before = sight.report
    after = before.with_cells({"T3:granted:natural": given(9), "T3:granted:total": given(13)})
    told = present.totals_followed(before, after, ["T3:granted:natural"])
    assert told == "合计已随之重算：表三“（一）予以公开”的“总计” 12→13"
    assert present.totals_followed(before, before, []) == ""


def test_last_year_s_numbers_come_from_the_comparison(sight):
    assert sight.prior_texts["T3:new:natural"] == str(sight.desk.prior.value("T3:new:natural"))
    assert replace(sight, comparison=None).prior_texts == {}
