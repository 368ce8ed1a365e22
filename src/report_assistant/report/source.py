"""Where a cell came from: its place in the document, the words printed there, and how they were read."""

from dataclasses import dataclass
from enum import StrEnum

from report_assistant.report.cell import Cell, Reading


class Confidence(StrEnum):
    """How surely a cell was read: a reviewer looks at the doubtful ones first, then at the folded."""

    EXACT = "exact"  # labels as in the form but for spaces and widths; a plain number, a dash or nothing
    FOLDED = "folded"  # a row or column under another name or found by its order; １２, 1,234, 12件, 22（其中…）
    DOUBTFUL = "doubtful"  # not read: no number, two of them, another unit, a row that does not line up

    @property
    def word(self) -> str:
        """In one word."""
        return _WORDS[self]


_WORDS = {Confidence.EXACT: "照录", Confidence.FOLDED: "经辨认", Confidence.DOUBTFUL: "存疑"}


@dataclass(frozen=True, slots=True)
class Source:
    """One cell as it stood in the document that was read.

    Shape: `table` counts the document's tables from 1, `row` and `column` that table's printed rows and
    columns from 1; a merged cell stands where its upper left corner does. `column` is 0 where the number
    could be any of its row's. `leaf`: the page or sheet, ``第2页``; "" where the document has none.
    `words`: exactly what is printed. Blank: "" where nothing is. `read_as`: never absent, for what the
    document does not have comes from nowhere.
    """

    words: str
    table: int
    row: int
    column: int
    read_as: Cell
    confidence: Confidence
    leaf: str = ""

    def __post_init__(self) -> None:
        if self.table < 1 or self.row < 1 or self.column < 0 or self.read_as.reading is Reading.ABSENT:
            raise ValueError(f"nothing stands there: {self}")

    @property
    def place(self) -> str:
        """The place in words, e.g. ``第2页，第3个表格第5行第4列``."""
        leaf = f"{self.leaf}，" if self.leaf else ""
        return f"{leaf}第{self.table}个表格第{self.row}行{f'第{self.column}列' if self.column else ''}"

    @property
    def origin(self) -> str:
        """Place and words, e.g. ``第2页，第3个表格第5行第4列，原文“12件”``."""
        return f"{self.place}，{f'原文“{self.words}”' if self.words else '原文空白'}"
