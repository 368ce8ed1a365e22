"""Dates of running text: years in digits and numerals, months, days, each as it stands."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from report_assistant import zh

_NUMERALS = "一二三四五六七八九十"
_DATE = re.compile(
    r"(?=[\d一二])(?:"  # most characters begin no date, and are soon passed
    rf"(?:(?<![\d.])(?P<year>\d{{2,5}})|(?P<numeral>[一二][〇○零一二三四五六七八九]{{3}}))\s*年(?![级龄限])"
    rf"(?P<whole>\s*度)?(?:\s*(?P<month>\d{{1,2}}|[{_NUMERALS}]{{1,3}})\s*月(?![龄份]?[^，。；]{{0,2}}工期|份?\s*[至到—-]\s*12\s*月(?!\s*\d))"
    rf"(?:\s*(?P<day>\d{{1,2}}|[{_NUMERALS}]{{1,3}})\s*[日号])?)?"
    r"|(?<![\d年.])(?P<month_only>\d{1,2})\s*月\s*(?P<day_only>\d{1,2})\s*[日号]"
    r"|(?<![A-Za-z0-9_./-])(?P<y>20\d\d)(?P<sign>[-./])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})(?![A-Za-z0-9_./-])"
    r")"
)
_LEAP = 2024  # a year in which every day of a date without a year can be


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date at `start` to `end`; `year` is None where none is written, or where its digits make none."""

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    misspelt: bool = False

    @property
    def impossible(self) -> bool:
        """Whether no calendar has it: 13月, 2月30日, 20225年."""
        if self.month is None:
            return self.misspelt
        if not 1 <= self.month <= 12:
            return True
        days = monthrange(self.year or _LEAP, self.month)[1]
        return self.misspelt or (self.day is not None and not 1 <= self.day <= days)


def written_dates(text: str) -> Iterator[WrittenDate]:
    """The dates of a text, left to right; durations (24年, 3个月) are none."""
    for found in _DATE.finditer(text):
        if found["sign"]:
            year, month, day = (int(found[part]) for part in "ymd")
            yield WrittenDate(*found.span(), year, month, day)
        elif found["month_only"]:
            yield WrittenDate(*found.span(), None, int(found["month_only"]), int(found["day_only"]))
        elif (date := _with_year(found)) is not None:
            yield date


def _with_year(found: re.Match[str]) -> WrittenDate | None:
    start, end = found.span()
    month, day = (_number(found[part]) for part in ("month", "day"))
    if found["numeral"]:
        return WrittenDate(start, end, zh.read_numeral(found["numeral"]), month, day)
    digits, named = found["year"], bool(found["whole"] or month)
    year = int(digits)
    if len(digits) == 4 and 1900 <= year < 2100:
        return WrittenDate(start, end, year, month, day)
    if len(digits) == 2 and named and 10 <= year < 50:
        return WrittenDate(start, end, 2000 + year, month, day)
    if digits.startswith("2") and (named if len(digits) == 3 else len(digits) > 3):
        return WrittenDate(start, end, None, month, day, misspelt=True)
    return None


def _number(written: str | None) -> int | None:
    if not written:
        return None
    return int(written) if written.isdecimal() else zh.read_numeral(written)
