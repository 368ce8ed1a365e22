"""The cells of one row of a table, each under its column: how it reads, where it stands, how sure that is.

A row whose numbers cannot be proved to stand under the head's columns is ragged, and none of them is read.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from report_assistant.intake.head import Head, Leaf, filled_cells
from report_assistant.intake.page import GridCell
from report_assistant.intake.remark import Code
from report_assistant.intake.value import CellReading, is_plain, looks_like_value, read_cell
from report_assistant.official import Column
from report_assistant.report import UNREADABLE, Confidence


@dataclass(frozen=True, slots=True)
class Found:
    """A cell as read, with its words and its place in the printed grid, counted from 0.

    Blank: `column` is None where the words are a whole row's.
    """

    reading: CellReading
    words: str
    row: int
    column: int | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Ragged:
    """A row whose numbers do not stand under the head's columns, and how many they are; `found`: any of its cells."""

    numbers: int
    found: Found


def read_row(
    row: Sequence[GridCell], head: Head, labels: Set[GridCell], leaves: Iterable[Leaf], as_printed: bool
) -> Mapping[Leaf, Found] | Ragged:
    """Read the cells of `row` under `leaves`; `labels` name the row, `as_printed` where they do as in the form.

    Blank: a row that ends early is blank where it holds no number at all, and ragged where it does.
    """
    line = max((cell.origin[0] for cell in row), default=0)
    numbers = {cell for cell in filled_cells([row]) if cell not in labels and looks_like_value(cell.text)}
    if _is_ragged(row, head, labels, numbers):
        counted = [cell for cell in numbers if not _places(cell) <= head.unknown]
        words = " ".join(cell.text for cell in filled_cells([row]) if cell not in labels)
        return Ragged(len(counted), Found(CellReading(UNREADABLE), words, line, None, Confidence.DOUBTFUL))
    return {leaf: _found(row, line, head, leaf, as_printed) for leaf in leaves if leaf in head.places}


def _is_ragged(row: Sequence[GridCell], head: Head, labels: Set[GridCell], numbers: Set[GridCell]) -> bool:
    if not head.sound or any(_places(label) & head.taken for label in labels):
        return True
    if numbers and len(row) < head.width:
        return True
    if any(not _places(number) & (head.taken | head.unknown) for number in numbers):
        return True
    filled = [cell for cell in filled_cells([row]) if cell not in labels]
    return any((cell.height > 1 and _places(cell) & head.taken) or len(_columns(cell, head)) > 1 for cell in filled)


def _places(cell: GridCell) -> frozenset[int]:
    return frozenset(range(cell.column, cell.column + cell.width))


def _columns(cell: GridCell, head: Head) -> frozenset[int]:
    """The columns that a cell stands under."""
    return frozenset().union(*(head.above.get(place, ()) for place in _places(cell)))


def _found(row: Sequence[GridCell], line: int, head: Head, leaf: Leaf, as_printed: bool) -> Found:
    places = sorted(head.places[leaf])
    under = [row[place] for place in places if place < len(row)]
    filled = [cell for cell in under if cell.text]
    texts = list(dict.fromkeys(cell.text for cell in filled))
    reading = _read(texts, head, leaf[1])
    line, column = (filled or under)[0].origin if under else (line, places[0])
    stands = bool(under) and all(cell.printed_at is None and cell is filled[0] for cell in filled)
    if reading.cell == UNREADABLE:
        confidence = Confidence.DOUBTFUL
    elif stands and as_printed and leaf not in head.renamed and is_plain("".join(texts)):
        confidence = Confidence.EXACT
    else:
        confidence = Confidence.FOLDED
    return Found(reading, " ".join(texts), line, column, confidence)


def _read(texts: Sequence[str], head: Head, column: Column) -> CellReading:
    if len(texts) > 1:
        written = "、".join(f"“{text}”" for text in texts)
        return CellReading(UNREADABLE, Code.CELL_UNREADABLE, f"同一格下写有{written}，未读入")
    reading = read_cell("".join(texts), column)
    if column in head.foreign and reading.cell.value is not None:
        why = f"列标题的单位不是“{column.unit}”，“{''.join(texts)}”未换算、未读入"
        return CellReading(UNREADABLE, Code.UNIT_IN_CELL, why)
    return reading
