"""One change in prose: 较上年的8件增加3件, 由8件增至11件, 翻一番, 与上年持平, 有所上升."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from report_assistant.checks.reading.marked import COUNT, POINTS, SHARE, TIMES, Marked, Number
from report_assistant.checks.reading.rate_words import EDGES, change_patterns

Kind = Literal["rate", "difference", "points", "times", "ratio", "turn", "level", "nearly_level", "first", "given"]

_KINDS: dict[str, Kind] = {SHARE: "rate", POINTS: "points", TIMES: "times"}
_ABOUT_KINDS: dict[str, Kind] = {"%": "rate", "倍": "times"}
_FOLDS = {"一": 2, "1": 2, "两": 4, "二": 4, "2": 4, "三": 8, "3": 8}
_SET_UP = ("新", "递", "倍", "剧", "添")  # 新增3件 adds nothing to last year's number
_SHORT = ("多", "增", "升", "涨", "少", "减", "降")  # too short to tell of a change by themselves
_WIDTHS = ("增幅", "增速", "涨幅", "升幅", "降幅", "减幅")
_MORE = re.compile(f"[、，和与]+(?=[{SHARE}{COUNT}])[{SHARE}{COUNT}]")
_LEAD_LENGTH = 45
_WITHIN_YEAR = re.compile("年初|年中|[上下]半年|月|季度")
_STOCK = re.compile("规范性文件|现行有效|存量")  # what there was at the beginning of the year is last year's


@dataclass(frozen=True, slots=True)
class Told:
    """One thing said of a change, `start`…`end` in the marked text; `sign`: 1 more, -1 less, 0 the same.

    `amount`: None where only the direction is told. `fold`: what 翻番 multiplies by. A ``given`` one tells only
    the numbers of the two years.
    """

    start: int
    end: int
    sign: int
    kind: Kind
    amount: Number | None = None
    fold: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One change as it is found, its lead (较上年的8件) taken in."""

    start: int
    end: int
    told: Told
    since: int | None
    before: Number | None = None
    now: Number | None = None


class Sentence:
    """One sentence, its clauses and the numbers of the two years in it."""

    def __init__(self, marked: Marked, start: int, end: int, year: int) -> None:
        self.marked, self.start, self.end, self.year = marked, start, end, year
        self.text, self.at = marked.text, change_patterns(year)
        self.taken: set[int] = set()  # marks that belong to a change
        self.read = start  # where the last comparison ends

    def clause(self, position: int, edges: str = EDGES) -> int:
        """Where the clause begins that stands before a position."""
        return max(self.start, *(self.text.rfind(edge, self.start, position) + 1 for edge in edges))

    def counts(self, end: int) -> list[tuple[int, Number]]:
        """The counts of the sentence before a place that tell of no change."""
        within = self.marked.within(self.start, end)
        return [(at, number) for at, number in within if number.mark == COUNT and at not in self.taken]

    def two_years(self, start: int) -> tuple[Number | None, Number | None]:
        """Last year's and this year's number of the words before: 2024年收到8件，2025年收到11件，同比增长…"""
        counts = self.counts(start)
        if not counts:
            return None, None
        (at, last), first = counts[-1], self.start
        if len(counts) == 1:
            return (None, last) if self._when(first, at) == self.year else (last, None)
        earlier_at, earlier = counts[-2]
        when, whens = self._when(earlier_at, at), self._when(counts[-3][0] if len(counts) > 2 else first, earlier_at)
        if earlier.unit != last.unit:
            whens = 0
        if when == self.year:
            return (earlier if whens == self.year - 1 else None), last
        return last, (earlier if when == self.year - 1 and whens == self.year else None)

    def _when(self, start: int, end: int) -> int:
        """The year of the number at `end`, by the words since `start`; this year's where none is named."""
        start = max(start, self.read if self.read < end else start)
        if self.at["last"].search(self.text, start, end):
            both = self.at["this"].search(self.text, start, end)
            return 0 if both else self.year - 1
        other = self.at["other"].search(self.text, start, end)
        return 0 if other and not self.at["this"].search(self.text, start, end) else self.year

    def year_of(self, written: str | None) -> int:
        """The year a comparison names, 0 where that cannot be told; last year where it names none (同比)."""
        if written is None or self.at["last"].fullmatch(written):
            return self.year - 1
        return int(written[:4]) if written[:4].isdigit() else 0


