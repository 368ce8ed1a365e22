"""Text whose numbers are marks: one character a number, so that the words round numbers can be read by pattern.

全年公开信息398条，比上年增长5.5% becomes 全年公开信息#，比上年增长%, each mark knowing its number. Only a number
with a measure word is one; dates, articles and ordinals stay words.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from report_assistant import zh

COUNT, ABOUT, SHARE, POINTS, TIMES = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
MARKS = f"{COUNT}{ABOUT}{SHARE}{POINTS}{TIMES}"

_N = zh.NUMERAL
_NUMBER = re.compile(
    rf"(?=[\d{_N}半])(?:"  # most characters begin no number, and are soon passed
    r"(?P<digits>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)\s*(?P<large>[万亿]?)\s*(?P<about>[余多来几])?\s*"
    r"(?P<unit>件次|人次|场次|批次|万元|亿元|元|个?百分点|%|倍|成(?!立|员|果|效)|件|宗|份|条|次|例|个(?!工作日|百分点|月|小时)|项|篇"
    r"|期|场|人|家|块|名|起|批|部|处|页|户|本|幅|组|张|台|站)"
    rf"|(?P<of>[{_N}])分之(?P<parts>[{_N}])(?![{_N}])|(?P<half>一?半(?:数|(?=的|以上|以下|左右|[，。；、,;）)]|$)))"
    rf"|百分之(?P<spoken>[{_N}]+(?:点[{_N}]+)?)"
    rf"|(?P<numeral>[{_N}]+)(?P<more>[余多来几])?"
    r"(?P<measure>件次|人次|个百分点|倍|成(?!立|员|果|效)|件(?!事)|宗|份|条|例|篇|期|场|次(?!性|办|告)|起(?!来)|项(?!合计|共计|总计|之和|相加|加起来|所?占)|个(?!工作日|月|小时|方面)))"
)
_LESS = ("近", "不足", "不到", "接近")
_MORE = ("超", "逾", "超过", "至少", "高于")
_VAGUE = (*_LESS, *_MORE, "约")
_SEVERAL = ("数", "几")  # 数十件; a digit behind 决定数 is that number itself
_BEYOND = ("以上", "多", "余")
_OPEN = (*_BEYOND, "左右", "上下")
_ONE = Decimal(1)
_LOW, _HIGH, _AROUND = Decimal("0.8"), Decimal("1.35"), Decimal("1.25")  # how far 近四成, 四成多, 约四成 may be off
_TENTH, _NEAR = Decimal(7), Decimal("0.88")  # 八成 may be 7 points off, 三分之二 an eighth of itself
_MARKS = {"%": SHARE, "个百分点": POINTS, "百分点": POINTS, "倍": TIMES}
_FULL = {ord("０") + i: str(i) for i in range(10)} | {ord("％"): "%", ord("．"): ".", ord("\u3000"): " "}
_WIDE = re.compile(f"[{''.join(map(chr, _FULL))}]")
_SIGNS = tuple(zip(",;:()!?", "，；：（）！？", strict=True))
_SAME = {"宗": "件", "起": "件", "例": "件", "件次": "件", "名": "人"}
_PLAIN = {"件", "条", "次", "项", "份", "篇", "期", "场", "人", "个"}  # what they count needs no converting
_LARGE = {"万": 10_000, "亿": 10**8}
_SENTENCE = re.compile(r"[^。！？\n]+")
_SPACES = re.compile(r"\s\s*")
_DIFFERS = re.compile(r"多[\d出了]")  # 比上年的9件多3件
_AND = re.compile(f"[和与及](?<=[{MARKS}].)(?=[^，。]*[{MARKS}])")  # 网站12件和窗口9件
_VAGUE_ENDS, _OPEN_STARTS = {word[-1] for word in _VAGUE}, {word[0] for word in _OPEN}  # most numbers stand beside none
_FAR = 10**9
_STILL_OPEN = re.compile(r"[^。！？；：]")
_BEFORE_NO_NUMBER = ("第", "-", "—")


class Number(NamedTuple):
    """A number of the text, `start` to `end` with its measure word.

    Unit: 宗, 起, 例 and 件次 are told as 件; "%" for shares and points, 倍 for times. `low`, `high`: what it admits as
    multiples of `value`; both 1 for an exact one.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    mark: str
    low: Decimal = Decimal(1)
    high: Decimal = Decimal(1)

    @property
    def exact(self) -> bool:
        """Whether it names one number, unlike 十余件 or 近四成."""
        return self.mark != ABOUT

    def admits(self, exact: Decimal) -> bool:
        """Whether it may stand for this number: rounded to half a unit of its last place, or as vague as it is."""
        step = 0 if self.mark == ABOUT else Decimal(1).scaleb(min(0, int(self.value.as_tuple().exponent))) / 2
        step = min(step, self.value / 8) if self.unit == "倍" else step  # 1.5 is no 2倍
        return self.value * self.low - step <= exact <= self.value * self.high + step


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without spaces, its punctuation Chinese, its numbers marks: `numbers` by their `places`, in order.

    `pieces`: where each stretch that was taken over unchanged begins in `text`, and in the text that was marked.
    """

    text: str
    numbers: dict[int, Number]
    places: Sequence[int]
    pieces: Sequence[tuple[int, int]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place of `text[start:end]` in the text that was marked."""
        last = self.numbers.get(end - 1)
        return self._offset(start), last.end if last else self._offset(end - 1) + 1

    def _offset(self, at: int) -> int:
        here, there = self.pieces[bisect_right(self.pieces, (at, _FAR)) - 1]
        return there + at - here

    def within(self, start: int, end: int) -> list[tuple[int, Number]]:
        """The numbers between two places, each with its own."""
        first, last = bisect_left(self.places, start), bisect_left(self.places, end)
        return [(at, self.numbers[at]) for at in self.places[first:last]]

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The spans that end with a full stop; ；parts no sentence here."""
        for found in _SENTENCE.finditer(self.text):
            yield found.span()


@lru_cache(maxsize=32)  # several rules read the same stretches
def mark(text: str) -> Marked:
    """The text with its numbers as marks; a line broken in mid-sentence is mended."""
    plain = text.translate(_FULL) if _WIDE.search(text) else text
    spaced = bool(_SPACES.search(plain))
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    numbers: dict[int, Number] = {}
    position = length = 0
    for found in _NUMBER.finditer(plain):
        start, end = found.span()
        number = None if plain[start - 1 : start] in _BEFORE_NO_NUMBER else _number(found, plain)
        if number is not None:
            for piece, there in _kept(plain, position, start) if spaced else ((plain[position:start], position),):
                parts.append(piece)
                pieces.append((length, there))
                length += len(piece)
            numbers[length] = number
            parts.append(number.mark)
            pieces.append((length, start))
            position, length = end, length + 1
    for piece, there in _kept(plain, position, len(plain)):
        parts.append(piece)
        pieces.append((length, there))
        length += len(piece)
    marked = "".join(parts)
    for sign, written in _SIGNS:  # seven of these cost less than one translate
        marked = marked.replace(sign, written)
    return Marked(_AND.sub("、", marked), numbers, tuple(numbers), pieces)


def _kept(plain: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The words between two places, without spaces and without line breaks in mid-sentence, each with its place."""
    for found in _SPACES.finditer(plain, start, end):
        at, after = found.span()
        broken = "\n" in found.group() and not _STILL_OPEN.match(plain[at - 1 : at])
        yield plain[start:at], start
        if broken:
            yield "\n", at
        start = after
    yield plain[start:end], start


