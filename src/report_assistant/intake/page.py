"""A page: the neutral form of any document, lines and grids in reading order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, one heading or one line, without the white space round it; never empty.

    A word processor's tabs stay, at its ends too, until typed tables were looked for (see `typed`).
    """

    text: str


class GridCell(NamedTuple):
    """One printed cell; a tuple, for a document has hundreds, and they are looked up by the thousand.

    Shape: its upper left corner stands at `row`, `column`; it reaches over `height` rows and `width`
    columns, and stands at every one of these places of its grid. `printed_at`: its row and column in the
    document, where it was put elsewhere since.
    """

    text: str
    row: int
    column: int
    height: int = 1
    width: int = 1
    printed_at: tuple[int, int] | None = None

    @property
    def origin(self) -> tuple[int, int]:
        """Its row and column in the document."""
        return self.printed_at or (self.row, self.column)


@dataclass(frozen=True)  # no slots: what every reader of it asks for is worked out once
class Grid:
    """A table with its merged cells spread out.

    Shape: rows may differ in length; a place that the document does not have is not there, so that
    nobody takes it for a blank cell. `leaf`: the page or sheet it stands on, in a reader's words (``第2页``);
    "" where the document has none. `number`: which table of the document it is of, counted from 1, where it was
    taken out of a larger one; else 0.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    leaf: str = ""
    number: int = 0

    @property
    def width(self) -> int:
        """The length of the longest row."""
        return max(map(len, self.rows), default=0)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Every text that is printed in it, once, in reading order."""
        return tuple(dict.fromkeys(cell.text for row in self.rows for cell in row if cell.text))

    @cached_property
    def has_merged(self) -> bool:
        """Whether a cell reaches over several places."""
        return any(cell.width > 1 or cell.height > 1 for row in self.rows for cell in row)

    def cells(self) -> Iterator[GridCell]:
        """Every printed cell once, in reading order."""
        for row_number, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if (cell.row, cell.column) == (row_number, column):
                    yield cell


Block = Line | Grid
Script = Mapping[int, int]
_DIGITS = "0123456789０１２３４５６７８９"
# Digits off the line are a note's mark, or a power, and never go on with the number on it.
SCRIPTS: Mapping[str, Script] = {
    "superscript": str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2),
    "subscript": str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉" * 2),
}
_LONGEST_LABEL = 60
_QUOTED = 30


def cell_text(lines: Iterable[str]) -> str:
    """The text of a cell of several lines: one line, unless it is prose, whose paragraphs end where they do."""
    kept = [line for line in lines if line]
    text = " ".join(kept)
    return "\n".join(kept) if len(text) > _LONGEST_LABEL and "。" in text else text


def struck_out(words: Sequence[str]) -> tuple[str, ...]:
    """What to tell of words that are struck out in the document, if there are any."""
    seen = [gapless for one in words if (gapless := " ".join(one.split()))]
    if not seen:
        return ()
    what = f"文档里有 {len(seen)} 处文字加了删除线（如“{seen[0][:_QUOTED]}”），按已删除处理，未读入"
    return (f"{what}；确要保留的，请去掉删除线再导入",)


@dataclass(frozen=True, slots=True)
class Page:
    """A document; `caption` is the title it carries outside its text (a web page's title bar).

    `unread`: what stands in it and was not read, each as a sentence for a reader.
    """

    blocks: tuple[Block, ...]
    caption: str = ""
    unread: tuple[str, ...] = ()

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The tables in order."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))

    @property
    def lines(self) -> tuple[str, ...]:
        """The texts of the lines in order."""
        return tuple(block.text for block in self.blocks if isinstance(block, Line))
