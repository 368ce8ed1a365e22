"""The narrative as rules read it: stretches of text, each with its place and its offset."""

from collections.abc import Iterator
from dataclasses import dataclass

from report_assistant.official import Form
from report_assistant.report import Report, place_of


@dataclass(frozen=True, slots=True)
class Stretch:
    """The paragraphs under one heading, joined by line breaks.

    `start`: where `text` begins in `report.full_text` of section `section`, where spans of findings
    count. `place`: the sub-topic (``1.2``), or the section itself.
    """

    section: str
    place: str
    start: int
    text: str


def stretches(report: Report) -> Iterator[Stretch]:
    """Every stretch of sections one, five and six in order; headings are left out.

    Blank: a heading with nothing under it is no stretch.
    """
    for number, paragraphs in report.sections.items():
        place, offset, begun, lines = number, 0, 0, list[str]()
        for paragraph in paragraphs:
            if paragraph.heading is not None:
                yield from _stretch(number, place, begun, lines)
                offset += len(paragraph.heading) + 1
                place, begun, lines = place_of(report.form, paragraph.heading, number), offset, []
            lines.append(paragraph.text)
            offset += len(paragraph.text) + 1
        yield from _stretch(number, place, begun, lines)


def place_at(report: Report, section: str, offset: int) -> str:
    """The sub-topic (or the section itself) in which a character of the section's full text stands."""
    place, at = section, 0
    for paragraph in report.sections[section]:
        if at > offset:
            break
        if paragraph.heading is not None:
            place = place_of(report.form, paragraph.heading, section)
            at += len(paragraph.heading) + 1
        at += len(paragraph.text) + 1
    return place


def _stretch(section: str, place: str, start: int, lines: list[str]) -> Iterator[Stretch]:
    text = "\n".join(lines)
    if text.strip():
        yield Stretch(section, place, start, text)


def place_name(form: Form, place: str) -> str:
    """A place as it is named within a sentence, e.g. ``“一（二）依申请公开”``."""
    return f"“{form.place_label(place)}”"
