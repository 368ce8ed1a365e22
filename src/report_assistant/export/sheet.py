"""A statutory table drawn on a worksheet in its official shape.

Hidden lines carry the addresses by which `intake.xlsx` binds each cell again, wherever the table is moved:
``T3:*:natural`` above the columns, ``T3:new:*`` beside the rows.
"""

from collections.abc import Iterator, Sequence
from typing import cast

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from report_assistant.export.printed import printable
from report_assistant.export.shape import Shape, Slot

_THIN = Side(style="thin", color="000000")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_FONT, _TITLE_FONT = Font(name="宋体", size=10.5), Font(name="黑体", size=14)
_HEAD_FILL = PatternFill("solid", fgColor="F2F2F2")
_LABEL_LINE = 20  # characters in the widest label column
_FIRST_COLUMN = 2  # the first one is hidden and holds the rows' addresses


def put_text(cell: Cell, text: str) -> None:
    """Write a text that stays one: = + - @ at its head never start a formula."""
    cell.value = printable(text)
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@")


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that can be written; the covered part of a merged one cannot."""
    return cast(Cell, sheet.cell(row, column))


def draw(sheet: Worksheet, shape: Shape, lines: Sequence[str]) -> dict[str, Cell]:
    """Draw the table under `lines` of title and explanation; the cells by their addresses, still empty."""
    for number, text in enumerate(lines, start=1):
        title = cell_at(sheet, number, _FIRST_COLUMN)
        put_text(title, text)
        title.font, title.alignment = (_TITLE_FONT if number == 1 else _FONT), _CENTRE
        sheet.merge_cells(start_row=number, end_row=number, start_column=2, end_column=shape.width + 1)
    rows = _rows(sheet, shape, len(lines) + 1)
    drawn = {}
    for slot in shape.slots:
        corner = _draw_slot(sheet, slot, rows)
        if slot.ref:
            drawn[slot.ref] = corner
    _set_page(sheet, shape, min(cell.row for cell in drawn.values()))
    return drawn


def _rows(sheet: Worksheet, shape: Shape, first: int) -> list[int]:
    """The sheet's row for each line of the shape; above numbers under new columns a hidden row goes in."""
    rows: list[int] = []
    above: dict[int, str] = {}
    for number, line in enumerate(shape.lines()):
        values = [slot for slot in line if slot.role == "value"]
        beside, columns = _addresses(shape, values)
        if columns and columns != above:
            for column, address in columns.items():
                put_text(cell_at(sheet, first, column + _FIRST_COLUMN), address)
            sheet.row_dimensions[first].hidden = True
            first, above = first + 1, columns
        if beside:
            put_text(cell_at(sheet, first, 1), beside)
        wraps = any(len(slot.text) > _LABEL_LINE for slot in line if slot.row == number)
        sheet.row_dimensions[first].height = 32 if wraps else 22
        rows.append(first)
        first += 1
    return rows


def _addresses(shape: Shape, values: Sequence[Slot]) -> tuple[str, dict[int, str]]:
    """What stands beside a row and above each of its numbers; a row of several groups spells them out."""
    if not values:
        return "", {}
    table = shape.table.id
    row_keys = {slot.ref.split(":")[1] for slot in values}
    if len(row_keys) > 1:
        return f"{table}:*:*", {slot.column: slot.ref for slot in values}
    columns = {slot.column: f"{table}:*:{slot.ref.split(':')[2]}" for slot in values}
    return f"{table}:{row_keys.pop()}:*", columns


def _draw_slot(sheet: Worksheet, slot: Slot, rows: Sequence[int]) -> Cell:
    top, bottom = rows[slot.row], rows[slot.row + slot.rows - 1]
    left = slot.column + _FIRST_COLUMN
    right = left + slot.columns - 1
    for row, column in _places(top, bottom, left, right):
        sheet.cell(row, column).border = _BOX
    corner = cell_at(sheet, top, left)
    if slot.text:
        put_text(corner, slot.text)
    corner.font = _FONT
    corner.alignment = _LEFT if slot.role == "label" and slot.rows == 1 else _CENTRE
    if slot.role != "value":
        corner.fill = _HEAD_FILL
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)
    return corner


def _places(top: int, bottom: int, left: int, right: int) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _set_page(sheet: Worksheet, shape: Shape, first_number_row: int) -> None:
    sheet.column_dimensions["A"].hidden = True
    for column in range(shape.width):
        letter = get_column_letter(column + _FIRST_COLUMN)
        innermost = column == shape.label_columns - 1 and shape.label_columns > 1
        sheet.column_dimensions[letter].width = 44 if innermost else 20 if shape.label_columns == 1 else 10
    sheet.freeze_panes = f"{get_column_letter(shape.label_columns + _FIRST_COLUMN)}{first_number_row}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if shape.width > shape.height else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
