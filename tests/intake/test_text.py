"""Plain text and Markdown: which lines are rows, and which are prose."""

import pytest

from report_assistant.intake.page import Grid, GridCell, Line
from report_assistant.intake.text import read_markdown, read_text


def texts(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def test_rows_are_cut_by_tabs_and_keep_their_places():
    page = read_text("规章\t0\t\t3\n\t\t行政许可\t\n")
    (grid,) = page.blocks
    assert texts(grid) == [["规章", "0", "", "3"], ["", "", "行政许可", ""]]
    assert grid.rows[1][2] == GridCell("行政许可", 1, 2)


def test_rows_may_differ_in_length():
    (grid,) = read_text("规章\t0\t1\n许可\t2").grids
    assert ([len(row) for row in grid.rows], grid.width) == ([3, 2], 3)


def test_an_empty_line_ends_a_table():
    page = read_text("a\t1\nb\t2\n\nc\t3\nd\t4")
    assert [texts(grid) for grid in page.grids] == [[["a", "1"], ["b", "2"]], [["c", "3"], ["d", "4"]]]


@pytest.mark.parametrize("row", ["| 规章 | 0 | 1 |", "规章|0|1", "规章 | 0 | 1 |"])
def test_bars_cut_rows_too(row):
    (grid,) = read_text(f"{row}\n{row}").grids
    assert texts(grid) == [["规章", "0", "1"]] * 2


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("\t本年度，公开信息12条。", "本年度，公开信息12条。"),
        ("　　本年度公开信息12条。\t", "本年度公开信息12条。"),
        ("一、\t总体情况", "一、 总体情况"),
        ("公众号“甲|乙”发布信息12条。", "公众号“甲|乙”发布信息12条。"),
        ("首页 | 政务公开 | 年报", "首页 | 政务公开 | 年报"),
    ],
)
def test_prose_with_a_separator_in_it_is_a_line(line, text):
    assert read_text(f"\n{line}\n\n").blocks == (Line(text),)


def test_paragraphs_with_one_tab_each_are_no_table():
    assert read_text("一是\t加强解读。\n二是\t改进平台。").lines == ("一是\t加强解读。", "二是\t改进平台。")


def test_a_row_whose_empty_cells_were_cut_off_stays_in_its_table():
    (grid,) = read_text("信息内容\t本年制发件数\n规章\n规范性文件\t2").blocks
    assert texts(grid)[1] == ["规章"]


def test_the_first_article_belongs_to_the_table_below_it():
    heading, grid = read_text("二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t本年制发件数\n规章\t1").blocks
    assert heading == Line("二、主动公开政府信息情况")
    assert texts(grid)[0] == ["第二十条第（一）项"]


def test_a_heading_between_two_tables_ends_the_first():
    page = read_text("规章\t1\n许可\t2\n三、收到和处理政府信息公开申请情况\n申请人\t自然人\n新收\t3")
    assert [type(block) for block in page.blocks] == [Grid, Line, Grid]


def test_byte_order_marks_and_foreign_line_ends_are_no_text():
    assert read_text("\ufeff一、总体情况\r\n正文。\f末行。").lines == ("一、总体情况", "正文。", "末行。")


def test_markdown_loses_its_marks_and_nothing_else():
    page = read_markdown("# 报告\n\n## 一、总体情况\n\n**本年度**公开2\\*3条，含\\|竖线\\|一项。\n")
    assert page.lines == ("报告", "一、总体情况", "本年度公开2*3条，含|竖线|一项。")


def test_an_escaped_backslash_escapes_nothing():
    assert read_markdown("甲\\\\*乙\\\\\\|丙\\\\**丁**").lines == ("甲\\*乙\\|丙\\丁",)


def test_markdown_tables_lose_the_rule_below_their_head():
    (grid,) = read_markdown("| 信息内容 | 本年制发件数 |\n| --- | ---: |\n| 规章 | — |\n| a\\|b | 1 |").grids
    assert texts(grid) == [["信息内容", "本年制发件数"], ["规章", "—"], ["a|b", "1"]]


def test_an_empty_text_is_an_empty_page():
    assert read_text(" \n\t\n").blocks == ()


@pytest.mark.parametrize("sign", ["｜", "│", "┃"])
def test_every_kind_of_bar_cuts_rows_and_drawn_rules_are_no_rows(sign):
    row = sign.join(["", "规章", "", "1", ""])
    (grid,) = read_text(f"┌──┬──┐\n{row}\n├──┼──┤\n{row}\n└──┴──┘\n").blocks
    assert texts(grid) == [["规章", "", "1"]] * 2


def test_a_bar_round_some_rows_only_is_an_empty_field():
    (grid,) = read_text("|规章|1\n许可|2|3").grids
    assert texts(grid) == [["", "规章", "1"], ["许可", "2", "3"]]


@pytest.mark.parametrize("line", ["———", "--", "-"])
def test_a_dash_is_no_drawn_rule(line):
    assert read_text(line).lines == (line,)


def test_a_label_alone_on_its_line_belongs_to_the_rows_below_it():
    (grid,) = read_text("行政复议\n结果维持\t结果纠正\n1\t2").blocks
    assert texts(grid)[0] == ["行政复议"]
