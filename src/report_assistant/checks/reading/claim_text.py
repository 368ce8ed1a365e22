"""Prose cut for reading: sentences without spaces and comparisons, and clauses with their numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from report_assistant import zh
from report_assistant.checks.reading.claim_subject import APPLICATIONS, OUTSIDE
from report_assistant.checks.reading.claim_words import year_words
from report_assistant.official import Form
from report_assistant.report import place_of

_HEADING = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十]{1,2}[）)、.．]|\d{1,2}[.．、])[^，。；\d]{1,24}\s*")
_ENDS = re.compile(r"[。！？；：:;!?]\s*$")
_SPOKEN_YEAR = re.compile(r"[〇零○一二][〇零○一二三四五六七八九]{3}(?=\s*年)")
_CUT = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|[;:()!?。—…]|、")
_NEGATION = re.compile("未|没有|无|零|不存在")
_NUMBER = (
    rf"(?:[\d,]+(?:\.\d+)?[万亿]?|[{zh.NUMERAL}]+)余?(?:件次|人次|万元|个?百分点|位次|[件宗份条次例个项起人篇元位名%])"
)

# What compares this year with another, or counts days and not cases, is blotted out before reading.
_ASIDES = (
    r"《[^》]*》",
    r"^(?:\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,3}[是、])",
    r"在?(?:\d+|[一二三五七十]+)个?工作日(?:以?内|之内)?",
    r"(?:与|同|和|相?较于?|相?比于?|对比)(?:〈上年〉|往年)[^,;。:]{0,16}?(?:相比|相较|对比)较?",
    rf"(?:(?:同比|环比)|(?:相?较于?|比)(?:〈上年〉|前年|往年|20\d\d年度?))(?:同期)?的?(?:新收|申请)?(?:{_NUMBER})?"
    rf"(?:有所|略有|大幅|明显|基本|均|净)*(?:增加|增长|增|上升|上涨|提高|提升|多|减少|下降|降低|减|少|持平)(?:了|约|近)?(?:{_NUMBER})?",
    rf"(?:由|从)(?:〈上年〉)?(?:同期)?的?{_NUMBER}(?=增|升|降|减|上升|下降|提高|扩大)",
    r"(?<=无|有)一[件宗例起](?!次)",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: `text` half-width without spaces, `offsets` of its characters in the whole text.

    `base`: what the heading above it is about; `opens`: it is the first of its paragraph; `goes_on`: it
    speaks of what was named before it, being joined by ； or opened by 其中.
    """

    text: str
    offsets: tuple[int, ...]
    base: str | None
    opens: bool
    goes_on: bool

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place of `text[start:end]` in the whole text."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause: its numbers, and its labels, the text before each number and, last, behind them all.

    `opening`: the mark that stands before it.
    """

    start: int
    end: int
    opening: str
    amounts: tuple[zh.Amount, ...]
    labels: tuple[str, ...]

    def label_span(self, index: int) -> tuple[int, int]:
        """Where the number `index` stands with what names it, before or, for the last one, behind."""
        start = self.amounts[index - 1].end if index else self.start
        behind = index == len(self.amounts) - 1 and self.labels[-1].strip("\0")
        return start, self.end if behind else self.amounts[index].end


def lines_of(text: str, form: Form, year: int, names: Sequence[str], section: str) -> Iterator[Line]:
    """The sentences of a section's text, headings left out; a line broken in mid-sentence is mended."""
    base = None if section == "1" else OUTSIDE
    plain = _plain(text, names)
    for start, end in _paragraphs(text, form, section):
        if _is_heading(text[start:end], form, section):
            heading = text[start:end]
            base = APPLICATIONS if "依申请" in heading or place_of(form, heading, section) == "1.2" else OUTSIDE
            continue
        opens, joined = True, False
        for first, last in zh.sentences(text[start:end].replace("\n", " ")):
            offsets = tuple(i for i in range(start + first, start + last) if not plain[i].isspace())
            sentence = _without_asides("".join(plain[i] for i in offsets), year)
            yield Line(sentence, offsets, base, opens, joined or sentence.lstrip("\0").startswith("其中"))
            opens, joined = False, sentence.endswith(";")


def _paragraphs(text: str, form: Form, section: str) -> Iterator[tuple[int, int]]:
    """Spans that a line break really ends: not one in mid-sentence."""
    start = position = 0
    for line in text.splitlines(keepends=True):
        end = position + len(line)
        following = text[end : text.find("\n", end) if text.find("\n", end) >= 0 else len(text)]
        whole = _is_heading(line, form, section) or _is_heading(following, form, section) or _ENDS.search(line)
        if whole or not following.strip():
            yield start, end
            start = end
        position = end
    if start < len(text):
        yield start, len(text)


def _is_heading(line: str, form: Form, section: str) -> bool:
    return bool(_HEADING.fullmatch(line)) or place_of(form, line.strip(), section) != section


def _plain(text: str, names: Sequence[str]) -> str:
    """Half-width, years in digits, the organ's own names blotted out; one character stays one."""
    plain = zh.half_width(text)
    for name in sorted(names, key=len, reverse=True):
        plain = plain.replace(zh.half_width(name), "\0" * len(name)) if name else plain
    return _SPOKEN_YEAR.sub(lambda found: str(zh.read_numeral(found.group())).zfill(4), plain)


def _without_asides(sentence: str, year: int) -> str:
    for aside in _asides(year):
        sentence = aside.sub(lambda found: "\0" * len(found.group()), sentence)
    return sentence


@cache
def _asides(year: int) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(year_words(aside, year)) for aside in _ASIDES)


def pieces_of(line: Line) -> Iterator[Piece]:
    """The clauses of a sentence; 、 parts them only behind a number or before a negation."""
    text = line.text
    amounts = [amount for amount in zh.amounts(text) if amount.unit != "%"]
    start, opening = 0, ""
    cuts = [(cut.start(), cut.end(), cut.group()) for cut in _CUT.finditer(text)]
    for cut_start, cut_end, mark in [*cuts, (len(text), len(text), "")]:
        own = tuple(amount for amount in amounts if start <= amount.start < cut_start)
        if any(amount.start < cut_start < amount.end for amount in amounts):
            continue
        if mark == "、" and not own and not _NEGATION.match(text, cut_end):
            continue
        bounds = [start, *(edge for amount in own for edge in (amount.start, amount.end)), cut_start]
        labels = tuple(text[bounds[i] : bounds[i + 1]] for i in range(0, len(bounds), 2))
        yield Piece(start, cut_start, opening, own, labels)
        start, opening = cut_end, mark
