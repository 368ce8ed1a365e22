"""One value: what is printed in a cell, or entered for it, as one of the five readings."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from report_assistant import zh
from report_assistant.intake.remark import Code
from report_assistant.official import CellForm, Column
from report_assistant.report import BLANK, DASH, UNREADABLE, Cell, Remark, given

_DASHES = re.compile(r"[-‐‑‒–—―─－−/／\\]+")
_PLAIN = re.compile(rf"\s*(?:-?(?:0|[1-9]\d*)(?:\.\d+)?|{_DASHES.pattern})?\s*", re.ASCII)
_LONGEST_NUMBER = 24
_NUMBER_AND_UNIT = re.compile(r"([+\-−]?[\d,]*\.?\d+)\s*(\S{1,3})")
# Only words that say what the number is made of leave it as it is: 22（应为23）, 22（暂定） and 22（23） do not.
_EXPLAINED = re.compile(r"(?P<head>[^()]+)\((?:其中|含|包括|包含|均[为系]|全部[为系]|主要[为是])(?P<parts>[^()]*)\)")
_UNIT_IN_BRACKETS = re.compile(r"([^()]+)\((?:单位:?)?([^()\d]{1,3})\)")
_ENDS_LIST = re.compile(
    r"(?<![\s;,。、])[\s;,。、]*[;,。、]$"
)  # left over from the sentence or list the figures were taken from
_LONGEST_EXPLANATION = 80
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
_COUNTED = {"件", "件次", "项", "条", "份", "个", "次", "宗", "人次", "人", "起", "例"}
_QUOTED = 30
_MONEY = {"元", "万元", "亿元", "人民币", "¥"}
_MOST_BITS = 14_000  # Python spells no longer number in decimals
_MOST_DIGITS = 15  # a workbook keeps no more; 10**15 件 or 万元 is no figure of any organ


@dataclass(frozen=True, slots=True)
class CellReading:
    """A cell as read; `code` and `why` say what was unclear."""

    cell: Cell
    code: Code | None = None
    why: str = ""


class Formula(str):
    """A formula whose result the workbook does not hold."""

    __slots__ = ()


@lru_cache(maxsize=4096)  # most cells of most tables hold one of a few numbers, as in labels
def read_cell(printed: str, column: Column) -> CellReading:
    """Read what is printed in a cell of this column.

    Unit: a count stays an int (a decimal or negative one is read as it stands, a rule judges it); money
    becomes a Decimal in the column's unit, and is never converted from another.
    """
    text = _visible(printed)
    if not text:
        return CellReading(BLANK)
    if _DASHES.fullmatch(text.replace(" ", "")):
        return CellReading(DASH)
    number = _number(text)
    if number is not None:
        return CellReading(given(Decimal(number) if column.kind == "money" else number))
    bare = _ENDS_LIST.sub("", text) if len(text) <= _LONGEST_EXPLANATION else text
    return (
        (bare not in ("", text) and read_cell(bare, column))
        or _explained(text, printed, column)
        or _with_unit(text, printed, column)
    )


@lru_cache(maxsize=4096)
def is_plain(printed: str) -> bool:
    """Whether nothing had to be made of it: a number in plain digits, a dash, or nothing."""
    return bool(_PLAIN.fullmatch(printed))


@lru_cache(maxsize=4096)
def looks_like_value(printed: str) -> bool:
    """Whether a number, a number with a unit, or a dash is printed: surely no label."""
    text = _ENDS_LIST.sub("", _visible(printed))
    if not text:
        return False
    if _number(text) is not None or _DASHES.fullmatch(text.replace(" ", "")):
        return True
    found = _EXPLAINED.fullmatch(text)
    head = found["head"].strip() if found else text
    return bool(found and _number(head) is not None) or _parted(head)[1] in _COUNTED | _MONEY


def read_value(written: Any, form: CellForm) -> tuple[Cell, Remark | None]:
    """The reading of what was entered for a cell, and a remark where it needs a second look.

    A number that cannot be one of the form (-3 or 2.5 件) stays as it was entered, with a remark.
    Unit: money as Decimal in 万元. Blank: nothing and spaces are BLANK, a lone dash is DASH; neither is 0.
    """
    if isinstance(written, Formula):
        why = f"公式“{written}”没有保存计算结果，请用 Excel 或 WPS 打开后保存一次，或直接填写数字"
        return UNREADABLE, _remark(Code.CELL_UNREADABLE, form, why)
    read = read_cell(printed(written), form.column)
    if read.code is not None:
        return read.cell, _remark(read.code, form, read.why)
    return read.cell, impossible(read.cell, form)


def impossible(cell: Cell, form: CellForm) -> Remark | None:
    """A remark on a number that no cell of this column can hold; the number itself stays."""
    value, kind = cell.value, form.column.kind
    if value is not None and value < 0 and kind != "signed":
        return _remark(Code.CELL_UNREADABLE, form, f"填的是负数“{value}”，请核对")
    if value is not None and kind != "money" and value != int(value):
        return _remark(Code.CELL_UNREADABLE, form, f"填的是小数“{value}”，应为整数，请核对")
    return None


def printed(written: Any) -> str:
    """As the person saw it: a workbook keeps 0.30000000000000004 where 0.3 was typed."""
    if written is None:
        return ""
    if isinstance(written, int) and written.bit_length() > _MOST_BITS:
        return f"{written:#x}"
    if isinstance(written, float):
        return f"{written:.{_MOST_DIGITS}g}"
    if isinstance(written, Decimal) and written.is_finite() and abs(written.adjusted()) <= _MOST_DIGITS:
        return format(written, "f")
    return str(written)


def _visible(printed: str) -> str:
    """What is seen of it, half-width: web pages and Word leave marks without width even in empty cells."""
    return zh.half_width(_UNSEEN.sub("", printed)).strip()


def _explained(text: str, printed: str, column: Column) -> CellReading | None:
    """A number whose parts stand in brackets behind it: 22（其中修订16件）; None where there are none."""
    found = _EXPLAINED.fullmatch(text) if len(text) <= _LONGEST_EXPLANATION else None
    if found is None:
        return None
    reading = read_cell(found["head"], column)
    if reading.cell.value is None:
        return reading
    told = f"写着“{' '.join(printed.split())}”，"
    parts = zh.half_width_amounts(found["parts"])
    if any((part.value / 10_000 if part.unit == "元" else part.value) > reading.cell.value for part in parts):
        return CellReading(UNREADABLE, Code.CELL_UNREADABLE, f"{told}括号里的数大于括号前的，未读入")
    return CellReading(reading.cell, Code.NOTE_IN_CELL, f"{told}格内只应填数，已按括号前的 {reading.cell.text} 读入")


def _with_unit(text: str, printed: str, column: Column) -> CellReading:
    printed = " ".join(printed.split())
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
    """A number and the unit behind it, also in brackets: 12（件）."""
    if len(text) > _LONGEST_EXPLANATION:
        return None, ""
    text = _UNIT_IN_BRACKETS.sub(r"\1\2", text)
    found = _NUMBER_AND_UNIT.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    return (_number(found[1]), found[2]) if found else (None, "")


def _number(text: str) -> int | Decimal | None:
    return zh.read_number(text) if len(text) <= _LONGEST_NUMBER else None


def _remark(code: Code, form: CellForm, why: str) -> Remark:
    return code.at(form.ref, f"{form.label}（{form.ref}）{why}")