class Changes(Sentence):
    """One sentence, read change by change."""

    def change(self, found: re.Match[str], taken: int, *, goes_on: bool) -> Change | None:
        """What a match tells of a change, if it does; `goes_on`: one stands before it in the sentence."""
        start, since, before = self._lead(found.start(), taken)
        if self.at["plan"].search(self.text, self.start, start):
            return None
        if self.at["stopped"].search(self.text, self.clause(start), start):
            return None
        if found["up"] or found["down"]:
            return self._moved(found, start, since, before, goes_on=goes_on)
        return self._whole(found, start, since, before)

    def _lead(self, position: int, taken: int) -> tuple[int, int | None, Number | None]:
        """What stands before a change: 较上年的8件略有. Where it starts, the year it names, that year's number."""
        first = max(taken, position - _LEAD_LENGTH)
        manner = self.at["manner"].search(self.text, first, position)
        start = manner.start() if manner else position
        for base in self.at["base"].finditer(self.text, first, start):
            if base.end() == start or self.text[base.end() : start] == "，":
                number = self.marked.numbers[base.start("before")] if base["before"] else None
                return base.start(), self.year_of(base["year"]), number
        return start, None, None

    def _moved(
        self, found: re.Match[str], start: int, since: int | None, before: Number | None, *, goes_on: bool
    ) -> Change | None:
        """增加3件, 增长37.5%, 增至11件, 有所上升."""
        sign, at = (1 if found["up"] else -1), found.start()
        if self.text[at - 1 : at] in _SET_UP:
            return None
        since = self._opening(start) if since is None else since
        told = self._told_by(found, sign)
        if told is None:
            return None
        if told.kind == "turn" and told.amount is None:
            turned = since is not None or self.at["turned"].search(self.text, start, at)
            return Change(start, told.end, told, since, before) if turned and found.group() not in _SHORT else None
        if told.kind == "turn":
            return Change(start, told.end, Told(at, told.end, sign, "turn"), since, before, told.amount)
        known = since is not None or goes_on or (told.kind == "rate" and found.group() not in _SHORT)
        known = known or "净" in self.text[start:at] or None not in self.two_years(start)
        if not known and told.kind == "difference":
            self.taken.add(told.end - 1)  # 2024年收到8件，今年增加3件，增长37.5%: 3 is no number of this year
        return Change(start, told.end, told, since, before) if known else None

    def _told_by(self, found: re.Match[str], sign: int) -> Told | None:
        """What stands behind a word of direction: where it led (增至11件), how much, or nothing more."""
        numbers, (at, end) = self.marked.numbers, found.span()
        if to := self.at["to"].match(self.text, end, self.end):
            return Told(at, to.end(), sign, "turn", numbers[to.start("to")])
        if after := self.at["after"].match(self.text, end, self.end):
            amount = numbers[after.start("amount")]
            kind = _KINDS.get(amount.mark) or _ABOUT_KINDS.get(amount.unit, "difference")
            return Told(at, after.end(), sign, kind, amount)
        if found.group() in _WIDTHS:
            return None
        trend = self.at["trend"].match(self.text, end, self.end)
        return Told(at, trend.end(), sign, "turn") if trend else None

    def _whole(self, found: re.Match[str], start: int, since: int | None, before: Number | None) -> Change:
        """由8件增至11件, 翻一番, 是上年的1.5倍, 与上年持平."""
        numbers, (at, end) = self.marked.numbers, found.span()
        since = self.year - 1 if since is None else since
        if found["from"]:
            ends = numbers[found.start("from")], numbers[found.start("to")]
            within_year = _WITHIN_YEAR.search(self.text, at, found.start("from"))
            if within_year and not _STOCK.search(self.text, self.start, end):
                since = 0  # 由年初的2件增至11件
            sign = 1 if found["rise"] else -1 if found["fall"] else 0
            return Change(start, end, Told(at, end, sign, "turn" if sign else "given"), since, *ends)
        if found["bare"]:
            return Change(at, end, Told(at, end, 0, "given"), since, numbers[found.start("bare_number")])
        if found["ratio"]:
            return Change(start, end, Told(at, end, 1, "ratio", numbers[found.start("ratio")]), since, before)
        if found["level"] or found["even"]:
            told = Told(at, end, 0, "nearly_level" if found["nearly"] or found["nearly_even"] else "level")
            return Change(start, end, told, self.year_of(found["level"]), before)
        return Change(start, end, Told(at, end, 1, "ratio", fold=_FOLDS[found["fold"] or "一"]), since, before)

    def _opening(self, start: int) -> int | None:
        """The year an earlier clause of the sentence compares with: 与上年相比，新收申请增加3件."""
        bases = list(self.at["base"].finditer(self.text, self.start, start))
        return self.year_of(bases[-1]["year"]) if bases else None

    def listed(self, change: Change) -> Iterator[Change]:
        """The change, and those told with it in one breath: 分别增长37.5%、20%."""
        yield change
        told, at = change.told, change.end
        if told.amount is None or "分别" not in self.text[change.start : told.start]:
            return
        while more := _MORE.match(self.text, at, self.end):
            at = more.end()
            amount = self.marked.numbers[at - 1]
            yield replace(change, start=at - 1, end=at, told=replace(told, start=at - 1, end=at, amount=amount))
