"""Reading one report of each kind in process, warm, beside what a library takes for parsing the same bytes."""

import io
from collections.abc import Callable

import docx
import openpyxl
from lxml import etree

from benchmarks.measuring import Row, median_seconds, print_table

from consistent import random_report  # isort: skip  (tests/ is put on the path by measuring)
from report_assistant.export import render
from report_assistant.intake import read_bytes

TIMES = 60


def rows() -> list[Row]:
    kinds: list[tuple[str, str, str, str, Callable[[bytes], object]]] = [
        (".html", "HTML", "≤ 5 ms", "lxml parses it", etree.HTML),
        (".docx", ".docx", "≤ 15 ms", "python-docx opens it", lambda content: docx.Document(io.BytesIO(content))),
        (".txt", "tab text", "≤ 2 ms", "its lines cut by tabs", cut),
        (".xlsx", ".xlsx", "", "openpyxl opens it", lambda content: openpyxl.load_workbook(io.BytesIO(content))),
    ]
    return [measured(*kind) for kind in kinds]


def measured(suffix: str, words: str, asked: str, other: str, bare: Callable[[bytes], object]) -> Row:
    content = render(random_report(11), suffix)
    read_bytes(content, f"报告{suffix}")
    mine = median_seconds(lambda: read_bytes(content, f"报告{suffix}"), TIMES)
    theirs = median_seconds(lambda: bare(content), TIMES)
    return Row(
        f"one report read from {words}, in process, warm",
        f"{mine * 1000:.1f} ms",
        asked,
        f"{other} in {theirs * 1000:.2f} ms, {mine / theirs:.1f}×",
    )


def cut(content: bytes) -> list[list[str]]:
    return [line.split("\t") for line in content.decode().splitlines()]


if __name__ == "__main__":
    print_table(rows())
