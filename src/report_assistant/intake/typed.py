"""Tables typed as lines, in whatever document, put into grids: cut by bars or spaces, or a figure a line.

Where bars, or a word processor's tabs, keep a field for every cell, the fields are the grid's places. Everywhere
else the words are one stream of labels and numbers: a number belongs to the label before it, and only a full count
of them proves their columns (see `unfold`).
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from report_assistant.intake.grids import FORM_IDS, read_tables, statutory_grids
from report_assistant.intake.head import prints_rows_above
from report_assistant.intake.labels import canonical
from report_assistant.intake.page import Block, Grid, GridCell, Line, Page
from report_assistant.intake.text import BAR, fields, grid_of, tabbed
from report_assistant.intake.value import looks_like_value
from report_assistant.official import TableForm, load_form

_LONGEST = 60  # characters of a label; prose is longer
_FIELDS = 3  # as many numbers between commas are no number with thousands marked off
_LONGEST_ROW = 4000  # csv refuses fields beyond a size of its own
_MOST_WORDS = 1000  # a whole table in one line has some 250
_MOST_PARTS = 9  # into which a label is broken
_WORD = re.compile(r"(?<![\s|｜│┃])(?P<gap>[\s|｜│┃]*)(?P<word>[^\s|｜│┃]+)")
_WIDE_GAP = re.compile(r"[\t\u3000|｜│┃]| {2}")


class _Kind(Enum):
    """What a word of a table is."""

    ARTICLE = auto()  # heads a block of table two
    HEAD = auto()
    GROUP = auto()  # stands before the rows of a group
    ROW = auto()
    VALUE = auto()
    UNKNOWN = auto()


_OF_HEADS = (_Kind.ARTICLE, _Kind.HEAD)
_OF_ROWS = (_Kind.GROUP, _Kind.ROW)


@dataclass(frozen=True, slots=True)
class _Token:
    """A label or a number, with its line and its place in it."""

    kind: _Kind
    text: str
    line: int
    place: int


def with_typed_tables(page: Page) -> Page:
    """The page with every statutory table that is typed as lines as a grid."""
    blocks: list[Block] = []
    lines: list[Line] = []
    for block in (*page.blocks, None):
        if isinstance(block, Line):
            lines.append(block)
            continue
        blocks += _with_tables(lines)
        lines = []
        blocks += [block] if block is not None else []
    return Page(tuple(blocks), page.caption, page.unread)


def _with_tables(lines: Sequence[Line]) -> Iterator[Block]:
    """The lines, those that make up a table as its grids."""
    cut = [_tokens(line.text) for line in lines]
    start = 0
    while start < len(lines):
        end = _end_of_table(cut, start)
        run = lines[start:end]
        grids = _grids([line.text for line in run], cut[start:end]) if run else ()
        yield from grids or map(_without_tabs, lines[start : max(end, start + 1)])
        start = max(end, start + 1)


def _without_tabs(line: Line) -> Line:
    return Line(line.text.replace("\t", " ").strip()) if "\t" in line.text else line


def _grids(lines: Sequence[str], cut: Sequence[Sequence[_Token]]) -> Sequence[Grid]:
    """The tables in a run of lines; none where what it looks like is no statutory table."""
    rows = [row for line in lines if (row := _fields(line)) is not None]
    if len(lines) > 1 and len(rows) == len(lines):
        grids = [grid_of(rows)]
    else:
        grids = [_grid(rows) for rows in _tables([list(tokens) for tokens in cut])]
        by_tabs = tabbed(lines)
        grids = by_tabs if by_tabs and _count_given(by_tabs) > _count_given(grids) else grids
    has_values = any(token.kind is _Kind.VALUE for tokens in cut for token in tokens)
    return grids if has_values and any(statutory_grids(load_form(f), grids) for f in FORM_IDS) else ()


def _count_given(grids: Sequence[Grid]) -> int:
    """How many cells are read in these tables, by the form that finds most."""
    tables = (read_tables(load_form(form_id), grids).cells.values() for form_id in FORM_IDS)
    return max(sum(cell.value is not None for cell in cells) for cells in tables)


def _end_of_table(cut: Sequence[Sequence[_Token]], start: int) -> int:
    """Behind the last line of the table that begins here; `start` itself where none does."""
    if not any(token.kind in (*_OF_HEADS, *_OF_ROWS) for token in cut[start]):
        return start
    end = start + 1
    while end < len(cut):
        if not any(token.kind is not _Kind.UNKNOWN for token in cut[end]) and not _goes_on(cut, end):
            break
        end += 1
    return end


def _goes_on(cut: Sequence[Sequence[_Token]], at: int) -> bool:
    """Whether a label of the office's own on its line is the table's: its figures, the next row or the head go on."""
    after = cut[at + 1][:1] if at + 1 < len(cut) else ()
    if not cut[at] or not after:
        return False
    kind = after[0].kind
    return kind in (_Kind.VALUE, *_OF_ROWS) or (kind is _Kind.HEAD and cut[at - 1][-1].kind is _Kind.HEAD)


def _fields(text: str) -> list[str] | None:
    """The fields of a line cut by bars, or by the commas a table calculation puts; None where it is not."""
    if BAR.search(text):
        return fields(text)
    if "," not in text or len(text) > _LONGEST_ROW or re.search(r"[\s。]", text):
        return None
    cut = next(csv.reader([text]))
    known = any(canonical(field) in _labels() for field in cut)
    return (
        cut if known or (len(cut) >= _FIELDS and all(not field or looks_like_value(field) for field in cut)) else None
    )


def _words(text: str) -> list[tuple[bool, str]]:
    """The words of a line, each with whether more than a space stands before it; none where it is prose."""
    cut = _fields(text) if "," in text else None
    if cut is not None:
        return [(True, field) for field in cut if field]
    if "。" in text or (len(text) > _LONGEST and not re.search(r"[\s|]", text)):
        return []
    return [(bool(_WIDE_GAP.search(found["gap"])), found["word"]) for found in _WORD.finditer(text)]


def _tokens(text: str) -> list[_Token]:
    """The labels and numbers of a line; none where it is prose."""
    words = _words(text)
    if len(words) > _MOST_WORDS:
        return []
    tokens: list[_Token] = []
    at, adjoins = 0, False
    while at < len(words):
        count, kind = _longest(words[at : at + _MOST_PARTS])
        words_here = " ".join(word for _, word in words[at : at + count])
        if kind is _Kind.UNKNOWN and adjoins and not words[at][0]:
            tokens[-1] = _Token(kind, f"{tokens[-1].text} {words_here}", 0, tokens[-1].place)
        else:
            tokens.append(_Token(kind, words_here, 0, len(tokens)))
        adjoins = kind is _Kind.UNKNOWN
        at += count
    return tokens


def _longest(words: Sequence[tuple[bool, str]]) -> tuple[int, _Kind]:
    """How many of these words are one label, and what it is."""
    if looks_like_value(words[0][1]):
        return 1, _Kind.VALUE
    for count in range(len(words), 0, -1):
        joined = "".join(word for _, word in words[:count])
        kind = _labels().get(canonical(joined)) if len(joined) <= _LONGEST else None
        if kind is not None:
            return count, kind
    return 1, _Kind.UNKNOWN


def _tables(cut: Sequence[Sequence[_Token]]) -> Iterator[list[list[_Token]]]:
    """The rows of each table in a stream: a head below numbers begins another table."""
    tokens = [_Token(t.kind, t.text, n, t.place) for n, line in enumerate(cut) for t in line]
    rows: list[list[_Token]] = []
    last: _Token | None = None
    for number, token in enumerate(tokens):
        kind = _kind_in_place(tokens, number)
        if last is None or _opens_row(last.kind, kind):
            if rows and kind is _Kind.HEAD and last is not None and last.kind not in _OF_HEADS:
                yield rows
                rows = []
            rows.append([])
        last = _Token(kind, token.text, token.line, token.place)
        rows[-1].append(last)
    if rows:
        yield rows


def _kind_in_place(tokens: Sequence[_Token], number: int) -> _Kind:
    """What a word is where it stands: 其他 before numbers is a row, a stranger among heads is one of them."""
    token = tokens[number]
    before = tokens[number - 1].kind if number else None
    after = tokens[number + 1].kind if number + 1 < len(tokens) else None
    if token.kind is _Kind.HEAD and before not in _OF_HEADS and after is _Kind.VALUE:
        return _Kind.UNKNOWN
    if token.kind is _Kind.UNKNOWN and after is _Kind.HEAD and before is not _Kind.VALUE:
        return _Kind.HEAD
    return token.kind


def _opens_row(last: _Kind, kind: _Kind) -> bool:
    """Whether a word begins a row, by what stands before it."""
    if kind is _Kind.VALUE:
        return last in _OF_HEADS
    if kind in _OF_HEADS:
        return last is not _Kind.HEAD or kind is _Kind.ARTICLE
    # A row without numbers ends at the next label; the name of a group stands before its first row.
    return last not in (_Kind.GROUP, _Kind.UNKNOWN) if kind in _OF_ROWS else last not in (*_OF_ROWS, _Kind.UNKNOWN)


def _grid(rows: Sequence[Sequence[_Token]]) -> Grid:
    return Grid(
        tuple(
            tuple(GridCell(t.text, n, c, printed_at=(t.line, t.place)) for c, t in enumerate(row))
            for n, row in enumerate(rows)
        )
    )


@cache
def _labels() -> Mapping[str, _Kind]:
    """What each printed label of any form is."""
    found: dict[str, _Kind] = {}
    for form_id in FORM_IDS:
        for table in load_form(form_id).tables:
            for name, kind in _kinds(table):
                found.setdefault(canonical(name), kind)
    return found


def _kinds(table: TableForm) -> Iterator[tuple[str, _Kind]]:
    crossed = prints_rows_above(table)
    for block in table.blocks:
        yield from ((name, kind) for name, kind in ((block.heading, _Kind.ARTICLE), (block.corner, _Kind.HEAD)) if name)
        for column in block.columns:
            yield from ((name, _Kind.HEAD) for name in (column.label, *column.aliases, *column.headings))
        for row in block.rows:
            yield from ((name, _Kind.HEAD if crossed else _Kind.GROUP) for name in row.headings)
            yield from ((name, _Kind.HEAD if crossed else _Kind.ROW) for name in (row.label, *row.aliases))
