"""Table four: groups printed above their columns, and one row of numbers without a label."""

from collections.abc import Sequence

from report_assistant.intake.gathered import Gathered
from report_assistant.intake.head import Head, altered, head_labels, printed, read_head
from report_assistant.intake.page import Grid, GridCell
from report_assistant.intake.remark import Code
from report_assistant.intake.rows import read_row
from report_assistant.official import Column, Form, Row, TableForm


class CrossedReader:
    """Reads the grids of one table whose rows are printed above its columns."""

    def __init__(self, form: Form, table: TableForm, grids: Sequence[Grid]) -> None:
        self.gathered = Gathered(form, table)
        self._table, self._grids = table, grids
        self._labels = head_labels(table)
        self._found_headings: set[str] = set()

    def read(self) -> Gathered:
        """The table's cells and remarks."""
        for grid in self._grids:
            self._read_grid(grid)
        self.gathered.finish(self._found_headings)
        return self.gathered

    def _read_grid(self, grid: Grid) -> None:
        known = [number for number, row in enumerate(grid.rows) if any(map(self._names, row))]
        head_rows = grid.rows[: known[-1] + 1] if known else ()
        head = read_head(head_rows, self._table, self._labels)
        for remark in head.remarks:
            self.gathered.note(remark)
        self._look_at_headings(head_rows)
        below = grid.rows[len(head_rows) :]
        rows = [row for row in below if any(cell.text for cell in row)] or below[:1]
        if not rows:
            self.gathered.remark(Code.ROW_MISSING, f"{self._table.name}只有表头，没有填数的一行")
        for row in rows:
            self._read_row(row, head)

    def _names(self, cell: GridCell) -> bool:
        return bool(cell.text) and self._labels.knows(cell.text)

    def _look_at_headings(self, rows: Sequence[Sequence[GridCell]]) -> None:
        for cell in printed(rows):
            if self._labels.columns.exact(cell.text) is not None:
                continue
            group = None if self._names(cell) else self._labels.groups.nearest(cell.text)
            heading = self._labels.headings.exact(cell.text)
            if heading is None and group is None and not self._names(cell):
                heading = self._labels.headings.nearest(cell.text)
            if not self._names(cell) and (heading is not None or group is not None):
                self.gathered.note(altered(self._table, cell, group.label if group else str(heading)))
            self._found_headings |= {heading} if heading is not None else set()

    def _read_row(self, row: Sequence[GridCell], head: Head) -> None:
        headed = {group for group, _ in head.places}
        for block in self._table.blocks:
            for group in block.rows:
                if group in headed:
                    self._take(row, head, group)

    def _take(self, row: Sequence[GridCell], head: Head, group: Row) -> None:
        (block,) = (block for block in self._table.blocks if group in block.rows)
        leaves: list[tuple[Row | None, Column]] = [(group, column) for column in block.columns]
        self.gathered.take(block, group, head, read_row(row, head, frozenset(), leaves), group)
