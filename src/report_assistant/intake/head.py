"""The head of a table: which of the form's columns stands over which places of the grid."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from report_assistant import zh
from report_assistant.intake.labels import Labels, canonical, same_label
from report_assistant.intake.page import GridCell
from report_assistant.intake.remark import Code
from report_assistant.official import Column, Row, TableForm
from report_assistant.report import Remark

Leaf = tuple[Row | None, Column]  # the row only where the form prints rows above columns, as in table four
_ROW_NUMBER = "序号"


@dataclass(frozen=True)  # no slots: what every row asks for is worked out once
class Head:
    """The places under each column that is there, from the left.

    `unknown`: places under a heading that the form does not have. `foreign`: money columns headed with
    another unit than the form's. `renamed`: columns that are known by another name than the form's, their
    own or their group's. `sound`: whether the labels stand where they can stand together; if
    not, a cell was lost or added in the head, and every place below it is in doubt.
    """

    places: Mapping[Leaf, Sequence[int]] = field(default_factory=dict)
    unknown: frozenset[int] = frozenset()
    foreign: frozenset[Column] = frozenset()
    renamed: frozenset[Leaf] = frozenset()
    remarks: tuple[Remark, ...] = ()
    sound: bool = True

    @cached_property
    def taken(self) -> frozenset[int]:
        """Every place under a column of the form."""
        return frozenset().union(*self.places.values())

    @cached_property
    def headed(self) -> frozenset[int]:
        """Every place under a column of whoever's."""
        return self.taken | self.unknown

    @cached_property
    def crowded(self) -> frozenset[int]:
        """The places under several columns."""
        return frozenset(place for place, columns in self.above.items() if len(columns) > 1)

    @cached_property
    def width(self) -> int:
        """How long a row must be to reach the last column."""
        return max(self.taken, default=-1) + 1

    @cached_property
    def above(self) -> Mapping[int, frozenset[int]]:
        """Which columns, by their number among `places`, stand over each place."""
        columns = list(enumerate(self.places.values()))
        return {place: frozenset(n for n, places in columns if place in places) for place in self.taken}


@dataclass(frozen=True, slots=True, eq=False)
class HeadLabels:
    """What may be printed in a table's head."""

    columns: Labels[Column]
    headings: Labels[str]
    groups: Labels[Row]  # empty unless rows are printed above columns
    above: frozenset[str | None]  # the headings of columns
    names: frozenset[str]  # all of them, folded

    def knows(self, printed: str) -> bool:
        """Whether the form prints exactly this in the head."""
        return canonical(printed) in self.names

    def groups_columns(self, printed: str) -> bool:
        """Whether it is printed above several columns: 法人或其他组织."""
        return self.headings.exact(printed) in self.above

    def meaning(self, printed: str) -> str:
        """The form's label for what is printed: exactly so, by another name, or nearest; else as it is printed."""
        return _meaning(self, printed)


@lru_cache(maxsize=4096)  # most heads are those of the form
def _meaning(labels: HeadLabels, printed: str) -> str:
    for column, group, heading in (
        (labels.columns.exact(printed), labels.groups.exact(printed), labels.headings.exact(printed)),
        (labels.columns.nearest(printed), labels.groups.nearest(printed), labels.headings.nearest(printed)),
    ):
        if meant := (column and column.label) or (group and group.label) or heading:
            return meant
    return printed


def prints_rows_above(table: TableForm) -> bool:
    """Whether the table's rows are groups of columns: only a table without a corner is laid out so."""
    return not any(block.corner for block in table.blocks)


@cache
def row_labels(table: TableForm) -> Labels[Row]:
    """The labels of a table's rows."""
    return Labels((row, (row.label, *row.aliases)) for block in table.blocks for row in block.rows)


@cache
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
    of_columns = Labels((column, (column.label, *column.aliases)) for column in columns)
    of_headings = Labels((heading, (heading,)) for heading in headings)
    of_groups = Labels((row, (row.label, *row.aliases)) for row in rows)
    names = frozenset().union(of_columns.names, of_headings.names, of_groups.names)
    return HeadLabels(of_columns, of_headings, of_groups, frozenset(_headings(columns)), names)


