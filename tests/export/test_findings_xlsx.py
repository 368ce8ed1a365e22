"""The workbook of findings: lists that filter, every file accounted for, and no text that computes."""

import gc
import io

import openpyxl
import pytest

from consistent import sound_prior, sound_report
from report_assistant.checks import Case, answered, catalogue, check, verdict_to_json
from report_assistant.export import findings_xlsx
from report_assistant.export.findings_xlsx import FindingsBook
from report_assistant.report import Paragraph, given

HEAD = ("文件", "单位", "年度", "编号", "级别", "问题", "位置", "单元格", "原文", "说明", "建议", "依据", "状态")


def line(report, name="甲.docx", prior="上年.docx", rules=("T3-01", "T4-01", "Y-02")):
    verdict = check(Case(report, sound_prior()), only=rules)
    return {"file": name, "prior": prior, **verdict_to_json(verdict)}


def book_of(*lines):
    book = FindingsBook()
    for one in lines:
        book.add(one)
    return openpyxl.load_workbook(io.BytesIO(book.content()))


@pytest.fixture
def wrong():
    return sound_report().with_cells({"T2:normative:in_force": given(20), "T3:new:natural": given(8)})


def test_a_finding_is_a_row_a_clerk_can_act_on(wrong):
    (asked,) = check(Case(wrong, sound_prior()), only=["Y-02"]).findings
    book = book_of(line(answered(wrong, asked, "清理", "张三")))
    head, error, warning = book["问题"].values
    assert head == HEAD
    row = dict(zip(HEAD, error, strict=True))
    assert (row["编号"], row["级别"], row["状态"], row["年度"]) == ("T3-01", "错误", "待处理", 2025)
    assert row["位置"].startswith("表三“")
    assert "T3:new:natural" in row["单元格"]
    assert warning[HEAD.index("状态")] == "已说明理由"
    assert warning[HEAD.index("建议")] == catalogue()["Y-02"].remedy != ""


def test_a_fix_is_the_advice_where_there_is_one():
    moved = sound_report().with_cells({"T3:new:natural": given(8)})
    rules = ("T3-01", "T3-02", "T3-03")
    (_, row) = book_of(line(moved, rules=rules))["问题"].values
    assert row[HEAD.index("建议")] == "表三“一、本年新收政府信息公开申请数量”的“自然人”改为 9（可能）"


def test_the_words_a_finding_is_about_stand_beside_it_and_a_short_quote_in_its_sentence(wrong):
    text = "开头一句。本年新收政府信息公开申请13件，均已办结。末尾一句。"
    report = sound_report().with_section("1", (Paragraph(text, "（二）依申请公开"),))
    told = line(report, rules=("N-02",))
    (_, row) = book_of(told)["问题"].values
    assert len(told["findings"][0]["quote"]) <= 15
    assert row[HEAD.index("原文")] == "本年新收政府信息公开申请13件，均已办结"
    told["findings"][0]["quote"] = "长的引文本身就能找到，不再写整句"
    assert list(book_of(told)["问题"].values)[1][HEAD.index("原文")] == told["findings"][0]["quote"]
    (_, row) = book_of(line(wrong, rules=("T3-01",)))["问题"].values
    assert not row[HEAD.index("原文")]


def test_an_unfinished_workbook_is_put_away_without_a_word(capsys):
    book = FindingsBook()
    book.close()
    del book
    gc.collect()
    assert capsys.readouterr().err == ""


def test_every_file_is_in_the_list_of_reports_with_its_counts_or_the_reason(wrong):
    (asked,) = check(Case(wrong, sound_prior()), only=["Y-02"]).findings
    crashed = line(sound_report(), "乙.docx", None)
    crashed["outcomes"] = crashed["outcomes"] | {"crashed": 1}
    book = book_of(
        line(answered(wrong, asked, "清理", "张三")), crashed, {"file": "丙.doc", "error": "不能读取 .doc 文件"}
    )
    head, first, second, third = book["报告"].values
    assert head[4:8] == ("错误", "提醒", "待确认", "文面")
    assert first[3:] == ("上年.docx", 1, 0, 0, 0, 1, 0, "已核对")
    assert (second[3], second[-1]) == ("没有找到", "1 条规则程序出错")
    assert (third[0], third[-1]) == ("丙.doc", "不能核对：不能读取 .doc 文件")


def test_both_lists_filter_over_all_their_rows_under_a_frozen_head(wrong):
    book = book_of(line(wrong), line(wrong, "乙.docx"))
    found = {sheet.title: (sheet.auto_filter.ref, sheet.freeze_panes) for sheet in book}
    assert found == {"问题": ("A1:M5", "B2"), "报告": ("A1:K3", "B2")}


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+甲.docx", "-甲", "@甲", "=cmd|' /C calc'!A0"])
def test_no_text_computes(wrong, name):
    book = book_of(line(wrong, name), {"file": name, "error": name})
    cells = [cell for sheet in book for row in sheet for cell in row if name in str(cell.value)]
    assert len(cells) == 2 + 1 + 2
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells if cell.value == name)


def test_rows_that_do_not_fit_are_counted(wrong, monkeypatch):
    monkeypatch.setattr(findings_xlsx, "_MOST_ROWS", 2)
    sheet = book_of(line(wrong), line(wrong))["问题"]
    assert [row[0] for row in sheet.values][1:] == ["甲.docx", "另有 3 行放不下，请分批核对"]
    assert sheet.auto_filter.ref == "A1:M2"
