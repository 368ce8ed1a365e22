"""A page cut along its six headings: what stands before them, the paragraphs of one, five and six, the signature."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_assistant import zh
from report_assistant.intake.headings import Heading, find_headings, heading_remarks
from report_assistant.intake.identity import Title, bare_name, find_other_title, find_title, find_year, is_organ_name
from report_assistant.intake.labels import split_ordinal
from report_assistant.intake.page import Block, Grid, Line, Page
from report_assistant.intake.remark import Code
from report_assistant.official import Form
from report_assistant.report import Paragraph, Remark, place_of

_TOPIC_END = re.compile(r"[。：:]|\s{2,}|　")
_MARKS = "：:。，,、 　"
_SENTENCE_END = re.compile(r"[。；，、！？…]$")
_LONGEST_TOPIC = 30
_QUOTED = 30
_DATE = re.compile(
    r"(?P<organ>.*?)(?P<year>\d{4}|[二〇○零一三四五六七八九]{4})年(?P<month>[\d一二三四五六七八九十]{1,3})月[\d一二三四五六七八九十]{1,3}日"
)
_FURNITURE = re.compile(
    r"[【\[（(]?(?:打印|关闭|上一篇|下一篇|上一条|下一条|分享|扫一扫|责任编辑|编辑|审核|附件[:：]?|附件下载|相关(?:链接|文档|解读|文章)"
    r"|版权所有|主办|承办|网站(?:地图|标识码)|联系我们|浏览(?:次数|量)|返回顶部|字体|来源[:：]|\S{1,2}ICP备|\S公网安备)"
)
_LONGEST_FURNITURE, _LONGEST_SIGNATURE = 40, 80
_SEAL = re.compile(r"[（(](?:盖章|公章|章)[）)]")


@dataclass(frozen=True, slots=True)
class Closing:
    """The lines of the last section, and the signature taken from behind them.

    `year`, `month`: of the signature's date; None without one. `left_over`: text behind the signature.
    `printed`: the signature's lines, gaps closed up.
    """

    lines: tuple[str, ...]
    organ: str = ""
    year: int | None = None
    left_over: tuple[str, ...] = ()
    month: int | None = None
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A page by sections; `lines` holds the text of each section found, `grids` its tables.

    `title`: None without one. `preamble`: the sentences between title and first heading. `closing`: the
    signature taken from the last section.
    """

    title: Title | None
    preamble: tuple[str, ...]
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
    front = _texts(page.blocks[: ordered[0].index] if ordered else page.blocks)
    caption = find_title([page.caption])
    title = find_title(front) or (None if caption else find_other_title(front))
    # A line without a full stop is no sentence but furniture of the page.
    preamble = tuple(line for line in front[title.last + 1 if title else 0 :] if "。" in line)
    title = title or caption
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
            closing = split_closing(lines[number], title.organ if title else "")
            lines[number] = closing.lines
    remarks = (*heading_remarks(headings, form), *_beside_tables(lines, form), *_behind_signature(closing, ordered))
    return Outline(title, preamble, lines, grids, closing, remarks)


def paragraphs(cut: Outline, form: Form) -> dict[str, tuple[Paragraph, ...]]:
    """The paragraphs of the narrative sections that are there; the preamble opens section one."""
    found = {}
    for section in form.narrative_sections:
        number = str(section.number)
        if section.number in cut.lines:
            found[number] = _paragraphs(cut.lines[section.number], number, form)
    if cut.preamble:
        found["1"] = tuple(map(Paragraph, cut.preamble)) + found.get("1", ())
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
    return len(text) <= _LONGEST_TOPIC and place_of(form, text.rstrip(_MARKS), section) != section


def _is_heading_line(line: str) -> bool:
    """Whether a line of its own such as （一）存在的问题 is a heading that the form does not know."""
    ordinal, bare = split_ordinal(line)
    fits = ordinal is not None and ordinal.bracketed and ordinal.chinese
    return fits and 0 < len(bare) <= _LONGEST_TOPIC and not _SENTENCE_END.search(line)


def split_closing(lines: Sequence[str], organ: str = "") -> Closing:
    """Part the last section's text from the signature and from the page's furniture.

    `organ`: as the title names it; no other name is needed to know a line as the signature.
    """

    def signs(line: str) -> bool:
        return is_organ_name(line) or bool(organ and line == bare_name(organ))

    cut = next((n for n, line in enumerate(lines) if _is_furniture(line)), len(lines))
    kept = _with_organ_apart(lines[:cut], organ)
    for number in reversed(range(len(kept))):
        dated = _DATE.fullmatch(_compact(kept[number])) if len(kept[number]) <= _LONGEST_SIGNATURE else None
        if dated is None or (dated["organ"] and not signs(dated["organ"])):
            continue
        signed, before, after = dated["organ"], number, number + 1
        if not signed and number and signs(_compact(kept[number - 1])):
            signed, before = _compact(kept[number - 1]), number - 1
        elif not signed and number + 1 < len(kept) and signs(_compact(kept[number + 1])):
            signed, after = _compact(kept[number + 1]), number + 2
        year, month = find_year(dated["year"] + "年"), dated["month"]
        read = int(month) if month.isdecimal() else zh.read_numeral(month)
        printed = _gaps_closed(kept[before:after])
        return Closing(tuple(kept[:before]), signed, year, tuple(kept[after:]), read, printed)
    if kept and signs(_compact(kept[-1])):
        return Closing(tuple(kept[:-1]), _compact(kept[-1]), printed=_gaps_closed(kept[-1:]))
    return Closing(tuple(kept))


def _with_organ_apart(lines: Sequence[str], organ: str) -> list[str]:
    """The lines, the organ on its own where a print ran it together with the sentence before it, over a date."""
    apart: list[str] = []
    for number, line in enumerate(lines):
        dated = number + 1 < len(lines) and _DATE.fullmatch(_compact(lines[number + 1]))
        text = line.removesuffix(organ) if organ and dated else line
        apart += [text.rstrip(), organ] if text != line and text.rstrip().endswith("。") else [line]
    return apart


def _gaps_closed(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in lines)


def _is_furniture(line: str) -> bool:
    return len(line) <= _LONGEST_FURNITURE and "。" not in line and bool(_FURNITURE.match(line))


def _compact(line: str) -> str:
    return bare_name(_SEAL.sub("", re.sub(r"\s+", "", line)))