def read_head(rows: Sequence[Sequence[GridCell]], table: TableForm, labels: HeadLabels) -> Head:
    """The head that these rows of a grid make up."""
    cells = filled_cells(rows)
    named, remarks = _named(cells, table, labels)
    places: dict[Leaf, Sequence[int]] = {}
    foreign, renamed = set(), set()
    for cell, column in named.items():
        group, printed = _group(cell, rows, labels) if prints_rows_above(table) else (None, "")
        leaf = (group, column)
        if not same_label(cell.text, column.label) or (group and not same_label(printed, group.label)):
            renamed.add(leaf)
        if leaf in places:
            remarks.append(Code.COLUMN_DUPLICATED.at(table.id, f"{table.name}的“{column.label}”列出现了不止一次"))
        places[leaf] = sorted({*places.get(leaf, ()), *range(cell.column, cell.column + cell.width)})
        if column.unit == "万元" and "元" in cell.text.replace("万元", ""):
            foreign.add(column)
    unknown = _unknown(rows, Head(places), labels)
    for text in dict.fromkeys(unknown.values()):
        told = f"有格式之外的列“{text}”" if text else "有一列没有列标题"
        remarks.append(Code.COLUMN_UNKNOWN.at(table.id, f"{table.name}{told}，未读入"))
    sound = not _has_holes(named, rows) and not (prints_rows_above(table) and _is_mixed_up(named, places))
    return Head(places, frozenset(unknown), frozenset(foreign), frozenset(renamed), tuple(remarks), sound)


def filled_cells(rows: Iterable[Sequence[GridCell]]) -> list[GridCell]:
    """Every cell of these rows that holds text, once."""
    return list(dict.fromkeys([cell for row in rows for cell in row if cell.text]))


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


def _group(leaf: GridCell, rows: Sequence[Sequence[GridCell]], labels: HeadLabels) -> tuple[Row | None, str]:
    """The group over a column, as it is printed: the nearest label above; text without merged cells has it to the left.

    Shape: `rows` begin with the grid's first row.
    """
    for row in reversed(rows[: leaf.row]):
        text = next((cell.text for cell in reversed(row[: leaf.column + 1]) if cell.text), "")
        group = labels.groups.exact(text) or labels.groups.nearest(text)
        if group is not None:
            return group, text
    return None, ""


def _has_holes(named: Mapping[GridCell, Column], rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether a column stands where the head's rows above it have ended, in a table with merged cells."""
    if not any(cell.width > 1 or cell.height > 1 for row in rows for cell in row):
        return False
    above = [(max(cell.row for cell in row), len(row)) for row in rows if any(cell in named for cell in row)]
    return any(number < cell.row and length <= cell.column for cell in named for number, length in above)


def _is_mixed_up(named: Mapping[GridCell, Column], places: Mapping[Leaf, Sequence[int]]) -> bool:
    """Whether a column stands under no group, or twice under one."""
    return len(places) < len(named) or any(group is None for group, _ in places)


def _unknown(rows: Sequence[Sequence[GridCell]], head: Head, labels: HeadLabels) -> dict[int, str]:
    """Places under a heading of someone's own.

    Left of the columns only a running number is one, and what stands between the corner and them: whatever
    else stands there is a label's place, and a number in it means that its row slipped.
    """
    first, unknown = min(head.taken, default=0), {}
    for place in set(range(max(map(len, rows), default=0))) - head.taken:
        if _is_nameless(rows, place, labels):
            unknown[place] = ""
            continue
        over = [row[place] for row in rows if place < len(row) and row[place].text]
        if over and labels.groups_columns(over[-1].text) and over[-1].column == place:
            unknown[place] = over[-1].text  # one column for all organisations
        if not over or labels.knows(over[-1].text) or labels.headings.nearest(over[-1].text) is not None:
            continue
        if (
            place > first
            or zh.fold_label(over[-1].text) == _ROW_NUMBER
            or _stands_behind_corner(over[-1], rows, labels)
        ):
            unknown[place] = over[-1].text
    return unknown


def _is_nameless(rows: Sequence[Sequence[GridCell]], place: int, labels: HeadLabels) -> bool:
    """Whether a column's own name is left out below the name of its columns, all merged cells in their places."""
    over = [row[place] for row in rows if place < len(row)]
    above = next((cell for cell in over if cell.width > 1 and labels.groups_columns(cell.text)), None)
    return above is not None and len(over) == len(rows) and not over[-1].text and over[-1].row > above.row


def _stands_behind_corner(cell: GridCell, rows: Sequence[Sequence[GridCell]], labels: HeadLabels) -> bool:
    return any(
        labels.knows(other.text)
        for other in rows[cell.row - rows[0][0].row]
        if other.text and other.column < cell.column
    )
