"""Word documents into a page: paragraphs with the numbers Word prints, tables merged by their structure.

The XML is read directly: cell merges are followed through `gridSpan` and `vMerge`, because two cells
with equal text need not be one cell. Changes are read as accepted; hidden words are not there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from report_assistant.errors import UnusableInput
from report_assistant.intake.archive import Archive, open_archive
from report_assistant.intake.numbering import Numbering, attribute, child, local, read_numbering
from report_assistant.intake.page import Block, Grid, GridCell, Line, Page

_WRAPPERS = {
    *("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo"),
    *("ruby", "rubyBase", "oMath", "oMathPara"),
}
_DELETED = {"del", "moveFrom", "Fallback"}
_QUOTED = 60
_WIDEST = 64  # the form has fifteen columns; a declared width beyond this is a defect or an attack
_FOREIGN = {"altChunk": "另一份文件的内容", "subDoc": "另一份文件的内容", "object": "嵌入的对象（例如 Excel 表格）"}


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
    part = _main_part(archive)
    body = child(archive.xml(part), "body")
    if body is None:
        raise UnusableInput("不是 Word 文档", where=name, remedy=archive.remedy)
    folder = part.rpartition("/")[0]
    lists = read_numbering(archive.xml(f"{folder}/numbering.xml"), archive.xml(f"{folder}/styles.xml"))
    return Page(tuple(_blocks(body, lists)), unread=(*_unread(body), *_linked(archive)))


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


def _blocks(parent: etree._Element, lists: Numbering) -> Iterator[Block]:
    for element in parent:
        kind = local(element)
        if kind == "p":
            yield from _paragraph(element, lists)
        elif kind == "tbl":
            yield from _table(element, lists)
        elif kind in _WRAPPERS:
            yield from _blocks(element, lists)


def _paragraph(paragraph: etree._Element, lists: Numbering) -> Iterator[Block]:
    """The lines of a paragraph, then what stands in the text boxes that hang on it."""
    text = "".join(_runs(paragraph))
    if text.strip():
        text = lists.number(paragraph) + text
    yield from (Line(line.strip()) for line in text.split("\n") if line.strip())
    for box in paragraph.iter("{*}txbxContent"):
        hangs_here = next(box.iterancestors("{*}p"), None) is paragraph
        if hangs_here and next(box.iterancestors(*(f"{{*}}{kind}" for kind in _DELETED)), None) is None:
            yield from _blocks(box, lists)


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
        elif kind == "rPr" and _is_set(part, "vanish"):
            return


def _table(table: etree._Element, lists: Numbering) -> Iterator[Block]:
    rows = [row for row in _inside(table, "tr") if not _is_gone(row)]
    cells = [[cell for cell in _inside(row, "tc") if child(child(cell, "tcPr"), "cellDel") is None] for row in rows]
    if any(len(row) > 1 for row in cells) and not any(
        True for row in cells for one in row for _ in _inside(one, "tbl")
    ):
        starts = [_width(child(child(row, "trPr"), "gridBefore")) or 0 for row in rows]
        yield _grid([_placed(row, start, lists) for row, start in zip(cells, starts, strict=True)])
        return
    # A table that only arranges the page: its cells are read as text.
    for cell in (cell for row in cells for cell in row):
        yield from _blocks(cell, lists)


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in _WRAPPERS:
            yield from _inside(element, name)


def _is_gone(row: etree._Element) -> bool:
    properties = child(row, "trPr")
    return child(properties, "del") is not None or _is_set(properties, "hidden")


def _is_set(properties: etree._Element | None, name: str) -> bool:
    """Whether a property is there and not switched off."""
    found = child(properties, name)
    return found is not None and (attribute(found, "val") or "1") not in ("0", "false", "off")


def _placed(row: Sequence[etree._Element], start: int, lists: Numbering) -> list[_Placed]:
    placed = [_Placed(0, start, "", "")] if start else []
    column = start
    for cell in row:
        properties = {local(one): one for one in next(iter(_inside(cell, "tcPr")), ())}
        width = _width(properties.get("gridSpan")) or 1
        if placed and _merge(properties.get("hMerge")) == "continue":  # how Word 97 merged, and converters still do
            placed[-1] = replace(placed[-1], width=placed[-1].width + width)
        else:
            placed.append(_Placed(column, width, _merge(properties.get("vMerge")), _words(cell, lists)))
        column += width
    return placed


def _merge(merge: etree._Element | None) -> str:
    return "" if merge is None else attribute(merge, "val") or "continue"


def _words(cell: etree._Element, lists: Numbering) -> str:
    blocks = (block for paragraph in _inside(cell, "p") for block in _paragraph(paragraph, lists))
    return " ".join(block.text for block in blocks if isinstance(block, Line))


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
        following = (rows[below] for below in range(number + 1, len(rows)))
        below = (any(p.column == placed.column and p.merge == "continue" for p in row) for row in following)
        height += next((count for count, goes_on in enumerate(below) if not goes_on), len(rows) - number - 1)
    return GridCell(placed.text, number, placed.column, height, placed.width)
