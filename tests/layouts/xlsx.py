"""Workbooks: all on one sheet or a sheet a table, prose in merged cells, hidden rows, figures as text, formulas."""

import io
import re
import zipfile
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from layouts.paper import Box, Line, Paper, Table

_WIDTH = 10
_HELPER = 18  # right of the widest table, one column between
_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)><f>([^<]*)</f><v\s*/?>(?:</v>)?</c>')


@dataclass(frozen=True, slots=True)
class Look:
    """How the workbook is made. `formulas`: "" for none, saved or unsaved results of the 总计 of rows."""

    sheet_a_table: bool = False
    as_text: bool = False
    formulas: str = ""
    hidden_zero_rows: bool = False
    helper_column: bool = False
    merged_prose: bool = True


def write(paper: Paper, look: Look = Look()) -> bytes:
    """The workbook's bytes."""
    book = Workbook()
    results: dict[tuple[str, str], int] = {}
    sheet, row = book.worksheets[0], 1
    sheet.title = "年度报告"
    for block in paper.blocks:
        if isinstance(block, Line):
            row = _line(sheet, row, block.text, look)
        elif look.sheet_a_table:
            own = book.create_sheet({"T2": "表二", "T3": "表三", "T4": "表四"}.get(block.id, "附表"))
            _draw(own, 1, block, look, results)
        else:
            row = _draw(sheet, row, block, look, results) + 1
    if look.sheet_a_table:
        sheet.title = "正文"
    packed = io.BytesIO()
    book.save(packed)
    return with_results(packed.getvalue(), book, results) if look.formulas == "saved" else packed.getvalue()


def _line(sheet: Worksheet, row: int, text: str, look: Look) -> int:
    sheet.cell(row, 1, text).alignment = Alignment(wrap_text=True)
    if look.merged_prose:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=_WIDTH)
    return row + 1


def _draw(sheet: Worksheet, top: int, table: Table, look: Look, results: dict[tuple[str, str], int]) -> int:
    for box in table.boxes:
        cell = sheet.cell(top + box.row, 1 + box.column)
        formula = _formula(box, top, table) if look.formulas and box.ref.endswith(":total") else ""
        if formula:
            cell.value = formula
            results[sheet.title, cell.coordinate] = int(box.value or 0)
        else:
            cell.value = box.text if look.as_text else _number(box.text) if box.role == "value" else box.text or None
        if box.rows > 1 or box.columns > 1:
            sheet.merge_cells(f"{cell.coordinate}:{get_column_letter(box.right)}{top + box.bottom - 1}")
    _hide(sheet, top, table, look)
    return top + table.height


def _hide(sheet: Worksheet, top: int, table: Table, look: Look) -> None:
    for number, line in enumerate(table.lines()):
        values = [box.value for box in line if box.role == "value"]
        if look.hidden_zero_rows and values and not any(values):
            sheet.row_dimensions[top + number].hidden = True
    if look.helper_column:
        for number in range(table.height):
            sheet.cell(top + number, _HELPER, 7 * number)
        sheet.column_dimensions[get_column_letter(_HELPER)].hidden = True


def _formula(box: Box, top: int, table: Table) -> str:
    """The sum of the figures left of a 总计 in its row and group."""
    parts = [b for b in table.boxes if b.ref.rpartition(":")[0] == box.ref.rpartition(":")[0] and b.ref != box.ref]
    first, last = min(b.column for b in parts), max(b.column for b in parts)
    row = top + box.row
    return f"=SUM({get_column_letter(first + 1)}{row}:{get_column_letter(last + 1)}{row})"


def _number(text: str) -> int | float | str | None:
    try:
        number = Decimal(text.replace(",", "")) if text.isascii() else None
    except InvalidOperation:
        number = None
    if number is None:
        return text or None
    return int(number) if number == int(number) else float(number)


def with_results(packed: bytes, book: Workbook, results: dict[tuple[str, str], int]) -> bytes:
    """The workbook as Excel saves it, each formula with its result; openpyxl leaves them out."""
    written = io.BytesIO()
    names = {f"xl/worksheets/sheet{n}.xml": sheet.title for n, sheet in enumerate(book.worksheets, start=1)}
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name in names:
                part = _filled(part.decode(), names[name], results).encode()
            new.writestr(name, part)
    return written.getvalue()


def _filled(sheet: str, title: str, results: dict[tuple[str, str], int]) -> str:
    return _FORMULA.sub(
        lambda found: f'<c r="{found[1]}"{found[2]}><f>{found[3]}</f><v>{results[title, found[1]]}</v></c>', sheet
    )
