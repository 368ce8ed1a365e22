"""A question for a figure of this report or of last year's: answered from the cells, not from the library."""

import re

from report_assistant.chat.naming import Named, name_cells
from report_assistant.chat.numbers import plain_text
from report_assistant.chat.vocabulary import phrases
from report_assistant.report import Report

_HOW_MANY = re.compile(r"多少|几[件份项个]|有没有填|是不是填了")
_LAST_YEAR = re.compile(r"去年|上一?年度?|往年")
_NOT_A_FIGURE = re.compile(r"天|工作日|期限|时间|多久|收费标准|怎么|如何")


def figures_asked(question: str, report: Report, prior: Report | None) -> str:
    """What the report holds in the cells a question names; "" where it asks for no cell."""
    plain = plain_text(question)
    if not _HOW_MANY.search(plain) or _NOT_A_FIGURE.search(plain):
        return ""
    words = phrases(plain, report.form, report.year)
    named = name_cells(report.form, [one for one in words if one.axis in ("row", "column")], None)
    if not isinstance(named, Named) or any(one.axis == "foreign" for one in words):
        return ""
    outside = "".join(
        plain[index] for index in range(len(plain)) if not any(one.start <= index < one.end for one in words)
    )
    if _LAST_YEAR.search(outside) or str(report.year - 1) in outside:
        return _told(named.refs, prior) if prior else "还没有上年报告，请先上传上年报告。"
    return _told(named.refs, report)


def _told(refs: tuple[str, ...], report: Report) -> str:
    lines = []
    for ref in (one for one in refs if one in report.form.cells):
        cell = report.form.cells[ref]
        value = report.value(ref)
        stands = "还没有填" if value is None else f"{report.cells[ref].text} {cell.column.unit}"
        lines.append(f"- {cell.label}：{stands}")
    return f"{report.year} 年报告中：\n" + "\n".join(lines) if lines else ""
