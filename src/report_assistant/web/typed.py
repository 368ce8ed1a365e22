"""Text as a person typed it in a box, into the paragraphs of a section.

Only the box that changed is read: what stands elsewhere keeps its headings, supports and origin, and so
does every line that was left as it was.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from report_assistant import zh
from report_assistant.checks.reading.binding import every_support, unbound_numbers
from report_assistant.official import Form
from report_assistant.report import Origin, Paragraph, Report, full_text, place_of, topic_texts

_MUCH_ALIKE = 0.6
_HEADING = re.compile(r"\s*（[一二三四五六七八九十]+）[^。；，]{1,24}$")


def box_text(report: Report, place: str) -> str:
    """What stands in the box of a place: its lines, the sub-topic's own heading left out."""
    section = place.split(".", maxsplit=1)[0]
    paragraphs = report.sections.get(section, ())
    group = [paragraphs[index] for index in topic_texts(report.form, paragraphs, section).get(place, ())]
    text = full_text(group)
    if place != section and group and group[0].heading is not None:
        text = text.removeprefix(group[0].heading).removeprefix("\n")
    return text


def with_box(report: Report, place: str, text: str) -> tuple[Paragraph, ...]:
    """The section of `place` as it is once this text stands in its box.

    An emptied box takes its heading with it; a new sub-topic gets the form's heading, in the form's order.
    """
    section = place.split(".", maxsplit=1)[0]
    paragraphs = list(report.sections.get(section, ()))
    standing = topic_texts(report.form, paragraphs, section).get(place, [])
    if _lines(text) == _lines(box_text(report, place)):
        return tuple(paragraphs)
    at = standing[0] if standing else _gap(report.form, paragraphs, place)
    old = [paragraphs[index] for index in standing]
    kept = [(index, paragraph) for index, paragraph in enumerate(paragraphs) if index not in standing]
    before = [paragraph for index, paragraph in kept if index < at]
    after = [paragraph for index, paragraph in kept if index >= at]
    return (*before, *_written(report, place, _lines(text), old), *after)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _gap(form: Form, paragraphs: Sequence[Paragraph], place: str) -> int:
    """Where a place that is not there yet belongs: behind every paragraph of an earlier place."""
    section = place.split(".", maxsplit=1)[0]
    places = topic_texts(form, paragraphs, section)
    return max((index + 1 for other, found in places.items() if other < place for index in found), default=0)


def _written(report: Report, place: str, lines: Sequence[str], old: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Lines as paragraphs: known ones as they were, the others edited or typed.

    A new heading is only seen in a section's own box: in a sub-topic's it would carry its text elsewhere.
    """
    known = {paragraph.text.strip(): paragraph for paragraph in old}
    headings = {paragraph.heading.strip() for paragraph in old if paragraph.heading}
    heading = _own_heading(report.form, place, old) if lines else None
    for line in lines:
        if line in headings or (place == place[:1] and _HEADING.match(line) and line not in known):
            if heading is not None:
                yield Paragraph("", heading, (), Origin.TYPED)
            heading = line
            continue
        was = known.get(line) or _edited(line, old, report)
        yield Paragraph(was.text, heading, was.supports, was.origin)
        heading = None
    if heading is not None:
        yield Paragraph("", heading, (), Origin.TYPED)


def _edited(line: str, old: Sequence[Paragraph], report: Report) -> Paragraph:
    """A new line; it stays imported where an imported line was only corrected.

    Corrected: much like that line, and each number new to it is carried by a cell or a note. What the
    imported line said before is not judged anew because one figure in it was put right.
    """
    likeness = {paragraph: SequenceMatcher(None, paragraph.text, line).ratio() for paragraph in old}
    was = max((one for one in old if one.origin is Origin.IMPORTED), key=likeness.__getitem__, default=None)
    if was is None or likeness[was] < _MUCH_ALIKE:
        return Paragraph(line, None, (), Origin.TYPED)
    stood = {number.value for number in unbound_numbers(was.text, (), report)}
    fresh = [one for one in unbound_numbers(line, every_support(report), report) if one.value not in stood]
    return Paragraph(line, None, was.supports, Origin.TYPED if fresh else Origin.IMPORTED)


def _own_heading(form: Form, place: str, old: Sequence[Paragraph]) -> str | None:
    """The heading that a sub-topic's box leaves out; a section's box shows its own."""
    section = place.split(".", maxsplit=1)[0]
    if place == section:
        return None
    if old and old[0].heading is not None and place_of(form, old[0].heading, section) == place:
        return old[0].heading
    number = [topic.id for topic in form.topics].index(place) + 1
    return f"（{zh.spell(number)}）{form.topics[number - 1].title}"
