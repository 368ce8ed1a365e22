"""Runs of characters that stand in two texts, or twice in one.

Both go by the diagonals of equal n-grams: for each n-gram of one text, its places in the other carry
on the run that came from one place before, or begin one. Time is linear in the texts, bounded by
`_PLACES` places an n-gram even where a text repeats itself without end.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from report_assistant.comparison.fold import fold

_PLACES = 8


@dataclass(frozen=True, slots=True)
class Run:
    """The same characters, folded, at `current` of one text and `prior` of the other.

    Shape: both are (start, end) of the texts as they were given. Unit: `length` counts folded characters.
    """

    current: tuple[int, int]
    prior: tuple[int, int]
    length: int


@dataclass(frozen=True, slots=True)
class _Match:
    a: int
    b: int
    length: int


def shared_runs(current: str, prior: str, at_least: int) -> tuple[Run, ...]:
    """The runs of at least so many characters that `current` shares with `prior`, in order of `current`.

    Each is as long as it can be; one that stands within a longer one of `current` is left out.
    """
    a, b = fold(current), fold(prior)
    found = _outermost(_diagonals(a.text, b.text, at_least, lambda _i, _j: True))
    return tuple(Run(a.span(m.a, m.a + m.length), b.span(m.b, m.b + m.length), m.length) for m in found)


def repeated_runs(text: str, at_least: int) -> tuple[Run, ...]:
    """The runs that stand twice in one text: `current` is the later place, `prior` the earlier one.

    Neither the two places of a run overlap, nor the later places of two runs: of these the longer stays.
    """
    folded = fold(text)
    found = _diagonals(folded.text, folded.text, at_least, lambda i, j: j + at_least <= i)
    apart = (_Match(m.a, m.b, min(m.length, m.a - m.b)) for m in found)
    return tuple(
        Run(folded.span(m.a, m.a + m.length), folded.span(m.b, m.b + m.length), m.length) for m in _disjoint(apart)
    )


def _diagonals(a: str, b: str, size: int, allowed: Callable[[int, int], bool]) -> Iterator[_Match]:
    places: dict[str, list[int]] = {}
    for j in range(len(b) - size + 1):
        known = places.setdefault(b[j : j + size], [])
        if len(known) < _PLACES:
            known.append(j)
    live: dict[int, int] = {}  # where the run would go on in b → where it began in a
    for i in range(len(a) - size + 1):
        carried: dict[int, int] = {}
        for j in places.get(a[i : i + size], ()):
            if allowed(i, j):
                carried[j + 1] = live.pop(j, i)
        yield from (_ended(began, i, j, size) for j, began in live.items())
        live = carried
    end = max(len(a) - size + 1, 0)
    yield from (_ended(began, end, j, size) for j, began in live.items())


def _ended(began: int, i: int, j: int, size: int) -> _Match:
    """The run whose last n-gram stood at `i - 1` of a and `j - 1` of b."""
    grams = i - began
    return _Match(began, j - grams, grams + size - 1)


def _outermost(matches: Iterator[_Match]) -> list[_Match]:
    """Those not contained, in `a`, in another one; of equals the one that stands first in `b`."""
    kept: list[_Match] = []
    for match in sorted(matches, key=lambda m: (m.a, -m.length, m.b)):
        if not kept or match.a + match.length > kept[-1].a + kept[-1].length:
            kept.append(match)
    return kept


def _disjoint(matches: Iterator[_Match]) -> list[_Match]:
    """The longest, then those that do not overlap, in `a`, with one already taken; in order of `a`."""
    taken: list[_Match] = []
    for match in sorted(matches, key=lambda m: (-m.length, m.a, m.b)):
        at = bisect_left(taken, match.a, key=lambda m: m.a)
        after = at == len(taken) or match.a + match.length <= taken[at].a
        if after and (at == 0 or taken[at - 1].a + taken[at - 1].length <= match.a):
            taken.insert(at, match)
    return taken
