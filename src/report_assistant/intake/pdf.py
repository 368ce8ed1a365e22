"""PDF files into a page: paragraphs put together from printed lines, tables out of their ruled lines.

A table goes on over the end of a leaf where nothing is printed between its parts. What only stands in
columns, without ruled lines, is read as text: whose column a number is in could only be guessed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from report_assistant.errors import UnusableInput
from report_assistant.intake.grids import FORM_IDS
from report_assistant.intake.labels import canonical
from report_assistant.intake.page import Block, GridCell, Line, Page, struck_out
from report_assistant.intake.pdf_leaf import ORIGINAL, UNMAPPED, Leaf, read_leaves
from report_assistant.intake.pdf_lines import Measure, Printed, goes_on, in_lines, join, measure, printed, run_together
from report_assistant.intake.pdf_struck import without_struck
from report_assistant.intake.pdf_tables import Ruled, find_tables, joined
from report_assistant.official import Column, Row, load_form

_PAGE_NUMBER = re.compile(r"[-—–―－·•\s]*第?\s*\d{1,3}\s*页?[\s/／，,]*(共?\s*\d{1,3}\s*页?)?[-—–―－·•\s]*")
_PICTURE, _FEW = 0.4, 20  # a picture over this share of a leaf, with fewer characters than these, is a scan
_COMMON = re.compile(r"[!-~　-〿一-鿿＀-￯‐-⁯①-⓿○-◿×÷·°±√§]")
_MOST_STRANGE = 0.1
_LARGEST = 3000  # lines and characters of a table that may go on; table three has some thousand
_ENOUGH = 6  # lines that tell where the lines of like leaves begin and end


def read_pdf(content: bytes, name: str) -> Page:
    """The page in a PDF.

    Raises: UnusableInput where the file is encrypted, damaged, scanned, or larger than any report, and
    where its characters cannot be told.
    """
    leaves, title = read_leaves(content, name)
    unread = _scanned(leaves, name)
    _refuse_strange_characters(leaves, name)
    bare = [without_struck(leaf) for leaf in leaves]
    sheets = [_sheet(leaf) for leaf, _ in bare]
    struck = struck_out([words for _, found in bare for words in found])
    running = _running_heads(sheets)
    for sheet in sheets:
        sheet.lines = [
            line for line in sheet.lines if not sheet.leaf.in_margin(line.base) or _bare(line) not in running
        ]
        _take_in_what_is_spilt(sheet)
    flow = _Flow()
    for sheet, measured in zip(sheets, _measures(sheets), strict=True):
        flow.take(sheet, measured)
    return Page(tuple(flow.finished()), " ".join(title.split()), (*unread, *struck))


@dataclass(slots=True)
class _Sheet:
    """A leaf with what is printed on it: the lines outside its tables, and the tables."""

    leaf: Leaf
    lines: list[Printed]
    tables: list[Ruled]

    def in_order(self) -> list[Printed | Ruled]:
        """Lines and tables from the top."""
        return sorted([*self.lines, *self.tables], key=lambda part: part.top if isinstance(part, Ruled) else part.base)


@dataclass(slots=True)
class _Flow:
    """The blocks of a document while its sheets go by; the last line, or table, may yet go on."""

    _blocks: list[Block] = field(default_factory=list)
    _text: str = ""
    _last: tuple[Printed, Measure] | None = None
    _table: Ruled | None = None
    _numbers: list[int] = field(default_factory=list)  # of the leaves that the open table stands on

    def take(self, sheet: _Sheet, measured: Measure) -> None:
        """All that is on the next sheet."""
        for place, part in enumerate(sheet.in_order()):
            if isinstance(part, Printed):
                self._take_line(part, measured)
            else:
                self._take_table(part, sheet.leaf.number, first=place == 0)

    def finished(self) -> Iterator[Block]:
        """Every block, now that no more sheets follow."""
        self._end_paragraph()
        self._end_table()
        yield from self._blocks

    def _take_line(self, line: Printed, measured: Measure) -> None:
        self._end_table()
        if self._last is None or not goes_on(self._last[0], line, self._last[1], measured):
            self._end_paragraph()
        # A space printed at the end of a line parts two numbers; a full line without one has cut a number.
        broken = self._last is not None and not self._last[0].spaced
        self._text, self._last = join(self._text, line.text, broken=broken), (line, measured)

    def _take_table(self, table: Ruled, number: int, *, first: bool) -> None:
        self._end_paragraph()
        whole = _sewn(self._table, table) if first and self._table and self._table.size < _LARGEST else None
        if whole is None:
            self._end_table()
        self._table = whole or table
        self._numbers.append(number)

    def _end_paragraph(self) -> None:
        if self._text:
            self._blocks.append(Line(self._text))
        self._text, self._last = "", None

    def _end_table(self) -> None:
        if self._table is not None and not self._table.lattice.has_columns:
            self._blocks.append(Line(run_together(self._table.glyphs)))
        elif self._table is not None:
            first, last = self._numbers[0], self._numbers[-1]
            self._blocks.append(self._table.grid(f"第{first}页" if first == last else f"第{first}—{last}页"))
        self._table, self._numbers = None, []


def _scanned(leaves: Sequence[Leaf], name: str) -> tuple[str, ...]:
    """What stands on leaves that are pictures, as a remark.

    Raises: UnusableInput where all of them are.
    """
    printed_on = {leaf.number: sum(not glyph.text.isspace() for glyph in leaf.glyphs) for leaf in leaves}
    if sum(printed_on.values()) < _FEW:
        remedy = f"{ORIGINAL}；没有原稿的，请先用文字识别（OCR）软件转成 Word 并逐格核对"
        raise UnusableInput("PDF 没有文字层，多半是扫描件，读不出文字", where=name, remedy=remedy)
    numbers = [str(leaf.number) for leaf in leaves if leaf.pictured > _PICTURE and printed_on[leaf.number] < _FEW]
    return (f"第{'、'.join(numbers)}页是图片，没有文字层，其中的文字和表格未读入",) if numbers else ()


def _refuse_strange_characters(leaves: Sequence[Leaf], name: str) -> None:
    seen = [glyph.text for leaf in leaves for glyph in leaf.glyphs if not glyph.text.isspace()]
    strange = sum(text == UNMAPPED or not _COMMON.match(text) for text in seen)
    if strange > _MOST_STRANGE * len(seen):
        raise UnusableInput("PDF 没有带上文字的编码，读出来是乱码", where=name, remedy=ORIGINAL)


def _sheet(leaf: Leaf) -> _Sheet:
    tables = find_tables(leaf)
    outside = [glyph for glyph in leaf.glyphs if not any(table.holds(glyph) for table in tables)]
    lines = [line for glyphs in in_lines(outside) if (line := printed(glyphs)) is not None]
    return _Sheet(leaf, lines, tables)


def _running_heads(sheets: Sequence[_Sheet]) -> set[str]:
    """What stands in the margins of several sheets, and page numbers; without their digits."""
    lines = [(sheet, line) for sheet in sheets for line in sheet.lines if sheet.leaf.in_margin(line.base)]
    found = Counter(_bare(line) for _, line in lines)
    repeated = {text for text, count in found.items() if count > 1}
    return repeated | {_bare(line) for _, line in lines if _PAGE_NUMBER.fullmatch(line.text)}


def _bare(line: Printed) -> str:
    return re.sub(r"[\d\s]+", "", line.text)


def _measures(sheets: Sequence[_Sheet]) -> list[Measure]:
    """Where lines begin and end on each sheet; a book's left and right leaves have their own margins."""

    def of(like: list[_Sheet]) -> list[Printed]:
        return [line for sheet in like for line in sheet.lines]

    found = []
    for sheet in sheets:
        wide = [other for other in sheets if abs(other.leaf.width - sheet.leaf.width) < 1]
        like = [other for other in wide if (other.leaf.number - sheet.leaf.number) % 2 == 0]
        like = like if len(of(like)) >= _ENOUGH else wide
        found.append(measure(of(like), sheet.leaf.width, [table.right for other in like for table in other.tables]))
    return found


