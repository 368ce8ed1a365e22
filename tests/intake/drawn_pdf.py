"""PDFs written by hand, so that a test knows where each line and each character stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from report_assistant.export.printed import lines_of
from report_assistant.export.shape import Shape, Slot, shapes
from report_assistant.report import Report

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 595, 842, 85, 505, 100, 740
SIZE, PITCH, ROW = 14, 26, 22
# The Chinese font that every reader brings along: nothing is embedded, and each code is a Unicode character.
FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    "/DW 1000/W[1 95 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4"
    "/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>>>]>>"
)


@dataclass
class Drawing:
    """A document while it is drawn; every `y` grows downwards from the top of the leaf."""

    width: int = WIDTH
    height: int = HEIGHT
    extra: str = ""  # of each page's dictionary
    fonts: str = FONT
    leaves: list[list[str]] = field(default_factory=lambda: [[]])
    parts: list[tuple[str, bytes]] = field(default_factory=list)  # dictionary and stream of further objects

    def leaf(self) -> None:
        self.leaves.append([])

    def put(self, operators: str) -> None:
        self.leaves[-1].append(operators)

    def text(self, x: float, y: float, words: str, size: float = SIZE, turned: tuple[float, float] = (1, 0)) -> None:
        """Characters beginning at a point on their base line; `turned` is the cosine and the sine."""
        code = words.encode("utf-16-be").hex()
        cos, sin = turned
        self.put(f"BT /F {size} Tf {cos} {sin} {-sin} {cos} {x} {self.height - y} Tm <{code}> Tj ET")

    def line(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        self.put(f"0.5 w {one[0]} {self.height - one[1]} m {other[0]} {self.height - other[1]} l S")

    def bytes(self) -> bytes:
        first = 4 + len(self.parts)
        names = " ".join(f"/X{n} {4 + n} 0 R" for n in range(len(self.parts)))
        kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(self.leaves)))
        objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(self.leaves)}/Kids[{kids}]>>".encode()]
        objects.append(self.fonts.encode())
        objects += [_stream(dictionary, content) for dictionary, content in self.parts]
        for number, operators in enumerate(self.leaves):
            resources = f"/Resources<</Font<</F 3 0 R>>/XObject<<{names}>>>>"
            box = f"/MediaBox[0 0 {self.width} {self.height}]{self.extra}"
            page = f"<</Type/Page/Parent 2 0 R{box}{resources}/Contents {first + 2 * number + 1} 0 R>>"
            objects += [page.encode(), _stream("", "\n".join(operators).encode())]
        return _file(objects)


def _stream(dictionary: str, content: bytes) -> bytes:
    return f"<<{dictionary}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + written + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()


def half(words: str) -> float:
    """The width of words in characters: an ASCII one is half as wide."""
    return sum(0.5 if letter.isascii() else 1.0 for letter in words)


@dataclass(frozen=True)
class Style:
    """How a report is printed; `rows`: after how many rows a table goes on on the next leaf, 0 for never.

    `again`: whether its head is printed there again. `closed`: whether lines are drawn where it was cut.
    """

    rows: int = 0
    again: bool = False
    closed: bool = True
    lines: str = "long"  # long, piecewise or filled
    running: str = ""
    numbered: bool = True


class Printer:
    """Prints a report as an office would, without any office programme."""

    def __init__(self, style: Style = Style(), drawing: Drawing | None = None) -> None:
        self.style, self.drawing, self.y, self.number = style, drawing or Drawing(), TOP, 1
        self._furnish()

    def report(self, report: Report) -> bytes:
        title = report.title
        for words in (title.partition(f"{report.year}年")[0], title[title.index(str(report.year)) :]):
            self.line(words, (LEFT + RIGHT - 18 * half(words)) / 2, 18)
        drawn = shapes(report.form)
        for section in report.form.sections:
            self.line(section.heading, LEFT + 2 * SIZE)
            if section.number in drawn:
                self.table(drawn[section.number], report)
            for _, words in lines_of(report.sections.get(str(section.number), ())):
                self.paragraph(words)
        return self.drawing.bytes()

    def paragraph(self, words: str) -> None:
        """Indented by two characters, and broken where the line is full."""
        room, text, at = RIGHT - LEFT - 2 * SIZE, "", LEFT + 2 * SIZE
        for letter in words:
            if SIZE * half(text + letter) > room and letter not in "，。、；：）”》":
                self.line(text, at)
                text, at, room = "", LEFT, RIGHT - LEFT
            text += letter
        self.line(text, at)

    def line(self, words: str, x: float, size: float = SIZE) -> None:
        self._make_room(PITCH)
        self.drawing.text(x, self.y + SIZE, words, size)
        self.y += PITCH

    def table(self, shape: Shape, report: Report) -> None:
        """A table, cut into parts where the style or the leaf's end says so."""
        at, head = 0, range(shape.head_rows)
        while at < shape.height:
            again = list(head) if at and self.style.again else []
            room = int((BOTTOM - self.y) // ROW) - len(again)
            rows = max(self.style.rows or shape.height, len(head) + 1 if self.style.again else 1)
            take = min(rows, room, shape.height - at)
            if take < min(rows, shape.height - at) and self.y > TOP:
                self._turn()
                continue
            self._rows(shape, report, [*again, *range(at, at + take)])
            at += take
            if at < shape.height:
                self._turn()
        self.y += PITCH

    def _rows(self, shape: Shape, report: Report, rows: Sequence[int]) -> None:
        edges = _edges(shape)
        for slot in shape.slots:
            mine = [rows.index(row) for row in range(slot.row, slot.row + slot.rows) if row in rows]
            if not mine:
                continue
            top, bottom = self.y + ROW * mine[0], self.y + ROW * (mine[-1] + 1)
            begins, ends = slot.row in rows, slot.row + slot.rows - 1 in rows
            left, right = edges[slot.column], edges[slot.column + slot.columns]
            box = [((left, top), (left, bottom)), ((right, top), (right, bottom))]
            box += [((left, top), (right, top))] if begins or self.style.closed else []
            box += [((left, bottom), (right, bottom))] if ends or self.style.closed else []
            self._draw(box)
            if begins:
                self._write(slot, report, (left, right, top))
        self.y += ROW * len(rows)

    def _draw(self, lines: Iterable[tuple[tuple[float, float], tuple[float, float]]]) -> None:
        for (x, y), (x2, y2) in lines:
            if self.style.lines == "filled":
                up = self.drawing.height
                self.drawing.put(f"{x - 0.3} {up - y2 - 0.3} {x2 - x + 0.6} {y2 - y + 0.6} re f")
            elif self.style.lines == "piecewise":
                middle = ((x + x2) / 2, (y + y2) / 2)
                self.drawing.line((x, y), middle)
                self.drawing.line((middle[0] + (x2 > x), middle[1] + (y2 > y)), (x2, y2))
            else:
                self.drawing.line((x, y), (x2, y2))

    def _write(self, slot: Slot, report: Report, box: tuple[float, float, float]) -> None:
        left, right, top = box
        words, size, y = report.cells[slot.ref].text if slot.ref else slot.text, 6.0, top + 9
        many = max(int((right - left - 3) // size), 1)
        if half(words) <= many:
            self.drawing.text((left + right - size * half(words)) / 2, y + 4, words, size)
            return
        for line in range(0, len(words), many):
            self.drawing.text(left + 2, y, words[line : line + many], size)
            y += 7

    def _make_room(self, height: float) -> None:
        if self.y + height > BOTTOM:
            self._turn()

    def _turn(self) -> None:
        self.drawing.leaf()
        self.y, self.number = TOP, self.number + 1
        self._furnish()

    def _furnish(self) -> None:
        if self.style.running:
            self.drawing.text(LEFT, 60, self.style.running, 9)
        if self.style.numbered:
            self.drawing.text(280, 790, f"— {self.number} —", 9)


def _edges(shape: Shape) -> list[float]:
    """Where the columns begin: those of numbers are even, the innermost labels take what is left."""
    if shape.label_columns < 2:
        return [LEFT + (RIGHT - LEFT) * column / shape.width for column in range(shape.width + 1)]
    numbers, outer = shape.width - shape.label_columns, shape.label_columns - 1
    widths = [30.0] * outer + [RIGHT - LEFT - 30 * outer - 34 * numbers] + [34.0] * numbers
    edges = [float(LEFT)]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges


def pdf_of(report: Report, style: Style = Style()) -> bytes:
    """The report as a PDF."""
    return Printer(style).report(report)


def with_style(**changes: object) -> Style:
    """The plain style with some of it otherwise."""
    return replace(Style(), **changes)
