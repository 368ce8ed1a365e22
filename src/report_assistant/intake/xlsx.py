"""A workbook of figures: cells bound by the addresses that our own sheet carries, else by their labels.

Our sheet keeps addresses in hidden lines: ``T3:*:natural`` above a column, ``T3:new:*`` beside a row. Where
a line carries none, the sheet is a grid like any other and its labels decide.
"""

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from report_assistant.errors import UnusableInput
from report_assistant.intake.files import DAMAGED, open_archive
from report_assistant.intake.page import Grid, GridCell
from report_assistant.intake.value import Formula, printed
from report_assistant.official import Form

_MARK = re.compile(r"(T\d):(\*|[\w.]+):(\*|[\w.]+)")
_BROKEN = (
    *(*DAMAGED, InvalidFileException, ParseError),
    *(KeyError, TypeError, IndexError, AttributeError),  # what openpyxl meets in a broken part
)
_SAVE_AGAIN = "请用 Excel 或 WPS 打开后另存为 .xlsx 再试"
_MOST_ROWS, _MOST_COLUMNS = 1000, 100  # statutory tables are far smaller; styled empty columns reach a million rows


@dataclass(frozen=True, slots=True)
class Figures:
    """What stood at the addresses, in the sheet's order; or, where there are none, the sheets as grids."""

    written: tuple[tuple[str, Any], ...]
    grids: tuple[Grid, ...]


def read_workbook(content: bytes, name: str, form: Form) -> Figures:
    """The figures in a workbook's bytes; `name` is told in messages.

    A formula's saved result is read; a total's is not, it is computed anew from its parts.
    Raises: UnusableInput where the bytes are no sound workbook.
    """
    open_archive(content, name)
    formulas, results = _open(content, name, data_only=False), _open(content, name, data_only=True)
    written: list[tuple[str, Any]] = []
    grids = []
    for sheet, saved in zip(formulas.worksheets, results.worksheets, strict=True):
        written += _addressed(sheet, saved, form)
        grids.append(_grid(sheet, saved))
    return Figures(tuple(written), () if written else tuple(grids))


def _open(content: bytes, name: str, *, data_only: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of decoration it does not keep
            return load_workbook(io.BytesIO(content), data_only=data_only, keep_links=False)
    except _BROKEN as error:
        raise UnusableInput("工作簿已损坏，读不出来", where=name, remedy=_SAVE_AGAIN) from error


def _addressed(sheet: Worksheet, saved: Worksheet, form: Form) -> Iterator[tuple[str, Any]]:
    above: dict[int, list[str]] = {}
    for number, row in enumerate(_rows(sheet), start=1):
        marks = {column: found.groups() for column, value in row.items() if (found := _mark(value))}
        columns = {column: list(mark) for column, mark in marks.items() if mark[2] != "*"}
        beside = [mark for mark in marks.values() if mark[2] == "*"]
        if columns:
            above = columns
        for column, mark in above.items() if beside else ():
            address = ":".join(own if own != "*" else other for own, other in zip(beside[0], mark, strict=True))
            computed = address in form.cells and form.cells[address].computed
            yield address, _value(sheet, saved, (number, column), computed)


def _mark(value: Any) -> re.Match[str] | None:
    return _MARK.fullmatch(value.strip()) if isinstance(value, str) else None


def _rows(sheet: Worksheet) -> Iterator[Mapping[int, Any]]:
    """The values of each row by the number of their column."""
    rows, columns = min(sheet.max_row, _MOST_ROWS), min(sheet.max_column, _MOST_COLUMNS)
    for row in sheet.iter_rows(max_row=rows, max_col=columns, values_only=True):
        yield {column: value for column, value in enumerate(row, start=1) if value is not None}


def _value(sheet: Worksheet, saved: Worksheet, place: tuple[int, int], computed: bool) -> Any:
    written = sheet.cell(*place)
    if written.data_type != "f":
        return written.value
    result = saved.cell(*place).value
    if computed:
        return None
    return Formula(getattr(written.value, "text", written.value)) if result is None else result


def _grid(sheet: Worksheet, saved: Worksheet) -> Grid:
    rows = list(_rows(sheet))
    corners = {area.bounds[1::-1]: area for area in sheet.merged_cells.ranges}
    width = max((max(row, default=0) for row in rows), default=0)
    places: dict[tuple[int, int], GridCell] = {}
    for place in ((row, column) for row in range(1, len(rows) + 1) for column in range(1, width + 1)):
        if place in places:
            continue
        area = corners.get(place)
        height, reach = (area.size["rows"], area.size["columns"]) if area else (1, 1)
        text = printed(_value(sheet, saved, place, computed=False)).strip()
        cell = GridCell(text, place[0] - 1, place[1] - 1, height, reach)
        for row, column in product(range(height), range(reach)):
            places[place[0] + row, place[1] + column] = cell
    return Grid(tuple(tuple(places[row, column] for column in range(1, width + 1)) for row in range(1, len(rows) + 1)))
