"""Tables copied as text, whose merged cells left no empty places behind, put back into columns.

A copy from a web page prints every merged cell once: the heads of table three stand under one another
from the left edge, or in one row, and a row is its labels and its numbers. Columns can be proved there only
by the head's own order and a full count of fields; a row with one too many or too few stays ragged. Where blanks
left no trace, a page's number can make a short row full: there a row must add up to its own total as well.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import cache

from report_assistant.intake.head import HeadLabels, head_labels, prints_rows_above
from report_assistant.intake.labels import canonical
from report_assistant.intake.page import Grid, GridCell
from report_assistant.intake.value import looks_like_value, read_cell
from report_assistant.official import TableForm

Path = tuple[str, ...]
Row = tuple[GridCell, ...]
_TOTAL = "total"
_LABELS = 3  # a row of table three stands under at most two headings


def unfold(grid: Grid, table: TableForm) -> Grid:
    """The grid with its columns put back where they were lost; the same grid where they stand."""
    if len(table.blocks) > 1 or grid.has_merged:
        return grid
    labels = head_labels(table)
    paths = _paths(table)
    top = _head_rows(grid, table, labels)
    head = grid.rows[top.start : top.stop]
    meant = [[labels.meaning(cell.text) if cell.text else "" for cell in row] for row in head]
    flat = _is_flat(meant, paths)
    has_labels = not prints_rows_above(table) and len(paths[0]) > 1
    if not flat and not _is_folded(meant, paths, has_labels):
        return grid
    leaves = _leaves([list(filter(None, row)) for row in meant], paths, flat)
    if leaves is None:
        return _with_figures_apart(grid, top.stop) if flat else grid
    printed = {
        label: cell.text
        for row, labels in zip(head, meant, strict=True)
        for cell, label in zip(row, labels, strict=True)
    }
    at = 0 if prints_rows_above(table) else _LABELS
    body = grid.rows[top.stop :]
    traceless = _is_traceless(body, len(leaves), at)
    unproven = {row for row in body if traceless and not _adds_up(row, leaves, table)}
    return Grid(tuple(map(tuple, _spread(leaves, printed, body, at, unproven))), grid.leaf)


def _spread(
    leaves: Sequence[Path], printed: Mapping[str, str], body: Sequence[Row], at: int, unproven: Set[Row]
) -> list[list[GridCell]]:
    """The rows with a head of these columns, their labels left of place `at`; those `unproven` have no full count."""
    depth = max(map(len, leaves))
    rows = [
        [GridCell(printed.get(text, text), n, c) for c, text in enumerate(_printed_head(leaves, n, at))]
        for n in range(depth)
    ]
    # Where rows have more fields than columns, an empty one may be no column's.
    exact = all(len(row) - _labels_of(row, at) <= len(leaves) for row in body)
    for n, row in enumerate(body, depth):
        placed = _placed(row, len(leaves), at, None if row in unproven else exact)
        rows.append([cell._replace(row=n, column=c) for c, cell in enumerate(placed)])
    return rows


def _is_traceless(body: Sequence[Row], columns: int, at: int) -> bool:
    """Whether a blank leaves no field behind: there is none, and rows are short all the same."""
    counts = [len(row) - _labels_of(row, at) for row in body]
    return all(cell.text for row in body for cell in row) and any(0 < count < columns for count in counts)


def _adds_up(row: Row, leaves: Sequence[Path], table: TableForm) -> bool:
    """Whether the last fields of a row, taken for its columns in order, make up their totals."""
    columns = {column.label: column for block in table.blocks for column in block.columns}
    left = 0
    for leaf, cell in zip(reversed(leaves), reversed(row), strict=False):
        column = columns.get(leaf[-1])
        value = read_cell(cell.text, column).cell.value if column else None
        left += int(value or 0) * (1 if column and column.key == _TOTAL else -1)
    return left == 0


def _head_rows(grid: Grid, table: TableForm, labels: HeadLabels) -> range:
    """The rows at the top with labels of the head, and neither a number nor the label of a row."""
    rows = _row_names(table)
    first = None
    for number, row in enumerate(grid.rows):
        texts = [cell.text for cell in row if cell.text]
        known = any(labels.knows(text) for text in texts)
        first = number if first is None and known else first
        if any(looks_like_value(text) or canonical(text) in rows for text in texts) or not (known or first is None):
            return range(number if first is None else first, number)
    return range(0)


@cache
def _row_names(table: TableForm) -> frozenset[str]:
    """What is printed before the figures, where it is not printed above them."""
    rows = [] if prints_rows_above(table) else [row for block in table.blocks for row in block.rows]
    return frozenset(canonical(name) for row in rows for name in (row.label, *row.aliases, *row.headings))


def _is_folded(head: Sequence[Sequence[str]], paths: Sequence[Path], has_labels: bool) -> bool:
    """Whether two columns stand at one place, or one where the labels of the rows should."""
    columns = {path[-1] for path in paths}
    places = [place for row in head for place, label in enumerate(row) if label in columns]
    return len(places) != len(set(places)) or (has_labels and 0 in places)


def _is_flat(head: Sequence[Sequence[str]], paths: Sequence[Path]) -> bool:
    """Whether a column stands beside what is printed above it: two levels of the head in one row."""
    leaves = Counter(path[-1] for path in paths)
    # Table four prints 结果维持 of 行政复议 rightly beside 复议后起诉, under which it stands as well.
    pairs = [(path[0] if leaves[path[-1]] > 1 else path[-2], path[-1]) for path in paths if len(path) > 1]
    return any(above in row and leaf in row for row in head for above, leaf in pairs)


def _with_figures_apart(grid: Grid, head: int) -> Grid:
    """The grid with all numbers behind its head, where they prove nothing: its columns could not be told."""
    width = max(map(len, grid.rows[:head]))
    rows = [list(row) for row in grid.rows[:head]]
    for row in grid.rows[head:]:
        gap = [GridCell("", cell.row, 0) for cell in row[:1]] * width
        labels = [cell for cell in row if not looks_like_value(cell.text)]
        printed = [cell._replace(printed_at=cell.origin) for cell in row if cell not in labels]
        rows.append([*gap, *(cell._replace(printed_at=cell.origin) for cell in labels), *printed])
    moved = [[cell._replace(row=n, column=c) for c, cell in enumerate(row)] for n, row in enumerate(rows)]
    return Grid(tuple(map(tuple, moved)), grid.leaf)


@cache
def _paths(table: TableForm) -> tuple[Path, ...]:
    """Each column with everything that is printed above it, from the top."""
    above = [(*row.headings, row.label) for block in table.blocks for row in block.rows]
    return tuple(
        (*group, *column.headings, column.label)
        for group in (above if prints_rows_above(table) else [()])
        for block in table.blocks
        for column in block.columns
    )


def _leaves(head: Sequence[Sequence[str]], paths: Sequence[Path], flat: bool) -> list[Path] | None:
    """The columns in printed order: the labels of the head name, level by level, the children of those above."""
    order: list[Path] = [()]
    tops = {path[0] for path in paths}
    for number, row in enumerate(head):
        left = list(row[1:] if not number and row and row[0] not in tops else row)
        known = paths if flat else [*paths, *_strangers(left, order, paths)]
        while left:
            below = _next_level(order, left, known)
            if below == order:
                return None
            order = below
    return order


def _strangers(row: Sequence[str], order: Sequence[Path], paths: Sequence[Path]) -> list[Path]:
    """The columns of the office's own in a row of the head all of whose labels stand below the same one."""
    own = [label for label in row if not any(label in path for path in paths)]
    homes = [
        node for node in order if any(path[: len(node)] == node and set(path[len(node) :]) & set(row) for path in paths)
    ]
    return [(*homes[0], label) for label in own] if len(homes) == 1 else []


