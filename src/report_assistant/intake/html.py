"""Web pages into a page: what is read by people, tables with their row and column spans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from report_assistant.errors import UnusableInput
from report_assistant.intake.page import SCRIPTS, Block, Grid, GridCell, Line, Page, Script, cell_text, struck_out

# No `form`: many portals wrap the whole page in one.
_UNSEEN = {
    "head", "script", "style", "noscript", "template", "svg", "iframe", "object", "nav", "footer", "aside",
    "button", "select", "input", "textarea",
}  # fmt: skip
_STRUCK = {"del", "s", "strike"}
_STRIKING = "line-through"
_MAY_STRIKE = re.compile(rf"<(?:del|s|strike)[\s>]|{_STRIKING}", re.IGNORECASE)
_SCRIPT_OF = {"sup": SCRIPTS["superscript"], "sub": SCRIPTS["subscript"]}
# Portals publish the very page on which a table was filled in; a field elsewhere is for the visitor.
_FIELDS = {"input", "textarea"}
_UNFIT_FIELDS = {"hidden", "checkbox", "radio", "button", "submit", "reset", "image", "file", "password"}
_UNSEEN_PARTS = {
    "nav", "navbar", "menu", "breadcrumb", "crumb", "crumbs", "footer", "sidebar", "share", "copyright", "toolbar",
}  # fmt: skip
_BREAKS = {
    "html", "body", "p", "div", "section", "article", "main", "header", "center", "form", "fieldset", "address",
    "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "figure",
    "figcaption", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "br", "hr",
}  # fmt: skip
_HIDING = ("display:none", "mso-hide:all", "visibility:hidden", _STRIKING)
_WIDEST, _LONGEST = 64, 2000  # the form has fifteen columns and twenty-eight rows
_MOST_PLACES = 100_000  # of one table; cells that reach over one another make more of them than there are rows
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)


def read_html(text: str, name: str) -> Page:
    """The page in a web page's source.

    Raises: UnusableInput where there is no element in it, or more of them within one another than are read.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        # libxml2 leaves off there without a word: what follows would be missing.
        raise UnusableInput("网页嵌套过深，后面的内容读不出来", where=name, remedy="请另存为 .docx 再导入")
    if root is None:
        raise UnusableInput("网页里没有内容", where=name, remedy="请重新保存网页，或另存为 .docx 再导入")
    caption = " ".join((root.findtext(".//head/title") or "").split())
    reader = _Reader(name)
    reader.read(root)
    reader.end_line()
    struck = tuple(_struck(root)) if _MAY_STRIKE.search(text) else ()
    return Page(tuple(reader.blocks), caption, struck_out(struck))


@dataclass(slots=True)
class _Reader:
    """Walks the elements in order; text gathers until a block element ends the line."""

    name: str
    in_cell: bool = False
    blocks: list[Block] = field(default_factory=list)
    _script: Script = field(default_factory=dict)
    _words: list[str] = field(default_factory=list)

    def end_line(self) -> None:
        line = " ".join("".join(self._words).split())
        self._words = []
        if line:
            self.blocks.append(Line(line))

    def read(self, element: etree._Element) -> None:
        kind = _kind(element)
        if kind == "table" and not _only_arranges(element):
            self.end_line()
            self.blocks.append(_grid(element, self.name))
        elif self.in_cell and kind in _FIELDS and not _is_hidden(element):
            for number, line in enumerate(_entered(element, kind).split("\n")):
                if number:
                    self.end_line()
                self._words.append(line)
        elif not _is_unseen(element):
            breaks = kind in _BREAKS
            if breaks:
                self.end_line()
            around, self._script = self._script, self._script if breaks else _script(element, kind) or self._script
            self._say(element.text)
            for part in element:
                self.read(part)
                self._say(part.tail)
            self._script = around
            if breaks:
                self.end_line()

    def _say(self, words: str | None) -> None:
        self._words.append((words or "").translate(self._script) if self._script else words or "")


def _kind(element: etree._Element) -> str:
    return _lowered(element.tag)


@lru_cache(maxsize=1024)  # a page has some fifty names, and thousands of elements
def _lowered(tag: object) -> str:
    return tag.lower() if isinstance(tag, str) else ""


