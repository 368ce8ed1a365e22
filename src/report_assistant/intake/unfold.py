"""Tables copied as text, whose merged cells left no empty places behind, put back into columns.

A copy from a web page prints every merged cell once: the heads of table three stand under one another
from the left edge, and a row is its labels and its numbers. Columns can be proved there only by the
head's own order and a full count of numbers; a row with a number too many or too few stays ragged.
"""

from collections.abc import Sequence

from report_assistant.intake.head import HeadLabels, head_labels, prints_rows_above
from report_assistant.intake.labels import canonical
from report_assistant.intake.page import Grid, GridCell
from report_assistant.intake.value import looks_like_value
from report_assistant.official import TableForm

Path = tuple[str, ...]
_LABELS = 3  # a row of table three stands under at most two headings


def unfold(grid: Grid, table: TableForm) -> Grid:
    """The grid with its columns put back where they were lost; the same grid where they stand."""
    if any(cell.width > 1 or cell.height > 1 for cell in grid.cells()):
        return grid
    labels = head_labels(table)
    head = _head_rows(grid, labels)
    if not _is_folded(head, labels):
        return grid
    leaves = _leaves([[cell.text for cell in row if cell.text] for row in head], _paths(table))
    if leaves is None:
        return grid
    at = 0 if prints_rows_above(table) else _LABELS
    rows = [_printed_head(leaves, level, at) for level in range(max(map(len, leaves)))]
    rows += [_placed([cell.text for cell in row], len(leaves), at) for row in grid.rows[len(head) :]]
    return Grid(
        tuple(tuple(GridCell(text, n, column) for column, text in enumerate(row)) for n, row in enumerate(rows))
    )


def _head_rows(grid: Grid, labels: HeadLabels) -> Sequence[Sequence[GridCell]]:
    """The rows at the top that hold nothing but labels of the head."""
    for number, row in enumerate(grid.rows):
        if not all(labels.knows(cell.text) for cell in row if cell.text):
            return grid.rows[:number]
    return ()


def _is_folded(head: Sequence[Sequence[GridCell]], labels: HeadLabels) -> bool:
    """Whether two columns stand at one place."""
    places = [
        place for row in head for place, cell in enumerate(row) if labels.columns.exact(cell.text or " ") is not None
    ]
    return len(places) != len(set(places))


def _paths(table: TableForm) -> list[Path]:
    """Each column with everything that is printed above it, from the top."""
    above = [(*row.headings, row.label) for block in table.blocks for row in block.rows]
    return [
        (*group, *column.headings, column.label)
        for group in (above if prints_rows_above(table) else [()])
        for block in table.blocks
        for column in block.columns
    ]


def _leaves(head: Sequence[Sequence[str]], paths: Sequence[Path]) -> list[Path] | None:
    """The columns in printed order: each row of the head names the children of the labels above it."""
    order: list[Path] = [()]
    corners = {canonical(text) for text in head[0]} - {canonical(path[0]) for path in paths}
    for row in head:
        left = [canonical(text) for text in row if canonical(text) not in corners]
        below: list[Path] = []
        for node in order:
            children = {canonical(p[len(node)]): p[len(node)] for p in paths if p[: len(node)] == node and p != node}
            taken: list[Path] = []
            while left and left[0] in children:
                taken.append((*node, children.pop(left.pop(0))))
            below += taken or [node]
        if left:
            return None
        order = below
    return order


def _printed_head(leaves: Sequence[Path], level: int, at: int) -> list[str]:
    row = [""] * at
    for number, leaf in enumerate(leaves):
        again = number and leaves[number - 1][: level + 1] == leaf[: level + 1]
        row.append(leaf[level] if level < len(leaf) and not again else "")
    return row


def _placed(texts: Sequence[str], columns: int, at: int) -> list[str]:
    """A row with its labels at the left and its numbers under the columns.

    Numbers that do not fill all columns go behind the last one, where they make the row ragged.
    """
    count = next((n for n, text in enumerate(texts) if not text or looks_like_value(text)), len(texts))
    count = min(count, at)
    labels, values = list(texts[:count]), list(texts[count:])
    while values and not values[-1]:
        values.pop()
    row = [*labels, *([""] * (at - count))]
    return row + (values if len(values) == columns and all(values) else [""] * columns + values)
