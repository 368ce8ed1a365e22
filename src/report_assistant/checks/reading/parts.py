"""Parts of a whole in prose: 共11件，其中网站6件、信函5件, or 网站6件、信函5件，合计11件.

Reads which numbers are told as parts of which; whether they add up is for the rule. Parts of two kinds that split
the same whole twice are two splits.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from decimal import Decimal
from functools import cached_property, partial
from itertools import accumulate
from typing import NamedTuple

from report_assistant import zh
from report_assistant.checks.reading.marked import COUNT, Marked, Number
from report_assistant.checks.reading.part_clauses import Segment, before_number, levels, of_unit, outer
from report_assistant.checks.reading.part_words import SORTS, are_sorts, words

_HOW_MANY = re.compile(r"(?:以上|上述|这)?([两二三四五六七八九十]|\d{1,2})(?=[项类者种家个])")  # 两项合计
_NAMED_AT_MOST = 6  # how many names may stand before their numbers: 甲、乙、丙分别为…


class Split(NamedTuple):
    """Numbers told as parts of one whole, `start`…`end` of the marked text.

    `wholes`: the numbers that may be the whole, the nearest first. `kind`: what sort of parts, "" where no
    vocabulary knows it. `complete`: the words say that these are all. `open`: they say that there are more.
    `listed`: nothing but 、 stands between them. `after`: the whole stands behind its parts. `following`: what else is
    counted behind them in the sentence. `sorts`: each part is a sort of what the whole counts (解读、文字解读).
    """

    start: int
    end: int
    parts: tuple[Number, ...]
    wholes: tuple[Number, ...]
    kind: str
    complete: bool = False
    open: bool = False
    listed: bool = False
    after: bool = False
    following: tuple[Number, ...] = ()
    sorts: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether what follows makes up the whole: 予以公开14件，部分公开4件，本机关不掌握的3件."""
        total = sum((part.value for part in self.parts), Decimal(0))
        reached = {total + more for more in accumulate(number.value for number in self.following)}
        return not reached.isdisjoint(whole.value for whole in self.wholes)


def splits(marked: Marked, taken: Collection[int]) -> Iterator[Split]:
    """Every split of a text; `taken`: marks that tell of changes and are no parts."""
    before = (0, 0)
    for start, end in marked.sentences():
        units = [number.unit for _, number in marked.within(start, end)]
        if len(set(units)) < len(units) or (units and words("opener").search(marked.text, start, end)):
            for lead, segments in levels(marked, start, end, taken):
                level = _Level(segments, lead, partial(outer, marked, before, taken))
                yield from (split for split in level.splits() if split.wholes)
        before = start, end