def _sewn(upper: Ruled, lower: Ruled) -> Ruled | None:
    """The table that two parts make up; what the end of a leaf has cut is one row, or one heading, again."""
    whole, seam = joined(upper, lower), upper.bottom
    row = whole.row_at(seam) if whole else None
    if whole is None or not row:
        return whole
    rows, edges = whole.grid().rows, whole.lattice.column_edges()
    for above, below in dict.fromkeys(zip(rows[row - 1], rows[row], strict=False)):
        label = _label_in_halves(above, below)
        if label in _labels()[0]:
            return whole.without_line(seam)
        if label:
            whole = whole.without_line(seam, edges[above.column], edges[above.column + above.width])
    return whole


def _take_in_what_is_spilt(sheet: _Sheet) -> None:
    """Put what is printed beneath the last table into its last row, where the form's labels come of it.

    A browser goes on with the text of a merged cell below the last line that it rules on a leaf.
    """
    table = sheet.tables[-1] if sheet.tables else None
    below = [line for line in sheet.lines if table and line.base > table.bottom]
    if table is None or not below:
        return
    last = max(below, key=lambda line: line.base)
    whole = table.stretched(last.base + last.size, (glyph for line in below for glyph in line.glyphs))
    printed_there = sum(len(line.glyphs) for line in below)
    filled = {
        after for before, after in zip(table.grid().rows[-1], whole.grid().rows[-1], strict=False) if before != after
    }
    labels = frozenset().union(*_labels())
    if len(whole.glyphs) == len(table.glyphs) + printed_there and {canonical(cell.text) for cell in filled} <= labels:
        sheet.tables[-1] = whole
        sheet.lines = [line for line in sheet.lines if line not in below]


def _label_in_halves(above: GridCell, below: GridCell) -> str:
    """The form's label that two cells hold between them; "" where one of them is a label by itself."""
    rows, others = _labels()
    known = rows | others
    if above == below or (above.column, above.width) != (below.column, below.width):
        return ""
    if not (above.text and below.text) or {canonical(above.text), canonical(below.text)} & known:
        return ""
    label = canonical(join(above.text, below.text))
    return label if label in known else ""


@cache
def _labels() -> tuple[frozenset[str], frozenset[str]]:
    """The labels of the forms' rows, and those of their columns and headings."""
    blocks = [block for form_id in FORM_IDS for table in load_form(form_id).tables for block in table.blocks]
    rows = {canonical(name) for block in blocks for row in block.rows for name in (row.label, *row.aliases)}
    parts: list[Row | Column] = [row for block in blocks for row in block.rows]
    parts += [column for block in blocks for column in block.columns]
    others = {canonical(name) for part in parts for name in (part.label, *part.aliases, *part.headings)}
    return frozenset(rows), frozenset(others - rows)
