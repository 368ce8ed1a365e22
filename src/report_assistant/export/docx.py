"""A report as a Word document in the official form, laid out after GB/T 9704 by analogy.

Shape: a zip of our own template's parts and one document part, nothing else: no macros, no links, no
field but the page number. The same report gives the same bytes.
"""

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from report_assistant.export import template
from report_assistant.export.printed import draft_mark, lines_of, printable, signature
from report_assistant.export.shape import Shape, Slot, shapes
from report_assistant.report import Report

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
# In twentieths of a point: the type area is 156 mm wide, and a table's rows share 185 of its 225 mm
# where their text is short.
_TEXT_WIDTH, _NUMBER_WIDTH = 8844, 640
_GROUP_WIDTHS = (600, 920)  # two and four characters
_TITLE_LINE = 20  # characters of 二号
_ROW_HEIGHT, _TABLE_HEIGHT = 480, 10500
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SECTION = (
    "<w:sectPr>"
    '<w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="even" r:id="rId3"/>'
    '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="1134" w:footer="1304" w:gutter="0"/>'
    '<w:docGrid w:type="lines" w:linePitch="579"/>'
    "</w:sectPr>"
)


def write_docx(report: Report, *, draft: bool = False) -> bytes:
    """The document's bytes."""
    mark = draft_mark(report) if draft else ""
    parts = {name: template.part(file) for name, file in template.PARTS.items()}
    parts["docProps/core.xml"] = _core(report, mark)
    parts["word/header.xml"] = f"<w:hdr {_W}>{_paragraph('Header', mark)}</w:hdr>"
    parts["word/document.xml"] = (
        f"<w:document {_W} {_R}><w:body>{''.join(_body(report, mark))}{_SECTION}</w:body></w:document>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            declared = text if text.startswith("<?xml") else f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), declared, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _body(report: Report, mark: str) -> Iterator[str]:
    if mark:
        yield _paragraph("DraftMark", mark)
    yield _title(report)
    drawn = shapes(report.form)
    for section in report.form.sections:
        yield _paragraph("Heading1", section.heading)
        if section.number in drawn:
            yield _table(drawn[section.number], report)
        for style, line in lines_of(report.sections.get(str(section.number), ())):
            yield _paragraph("Heading2" if style == "heading" else "BodyText", line)
    for line in signature(report):
        yield _paragraph("Signature", line)


def _title(report: Report) -> str:
    """The title, broken where a reader would pause if it takes more than one line."""
    title = _paragraph("Title", printable(report.title))
    before, year, after = title.partition(f"{report.year}年")
    if len(report.title) <= _TITLE_LINE or not year:
        return title
    return f'{before}</w:t><w:br/><w:t xml:space="preserve">{year}{after}'


def _paragraph(style: str, text: str, *, with_next: bool = False) -> str:
    # The hint gives “ ” … and the like the Chinese font instead of the Latin one.
    run = f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    keep = "<w:keepNext/>" if with_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{run if text else ""}</w:p>'


def _table(shape: Shape, report: Report) -> str:
    widths = _column_widths(shape)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="28" w:type="dxa"/>' for side in ("left", "right"))
    rows = "".join(_row(number, line, shape, report) for number, line in enumerate(shape.lines()))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _column_widths(shape: Shape) -> list[int]:
    """Even columns; where labels nest, the innermost takes what the numbers leave."""
    if shape.label_columns < 2:
        even, over = divmod(_TEXT_WIDTH, shape.width)
        return [even + (column < over) for column in range(shape.width)]
    outer = _GROUP_WIDTHS[: shape.label_columns - 1]
    numbers = [_NUMBER_WIDTH] * (shape.width - shape.label_columns)
    return [*outer, _TEXT_WIDTH - sum(outer) - sum(numbers), *numbers]


def _row(number: int, line: tuple[Slot, ...], shape: Shape, report: Report) -> str:
    height = min(_ROW_HEIGHT, _TABLE_HEIGHT // shape.height)
    repeated = "<w:tblHeader/>" if number < shape.head_rows else ""
    properties = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{repeated}</w:trPr>'
    return f"<w:tr>{properties}{''.join(_cell(slot, number, shape, report) for slot in line)}</w:tr>"


def _cell(slot: Slot, number: int, shape: Shape, report: Report) -> str:
    starts = slot.row == number
    width = sum(_column_widths(shape)[slot.column : slot.column + slot.columns])
    span = f'<w:gridSpan w:val="{slot.columns}"/>' if slot.columns > 1 else ""
    merge = ('<w:vMerge w:val="restart"/>' if starts else "<w:vMerge/>") if slot.rows > 1 else ""
    text = report.cells[slot.ref].text if slot.ref else slot.text
    left = slot.role == "label" and slot.rows == 1 and slot.column + slot.columns > 1
    style = "TableLabel" if left else "TableText"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        # Rows hold together, so that a table that fits on one page stands on one page.
        f"{_paragraph(style, text if starts else '', with_next=number + 1 < shape.height)}</w:tc>"
    )


def _core(report: Report, mark: str) -> str:
    """Who, which year, which form; the dates are constants, so that equal reports give equal bytes."""
    stamp = "1980-01-01T00:00:00Z"
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(printable(report.title))}</dc:title><dc:subject>{escape(report.form.number)}</dc:subject>"
        f"<dc:creator>{escape(printable(report.organ.name))}</dc:creator>"
        f"<cp:keywords>{report.year}年度；格式{report.form_id}</cp:keywords>"
        f"<cp:contentStatus>{escape(mark)}</cp:contentStatus><dc:language>zh-CN</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        "</cp:coreProperties>"
    )
