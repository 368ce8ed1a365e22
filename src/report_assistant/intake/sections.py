"""A page cut along its six headings: what stands before them, and the paragraphs of one, five and six."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_assistant.intake.closing import Closing, split_closing
from report_assistant.intake.headings import Heading, find_headings, heading_remarks
from report_assistant.intake.labels import split_ordinal
from report_assistant.intake.page import Block, Grid, Line, Page
from report_assistant.intake.remark import Code
from report_assistant.official import Form
from report_assistant.report import Paragraph, Remark, place_of

_TOPIC_END = re.compile(r"[。：:]|\s{2,}|　")
_MARKS = "：:。，,、 　"
_EMPTY_WORDS = re.compile(r"(?:工作)?(?:情况|方面|工作)$")
_SENTENCE_END = re.compile(r"[。；，、！？…]$")
_LONGEST_TOPIC = 30
_QUOTED = 30


@dataclass(frozen=True, slots=True)
class Outline:
    """A page by sections; `lines` holds the text of each section found, `grids` its tables.

    `front`: the lines before the first heading. `closing`: the signature taken from the last section.
    """

    headings: dict[int, Heading]
    front: tuple[str, ...]
    lines: dict[int, tuple[str, ...]]
    grids: dict[int, tuple[Grid, ...]]
    closing: Closing
    remarks: tuple[Remark, ...]

    @property
    def text(self) -> str:
        """The whole text under the headings."""
        return "\n".join(line for lines in self.lines.values() for line in lines)


def outline(page: Page, form: Form) -> Outline:
    """Cut a page along its headings."""
    headings = find_headings(page.blocks, form)
    ordered = sorted(headings.values(), key=lambda heading: heading.index)
    ends = [*(heading.index for heading in ordered), len(page.blocks)][1:]
    lines: dict[int, tuple[str, ...]] = {}
    grids: dict[int, tuple[Grid, ...]] = {}
    closing = Closing(())
    for heading, end in zip(ordered, ends, strict=True):
        blocks = page.blocks[heading.index + 1 : end]
        number = heading.section.number
        lines[number] = (*((heading.rest,) if heading.rest else ()), *_texts(blocks))
        grids[number] = tuple(block for block in blocks if isinstance(block, Grid))
        if heading is ordered[-1]:
            closing = split_closing(lines[number])
            lines[number] = closing.lines
    first = ordered[0].index if ordered else len(page.blocks)
    remarks = (*heading_remarks(headings, form), *_beside_tables(lines, form), *_behind_signature(closing, ordered))
    return Outline(headings, _texts(page.blocks[:first]), lines, grids, closing, remarks)


def paragraphs(cut: Outline, form: Form, preamble: Sequence[str]) -> dict[str, tuple[Paragraph, ...]]:
    """The paragraphs of the narrative sections that are there; the preamble opens section one."""
    found = {}
    for section in form.narrative_sections:
        number = str(section.number)
        if section.number in cut.lines:
            found[number] = _paragraphs(cut.lines[section.number], number, form)
    if preamble:
        opening = tuple(Paragraph(text) for text in preamble)
        found["1"] = opening + found.get("1", ())
    return found


def _texts(blocks: Sequence[Block]) -> tuple[str, ...]:
    return tuple(block.text for block in blocks if isinstance(block, Line))


def _beside_tables(lines: dict[int, tuple[str, ...]], form: Form) -> Iterator[Remark]:
    for section in form.sections:
        if section.table is not None and lines.get(section.number):
            words = " ".join(lines[section.number])[:_QUOTED]
            message = f"“{section.heading}”的表格之外另有文字“{words}”，未读入"
            yield Code.TEXT_UNPLACED.at(str(section.number), message)


def _behind_signature(closing: Closing, ordered: Sequence[Heading]) -> Iterator[Remark]:
    if closing.left_over:
        words = " ".join(closing.left_over)[:_QUOTED]
        yield Code.TEXT_UNPLACED.at(str(ordered[-1].section.number), f"落款之后另有文字“{words}”，未读入")


def _paragraphs(lines: Sequence[str], section: str, form: Form) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    heading: str | None = None
    for line in lines:
        topic, text = _topic_and_text(line, section, form)
        if topic is not None:
            if heading is not None:
                found.append(Paragraph("", heading))
            heading = topic
        if text:
            found.append(Paragraph(text, heading))
            heading = None
    if heading is not None:
        found.append(Paragraph("", heading))
    return tuple(found)


def _topic_and_text(line: str, section: str, form: Form) -> tuple[str | None, str]:
    """The heading a line begins with, and the text behind it."""
    if _names_topic(line, section, form) or _is_heading_line(line):
        return line, ""
    cut = _TOPIC_END.search(line)
    if cut and _names_topic(line[: cut.start()], section, form):
        return line[: cut.end()].strip(), line[cut.end() :].strip()
    return None, line


def _names_topic(text: str, section: str, form: Form) -> bool:
    """Whether a text is the title of a sub-topic, or that with an empty word behind it: （一）主动公开方面."""
    bare = _EMPTY_WORDS.sub("", text.rstrip(_MARKS))
    return len(text) <= _LONGEST_TOPIC and any(place_of(form, title, section) != section for title in (text, bare))


def _is_heading_line(line: str) -> bool:
    """Whether a line of its own such as （一）存在的问题 is a heading that the form does not know."""
    ordinal, bare = split_ordinal(line)
    fits = ordinal is not None and ordinal.bracketed and ordinal.chinese
    return fits and 0 < len(bare) <= _LONGEST_TOPIC and not _SENTENCE_END.search(line)


def preamble_of(front: Sequence[str]) -> tuple[str, ...]:
    """The sentences between the title and the first heading; lines without a full stop are no text."""
    return tuple(line for line in front if "。" in line)
