"""What was found in many reports as a workbook: a sheet of findings that can be filtered, and a sheet of reports."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from report_assistant.checks import Severity, catalogue
from report_assistant.export.sheet import put_text

_FINDINGS = {
    "文件": 30, "单位": 24, "年度": 7, "编号": 8, "级别": 8, "问题": 26, "位置": 36, "单元格": 22, "原文": 46,
    "说明": 70, "建议": 46, "依据": 36, "状态": 12,
}  # fmt: skip
_REPORTS = {
    "文件": 30, "单位": 24, "年度": 7, "上年报告": 30, **{one.word: 8 for one in Severity}, "已说明理由": 12,
    "未核对规则": 12, "结果": 60,
}  # fmt: skip
_MOST_ROWS = 1_000_000  # a worksheet ends at 1,048,576
_SHORT = 15  # characters; a quote up to here stands in many places, its sentence in one
_TOP = Alignment(vertical="top", wrap_text=True)
_HEAD_FONT, _HEAD_FILL = Font(bold=True), PatternFill("solid", fgColor="D9D9D9")


class FindingsBook:
    """The workbook; it takes the lines of `check --jsonl` one by one, so that they never all stand in memory."""

    def __init__(self) -> None:
        self._book = Workbook(write_only=True)
        self._findings = _Sheet(self._book, "问题", _FINDINGS)
        self._reports = _Sheet(self._book, "报告", _REPORTS)

    def add(self, line: Mapping[str, Any]) -> None:
        """One report, or one file that could not be read, and all that was found in it."""
        if "error" in line:
            self._reports.add([line["file"], "", "", "", *[""] * len(Severity), "", "", f"不能核对：{line['error']}"])
            return
        head = [line["file"], line["report"]["organ"], line["report"]["year"]]
        for finding in line["findings"]:
            self._findings.add([*head, *_row(finding)])
        standing = [finding for finding in line["findings"] if not finding["waived"]]
        counts = [sum(one["severity"] == severity for one in standing) for severity in Severity]
        answered = len(line["findings"]) - len(standing)
        unjudged = len({one["rule"] for one in line["not_judged"]})
        ended = f"{line['outcomes']['crashed']} 条规则程序出错" if line["outcomes"]["crashed"] else "已核对"
        self._reports.add([*head, line["prior"] or "没有找到", *counts, answered, unjudged, ended])

    def close(self) -> None:
        """Put an unfinished workbook away without a word; a finished one stays as it is."""
        for sheet in (self._findings, self._reports):
            sheet.close()

    def content(self) -> bytes:
        """The finished file; nothing can be added afterwards."""
        for sheet in (self._findings, self._reports):
            sheet.finish()
        written = io.BytesIO()
        self._book.save(written)
        return written.getvalue()


def _row(finding: Mapping[str, Any]) -> Iterable[str]:
    yield "、".join(finding["rules"])
    yield Severity(finding["severity"]).word
    yield finding["title"]
    yield finding["where"]
    yield "、".join(finding["cells"])
    yield _words(finding)
    yield finding["message"]
    yield finding["correction"] or catalogue()[finding["rule"]].remedy
    yield finding["basis"]
    yield "已说明理由" if finding["waived"] else "待处理"


def _words(finding: Mapping[str, Any]) -> str:
    """The words a finding is about, by which the place is found."""
    quote, sentence = finding["quote"] or "", finding["sentence"] or ""
    return sentence or quote if len(quote) <= _SHORT else quote


class _Sheet:
    """A list with a frozen head that filters; a text in it never computes."""

    def __init__(self, book: Workbook, title: str, columns: Mapping[str, int]) -> None:
        self._sheet = cast(Worksheet, book.create_sheet(title))  # a write-only one, which does as much of it
        self._columns, self._rows, self._left_out = len(columns), 1, 0
        self._sheet.freeze_panes = "B2"
        for number, width in enumerate(columns.values(), 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        head = [self._cell(name) for name in columns]
        for cell in head:
            cell.font, cell.fill = _HEAD_FONT, _HEAD_FILL
        self._sheet.append(head)

    def add(self, values: Sequence[str | int]) -> None:
        if self._rows >= _MOST_ROWS:
            self._left_out += 1
            return
        self._rows += 1
        self._sheet.append([self._cell(value) for value in values])

    def finish(self) -> None:
        self._sheet.auto_filter.ref = f"A1:{get_column_letter(self._columns)}{self._rows}"
        if self._left_out:
            self._sheet.append([self._cell(f"另有 {self._left_out} 行放不下，请分批核对")])

    def close(self) -> None:
        if not self._sheet.closed:  # type: ignore[attr-defined]  # only the write-only kind has it
            self._sheet.close()  # type: ignore[attr-defined]

    def _cell(self, value: str | int) -> Cell:
        cell = WriteOnlyCell(self._sheet)
        cell.alignment = _TOP
        if isinstance(value, int):
            cell.value = value
        else:
            put_text(cell, value)
        return cell
