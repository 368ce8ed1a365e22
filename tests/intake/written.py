"""Reports as documents that a test may take apart: the text layout cut into lines and cells."""

from collections.abc import Callable

from consistent import sound_report
from report_assistant.export import render
from report_assistant.intake import read_bytes
from report_assistant.report import Remark, Report

Lines = list[list[str]]


def lines_of(report: Report | None = None) -> Lines:
    """The report in the tab layout, each line as its cells; prose is a line of one cell."""
    text = render(report or sound_report(), ".txt").decode()
    return [line.split("\t") for line in text.splitlines()]


def read_lines(lines: Lines, name: str = "报告.txt") -> Report:
    return read_bytes("\n".join("\t".join(cells) for cells in lines).encode(), name)


def read_text(text: str, name: str = "报告.txt") -> Report:
    return read_bytes(text.encode(), name)


def at(lines: Lines, label: str) -> int:
    """The first line that holds this label in a cell of its own."""
    return next(number for number, cells in enumerate(lines) if label in cells)


def changed(change: Callable[[Lines], None]) -> Report:
    """The sound report, read after `change` was made to its lines."""
    lines = lines_of()
    change(lines)
    return read_lines(lines)


def codes(report: Report) -> list[str]:
    return [remark.code for remark in report.remarks]


def remark(report: Report, code: str) -> Remark:
    """The only remark of this code."""
    (found,) = [remark for remark in report.remarks if remark.code == code]
    return found
