"""The narrative in stretches: the text under each heading, with its place and its offset."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from report_assistant import zh
from report_assistant.official import Form, load_form
from report_assistant.report.narrative import Paragraph, place_of
from report_assistant.report.report import Report


class Stretch(NamedTuple):
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
        yield from _sentences(self)


@lru_cache(maxsize=128)  # many rules read the same stretches, of this year's report and of last year's
def _sentences(stretch: Stretch) -> tuple[Stretch, ...]:
    section, place, start, text = stretch
    return tuple(Stretch(section, place, start + first, text[first:end]) for first, end in zh.sentences(text))


def placed(form: Form, section: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, int, str]]:
    """Each paragraph, where its text begins in `full_text`, and the place it stands under."""
    place, offset = section, 0
    for paragraph in paragraphs:
        if paragraph.heading is not None:
            place = place_of(form, paragraph.heading, section)
        offset += heading_length(paragraph)
        yield paragraph, offset, place
        offset += len(paragraph.text) + 1


def stretches(report: Report) -> Iterator[Stretch]:
    """Every stretch of sections one, five and six in order; headings are left out.

    Blank: a heading with nothing under it is no stretch.
    """
    yield from stretches_of(report.form_id, tuple(report.sections.items()))


@lru_cache(maxsize=8)  # nearly every rule asks for them
def stretches_of(form_id: str, sections: tuple[tuple[str, tuple[Paragraph, ...]], ...]) -> tuple[Stretch, ...]:
    """The same of the sections of a report, each with its number."""
    told: list[Stretch] = []
    for number, paragraphs in sections:
        for paragraph, start, place in placed(load_form(form_id), number, paragraphs):
            if told and told[-1].section == number and paragraph.heading is None:
                told[-1] = told[-1]._replace(text=f"{told[-1].text}\n{paragraph.text}")
            else:
                told.append(Stretch(number, place, start, paragraph.text))
    return tuple(stretch for stretch in told if stretch.text.strip())


def heading_length(paragraph: Paragraph) -> int:
    """How many characters of the full text the heading above a paragraph takes."""
    return 0 if paragraph.heading is None else len(paragraph.heading) + 1
