"""One way a report is found: how the paper is altered, and who writes it down; the makers of each format."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from layouts import docx, html, tables, text, xlsx
from layouts.paper import Paper, paper_of
from layouts.reports import older
from report_assistant.report import Report, dump_report

Change = Callable[[Paper], Paper]
REPORT_FILE = ".report.json"


@dataclass(frozen=True, slots=True)
class Variant:
    """One way a report is found.

    `form`: the form of its tables; `mixed`: the table that is in the other form all the same. `printed`: the
    bytes are a Word document or a web page that is yet to be printed as PDF ("document", "page").
    """

    name: str
    suffix: str
    write: Callable[[Paper], bytes]
    changes: tuple[Change, ...] = ()
    form: str = "2021"
    mixed: str = ""
    printed: str = ""

    def paper(self, report: Report) -> Paper:
        """The known report, laid out; it is given in the 2021 form."""
        base, other = (older(report), report) if self.form == "2019" else (report, older(report))
        paper = paper_of(base)
        if self.mixed:
            paper = tables.with_table_of(other, self.mixed)(paper)
        for change in self.changes:
            paper = change(paper)
        return paper

    def content(self, report: Report) -> bytes:
        """The file's bytes, before any printing."""
        if self.suffix == REPORT_FILE:
            return dump_report(report).encode()
        return self.write(self.paper(report))


def in_word(name: str, *changes: Change, form: str = "2021", mixed: str = "", **look: Any) -> Variant:
    return Variant(f"docx {name}", ".docx", partial(docx.write, look=docx.Look(**look)), changes, form, mixed)


def on_page(name: str, *changes: Change, form: str = "2021", mixed: str = "", **look: Any) -> Variant:
    return Variant(f"html {name}", ".html", partial(html.write, look=html.Look(**look)), changes, form, mixed)


def in_book(name: str, *changes: Change, form: str = "2021", **look: Any) -> Variant:
    return Variant(f"xlsx {name}", ".xlsx", partial(xlsx.write, look=xlsx.Look(**look)), changes, form)


def as_text(name: str, write: Callable[[Paper], bytes], *changes: Change, form: str = "2021") -> Variant:
    return Variant(f"txt {name}", ".txt", write, changes, form)


def in_markdown(name: str, *changes: Change, form: str = "2021", **look: Any) -> Variant:
    return Variant(f"md {name}", ".md", partial(text.markdown, **look), changes, form)


def printed_word(name: str, *changes: Change, form: str = "2021", **look: Any) -> Variant:
    write = partial(docx.write, look=docx.Look(**look))
    return Variant(f"pdf {name}", ".pdf", write, changes, form, printed="document")


def printed_page(name: str, *changes: Change, form: str = "2021", **look: Any) -> Variant:
    write = partial(html.write, look=html.Look(**look))
    return Variant(f"pdf {name}", ".pdf", write, changes, form, printed="page")