class _Level:
    """The clauses of a sentence, or of a bracket behind the clause `lead`; `before`: those of the sentence before."""

    def __init__(
        self, segments: Sequence[Segment], lead: Segment | None, outer_before: Callable[[], Sequence[Segment]]
    ) -> None:
        self.segments, self.lead, self._outer_before = segments, lead, outer_before
        self.parts: set[Number] = set()  # parts of one whole are no whole of the next split, unless 其中 follows
        self.split: Split | None = None  # the last one

    @cached_property
    def before(self) -> Sequence[Segment]:
        """Where else the whole may stand."""
        return self._outer_before() if self.lead is None else (self.lead,)

    def splits(self) -> Iterator[Split]:
        """What is split here, left to right, also where nothing tells the whole."""
        at = 0
        while at < len(self.segments):
            found = (self._summed(at) if self.segments[at].numbers else None) or self._listed(at)
            if found is not None:
                yield found[0]
                self.split = found[0]
                self.parts |= {*self.split.parts}
                if self.split.goes_on:
                    self.parts |= {*self.split.following, *self.split.wholes}
            at = found[1] if found else at + 1

    def _summed(self, at: int) -> tuple[Split, int] | None:
        """网站6件、信函5件，合计11件: the whole behind its parts."""
        segment = self.segments[at]
        closer = words("closer").match(segment.text)
        if closer is None or segment.text[closer.end() : closer.end() + 1] != COUNT:
            return None
        whole = segment.numbers[0]
        run: list[tuple[Segment, Number]] = []
        for earlier in reversed(self.segments[:at]):
            own = of_unit(earlier, whole.unit)
            if not own and earlier.numbers and run and run[0][0].mark == "、":
                return None  # 清单3项 stands among the parts: what is summed is not told in one unit
            if len(own) != 1 or words("apart").search(earlier.text):
                break
            run.insert(0, (earlier, own[0]))
            if earlier.mark not in ("、", "，"):
                break
        if (told := _HOW_MANY.match(segment.text)) is not None:
            run = run[-int(zh.read_numeral(told[1]) or told[1]) :]
        if len(run) < 2 or (words("settled").search(closer[0]) and any("flow" in part.kinds for part, _ in run)):
            return None  # 受理93件，上年结转6件，共办结85件: what came in need not have gone out
        kinds = frozenset.intersection(*(part.kinds for part, _ in run))
        listed = all(part.mark == "、" for part, _ in run[1:])
        parts = tuple(number for _, number in run)
        split = Split(
            run[0][0].start, segment.end, parts, (whole,), min(kinds, default=""), True, False, listed, after=True
        )
        return split, at + 1

    def _listed(self, at: int) -> tuple[Split, int] | None:
        """其中网站6件、信函5件, or the same without 其中 where the parts are of a known kind."""
        opener = self._opener(at)
        if not opener and (not self._are_numbered(at) or self._begun_before(at)):
            return None
        first = self._first_number(at, named=opener)
        if first is None or not (opener or self.segments[first].kinds):
            return None
        unit = self.segments[first].numbers[0].unit
        kinds = self.segments[first].kinds
        for segment in self.segments[at:first]:
            kinds = (kinds & segment.kinds if kinds else segment.kinds) if segment.kinds else kinds
        last = first
        while last + 1 < len(self.segments) and self._goes_on(last + 1, unit, kinds):
            last += 1
            kinds = kinds & self.segments[last].kinds if kinds & self.segments[last].kinds else kinds
        run = self.segments[first : last + 1]
        parts = tuple(number for segment in run for number in of_unit(segment, unit)[:1])
        if (len(parts) < 2 and not opener) or any(words("apart").search(segment.text) for segment in run):
            return None
        wholes = self._wholes(at, unit, kinds, opened=opener)
        if words("by").fullmatch(self.segments[at].text):
            wholes = tuple(whole for whole in wholes if _comparable(whole, parts))
        split = Split(run[0].start, run[-1].end, parts, wholes, min(kinds, default=""))
        return self._described(split, at, last) if wholes else split, max(last, at) + 1

    def _described(self, split: Split, at: int, last: int) -> Split:
        """The split with how it is told, from the clause `at` to the clause `last`."""
        run = [segment for segment in self.segments[at : last + 1] if segment.numbers]
        text, unit = "，".join(segment.text for segment in self.segments[at : last + 1]), split.parts[0].unit
        following = (number for segment in self.segments[last + 1 :] for number in of_unit(segment, unit))
        return split._replace(
            complete=bool(words("complete").search(text) or (len(run) > 1 and words("rest").search(run[-1].text))),
            open=bool(words("open").search(text)),
            listed=all(segment.mark == "、" for segment in run[1:]),
            following=tuple(following),
            sorts=self._sorts(split.wholes[0], run),
        )

    def _sorts(self, whole: Number, run: Sequence[Segment]) -> bool:
        if len(run) < SORTS:
            return False
        told = _holding(whole, self.segments) or _holding(whole, self.before)
        return told is not None and are_sorts(told.label, [(segment.label, segment.kinds) for segment in run])

    def _are_numbered(self, at: int) -> bool:
        """Whether this clause has a number, and the next one if there is one."""
        segments = self.segments
        return bool(segments[at].numbers) and (at + 1 == len(segments) or bool(segments[at + 1].numbers))

    def _begun_before(self, at: int) -> bool:
        """Whether the clause before is a part that nothing reads: 全文公开23件、部分公开3件、不予公开3件."""
        if "outcome" not in self.segments[at].kinds:
            return False
        before = at - 1
        while before >= 0 and len(self.segments[before].numbers) == 1 and "outcome" in self.segments[before].kinds:
            before -= 1
        first = self.segments[max(before, 0)]
        if before < 0 or first.kinds or len(first.numbers) != 1 or first.numbers[0] in self.parts:
            return False
        return bool(words("result_like").search(before_number(first)))

    def _opener(self, at: int) -> bool:
        text = self.segments[at].text
        return bool(words("opener").match(text) or (text[0] in "从按依" and words("by").fullmatch(text)))

    def _first_number(self, at: int, *, named: bool) -> int | None:
        """The clause with the first part's number: this one or, behind names alone, one soon after."""
        for place in range(at, min(at + (_NAMED_AT_MOST if named else 1), len(self.segments))):
            if self.segments[place].numbers:
                return place
            if place > at and self._opener(place):
                return None
        return None

    def _goes_on(self, at: int, unit: str, kinds: frozenset[str]) -> bool:
        """Whether this clause tells a further part."""
        segment = self.segments[at]
        if len(of_unit(segment, unit)) != 1 or self._opener(at) or words("closer").match(segment.text):
            return False
        if words("stranger").search(before_number(segment)):
            return False
        if kinds and (segment.kinds & kinds):
            return segment.mark in ("、", "，", "；")
        if segment.kinds or segment.mark not in ("、", "，"):
            return False
        return segment.mark == "、" or bool(words("rest").match(segment.text)) or not kinds

    def _wholes(self, at: int, unit: str, kinds: frozenset[str], *, opened: bool) -> tuple[Number, ...]:
        """What may be split, the nearest first; without 其中 only the number right before, or one of that kind."""
        here = [(s, n) for s in self.segments[:at] for n in of_unit(s, unit)]
        opened = opened or self.segments[at].mark == "："
        nested = here[-1:] if opened and not words("by").fullmatch(self.segments[at].text) else []
        free = [pair for pair in here if pair in nested or pair[1] not in self.parts]
        right_before = bool(free) and free[-1][0] is self.segments[at - 1] and self.segments[at].mark in ("，", "：")
        if nested and self.split and nested[0][1] in self.parts:
            # 其中 may speak of the last part or of the whole again
            return (nested[0][1], *self.split.wholes) if self.split.wholes else ()
        if (opened and (free or at == 0)) or (at == 0 and self.lead is not None):
            pairs = free or [
                (s, n)
                for s, n in self._earlier(unit)
                if not (kinds == {"outcome"} and words("received").search(s.label))
            ]
        elif right_before:
            pairs = free
        else:
            named = "settled" if kinds == {"outcome"} else "received" if kinds <= {"channel", "applicant"} else ""
            told = (*self._earlier(unit), *free) if named else ()
            pairs = [(s, n) for s, n in told if words(named).search(s.text)]
        return tuple(number for _, number in reversed(pairs))

    def _earlier(self, unit: str) -> list[tuple[Segment, Number]]:
        return [(segment, number) for segment in self.before for number in of_unit(segment, unit)]


def _holding(number: Number, segments: Sequence[Segment]) -> Segment | None:
    return next((segment for segment in segments if number in segment.numbers), None)


def _comparable(whole: Number, parts: Sequence[Number]) -> bool:
    """Whether a number somewhere before may be what 从渠道看 splits, though they do not agree."""
    total = sum((part.value for part in parts), Decimal(0))
    return 2 * max(whole.value, total) <= 3 * min(whole.value, total)
