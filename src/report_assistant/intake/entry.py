"""Figures as clerks hand them in: a workbook, a list of addresses with values, or a pasted table.

A cell is bound by its address or by the form's labels, never by where it happens to stand.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from rapidfuzz import process

from report_assistant import zh
from report_assistant.errors import UnusableInput
from report_assistant.intake.figures_title import titles_among
from report_assistant.intake.files import decoded, read_file
from report_assistant.intake.grids import read_tables
from report_assistant.intake.legacy import LEGACY, kind_of, modern
from report_assistant.intake.page import Grid
from report_assistant.intake.remark import Code
from report_assistant.intake.text import read_text
from report_assistant.intake.value import impossible, read_value
from report_assistant.official import Form
from report_assistant.report import ABSENT, BLANK, Cell, Remark, Report, given
from report_assistant.report.strict import Malformed, strict_json

PASTED = "粘贴的数据"
_HOW_TO_ENTER = "请用本工具生成的数据填报表，或每行写“单元格地址<Tab>数值”，或粘贴带行列名称的表格"
_OF_WHOLE_TABLES = {Code.TABLE_MISSING, Code.COLUMN_MISSING, Code.ROW_MISSING, Code.LABEL_MISSING}
_ADDRESS_LINE = re.compile(r"\s*(?P<address>T\d:[^\s:=,]+:[^\s:=,]+)(?:\s*[=,:]\s*|\s+|$)(?P<value>.*)$", re.IGNORECASE)
_LINE_NUMBER = re.compile(r"line (\d+)")
_QUOTED = 30
_DEEPEST = 4  # keys within one another: T3.denied.secret.natural
_DOTTED = re.compile(r"(?:\.[^.\n]{0,9}){60}")  # tomllib takes the square of such a key's length in time and memory

_REPORT_TITLE = re.compile(r"\d{4}\s*年?度?\s*政府信息公开工作年度报告\s*$", re.MULTILINE)

Written = tuple[str, Any]  # an address as it was written, and what stood there


@dataclass(frozen=True, slots=True)
class Entry:
    """What was entered: only the cells that were named, what was unclear in them, and the titles over them."""

    cells: Mapping[str, Cell]
    remarks: tuple[Remark, ...] = ()
    titles: tuple[str, ...] = ()


def read_figures(path: Path, form: Form) -> Entry:
    """The figures in a `.xlsx`, `.toml`, `.json`, `.tsv` or `.txt` file.

    Blank: a cell that is named and empty is BLANK; one that is not named is not there.
    Raises: UnusableInput where the file cannot be read, or names a cell the form does not have.
    """
    return figures_from_bytes(read_file(path), path.name, form)


def figures_from_bytes(content: bytes, name: str, form: Form) -> Entry:
    """The figures in an uploaded file; `name` tells its kind by the suffix.

    Raises: UnusableInput as `read_figures` does.
    """
    suffix = kind_of(content, name)
    if suffix == ".xlsx" or LEGACY.get(suffix) == ".xlsx":
        return figures_from_workbook(modern(content, name), name, form)
    if suffix in _PARSERS:
        return _entry(_addresses(_parse(decoded(content, name), suffix, name)), form, name)
    if suffix in (".tsv", ".txt"):
        return figures_from_text(decoded(content, name), form, name)
    what = f"不能从“{suffix}”文件读取数据" if suffix else "文件名没有后缀，不知道怎样读取"
    raise UnusableInput(what, where=name, remedy="可用：.xlsx（数据填报表）、.xls、.et、.toml、.json、.tsv")


def figures_from_workbook(content: bytes, name: str, form: Form) -> Entry:
    """The figures in the bytes of a workbook, by the addresses in it or by the form's labels.

    Raises: UnusableInput as `read_figures` does.
    """
    from report_assistant.intake.xlsx import read_workbook  # lxml: pasted figures need none

    figures = read_workbook(content, name, form)
    entry = _entry(figures.written, form, name) if figures.written else _labelled(figures.grids, form, name)
    return replace(entry, titles=titles_among(figures.lines))


def figures_from_text(text: str, form: Form, name: str = PASTED) -> Entry:
    """The figures in pasted text: lines of address and value, or a table with its labels and head.

    Raises: UnusableInput where a line is neither, or names a cell the form does not have.
    """
    lines = {
        number: line
        for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1)
        if not line.lstrip().startswith("#")
    }
    if not any(line.strip() for line in lines.values()):
        raise UnusableInput("没有数据", where=name, remedy=_HOW_TO_ENTER)
    if _REPORT_TITLE.search(text):
        # Last year's report read as this year's figures would pass every check of arithmetic.
        raise UnusableInput(
            "这是一份年度报告，不是本年数据", where=name, remedy="请把它作为报告导入，数据请填在数据填报表里"
        )
    if any(_ADDRESS_LINE.match(zh.half_width(line)) for line in lines.values()):
        return _entry([_address_line(number, line, name) for number, line in lines.items() if line.strip()], form, name)
    # Before a pasted row a tab is an empty box, never the indent of a paragraph.
    page = read_text("\n".join(f"\u3000{line}" if line.startswith("\t") else line for line in lines.values()))
    entry = _labelled(page.grids, form, name)
    prose = [Code.TEXT_UNPLACED.at("file", f"{name}中的“{line[:30]}”不是数据，未读入") for line in page.lines]
    return Entry(entry.cells, (*entry.remarks, *prose), titles_among(page.lines))


def complete_totals(cells: Mapping[str, Cell], form: Form) -> dict[str, Cell]:
    """The same cells with every computed one that was not entered, where all its parts are given.

    Blank: a part that is not given leaves its total as it was. An entered total stays as entered, right
    or wrong: judging it is the checks' task.
    """
    completed = dict(cells)
    sums = [relation for relation in form.relations if len(relation.right) == 1]
    sums.sort(key=lambda relation: relation.place.endswith(":*"), reverse=True)  # rows first: totals add up rows
    pending = [r for r in sums if completed.get(r.right[0], ABSENT) in (ABSENT, BLANK)]
    while ready := [r for r in pending if all(_given(completed, part) for part in r.left)]:
        for relation in ready:
            if not _given(completed, relation.right[0]):
                parts = [completed[part].value for part in relation.left]
                completed[relation.right[0]] = given(sum(value for value in parts if value is not None))
        pending = [relation for relation in pending if relation not in ready]
    return completed


def with_totals(report: Report, typed: Mapping[str, Cell]) -> Report:
    """The report with these cells, and the totals over them computed anew; a total that was typed stays so.

    Blank: a total over a part that was emptied is emptied too; one with another part missing stays as it
    stands. Totals over other cells stay: they may be somebody's mistake, and to mend it unasked would hide it.
    """
    form = report.form
    over = {ref for ref in form.totals_over(typed) if not _given(typed, ref)}
    emptied = form.totals_over(ref for ref in typed if not _given(typed, ref))
    cells = {**report.cells, **typed}
    computed = complete_totals(cells | dict.fromkeys(over, BLANK), form)
    stays = {ref for ref in over - emptied if not _given(computed, ref)}
    return report.with_cells({ref: cells[ref] if ref in stays else computed[ref] for ref in cells})


def _given(cells: Mapping[str, Cell], ref: str) -> bool:
    return cells.get(ref, ABSENT).value is not None


def _entry(written: Iterable[Written], form: Form, name: str) -> Entry:
    cells: dict[str, Cell] = {}
    remarks: list[Remark] = []
    for address, value in written:
        ref = _known(address, form, name)
        cell, remark = read_value(value, form.cells[ref])
        if cells.get(ref, cell) != cell:
            raise UnusableInput(f"单元格 {ref} 填了两次，数值不同", where=name, remedy="请只保留正确的一处")
        cells[ref] = cell
        remarks += [remark] if remark and remark not in remarks else []
    if not cells:
        raise UnusableInput("没有任何单元格的数据", where=name, remedy=_HOW_TO_ENTER)
    return Entry(cells, tuple(remarks))


def _labelled(grids: Sequence[Grid], form: Form, name: str) -> Entry:
    """What a table without addresses gives by its labels; a part of a table is enough."""
    tables = read_tables(form, grids)
    cells = {ref: cell for ref, cell in tables.cells.items() if cell != ABSENT}
    if not cells:
        raise UnusableInput("没有认出法定表格的行列名称，也没有单元格地址", where=name, remedy=_HOW_TO_ENTER)
    remarks = [remark for remark in tables.remarks if remark.code not in _OF_WHOLE_TABLES]
    remarks += [remark for ref, cell in cells.items() if (remark := impossible(cell, form.cells[ref]))]
    remarks += [Code.TABLE_UNKNOWN.at("file", f"{name}中有一个表格不是法定表格，未读入") for _ in tables.left]
    return Entry(cells, tuple(remarks))


def _known(address: str, form: Form, name: str) -> str:
    folded = zh.half_width(address).strip()
    table, colon, rest = folded.partition(":")
    folded = table.upper() + colon + rest
    if folded in form.cells:
        return folded
    nearest = process.extractOne(folded, form.cells.keys())
    near = f"最接近的是 {nearest[0]}（{form.cells[nearest[0]].label}）" if nearest else "请查看单元格地址表"
    raise UnusableInput(f"格式中没有单元格“{address[:_QUOTED]}”", where=name, remedy=near)


def _address_line(number: int, line: str, name: str) -> Written:
    found = _ADDRESS_LINE.match(zh.half_width(line))
    if not found:
        raise UnusableInput(
            f"第 {number} 行不是“单元格地址<Tab>数值”：{line.strip()[:_QUOTED]}",
            where=name,
            remedy="请改正或删去这一行",
        )
    return found["address"], found["value"]


def _addresses(written: Any, keys: tuple[str, ...] = ()) -> Iterator[Written]:
    """Flat or nested tables as addresses: the first key is the table, the last the column."""
    if not isinstance(written, Mapping) or len(keys) > _DEEPEST:
        parts = ":".join(keys).split(":")
        yield ":".join([parts[0], ".".join(parts[1:-1]), parts[-1]] if len(parts) > 2 else parts), written
        return
    for key, value in written.items():
        yield from _addresses(value, (*keys, key))


def _parse(text: str, suffix: str, name: str) -> Any:
    try:
        if suffix == ".toml" and _DOTTED.search(text):
            raise ValueError("no key has so many parts")
        written = _PARSERS[suffix](text)
    except Malformed as error:
        raise UnusableInput(str(error), where=name, remedy="请只保留正确的一处") from error
    except (ValueError, RecursionError) as error:
        line = _LINE_NUMBER.search(str(error))
        place = f"第 {line[1]} 行附近" if line else ""
        raise UnusableInput(
            f"{place}不合 {suffix[1:].upper()} 写法", where=name, remedy="请按“地址 = 数值”改正"
        ) from error
    if not isinstance(written, dict):
        raise UnusableInput("内容不是“地址 = 数值”的对应", where=name, remedy="请按“单元格地址: 数值”填写")
    return written


_PARSERS: Mapping[str, Callable[[str], Any]] = {
    ".toml": lambda text: tomllib.loads(text, parse_float=Decimal),
    ".json": strict_json,
}
