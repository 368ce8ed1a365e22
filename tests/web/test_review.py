from dataclasses import replace

import pytest
from lxml import html as parser

from report_assistant.errors import UnusableInput
from report_assistant.report import ABSENT, BLANK, Confidence, Remark, Report, Source, given
from report_assistant.web import review
from report_assistant.web.doubts import import_told, open_doubts, reviews, to_look_over
from report_assistant.web.seat import Seat

DOUBTFUL, FOLDED, EXACT = "T3:granted:natural", "T3:new:natural", "T3:new:business"
LEFT_OUT, EMPTY = "T3:new:other", "T3:new:welfare"


def source(words, read_as, confidence, column=4):
    return Source(words, 3, 5, column, read_as, confidence, "第2页")


@pytest.fixture
def prior(seat):
    """Last year's report as a document gave it: every cell as printed but for four."""
    read = seat.desk.prior
    cells = dict(read.cells) | {DOUBTFUL: review.read_cell("2或3", read.form.cells[DOUBTFUL])[0]}
    cells |= {FOLDED: given(12), EXACT: given(3), LEFT_OUT: ABSENT, EMPTY: BLANK}
    sources = {ref: source(cell.text, cell, Confidence.EXACT) for ref, cell in cells.items() if cell != ABSENT}
    sources[DOUBTFUL] = source("2或3", cells[DOUBTFUL], Confidence.DOUBTFUL)
    sources[FOLDED] = source("12件", given(12), Confidence.FOLDED)
    remarks = (
        Remark("cell-unreadable", DOUBTFUL, "写着“2或3”，不是数，未读入"),
        Remark("column-missing", "T3", "表三缺少“其他”一列"),
        Remark("title-year-missing", "title", "标题没有写明年度"),
        Remark("heading-altered", "5", "标题印成了“五、问题”"),
    )
    return replace(read, cells=cells, sources=sources, remarks=remarks)


@pytest.fixture
def looking(seat, prior):
    seat.change(lambda desk: seat.bench.keep_prior(desk, prior, by=""))
    seat.reviewing = "prior"
    return seat


def sheet(seat):
    return parser.fromstring(f"<div>{review.review_html(seat.sight())}</div>")


def test_what_wants_an_eye_comes_first_and_says_where_it_stood(prior):
    listed = to_look_over(prior)
    assert [one.ref for one in listed] == [EMPTY, LEFT_OUT, DOUBTFUL, FOLDED]
    doubtful = next(one for one in listed if one.ref == DOUBTFUL)
    assert doubtful.origin == "第2页，第3个表格第5行第4列，原文“2或3”"
    assert (doubtful.sureness, doubtful.read, doubtful.remarks) == ("存疑", "无法辨认", ("写着“2或3”，不是数，未读入",))
    assert [(one.sureness, one.read) for one in listed[:2]] == [("照录", "空白"), ("原件没有", "没有")]
    assert listed[1].remarks == ("表三缺少“其他”一列",)
    assert open_doubts(prior) == 3
    assert "有 3 格需要核对" in import_told(prior)


def test_of_what_was_found_unclear_the_gravest_is_told_with_the_count(prior):
    assert "识别提示 4 条，最要紧的：表三缺少“其他”一列；" in import_told(prior)
    trifles = replace(prior, remarks=(Remark("heading-punctuated", "1", "标题带句号"), prior.remarks[2]))
    assert "最要紧的：标题没有写明年度" in import_told(trifles)
    strange = (Remark("of-a-later-version", "file", "不认识的提示"),)
    assert "识别提示 1 条：不认识的提示" in import_told(replace(prior, remarks=strange))


def test_cells_of_a_row_or_table_that_is_not_there_say_so(prior):
    row = "T3:denied.safety:natural"
    message = "表三缺少“（三）不予公开—3.危及“三安全一稳定””，该行没有读入任何数"
    gone = (row, EXACT, "T4:review:upheld")
    sources = {ref: one for ref, one in prior.sources.items() if ref not in gone}
    remarks = (Remark("row-missing", "T3", message), Remark("table-missing", "T4", "没有找到表四，各格均未读入"))
    found = reviews(replace(prior, sources=sources, remarks=remarks))
    assert [found[ref].remarks for ref in gone] == [(message,), (), ("没有找到表四，各格均未读入",)]


