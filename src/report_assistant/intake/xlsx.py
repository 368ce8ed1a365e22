"""Workbooks: figures bound by the addresses that our own sheet carries, else by their labels; a report's page.

Our sheet keeps addresses in hidden lines: ``T3:*:natural`` above a column, ``T3:new:*`` beside a row. Where
a workbook carries none, its sheets are lines and grids like any other document's and its labels decide.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from report_assistant.errors import NoReport
from report_assistant.intake.grids import is_label
from report_assistant.intake.page import Block, Grid, GridCell, Line, Page, cell_text
from report_assistant.intake.value import Formula, printed
from report_assistant.intake.workbook import Area, Box, Sheet, read_sheets
from report_assistant.official import Form

_MARK = re.compile(r"(T\d):(\*|[\w.]+):(\*|[\w.]+)")
_ENTRY_SHEET = re.compile(r"年度报告数据填报表\s*$")

_UNIT = re.compile(r"[（(]单位[：:][^（）()]*[）)]$")  # beside a heading; no part of it
_QUOTED = 20

Rows = dict[int, dict[int, GridCell]]  # by the numbers of row and column in the sheet


@dataclass(frozen=True, slots=True)
class Figures:
    """What stood at the addresses, in the sheet's order; or, where there are none, the sheets as grids.

    `lines`: what stands above and below them.
    """

    written: tuple[tuple[str, Any], ...]
    grids: tuple[Grid, ...]
    lines: tuple[str, ...]


def read_workbook(content: bytes, name: str, form: Form) -> Figures:
    """The figures in a workbook's bytes; `name` is told in messages.

    A formula's saved result is read; a total's is not, it is computed anew from its parts.
    Raises: UnusableInput where the bytes are no sound workbook.
    """
    sheets = read_sheets(content, name)
    written = tuple(pair for sheet in sheets for pair in _addressed(sheet, form))
    page = _page(sheets)
    return Figures(written, () if written else page.grids, page.lines)


def read_xlsx(content: bytes, name: str) -> Page:
    """The page in a workbook: the sheets one below the other, without what is hidden in them.

    Raises: UnusableInput where the bytes are no sound workbook, or are the sheet for this year's figures.
    """
    page = _page(read_sheets(content, name))
    if any(_ENTRY_SHEET.search(line) for line in page.lines):
        # Taken for a report, its empty boxes would be last year's figures.
        remedy = "请把它作为本年数据导入；要导入报告，请用 Word、网页或 PDF 原件"
        raise NoReport("这是数据填报表，不是年度报告", where=name, remedy=remedy)
    return page


def _addressed(sheet: Sheet, form: Form) -> Iterator[tuple[str, Any]]:
    above: dict[int, Sequence[str]] = {}
    for row in sheet.rows.values():
        marks = {column: found.groups() for column, box in row.items() if (found := _mark(box))}
        columns = {column: mark for column, mark in marks.items() if mark[2] != "*"}
        beside = [mark for mark in marks.values() if mark[2] == "*"]
        if columns:
            above = dict(columns)
        for column, mark in above.items() if beside else ():
            address = ":".join(own if own != "*" else other for own, other in zip(beside[0], mark, strict=True))
            box = row.get(column, Box(None))
            computed = address in form.cells and form.cells[address].computed
            yield address, None if computed and box.formula else _value(box)


def _mark(box: Box) -> re.Match[str] | None:
    return _MARK.fullmatch(box.shown.strip()) if isinstance(box.shown, str) else None


def _value(box: Box) -> Any:
    return Formula(box.formula) if box.formula and box.shown is None else box.shown


def _page(sheets: Sequence[Sheet]) -> Page:
    blocks: list[Block] = []
    unread = []
    for sheet in sheets:
        if not sheet.hidden:
            blocks += _blocks(sheet)
        if sheet.hidden and sheet.rows:
            unread.append(f"隐藏的工作表“{sheet.name}”未读入；如有需要的内容，请取消隐藏后再导入")
        elif _hides(sheet):
            unread.append(f"工作表“{sheet.name}”里隐藏的行或列未读入；如有需要的内容，请取消隐藏后再导入")
    return Page(tuple(blocks), unread=tuple(unread))


def _hides(sheet: Sheet) -> bool:
    """Whether something is hidden in a sheet that is not an address of ours."""
    return any(
        not _mark(box)
        for number, row in sheet.rows.items()
        for column, box in row.items()
        if number in sheet.hidden_rows or column in sheet.hidden_columns
    )


def _blocks(sheet: Sheet) -> Iterator[Block]:
    """Lines and grids: rows of several boxes are a grid's, a box alone in its row is a line.

    A box alone stays in the grid where it reaches down beside others, or where the form prints its words in
    a table: a row whose figures are blank, or a heading over the whole width. An empty row ends a grid.
    """
    laid = _laid(sheet)
    beside_others = {cell for row in laid.values() if len(filled := _filled(row)) > 1 for cell in filled}
    rows: list[int] = []
    told: set[GridCell] = set()
    for number in range(1, max(laid, default=0) + 1):
        filled = _filled(laid.get(number, {}))
        if filled and (len(filled) > 1 or filled & beside_others or is_label(next(iter(filled)).text)):
            rows.append(number)
        elif number not in sheet.hidden_rows:
            yield from _grid(laid, rows, sheet)
            rows = []
            yield from (line for cell in filled - told for line in _lines(cell.text))
            told |= filled
    yield from _grid(laid, rows, sheet)


def _laid(sheet: Sheet) -> Rows:
    """What is seen of a sheet: a merged area's words at each of its places, nothing in hidden rows and columns."""
    corners = {(area.top, area.left): area for area in sheet.areas}
    laid: Rows = {}
    for top, row in sheet.rows.items():
        for left, box in row.items():
            area = corners.get((top, left)) or Area(top, left, top, left)
            cell = GridCell(_words(box), top - 1, left - 1, area.bottom - top + 1, area.right - left + 1)
            for number, column in product(range(top, area.bottom + 1), range(left, area.right + 1)):
                if number not in sheet.hidden_rows and column not in sheet.hidden_columns:
                    laid.setdefault(number, {})[column] = cell
    return laid


