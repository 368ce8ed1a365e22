"""A workbook's sheets as they lie in the file: what each box shows, what is merged, what is hidden.

Read straight from the XML, in one pass: a library's reader needs two for formulas and their results, and the
styled empty rows of a whole column make it slow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import IO, Any

from lxml import etree

from report_assistant.errors import UnusableInput
from report_assistant.intake.archive import DAMAGED, Archive, open_archive
from report_assistant.intake.numbering import attribute, child, children, local, parts
from report_assistant.intake.page import SCRIPTS
from report_assistant.intake.runs import is_on

_MOST_ROWS, _MOST_COLUMNS = 2000, 200  # statutory tables are far smaller; what is styled and empty has no end
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_PLACE = re.compile(r"[A-Z]{1,3}")
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # formats that a file need not define
_NOT_LETTERS_OF_DATES = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
_MAX_SHEET = 32 * 1024 * 1024  # a column styled down to its end makes a sheet of sixteen
_LAST_DAY = 2_958_465  # the end of the year 9999


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a sheet. `formula`: as written, "" for none. Blank: `shown` is None where nothing is saved."""

    shown: Any
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A merged area, by the numbers of its first and last row and column from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        """How many boxes it covers."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


@dataclass(slots=True)
class Sheet:
    """One sheet; rows and columns are numbered from 1, and only boxes that hold something are there."""

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, Box]] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Book:
    """What the sheets refer to."""

    strings: tuple[str, ...]
    dates: frozenset[int]  # the styles that show a number as a date
    epoch: date


def read_sheets(content: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook in order.

    Raises: UnusableInput where the bytes are no sound workbook.
    """
    archive = open_archive(content, name)
    main = next((one.target for one in archive.relations("").values() if one.kind == "officeDocument"), "")
    main = main.lstrip("/") or "xl/workbook.xml"
    root = archive.xml(main)
    if root is None or local(root) != "workbook":
        raise UnusableInput("不是 Excel 工作簿，读不出来", where=name, remedy=archive.remedy)
    folder, parts = main.rpartition("/")[0], archive.relations(main)
    book = _book(archive, folder, root)
    sheets = []
    for listed in children(child(root, "sheets"), "sheet"):
        part = parts.get(_relation_id(listed))
        if part is not None and part.kind == "worksheet":
            target = part.target
            stream = archive.stream(target.lstrip("/") if target.startswith("/") else f"{folder}/{target}", _MAX_SHEET)
            hidden = (attribute(listed, "state") or "visible") != "visible"
            sheets.append(_sheet(archive, stream, Sheet(attribute(listed, "name") or "", hidden), book))
    return tuple(sheets)


def _relation_id(listed: etree._Element) -> str:
    return next((str(value) for key, value in listed.items() if str(key).endswith("}id")), "")


def _book(archive: Archive, folder: str, root: etree._Element) -> _Book:
    strings = tuple(_words(one) for one in children(archive.xml(f"{folder}/sharedStrings.xml"), "si"))
    late = attribute(child(root, "workbookPr"), "date1904") in ("1", "true")
    epoch = date(1904, 1, 1) if late else date(1899, 12, 30)
    return _Book(strings, frozenset(_dates(archive.xml(f"{folder}/styles.xml"))), epoch)


def _words(text: etree._Element | None) -> str:
    """A text with its runs, without the reading aids beside them."""
    if text is None:
        return ""
    runs = (part for part in text if local(part) in ("t", "r"))
    return "".join(part.text or "" if local(part) == "t" else _run(part) for part in runs)


def _run(run: etree._Element) -> str:
    """A run's words; those struck out or off the line are marked, so that they are no part of a number."""
    words, look = _words(run), parts(child(run, "rPr"))
    if is_on(look.get("strike")) and words.strip():
        return f"（已划去：{words}）"
    return words.translate(SCRIPTS.get(attribute(look.get("vertAlign"), "val") or "", {}))


def _dates(styles: etree._Element | None) -> Iterator[int]:
    defined = {
        attribute(one, "numFmtId"): _NOT_LETTERS_OF_DATES.sub("", attribute(one, "formatCode") or "")
        for one in children(child(styles, "numFmts"), "numFmt")
    }
    for number, one in enumerate(children(child(styles, "cellXfs"), "xf")):
        written = attribute(one, "numFmtId") or ""
        code = defined.get(written, "y" if written.isdecimal() and int(written[:4]) in _DATES else "")
        if re.search(r"[yd]", code.lower()):
            yield number