def test_a_report_that_was_not_read_has_nothing_to_look_over(seat, prior):
    typed = replace(prior, sources={}, remarks=())
    assert (reviews(typed), open_doubts(typed), open_doubts(None), import_told(typed)) == ({}, 0, 0, "")


def test_source_and_reading_stand_side_by_side_cell_by_cell(looking, prior):
    tree = sheet(looking)
    for ref in prior.form.cells:
        (words,) = tree.xpath(f"//td[contains(@class, 'words') and @data-cell='{ref}']")
        boxes = tree.xpath(f"//div[@class='pair']//td/input[@data-ref='{ref}']")
        assert len(boxes) == 1, "totals can be corrected too"
        assert words.text_content() == (prior.sources[ref].words if ref in prior.sources else "")
    (box,) = tree.xpath(f"//div[@class='pair']//input[@data-ref='{FOLDED}']")
    assert "原文“12件”" in box.get("title")
    assert "经辨认" in box.get("data-told")
    assert not tree.xpath("//*[@id]"), "the page's own tables own the addresses"


def test_remarks_stand_where_they_belong(looking):
    tree = sheet(looking)
    told = [li.text for li in tree.xpath("//ul[@class='complaints']/li")]
    assert told == ["标题没有写明年度", "表三缺少“其他”一列", "标题印成了“五、问题”"]


def test_a_printed_sub_heading_stands_beside_the_forms_where_it_differs(looking, prior):
    first, *others = prior.sections["1"]
    topics = [one for one in others if one.heading]
    altered = replace(topics[0], heading="（一）主动公开情况：")
    section = (first, altered, *(one for one in others if one.heading != topics[0].heading and one != topics[1]))
    changed = prior.with_section("1", section)
    looking.change(lambda desk: looking.bench.keep_prior(desk, changed, by=""))
    rows = {tuple(td.text_content() for td in tr) for tr in sheet(looking).xpath("//div[contains(@class,'texts')]//tr")}
    assert ("（一）主动公开", "（一）主动公开情况：") in rows
    assert ("（二）依申请公开", "没有这一小标题") in rows
    assert not any(row[0] == "（三）政府信息管理" for row in rows)


def test_a_correction_is_kept_shown_and_taken_back(looking, bench):
    told = review.correct(looking, {"cells": {DOUBTFUL: "8"}})
    assert "已更正并保存" in told
    kept = Seat(bench)
    assert kept.desk.prior.value(DOUBTFUL) == 8, "it is there when the page is opened anew"
    kept.close()
    assert (
        looking.desk.prior.value("T3:granted:total")
        == looking.sight().desk.prior.sources["T3:granted:total"].read_as.value
    )
    assert open_doubts(looking.desk.prior) == 2
    (line,) = sheet(looking).xpath(f"//tr[@data-cell='{DOUBTFUL}']")
    assert "已更正" in line.text_content()
    assert "已更正（原文“2或3”，识读为无法辨认）" in line.xpath(".//input/@title")[0]
    assert [one.ref for one in to_look_over(looking.desk.prior)][2] == DOUBTFUL, "the list does not move under the hand"
    review.pressed(looking, {"act": "restore", "arg": DOUBTFUL})
    assert looking.desk.prior.corrections == {}


def test_what_the_document_does_not_have_is_absent_again_when_taken_back(looking):
    review.correct(looking, {"cells": {LEFT_OUT: "4"}})
    assert looking.desk.prior.value(LEFT_OUT) == 4
    review.pressed(looking, {"act": "restore", "arg": LEFT_OUT})
    assert looking.desk.prior.cells[LEFT_OUT] == ABSENT


def test_an_exact_cell_that_was_corrected_is_listed_too(looking):
    review.correct(looking, {"cells": {EXACT: "5"}})
    assert to_look_over(looking.desk.prior)[-1].ref == EXACT
    review.correct(looking, {"cells": {EXACT: ""}})
    assert looking.desk.prior.cells[EXACT] == BLANK


def test_nothing_typed_saves_nothing(looking, bench):
    before = len(bench.revisions.history(looking.desk.prior.organ.name, looking.desk.prior.year))
    assert review.correct(looking, {"cells": {"T9:no:cell": "1"}}) is None
    assert len(bench.revisions.history(looking.desk.prior.organ.name, looking.desk.prior.year)) == before


