"""The codes of what intake finds unclear, each with its meaning.

Rules judge by the code and the place, never by the message (see `report.Remark`). Places are a section
number, a table id, a cell address, ``title`` or ``file``.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from report_assistant.official import Form
from report_assistant.report import Remark

_QUOTED = re.compile("“((?:[^“”]|“[^“”]*”)*)”")
_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")
_NAMED = 3  # cells named before “等”


class Code(StrEnum):
    """A remark's code."""

    TITLE_MISSING = "title-missing"  # 没有找到报告标题
    TITLE_YEAR_MISSING = "title-year-missing"  # 标题没有写明年度
    TITLE_ORGAN_MISSING = "title-organ-missing"  # 标题没有写明单位
    TITLE_YEAR_DISAGREES = "title-year-disagrees"  # 标题的年度与统计期限、落款或正文不一致
    TITLE_ORGAN_DISAGREES = "title-organ-disagrees"  # 标题的单位与落款不一致
    TITLE_ALTERED = "title-altered"  # 标题写的是工作总结、要点一类，不是年度报告
    FORM_DISAGREES = "form-disagrees"  # 表格的格式不是该年度应当使用的格式
    HEADING_MISSING = "heading-missing"  # 缺少部分标题
    HEADING_ALTERED = "heading-altered"  # 部分标题的文字与格式不一致
    HEADING_MISNUMBERED = "heading-misnumbered"  # 部分标题的序号不对或缺失
    HEADING_OUT_OF_ORDER = "heading-out-of-order"  # 部分标题的先后次序不对
    HEADING_PUNCTUATED = "heading-punctuated"  # 部分标题末尾带有标点
    TEXT_BEFORE_SECTIONS = "text-before-sections"  # 第一部分标题之前的正文并入总体情况开头
    TEXT_UNPLACED = "text-unplaced"  # 有文字不属于任何文字部分，未读入
    TABLE_MISSING = "table-missing"  # 缺少法定表格
    TABLE_UNKNOWN = "table-unknown"  # 有格式之外的表格，未读入
    COLUMN_MISSING = "column-missing"  # 表格缺少一列
    COLUMN_UNKNOWN = "column-unknown"  # 表格有格式之外的列，未读入
    COLUMN_DUPLICATED = "column-duplicated"  # 同一列出现多次
    ROW_MISSING = "row-missing"  # 表格缺少一行
    ROW_UNKNOWN = "row-unknown"  # 表格有格式之外的行，未读入
    ROW_DUPLICATED = "row-duplicated"  # 同一行出现多次
    ROW_RAGGED = "row-ragged"  # 一行的数与表头对不上，未读入
    LABEL_ALTERED = "label-altered"  # 表格标签的文字与格式不一致
    LABEL_MISSING = "label-missing"  # 表格缺少一个栏目标签
    CELL_UNREADABLE = "cell-unreadable"  # 单元格里不是数
    UNIT_IN_CELL = "unit-in-cell"  # 单元格里写了单位，或单位与格式不一致
    NOTE_IN_CELL = "note-in-cell"  # 单元格的数后面有括号说明，按括号前的数读入

    def at(self, place: str, message: str) -> Remark:
        """A remark of this code."""
        return Remark(str(self), place, message)


def told_together(remarks: Iterable[Remark], form: Form) -> tuple[Remark, ...]:
    """The remarks for a person to read: cells of one table with one kind of slip are one remark, at the table.

    A report keeps one remark a cell, so that each stands beside its cell and a rule can name it.
    """
    alike: dict[tuple[str, ...], list[Remark]] = {}
    for remark in remarks:
        alike.setdefault((remark.code, *_kind(remark, form)), []).append(remark)
    return tuple(told for same in alike.values() for told in _as_one(same, form))


def _kind(remark: Remark, form: Form) -> tuple[str, str]:
    """Where it stands, and its words without what differs from cell to cell; a formula is no word."""
    if remark.place not in form.cells:
        return remark.place, remark.message
    words = _QUOTED.sub(lambda found: "=" if found[1].startswith("=") else "“”", _why(remark, form))
    return form.cells[remark.place].table, _FIGURE.sub("", words)


def _why(remark: Remark, form: Form) -> str:
    return remark.message.removeprefix(form.cells[remark.place].label).removeprefix(f"（{remark.place}）")


def _as_one(remarks: list[Remark], form: Form) -> list[Remark]:
    first, cells = remarks[0], {remark.place: remark for remark in remarks}
    if len(cells) == 1:
        return remarks
    quotes = {place: _QUOTED.search(_why(remark, form)) for place, remark in list(cells.items())[1:_NAMED]}
    named = "、".join(form.cells[place].label + (quote[0] if quote else "") for place, quote in quotes.items())
    table, more = form.cells[first.place], "等" if len(cells) > _NAMED else ""
    message = f"{first.message}；{table.table_name}这样的共 {len(cells)} 格，还有{named}{more}"
    return [Remark(first.code, table.table, message)]
