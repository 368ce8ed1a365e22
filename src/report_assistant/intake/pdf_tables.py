"""The tables of a PDF: each leaf's ruled lines in groups that touch, and tables that go on over a leaf's end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf

from report_assistant.intake.page import Grid
from report_assistant.intake.pdf_lattice import ALIKE, Lattice, Place, positions
from report_assistant.intake.pdf_leaf import Glyph, Leaf, Ruling

_MOST_LINES, _MOST_PIECES = 300, 6000  # of a leaf; a browser draws the largest table in five hundred pieces

_TALLEST_ROW = 60.0  # of one column: what is taller is a frame round a text


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table as it is drawn on one leaf, or joined from several: its lines, and the glyphs between them."""

    rulings: tuple[Ruling, ...]
    glyphs: tuple[Glyph, ...] = ()
    lattice: Lattice = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lattice", Lattice(self.rulings))

    @property
    def top(self) -> float:
        """The height of its first line."""
        return self.lattice.ys[0]

    @property
    def bottom(self) -> float:
        """The height of its last line."""
        return self.lattice.ys[-1]

    @property
    def right(self) -> float:
        """The distance of its last line."""
        return self.lattice.xs[-1]

    @property
    def size(self) -> int:
        """How much is drawn and printed in it."""
        return len(self.rulings) + len(self.glyphs)

    def holds(self, glyph: Glyph) -> bool:
        """Whether a glyph stands within its outermost lines."""
        x, y = glyph.centre
        return self.lattice.xs[0] <= x <= self.right and self.top <= y <= self.bottom

    def is_around(self, other: "Ruled") -> bool:
        """Whether it goes all the way round another one."""
        across = self.lattice.xs[0] <= other.lattice.xs[0] and other.right <= self.right
        return self is not other and across and self.top <= other.top and other.bottom <= self.bottom

    def below(self, y: float) -> "Ruled":
        """What of it is below a height, its lines cut off there."""
        across = tuple(r for r in self.rulings if r.across and r.at >= y - ALIKE)
        down = tuple(replace(r, start=max(r.start, y)) for r in self.rulings if not r.across and r.end > y + ALIKE)
        return Ruled(across + down, tuple(glyph for glyph in self.glyphs if glyph.centre[1] > y))

    def lowered(self, by: float) -> "Ruled":
        """The same, further down."""
        moved = (
            replace(r, at=r.at + by) if r.across else replace(r, start=r.start + by, end=r.end + by)
            for r in self.rulings
        )
        return Ruled(tuple(moved), tuple(replace(glyph, base=glyph.base + by) for glyph in self.glyphs))

    def stretched(self, y: float, glyphs: Iterable[Glyph]) -> "Ruled":
        """The same with its last row reaching down to a height, and with what is printed there."""
        ended = (
            replace(r, at=y)
            if r.across and r.at >= self.bottom - ALIKE
            else replace(r, end=y)
            if not r.across and r.end >= self.bottom - ALIKE
            else r
            for r in self.rulings
        )
        whole = Ruled(tuple(ended), self.glyphs)
        return replace(whole, glyphs=(*self.glyphs, *filter(whole.holds, glyphs)))

    def without_line(self, y: float, left: float = -inf, right: float = inf) -> "Ruled":
        """The same without the lines that run across at a height, or with a gap in them."""
        kept = [r for r in self.rulings if not r.across or abs(r.at - y) > ALIKE]
        for ruling in (r for r in self.rulings if r.across and abs(r.at - y) <= ALIKE):
            ends = ((ruling.start, min(ruling.end, left)), (max(ruling.start, right), ruling.end))
            kept += [replace(ruling, start=start, end=end) for start, end in ends if end - start > ALIKE]
        return Ruled(tuple(kept), self.glyphs)

    def row_at(self, y: float) -> int | None:
        """Which row of the grid begins at a height."""
        return next((row for row, top in enumerate(self.lattice.row_tops()) if abs(top - y) <= ALIKE), None)

    def grid(self, leaf: str = "") -> Grid:
        """The table with its merged cells spread out."""
        return self.lattice.grid(self.glyphs, leaf)


