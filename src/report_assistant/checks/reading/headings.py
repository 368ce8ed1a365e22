"""Headings inside the narrative sections: which sub-topic each opens, and how it is numbered."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from report_assistant import zh
from report_assistant.checks.reading.located import placed
from report_assistant.official import Form, Topic
from report_assistant.report import Paragraph

_CHINESE = "一二三四五六七八九十"
_MARK = re.compile(
    rf"\s*(?:[（(](?:(?P<level2>[{_CHINESE}]{{1,3}})|(?P<level4>\d{{1,2}}))[）)]"
    rf"|(?P<level1>[{_CHINESE}]{{1,3}})、|(?P<level3>\d{{1,2}})[.．、](?!\d))"
)
_END_MARKS = "：:；;，,、。"
# What a heading that no name of the form fits is about. A heading may join two sub-topics.
_CUES = {
    "1.1": re.compile("主动公开"),
    "1.2": re.compile("依申请|申请公开"),
    "1.3": re.compile("管理"),
    "1.4": re.compile("平台|网站|载体"),
    "1.5": re.compile("监督|保障"),
}


class Mark(NamedTuple):
    """The number at the head of a line; `level`: 1 for 一、 2 for （一） 3 for 1. 4 for （1）."""

    level: int
    number: int
    printed: str


class Heading(NamedTuple):
    """A heading as printed, and where it begins in the section's full text.

    `topics`: the sub-topics it opens, told by the form's own names or, with `named` False, by a telling word.
    """

    printed: str
    start: int
    topics: tuple[str, ...]
    named: bool
    mark: Mark | None

    @property
    def closing(self) -> str:
        """The mark it ends with; "" for none."""
        return self.printed[-1] if self.printed[-1] in _END_MARKS else ""

    @property
    def words(self) -> str:
        """Its words, without number and closing mark."""
        bare = self.printed.rstrip(_END_MARKS)
        return bare[len(self.mark.printed) :].strip() if self.mark else bare


def mark_of(line: str) -> Mark | None:
    """The number a line begins with."""
    found = _MARK.match(line)
    if found is None or found.lastgroup is None:
        return None
    written = found[found.lastgroup]
    number = int(written) if written.isdecimal() else zh.read_numeral(written)
    return Mark(int(found.lastgroup[-1]), number, found.group().strip()) if number else None


def headings(form: Form, section: str, paragraphs: Sequence[Paragraph]) -> Iterator[Heading]:
    """The headings that stand in a section, in order."""
    for paragraph, start, place in placed(form, section, paragraphs):
        if paragraph.heading is None or not paragraph.heading.strip():
            continue
        printed, named = paragraph.heading, place != section
        topics = (place,) if named else _hinted(printed) if section == "1" else ()
        yield Heading(printed.strip(), start - len(printed) - 1, topics, named, mark_of(printed))


def opened_by_text(form: Form, paragraphs: Sequence[Paragraph]) -> set[str]:
    """The sub-topics that a paragraph without a heading begins with: 一是主动公开方面，…."""
    texts = [paragraph.text[zh.list_mark(paragraph.text) :].lstrip() for paragraph in paragraphs]
    return {topic.id for topic in form.topics if any(text.startswith(_names(topic)) for text in texts)}


def _names(topic: Topic) -> tuple[str, ...]:
    return topic.title, *topic.aliases


def _hinted(printed: str) -> tuple[str, ...]:
    return tuple(topic for topic, cue in _CUES.items() if cue.search(printed))
