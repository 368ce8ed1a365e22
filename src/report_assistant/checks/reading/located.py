"""The narrative as rules read it: stretches of text, each with its place and its offset."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from report_assistant import zh
from report_assistant.official import Form
from report_assistant.report import Paragraph, Report, place_of


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

    def sentences(self) -> Iterator["Stretch"]:
        """Its sentences, each a stretch of its own, closing mark included."""
        for start, end in zh.sentences(self.text):
            yield replace(self, start=self.start + start, text=self.text[start:end])


def placed(form: Form, section: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, int, str]]:
    """Each paragraph, where its text begins in `full_text`, and the place it stands under."""
    place, offset = section, 0
    for paragraph in paragraphs:
        if paragraph.heading is not None:
            place = place_of(form, paragraph.heading, section)
        offset += _heading_length(paragraph)
        yield paragraph, offset, place
        offset += len(paragraph.text) + 1


def stretches(report: Report) -> Iterator[Stretch]:
    """Every stretch of sections one, five and six in order; headings are left out.

    Blank: a heading with nothing under it is no stretch.
    """
    for number, paragraphs in report.sections.items():
        told: list[Stretch] = []
        for paragraph, start, place in placed(report.form, number, paragraphs):
            if told and paragraph.heading is None:
                told[-1] = replace(told[-1], text=f"{told[-1].text}\n{paragraph.text}")
            else:
                told.append(Stretch(number, place, start, paragraph.text))
        yield from (stretch for stretch in told if stretch.text.strip())


def place_at(report: Report, section: str, offset: int) -> str:
    """The sub-topic (or the section itself) in which a character of the section's full text stands."""
    found = section
    for paragraph, start, place in placed(report.form, section, report.sections[section]):
        if start - _heading_length(paragraph) > offset:
            break
        found = place
    return found


def _heading_length(paragraph: Paragraph) -> int:
    return 0 if paragraph.heading is None else len(paragraph.heading) + 1


def place_name(form: Form, place: str) -> str:
    """A place as it is named within a sentence, e.g. ``“一（二）依申请公开”``."""
    return f"“{form.place_label(place)}”"
