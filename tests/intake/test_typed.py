"""Tables typed as lines: by bars, commas, spaces, a figure a line; and lines that are no table."""

import pytest

from consistent import sound_report
from intake.written import Lines, codes, lines_of, read_text
from report_assistant.export import render
from report_assistant.intake.page import Grid, Line, Page
from report_assistant.intake.typed import with_typed_tables
from report_assistant.report import BLANK, UNREADABLE, Report

SOUND = sound_report()
CARRIED_IN = "二、上年结转政府信息公开申请数量"
PATTERNS = {
    "one space": " ",
    "spaces": "    ",
    "wide space": "\u3000",
    "a figure a line": "\n",
    "bars": " | ",
}


def printed() -> Lines:
    """The sound report's lines, each cell once."""
    return [[cell for cell in cells if cell] if len(cells) > 1 else cells for cells in lines_of()]


def typed(lines: Lines, sign: str) -> str:
    return "\n".join(sign.join(cells) for cells in lines)


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def page(*lines: str) -> Page:
    return with_typed_tables(Page(tuple(map(Line, lines))))


@pytest.mark.parametrize("sign", PATTERNS.values(), ids=PATTERNS)
def test_a_typed_report_reads_as_the_original(sign):
    report = read_text(typed(printed(), sign))
    assert report.cells == SOUND.cells
    assert report.sections == SOUND.sections
    assert codes(report) == []


def test_a_table_in_one_line_is_cut_at_its_labels():
    lines: Lines = []
    for cells in printed():
        if lines and all(row[0].startswith("第二十条") or len(row) > 1 for row in (cells, lines[-1])):
            lines[-1] += cells
        else:
            lines.append(list(cells))
    assert sum(len(cells) > 20 for cells in lines) == 3
    assert read_text(typed(lines, " | ")).cells == SOUND.cells


@pytest.mark.parametrize("sign", ["｜", "│", ","])
def test_other_bars_and_commas_keep_a_field_for_each_cell(sign):
    lines = lines_of()
    lines[next(n for n, cells in enumerate(lines) if cells[0] == CARRIED_IN)][4] = ""
    cells = read_text(typed(lines, sign)).cells
    assert {ref for ref in cells if cells[ref] == BLANK} == {"T3:carried_in:business"}
    assert all(cells[ref] == SOUND.cells[ref] for ref in cells if cells[ref] != BLANK)


@pytest.mark.parametrize("name", ["one space", "a figure a line"])
def test_a_lost_blank_leaves_its_row_unread_and_no_other(name):
    lines = printed()
    del next(cells for cells in lines if cells[0] == CARRIED_IN)[3]
    report = read_text(typed(lines, PATTERNS[name]))
    row = {ref for ref in report.cells if ref.startswith("T3:carried_in:")}
    assert {ref for ref, cell in report.cells.items() if cell == UNREADABLE} == row
    assert codes(report) == ["row-ragged"]
    assert all(report.cells[ref] == SOUND.cells[ref] for ref in report.cells if ref not in row)


@pytest.mark.parametrize("name", ["one space", "a figure a line"])
def test_a_page_s_number_fills_no_blank(name):
    lines = printed()
    row, other = (next(c for c in lines if label in c) for label in (CARRIED_IN, "2.重复申请"))
    row[:] = [*row[:3], *row[4:], "6"]
    del other[-1]
    report = read_text(typed(lines, PATTERNS[name]))
    unread = {ref for ref, cell in report.cells.items() if cell == UNREADABLE}
    assert {ref.rpartition(":")[0] for ref in unread} == {"T3:carried_in", "T3:refused.repeat"}
    assert all(report.cells[ref] == SOUND.cells[ref] for ref in report.cells if ref not in unread)
    assert any("混入了页码" in remark.message for remark in report.remarks if remark.code == "row-ragged")


def test_a_wrong_total_is_read_where_every_row_is_full():
    lines = printed()
    row = next(cells for cells in lines if cells[0] == CARRIED_IN)
    row[-1] = "99"
    report = read_text(typed(lines, " "))
    assert report.value("T3:carried_in:total") == 99
    assert codes(report) == []