def test_the_report_on_the_desk_is_corrected_where_another_page_left_it(looking, bench, prior):
    report = replace(prior, year=2026)
    looking.turn_to(bench.keep(looking.desk, report, by="", why="import"))
    looking.reviewing = "report"
    bench.set_cells(bench.desk_of(report), {EXACT: given(9)}, by="另一页")
    review.correct(looking, {"cells": {DOUBTFUL: "8"}})
    assert (looking.desk.report.value(DOUBTFUL), looking.desk.report.value(EXACT)) == (8, 9)
    assert looking.desk.revision.why == "corrected"


def test_last_years_report_is_corrected_where_another_page_left_it(looking, bench):
    review.correct(looking, {"cells": {FOLDED: "13"}})
    other = Seat(bench)
    other.reviewing = "prior"
    review.correct(other, {"cells": {EXACT: "9"}})
    other.close()
    review.correct(looking, {"cells": {DOUBTFUL: "8"}})
    assert [looking.desk.prior.value(ref) for ref in (FOLDED, EXACT, DOUBTFUL)] == [13, 9, 8]


def test_the_sheet_opens_on_the_report_with_doubts_and_closes(seat, prior):
    assert review.review_html(seat.sight()) == ""
    seat.change(lambda desk: seat.bench.keep_prior(desk, prior, by=""))
    assert review.button_props(seat.sight()) == {"value": "核对识读 3"}
    review.open_review(seat)
    assert seat.reviewing == "prior"
    review.pressed(seat, {"act": "show", "arg": "report"})
    assert "没有原文可以对照" in sheet(seat).text_content()
    review.pressed(seat, {"act": "close"})
    assert seat.reviewing == ""
    with pytest.raises(UnusableInput, match="没有打开"):
        review.correct(seat, {"cells": {}})


def test_the_kind_alone_is_corrected_in_place(looking):
    told = review.identify(looking, {"organ": looking.desk.prior.organ.name, "kind": "township", "year": "2025"})
    assert "乡镇" in told
    assert "仍在" not in told
    assert looking.desk.prior.organ.kind == "township"
    assert looking.desk.prior.organ.short_name == "青禾街道"
    again = review.identify(looking, {"organ": looking.desk.prior.organ.name, "kind": "township", "year": "2025"})
    assert "没有改动" in again


def test_another_organ_and_year_lose_no_earlier_state(looking, bench):
    was = looking.desk.prior.organ.name
    told = review.identify(looking, {"organ": "样例市白水镇人民政府", "kind": "township", "year": "2024"})
    assert f"原来以“{was} 2025 年”保存的各版仍在" in told
    prior = looking.desk.prior
    assert (prior.organ.name, prior.organ.short_name, prior.year) == ("样例市白水镇人民政府", "白水镇", 2024)
    assert len(prior.sources) == len(bench.revisions.latest(was, 2025).report.sources)
    assert bench.revisions.latest("样例市白水镇人民政府", 2024).report == prior


def test_a_report_is_laid_over_another_only_when_that_is_said(looking, bench):
    review.pressed(looking, {"act": "show", "arg": "report"})
    report = looking.desk.report
    there = bench.revisions.save(replace(report, year=2027), why="cells")
    wanted = {"act": "identify", "organ": report.organ.name, "kind": "subdistrict", "year": "2027"}
    with pytest.raises(UnusableInput, match=f"第 {there.id} 版"):
        review.pressed(looking, wanted)
    assert looking.desk.report.year == 2026
    review.pressed(looking, wanted | {"over": True})
    assert (looking.desk.report.year, looking.desk.revision.why) == (2027, "identity")
    assert [one.id for one in bench.revisions.history(report.organ.name, 2027)][1] == there.id


@pytest.mark.parametrize("wrong", [{"organ": " "}, {"kind": "village"}, {"year": "二〇二五"}, {"year": "1999"}])
def test_organ_kind_and_year_must_be_told(looking, wrong):
    fields = {"organ": "样例市白水镇人民政府", "kind": "township", "year": "2025"} | wrong
    with pytest.raises(UnusableInput, match="单位和年度"):
        review.identify(looking, fields)


def test_an_older_form_is_shown_in_its_own_shape(looking, prior):
    sources = {"T3:other:natural": source("4", given(4), Confidence.EXACT)}
    older = Report(prior.organ, 2020, "2019", cells={"T3:other:natural": given(4)}, sources=sources)
    looking.change(lambda desk: looking.bench.keep_prior(desk, older, by=""))
    assert sheet(looking).xpath("//div[@class='pair']//input[@data-ref='T3:other:natural']/@value") == ["4"]