def _sheet(archive: Archive, stream: IO[bytes] | None, sheet: Sheet, book: _Book) -> Sheet:
    """Fill in a sheet. Shape: rows and columns beyond a report's size are passed over."""
    if stream is None:
        raise archive.damaged()
    kinds = ("{*}row", "{*}col", "{*}mergeCell")
    rules: dict[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}
    found = etree.iterparse(stream, events=("end",), tag=kinds, **rules)
    last = 0
    try:
        for _, element in found:
            if local(element) == "row":
                last = _number(element.get("r"), last + 1)
                if last <= _MOST_ROWS:
                    _take_row(element, last, sheet, book)
                _drop(element)
            elif local(element) == "col":
                _take_column(element, sheet)
            else:
                sheet.areas += _area(element.get("ref"))
        if found.root is None:
            raise archive.damaged()
        archive.sound(found.root)
        if sum(area.size for area in sheet.areas) > _MOST_ROWS * _MOST_COLUMNS:  # they overlap
            raise archive.oversized()
    except (etree.XMLSyntaxError, *DAMAGED) as error:
        raise archive.damaged() from error
    return sheet


def _drop(row: etree._Element) -> None:
    """Forget a row and those before it; a million of them would fill the memory."""
    row.clear()
    above = row.getparent()
    while above is not None and row.getprevious() is not None:
        del above[0]


def _take_row(row: etree._Element, number: int, sheet: Sheet, book: _Book) -> None:
    if row.get("hidden") in ("1", "true") or row.get("ht") == "0":
        sheet.hidden_rows.add(number)
    boxes: dict[int, Box] = {}
    column = 0
    for element in children(row, "c"):
        found = _PLACE.match(element.get("r", ""))
        column = _column(found[0]) if found else column + 1
        if column > _MOST_COLUMNS:
            break
        box = _box(element, book) if len(element) else Box(None)
        if box.formula or box.shown not in (None, ""):
            boxes[column] = box
    if boxes:
        sheet.rows[number] = boxes


def _take_column(column: etree._Element, sheet: Sheet) -> None:
    if attribute(column, "hidden") in ("1", "true") or attribute(column, "width") == "0":
        first = _number(attribute(column, "min"), 1)
        sheet.hidden_columns.update(range(first, min(_number(attribute(column, "max"), first), _MOST_COLUMNS) + 1))


def _area(written: str | None) -> Iterator[Area]:
    found = _AREA.fullmatch(written or "")
    if found:
        left, top = _column(found[1]), int(found[2])
        right, bottom = (_column(found[3]), int(found[4])) if found[3] else (left, top)
        if top <= bottom and left <= right:
            yield Area(top, left, min(bottom, _MOST_ROWS), min(right, _MOST_COLUMNS))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 8 else otherwise


def _box(element: etree._Element, book: _Book) -> Box:
    parts = {local(part): part for part in element}
    formula = f"={parts['f'].text or ''}" if "f" in parts else ""
    kind, saved = element.get("t", "n"), parts.get("v")
    written = "" if saved is None else saved.text or ""
    shown: Any = written
    if kind == "s":
        at = _number(written, -1)
        shown = book.strings[at] if 0 <= at < len(book.strings) else ""
    elif kind == "n":
        shown = _counted(written, _number(element.get("s"), 0) in book.dates, book.epoch)
    elif kind == "inlineStr":
        shown = _words(parts.get("is"))
    elif kind == "b":
        shown = {"1": "TRUE", "0": "FALSE"}.get(written, written)
    elif saved is None:
        shown = None
    return Box(shown, formula)


def _counted(written: str, is_date: bool, epoch: date) -> Any:
    """A number as an int where it is one; a date in words, as it is shown."""
    if not written:
        return None
    try:
        number = float(written)
    except ValueError:
        return written
    if is_date and 0 < number <= _LAST_DAY:
        day = epoch + timedelta(days=int(number))
        return f"{day.year}年{day.month}月{day.day}日"
    return int(written) if written.isdecimal() and len(written) <= 15 else number