class TestTabs:
    """As a word processor gives them: lines that still hold their tabs."""

    HEAD = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数"

    def test_fields_keep_the_place_of_a_blank(self):
        (grid,) = page(self.HEAD, "规章\t\t0\t", "行政规范性文件\t2\t\t9").blocks
        assert texts(grid)[1:] == [["规章", "", "0", ""], ["行政规范性文件", "2", "", "9"]]

    def test_a_label_without_fields_is_a_row(self):
        article = "第二十条第（一）项"
        (grid,) = page(article, self.HEAD, "规章\t\t\t0", "行政规范性文件\t2\t\t9").blocks
        assert texts(grid)[0] == [article]

    @pytest.mark.parametrize("first", ["规章\t\t0\t0\t5", "规章\t0\t0\t\t5"])
    def test_two_tabs_may_push_a_number_to_its_place(self, first):
        (grid,) = page(self.HEAD, first, "行政规范性文件\t2\t1\t9").blocks
        assert texts(grid)[1] == ["规章", "0", "0", "5"]

    def test_rows_of_unequal_fields_prove_nothing(self):
        (grid,) = page(self.HEAD, "规章\t\t0\t5", "行政规范性文件\t2\t\t1\t9").blocks
        assert texts(grid)[1:] == [["规章", "0", "5"], ["行政规范性文件", "2", "1", "9"]]

    def test_elsewhere_a_tab_is_a_space(self):
        assert page("\t全年\t行政许可 12 件。\t", "\t某镇人民政府").lines == ("全年 行政许可 12 件。", "某镇人民政府")


def test_a_row_without_any_number_does_not_take_the_next_one_s():
    lines = printed()
    row = next(cells for cells in lines if "2.重复申请" in cells)
    del row[1:]
    cells = read_text(typed(lines, "\n")).cells
    assert {cells[ref] for ref in cells if ref.startswith("T3:refused.repeat:")} <= {BLANK, UNREADABLE}
    assert cells["T3:refused.publication:total"] == SOUND.cells["T3:refused.publication:total"]


def test_a_label_of_the_office_s_own_takes_its_numbers_with_it():
    lines = printed()
    at = next(n for n, cells in enumerate(lines) if cells[0] == "行政规范性文件")
    lines.insert(at + 1, ["其他主动公开文件", "8", "1", "7"])
    for sign in (" ", "\n"):
        report = read_text(typed(lines, sign))
        assert report.cells == SOUND.cells
        assert codes(report) == ["row-unknown"]


def test_a_cell_comes_from_the_line_it_is_printed_in():
    report = read_text(typed(printed(), " "))
    source = report.sources["T3:carried_in:business"]
    assert (source.table, source.row, source.column) == (2, 5, 3)
    assert source.words == SOUND.cells["T3:carried_in:business"].text


def test_blocks_are_tables_of_two_rows_or_more():
    (grid,) = page("信息内容 本年处理决定数量", "行政许可 12").blocks
    assert texts(grid) == [["信息内容", "本年处理决定数量"], ["行政许可", "12"]]
    assert grid.rows[1][1].origin == (1, 1)


def test_a_heading_between_two_tables_parts_them():
    blocks = page(
        "信息内容 本年处理决定数量", "行政许可 12", "三、申请情况", "信息内容 本年处理决定数量", "行政处罚 5"
    ).blocks
    assert [type(block) for block in blocks] == [Grid, Line, Grid]


@pytest.mark.parametrize(
    "lines",
    [
        ("行政许可 12", "行政处罚 5"),
        ("信息内容 本年处理决定数量", "行政许可"),
        ("全年行政许可 12 件。", "信息内容 本年处理决定数量。"),
        ("首页 | 政务公开 | 年报", "总计 | 其他"),
        ("总计 12", "联系电话 0375"),
        (f"信息内容,本年处理决定数量,行政许可,{'1' * 200_000}",),
        (" ".join(["信息内容", "本年处理决定数量", "行政许可", *["1"] * 1000]),),
    ],
)
def test_lines_that_are_no_table_stay_lines(lines):
    assert page(*lines).lines == lines


def test_prose_with_figures_stays_prose():
    text = render(SOUND, ".txt").decode().replace("概况", "行政许可 12 件，行政处罚 5 件")
    assert isinstance(read_text(text), Report)
    assert read_text(text).cells == SOUND.cells