def find_tables(leaf: Leaf) -> list[Ruled]:
    """The tables on a leaf from top to bottom.

    A frame round one column, or round a table, is none; but a single row of one column may be the end of a
    table that the leaf's end has cut.
    """
    if len(leaf.rulings) > _MOST_PIECES or len(positions([r.at for r in leaf.rulings])) > _MOST_LINES:
        return []  # a drawing
    groups = _touching(leaf.rulings)
    drawn = [Ruled(tuple(group)) for group in groups if len({r.across for r in group}) == 2]
    parts = [_with_sides(part, groups) for part in drawn]
    tables = [part for part in parts if part.lattice.has_columns or _is_cut_off(part, leaf)]
    inner = [table for table in tables if not any(table.is_around(other) for other in tables)]
    filled = [Ruled(table.rulings, tuple(filter(table.holds, leaf.glyphs))) for table in inner]
    return sorted((table for table in filled if table.glyphs), key=lambda table: table.top)


def _with_sides(table: Ruled, groups: Sequence[Sequence[Ruling]]) -> Ruled:
    """The table with the lines beside it that reach from its top to its bottom and touch no other.

    A cell that goes on over both ends of a leaf is drawn so.
    """
    sides = [
        ruling
        for group in groups
        if not any(r.across for r in group)
        and abs(min(r.start for r in group) - table.top) <= ALIKE
        and abs(max(r.end for r in group) - table.bottom) <= ALIKE
        for ruling in group
    ]
    return Ruled((*table.rulings, *sides)) if sides else table


def _is_cut_off(frame: Ruled, leaf: Leaf) -> bool:
    """Whether a frame is one row, and the first or the last that is printed on the leaf."""
    heights = [glyph.base for glyph in leaf.glyphs if not leaf.in_margin(glyph.base) and not glyph.text.isspace()]
    at_end = all(y >= frame.top for y in heights) or all(y <= frame.bottom for y in heights)
    return at_end and frame.bottom - frame.top < _TALLEST_ROW and len(frame.lattice.row_tops()) == 1


def joined(upper: Ruled, lower: Ruled) -> Ruled | None:
    """One table of its parts on two leaves; None where their columns do not stand under one another.

    A head that is printed again is left out.
    """
    again = _repeated(upper.grid(), lower.grid())
    lower = lower.below(lower.lattice.row_tops()[again]) if again else lower
    few, many = sorted((upper.lattice.column_edges(), lower.lattice.column_edges()), key=len)
    ends = abs(few[0] - many[0]) <= ALIKE and abs(few[-1] - many[-1]) <= ALIKE
    if not ends or any(min(abs(x - other) for other in many) > ALIKE for x in few):
        return None
    lower = lower.lowered(upper.bottom - lower.top)
    return Ruled(upper.rulings + lower.rulings, upper.glyphs + lower.glyphs)


def _repeated(upper: Grid, lower: Grid) -> int:
    """How many rows of the upper part's head the lower part begins with again."""
    count = 0
    while count < min(len(upper.rows), len(lower.rows)) and upper.rows[count] == lower.rows[count]:
        count += 1
    return count if count < len(lower.rows) and any(cell.text for row in lower.rows[:count] for cell in row) else 0


def _touching(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """The lines in groups that touch one another."""
    lattice = Lattice(rulings)
    above: dict[Place, Place] = {}

    def head_of(node: Place) -> Place:
        while above.setdefault(node, node) != node:
            above[node] = node = above[above[node]]
        return node

    for ruling in rulings:
        for one, other in pairwise(lattice.nodes(ruling)):
            above[head_of(one)] = head_of(other)
    groups: dict[Place, list[Ruling]] = {}
    for ruling in rulings:
        groups.setdefault(head_of(lattice.nodes(ruling)[0]), []).append(ruling)
    return list(groups.values())
