"""The six section headings among the lines of a page, found by their words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from report_assistant import zh
from report_assistant.intake.labels import Labels, canonical, split_ordinal
from report_assistant.intake.page import Block, Line
from report_assistant.intake.remark import Code
from report_assistant.official import Form, Section, load_form
from report_assistant.report import Remark

_LONGEST_HEADING = 40
_END_MARKS = "：:。；;，,"
_PAGE_NUMBER = re.compile(r"[.．…·\s]{2,}\d+$")  # a table of contents
_RUN_IN = re.compile(r"[：:。]|\s{2,}|　")
_SEVERAL = 3
_ALIKE_WITH_NUMBER, _ALIKE_WITHOUT = 55.0, 85.0


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens a section; `rest` is the text that runs on behind it in the same line.

    `doubtful`: a sub-topic of section one may be called so.
    """

    index: int
    section: Section
    printed: str
    exact: bool
    number: int | None
    rest: str = ""
    bracketed: bool = False
    doubtful: bool = False

    @property
    def rank(self) -> int:
        """How sure it is: the smaller, the surer."""
        return (0 if self.exact else 2) + (0 if self.number == self.section.number else 1)


def find_headings(blocks: Sequence[Block], form: Form) -> dict[int, Heading]:
    """The heading of each section that has one, by section number."""
    finder = _finder(form.id)
    lines = [(index, block.text) for index, block in enumerate(blocks) if isinstance(block, Line)]
    found = [heading for index, text in lines if (heading := finder.named(index, text))]
    if not _are_bracketed(found):
        found = [heading for heading in found if not heading.doubtful]
    named = {heading.section.number for heading in found}
    open_sections = [section for section in form.sections if section.number not in named]
    found += [h for index, text in lines if (h := finder.nearest(index, text, open_sections))]
    listed = _in_contents(found, dict(lines))
    chosen: dict[int, Heading] = {}
    for section in form.sections:
        mine = [heading for heading in found if heading.section.number == section.number]
        if mine:
            chosen[section.number] = min(mine, key=lambda h: _reluctance(h, listed.get(h.index, 0)))
    return chosen


def headings_in_order(blocks: Sequence[Block], form: Form) -> list[Heading]:
    """Every line that is called as a section is, as they follow one another; without tables of contents."""
    finder = _finder(form.id)
    lines = {index: block.text for index, block in enumerate(blocks) if isinstance(block, Line)}
    found = [heading for index, text in lines.items() if (heading := finder.named(index, text))]
    listed = _in_contents(found, lines)
    return [heading for heading in found if heading.index not in listed and not heading.doubtful]


def is_heading(text: str, form: Form) -> bool:
    """Whether a text is called as a section is, with its number."""
    return split_ordinal(text)[0] is not None and _finder(form.id).named(0, text) is not None


def _are_bracketed(found: Sequence[Heading]) -> bool:
    """Whether the sections are numbered （一）, as their sub-topics should be."""
    return len({heading.section.number for heading in found if heading.bracketed and not heading.doubtful}) >= _SEVERAL


def _reluctance(heading: Heading, listed: int) -> tuple[int, int, int]:
    """The greater, the less it is the section's own heading: a table of contents stands before the text."""
    return listed, heading.rank, -heading.index if listed else heading.index


def _in_contents(found: Sequence[Heading], lines: Mapping[int, str]) -> dict[int, int]:
    """The headings that look like a table of contents, by line: nothing between them 1, a page's number behind 2."""
    listed: dict[int, int] = {}
    run: list[Heading] = []
    for heading in sorted(found, key=lambda h: h.index):
        if not run or heading.index != run[-1].index + 1 or heading.section.number < run[-1].section.number:
            run = []
        run.append(heading)
        listed |= {one.index: 1 for one in run} if len(run) >= _SEVERAL else {}
    return listed | {heading.index: 2 for heading in found if _PAGE_NUMBER.search(lines[heading.index])}