def _number(found: re.Match[str], plain: str) -> Number | None:
    digits, large, about, unit, of, parts, half, spoken, numeral, more, measure = found.groups()
    start, end = found.span()
    if of or half:
        return _proportion(plain, start, end, Decimal(50) if half else _fraction(of, parts))
    if digits and len(digits) > zh.LONGEST_NUMBER:
        return None
    value = Decimal(digits) if digits and digits.isdecimal() else _value(digits, spoken or numeral)
    if value is None:
        return None
    if unit in _PLAIN and not (large or about) and not _stands_beside_a_vague_word(plain, start, end):
        return Number(start, end, value, unit, COUNT)  # as most numbers are
    unit = unit or measure or "%"
    value = value * _LARGE[large] if large else value
    if unit == "成":
        value = value * 10
    several = not digits and plain.endswith(_SEVERAL, 0, start)
    low, high = (_LOW, _AROUND) if several else _vagueness(plain, start, end, about or more)
    if unit == "成" and (low, high) in ((_ONE, _ONE), (_LOW, _AROUND)):
        low, high = _tenths(value)
    mark = _MARKS.get(unit, COUNT) if low == high else ABOUT
    unit = "%" if unit in ("成", "个百分点", "百分点") else _SAME.get(unit, unit)
    if unit in ("元", "亿元"):
        value, unit = value / 10_000 if unit == "元" else value * 10_000, "万元"
    return Number(start, end, value, unit, mark, low, high)


def _tenths(percent: Decimal) -> tuple[Decimal, Decimal]:
    """What 八成 admits, as multiples: not so far that it should be called 七成 or 九成."""
    off = _TENTH / percent if percent else _ONE
    return max(_LOW, 1 - off), min(_AROUND, 1 + off)


def _fraction(of: str, parts: str) -> Decimal | None:
    whole, part = zh.read_numeral(of), zh.read_numeral(parts)
    return Decimal(part) * 100 / whole if whole and part else None


def _proportion(plain: str, start: int, end: int, percent: Decimal | None) -> Number | None:
    """三分之二, 半数: told in words, these are never quite exact; 过半 may be nearly all."""
    if percent is None:
        return None
    low, high = _vagueness(plain, start, end, None)
    if low == high:
        low, high = _NEAR, 2 - _NEAR
    elif high == _HIGH or plain.endswith("过", 0, start):
        low, high = _ONE, 100 / percent
    return Number(start, end, percent, "%", ABOUT, low, high)


def _vagueness(plain: str, start: int, end: int, more: str | None) -> tuple[Decimal, Decimal]:
    """What a number admits by the words round it, as multiples of itself."""
    if not (more or _stands_beside_a_vague_word(plain, start, end)):
        return _ONE, _ONE
    before = max(0, start - 2)
    if not more and not plain.startswith(_OPEN, end) and not plain.endswith(_VAGUE, before, start):
        return _ONE, _ONE
    if plain.endswith(_LESS, before, start):
        return _LOW, _ONE
    if more or plain.startswith(_BEYOND, end) or plain.endswith(_MORE, before, start):
        return _ONE, _HIGH
    return _LOW, _AROUND


def _stands_beside_a_vague_word(plain: str, start: int, end: int) -> bool:
    """Whether what stands beside a number may make it vague."""
    if plain[start - 1 : start] in _VAGUE_ENDS:
        return True
    return plain[end : end + 1] in _OPEN_STARTS and not _DIFFERS.match(plain, end)


def _value(digits: str | None, spoken: str) -> Decimal | None:
    if digits:
        return Decimal(digits.replace(",", "").replace("，", ""))
    whole, _, fraction = spoken.partition("点")
    value = zh.read_numeral(f"一{whole}" if whole[0] in "百千" else whole)
    parts = [zh.read_numeral(digit) for digit in fraction]
    if value is None or None in parts:
        return None
    return Decimal(f"{value}.{''.join(map(str, parts))}") if parts else Decimal(value)
