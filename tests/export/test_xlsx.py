"""Workbooks: the official shape, addresses that bind every cell, and no text that computes."""

import io

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from consistent import FORM, random_report, sound_prior, sound_report
from report_assistant.export import render
from report_assistant.export.xlsx import figures_sheet
from report_assistant.intake.entry import read_figures
from report_assistant.official import load_form
from report_assistant.report import BLANK, DASH, Cell, Organ, Reading, Report


def _book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def _places(sheet: Worksheet) -> dict[str, str]:
    """Where each cell of the form stands, found by the printed labels alone."""
    found = {}
    for ref, cell in FORM.cells.items():
        if not ref.startswith("T3"):
            continue
        row = next(c.row for line in sheet.iter_rows() for c in line if c.value == cell.row.label)
        heads = [c for line in sheet.iter_rows(max_row=6) for c in line if c.value == cell.column.label]
        found[ref] = f"{heads[0].column_letter}{row}"
    return found


@pytest.mark.parametrize("seed", range(3))
def test_an_exported_workbook_reads_back_as_the_same_figures(tmp_path, seed):
    report = random_report(seed).with_cells({"T2:fees:amount": DASH, "T4:review:upheld": BLANK})
    path = tmp_path / "报告.xlsx"
    path.write_bytes(render(report, ".xlsx"))
    entry = read_figures(path, FORM)
    assert dict(entry.cells) == dict(report.cells)
    assert entry.remarks == ()


def test_figures_stand_under_the_printed_labels():
    report = random_report(5)
    sheet = _book(render(report, ".xlsx"))["表三"]
    assert {ref: sheet[place].value for ref, place in _places(sheet).items()} == {
        ref: cell.value for ref, cell in report.cells.items() if ref.startswith("T3")
    }


def test_sheets_have_the_official_merges_and_hidden_addresses():
    book = _book(render(sound_report(), ".xlsx"))
    assert book.sheetnames == ["表二", "表三", "表四", "汇总"]
    sheet = book["表三"]
    assert {"B3:D5", "E3:K3", "F4:J4"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert sheet.column_dimensions["A"].hidden
    marked = [row[0].row for row in sheet.iter_rows() if row[4].value == "T3:*:natural"]
    assert [sheet.row_dimensions[row].hidden for row in marked] == [True]


def test_the_roll_up_is_one_line_under_all_addresses():
    report = sound_report()
    sheet = _book(render(report, ".xlsx"))["汇总"]
    addresses, words, values = sheet.iter_rows(values_only=True)
    assert addresses == ("organ", "year", *report.form.cells)
    assert words[2] == "表二“规章”的“本年制发件数”"
    assert values == (report.organ.name, 2025, *(cell.value for cell in report.cells.values()))


@pytest.mark.parametrize("name", ["=1+1", "+组织", "-组织", "@组织", "=cmd|' /C calc'!A0"])
def test_no_text_starts_a_formula(name):
    report = Report(Organ(name), 2025, cells=sound_report().cells)
    for content in (render(report, ".xlsx"), figures_sheet(FORM, name, 2026)):
        texts = [c for sheet in _book(content) for row in sheet.iter_rows() for c in row if name in str(c.value)]
        assert texts
        assert {(c.data_type, c.quotePrefix) for c in texts} == {("s", True)}
    computed = [c for sheet in _book(render(report, ".xlsx")) for row in sheet for c in row if c.data_type == "f"]
    assert computed == []


def test_a_draft_is_marked_on_every_sheet():
    book = _book(render(sound_report(), ".xlsx", True))
    assert all(any("草稿" in str(cell.value) for row in sheet.iter_rows() for cell in row) for sheet in book)


def test_the_blank_sheet_holds_no_figure_and_reads_as_blank(tmp_path):
    path = tmp_path / "填报表.xlsx"
    path.write_bytes(figures_sheet(FORM, "样例局", 2026))
    entry = read_figures(path, FORM)
    assert list(entry.cells) == list(FORM.cells)
    assert set(entry.cells.values()) == {BLANK}
    assert entry.remarks == ()
    assert _book(path.read_bytes())["表二"]["B1"].value == "样例局2026年政府信息公开工作年度报告数据填报表"


def test_totals_are_formulas_and_only_entries_are_unlocked():
    sheet = _book(figures_sheet(FORM))["表三"]
    assert sheet.protection.sheet
    for ref, place in _places(sheet).items():
        computed = FORM.cells[ref].computed
        assert (sheet[place].data_type == "f") is computed, ref
        assert sheet[place].protection.locked is computed, ref
    places = _places(sheet)
    row, column = places["T3:new:natural"][1:], places["T3:granted:natural"][0]
    assert sheet[places["T3:new:total"]].value == f'=IF(COUNT(E{row}:J{row})=6,SUM(E{row}:J{row}),"")'
    first, last = places["T3:granted:natural"], places["T3:other.other:natural"]
    assert sheet[places["T3:total:natural"]].value == f'=IF(COUNT({first}:{last})=21,SUM({first}:{last}),"")'
    assert column == "E"


def test_entries_admit_whole_numbers_and_the_fee_decimals():
    book = _book(figures_sheet(FORM))
    admitted = {}
    for sheet in book:
        for check in sheet.data_validations.dataValidation:
            assert (check.operator, check.formula1, check.showErrorMessage) == ("greaterThanOrEqual", "0", True)
            admitted[check.type] = admitted.get(check.type, 0) + sum(
                area.size["rows"] * area.size["columns"] for area in check.sqref.ranges
            )
    assert admitted == {"whole": 165, "decimal": 1}


def test_last_years_figure_is_told_on_entry():
    sheet = _book(figures_sheet(FORM, "样例局", 2025, sound_prior()))["表三"]
    place = _places(sheet)["T3:new:natural"]
    (check,) = [c for c in sheet.data_validations.dataValidation if place in c.sqref]
    assert (check.promptTitle, check.prompt) == ("上年", "2024年报告为 7 件")


def test_a_prior_report_on_the_older_form_is_told_as_merged():
    older = load_form("2019")
    cells = dict.fromkeys(older.cells, Cell(Reading.GIVEN, 3))
    prior = Report(Organ("样例局"), 2020, older.id, cells=cells)
    sheet = _book(figures_sheet(FORM, "样例局", 2021, prior))["表三"]
    places = _places(sheet)
    prompts = {
        ref: check.prompt
        for check in sheet.data_validations.dataValidation
        for ref in places
        if places[ref] in check.sqref
    }
    assert prompts["T3:new:natural"] == "2020年报告为 3 件"
    assert prompts["T3:other.unpaid:natural"] == "2020年报告为 3 件（旧格式合并计算）"


def test_the_2019_form_is_drawn_from_its_own_data(tmp_path):
    form = load_form("2019")
    path = tmp_path / "旧.xlsx"
    path.write_bytes(figures_sheet(form, "样例局", 2020))
    assert list(read_figures(path, form).cells) == list(form.cells)
