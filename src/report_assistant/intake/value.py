"""One entered value: what a person, a workbook or a file put into a cell, as a reading."""

from decimal import Decimal
from typing import Any

from report_assistant.intake.cells import read_cell
from report_assistant.intake.remark import Code
from report_assistant.official import CellForm
from report_assistant.report import UNREADABLE, Cell, Remark

_MOST_DIGITS = 15  # a workbook keeps no more; 10**15 件 or 万元 is no figure of any organ


class Formula(str):
    """A formula whose result the workbook does not hold."""

    __slots__ = ()


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
    if isinstance(written, float):
        return f"{written:.{_MOST_DIGITS}g}"
    if isinstance(written, Decimal) and written.is_finite() and abs(written.adjusted()) <= _MOST_DIGITS:
        return format(written, "f")
    return str(written)


def _remark(code: Code, form: CellForm, why: str) -> Remark:
    return code.at(form.ref, f"{form.label}（{form.ref}）{why}")
