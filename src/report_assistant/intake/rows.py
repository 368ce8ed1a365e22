"""The rows of one table and what all of them add up to: its cells, where each came from, and what is unclear."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from report_assistant.intake.head import Head, HeadLabels, Leaf, altered, filled_cells, head_labels, read_head
from report_assistant.intake.page import GridCell
from report_assistant.intake.remark import Code
from report_assistant.intake.row_cells import Found, Ragged
from report_assistant.official import Block, Column, Form, Row, TableForm
from report_assistant.report import ABSENT, UNREADABLE, Cell, Confidence, Remark, Source

_NAMED = 3  # rows named before “等”


@dataclass(frozen=True, slots=True)
class Spot:
    """A table of the document, counted from 1, and the page or sheet it stands on."""

    table: int
    leaf: str = ""


@dataclass(slots=True)
class Gathered:
    """One table while it is being read; every cell of the form starts as absent."""

    form: Form
    table: TableForm
    labels: HeadLabels = field(init=False)
    spot: Spot = Spot(1)  # of the grid that is being read
    cells: dict[str, Cell] = field(init=False)
    sources: dict[str, Source] = field(default_factory=dict)
    headings: set[str] = field(default_factory=set)  # those printed
    _remarks: dict[Remark, None] = field(default_factory=dict)
    _seen: dict[Row, int] = field(default_factory=dict)
    _ragged: dict[tuple[str, int, int, int], list[str]] = field(default_factory=dict)
    _missing_columns: dict[tuple[Block, Column], None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.labels = head_labels(self.table)
        self.cells = {ref: ABSENT for ref, cell in self.form.cells.items() if cell.table == self.table.id}

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
        self, block: Block, row: Row, head: Head, read: Mapping[Leaf, Found] | Ragged, group: Row | None = None
    ) -> None:
        """Take in what was read of a row; of two rows with one label nothing is added up."""
        again = row in self._seen
        self._seen[row] = self._seen.get(row, 0) + 1
        there = [column for column in block.columns if (group, column) in head.places]
        if len(there) < len(block.columns):
            self._missing_columns |= dict.fromkeys((block, column) for column in block.columns if column not in there)
        if isinstance(read, Ragged):
            key = (read.why, read.numbers, len(there), len(block.columns))
            self._ragged.setdefault(key, []).append(row_name(row))
        for column in there:
            ref = f"{self.table.id}:{row.key}:{column.key}"
            self._put(ref, read.found if isinstance(read, Ragged) else read[group, column], again)

    def _put(self, ref: str, found: Found, again: bool) -> None:
        reading = found.reading
        if reading.code is not None:
            self.remark(reading.code, f"{self.form.cells[ref].label}{reading.why}", ref)
        if again and ref in self.sources:
            self._meet_again(ref, reading.cell)
            return
        self.cells[ref] = reading.cell
        column = 0 if found.column is None else found.column + 1
        self.sources[ref] = Source(
            found.words, self.spot.table, found.row + 1, column, reading.cell, found.confidence, self.spot.leaf
        )

    def _meet_again(self, ref: str, cell: Cell) -> None:
        """A cell that stands twice is read where both say the same, and comes from where it stood first."""
        self.cells[ref] = cell = cell if self.cells[ref] == cell else UNREADABLE
        confidence = Confidence.DOUBTFUL if cell == UNREADABLE else Confidence.FOLDED
        self.sources[ref] = replace(self.sources[ref], read_as=cell, confidence=confidence)

    def finish(self) -> None:
        """Say what is missing and what stands twice, now that the whole table was seen."""
        self._tell_missing()
        if twice := [f"“{row_name(row)}”" for row, times in self._seen.items() if times > 1]:
            named = "、".join(twice[:_NAMED]) + (f"等 {len(twice)} 行" if len(twice) > _NAMED else "")
            self.remark(Code.ROW_DUPLICATED, f"{self.table.name}的{named}出现了不止一次，不一致的格未读入")
        for (why, numbers, headed, demanded), rows in self._ragged.items():
            form = f"，格式应有 {demanded} 列" if demanded != headed else ""
            counts = f"每行有 {numbers} 个数，表头有 {headed} 列{form}；" if form or numbers != headed else ""
            message = f"{self.table.name}有 {len(rows)} 行的数与表头对不齐，未读入：{counts}{why}"
            self.remark(Code.ROW_RAGGED, f"{message}。涉及：{'、'.join(rows)}")

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
            self._tell_missing_rows(block)

    def _tell_missing_rows(self, block: Block) -> None:
        """Rows are told together where a heading lost all of its own: one row is often printed in their place."""
        told: set[Row] = set()
        for heading, rows in block.groups().items():
            if self._seen.keys().isdisjoint(rows) and not told.intersection(rows):
                told.update(rows)
                named = "、".join(f"“{row.label}”" for row in rows)
                message = f"{self.table.name}缺少“{heading}”下的 {len(rows)} 行，这些行没有读入任何数：{named}"
                self.remark(Code.ROW_MISSING, message)
        for row in block.rows:
            if row not in self._seen and row not in told:
                self.remark(Code.ROW_MISSING, f"{self.table.name}缺少“{row_name(row)}”，该行没有读入任何数")


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