def _is_unseen(element: etree._Element) -> bool:
    kind = _kind(element)
    return not kind or kind in _UNSEEN or kind in _STRUCK or _is_hidden(element)


def _struck(root: etree._Element) -> Iterator[str]:
    """The words that are struck out where a reader would see them."""
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if _is_unseen(element):
            if _kind(element) in _STRUCK or _STRIKING in element.get("style", "").lower():
                yield "".join(map(str, element.itertext()))
            walk.skip_subtree()


def _script(element: etree._Element, kind: str) -> Script | None:
    """How the words of an inline element are set, where that is not on the line."""
    if kind in _SCRIPT_OF:
        return _SCRIPT_OF[kind]
    style = element.get("style", "")
    return _styled_script(style) if style else None


@lru_cache(maxsize=256)
def _styled_script(style: str) -> Script | None:
    closed_up = "".join(style.lower().split())
    return next((script for kind, script in _SCRIPT_OF.items() if f"vertical-align:{kind}" in closed_up), None)


def _is_hidden(element: etree._Element) -> bool:
    if not len(element.attrib):
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    hidden = element.get("hidden") is not None or _hides(element.get("style", ""))
    return hidden or not _UNSEEN_PARTS.isdisjoint(names)


@lru_cache(maxsize=256)  # most cells of a table are styled alike
def _hides(style: str) -> bool:
    closed_up = "".join(style.lower().split())
    return any(hiding in closed_up for hiding in _HIDING)


def _entered(element: etree._Element, kind: str) -> str:
    """What was entered in a field."""
    if kind == "textarea":
        return element.text or ""
    return "" if element.get("type", "").lower() in _UNFIT_FIELDS else element.get("value") or ""


def _only_arranges(table: etree._Element) -> bool:
    """Whether a table only arranges the page: it holds another one, or has but one column."""
    if table.find(".//table") is not None:
        return True
    return all(len(_cells(row)) < 2 for row in _rows(table))


def _rows(table: etree._Element) -> list[etree._Element]:
    return [row for row in table.iter("tr") if not _is_unseen(row)][:_LONGEST]


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if _kind(cell) in ("td", "th")]


def _grid(table: etree._Element, name: str) -> Grid:
    rows = _rows(table)
    reaching: dict[tuple[int, int], GridCell] = {}  # places that a cell further up reaches down to
    built = []
    places = 0
    for number, row in enumerate(rows):
        cells: list[GridCell] = []
        for element in _cells(row):
            _fill(cells, number, reaching)
            width = min(_span(element, "colspan", 1), _WIDEST)
            height = min(_span(element, "rowspan", len(rows)), len(rows) - number)
            places += height * width
            if places > _MOST_PLACES:
                raise UnusableInput("网页里的表格异常庞大，已拒绝读取", where=name, remedy="请另存为 .docx 再导入")
            cell = GridCell(_text(element, name), number, len(cells), height, width)
            cells += [cell] * width
            below = range(number + 1, number + height)
            reaching |= {(n, cell.column + c): cell for n in below for c in range(width)} if below else {}
        _fill(cells, number, reaching)
        built.append(tuple(cells))
    return Grid(tuple(built))


def _fill(cells: list[GridCell], number: int, reaching: dict[tuple[int, int], GridCell]) -> None:
    while (number, len(cells)) in reaching:
        cells.append(reaching.pop((number, len(cells))))


def _span(element: etree._Element, name: str, whole: int) -> int:
    """A span as written; ``rowspan=0`` means to the end of the table."""
    written = (element.get(name) or "").strip()
    return int(written) or whole if written.isdecimal() and len(written) <= 6 else 1


def _text(cell: etree._Element, name: str) -> str:
    if not len(cell):
        hidden = cell.get("style") and _is_hidden(cell)
        return "" if hidden else " ".join((cell.text or "").split())
    reader = _Reader(name, in_cell=True)
    reader.read(cell)
    reader.end_line()
    return cell_text(block.text for block in reader.blocks if isinstance(block, Line))


def charset_of(content: bytes) -> str | None:
    """The encoding that a web page declares of itself."""
    declared = _DECLARED.search(content[:4096])
    return declared[1].decode("ascii") if declared else None
