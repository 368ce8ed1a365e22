"""The cells of one row of a table, each under its column: how it reads, where it stands, how sure that is.

A row whose numbers cannot be proved to stand under the head's columns is ragged, and none of them is read.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from report_assistant.intake.head import Head, Leaf, filled_cells
from report_assistant.intake.page import GridCell
from report_assistant.intake.remark import Code
from report_assistant.intake.value import CellReading, is_plain, looks_like_value, read_cell
from report_assistant.official import Column
from report_assistant.report import UNREADABLE, Confidence, Reading


class Found(NamedTuple):
    """A cell as read, with its words and its place in the printed grid, counted from 0.

    Blank: `column` is None where the words are a whole row's.
    """

    reading: CellReading
    words: str
    row: int
    column: int | None
    confidence: Confidence


class Ragged(NamedTuple):
    """A row whose numbers do not stand under the head's columns, why, and how many; `found`: any of its cells."""

    why: str
    numbers: int
    found: Found


def read_row(
    row: Sequence[GridCell], head: Head, labels: Set[GridCell], leaves: Iterable[Leaf], as_printed: bool
) -> Mapping[Leaf, Found] | Ragged:
    """Read the cells of `row` under `leaves`; `labels` name the row, `as_printed` where they do as in the form.

    Blank: a row that ends early is blank where it holds no number at all, and ragged where it does.
    """
    filled = [cell for cell in filled_cells([row]) if cell not in labels]
    numbers = [cell for cell in filled if looks_like_value(cell.text)]
    if why := _reach_over(filled, head) or _misplaced(labels, numbers, len(row), head):
        counted = [cell for cell in numbers if not head.unknown.issuperset(_places(cell))]
        words = " ".join(cell.text for cell in filled)
        return Ragged(why, len(counted), Found(CellReading(UNREADABLE), words, _line(row), None, Confidence.DOUBTFUL))
    return {leaf: _found(row, head, leaf, as_printed) for leaf in leaves if leaf in head.places}


def _misplaced(labels: Set[GridCell], numbers: Sequence[GridCell], width: int, head: Head) -> str:
    """How labels and numbers stand elsewhere than the head says; "" where they do not."""
    if not head.sound:
        return "表头的各格没有对齐，分不清哪一列是哪一列"
    if not all(head.taken.isdisjoint(_places(label)) for label in labels):
        return "行的名称占了填数的列"
    elsewhere = [number for number in numbers if number.column not in head.headed]
    if (numbers and width < head.width) or any(head.headed.isdisjoint(_places(one)) for one in elsewhere):
        return "数与列对不上位置，可能漏了空格或制表符、混入了页码"
    return ""


def _reach_over(filled: Sequence[GridCell], head: Head) -> str:
    """How a cell stands under several columns, or under one in several rows; "" where none does."""
    for cell in filled:
        if cell.height > 1 or cell.width > 1 or cell.column in head.crowded:
            columns = frozenset().union(*(head.above.get(place, ()) for place in _places(cell)))
            if cell.height > 1 and columns:
                return "有的格与上下行合并，分不清是哪一行的数"
            if len(columns) > 1:
                return "有的格横跨几列，分不清是哪一列的数"
    return ""


def _places(cell: GridCell) -> range:
    return range(cell.column, cell.column + cell.width)


def _line(row: Sequence[GridCell]) -> int:
    return max((cell.origin[0] for cell in row), default=0)


def _found(row: Sequence[GridCell], head: Head, leaf: Leaf, as_printed: bool) -> Found:
    under = _under(row, head.places[leaf])
    texts = [under[0].text] if len(under) == 1 else list(dict.fromkeys([cell.text for cell in under])) or [""]
    reading = _read(texts, head, leaf[1])
    line, column = under[0].origin if under else (_line(row), head.places[leaf][0])
    stands = len(under) == 1 and (under[0].printed_at is None or texts == [""])
    if reading.cell.reading is Reading.UNREADABLE:
        confidence = Confidence.DOUBTFUL
    elif stands and as_printed and leaf not in head.renamed and is_plain(texts[0]):
        confidence = Confidence.EXACT
    else:
        confidence = Confidence.FOLDED
    return Found(reading, " ".join(texts), line, column, confidence)


def _under(row: Sequence[GridCell], places: Sequence[int]) -> list[GridCell]:
    """The cells with text at these places, or else one without; none where the row has ended."""
    if len(places) == 1:
        return [row[places[0]]] if places[0] < len(row) else []
    there = dict.fromkeys([row[place] for place in places if place < len(row)])
    return [cell for cell in there if cell.text] or list(there)[:1]


def _read(texts: Sequence[str], head: Head, column: Column) -> CellReading:
    if len(texts) > 1:
        written = "、".join(f"“{text}”" for text in texts)
        return CellReading(UNREADABLE, Code.CELL_UNREADABLE, f"同一格下写有{written}，未读入")
    reading = read_cell(texts[0], column)
    if column in head.foreign and reading.cell.value is not None:
        why = f"列标题的单位不是“{column.unit}”，“{texts[0]}”未换算、未读入"
        return CellReading(UNREADABLE, Code.UNIT_IN_CELL, why)
    return reading
