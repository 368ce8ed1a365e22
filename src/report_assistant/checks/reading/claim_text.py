"""Prose cut for reading: sentences without spaces and comparisons, and clauses with their numbers."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from report_assistant import zh
from report_assistant.checks.reading.claim_scope import APPLICATIONS, OUTSIDE
from report_assistant.checks.reading.claim_words import fold_years, read_phrase, with_signs
from report_assistant.official import Form
from report_assistant.report import place_of

_HEADING = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十]{1,2}[）)、.．]|\d{1,2}[.．、])[^，。；\d]{1,24}\s*")
_ENDS = re.compile(r"[。！？；：:;!?]\s*$")
_GOVERNMENT = re.compile("[县市区州省旗盟]人民政府$")
_SPOKEN_YEAR = re.compile(r"[〇零○一二][〇零○一二三四五六七八九]{3}(?=\s*年)")
_CUT = re.compile(r"[,;:()!?。—…、](?:(?<!\d,)|(?!\d{3}(?!\d)))")  # but not within 1,011
_IS = re.compile("(?:这|即|也就)?[是为系即]")
_DENIED_TWICE = re.compile("(?P<first>[^无零没未]*(?P<no>无(?!法|正当)|零|没有|未).{2,10}?)[也亦且]?(?P=no).{2,10}")
_NEGATION = re.compile("未|没有|无(?!法|正当)|零|不存在")
_NUMBER = (
    rf"(?:[\d,]+(?:\.\d+)?[万亿]?|[{zh.NUMERAL}]+)余?(?:件次|人次|万元|个?百分点|位次|[件宗份条次例个项起人篇元位名%])"
)

# What compares this year with another, or counts days and not cases, is blotted out before reading. Most of these
# begin with a look at what they can begin with: most places are soon passed.
_ASIDES = (
    r"《[^》]*》",
    r"^(?:\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,3}[是、])",
    r"(?=[在\d一二三五七十])在?(?:\d+|[一二三五七十]+)个?工作日(?:(?:以?内|之内)(?!(?:办结|答复)\d)|(?!以?内|之内))",
    r"(?=[与同和相较比对])(?:与|同|和|相?较于?|相?比于?|对比)(?:〈上年〉|往年)[^,;。:]{0,16}?(?:相比|相较|对比)较?",
    rf"(?=[同环相较比])(?:(?:同比|环比)|(?:相?较于?|比)(?:〈上年〉|前年|往年|20\d\d年度?))(?:同期)?的?(?:新收|申请)?(?:{_NUMBER})?"
    rf"(?:有所|略有|大幅|明显|基本|均|净)*(?:增加|增长|增|上升|上涨|提高|提升|多|减少|下降|降低|减|少|持平)(?:了|约|近)?(?:{_NUMBER})?",
    rf"(?:由|从)(?:〈上年〉)?(?:同期)?的?{_NUMBER}(?=增|升|降|减|上升|下降|提高|扩大)",
    r"(?=[一任])(?:(?<=无|有)一[件宗例起](?!次)|(?:(?<=没有发生)|(?<=没有收到)|(?<=没有出现)|(?<=未发生)|(?<=未收到)|(?<=未出现)|任何)一[件宗例起]|一[件宗例起](?=(?:也|都)(?:没|未|无)))",
    r"一次(?=性)",
    r"(?=[以上这一两二三四五六])(?:以?上|这)?[一两二三四五六][项栏类种者](?:申请)?(?=共|合计|共计|总计|之和|均|都|皆|数据|指标|为|是)",
)
_ASIDE = re.compile(rf"(?=[《与同和环相较比对由从在任以一二两三四五六七八九十\d])(?:{with_signs('|'.join(_ASIDES))})")

_YEARLY = re.compile(with_signs("(?<![至止到])(?:〈本年〉|全年|年内|当年)累计"))
_MANY_YEARS = re.compile("截[至止]|以来|历年|近.{1,2}年|[两二三四五]年|(?:平台|系统)[^,;]{0,6}累计")
_LONGEST = 40  # no heading is longer
_OVER = re.compile("[余多来]")
_HEDGES = (
    (("近", "将近", "不足", "不到", "以内", "以下"), Decimal("0.7"), Decimal(1)),
    (("约", "大约", "左右", "上下"), Decimal("0.8"), Decimal("1.2")),
    (("超过", "超", "逾", "至少", "突破", "上", "以上"), Decimal(1), Decimal(2)),
)
_HEDGE_BEFORE = re.compile("(将近|近|不足|不到|大约|约|超过|超|逾|至少|突破|(?<!以)上|数|几)$")
_HEDGE_ENDS, _HEDGE_STARTS = tuple("近足到约过超逾少破上数几"), ("左", "上", "以")  # most numbers stand beside none
_SEVERAL = ("数", "几")  # 数十件; a digit behind 决定数 is that number itself
_HEDGE_BEHIND = re.compile("(左右|上下|以上|以下|以内)")


class Line(NamedTuple):
    """One sentence: `text` half-width without spaces, `offsets` of its characters in the whole text.

    `base`: what the heading above it is about; `opens`: it is the first of its paragraph; `goes_on`: it
    speaks of what was named before it, being joined by ； or opened by 其中; `governs`: it is a government's,
    which reports for 全县.
    """

    text: str
    offsets: Sequence[int]
    base: str | None
    opens: bool
    goes_on: bool
    governs: bool

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place of `text[start:end]` in the whole text."""
        return self.offsets[start], self.offsets[end - 1] + 1


