"""The head of a table: which of the form's columns stands over which places of the grid."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from report_assistant import zh
from report_assistant.intake.labels import Labels
from report_assistant.intake.page import GridCell
from report_assistant.intake.remark import Code
from report_assistant.official import Column, Row, TableForm
from report_assistant.report import Remark

Leaf = tuple[Row | None, Column]  # the row only where the form prints rows above columns, as in table four
_ROW_NUMBER = "序号"


@dataclass(frozen=True, slots=True)
class Head:
    """The places under each column that is there.

    `unknown`: places under a heading that the form does not have. `foreign`: money columns headed with
    another unit than the form's. `sound`: whether the labels stand where they can stand together; if
    not, a cell was lost or added in the head, and every place below it is in doubt.
    """

    places: Mapping[Leaf, frozenset[int]] = field(default_factory=dict)
    unknown: frozenset[int] = frozenset()
    foreign: frozenset[Column] = frozenset()
    remarks: tuple[Remark, ...] = ()
    sound: bool = True

    @property
    def taken(self) -> frozenset[int]:
        """Every place under a column of the form."""
        return frozenset().union(*self.places.values())

    @property
    def width(self) -> int:
        """How long a row must be to reach the last column."""
        return max(self.taken, default=-1) + 1


@dataclass(frozen=True, slots=True)
class HeadLabels:
    """What may be printed in a table's head."""

    columns: Labels[Column]
    headings: Labels[str]
    groups: Labels[Row]  # empty unless rows are printed above columns

    def knows(self, printed: str) -> bool:
        """Whether the form prints exactly this in the head."""
        found = (self.columns.exact(printed), self.headings.exact(printed), self.groups.exact(printed))
        return any(meant is not None for meant in found)


def prints_rows_above(table: TableForm) -> bool:
    """Whether the table's rows are groups of columns: only a table without a corner is laid out so."""
    return not any(block.corner for block in table.blocks)


def head_labels(table: TableForm) -> HeadLabels:
    """The labels of a table's head."""
    columns = {column: None for block in table.blocks for column in block.columns}
    rows = [row for block in table.blocks for row in block.rows] if prints_rows_above(table) else []
    headings = {
        heading: None
        for block in table.blocks
        for heading in (block.heading, block.corner, *_headings((*block.columns, *rows)))
        if heading
    }
    return HeadLabels(
        Labels((column, (column.label, *column.aliases)) for column in columns),
        Labels((heading, (heading,)) for heading in headings),
        Labels((row, (row.label, *row.aliases)) for row in rows),
    )


def read_head(rows: Sequence[Sequence[GridCell]], table: TableForm, labels: HeadLabels) -> Head:
    """The head that these rows of a grid make up."""
    cells = list(filled_cells(rows))
    named, remarks = _named(cells, table, labels)
    places: dict[Leaf, frozenset[int]] = {}
    foreign = set()
    for cell, column in named.items():
        leaf = (_group(cell, rows, labels) if prints_rows_above(table) else None, column)
        if leaf in places:
            remarks.append(Code.COLUMN_DUPLICATED.at(table.id, f"{table.name}的“{column.label}”列出现了不止一次"))
        places[leaf] = places.get(leaf, frozenset()) | set(range(cell.column, cell.column + cell.width))
        if column.unit == "万元" and "元" in cell.text.replace("万元", ""):
            foreign.add(column)
    unknown = _unknown(rows, Head(places), labels)
    remarks += [
        Code.COLUMN_UNKNOWN.at(table.id, f"{table.name}有格式之外的列“{text}”，未读入")
        for text in dict.fromkeys(unknown.values())
    ]
    sound = not _has_holes(named, rows) and not (prints_rows_above(table) and _is_mixed_up(named, places))
    return Head(places, frozenset(unknown), frozenset(foreign), tuple(remarks), sound)


def filled_cells(rows: Iterable[Sequence[GridCell]]) -> Iterator[GridCell]:
    """Every cell of these rows that holds text, once."""
    yield from dict.fromkeys(cell for row in rows for cell in row if cell.text)


def altered(table: TableForm, cell: GridCell, label: str) -> Remark:
    """The remark that a label is printed otherwise."""
    return Code.LABEL_ALTERED.at(table.id, f"{table.name}印有“{cell.text}”，格式规定的标签是“{label}”")


def _headings(parts: Iterable[Column | Row]) -> Iterator[str]:
    for part in parts:
        yield from part.headings


def _named(
    cells: Sequence[GridCell], table: TableForm, labels: HeadLabels
) -> tuple[dict[GridCell, Column], list[Remark]]:
    """The column that each cell names: those called exactly so first, the rest only for what is left."""
    named, remarks = {}, []
    for cell in cells:
        column = labels.columns.exact(cell.text)
        if column is not None:
            named[cell] = column
    left = {column for block in table.blocks for column in block.columns} - set(named.values())
    for cell in cells:
        if cell in named or labels.knows(cell.text) or labels.headings.nearest(cell.text) is not None:
            continue
        column = labels.columns.nearest(cell.text, left)
        if column is not None:
            named[cell] = column
            remarks.append(altered(table, cell, column.label))
    return named, remarks


def _group(leaf: GridCell, rows: Sequence[Sequence[GridCell]], labels: HeadLabels) -> Row | None:
    """The group over a column: the nearest label above it; text without merged cells has it to the left.

    Shape: `rows` begin with the grid's first row.
    """
    for row in reversed(rows[: leaf.row]):
        text = next((cell.text for cell in reversed(row[: leaf.column + 1]) if cell.text), "")
        group = labels.groups.exact(text) or labels.groups.nearest(text)
        if group is not None:
            return group
    return None


def _has_holes(named: Mapping[GridCell, Column], rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether a column stands where the head's rows above it have ended, in a table with merged cells."""
    if not any(cell.width > 1 or cell.height > 1 for row in rows for cell in row):
        return False
    above = [(max(cell.row for cell in row), len(row)) for row in rows if any(cell in named for cell in row)]
    return any(number < cell.row and length <= cell.column for cell in named for number, length in above)


def _is_mixed_up(named: Mapping[GridCell, Column], places: Mapping[Leaf, frozenset[int]]) -> bool:
    """Whether a column stands under no group, or twice under one."""
    return len(places) < len(named) or any(group is None for group, _ in places)


def _unknown(rows: Sequence[Sequence[GridCell]], head: Head, labels: HeadLabels) -> dict[int, str]:
    """Places under a heading of someone's own.

    Left of the columns only a running number is one: whatever else stands there is a label's place,
    and a number in it means that its row slipped.
    """
    first, unknown = min(head.taken, default=0), {}
    for place in set(range(max(map(len, rows), default=0))) - head.taken:
        texts = [row[place].text for row in rows if place < len(row) and row[place].text]
        if not texts or labels.knows(texts[-1]) or labels.headings.nearest(texts[-1]) is not None:
            continue
        if place > first or zh.fold_label(texts[-1]) == _ROW_NUMBER:
            unknown[place] = texts[-1]
    return unknown
