"""What stands in one cell, as one of the five readings."""

import re
from dataclasses import dataclass
from decimal import Decimal

from report_assistant import zh
from report_assistant.intake.remark import Code
from report_assistant.official import Column
from report_assistant.report import BLANK, DASH, UNREADABLE, Cell, given

_DASHES = re.compile(r"[-‐‑‒–—―─－−/／\\]+")
_LONGEST_NUMBER = 24
_NUMBER_AND_UNIT = re.compile(r"([+\-−]?[\d,]*\.?\d+)\s*(\S{1,3})")
_COUNTED = {"件", "件次", "项", "条", "份", "个", "次", "宗", "人次", "人", "起", "例"}
_QUOTED = 30
_MONEY = {"元", "万元", "亿元", "人民币", "¥"}


@dataclass(frozen=True, slots=True)
class CellReading:
    """A cell as read; `code` and `why` say what was unclear."""

    cell: Cell
    code: Code | None = None
    why: str = ""


def read_cell(printed: str, column: Column) -> CellReading:
    """Read what is printed in a cell of this column.

    Unit: a count stays an int (a decimal or negative one is read as it stands, a rule judges it); money
    becomes a Decimal in the column's unit, and is never converted from another.
    """
    text = zh.half_width(printed).strip()
    if not text:
        return CellReading(BLANK)
    if _DASHES.fullmatch(text.replace(" ", "")):
        return CellReading(DASH)
    number = _number(text)
    if number is not None:
        return CellReading(given(Decimal(number) if column.kind == "money" else number))
    return _with_unit(text, printed, column)


def looks_like_value(printed: str) -> bool:
    """Whether a number, a number with a unit, or a dash is printed: surely no label."""
    text = zh.half_width(printed).strip()
    if not text:
        return False
    _, unit = _parted(text)
    return _number(text) is not None or bool(_DASHES.fullmatch(text.replace(" ", ""))) or unit in _COUNTED | _MONEY


def _with_unit(text: str, printed: str, column: Column) -> CellReading:
    number, unit = _parted(text)
    if number is None or unit not in _COUNTED | _MONEY:
        return CellReading(UNREADABLE, Code.CELL_UNREADABLE, f"写着“{printed[:_QUOTED]}”，不是数，未读入")
    allowed = {column.unit} if column.kind == "money" else _COUNTED
    if unit in allowed:
        value = Decimal(number) if column.kind == "money" else number
        return CellReading(
            given(value), Code.UNIT_IN_CELL, f"写着“{printed}”，格内只应填数，已按 {given(value).text} 读入"
        )
    why = f"写着“{printed}”，单位不是“{column.unit}”，未换算、未读入"
    return CellReading(UNREADABLE, Code.UNIT_IN_CELL, why)


def _parted(text: str) -> tuple[int | Decimal | None, str]:
    """A number and what stands behind it."""
    found = _NUMBER_AND_UNIT.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    return (_number(found[1]), found[2]) if found else (None, "")


def _number(text: str) -> int | Decimal | None:
    return zh.read_number(text) if len(text) <= _LONGEST_NUMBER else None
