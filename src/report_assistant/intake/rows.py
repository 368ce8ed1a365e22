"""The rows of one table: each number under its column, and what all of them add up to.

A row whose numbers cannot be proved to stand under the head's columns is ragged, and none of them is read.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from report_assistant.intake.head import Head, HeadLabels, Leaf, altered, filled_cells, head_labels, read_head
from report_assistant.intake.page import GridCell
from report_assistant.intake.remark import Code
from report_assistant.intake.value import CellReading, looks_like_value, read_cell
from report_assistant.official import Block, Column, Form, Row, TableForm
from report_assistant.report import ABSENT, UNREADABLE, Cell, Remark


@dataclass(frozen=True, slots=True)
class Ragged:
    """A row whose numbers do not stand under the head's columns, and how many they are."""

    numbers: int


@dataclass(slots=True)
class Gathered:
    """One table while it is being read; every cell of the form starts as absent."""

    form: Form
    table: TableForm
    labels: HeadLabels = field(init=False)
    cells: dict[str, Cell] = field(default_factory=dict)
    headings: set[str] = field(default_factory=set)  # those printed
    _remarks: dict[Remark, None] = field(default_factory=dict)
    _seen: dict[Row, int] = field(default_factory=dict)
    _ragged: dict[tuple[int, int, int], list[str]] = field(default_factory=dict)
    _missing_columns: dict[tuple[Block, Column], None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.labels = head_labels(self.table)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What was unclear, each thing once."""
        return tuple(self._remarks)

    def remark(self, code: Code, message: str, place: str = "") -> None:
        """Note what is unclear; the place is the table unless another is given."""
        self.note(code.at(place or self.table.id, message))

    def note(self, remark: Remark) -> None:
        """Keep a remark; a merged cell is met in every row it reaches over, and is told of once."""
        self._remarks.setdefault(remark)

    def head(self, rows: Sequence[Sequence[GridCell]]) -> Head:
        """The head that these rows make up."""
        head = read_head(rows, self.table, self.labels)
        for remark in head.remarks:
            self.note(remark)
        return head

    def look_at_headings(self, rows: Iterable[Sequence[GridCell]]) -> None:
        """Note which headings stand in these rows of the head, and which of them are altered."""
        for cell in filled_cells(rows):
            if self.labels.columns.exact(cell.text) is not None:
                continue
            heading = self.labels.headings.exact(cell.text)
            if not self.labels.knows(cell.text):
                group = self.labels.groups.nearest(cell.text)
                heading = None if group else self.labels.headings.nearest(cell.text)
                if meant := group.label if group else heading:
                    self.note(altered(self.table, cell, meant))
            self.headings |= {heading} if heading is not None else set()

    def take(
        self, block: Block, row: Row, head: Head, read: Mapping[Leaf, CellReading] | Ragged, group: Row | None = None
    ) -> None:
        """Take in what was read of a row; of two rows with one label nothing is added up."""
        again = row in self._seen
        self._seen[row] = self._seen.get(row, 0) + 1
        if again:
            self.remark(Code.ROW_DUPLICATED, f"{self.table.name}的“{row_name(row)}”出现了不止一次，不一致的格未读入")
        there = [column for column in block.columns if (group, column) in head.places]
        for column in block.columns:
            if column not in there:
                self._missing_columns[block, column] = None
        if isinstance(read, Ragged):
            key = (read.numbers, len(there), len(block.columns))
            self._ragged.setdefault(key, []).append(row_name(row))
        for column in there:
            ref = f"{self.table.id}:{row.key}:{column.key}"
            reading = CellReading(UNREADABLE) if isinstance(read, Ragged) else read[group, column]
            self._put(ref, reading, again)

    def _put(self, ref: str, reading: CellReading, again: bool) -> None:
        if reading.code is not None:
            self.remark(reading.code, f"{self.form.cells[ref].label}{reading.why}", ref)
        same = not again or self.cells.get(ref, reading.cell) == reading.cell
        self.cells[ref] = reading.cell if same else UNREADABLE

    def finish(self) -> None:
        """Say what is missing, now that the whole table was seen."""
        self._tell_missing()
        for (numbers, headed, demanded), rows in self._ragged.items():
            form = f"，格式应有 {demanded} 列" if demanded != headed else ""
            self.remark(
                Code.ROW_RAGGED,
                f"{self.table.name}有 {len(rows)} 行的数与表头对不齐，未读入：每行有 {numbers} 个数，"
                f"表头有 {headed} 列{form}。涉及：{'、'.join(rows)}",
            )

    def _tell_missing(self) -> None:
        for heading in dict.fromkeys(h for block in self.table.blocks for h in _headings(block)):
            if heading not in self.headings:
                self.remark(Code.LABEL_MISSING, f"{self.table.name}缺少栏目“{heading}”")
        for block, column in self._missing_columns:
            under = block.heading or (column.headings[-1] if column.headings else "")
            self.remark(
                Code.COLUMN_MISSING,
                f"{self.table.name}{f'“{under}”' if under else ''}缺少“{column.label}”列，该列没有读入任何数",
            )
        for block in self.table.blocks:
            for row in block.rows:
                if row not in self._seen:
                    self.remark(Code.ROW_MISSING, f"{self.table.name}缺少“{row_name(row)}”，该行没有读入任何数")
                for column in block.columns:
                    self.cells.setdefault(f"{self.table.id}:{row.key}:{column.key}", ABSENT)


def read_row(
    row: Sequence[GridCell], head: Head, labels: Set[GridCell], leaves: Iterable[Leaf]
) -> Mapping[Leaf, CellReading] | Ragged:
    """Read the cells of `row` under `leaves`; `labels` are the cells that name the row.

    Blank: a row that ends early is blank where it holds no number at all, and ragged where it does.
    """
    numbers = {cell for cell in filled_cells([row]) if cell not in labels and looks_like_value(cell.text)}
    if _is_ragged(row, head, labels, numbers):
        counted = [cell for cell in numbers if not _places(cell) <= head.unknown]
        return Ragged(len(counted))
    return {leaf: _read(row, head, leaf) for leaf in leaves if leaf in head.places}


def _is_ragged(row: Sequence[GridCell], head: Head, labels: Set[GridCell], numbers: Set[GridCell]) -> bool:
    if not head.sound or any(_places(label) & head.taken for label in labels):
        return True
    if numbers and len(row) < head.width:
        return True
    if any(not _places(number) & (head.taken | head.unknown) for number in numbers):
        return True
    return any(
        cell.height > 1 or sum(bool(_places(cell) & places) for places in head.places.values()) > 1
        for cell in filled_cells([row])
        if cell not in labels and _places(cell) & head.taken
    )


def _places(cell: GridCell) -> frozenset[int]:
    return frozenset(range(cell.column, cell.column + cell.width))


def _read(row: Sequence[GridCell], head: Head, leaf: Leaf) -> CellReading:
    column = leaf[1]
    texts = {row[place].text for place in head.places[leaf] if place < len(row) and row[place].text}
    if len(texts) > 1:
        written = "、".join(f"“{text}”" for text in sorted(texts))
        return CellReading(UNREADABLE, Code.CELL_UNREADABLE, f"同一格下写有{written}，未读入")
    reading = read_cell("".join(texts), column)
    if column in head.foreign and reading.cell.value is not None:
        why = f"列标题的单位不是“{column.unit}”，“{''.join(texts)}”未换算、未读入"
        return CellReading(UNREADABLE, Code.UNIT_IN_CELL, why)
    return reading


def row_name(row: Row) -> str:
    """A row with the sub-heading it stands under, e.g. ``（三）不予公开—1.属于国家秘密``."""
    under = row.headings[-1] if row.headings and row.headings[-1][0] in "（行" else ""
    return f"{under}—{row.label}" if under else row.label


def _headings(block: Block) -> Iterable[str]:
    yield from (block.heading,) if block.heading else ()
    for column in block.columns:
        yield from column.headings
    for row in block.rows:
        yield from row.headings
