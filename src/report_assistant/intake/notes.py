"""Notes from Markdown: a heading names the sub-topic, each list entry or paragraph is one note.

Nothing that was told is dropped: text under no heading, or under one that names no part of the report,
is a note with the place "".
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from report_assistant import zh
from report_assistant.errors import UnusableInput
from report_assistant.intake.files import decoded, read_file
from report_assistant.official import Form, load_form
from report_assistant.report import Note

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_RULE = re.compile(r"\s*([-*_=])\s*(?:\1\s*){2,}$")
_HEADING = re.compile(r"\s{0,3}(?P<hashes>#{1,6})\s*(?P<words>.*?)[\s#]*$")
_ENTRY = re.compile(r"\s*(?:[-*+•·]\s+|\d{1,3}[.)]\s+|\d{1,3}[、）]\s*|[（(]\d{1,3}[）)]\s*)(?P<words>.*)$")
_EMPHASIS = re.compile(r"(\*\*|__|`)(?P<words>.+?)\1")
_ORDINAL = re.compile(r"(?P<numeral>[一二三四五六1-6])(?:[,.:]|$)(?!\d)")
_DOTTED = re.compile(r"(?P<place>1\.[1-5])(?!\d)")
_UNMARKED = 7  # deeper than any marked heading


def read_notes(path: Path) -> tuple[Note, ...]:
    """The notes in a Markdown file, UTF-8 or GB18030.

    Raises: UnusableInput where the file cannot be read as text or holds nothing.
    """
    return parse_notes(decoded(read_file(path), path.name), path.name)


def parse_notes(text: str, name: str = "") -> tuple[Note, ...]:
    """The notes in `text`, numbered from 1 in its order; `name` is told in messages.

    Raises: UnusableInput where there is no note in it.
    """
    lines = _COMMENT.sub("", text.removeprefix("\ufeff")).splitlines()
    notes = tuple(Note(number, place, words) for number, (place, words) in enumerate(_notes(lines), start=1))
    if not notes:
        raise UnusableInput(
            "没有一条情况说明", where=name or "情况说明", remedy="请每段或每个列表项写一件事，标题写明所属部分"
        )
    return notes


def _notes(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    headings = _Headings(load_form("2021"), lines)
    gathered: list[str] = []
    place, known_level = "", _UNMARKED
    for line in [*lines, ""]:
        heading, entry, rule = headings.read(line), _ENTRY.match(line), _RULE.match(line)
        if gathered and (heading or entry or rule or not line.strip()):
            yield place, _joined(gathered)
            gathered = []
        if heading:
            level, named = heading
            if named:
                place, known_level = named, level
            elif level <= known_level:  # a heading of one's own below a known one stays with it
                place = ""
        elif not rule:
            words = (entry["words"] if entry else line).strip().removeprefix(">").strip()
            gathered += [_EMPHASIS.sub(r"\g<words>", words)] if words else []


def _joined(lines: list[str]) -> str:
    """The lines of one paragraph: a space only where two Latin words or numbers would run together."""
    text = lines[0]
    for line in lines[1:]:
        seam = text[-1] + line[0]
        text += (" " if seam.isascii() and seam.isalnum() else "") + line
    return text


class _Headings:
    """Which lines are headings, and which place of the report each names."""

    def __init__(self, form: Form, lines: Sequence[str]) -> None:
        sections = [(str(s.number), (s.heading, s.title, *s.aliases)) for s in form.narrative_sections]
        topics = [(topic.id, (topic.title, *topic.aliases)) for topic in form.topics]
        self._names = {zh.fold_label(name): place for place, names in sections + topics for name in names}
        self._tables = {zh.fold_label(s.heading) for s in form.sections if s.table}
        # Somebody who numbers offices 一 to 九 does not mean section five by 五.
        self._own_numbering = any(
            self._numeral(marked["words"]) in set("二三四234") and not self._named(marked["words"])
            for marked in map(_HEADING.match, lines)
            if marked
        )

    def read(self, line: str) -> tuple[int, str] | None:
        """The level and the place of a heading; an unmarked line is one only where it is an official name."""
        marked = _HEADING.match(line)
        if marked:
            return len(marked["hashes"]), self._place(marked["words"])
        entry = _ENTRY.match(line)
        named = self._named(_EMPHASIS.sub(r"\g<words>", entry["words"] if entry else line))
        return (_UNMARKED, named) if named else None

    def _place(self, words: str) -> str:
        words = _EMPHASIS.sub(r"\g<words>", words)
        dotted = _DOTTED.match(zh.fold_label(words))
        if named := self._named(words):
            return named
        if dotted:
            return dotted["place"]
        numeral = "" if self._own_numbering else self._numeral(words)
        return {"一": "1", "五": "5", "六": "6"}.get(numeral, numeral if numeral in set("156") else "")

    def _named(self, words: str) -> str:
        folded = zh.fold_label(words).rstrip(".:。,")
        once = zh.without_ordinal(folded)
        spellings = () if folded in self._tables else (folded, once, zh.without_ordinal(once))  # 一（二）依申请公开
        return next((self._names[spelling] for spelling in spellings if spelling in self._names), "")

    def _numeral(self, words: str) -> str:
        folded = zh.fold_label(words)
        found = _ORDINAL.match(folded)
        return found["numeral"] if found and folded not in self._tables else ""
