"""Passages that stand in two reports, or twice in one, each with its places.

A report's narrative is folded once, into one text with a barrier behind each stretch, and kept: laid beside
many others it is only searched.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress

from report_assistant.comparison.fold import Folded, fold
from report_assistant.comparison.runs import BARRIER, Match, anchors, grams, matches, repeats
from report_assistant.comparison.stock import own_words
from report_assistant.report import Paragraph, Report
from report_assistant.report.stretch import Stretch, stretches_of

LONG = 40  # characters of one's own in one run; contracts §4
_BETWEEN = f"{BARRIER}。{BARRIER}"  # no run crosses it, and no clause or stock phrase either


@dataclass(frozen=True, slots=True)
class CopiedPassage:
    """The same words at two places, as they stand in `text`.

    Shape: both spans count characters of `report.full_text` of the section. Unit: `length` is folded
    characters, `own` how many of them are nobody's stock.
    """

    place: str
    span: tuple[int, int]
    other_place: str
    other_span: tuple[int, int]
    text: str
    length: int
    own: int


class Retold:
    """A report's narrative as one folded text, and the way back to its stretches."""

    def __init__(self, told: Iterable[Stretch]) -> None:
        self.stretches = tuple(told)
        self.folded: tuple[Folded, ...] = tuple(fold(stretch.text) for stretch in self.stretches)
        lengths = [len(folded.text) + len(_BETWEEN) for folded in self.folded]
        self.begins = tuple(accumulate(lengths, initial=0))
        self.text = "".join(folded.text + _BETWEEN for folded in self.folded)
        self._own: bytes | None = None
        self._words: dict[str, str] = {}
        self._anchors: frozenset[str] | None = None

    @property
    def own(self) -> bytes:
        """For each character: 1 where it is one's own, 0 where it is stock."""
        if self._own is None:
            self._own = own_words(self.text)
        return self._own

    @property
    def anchors(self) -> frozenset[str]:
        """The grams one of which stands wherever a passage of this report does.

        One that is all stock tells nothing: so much of one's own does not fit beside those a passage holds.
        """
        if self._anchors is None:
            self._anchors = self.own_anchors(LONG)
        return self._anchors

    def own_anchors(self, at_least: int) -> frozenset[str]:
        """The grams one of which stands in every run of at least so many characters; none that is all stock."""
        told = anchors(self.text, at_least)
        return frozenset(gram for at, gram in told if 1 in self.own[at : at + len(gram)])

    def located(self, start: int, length: int) -> tuple[Stretch, tuple[int, int]]:
        """The stretch some folded characters stand in, and their span of the section's full text."""
        n = bisect_right(self.begins, start) - 1
        stretch, begin = self.stretches[n], start - self.begins[n]
        first, last = self.folded[n].span(begin, begin + length)
        return stretch, (stretch.start + first, stretch.start + last)

    def words_of(self, place: str) -> str:
        """The words of one's own at a place, folded."""
        if place not in self._words:
            begins = [at for at, stretch in zip(self.begins, self.stretches, strict=False) if stretch.place == place]
            self._words[place] = "\n".join(self._own_words(begin, self.text.find(BARRIER, begin)) for begin in begins)
        return self._words[place]

    def _own_words(self, start: int, end: int) -> str:
        if self.own.find(0, start, end) < 0:  # most stretches hold no stock
            return self.text[start:end]
        return "".join(compress(self.text[start:end], self.own[start:end]))

    def copied_from(self, other: "Retold", at_least: int = LONG) -> tuple[CopiedPassage, ...]:
        """As `copied_passages`."""
        return tuple(self._passages(other, matches(self.text, other.text, at_least), at_least))

    def copied_from_each(self, others: Iterable["Retold"]) -> Iterator[tuple[CopiedPassage, ...]]:
        """As `copied_passages` of each of many others; most share nothing, and that is soon seen."""
        known = grams(self.text, LONG)
        for other in others:
            yield () if known.isdisjoint(other.anchors) else self.copied_from(other)

    def repeated(self, at_least: int = LONG) -> tuple[CopiedPassage, ...]:
        """The passages that stand twice here: the later place, and as the other one the earlier."""
        return tuple(self._passages(self, repeats(self.text, at_least), at_least))

    def _passages(self, other: "Retold", found: Iterable[Match], at_least: int) -> Iterator[CopiedPassage]:
        for match in found:
            own = self.own.count(1, match.a, match.a + match.length)
            if own >= at_least:
                here, span = self.located(match.a, match.length)
                there, other_span = other.located(match.b, match.length)
                text = here.text[span[0] - here.start : span[1] - here.start]
                yield CopiedPassage(here.place, span, there.place, other_span, text, match.length, own)


def retold(report: Report) -> Retold:
    """The narrative of a report, folded; the same sections are folded once."""
    return _retold(report.form_id, tuple(report.sections.items()))


def copied_passages(report: Report, other: Report, at_least: int = LONG) -> tuple[CopiedPassage, ...]:
    """The passages of `report` that stand in `other` too, in their order, stock alone left out.

    One that stands within a longer one is left out. Years, widths and spaces make no difference.
    """
    return retold(report).copied_from(retold(other), at_least)


@lru_cache(maxsize=512)
def _retold(form_id: str, sections: tuple[tuple[str, tuple[Paragraph, ...]], ...]) -> Retold:
    return Retold(stretches_of(form_id, sections))