class Piece(NamedTuple):
    """A clause: its numbers, and its labels, the text before each number and, last, behind them all.

    `opening`: the mark that stands before it.
    """

    start: int
    end: int
    opening: str
    amounts: tuple[zh.Amount, ...]
    labels: tuple[str, ...]

    def going_on(self, begun: str) -> "Piece":
        """The clause with the words that stood before a bracket in it: 乡镇（街道）收到3件."""
        return self._replace(labels=(begun + self.labels[0], *self.labels[1:])) if self.labels[0] else self

    def label_span(self, index: int) -> tuple[int, int]:
        """Where the number `index` stands with what names it, before or, for the last one, behind."""
        start = self.amounts[index - 1].end if index else self.start
        behind = index == len(self.amounts) - 1 and self.labels[-1].strip("\0")
        return start, self.end if behind else self.amounts[index].end


def lines_of(text: str, form: Form, year: int, names: Sequence[str], section: str) -> Iterator[Line]:
    """The sentences of a section's text, headings left out; a line broken in mid-sentence is mended."""
    base = None if section == "1" else OUTSIDE
    plain = _plain(text, year, names)
    governs = any(_GOVERNMENT.search(name) for name in names)
    for start, end, heading in _paragraphs(text, form, section):
        if heading:
            base = APPLICATIONS if "依申请" in heading or place_of(form, heading, section) == "1.2" else OUTSIDE
            continue
        opens, joined = True, False
        for first, last in zh.sentences(text[start:end].replace("\n", " ")):
            written, offsets = _without_spaces(plain, start + first, start + last)
            sentence = _ASIDE.sub(_blot, written)
            if "累计" in sentence and (_YEARLY.search(sentence) or not _MANY_YEARS.search(sentence)):
                sentence = sentence.replace("累计", "\0\0")
            yield Line(sentence, offsets, base, opens, joined or sentence.lstrip("\0").startswith("其中"), governs)
            opens, joined = False, sentence.endswith(";")


def _without_spaces(plain: str, start: int, end: int) -> tuple[str, Sequence[int]]:
    written = plain[start:end]
    if written.isprintable() and " " not in written:  # no other space can be printed
        return written, range(start, end)
    return "".join(written.split()), [i for i in range(start, end) if not plain[i].isspace()]


def _paragraphs(text: str, form: Form, section: str) -> Iterator[tuple[int, int, str]]:
    """Spans that a line break really ends, not one in mid-sentence, each with itself where it is a heading."""
    lines = text.splitlines(keepends=True)
    heads = [*(_is_heading(line, form, section) for line in lines), False]
    start = end = 0
    for index, line in enumerate(lines):
        end += len(line)
        last = index + 1 == len(lines) or not lines[index + 1].strip()
        if heads[index] or heads[index + 1] or last or _ENDS.search(line):
            yield start, end, line if heads[index] else ""
            start = end


def _is_heading(line: str, form: Form, section: str) -> bool:
    return len(line) < _LONGEST and (bool(_HEADING.fullmatch(line)) or place_of(form, line.strip(), section) != section)


def _plain(text: str, year: int, names: Sequence[str]) -> str:
    """Half-width, years folded, the organ's own names blotted out; one character stays one."""
    plain = zh.half_width(text)
    for name in sorted(names, key=len, reverse=True):
        plain = plain.replace(zh.half_width(name), "\0" * len(name)) if name else plain
    plain = _SPOKEN_YEAR.sub(lambda found: str(zh.read_numeral(found.group())).zfill(4), plain)
    return fold_years(plain, year)


