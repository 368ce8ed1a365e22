"""Plain text and Markdown into a page: rows of a table are lines cut by tabs, or by ``|``."""

import re
from collections.abc import Iterator, Sequence

from report_assistant.intake.grids import is_label
from report_assistant.intake.page import Block, Grid, GridCell, Line, Page
from report_assistant.intake.value import looks_like_value

_MARKDOWN_HEAD = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?)")
_MARKDOWN_MARK = re.compile(r"\\([!-/:-@\[-`{-~])|\*\*|__")  # an escaped sign, or a stress
_BAR = "\0"  # stands for a bar that is text while lines are told from rows; no text holds it
_HEADING = re.compile(r"\s*[一二三四五六]、")  # may stand between two tables without an empty line
_ARTICLE = re.compile(r"\s*第[^。]{1,6}条第[^。]{1,4}项")  # heads the blocks of table two
_LONGEST_LABEL = 60
BAR = re.compile("[|｜│┃]")
_RULE = re.compile(r"[\s─-╿]+|\s*[+|][-+=|\s]*--[-+=|\s]*")  # drawn between the rows of a table


def read_text(text: str) -> Page:
    """The page in a plain text. Blank: an empty line ends a table."""
    lines = text.replace("\ufeff", "").replace("\f", "\n").splitlines()
    lines = [line for line in lines if not line.strip() or not _RULE.fullmatch(line)]
    cut = [fields(line) for line in lines]
    blocks: list[Block] = []
    first = 0  # of the rows gathered so far
    for number, line in enumerate(lines):
        if cut[number] or (
            (first < number or _ARTICLE.match(line) or is_label(line))
            and any(cut[number + 1 : number + 2])
            and _may_be_row(line)
        ):
            continue
        blocks += _blocks(lines[first:number], cut[first:number])
        first = number + 1
        if line.strip():
            blocks.append(Line(line.strip()))
    return Page((*blocks, *_blocks(lines[first:], cut[first:])))


def read_markdown(text: str) -> Page:
    """The page in a Markdown text: headings and stressed words lose their marks, rules of tables go."""
    kept = (line for line in text.splitlines() if not ("---" in line and set(line) <= set("|:- ")))
    page = read_text("\n".join(_MARKDOWN_MARK.sub(_unmarked, _MARKDOWN_HEAD.sub("", line)) for line in kept))
    return Page(tuple(_with_bars(block) for block in page.blocks))


def _unmarked(mark: re.Match[str]) -> str:
    return _BAR if mark[1] == "|" else mark[1] or ""


def _with_bars(block: Block) -> Block:
    if isinstance(block, Line):
        return Line(block.text.replace(_BAR, "|"))
    return Grid(tuple(tuple(cell._replace(text=cell.text.replace(_BAR, "|")) for cell in row) for row in block.rows))


def fields(line: str) -> list[str] | None:
    """The cells of a table's row; None where the line is prose, or a paragraph indented by a tab."""
    if "\t" in line.strip(" ").lstrip("\t"):
        cells = line.split("\t")
    elif BAR.search(line):
        cells = BAR.split(line.strip())
    else:
        return None
    return None if len(cells) <= 2 and "。" in line else cells


def _may_be_row(line: str) -> bool:
    """Whether a line without separators can be a row whose empty cells an editor cut off: one inside a table."""
    return 0 < len(line.strip()) <= _LONGEST_LABEL and "。" not in line and not _HEADING.match(line)


def _blocks(lines: Sequence[str], cut: Sequence[list[str] | None]) -> Iterator[Block]:
    """A grid; a single row is no table but a line with a tab or a bar in it, such as ``一、<tab>总体情况``."""
    if len(lines) > 1:
        yield grid_of([row or [line] for line, row in zip(lines, cut, strict=True)])
    elif lines and lines[0].strip():
        yield Line(" ".join(lines[0].split()) if "\t" in lines[0] else lines[0].strip())


def grid_of(rows: Sequence[Sequence[str]]) -> Grid:
    """The grid of rows cut into fields; a bar round every row leaves an empty one at its ends."""
    barred = [row for row in rows if len(row) > 1]
    first = int(all(not row[0].strip() for row in barred))
    last = int(all(not row[-1].strip() for row in barred))
    cut = [row[first : len(row) - last] if len(row) > 1 else row for row in rows]
    cells = [tuple([GridCell(text.strip(), n, c) for c, text in enumerate(row)]) for n, row in enumerate(cut)]
    return Grid(tuple(cells))


def tabbed(lines: Sequence[str]) -> list[Grid]:
    """The table whose cells stand between tabs, empty ones too; none where a tab may only push a number to its place.

    Every row with figures is equally long then, but for a label with its one figure.
    """
    rows = [fields(line) or ([line] if is_label(line) else None) for line in lines]
    known = [row for row in rows if row is not None]
    lengths = {len(row) for row in known if any(map(looks_like_value, filter(str.strip, row)))}
    empty = any(not field.strip() for row in known for field in row)
    return [grid_of(known)] if empty and len(known) == len(rows) and len(lengths - {2}) == 1 else []
