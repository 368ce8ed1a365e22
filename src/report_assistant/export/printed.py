"""What of a report reaches paper: the lines of its text, and the report as far as a document carries it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from report_assistant.intake.identity import UNNAMED
from report_assistant.report import BLANK, DASH, Imprint, Organ, Origin, Paragraph, Report

Style = Literal["heading", "text"]

# XML does not know these, and no document has a use for control characters; U+FEFF is a mark of files.
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def draft_mark(report: Report) -> str:
    """The words that mark a document nobody has answered for yet; they say so where a model wrote in it."""
    generated = any(p.origin is Origin.MODEL for paragraphs in report.sections.values() for p in paragraphs)
    return "草稿（含人工智能生成内容，尚未审定）" if generated else "草稿（尚未审定）"


def signature(report: Report) -> tuple[str, ...]:
    """The lines under the text: as they were printed, or else the organ's name, without a date nobody told.

    Blank: none where nobody told the name either.
    """
    return _closing(report) or (() if report.organ.name == UNNAMED else (printable(report.organ.name),))


def lines_of(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Style, str]]:
    """The lines of a narrative section as printed, none of them empty."""
    for paragraph in paragraphs:
        if paragraph.heading and (heading := " ".join(_lines(paragraph.heading))):
            yield "heading", heading
        for line in _lines(paragraph.text):
            yield "text", line


def printable(text: str) -> str:
    """One line without what no document can hold: tabs and line breaks are spaces, control characters go."""
    return " ".join(_lines(text))


def comparable(report: Report) -> Report:
    """What a document carries of a report: read back, it must be this.

    Supports, notes, waivers and remarks stay behind, every paragraph is imported, and an absent or
    unreadable cell is printed as a blank one. Of the organ the name remains, and the title is the form's.
    """
    sections = {number: _paragraphs(paragraphs) for number, paragraphs in report.sections.items()}
    return Report(
        organ=Organ(printable(report.organ.name)),
        year=report.year,
        form_id=report.form_id,
        cells={ref: cell if cell.value is not None or cell == DASH else BLANK for ref, cell in report.cells.items()},
        sections={number: paragraphs for number, paragraphs in sections.items() if paragraphs},
        imprint=Imprint(closing=() if _closing(report) == (printable(report.organ.name),) else _closing(report)),
    )


def _closing(report: Report) -> tuple[str, ...]:
    """The signature's lines as printed, gaps closed up as a web page does."""
    return tuple(words for line in report.imprint.closing if (words := " ".join(printable(line).split())))


def _paragraphs(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    merged: list[Paragraph] = []
    for style, line in lines_of(paragraphs):
        if style == "heading":
            merged.append(Paragraph("", heading=line))
        elif merged and not merged[-1].text:
            merged[-1] = replace(merged[-1], text=line)
        else:
            merged.append(Paragraph(line))
    return tuple(merged)


def _lines(text: str) -> Iterator[str]:
    for line in re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text):
        if printed := _UNPRINTABLE.sub("", line.replace("\t", " ")).strip():
            yield printed
