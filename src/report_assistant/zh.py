"""Chinese text: widths, label folding, numerals, and the numbers that stand in running text."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_SIGNS = {
    ord("﹙"): "(",
    ord("﹚"): ")",
    ord("【"): "(",
    ord("】"): ")",
    ord("〔"): "(",
    ord("〕"): ")",
    ord("["): "(",
    ord("]"): ")",
    ord("．"): ".",
    ord("、"): ",",
    ord("，"): ",",
}
_WIDE = re.compile("[！-～\u3000]")
_EXACTLY = Context(prec=120)
_PUNCTUATION = tuple(zip("，；：（）！？", ",;:()!?", strict=True))
NUMERAL = "零〇○一二两三四五六七八九十百千万亿"
LONGEST_NUMBER = 18  # digits; whatever is written longer counts nothing, and no sum could be worked out exactly
_NO_LABEL = re.compile(r"[\s\u200b-\u200f\ufeff|“”‘’\"'＂「」『』]")
_ORDINAL = re.compile(rf"^(?:[({{]?[{NUMERAL}\d]+[)}}]?[.,、:]?)(?=\D)")


@lru_cache(maxsize=256)  # many rules read the same sentences
def half_width(text: str) -> str:
    """Full-width digits, letters and signs as ASCII; one character stays one character."""
    for wide, narrow in _PUNCTUATION:  # what prose is full of goes first, and mostly nothing else is wide
        text = text.replace(wide, narrow)
    return _WIDE.sub(lambda found: " " if found[0] == "\u3000" else chr(ord(found[0]) - 0xFEE0), text)


def fold_label(text: str) -> str:
    """A label reduced to what makes it that label: no spaces, no widths, no kind of quote or bracket."""
    text = unicodedata.normalize("NFKC", text)
    return _NO_LABEL.sub("", text).translate(_SIGNS)


def without_ordinal(label: str) -> str:
    """A folded label without its leading ordinal: ``2.重复申请`` → ``重复申请``."""
    return _ORDINAL.sub("", fold_label(label), count=1)


def read_numeral(written: str) -> int | None:
    """The value of a Chinese numeral (``十二``, ``一千零一十一``, ``二〇二五``); None where it is none, or endless."""
    if not written or len(written) > 2 * LONGEST_NUMBER or any(c not in NUMERAL for c in written):
        return None
    if not any(c in _UNITS or c in _LARGE for c in written):
        return int("".join(str(_DIGITS[c]) for c in written)) if len(written) <= LONGEST_NUMBER else None
    total = below = section = digit = 0  # `below`: what 万 has gathered since the last 亿
    for c in written:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _UNITS:
            section += (digit or 1) * _UNITS[c]
            digit = 0
        elif c == "万":
            below, section, digit = (below + section + digit) * _LARGE[c], 0, 0
        else:
            total, below, section, digit = (total + below + section + digit) * _LARGE[c], 0, 0, 0
    value = total + below + section + digit
    return value if value < 10**LONGEST_NUMBER else None  # 九千亿亿亿


def round_half_up(exact: Decimal, step: Decimal) -> Decimal:
    """The number rounded to as many places as `step` has, however many digits that takes."""
    return exact.quantize(step, ROUND_HALF_UP, _EXACTLY)


def spell(number: int) -> str:
    """A non-negative integer below 10¹² as a Chinese numeral."""
    if number < 0 or number >= 10**12:
        raise ValueError(number)
    if number == 0:
        return "零"
    for name, size in (("亿", 10**8), ("万", 10**4)):
        if number >= size:
            high, low = divmod(number, size)
            gap = "零" if low and low < size // 10 else ""
            return f"{spell(high)}{name}{gap}{spell(low) if low else ''}"
    parts, zero = "", False
    for name, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            parts += ("零" if zero and parts else "") + "零一二三四五六七八九"[digit] + name
            zero = False
        else:
            zero = bool(parts)
    return parts.removeprefix("一") if parts.startswith("一十") else parts


_NEARLY, _SEVERAL = ("近", "约"), ("数", "几")
_AMOUNT = re.compile(
    rf"(?=[\d{NUMERAL}])"  # most characters begin no number, and are soon passed
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<large>[万亿]?)"
    rf"|(?P<numeral>[{NUMERAL}]+))"
    r"(?:\s*(?P<over>[余多来]?)\s*(?P<unit>件次|人次|万元|亿元|元|件|宗|份|条|次|例|个|项|篇|期|场|人|家|块|名|起|批|部|处|页|字|%|个百分点))?"
)


class Amount(NamedTuple):
    """A number that stands in running text, `start` to `end` including its measure word.

    `value`: in units of `unit` with 万 and 亿 multiplied out, except where the unit is 万元.
    `exact`: False for 十余件, 近百件, 数十件 and the like.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    exact: bool = True


