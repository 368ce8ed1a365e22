"""A report into a document.

In: a `Report`, or a `Comparison` of two. Out: bytes or a file: Word, web page, text, Markdown, workbook;
`xlsx` also makes the blank sheet for the year's figures. It must not know whether the report may be
published: the gate stands in the workbench, `draft` only marks. The decision a newcomer would otherwise
undo: no table is drawn twice; `shape` builds each from the form's data, and `read(export(report)) ==
comparable(report)` holds for every kind that carries the text.
"""

from report_assistant.export.annex import render_annex
from report_assistant.export.comparison import comparison_html
from report_assistant.export.printed import comparable
from report_assistant.export.render import SUFFIXES, export, render, write_whole

__all__ = ["SUFFIXES", "comparable", "comparison_html", "export", "render", "render_annex", "write_whole"]
