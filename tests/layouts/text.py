"""Plain text and Markdown: tables by tabs, bars, spaces, or a figure a line, in the encodings found."""

from collections.abc import Callable, Sequence
from functools import partial

from layouts.paper import Line, Paper, Table

Rows = Sequence[Sequence[str]]


def spread(table: Table) -> Rows:
    """Every field of the grid; what a merged box covers is empty."""
    rows = [[""] * table.width for _ in range(table.height)]
    for box in table.boxes:
        rows[box.row][box.column] = unbroken(box.text)
    return [row[: max(box.right for box in line)] for row, line in zip(rows, table.lines(), strict=True)]


def collapsed(table: Table) -> Rows:
    """What is left when a merged table is copied out of a browser: each box once, in its first row."""
    return [[unbroken(box.text) for box in line if box.row == number] for number, line in enumerate(table.lines())]


def unbroken(text: str) -> str:
    return text.strip("\n").replace("\n", " ")


def by(sign: str, rows: Rows) -> str:
    return "\n".join(sign.join(row) for row in rows)


def barred(rows: Rows) -> str:
    """A bar round every field."""
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def one_line(rows: Rows) -> str:
    """The whole table as one line, as chat programs and bad converters leave it."""
    return " | ".join(field for row in rows for field in row if field)


def one_a_line(rows: Rows) -> str:
    """Every field on a line of its own."""
    return "\n".join(field for row in rows for field in row if field)


def aligned(rows: Rows) -> str:
    """Columns held together by spaces; an empty field leaves only more of them."""
    widths = [max(len(row[n]) for row in rows if len(row) > n) for n in range(max(map(len, rows)))]
    lines = ["  ".join(field.ljust(widths[n], "\u3000") for n, field in enumerate(row)) for row in rows]
    return "\n".join(line.replace("\u3000", "  ") for line in lines)


def write(paper: Paper, drawn: Callable[[Table], str], encoding: str = "utf-8", gap: str = "\n\n") -> bytes:
    """The paper as text."""
    blocks = [block.text if isinstance(block, Line) else drawn(block) for block in paper.blocks]
    return (gap.join(blocks) + "\n").encode(encoding)


def drawn(cut: Callable[[Table], Rows], joined: Callable[[Rows], str]) -> Callable[[Table], str]:
    return lambda table: joined(cut(table))


tabbed = partial(write, drawn=drawn(spread, partial(by, "\t")))
browser_copy = partial(write, drawn=drawn(collapsed, partial(by, "\t")))
bars = partial(write, drawn=drawn(spread, barred))
bars_collapsed = partial(write, drawn=drawn(collapsed, partial(by, "|")))
bars_one_line = partial(write, drawn=drawn(collapsed, one_line))
figure_a_line = partial(write, drawn=drawn(collapsed, one_a_line))
spaces = partial(write, drawn=drawn(collapsed, partial(by, "    ")))
one_space = partial(write, drawn=drawn(collapsed, partial(by, " ")))
aligned_columns = partial(write, drawn=drawn(spread, aligned))
MARKS = {"title": "# ", "section": "## ", "topic": "### "}


def markdown(paper: Paper, marks: bool = True, bold: bool = False, cut: Callable[[Table], Rows] = spread) -> bytes:
    """Markdown with headings (or bold lines) and pipe tables."""
    return ("\n\n".join(_markdown_block(block, marks, bold, cut) for block in paper.blocks) + "\n").encode()


def _markdown_block(block: Line | Table, marks: bool, bold: bool, cut: Callable[[Table], Rows]) -> str:
    if isinstance(block, Table):
        first, *rest = barred(cut(block)).split("\n")
        return "\n".join((first, f"|{' --- |' * block.width}", *rest))
    if block.kind not in MARKS:
        return block.text.replace("*", "\\*")
    if bold:
        return f"**{block.text}**"
    return MARKS[block.kind] * marks + block.text
