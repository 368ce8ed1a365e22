"""Word documents into a page: paragraphs with the numbers Word prints, tables merged by their structure.

The XML is read directly: cell merges are followed through `gridSpan` and `vMerge`, because two cells
with equal text need not be one cell.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from report_assistant.errors import UnusableInput
from report_assistant.intake.files import DAMAGED, open_archive
from report_assistant.intake.numbering import Numbering, attribute, child, children, local, read_numbering
from report_assistant.intake.page import Block, Grid, GridCell, Line, Page

_WRAPPERS = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo"}
_DELETED = {"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr"}
_RESAVE = "请用 Word 或 WPS 打开后另存为新的 .docx 再导入"
_WIDEST = 64  # the form has fifteen columns; a declared width beyond this is a defect or an attack


@dataclass(frozen=True, slots=True)
class _Placed:
    column: int
    width: int
    merge: str  # "", "restart" or "continue"
    text: str


def read_docx(content: bytes, name: str) -> Page:
    """The page in a Word document.

    Raises: UnusableInput where the bytes are no Word document.
    """
    archive = open_archive(content, name)
    part = _main_part(archive, name)
    document = _part(archive, part, name)
    body = child(document, "body")
    if body is None:
        raise UnusableInput("不是 Word 文档", where=name, remedy=_RESAVE)
    folder = part.rpartition("/")[0]
    lists = read_numbering(
        _part(archive, f"{folder}/numbering.xml", name), _part(archive, f"{folder}/styles.xml", name)
    )
    return Page(tuple(_blocks(body, lists)))


def _part(archive: zipfile.ZipFile, part: str, name: str) -> etree._Element | None:
    """The root of an XML part; None where the archive has no such part.

    Raises: UnusableInput where the part is damaged, or defines a document type of its own.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(archive.read(part), parser)
    except KeyError:
        return None
    except (*DAMAGED, etree.XMLSyntaxError) as error:
        raise UnusableInput("文件内容损坏，读不出来", where=name, remedy=_RESAVE) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnusableInput("文件内含文档类型定义，已拒绝打开", where=name, remedy=_RESAVE)
    return root


def _main_part(archive: zipfile.ZipFile, name: str) -> str:
    """The document's own part: named by the package's relations, ``word/document.xml`` nearly always."""
    for relation in children(_part(archive, "_rels/.rels", name), "Relationship"):
        if (attribute(relation, "Type") or "").endswith("/officeDocument"):
            return (attribute(relation, "Target") or "").lstrip("/")
    return "word/document.xml"


def _blocks(parent: etree._Element, lists: Numbering) -> Iterator[Block]:
    for element in parent:
        kind = local(element)
        if kind == "p":
            yield from _lines(element, lists)
        elif kind == "tbl":
            yield from _table(element, lists)
        elif kind in _WRAPPERS:
            yield from _blocks(element, lists)


def _lines(paragraph: etree._Element, lists: Numbering) -> Iterator[Line]:
    text = "".join(_runs(paragraph))
    if text.strip():
        text = lists.number(paragraph) + text
    yield from (Line(line.strip()) for line in text.split("\n") if line.strip())
    for box in paragraph.iter("{*}txbxContent"):
        if not any(local(above) in _DELETED for above in box.iterancestors()):
            yield from (block for block in _blocks(box, lists) if isinstance(block, Line))


def _runs(element: etree._Element) -> Iterator[str]:
    """The words of a paragraph as they stand with all tracked changes accepted."""
    for part in element:
        kind = local(part)
        if kind == "t":
            yield part.text or ""
        elif kind == "tab":
            yield " "
        elif kind in ("br", "cr"):
            yield "\n"
        elif kind == "noBreakHyphen":
            yield "-"
        elif kind == "r" or kind in _WRAPPERS:
            yield from _runs(part)


def _table(table: etree._Element, lists: Numbering) -> Iterator[Block]:
    rows = [list(_inside(row, "tc")) for row in _inside(table, "tr") if not _is_deleted(row)]
    if any(True for row in rows for cell in row for _ in _inside(cell, "tbl")) or all(len(row) < 2 for row in rows):
        # A table that only arranges the page: its cells are read as text.
        for cell in (cell for row in rows for cell in row):
            yield from _blocks(cell, lists)
        return
    starts = [_width(child(child(row, "trPr"), "gridBefore")) for row in _inside(table, "tr") if not _is_deleted(row)]
    yield _grid([list(_placed(row, start, lists)) for row, start in zip(rows, starts, strict=True)])


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in _WRAPPERS:
            yield from _inside(element, name)


def _is_deleted(row: etree._Element) -> bool:
    return child(child(row, "trPr"), "del") is not None


def _placed(row: list[etree._Element], start: int | None, lists: Numbering) -> Iterator[_Placed]:
    column = start or 0
    if column:
        yield _Placed(0, column, "", "")
    for cell in row:
        properties = child(cell, "tcPr")
        width = _width(child(properties, "gridSpan")) or 1
        merge = child(properties, "vMerge")
        kind = "" if merge is None else attribute(merge, "val") or "continue"
        lines = [line.text for p in _inside(cell, "p") for line in _lines(p, lists)]
        yield _Placed(column, width, kind, " ".join(lines))
        column += width


def _width(element: etree._Element | None) -> int | None:
    written = attribute(element, "val") or ""
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
        below = (any(p.column == placed.column and p.merge == "continue" for p in row) for row in rows[number + 1 :])
        height += next((count for count, goes_on in enumerate(below) if not goes_on), len(rows) - number - 1)
    return GridCell(placed.text, number, placed.column, height, placed.width)
