"""The numbers of one row, each under its column; or the row as ragged, where that cannot be proved."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from report_assistant.intake.cells import CellReading, looks_like_value, read_cell
from report_assistant.intake.head import Head, Leaf, printed
from report_assistant.intake.page import GridCell
from report_assistant.intake.remark import Code
from report_assistant.report import UNREADABLE


@dataclass(frozen=True, slots=True)
class Ragged:
    """A row whose numbers do not stand under the head's columns, and how many they are."""

    numbers: int


def read_row(
    row: Sequence[GridCell], head: Head, labels: Set[GridCell], leaves: Iterable[Leaf]
) -> Mapping[Leaf, CellReading] | Ragged:
    """Read the cells of `row` under `leaves`; `labels` are the cells that name the row.

    Blank: a row that ends early is blank where it holds no number at all, and ragged where it does.
    """
    numbers = {cell for cell in printed([row]) if cell not in labels and looks_like_value(cell.text)}
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
        for cell in printed([row])
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
