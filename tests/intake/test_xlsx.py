"""A report in a workbook: prose and tables told apart by structure, hidden sheets told, formulas by their results."""

import io
from datetime import date

import openpyxl
import pytest

from consistent import FORM, random_report, sound_report
from intake.written import codes
from report_assistant.errors import UnusableInput
from report_assistant.export import render
from report_assistant.export.xlsx import figures_sheet
from report_assistant.intake import read_bytes
from report_assistant.intake.page import Line
from report_assistant.intake.workbook import read_sheets
from report_assistant.intake.xlsx import read_xlsx
from report_assistant.report import BLANK, UNREADABLE, given

NAMES = {table.id: table.name for table in FORM.tables}
TITLE = "甲县某镇人民政府2025年政府信息公开工作年度报告"


def saved(book) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def sheet_of(*rows, merge=(), title="表"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    for area in merge:
        book.active.merge_cells(area)
    return book


def blocks(book) -> list[object]:
    page = read_xlsx(saved(book), "a.xlsx")
    return [b.text if isinstance(b, Line) else [[cell.text for cell in row] for row in b.rows] for b in page.blocks]


def one_sheet(report) -> openpyxl.Workbook:
    """A whole report on one sheet, as offices keep it: prose in merged areas, tables between."""
    book = openpyxl.load_workbook(io.BytesIO(render(report, ".xlsx")))
    whole = book.create_sheet("年报", 0)
    whole.append([report.title])
    at = 2
    for section in FORM.sections:
        for text in (section.heading, *(p.text for p in report.sections.get(str(section.number), ()))):
            whole.cell(at, 1, text)
            whole.merge_cells(start_row=at, end_row=at, start_column=1, end_column=11)
            at += 1
        if section.table is not None:
            at = copied(book[NAMES[section.table]], whole, at)
    for name in (*NAMES.values(), "汇总"):
        del book[name]
    return book


def copied(source, target, at: int) -> int:
    """The visible part of one of our sheets below its two lines of title."""
    below = [n for n in range(3, source.max_row + 1) if not source.row_dimensions[n].hidden]
    first = {n: at + k for k, n in enumerate(below)}
    for n in below:
        for column in range(2, source.max_column + 1):
            cell = source.cell(n, column)
            if not isinstance(cell, openpyxl.cell.cell.MergedCell):
                target.cell(first[n], column - 1, cell.value)
    for area in source.merged_cells.ranges:
        rows = [first[n] for n in range(area.min_row, area.max_row + 1) if n in first]
        if rows:
            target.merge_cells(
                start_row=rows[0], end_row=rows[-1], start_column=area.min_col - 1, end_column=area.max_col - 1
            )
    return at + len(below)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_report_on_one_sheet_is_read_whole(seed):
    report = random_report(seed)
    again = read_bytes(saved(one_sheet(report)), "报告.xlsx")
    assert (again.cells, again.title) == (report.cells, report.title)
    assert {n: [p.text for p in ps] for n, ps in again.sections.items()} == {
        n: [p.text for p in ps] for n, ps in report.sections.items()
    }
    assert codes(again) == []


def test_our_own_workbook_is_a_report_without_prose():
    again = read_bytes(render(sound_report(), ".xlsx"), "年报 表.xlsx")
    assert (again.cells, again.title) == (sound_report().cells, sound_report().title)
    assert {remark.place for remark in again.remarks if remark.code == "heading-missing"} == {"1", "5", "6"}


def test_a_table_tells_the_sheet_and_the_place_on_it():
    page = read_xlsx(render(sound_report(), ".xlsx"), "a.xlsx")
    assert page.grids[0].leaf == "工作表“表二”"
    source = read_bytes(render(sound_report(), ".xlsx"), "a.xlsx").sources["T2:regulations:issued"]
    sheet = openpyxl.load_workbook(io.BytesIO(render(sound_report(), ".xlsx")))["表二"]
    assert sheet.cell(source.row, source.column).value == sound_report().value("T2:regulations:issued")


@pytest.mark.parametrize("year", [2025, None])
def test_the_sheet_for_this_years_figures_is_no_report(year):
    with pytest.raises(UnusableInput, match=r"^填报\.xlsx：这是数据填报表，不是年度报告。"):
        read_bytes(figures_sheet(FORM, "甲局", year), "填报.xlsx")


def test_a_workbook_about_something_else_is_no_report():
    with pytest.raises(UnusableInput, match="不是政府信息公开工作年度报告"):
        read_bytes(saved(sheet_of(["姓名", "电话"], ["甲", 1])), "通讯录.xlsx")


def test_lines_stand_alone_in_their_row_and_tables_do_not():
    book = sheet_of(
        [TITLE],
        ["一、总体情况"],
        ["公开12条。\n答复3件。"],
        [],
        ["信息内容", "本年制发件数", "备注"],
        ["规章", 0, "无"],
        ["行政规范性文件"],
        ["二、别的"],
        ["某镇人民政府", "2026年1月8日"],
    )
    assert blocks(book) == [
        TITLE,
        "一、总体情况",
        "公开12条。",
        "答复3件。",
        [["信息内容", "本年制发件数", "备注"], ["规章", "0", "无"], ["行政规范性文件", "", ""]],
        "二、别的",
        "某镇人民政府 2026年1月8日",
    ]


def test_a_text_merged_over_many_rows_is_one_line_and_a_label_reaching_down_is_a_cell():
    book = sheet_of(["长文", None], [], [], ["（三）不予公开", "甲", 1], [None, "乙", 2], merge=["A1:C3", "A4:A5"])
    assert blocks(book) == ["长文", [["（三）不予公开", "甲", "1"], ["（三）不予公开", "乙", "2"]]]


def test_an_empty_row_ends_a_table_and_a_hidden_one_does_not():
    book = sheet_of(["a", "b"], ["藏", "x"], ["c", "d"], [], ["e", "f"], ["g", "h"])
    book.active.row_dimensions[2].hidden = True
    assert blocks(book) == [[["a", "b"], ["c", "d"]], [["e", "f"], ["g", "h"]]]


def told(book) -> list[str]:
    return list(read_xlsx(saved(book), "a.xlsx").unread)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_told_and_not_read(state):
    book = sheet_of(["公开的"])
    book.create_sheet("去年").append(["藏着的"])
    book["去年"].sheet_state = state
    assert blocks(book) == ["公开的"]
    assert ["隐藏的工作表“去年”未读入" in words for words in told(book)] == [True]


def test_hidden_columns_are_told_and_not_read():
    book = sheet_of(["a", "藏", "b"], ["c", "x", "d"])
    book.active.column_dimensions["B"].hidden = True
    assert blocks(book) == [[["a", "b"], ["c", "d"]]]
    assert ["隐藏的行或列未读入" in words for words in told(book)] == [True]


def test_addresses_of_our_own_sheets_are_hidden_without_a_word():
    assert read_xlsx(render(sound_report(), ".xlsx"), "a.xlsx").unread == ()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (12, "12"),
        (0.1 + 0.2, "0.3"),
        (12.0, "12"),
        ("１２", "１２"),
        (date(2026, 1, 8), "2026年1月8日"),
        (True, "TRUE"),
        ("=1+1", "=1+1（公式没有保存结果，请打开后保存一次）"),
        (" 多 空\n格 ", "多 空 格"),
    ],
)
def test_a_box_is_read_as_it_is_shown(written, shown):
    assert blocks(sheet_of(["甲", written], ["乙", 0])) == [[["甲", shown], ["乙", "0"]]]


