"""Comparisons with another year in prose: how much more or less, from what to what, and since when.

Reads words and numbers only; which cells are meant is read by rate_subject.py, whether it is true by the rule.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from report_assistant.checks.reading.change import Change, Changes, Told
from report_assistant.checks.reading.marked import MARKS, Marked, Number, mark
from report_assistant.checks.reading.rate_words import EDGES

_HINT = re.compile(  # a word of change, 上年, 上一, 去年, 相当, 相同, or a year behind 为 or a pause: one must be there
    "[增减升降多少涨低高翻持变调倍提攀落滑扩缩上去相是为到（，]"
    "(?:(?<![上去相是为到（，])|(?<=[上去])年|(?<=上)一|(?<=相)[当同]|(?<=[是为到（，])20)"
)
_JOIN = re.compile("[，、（）]*(?:即|也就是)?")
_NAME = re.compile(f"[^、和与及{MARKS}]+")
_ALIKE = re.compile("均|都|双双|皆|两项|各项")
_PARTS = re.compile("[（）]|其中|包括|含|分别")
_FIRST = re.compile(rf"首次(?:发生|出现|产生|收到|接到)(?P<what>[^{EDGES}{MARKS}]+)")


class Comparison(NamedTuple):
    """What a stretch of text says of one change, all its `told` beside each other (比上年增加3件，增长37.5%).

    `since`: the year it is held against, 0 where that is none known. `before`, `now`: the numbers of the two
    years as the text gives them. `head`: where the words stand that name what changed; empty where it speaks
    of the number before it. `sentence`: where its sentence begins. `each`: those 均 or 都 speaks of, one by one.
    """

    start: int
    end: int
    sentence: int
    head: tuple[int, int]
    since: int
    told: tuple[Told, ...]
    before: Number | None = None
    now: Number | None = None
    each: tuple[Number, ...] = ()


@lru_cache(maxsize=32)  # shares and parts leave out the numbers that tell of changes
def comparisons_in(text: str, year: int) -> tuple[Comparison, ...]:
    """Every comparison of a text, in a report on `year`."""
    return tuple(comparisons(mark(text), year))


def comparisons(marked: Marked, year: int) -> Iterator[Comparison]:
    """Every comparison of two years, and every 首次; plans, denials and things newly set up are none."""
    for start, end in marked.sentences():
        if _HINT.search(marked.text, start, end):
            yield from _Sentence(marked, start, end, year).comparisons()
    for found in _FIRST.finditer(marked.text) if "首次" in marked.text else ():  # last year there was none
        head, told = found.span("what"), Told(found.start(), found.start("what"), 1, "first")
        yield Comparison(found.start(), found.end(), head[0], head, year - 1, (told,))


class _Sentence(Changes):
    """One sentence, its changes gathered."""

    def comparisons(self) -> Iterator[Comparison]:
        """Its changes, those that stand beside each other as one."""
        chain: list[Change] = []
        taken = self.start
        for found in self.at["change"].finditer(self.text, self.start, self.end):
            change = self.change(found, taken, goes_on=bool(chain)) if found.start() >= taken else None
            if change is None:
                continue
            if chain and not _JOIN.fullmatch(self.text, chain[-1].end, change.start):
                yield from self._joined(chain)
                chain = []
            chain += self.listed(change)
            taken = chain[-1].end
        if chain:
            yield from self._joined(chain)

    def _joined(self, chain: list[Change]) -> Iterator[Comparison]:
        """The comparison these changes make; the numbers of the two years may stand before or behind it."""
        start, end = chain[0].start, chain[-1].end
        since = next((change.since for change in chain if change.since is not None), self.year - 1)
        numbers = [at for at, _ in self.marked.within(self.start, start)]
        head = max(self.clause(start), numbers[-1] + 1 if numbers else 0), start
        named = not self.at["no_subject"].fullmatch(self.text, *head)
        told = Comparison(start, end, self.start, head if named else (start, start), since, ())
        if "分别" in self.text[start : chain[0].told.start]:
            yield from self._respective(told, chain)
        else:
            yield self._with_numbers(told._replace(told=tuple([change.told for change in chain])), chain, named=named)
        self.taken |= {at for at, _ in self.marked.within(start, end)}
        self.read = end

    def _respective(self, told: Comparison, chain: list[Change]) -> Iterator[Comparison]:
        """新收11件、办结10件，同比分别增长37.5%、42.9%: each of the numbers or names before it, in their order."""
        counts = self.counts(told.start)[-len(chain) :]
        names = [*_NAME.finditer(self.text, max(self.clause(told.start, "，。；：（）\n"), self.start), told.start)]
        for place, change in enumerate(chain):
            own = told._replace(start=change.start, end=change.end, told=(change.told,))
            if told.head[0] == told.head[1] and len(counts) == len(chain):
                yield own._replace(now=counts[place][1])
            elif len(names) == len(chain) and not counts:
                yield own._replace(head=names[place].span())

    def _with_numbers(self, told: Comparison, chain: list[Change], *, named: bool) -> Comparison:
        before = next((change.before for change in chain if change.before), None)
        now = next((change.now for change in chain if change.now), None)
        if not named:
            earlier, later = self.two_years(told.start)
            since = 0 if earlier and not later else told.since  # it speaks of last year's own growth
            each = self._each(told) if later and not (now or before or earlier) else ()
            return told._replace(since=since, before=before or earlier, now=now or later, each=each)
        if now is None and (then := self.at["then"].match(self.text, told.end, self.end)):
            now = self.marked.numbers[then.start("now")]
        return told._replace(before=before, now=now)

    def _each(self, told: Comparison) -> tuple[Number, ...]:
        """The numbers since ； that 均, 都 or 双双 speaks of, where none is told as a part of another."""
        first = max(self.start, self.text.rfind("；", self.start, told.start) + 1)
        counts = self.marked.within(first, told.start)
        if len(counts) < 2 or _PARTS.search(self.text, first, told.start):
            return ()
        alike = _ALIKE.search(self.text, counts[-1][0], told.told[0].start)
        return tuple(number for _, number in counts) if alike else ()
