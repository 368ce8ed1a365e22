"""The leaves of a PDF as PDFium shows them: glyphs and ruled lines, upright, measured in points from the top left.

PDFium is one library with one state, so that no two threads may be in it at once.
"""

import ctypes
import math
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

import pypdfium2 as pdfium
from pypdfium2 import raw

from report_assistant.errors import UnusableInput

MAX_LEAVES = 60  # a report has ten
_MAX_PARTS, _MAX_GLYPHS = 40_000, 120_000  # of a whole document; a report has some three thousand of each
_MARGIN = 0.12  # of a leaf's height
_THIN = 3.0  # a filled rectangle no wider than this is a ruled line
ORIGINAL = "请用报告的 Word 原稿另存为 .docx 再导入"
UNMAPPED = "\ufffd"
# Browsers print these for the characters that they stand in, and Unicode itself does not relate them.
_RADICALS = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳", "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟"
)
# 2 is PDFium's mark of a hyphen at a line's end.
_SAME: dict[int, int | str] = {**_RADICALS, 0x00A0: " ", 0x0002: "-", 0x00AD: "-"}
_entered = threading.Lock()


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character; `base` is its base line, and every `y` grows downwards."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return (self.left + self.right) / 2, self.base - 0.35 * self.size


@dataclass(frozen=True, slots=True)
class Ruling:
    """A ruled line from `start` to `end`: at the height `at` where it runs `across`, else at that distance."""

    across: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """One printed page; `pictured` is the share of it that pictures cover."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...]
    pictured: float

    def in_margin(self, y: float) -> bool:
        """Whether a line at this height stands where page numbers and running heads do."""
        return not _MARGIN < y / self.height < 1 - _MARGIN


def read_leaves(content: bytes, name: str) -> tuple[list[Leaf], str]:
    """The leaves, and the title that the file carries.

    Raises: UnusableInput where the file is encrypted, damaged, or larger than any report.
    """
    if b"%PDF" not in content[:1024]:
        raise UnusableInput("内容不是 PDF，后缀与内容不符", where=name, remedy=ORIGINAL)
    with _entered:
        try:
            with pdfium.PdfDocument(content) as document:
                return list(_leaves(document, name)), str(document.get_metadata_value("Title"))
        except pdfium.PdfiumError as error:
            if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
                remedy = f"请去掉密码再导入，或{ORIGINAL.removeprefix('请')}"
                raise UnusableInput("PDF 已加密，没有密码打不开", where=name, remedy=remedy) from error
            raise UnusableInput("PDF 文件损坏，打不开", where=name, remedy=ORIGINAL) from error


def _leaves(document: pdfium.PdfDocument, name: str) -> Iterator[Leaf]:
    if len(document) > MAX_LEAVES:
        what = f"PDF 有 {len(document)} 页，超过 {MAX_LEAVES} 页，不像一份年度报告"
        raise UnusableInput(what, where=name, remedy="请核对文件，只导入一份年度报告")
    parts = glyphs = 0
    for number in range(len(document)):
        page = document[number]
        if raw.FPDFPage_GetAnnotCount(page):
            # Text typed onto the page, and the fields of a form, become part of it.
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
            page.close()
            page = document[number]
        text = page.get_textpage()
        parts += raw.FPDFPage_CountObjects(page)
        glyphs += text.count_chars()
        if parts > _MAX_PARTS or glyphs > _MAX_GLYPHS:
            raise UnusableInput("PDF 的页面内容异常庞大，已拒绝读取", where=name, remedy=ORIGINAL)
        yield _leaf(number + 1, page, text)
        text.close()
        page.close()


def _leaf(number: int, page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> Leaf:
    left, bottom, right, top = page.get_cropbox()
    upright = _Upright(left, bottom, right, top, page.get_rotation())
    rulings: list[Ruling] = []
    pictured = 0.0
    for part in islice(page.get_objects(), _MAX_PARTS):  # parts within parts may be used over and over
        if part.type == raw.FPDF_PAGEOBJ_IMAGE:
            matrix = _matrix(part)
            pictured += abs(matrix.a * matrix.d - matrix.b * matrix.c)
        elif part.type == raw.FPDF_PAGEOBJ_PATH:
            rulings += _rulings(part, _matrix(part), upright)
    width, height = upright.size
    glyphs = tuple(glyph for glyph in _glyphs(text, upright) if upright.shows(glyph))
    return Leaf(number, width, height, glyphs, tuple(rulings), pictured / max(width * height, 1.0))


@dataclass(frozen=True, slots=True)
class _Upright:
    """How a leaf's own measures become those of the leaf as it is looked at."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int  # clockwise, in degrees

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turned % 180 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.turned == 90:
            return y - self.bottom, x - self.left
        if self.turned == 180:
            return self.right - x, y - self.bottom
        if self.turned == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def shows(self, glyph: Glyph) -> bool:
        width, height = self.size
        x, y = glyph.centre
        return 0 <= x <= width and 0 <= y <= height