def _words(box: Box) -> str:
    if box.formula and box.shown is None:
        return f"{box.formula[:_QUOTED]}（公式没有保存结果，请打开后保存一次）"
    return printed(box.shown).strip()


def _filled(row: Mapping[int, GridCell]) -> set[GridCell]:
    return {cell for cell in row.values() if cell.text}


def _lines(text: str) -> Iterator[Line]:
    yield from (Line(words) for line in text.splitlines() if (words := _UNIT.sub("", " ".join(line.split()))))


def _grid(laid: Rows, rows: Sequence[int], sheet: Sheet) -> Iterator[Block]:
    """The grid of these rows, as wide as what is filled in them; a single row is a line, such as a signature's."""
    filled = {column: cell for row in rows for column, cell in laid[row].items() if cell.text}
    if len(rows) == 1:
        words = dict.fromkeys(laid[rows[0]][column].text for column in sorted(filled))
        yield from _lines(" ".join(" ".join(words).split()))
    elif rows:
        columns = [c for c in range(min(filled), max(filled) + 1) if c not in sheet.hidden_columns]
        yield Grid(_numbered([[_at(laid, row, column) for column in columns] for row in rows]), f"工作表“{sheet.name}”")


def _at(laid: Rows, row: int, column: int) -> GridCell:
    return laid[row].get(column) or GridCell("", row - 1, column - 1)


def _numbered(rows: Sequence[Sequence[GridCell]]) -> tuple[tuple[GridCell, ...], ...]:
    """The cells numbered within their grid, each reaching over the places that are left of it there."""
    places: dict[GridCell, list[tuple[int, int]]] = {}
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            places.setdefault(cell, []).append((y, x))
    numbered = {
        cell: GridCell(
            cell_text(" ".join(line.split()) for line in cell.text.splitlines()),
            *taken[0],
            len({y for y, _ in taken}),
            len({x for _, x in taken}),
            printed_at=(cell.row, cell.column),
        )
        for cell, taken in places.items()
    }
    return tuple(tuple(numbered[cell] for cell in row) for row in rows)