def _next_level(order: Sequence[Path], left: list[str], paths: Sequence[Path]) -> list[Path]:
    """The labels below those of `order`, each taken out of what is `left`."""
    below: list[Path] = []
    for node in order:
        children = {path[len(node)] for path in paths if path[: len(node)] == node and path != node}
        taken: list[Path] = []
        while left and left[0] in children:
            children.remove(left[0])
            taken.append((*node, left.pop(0)))
        below += taken or [node]
    return below


def _printed_head(leaves: Sequence[Path], level: int, at: int) -> list[str]:
    row = [""] * at
    for number, leaf in enumerate(leaves):
        again = number and leaves[number - 1][: level + 1] == leaf[: level + 1]
        row.append(leaf[level] if level < len(leaf) and not again else "")
    return row


def _labels_of(row: Sequence[GridCell], at: int) -> int:
    count = next((n for n, cell in enumerate(row) if not cell.text or looks_like_value(cell.text)), len(row))
    return min(count, at)


def _placed(cells: Sequence[GridCell], columns: int, at: int, exact: bool | None) -> list[GridCell]:
    """A row with its labels at the left and its numbers under the columns, each knowing where it was printed.

    `exact`: every field is a column's, an empty one too. Numbers that do not fill all columns go behind the
    last one, where they make the row ragged; so do those of a row whose count proves nothing, `exact` being None.
    """
    printed = [cell._replace(printed_at=cell.origin) for cell in cells]
    count = _labels_of(printed, at)
    labels, values = printed[:count], printed[count:]
    full = bool(exact) and len(values) == columns
    while not full and values and not values[-1].text:
        values.pop()
    nothing = GridCell("", 0, 0, printed_at=(max((cell.row for cell in cells), default=0), 0))
    row = [*labels, *([nothing] * (at - count))]
    full = full or (exact is not None and len(values) == columns and all(cell.text for cell in values))
    return row + (values if full else [nothing] * columns + values)
