"""Narrative: paragraphs, what carries each, and to which sub-topic it belongs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from report_assistant import zh
from report_assistant.official import Form, load_form

_EMPTY_WORDS = re.compile("(?:工作)?(?:情况|方面|工作)$")
_OF_DISCLOSURE = re.compile("^(?:政府信息公开|政务公开|信息公开|政府信息|政务信息)(?:工作)?的?")


class Origin(StrEnum):
    """Who wrote a paragraph."""

    TYPED = "typed"
    IMPORTED = "imported"
    PLAIN = "plain"  # the offline writer
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `heading` stands above it as printed, None where it goes on under the last one.

    `supports`: cell addresses, ``note:<id>`` and ``passage:<id>`` that carry it.
    """

    text: str
    heading: str | None = None
    supports: tuple[str, ...] = ()
    origin: Origin = Origin.IMPORTED

    def __hash__(self) -> int:
        return hash(self.text)  # hundreds of times a check, by what keeps the text cut


@dataclass(frozen=True, slots=True)
class Narrative:
    """What a writer gives back for one section.

    `questions`: what must be asked, one line each; what is not known has a visible gap 〔待补充：…〕 in
    the text, what is only to be confirmed begins with 请确认. `written_by`: prompt id@version, hash, model
    and brief hash, or the offline writer's name.
    """

    section: str
    paragraphs: tuple[Paragraph, ...]
    questions: tuple[str, ...] = ()
    written_by: Mapping[str, str] | None = None


def place_of(form: Form, heading: str | None, section: str) -> str:
    """The sub-topic a printed heading opens (``（二）依申请公开：`` → ``1.2``), or the section itself.

    What goes without saying before the title or behind it changes nothing: ``（五）政府信息公开监督保障情况。``.
    """
    if section != "1" or not heading:
        return section
    return _topic_of(form.id, heading) or section


@lru_cache(maxsize=256)  # every rule asks for the same few headings
def _topic_of(form_id: str, heading: str) -> str | None:
    topics = _topics(form_id)
    bare = zh.without_ordinal(heading).rstrip(".:。：,、")
    printed = (bare, _EMPTY_WORDS.sub("", bare))
    shortened = (_OF_DISCLOSURE.sub("", spelling) for spelling in printed)
    return next((topics[spelling] for spelling in (*printed, *shortened) if spelling in topics), None)


@cache
def _topics(form_id: str) -> Mapping[str, str]:
    """The sub-topics by their folded titles."""
    topics = load_form(form_id).topics
    return {zh.fold_label(name): topic.id for topic in topics for name in (topic.title, *topic.aliases)}


def topic_texts(form: Form, paragraphs: Sequence[Paragraph], section: str) -> dict[str, list[int]]:
    """Which paragraphs (by index) stand under which place; a paragraph without heading goes on."""
    places: dict[str, list[int]] = {}
    place = section
    for index, paragraph in enumerate(paragraphs):
        if paragraph.heading is not None:
            place = place_of(form, paragraph.heading, section)
        places.setdefault(place, []).append(index)
    return places


def full_text(paragraphs: Iterable[Paragraph]) -> str:
    """The section as running text, headings on their own lines.

    Spans in findings (contracts §3, `span`) count characters of this text.
    """
    lines = []
    for paragraph in paragraphs:
        if paragraph.heading is not None:
            lines.append(paragraph.heading)
        lines.append(paragraph.text)
    return "\n".join(lines)
