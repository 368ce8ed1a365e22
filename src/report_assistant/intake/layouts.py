"""The two ways a statutory table is laid out, each with its reader.

Listed, tables two and three: a row begins with its label, below a head that names the columns. Crossed,
table four: the rows stand as groups above their columns, over one row of numbers without a label.
"""

from collections.abc import Sequence

from report_assistant.intake.head import Head, altered, filled_cells, row_labels
from report_assistant.intake.labels import Labels, same_label
from report_assistant.intake.page import Grid, GridCell
from report_assistant.intake.remark import Code
from report_assistant.intake.row_cells import read_row
from report_assistant.intake.rows import Gathered, Spot
from report_assistant.intake.value import looks_like_value
from report_assistant.official import Block, Column, Form, Row, TableForm

_QUOTED = 30  # characters of a label: the numbers behind it are what the person looks for
_LONGEST = 200


class ListedReader:
    """Reads the grids of one table in order; a grid without a head goes on under the last one."""

    def __init__(self, form: Form, table: TableForm, grids: Sequence[tuple[Spot, Grid]]) -> None:
        self.gathered = Gathered(form, table)
        self._table, self._grids = table, grids
        self._blocks: dict[Row, Block] = {row: block for block in table.blocks for row in block.rows}
        self._rows = row_labels(table)
        self._headings = Labels((name, (name,)) for name in _row_headings(table))
        self._head_rows: list[tuple[GridCell, ...]] = []
        self._head: Head | None = None

    def read(self) -> Gathered:
        """The table's cells and remarks."""
        width = 0
        for spot, grid in self._grids:
            self.gathered.spot = spot
            if grid.width != width:
                self._head_rows, self._head, width = [], None, grid.width
            for row in grid.rows:
                self._take(row)
        self.gathered.finish()
        return self.gathered

    def _take(self, cells: tuple[GridCell, ...]) -> None:
        filled = filled_cells([cells])
        words = [cell for cell in filled if not looks_like_value(cell.text)]
        rows = [(row, cell) for cell in words if (row := self._rows.exact(cell.text)) is not None]
        named = rows[0] if rows else None
        if not named and words == filled and any(self.gathered.labels.knows(cell.text) for cell in words):
            self._begin_head(cells)
            return
        labels = self._row_headings_in([cell for cell in words if not named or cell is not named[1]])
        named = named or self._nearest([cell for cell in words if cell not in labels])
        if named and (len(rows) > 1 or self._is_divided(words, named[1], labels)):
            self._leave(filled)
        elif named:
            self._read(cells, named[0], named[1], labels)
        elif self._head is None and words == filled:
            self._head_rows.append(cells)
        elif not labels.issuperset(filled):
            self._leave(filled)

    def _leave(self, filled: Sequence[GridCell]) -> None:
        words = " ".join(cell.text[:_QUOTED] for cell in filled)[:_LONGEST]
        self.gathered.remark(Code.ROW_UNKNOWN, f"{self._table.name}有格式之外的行“{words}”，未读入")

    def _is_divided(self, words: Sequence[GridCell], name: GridCell, labels: set[GridCell]) -> bool:
        """Whether a row's label stands over rows of someone's own: the figures are theirs, and nothing is added up."""
        first = min(self._head_here().taken, default=0)
        return name.height > 1 or any(name.column < cell.column < first and cell not in labels for cell in words)

    def _head_here(self) -> Head:
        if self._head is None:
            self._head = self.gathered.head(self._head_rows)
        return self._head

    def _begin_head(self, cells: tuple[GridCell, ...]) -> None:
        if self._head is not None:
            self._head_rows, self._head = [], None
        self._head_rows.append(cells)
        self.gathered.look_at_headings([cells])

    def _row_headings_in(self, words: Sequence[GridCell]) -> set[GridCell]:
        """The cells that say under which heading the row stands."""
        labels = set()
        for cell in words:
            heading = self._headings.exact(cell.text)
            if heading is None:
                heading = self._headings.nearest(cell.text)
                if heading is not None:
                    self.gathered.note(altered(self._table, cell, heading))
            if heading is not None:
                self.gathered.headings.add(heading)
                labels.add(cell)
        return labels

    def _nearest(self, words: Sequence[GridCell]) -> tuple[Row, GridCell] | None:
        """The row that the last unknown label is nearest to, of those that are nowhere by their own name."""
        there = {self._rows.exact(text) for _, grid in self._grids for text in grid.texts} if words else set()
        left = [row for row in self._blocks if row not in there]
        for cell in reversed(words):
            row = self._rows.nearest(cell.text, left)
            if row is not None:
                self.gathered.note(altered(self._table, cell, row.label))
                return row, cell
        return None

    def _read(self, cells: tuple[GridCell, ...], row: Row, name: GridCell, above: set[GridCell]) -> None:
        head, block = self._head_here(), self._blocks[row]
        leaves: list[tuple[Row | None, Column]] = [(None, column) for column in block.columns]
        found = read_row(cells, head, above | {name}, leaves, same_label(name.text, row.label))
        self.gathered.take(block, row, head, found)


class CrossedReader:
    """Reads the grids of one table whose rows are printed above its columns."""

    def __init__(self, form: Form, table: TableForm, grids: Sequence[tuple[Spot, Grid]]) -> None:
        self.gathered = Gathered(form, table)
        self._table, self._grids = table, grids

    def read(self) -> Gathered:
        """The table's cells and remarks."""
        for spot, grid in self._grids:
            self.gathered.spot = spot
            self._read_grid(grid)
        self.gathered.finish()
        return self.gathered

    def _read_grid(self, grid: Grid) -> None:
        knows = self.gathered.labels.knows
        known = [n for n, row in enumerate(grid.rows) if any(cell.text and knows(cell.text) for cell in row)]
        head_rows = grid.rows[: known[-1] + 1] if known else ()
        head = self.gathered.head(head_rows)
        self.gathered.look_at_headings(head_rows)
        below = grid.rows[len(head_rows) :]
        rows = [row for row in below if any(cell.text for cell in row)] or below[:1]
        if not rows:
            self.gathered.remark(Code.ROW_MISSING, f"{self._table.name}只有表头，没有填数的一行")
        for row in rows:
            self._read_row(row, head)

    def _read_row(self, row: Sequence[GridCell], head: Head) -> None:
        headed = {group for group, _ in head.places}
        for block in self._table.blocks:
            for group in [group for group in block.rows if group in headed]:
                leaves: list[tuple[Row | None, Column]] = [(group, column) for column in block.columns]
                found = read_row(row, head, frozenset(), leaves, as_printed=True)
                self.gathered.take(block, group, head, found, group)


def _row_headings(table: TableForm) -> list[str]:
    return list(dict.fromkeys(heading for block in table.blocks for row in block.rows for heading in row.headings))
