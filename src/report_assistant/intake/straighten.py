"""Tables laid out the other way round put into the official layout: turned, stacked, or with a row a group.

Only whole tables are moved, each cell with its place in the document; where labels and cells do not meet as
they should, the grid stays as it is, and its reader says what cannot be read.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from report_assistant.intake.head import HeadLabels, head_labels, prints_rows_above, row_labels
from report_assistant.intake.labels import Labels
from report_assistant.intake.page import Grid, GridCell
from report_assistant.intake.value import looks_like_value
from report_assistant.official import TableForm

_SEVERAL = 3  # labels of one kind in a line: no accident


def straightened(grid: Grid, table: TableForm) -> Iterator[Grid]:
    """The grid as the form lays it out; one for each head where several stand below one another."""
    labels = head_labels(table)
    if _is_turned(grid, table, labels):
        grid = _turned(grid)
    may_unfold = len(table.blocks) == 1 and not grid.has_merged
    # Table two has a head for each of its blocks; table three needs but one, unless its columns are to be unfolded.
    parts = _parts(grid, labels) if prints_rows_above(table) or may_unfold else (grid,)
    for part in parts:
        yield (_with_groups_above(part, labels) or part) if prints_rows_above(table) else part


def _is_turned(grid: Grid, table: TableForm, labels: HeadLabels) -> bool:
    """Whether the labels of columns stand below one another, and nowhere beside one another."""
    if len({len(row) for row in grid.rows}) != 1:
        return False
    rows = row_labels(table)
    if not prints_rows_above(table) and not any(_count(rows, row) >= _SEVERAL for row in grid.rows[:_SEVERAL]):
        return False
    if any(_count(labels.columns, row) > 1 for row in grid.rows):
        return False
    return any(_count(labels.columns, column) >= _SEVERAL for column in zip(*grid.rows, strict=True))


def _count(labels: Labels[Any], cells: Sequence[GridCell]) -> int:
    return len({found for cell in cells if cell.text and (found := labels.exact(cell.text)) is not None})


def _turned(grid: Grid) -> Grid:
    def turn(cell: GridCell) -> GridCell:
        return GridCell(cell.text, cell.column, cell.row, cell.width, cell.height, cell.origin)

    return Grid(tuple(tuple(map(turn, column)) for column in zip(*grid.rows, strict=True)), grid.leaf)


def _parts(grid: Grid, labels: HeadLabels) -> Iterator[Grid]:
    """The grid cut where a row of nothing but the head's labels stands below numbers."""
    start, numbered = 0, False
    for number, row in enumerate(grid.rows):
        texts = [cell.text for cell in row if cell.text]
        if numbered and texts and all(map(labels.knows, texts)):
            yield rows_of(grid, start, number)
            start, numbered = number, False
        numbered = numbered or any(map(looks_like_value, texts))
    yield rows_of(grid, start, len(grid.rows)) if start else grid


def rows_of(grid: Grid, start: int, end: int) -> Grid:
    """Some rows of a grid as one of their own."""
    rows = (
        tuple(
            cell._replace(row=top - start, height=bottom - top, printed_at=cell.origin)
            for cell in row
            for top, bottom in [(max(cell.row, start), min(cell.row + cell.height, end))]
        )
        for row in grid.rows[start:end]
    )
    return Grid(tuple(rows), grid.leaf, grid.number)


def _with_groups_above(grid: Grid, labels: HeadLabels) -> Grid | None:
    """A table with a row a group, its groups put above the columns; None where it is no such table."""
    head = next((row for row in grid.rows if _count(labels.columns, row) >= _SEVERAL), ())
    columns = [cell for cell in head if cell.text and labels.columns.exact(cell.text) is not None]
    below = [row for row in grid.rows if head and row and row[0].row > head[0].row and any(cell.text for cell in row)]
    above: list[GridCell] = []
    figures: list[GridCell] = []
    for row in below:
        named = _group_of(row, columns[0].column, labels)
        if named is None or len(row) <= columns[-1].column:
            return None
        above += [named] * len(columns)
        figures += [row[cell.column] for cell in columns]
    if not figures or any(cell.width > 1 or cell.height > 1 for cell in (*columns, *figures)):
        return None
    rows = (above, columns * len(below), figures)
    return Grid(tuple(tuple(_put(row, n)) for n, row in enumerate(rows)), grid.leaf)


def _group_of(row: Sequence[GridCell], first: int, labels: HeadLabels) -> GridCell | None:
    """The last label before the columns that names a group."""
    named = (cell for cell in reversed(row[:first]) if cell.text and labels.groups.exact(cell.text) is not None)
    return next(named, None)


def _put(cells: Sequence[GridCell], row: int) -> Iterator[GridCell]:
    for column, cell in enumerate(cells):
        yield GridCell(cell.text, row, column, printed_at=cell.origin)
