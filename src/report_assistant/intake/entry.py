"""Figures as clerks hand them in: a workbook, a list of addresses with values, or a pasted table.

A cell is bound by its address or by the form's labels, never by where it happens to stand.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from rapidfuzz import process

from report_assistant import zh
from report_assistant.errors import UnusableInput
from report_assistant.intake.figure_cell import read_value
from report_assistant.intake.plain import read_plain
from report_assistant.intake.xlsx import read_workbook
from report_assistant.official import Form
from report_assistant.report import ABSENT, BLANK, Cell, Remark, Value, given

PASTED = "粘贴的数据"
_ADDRESS_LINE = re.compile(r"\s*[\"']?(?P<address>T\d:[^\s:=,\"']+:[^\s:=,\"']+)[\"']?\s*(?:[\t=,:]|\s)\s*(?P<value>.*)$", re.I)
_LINE_NUMBER = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """What was entered: only the cells that were named, and what was unclear in them."""

    cells: Mapping[str, Cell]
    remarks: tuple[Remark, ...] = ()


def read_figures(path: Path, form: Form) -> Entry:
    """The figures in a `.xlsx`, `.toml`, `.json`, `.tsv` or `.txt` file.

    Blank: a cell that is named and empty is BLANK; one that is not named is not there.
    Raises: UnusableInput where the file cannot be read, or names a cell the form does not have.
    """
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return _entry(read_workbook(path, form), form, path.name)
    if suffix == ".toml":
        return _entry(_flat(_parse_toml(read_plain(path), path.name)), form, path.name)
    if suffix == ".json":
        return _entry(_flat(_parse_json(read_plain(path), path.name)), form, path.name)
    if suffix in (".tsv", ".txt"):
        return figures_from_text(read_plain(path), form, path.name)
    raise UnusableInput(
        f"不能从“{suffix or '没有后缀'}”文件读取数据", where=path.name, remedy="可用：.xlsx（数据填报表）、.toml、.json、.tsv"
    )


def figures_from_text(text: str, form: Form, name: str = PASTED) -> Entry:
    """The figures in pasted text: lines of address and value, or a block of table three with its labels.

    Raises: UnusableInput where a line is neither, or names a cell the form does not have.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    lines = [(number, line) for number, line in lines if not line.lstrip().startswith("#")]
    if not lines:
        raise UnusableInput("没有数据", where=name, remedy="请每行写一个“单元格地址<Tab>数值”，或粘贴带表头的表三")
    if not any(_ADDRESS_LINE.match(zh.half_width(line)) for _, line in lines):
        return _entry(read_block([line for _, line in lines], form, name), form, name)
    return _entry((_address_line(number, line, name) for number, line in lines), form, name)