def _blot(found: re.Match[str]) -> str:
    return "\0" * len(found.group())


def pieces_of(line: Line) -> Iterator[Piece]:
    """The clauses of a sentence; 、 parts them only behind a number or before a negation."""
    text, start, opening, taken = line.text, 0, "", 0
    amounts = [amount for amount in zh.half_width_amounts(text) if amount.unit != "%"]
    for end in [*[cut.start() for cut in _CUT.finditer(text)], len(text)]:  # each mark is one character
        mark, upto = text[end : end + 1], taken
        while upto < len(amounts) and amounts[upto].start < end:
            upto += 1
        if upto == taken:
            if mark == "、" and not _NEGATION.match(text, end + 1):
                continue
            yield Piece(start, end, opening, (), (text[start:end],))
        elif amounts[upto - 1].end > end:
            continue
        else:
            own = tuple(amounts[taken:upto])
            yield Piece(start, end, opening, own, _labels(text, start, end, own))
        start, opening, taken = end + 1, mark, upto


def clauses_of(line: Line) -> Iterator[Piece]:
    """The clauses of a sentence as they are read: a bare number with the clause that names it, denials one by one.

    24件，是结转下年的申请数 is one clause, 无复议无诉讼 are two.
    """
    bare: Piece | None = None
    for piece in pieces_of(line):
        if bare is not None and _names_number(piece):
            yield bare._replace(end=piece.end, labels=(bare.labels[0], piece.labels[0]))
            bare = None
            continue
        if bare is not None:
            yield bare
        bare = piece if len(piece.amounts) == 1 and is_bare(piece) else None
        if bare is None:
            yield from _denied_twice(piece) if not piece.amounts else (piece,)
    if bare is not None:
        yield bare


def _denied_twice(piece: Piece) -> Iterator[Piece]:
    """无复议无诉讼: two clauses that no mark parts."""
    text = piece.labels[0]
    often = text.count("无") > 1 or text.count("未") > 1 or text.count("没") > 1 or text.count("零") > 1
    twice = _DENIED_TWICE.fullmatch(text) if often else None
    if twice is None:
        yield piece
        return
    middle = piece.start + twice.end("first")
    yield piece._replace(end=middle, labels=(twice["first"],))
    yield piece._replace(start=middle, labels=(text[twice.end("first") :],))


def _names_number(piece: Piece) -> bool:
    """Whether a clause only says what the bare number before it counts."""
    says = not piece.amounts and piece.opening in (",", ":") and _IS.match(piece.labels[0])
    named = read_phrase(piece.labels[0] if says else "")
    return named.known and named.has("row", "application", "request", "group", "document", "decision")


def _labels(text: str, start: int, end: int, amounts: Sequence[zh.Amount]) -> tuple[str, ...]:
    if len(amounts) == 1:
        return text[start : amounts[0].start], text[amounts[0].end : end]
    begins = [start, *[amount.end for amount in amounts]]
    ends = [*[amount.start for amount in amounts], end]
    return tuple([text[begin:stop] for begin, stop in zip(begins, ends, strict=True)])


def is_bare(piece: Piece) -> bool:
    """Whether a clause is nothing but the next number of a list."""
    return bool(piece.amounts) and not "".join(piece.labels).strip("和与及、\0")


def admitted(text: str, amount: zh.Amount) -> tuple[Decimal, Decimal] | None:
    """The numbers that an inexact one may stand for, in its own unit; None where it is exact.

    Wider than what a draft may write (`quantities`): here only what cannot be meant counts as wrong.
    """
    if (
        amount.exact
        and not text.endswith(_HEDGE_ENDS, 0, amount.start)
        and not text.startswith(_HEDGE_STARTS, amount.end)
    ):
        return None
    hedge = _HEDGE_BEFORE.search(text[max(0, amount.start - 3) : amount.start]) or _HEDGE_BEHIND.match(text, amount.end)
    word, value = hedge[1] if hedge else "", amount.value
    if word in _SEVERAL:
        if text[amount.start].isdecimal():
            return None
        return 2 * value, 10 * value
    if _OVER.search(text, amount.start, amount.end):
        digits = str(int(value)).rstrip("0")
        return value, value + Decimal(10) ** (len(str(int(value))) - len(digits))
    return next(((value * low, value * high) for words, low, high in _HEDGES if word in words), None)
