"""Word documents into a page: paragraphs with the numbers Word prints, tables merged by their structure.

The XML is read directly: cell merges are followed through `gridSpan` and `vMerge`, because two cells
with equal text need not be one cell. Changes are read as accepted; hidden and struck-out words are not there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from report_assistant.errors import UnusableInput
from report_assistant.intake.archive import Archive, open_archive
from report_assistant.intake.numbering import Numbering, attribute, child, local, parts, read_numbering
from report_assistant.intake.page import Block, Grid, GridCell, Line, Page, Script, cell_text, struck_out
from report_assistant.intake.runs import Runs, is_on, read_runs

_WRAPPERS = {
    *("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo"),
    *("ruby", "rubyBase", "oMath", "oMathPara"),
}
_DELETED = {"del", "moveFrom", "Fallback"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_EDGES = re.compile(r"^[^\S\t]+|[^\S\t]+$")  # a tab there may part the empty cells of a typed table
_QUOTED = 60
_WIDEST = 64  # the form has fifteen columns; a declared width beyond this is a defect or an attack
_FOREIGN = {"altChunk": "另一份文件的内容", "subDoc": "另一份文件的内容", "object": "嵌入的对象（例如 Excel 表格）"}


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What a paragraph is read with: the document's lists, how its runs look, whether it has text boxes."""

    lists: Numbering
    runs: Runs
    has_boxes: bool


_Contents = dict[str, list[etree._Element]]


class _Cell(NamedTuple):
    """A cell's properties by name, the paragraphs that stand in it, and whether a table does."""

    element: etree._Element
    properties: Mapping[str, etree._Element]
    paragraphs: list[etree._Element]
    holds_table: bool


class _Placed(NamedTuple):
    column: int
    width: int
    merge: str  # "", "restart" or "continue"
    text: str


def read_docx(content: bytes, name: str) -> Page:
    """The page in a Word document.

    Raises: UnusableInput where the bytes are no Word document.
    """
    archive = open_archive(content, name)
    part = _main_part(archive)
    body = child(archive.xml(part), "body")
    if body is None:
        raise UnusableInput("不是 Word 文档", where=name, remedy=archive.remedy)
    folder = part.rpartition("/")[0]
    styles = archive.xml(f"{folder}/styles.xml")
    lists, runs = read_numbering(archive.xml(f"{folder}/numbering.xml"), styles), read_runs(body, styles)
    has_boxes = next(body.iter("{*}txbxContent"), None) is not None
    blocks = tuple(_blocks(body, _Surroundings(lists, runs, has_boxes)))
    return Page(blocks, unread=(*_unread(body), *struck_out(runs.struck), *_linked(archive)))


def _main_part(archive: Archive) -> str:
    """The document's own part: named by the package's relations, ``word/document.xml`` nearly always."""
    named = (one.target.lstrip("/") for one in archive.relations("").values() if one.kind == "officeDocument")
    return next(named, "word/document.xml")


def _unread(body: etree._Element) -> tuple[str, ...]:
    """What stands in the document and belongs to another programme, or another file."""
    there = {words: None for kind, words in _FOREIGN.items() if next(body.iter(f"{{*}}{kind}"), None) is not None}
    return tuple(f"文档里有{words}，未读入；请把内容直接放进文档" for words in there)


def _linked(archive: Archive) -> tuple[str, ...]:
    """Pictures that are not in the document: whoever opens it sees what another machine sends just then."""
    addresses = list(dict.fromkeys(picture.target for picture in archive.remote))
    if not addresses:
        return ()
    what = f"文档里有 {len(addresses)} 张图片链接到外部地址（如“{addresses[0][:_QUOTED]}”），未读取"
    return (f"{what}；请改为嵌入图片，以免打开文件时向外部发出访问",)


def _blocks(parent: etree._Element, around: _Surroundings) -> Iterator[Block]:
    for element in parent:
        kind = local(element)
        if kind == "p":
            yield from _paragraph(element, around)
        elif kind == "tbl":
            yield from _table(element, around)
        elif kind in _WRAPPERS:
            yield from _blocks(element, around)


def _paragraph(paragraph: etree._Element, around: _Surroundings) -> list[Block]:
    """The lines of a paragraph, then what stands in the text boxes that hang on it."""
    words: list[str] = []
    _gather(words, paragraph, around)
    text = "".join(words)
    blocks: list[Block] = []
    if text.strip():
        text = around.lists.number(paragraph) + text
        lines = [(line, line.strip()) for line in text.split("\n")]
        blocks += [Line(line if line == bare else _EDGES.sub("", line)) for line, bare in lines if bare]
    return [*blocks, *_boxes(paragraph, around)] if around.has_boxes else blocks


