"""Cells out of ruled lines: what the lines close in is one cell, however many rows and columns it reaches over.

Nothing is taken from the texts: two places without a line between them are one cell, and two with a line
between them are two, with the same text or without any.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from report_assistant.intake.page import Grid, GridCell
from report_assistant.intake.pdf_leaf import Glyph, Ruling
from report_assistant.intake.pdf_lines import in_lines, run_together

ALIKE = 3.0  # lines nearer to each other than this are one; no row and no column is so narrow
_TOUCHING = 0.15  # digits nearer to each other than this share of their size are one number
_SPILT = "…"  # ends what runs on into another cell, so that nobody takes a part of a number for a number

Place = tuple[int, int]
Region = frozenset[Place]


class Lattice:
    """Where the lines of one table cross; `xs` and `ys` are their distances from the leaf's left and top."""

    def __init__(self, rulings: Sequence[Ruling]) -> None:
        across = [r for r in rulings if r.across]
        down = [r for r in rulings if not r.across]
        # An end counts as a line: at the foot of a leaf, and in a table without outer lines, none is drawn.
        self.xs = positions([r.at for r in down] + [end for r in across for end in (r.start, r.end)])
        self.ys = positions([r.at for r in across] + [end for r in down for end in (r.start, r.end)])
        self._over = {node for r in across for node in self.nodes(r)[:-1]}
        self._before = {node for r in down for node in self.nodes(r)[:-1]}

    def nodes(self, ruling: Ruling) -> list[Place]:
        """The crossings that a line passes, from its start to its end."""
        along, beside = (self.xs, self.ys) if ruling.across else (self.ys, self.xs)
        at = _nearest(beside, ruling.at)
        passed = range(_nearest(along, ruling.start), _nearest(along, ruling.end) + 1)
        return [(n, at) if ruling.across else (at, n) for n in passed]

    def grid(self, glyphs: Iterable[Glyph], leaf: str = "") -> Grid:
        """The cells with their texts; what no line closes in at the right is not there."""
        regions, lefts, tops = self._regions, self._lefts, self._tops
        texts = self._texts(glyphs, regions)
        cells = {region: _cell(texts.get(region, ""), region, lefts, tops) for region in regions.values()}
        rows = [[regions[x, y] for x in lefts] for y in tops]
        if any(self._is_closed(row[-1]) for row in rows):
            rows = [row if self._is_closed(row[-1]) else [r for r in row if r != row[-1]] for row in rows]
        return Grid(tuple(tuple(cells[region] for region in row) for row in rows), leaf)

    def row_tops(self) -> list[float]:
        """The heights at which the rows of the grid begin."""
        return [self.ys[top] for top in self._tops]

    def column_edges(self) -> list[float]:
        """Where the columns of the grid begin, and where the last one ends."""
        return [*(self.xs[left] for left in self._lefts), self.xs[-1]]

    @cached_property
    def _regions(self) -> dict[Place, Region]:
        """Each place between the lines, with all that no line parts it from."""
        found: dict[Place, Region] = {}
        for first in ((x, y) for y in range(len(self.ys) - 1) for x in range(len(self.xs) - 1)):
            if first in found:
                continue
            reached, waiting = {first}, [first]
            while waiting:
                new = set(self._open_from(*waiting.pop())) - reached
                reached |= new
                waiting += new
            region = frozenset(reached)
            found |= dict.fromkeys(region, region)
        return found

    @cached_property
    def _lefts(self) -> list[int]:
        return _firsts(self._regions, 0)

    @cached_property
    def _tops(self) -> list[int]:
        return _firsts(self._regions, 1)

    @property
    def has_columns(self) -> bool:
        """Whether two cells stand side by side."""
        return any(self._regions.get((x + 1, y), region) != region for (x, y), region in self._regions.items())

    def _open_from(self, x: int, y: int) -> Iterator[Place]:
        if x and (x, y) not in self._before:
            yield x - 1, y
        if x + 2 < len(self.xs) and (x + 1, y) not in self._before:
            yield x + 1, y
        if y and (x, y) not in self._over:
            yield x, y - 1
        if y + 2 < len(self.ys) and (x, y + 1) not in self._over:
            yield x, y + 1

    def _is_closed(self, region: Region) -> bool:
        """Whether a line closes it in at the right end of the table."""
        last = len(self.xs) - 1
        return any((last, y) in self._before for x, y in region if x == last - 1)

    def _texts(self, glyphs: Iterable[Glyph], regions: dict[Place, Region]) -> dict[Region, str]:
        within: dict[Region, list[Glyph]] = {}
        for glyph in glyphs:
            within.setdefault(regions[self._place(glyph)], []).append(glyph)
        spilt = set()
        for line in in_lines(glyph for printed in within.values() for glyph in printed if glyph.text.isdecimal()):
            for one, other in pairwise(line):
                here, there = regions[self._place(one)], regions[self._place(other)]
                if here != there and other.left - one.right <= _TOUCHING * one.size:
                    spilt |= {here, there}
        return {region: run_together(printed) + _SPILT * (region in spilt) for region, printed in within.items()}

    def _place(self, glyph: Glyph) -> Place:
        x, y = glyph.centre
        across, down = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        return min(max(across, 0), len(self.xs) - 2), min(max(down, 0), len(self.ys) - 2)


def positions(values: Iterable[float]) -> list[float]:
    """Where lines are, those that are nearly at one place taken together."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= ALIKE:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _nearest(among: Sequence[float], value: float) -> int:
    after = min(bisect_left(among, value), len(among) - 1)
    return after - 1 if after and value - among[after - 1] <= among[after] - value else after


def _firsts(regions: dict[Place, Region], axis: int) -> list[int]:
    """The lines at which some region begins: those that part the rows, or the columns."""
    return sorted({min(place[axis] for place in region) for region in set(regions.values())})


def _cell(text: str, region: Region, lefts: Sequence[int], tops: Sequence[int]) -> GridCell:
    """The cell that a region is; one that is no rectangle reaches as far as its outermost places."""
    x, y = min(region, key=lambda place: (place[1], place[0]))
    width = len({place[0] for place in region}.intersection(lefts))
    height = len({place[1] for place in region}.intersection(tops))
    return GridCell(text, bisect_left(tops, y), bisect_left(lefts, x), height, width)
