"""Plain text and Markdown into a page: rows of a table are lines cut by tabs, or by ``|``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from report_assistant.intake.grids import is_label
from report_assistant.intake.page import Block, Grid, GridCell, Line, Page

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
    blocks: list[Block] = []
    rows: list[str] = []
    for number, line in enumerate(lines):
        if fields(line) or (
            (rows or _ARTICLE.match(line) or is_label(line)) and _is_cut_row(line, lines[number + 1 : number + 2])
        ):
            rows.append(line)
            continue
        blocks += _blocks(rows)
        rows = []
        if line.strip():
            blocks.append(Line(line.strip()))
    return Page((*blocks, *_blocks(rows)))


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
    return Grid(tuple(tuple(replace(cell, text=cell.text.replace(_BAR, "|")) for cell in row) for row in block.rows))


def fields(line: str) -> list[str] | None:
    """The cells of a table's row; None where the line is prose, or a paragraph indented by a tab."""
    if "\t" in line.strip(" ").lstrip("\t"):
        cells = line.split("\t")
    elif BAR.search(line):
        cells = BAR.split(line.strip())
    else:
        return None
    return None if len(cells) <= 2 and "。" in line else cells


def _is_cut_row(line: str, following: list[str]) -> bool:
    """Whether a line without separators is a row whose empty cells an editor cut off: one inside a table."""
    short = 0 < len(line.strip()) <= _LONGEST_LABEL and "。" not in line and not _HEADING.match(line)
    return short and any(fields(after) for after in following)


def _blocks(rows: list[str]) -> Iterator[Block]:
    """A grid; a single row is no table but a line with a tab or a bar in it, such as ``一、<tab>总体情况``."""
    if len(rows) > 1:
        yield grid_of([fields(row) or [row] for row in rows])
    elif rows and rows[0].strip():
        yield Line(" ".join(rows[0].split()) if "\t" in rows[0] else rows[0].strip())


def grid_of(rows: Sequence[Sequence[str]]) -> Grid:
    """The grid of rows cut into fields; a bar round every row leaves an empty one at its ends."""
    barred = [row for row in rows if len(row) > 1]
    first = int(all(not row[0].strip() for row in barred))
    last = int(all(not row[-1].strip() for row in barred))
    cut = [row[first : len(row) - last] if len(row) > 1 else row for row in rows]
    cells = (tuple(GridCell(text.strip(), n, c) for c, text in enumerate(row)) for n, row in enumerate(cut))
    return Grid(tuple(cells))