def amounts(text: str) -> Iterator[Amount]:
    """Every number in `text` that is followed by a measure word, left to right.

    Years (2025年), dates, articles (第二十条), ordinals and document numbers carry none of the measure
    words and are therefore not amounts.
    """
    return half_width_amounts(half_width(text))


def half_width_amounts(plain: str) -> Iterator[Amount]:
    """The `amounts` of a text that is half-width already."""
    for found in _AMOUNT.finditer(plain):
        digits, large, numeral, over, unit = found.groups()
        start, end = found.span()
        before = plain[start - 1 : start]
        if not unit or before == "第":
            continue
        value = _value(digits, large, numeral)
        if value is None:
            continue
        vague = over or before in _NEARLY or (numeral and before in _SEVERAL)
        if unit == "元" and large == "万":
            value, unit = value / 10_000, "万元"
        elif unit == "亿元":
            value, unit = value * 10_000, "万元"
        yield Amount(start, end, value, unit, not vague)


def _value(digits: str | None, large: str | None, numeral: str) -> Decimal | None:
    if digits:
        if len(digits) > LONGEST_NUMBER:
            return None
        value = Decimal(digits.replace(",", ""))
        return value * _LARGE[large] if large else value
    spoken = read_numeral(numeral)
    return None if spoken is None else Decimal(spoken)


_COUNT = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?|[+-]?\.\d+")


def read_number(written: str) -> int | Decimal | None:
    """A bare number as it stands in a cell (full-width, thousands separators); None where it is more."""
    plain = half_width(written).replace("−", "-").strip()
    if not _COUNT.fullmatch(plain):
        return None
    value = Decimal(plain.replace(",", ""))
    return int(value) if value == value.to_integral_value() and "." not in plain else value


_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?[”’）]?")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of `text`, each with its closing mark."""
    for found in _SENTENCE.finditer(text):
        if not found.group().isspace():
            yield found.span()


# -甲, 1.甲, 1、甲, （1）甲, ①甲, ⑴甲, 一、甲, （一）甲, 一是甲; but neither --, 1.5万 nor 一是一. A dot before a year
# or a month (1.2026年…, 1.8月起…) ends a mark all the same.
_LIST_MARK = re.compile(
    r"\s*(?:-(?![\s-])|[+](?=[^\d\s+])|\*(?!\*)(?=\S)|[-*+]\s+|[•·●○◆■▪–]\s*"
    r"|\d{1,3}[.．](?:(?!\d)\s*|(?=(?:20\d\d\s*年|1?\d\s*月)))|\d{1,3}[)）、]\s*|[（(]\d{1,3}[）)]\s*"
    r"|[①-⑳⑴-⒇⒈-⒛❶-❿㈠-㈩]\s*"
    r"|[一二三四五六七八九十]{1,3}(?:[、．]|\.(?!\d))\s*|[（(][一二三四五六七八九十]{1,3}[）)]\s*"
    r"|[一二三四五六七八九十]{1,3}是(?![一否])[，,:：]?\s*)"
)


def list_mark(line: str) -> int:
    """Where the words begin behind a list mark at the head of a line; 0 where there is none."""
    found = _LIST_MARK.match(line)
    return found.end() if found else 0