def _boxes(paragraph: etree._Element, around: _Surroundings) -> Iterator[Block]:
    for box in paragraph.iter("{*}txbxContent"):
        hangs_here = next(box.iterancestors("{*}p"), None) is paragraph
        if hangs_here and next(box.iterancestors(*(f"{{*}}{kind}" for kind in _DELETED)), None) is None:
            yield from _blocks(box, around)


def _gather(words: list[str], element: etree._Element, around: _Surroundings) -> None:
    """The words of a paragraph as they stand with all tracked changes accepted."""
    script: Script | None = None
    for part in element:
        kind = local(part)
        if kind == "t":
            words.append((part.text or "").translate(script) if script else part.text or "")
        elif kind == "r" or kind in _WRAPPERS:
            _gather(words, part, around)
        elif kind in _SIGNS:
            words.append(_SIGNS[kind])
        elif kind == "rPr" and around.runs.told and (script := around.runs.script(element, part)) is None:
            return


def _table(table: etree._Element, around: _Surroundings) -> Iterator[Block]:
    rows: list[tuple[int, list[_Cell]]] = []
    for row in _contents(table).get("tr", ()):
        there = _contents(row)
        properties = parts(there["trPr"][0]) if "trPr" in there else {}
        if "del" not in properties and not is_on(properties.get("hidden")):
            cells = [cell for cell in map(_cell_of, there.get("tc", ())) if "cellDel" not in cell.properties]
            rows.append((_width(properties.get("gridBefore")) or 0, cells))
    every = [cell for _, cells in rows for cell in cells]
    if any(len(cells) > 1 for _, cells in rows) and not any(cell.holds_table for cell in every):
        yield _grid([_placed(cells, start, around) for start, cells in rows])
        return
    # A table that only arranges the page: its cells are read as text.
    for cell in every:
        yield from _blocks(cell.element, around)


def _contents(element: etree._Element, gathered: _Contents | None = None) -> _Contents:
    """What stands in an element by name, each in order; wrappers are looked into."""
    found: _Contents = {} if gathered is None else gathered
    for one in element:
        kind = local(one)
        if kind in _WRAPPERS:
            _contents(one, found)
        elif kind in found:
            found[kind].append(one)
        else:
            found[kind] = [one]
    return found


def _cell_of(element: etree._Element) -> _Cell:
    there = _contents(element)
    properties = parts(there["tcPr"][0]) if "tcPr" in there else {}
    return _Cell(element, properties, there.get("p", []), "tbl" in there)


def _placed(cells: Sequence[_Cell], start: int, around: _Surroundings) -> list[_Placed]:
    placed = [_Placed(0, start, "", "")] if start else []
    column = start
    for cell in cells:
        width = _width(cell.properties.get("gridSpan")) or 1
        # How Word 97 merged across, and converters still do.
        if placed and _merge(cell.properties.get("hMerge")) == "continue":
            placed[-1] = placed[-1]._replace(width=placed[-1].width + width)
        else:
            placed.append(_Placed(column, width, _merge(cell.properties.get("vMerge")), _words(cell, around)))
        column += width
    return placed


def _merge(merge: etree._Element | None) -> str:
    return "" if merge is None else attribute(merge, "val") or "continue"


def _words(cell: _Cell, around: _Surroundings) -> str:
    blocks = [block for paragraph in cell.paragraphs for block in _paragraph(paragraph, around)]
    return cell_text([block.text.replace("\t", " ").strip() for block in blocks if isinstance(block, Line)])


def _width(element: etree._Element | None) -> int | None:
    written = "" if element is None else attribute(element, "val") or ""
    return min(int(written), _WIDEST) if written.isdecimal() and len(written) < 6 else None


def _grid(rows: list[list[_Placed]]) -> Grid:
    built: list[tuple[GridCell, ...]] = []
    for number, row in enumerate(rows):
        cells: list[GridCell] = []
        for placed in row:
            cells += [_cell(placed, number, rows, built)] * placed.width
        built.append(tuple(cells))
    return Grid(tuple(built))


def _cell(placed: _Placed, number: int, rows: list[list[_Placed]], built: list[tuple[GridCell, ...]]) -> GridCell:
    """The cell, or the one above that reaches down to it."""
    if placed.merge == "continue" and number and placed.column < len(built[-1]):
        above = built[-1][placed.column]
        if above.column == placed.column and above.row + above.height > number:
            return above
    height = 1
    if placed.merge == "restart":
        following = (rows[below] for below in range(number + 1, len(rows)))
        below = (any(p.column == placed.column and p.merge == "continue" for p in row) for row in following)
        height += next((count for count, goes_on in enumerate(below) if not goes_on), len(rows) - number - 1)
    return GridCell(placed.text, number, placed.column, height, placed.width)