def test_a_formula_is_read_by_its_result_and_is_unreadable_without_one():
    report = sound_report()
    book = one_sheet(report)
    cell = next(c for line in book["年报"].iter_rows() for c in line if c.value == "规章").offset(0, 1)
    cell.value = "=3+4"
    without = read_bytes(saved(book), "报告.xlsx")
    assert without.cells["T2:regulations:issued"] == UNREADABLE
    assert any("=3+4（公式没有保存结果" in remark.message for remark in without.remarks)
    cell.value = 4711
    content = saved(book)
    assert read_bytes(content, "报告.xlsx").cells["T2:regulations:issued"] == given(4711)
    assert read_bytes(with_formula(content, "4711"), "报告.xlsx").cells["T2:regulations:issued"] == given(4711)


def with_formula(content: bytes, result: str) -> bytes:
    """The workbook whose number `result` is the saved result of a formula."""
    import zipfile

    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(f"<v>{result}</v>".encode(), f"<f>A1+1</f><v>{result}</v>".encode()))
    assert any(
        box.formula
        for sheet in read_sheets(changed.getvalue(), "a.xlsx")
        for row in sheet.rows.values()
        for box in row.values()
    )
    return changed.getvalue()


def test_blanks_stay_blank():
    report = sound_report().with_cells({ref: BLANK for ref in FORM.cells if ref.startswith("T3:denied")})
    assert read_bytes(saved(one_sheet(report)), "报告.xlsx").cells == report.cells


def test_a_column_styled_to_its_end_is_read_to_the_end_of_what_it_holds():
    book = sheet_of(["a", "b"], ["c", "d"])
    for number in range(3, 30_000):
        book.active.cell(number, 1).number_format = "0"
    book.active.cell(29_999, 1, "远")
    assert blocks(book) == [[["a", "b"], ["c", "d"]]]


def test_merged_areas_that_overlap_beyond_reason_are_refused():
    book = sheet_of(["a", "b"])
    content = saved(book)
    areas = "".join(f'<mergeCell ref="A{n}:GR2000"/>' for n in range(1, 9))
    import zipfile

    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            part = source.read(name).replace(b"</sheetData>", f"</sheetData><mergeCells>{areas}</mergeCells>".encode())
            target.writestr(name, part)
    with pytest.raises(UnusableInput, match="异常庞大"):
        read_xlsx(changed.getvalue(), "a.xlsx")
