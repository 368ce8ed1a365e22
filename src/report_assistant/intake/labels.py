"""Printed labels and what the form calls so: equal once folded, known by another name, or nearest."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from report_assistant import zh

T = TypeVar("T")

_CHINESE = "一二三四五六七八九十"
_ORDINAL = re.compile(
    rf"(?:(?P<open>\()(?P<inner>[{_CHINESE}]{{1,3}}|\d{{1,2}})\)[.,:]?"
    rf"|第(?P<part>[{_CHINESE}]{{1,3}}|\d{{1,2}})部分[.,:]?|第?(?P<plain>[{_CHINESE}]{{1,3}}|\d{{1,2}})[.,:])"
)
_EXPLANATION = re.compile(r"\([^()]*\)$")
_NEGATION = re.compile("[不未无非没]")  # 予以公开 and 不予公开 are 75 alike, and opposites
_NEAR_ENOUGH = 70.0  # 制发件数 and 废止件数 are 67 alike, and must never be taken for each other
_CLEARLY_BEST = 5.0


@dataclass(frozen=True, slots=True)
class Ordinal:
    """The number at the head of a label: ``（二）`` is bracketed, ``二、`` and ``2.`` are not."""

    number: int
    bracketed: bool
    chinese: bool


@lru_cache(maxsize=8192)
def split_ordinal(printed: str) -> tuple[Ordinal | None, str]:
    """A label's ordinal and the rest, folded."""
    folded = zh.fold_label(printed)
    found = _ORDINAL.match(folded)
    written = found and (found["inner"] or found["part"] or found["plain"])
    number = written and (int(written) if written.isdecimal() else zh.read_numeral(written))
    if not (found and written and number):
        return None, folded
    return Ordinal(number, bool(found["open"]), written[0] in _CHINESE), folded[found.end() :]


@lru_cache(maxsize=8192)
def canonical(printed: str) -> str:
    """A label folded, with one way of writing the mark behind its ordinal."""
    ordinal, bare = split_ordinal(printed)
    if ordinal is None:
        return bare
    number = zh.spell(ordinal.number) if ordinal.chinese else str(ordinal.number)
    return f"({number}){bare}" if ordinal.bracketed else f"{number}.{bare}"


def same_label(printed: str, label: str) -> bool:
    """Whether they differ in nothing but spaces, widths, quotes and the kind of bracket."""
    return printed == label or canonical(printed) == canonical(label)


class Labels(Generic[T]):
    """The names of some of the form's rows, columns or headings."""

    def __init__(self, named: Iterable[tuple[T, Iterable[str]]]) -> None:
        self._exact: dict[str, T] = {}
        self._bare: list[tuple[str, bool, T]] = []
        for meant, names in named:
            for name in names:
                self._exact.setdefault(canonical(name), meant)
                self._bare += [(spelling, _denies(spelling), meant) for spelling in _spellings(name)]

    @property
    def names(self) -> Iterable[str]:
        """Everything that is called exactly so, folded."""
        return self._exact

    def exact(self, printed: str) -> T | None:
        """What is called exactly so; brackets, quotes, spaces and widths make no difference."""
        return self._exact.get(canonical(printed))

    def nearest(self, printed: str, among: Collection[T] | None = None) -> T | None:
        """What is clearly nearest; None where nothing is, or two are."""
        best: dict[T, float] = {}
        for mine in _spellings(printed):
            denying = _denies(mine)
            for bare, denies, meant in self._bare:
                if denies == denying and (among is None or meant in among):
                    best[meant] = max(best.get(meant, 0.0), fuzz.ratio(mine, bare))
        ranked = sorted(best.items(), key=lambda scored: -scored[1])
        if not ranked or ranked[0][1] < _NEAR_ENOUGH:
            return None
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _CLEARLY_BEST:
            return None
        return ranked[0][0]


def _denies(label: str) -> bool:
    return bool(_NEGATION.search(label))


def _spellings(printed: str) -> set[str]:
    """A label without its ordinal, with and without the explanation in brackets behind it."""
    bare = split_ordinal(printed)[1].replace("其它", "其他").replace("合计", "总计").rstrip(":,.。;")
    return {spelling for spelling in (bare, _EXPLANATION.sub("", bare)) if spelling}