def heading_remarks(headings: Mapping[int, Heading], form: Form) -> list[Remark]:
    """Where the headings deviate from the form's six."""
    remarks = []
    for section in form.sections:
        place, heading = str(section.number), headings.get(section.number)
        if heading is None:
            remarks.append(Code.HEADING_MISSING.at(place, f"没有找到“{section.heading}”这一标题"))
            continue
        if not heading.exact:
            message = f"标题印成了“{heading.printed}”，应为“{section.heading}”"
            remarks.append(Code.HEADING_ALTERED.at(place, message))
        if heading.number != section.number:
            message = f"标题“{heading.printed}”的序号应为“{section.heading[0]}、”"
            remarks.append(Code.HEADING_MISNUMBERED.at(place, message))
        if heading.printed[-1] in _END_MARKS:
            remarks.append(Code.HEADING_PUNCTUATED.at(place, f"标题“{heading.printed}”末尾不加标点"))
    furthest: Heading | None = None
    for heading in sorted(headings.values(), key=lambda h: h.index):
        if furthest is not None and heading.section.number < furthest.section.number:
            message = f"标题“{heading.printed}”排在了“{furthest.printed}”之后"
            remarks.append(Code.HEADING_OUT_OF_ORDER.at(str(heading.section.number), message))
        else:
            furthest = heading
    return remarks


@cache
def _finder(form_id: str) -> "_Finder":
    return _Finder(load_form(form_id))


class _Finder:
    def __init__(self, form: Form) -> None:
        self._titles = Labels((section, (section.title,)) for section in form.sections)
        self._aliases = Labels((section, section.aliases) for section in form.sections)
        rows = [row for table in form.tables for block in table.blocks for row in block.rows]
        # 一、本年新收… and 四、结转… are rows of table three, even where a copy lost the table round them.
        self._row_labels = {split_ordinal(label)[1] for row in rows for label in (row.label, *row.aliases)}
        self._topics = {canonical(name) for topic in form.topics for name in (topic.title, *topic.aliases)}

    def named(self, index: int, text: str) -> Heading | None:
        """The heading a line is, with or without text that runs on; None where it names no section."""
        short = len(text) <= 2 * _LONGEST_HEADING
        whole = self._titled(index, _PAGE_NUMBER.sub("", text) if short else text, "")
        if whole is not None:
            return whole
        cut = _RUN_IN.search(text)
        if cut is None or split_ordinal(text)[0] is None:
            return None
        return self._titled(index, text[: cut.start()], text[cut.end() :].strip())

    def _titled(self, index: int, printed: str, rest: str) -> Heading | None:
        if len(printed) > _LONGEST_HEADING:
            return None
        ordinal, bare = split_ordinal(printed.rstrip(_END_MARKS))
        exact = self._titles.exact(bare)
        section = exact or self._aliases.exact(bare)
        if section is None:
            return None
        bracketed = ordinal is not None and ordinal.bracketed
        # 1、总体情况 has the right number, but not the form's numeral.
        number = ordinal.number if ordinal is not None and ordinal.chinese else None
        doubtful = bracketed and bare in self._topics
        return Heading(index, section, printed, exact is not None, number, rest, bracketed, doubtful)

    def nearest(self, index: int, text: str, sections: Sequence[Section]) -> Heading | None:
        """The heading that a line most resembles, among sections whose own heading is nowhere."""
        ordinal, bare = split_ordinal(text.rstrip(_END_MARKS))
        unfit = len(text) > _LONGEST_HEADING or "。" in text or bare in self._row_labels
        if unfit or ordinal is None or ordinal.bracketed or not ordinal.chinese:
            return None
        scores = {}
        for section in sections:
            alike = max(fuzz.ratio(bare, zh.fold_label(name)) for name in (section.title, *section.aliases))
            if alike >= (_ALIKE_WITH_NUMBER if ordinal.number == section.number else _ALIKE_WITHOUT):
                scores[section] = alike
        if not scores:
            return None
        return Heading(index, max(scores, key=lambda s: scores[s]), text, False, ordinal.number)
