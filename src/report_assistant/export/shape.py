"""The official shape of a statutory table: which text stands where and how far it spans.

Built from the form's data alone, so that every format prints the same grid and next year's form needs no
code. The 2021 form gives 14×4, 28×10 and 4×15.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal

from report_assistant.official import Block, Form, TableForm

Role = Literal["head", "label", "value"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One printed box: its upper left corner, its extent, and the text or the cell (`ref`) it holds."""

    row: int
    column: int
    rows: int
    columns: int
    role: Role
    text: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as printed. `head_rows`: the rows that repeat on every page, 0 where blocks have their own."""

    table: TableForm
    width: int
    height: int
    head_rows: int
    label_columns: int
    slots: tuple[Slot, ...]

    def lines(self) -> Iterator[tuple[Slot, ...]]:
        """Row by row, every slot that covers it, left to right; it starts there where `slot.row` says so."""
        for line in range(self.height):
            covering = [slot for slot in self.slots if slot.row <= line < slot.row + slot.rows]
            yield tuple(sorted(covering, key=lambda slot: slot.column))


def shapes(form: Form) -> dict[int, Shape]:
    """The shapes of a form's tables by the number of their section."""
    return {table.section: shape_of(table) for table in form.tables}


@cache
def shape_of(table: TableForm) -> Shape:
    """The printed grid of a statutory table."""
    width = max(_Grid(block).width for block in table.blocks)
    slots: list[Slot] = []
    top = 0
    for block in table.blocks:
        slots += _Grid(block).slots(table.id, top, width)
        top = max(slot.row + slot.rows for slot in slots)
    only = _Grid(table.blocks[0])
    head_rows = only.head_depth if len(table.blocks) == 1 else 0
    return Shape(table, width, top, head_rows, only.label_columns, tuple(slots))


class _Grid:
    """How one block is laid out; without a corner box its rows stand side by side, as in table four."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.across = not block.corner
        columns = [(*column.headings, column.label) for column in block.columns]
        rows = [(*row.headings, row.label) for row in block.rows]
        self.head_paths = [row + column for row in rows for column in columns] if self.across else columns
        self.label_paths = [] if self.across else rows
        self.head_depth = max(map(len, self.head_paths))
        self.label_columns = max(map(len, self.label_paths), default=0)
        self.width = self.label_columns + len(self.head_paths)

    def slots(self, table_id: str, top: int, width: int) -> Iterator[Slot]:
        block = self.block
        if block.heading:
            yield Slot(top, 0, 1, width, "head", block.heading)
            top += 1
        if block.corner:
            yield Slot(top, 0, self.head_depth, self.label_columns, "head", block.corner)
        # The last column of a narrower block reaches to the table's right edge.
        edges = [*range(self.label_columns, self.width), width]
        for level, first, last, deep, text in _branches(self.head_paths, self.head_depth):
            yield Slot(top + level, edges[first], deep, edges[last] - edges[first], "head", text)
        top += self.head_depth
        for level, first, last, deep, text in _branches(self.label_paths, self.label_columns):
            yield Slot(top + first, level, last - first, deep, "label", text)
        for row_number, row in enumerate(block.rows):
            for column_number, column in enumerate(block.columns):
                line = top if self.across else top + row_number
                leaf = row_number * len(block.columns) + column_number if self.across else column_number
                ref = f"{table_id}:{row.key}:{column.key}"
                yield Slot(line, edges[leaf], 1, edges[leaf + 1] - edges[leaf], "value", ref=ref)


def _branches(paths: Sequence[tuple[str, ...]], depth: int) -> Iterator[tuple[int, int, int, int, str]]:
    """The boxes over or before `paths`: level, first and last leaf, how many levels deep, text."""
    for level in range(depth):
        prefixes = [path[: level + 1] if len(path) > level else () for path in paths]
        for prefix, run in groupby(enumerate(prefixes), key=lambda numbered: numbered[1]):
            if prefix:
                leaves = [number for number, _ in run]
                is_leaf = len(paths[leaves[0]]) == level + 1
                yield level, leaves[0], leaves[-1] + 1, depth - level if is_leaf else 1, prefix[-1]
