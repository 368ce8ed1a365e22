"""One report out of a page: a form in one big table, another report behind it."""

import pytest

from consistent import sound_report
from intake.written import codes, lines_of, read_text, remark
from report_assistant.intake.page import Grid, GridCell, Line, Page
from report_assistant.intake.single import single_report
from report_assistant.official import load_form

FORM = load_form("2021")
REPORT = "\n".join("\t".join(cells) for cells in lines_of())


def across(text: str, row: int, width: int = 3) -> tuple[GridCell, ...]:
    return (GridCell(text, row, 0, width=width),) * width


def cells(row: int, *texts: str) -> tuple[GridCell, ...]:
    return tuple(GridCell(text, row, column) for column, text in enumerate(texts))


def whole_form() -> Grid:
    return Grid(
        (
            across("一、总体情况", 0),
            across("全年公开信息12条。", 1),
            across("二、主动公开政府信息情况", 2),
            across("第二十条第（五）项", 3),
            cells(4, "信息内容", "本年处理决定数量", "备注"),
            cells(5, "行政许可", "12", ""),
            across("五、存在的主要问题及改进情况", 6),
        )
    )


def test_a_form_in_one_table_becomes_lines_and_tables():
    page = single_report(Page((whole_form(),)), FORM)
    assert [type(block) for block in page.blocks] == [Line, Line, Line, Grid, Line]
    (grid,) = page.grids
    assert [row[0].text for row in grid.rows] == ["第二十条第（五）项", "信息内容", "行政许可"]
    assert (grid.rows[2][1].origin, grid.number) == ((5, 1), 1)


def test_prose_in_one_cell_keeps_its_paragraphs_and_a_heading_may_stand_beside_it():
    prose = "全年公开信息12条。\n（二）依申请公开\n未收到申请。"
    heading = GridCell("五、存在的主要问题及改进情况", 2, 0, 2, 1)
    rows = (
        across(f"一、总体情况\n（一）主动公开\n{prose}", 0, 2),
        cells(1, "其他情况", "没有。"),
        (heading, GridCell("解读不多。\n形式单一。", 2, 1)),
        (heading, GridCell("加强培训。", 3, 1)),
    )
    page = single_report(Page((Grid(rows),)), FORM)
    assert page.lines == (
        *("一、总体情况", "（一）主动公开", *prose.split("\n")),
        *("五、存在的主要问题及改进情况", "解读不多。", "形式单一。", "加强培训。"),
    )
    assert [[cell.text for cell in row] for row in page.grids[0].rows] == [["其他情况", "没有。"]]


def test_tables_behind_keep_their_number_in_the_document():
    other = Grid((cells(0, "甲", "乙"), cells(1, "1", "2")))
    page = single_report(Page((whole_form(), Line("附件"), other)), FORM)
    assert [grid.number for grid in page.grids] == [1, 2]


def test_a_table_without_a_heading_in_it_stays_whole():
    grid = Grid((across("单位：件", 0), cells(1, "信息内容", "本年处理决定数量", ""), cells(2, "行政许可", "12", "")))
    page = Page((Line("一、总体情况"), grid))
    assert single_report(page, FORM) == page


@pytest.mark.parametrize("year", [2024, 2020])
def test_another_report_behind_is_left_and_told(year):
    other = REPORT.replace("2025", str(year)).replace("\t1", "\t7")
    report = read_text(f"{REPORT}\n{other}")
    assert report.cells == sound_report().cells
    assert report.sections == read_text(REPORT).sections
    assert f"{year}年政府信息公开工作年度报告" in remark(report, "text-unplaced").message


def test_links_to_other_reports_are_none():
    links = "\n".join(f"甲县某镇人民政府{year}年政府信息公开工作年度报告" for year in (2024, 2023))
    report = read_text(f"{REPORT}\n往年年报\n{links}")
    assert not any("另一份报告" in remark.message for remark in report.remarks)
    assert report.cells == sound_report().cells


def test_the_report_behind_a_table_of_contents_is_the_report():
    title, *rest = REPORT.split("\n")
    contents = "\n".join(section.heading for section in FORM.sections)
    report = read_text("\n".join([title, contents, title, *rest]))
    assert report.cells == sound_report().cells
    assert codes(report) == []
