"""Runs of characters that stand in two texts, or twice in one.

A run of so many characters holds, wherever it begins, a whole gram of half that length that begins at a
multiple of the other half. So the grams of one text are looked for in the other, and what is found is
grown both ways as far as it goes. Time is linear in the texts, bounded by `_PLACES` places a gram and
`_MOST_GROWN` in all even where a text repeats itself without end.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from report_assistant.comparison.fold import fold

BARRIER = "\0"  # no run crosses it
_PLACES = 64
_MOST_GROWN = 1000


@dataclass(frozen=True, slots=True)
class Run:
    """The same characters, folded, at `current` of one text and `prior` of the other.

    Shape: both are (start, end) of the texts as they were given. Unit: `length` counts folded characters.
    """

    current: tuple[int, int]
    prior: tuple[int, int]
    length: int


@dataclass(frozen=True, slots=True)
class Match:
    """The same `length` characters at `a` of one folded text and `b` of the other."""

    a: int
    b: int
    length: int


def shared_runs(current: str, prior: str, at_least: int) -> tuple[Run, ...]:
    """The runs of at least so many characters that `current` shares with `prior`, in order of `current`.

    Each is as long as it can be; one that stands within a longer one of `current` is left out.
    """
    a, b = fold(current), fold(prior)
    found = matches(a.text, b.text, at_least)
    return tuple(Run(a.span(m.a, m.a + m.length), b.span(m.b, m.b + m.length), m.length) for m in found)


def repeated_runs(text: str, at_least: int) -> tuple[Run, ...]:
    """The runs that stand twice in one text: `current` is the later place, `prior` the earlier one.

    Neither the two places of a run overlap, nor the later places of two runs: of these the longer stays.
    """
    a = fold(text)
    found = repeats(a.text, at_least)
    return tuple(Run(a.span(m.a, m.a + m.length), a.span(m.b, m.b + m.length), m.length) for m in found)


def matches(a: str, b: str, at_least: int) -> list[Match]:
    """The runs two folded texts share, as `shared_runs` tells them."""
    return _outermost(_grown(a, b, at_least, apart=None))


def repeats(text: str, at_least: int) -> list[Match]:
    """The runs that stand twice in a folded text, as `repeated_runs` tells them: the later place is `a`."""
    found = _grown(text, text, at_least, apart=at_least)
    return _disjoint(Match(m.a, m.b, min(m.length, m.a - m.b)) for m in found)


def grams(text: str, at_least: int) -> frozenset[str]:
    """Every gram of a folded text that could stand in a run of at least so many characters."""
    width = at_least - _step(at_least) + 1
    return frozenset(text[i : i + width] for i in range(len(text) - width + 1))


def anchors(text: str, at_least: int) -> Iterator[tuple[int, str]]:
    """The grams of a folded text of which each run of at least so many characters holds one, and where they begin."""
    step = _step(at_least)
    width = at_least - step + 1
    for j in range(0, len(text) - width + 1, step):
        gram = text[j : j + width]
        if BARRIER not in gram:
            yield j, gram


def _step(at_least: int) -> int:
    return max(at_least // 2, 1)


def _grown(a: str, b: str, size: int, apart: int | None) -> Iterator[Match]:
    """`apart`: how far behind a place of `b` one of `a` may begin, where both are one text."""
    ends: dict[int, int] = {}  # how far a lies before b → where in b the last run so placed ends
    grown = 0
    for j, gram in anchors(b, size):
        i = a.find(gram, 0 if apart is None else j + apart)
        for _ in range(_PLACES):
            if i < 0 or grown == _MOST_GROWN:
                break
            if ends.get(i - j, 0) <= j:
                grown += 1
                match = _grow(a, b, Match(i, j, len(gram)))
                ends[i - j] = match.b + match.length
                if match.length >= size:
                    yield match
            i = a.find(gram, i + 1)


def _grow(a: str, b: str, seed: Match) -> Match:
    i, j = seed.a + seed.length, seed.b + seed.length
    wall = b.find(BARRIER, j)
    most = min(len(a) - i, (len(b) if wall < 0 else wall) - j)
    after = bisect_left(range(most), True, key=lambda n: a[i : i + n + 1] != b[j : j + n + 1])
    most = min(seed.a, seed.b - (b.rfind(BARRIER, 0, seed.b) + 1))
    before = bisect_left(range(most), True, key=lambda n: a[seed.a - n - 1 : seed.a] != b[seed.b - n - 1 : seed.b])
    return Match(seed.a - before, seed.b - before, before + seed.length + after)


def _outermost(found: Iterator[Match]) -> list[Match]:
    """Those not contained, in `a`, in another one; of equals the one that stands first in `b`."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (m.a, -m.length, m.b)):
        if not kept or match.a + match.length > kept[-1].a + kept[-1].length:
            kept.append(match)
    return kept


def _disjoint(found: Iterator[Match]) -> list[Match]:
    """The longest, then those that do not overlap, in `a`, with one already taken; in order of `a`."""
    taken: list[Match] = []
    for match in sorted(found, key=lambda m: (-m.length, m.a, m.b)):
        at = bisect_left(taken, match.a, key=lambda m: m.a)
        after = at == len(taken) or match.a + match.length <= taken[at].a
        if after and (at == 0 or taken[at - 1].a + taken[at - 1].length <= match.a):
            taken.insert(at, match)
    return taken