def _glyphs(text: pdfium.PdfTextPage, upright: _Upright) -> Iterator[Glyph]:
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    for index in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, index) == 1 or _is_oblique(text, index, upright.turned):
            continue
        raw.FPDFText_GetMatrix(text, index, matrix)
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        left, right = _extent(text, index, upright, size)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        _, base = upright.point(x.value, y.value)
        yield Glyph(_character(text, index), left, right, base, size)


def _extent(text: pdfium.PdfTextPage, index: int, upright: _Upright, size: float) -> tuple[float, float]:
    """From where to where a character reaches; PDFium's own box for it is wrong in a font that runs downwards."""
    loose = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, index, loose)
    box = loose.left, loose.bottom, loose.right, loose.top
    if max(box[2] - box[0], box[3] - box[1]) > 3 * size:
        left, bottom, right, top = text.get_charbox(index)
        box = left, bottom, right, top
    ends = upright.point(box[0], box[1])[0], upright.point(box[2], box[3])[0]
    return min(ends), max(ends)


def _is_oblique(text: pdfium.PdfTextPage, index: int, turned: int) -> bool:
    """Whether a character stands askew, as those of a water mark do, or upside down."""
    angle = ctypes.c_float(raw.FPDFText_GetCharAngle(text, index)).value * 57.29578
    return abs((angle + turned + 180) % 360 - 180) > 5 and angle >= 0


def _character(text: pdfium.PdfTextPage, index: int) -> str:
    code = raw.FPDFText_GetUnicode(text, index)
    if not code or raw.FPDFText_HasUnicodeMapError(text, index) == 1 or 0xD800 <= code <= 0xF8FF:
        return UNMAPPED
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:  # radicals and doubles of the same character
        return unicodedata.normalize("NFKC", chr(code)).translate(_RADICALS)
    return chr(code).translate(_SAME)


def _matrix(part: pdfium.PdfObject) -> pdfium.PdfMatrix:
    matrix, within = part.get_matrix(), part.container
    while within is not None:
        matrix, within = matrix.multiply(within.get_matrix()), within.container
    return matrix


def _rulings(path: pdfium.PdfObject, matrix: pdfium.PdfMatrix, upright: _Upright) -> Iterator[Ruling]:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, filled, stroked)
    for points in _outlines(path, matrix, upright):
        if stroked.value:
            for one, other in pairwise(points):
                yield from _ruling((one, other))
        elif filled.value:
            yield from _ruling(points)


def _ruling(points: Iterable[tuple[float, float]]) -> Iterator[Ruling]:
    """The ruled line that these points make up, if they lie along one."""
    xs, ys = zip(*points, strict=True)
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if height <= _THIN < width:
        yield Ruling(True, (min(ys) + max(ys)) / 2, min(xs), max(xs))
    elif width <= _THIN < height:
        yield Ruling(False, (min(xs) + max(xs)) / 2, min(ys), max(ys))


def _outlines(
    path: pdfium.PdfObject, matrix: pdfium.PdfMatrix, upright: _Upright
) -> Iterator[list[tuple[float, float]]]:
    """The points of each closed or open line of a path; a curved one has none."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(path), _MAX_PARTS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(upright.point(*matrix.on_point(x.value, y.value)))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points
