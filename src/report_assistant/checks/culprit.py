"""The culprit: for broken relations, the smallest sets of cells whose correction satisfies them all.

Table three is a code of 175 cells under 39 relations in which every one-cell error has a signature of
its own, so the crossing of the broken lines names the cell and its right value. Larger errors are
explained by depth-first search over the cells of a broken relation, with the changes that clear it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from report_assistant.official import Relation

MAX_CHANGES = 3
_MAX_STEPS = 4000  # bounds the search at a few milliseconds where a table is broken all over


@dataclass(frozen=True, slots=True)
class Explanation:
    """New values for a smallest set of cells under which every relation holds."""

    cells: Mapping[str, int]

    @property
    def key(self) -> tuple[tuple[str, int], ...]:
        """Its changes in order of address, for comparing and sorting."""
        return tuple(sorted(self.cells.items()))


def explain(
    values: Mapping[str, int],
    relations: Sequence[Relation],
    *,
    fixed: Collection[str] = (),
    certain: Mapping[str, int] | None = None,
) -> tuple[Explanation, ...]:
    """The smallest explanations of what is broken; none where more than `MAX_CHANGES` cells must change.

    `fixed`: addresses that no explanation may change. `certain`: changes that every explanation begins
    with, which are not counted.
    Blank: a relation with a cell that is not in `values` says nothing and is left out.
    """
    search = _Search(values, relations, fixed)
    for depth in range(MAX_CHANGES + 1):
        found = search.run(depth, certain or {})
        if found or search.exhausted:
            return found
    return ()


class _Search:
    """Depth-limited search; `exhausted` says that the bound on steps was met."""

    def __init__(self, values: Mapping[str, int], relations: Sequence[Relation], fixed: Collection[str]) -> None:
        self.values = values
        self.fixed = fixed
        residuals = [(relation, self._residual(relation)) for relation in relations]
        self.relations = tuple(relation for relation, residual in residuals if residual is not None)
        self.residuals = [residual for _, residual in residuals if residual is not None]
        self.touching = _touching(self.relations)
        self.steps = 0

    def _residual(self, relation: Relation) -> int | None:
        """By how much its left side is larger; None where a cell has no number."""
        number_of = self.values.__getitem__
        try:
            return sum(map(number_of, relation.left)) - sum(map(number_of, relation.right))
        except KeyError:
            return None

    @property
    def exhausted(self) -> bool:
        return self.steps > _MAX_STEPS

    def run(self, depth: int, certain: Mapping[str, int]) -> tuple[Explanation, ...]:
        begun = {ref: right - self.values[ref] for ref, right in certain.items()}
        residuals = list(self.residuals)
        for ref, delta in begun.items():
            residuals = self._after(ref, delta, residuals)
        found: dict[tuple[tuple[str, int], ...], Explanation] = {}
        for changes in self._extend(begun, residuals, depth):
            explanation = Explanation({ref: self.values[ref] + delta for ref, delta in changes.items()})
            found[explanation.key] = explanation
        return tuple(found[key] for key in sorted(found))

    def _extend(self, changes: dict[str, int], residuals: list[int], depth: int) -> Iterator[dict[str, int]]:
        broken = [index for index, residual in enumerate(residuals) if residual]
        if not broken:
            if changes:
                yield dict(changes)
            return
        # A cell lies under at most three relations, so `depth` changes mend at most 3·depth of them.
        if len(broken) > 3 * depth or self.exhausted:
            return
        target = min(broken, key=lambda index: len(self.relations[index].cells))
        for ref in self.relations[target].cells:
            if ref in changes or ref in self.fixed:
                continue
            for delta in self._deltas(ref, residuals, last=depth == 1):
                if self.values[ref] + delta < 0:
                    continue
                self.steps += 1
                changes[ref] = delta
                yield from self._extend(changes, self._after(ref, delta, residuals), depth - 1)
                del changes[ref]

    def _deltas(self, ref: str, residuals: list[int], last: bool) -> Iterator[int]:
        """Changes of this cell that clear a broken relation; the last one must clear all that it touches."""
        deltas = {-sign * residuals[index] for index, sign in self.touching[ref]}
        if last and len(deltas) > 1:
            return
        yield from sorted(deltas - {0})

    def _after(self, ref: str, delta: int, residuals: list[int]) -> list[int]:
        after = list(residuals)
        for index, sign in self.touching.get(ref, ()):
            after[index] += sign * delta
        return after


@lru_cache(maxsize=16)  # nearly all reports are judged by the same relations
def _touching(relations: tuple[Relation, ...]) -> Mapping[str, Sequence[tuple[int, int]]]:
    """For each cell the relations it stands in, by their index, and with which sign."""
    touching: dict[str, list[tuple[int, int]]] = {}
    for index, relation in enumerate(relations):
        for sign, side in ((1, relation.left), (-1, relation.right)):
            for ref in side:
                touching.setdefault(ref, []).append((index, sign))
    return touching
