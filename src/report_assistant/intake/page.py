"""A page: the neutral form of any document, lines and grids in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, one heading or one line, without the white space round it; never empty."""

    text: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell.

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


@dataclass(frozen=True, slots=True)
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

    def cells(self) -> Iterator[GridCell]:
        """Every printed cell once, in reading order."""
        for row_number, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if (cell.row, cell.column) == (row_number, column):
                    yield cell


Block = Line | Grid


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
