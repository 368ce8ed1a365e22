"""Word documents written part by part: merged cells, automatic numbering, text boxes, tracked changes, sections."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from layouts.headings import SECTION_NUMERAL, TOPIC_NUMERAL
from layouts.paper import Block, Box, Paper, Table
from layouts.text import collapsed, spread

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_CHANGE = 'w:id="7" w:author="审核" w:date="2026-01-10T09:00:00Z"'
_TEXT_WIDTH = 9400
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FONT = '<w:rFonts w:ascii="Noto Serif CJK SC" w:hAnsi="Noto Serif CJK SC" w:eastAsia="Noto Serif CJK SC"/>'
_LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"))


@dataclass(frozen=True, slots=True)
class Look:
    """How the document is made. `label_width`: of each label column, in twentieths of a point.

    `typed`: no tables but tabs, each box once; `fielded`: with a field for what is empty, too.
    """

    numbered: bool = False
    boxed_title: bool = False
    tracked: bool = False
    typed: bool = False
    fielded: bool = False
    nested: bool = False
    controlled: bool = False
    landscape: bool = False
    ruled: bool = True
    repeated_heads: bool = False
    row_height: int = 0
    label_width: int = 900
    value_width: int = 760


def write(paper: Paper, look: Look = Look()) -> bytes:
    """The document's bytes."""
    across, down = (16838, 11906) if look.landscape else (11906, 16838)
    turned = ' w:orient="landscape"' if look.landscape else ""
    section = (
        f'<w:sectPr><w:pgSz w:w="{across}" w:h="{down}"{turned}/>'
        '<w:pgMar w:top="1440" w:right="1200" w:bottom="1440" w:left="1200" w:header="720" w:footer="720" '
        'w:gutter="0"/></w:sectPr>'
    )
    body = "".join(_block(block, look) for block in paper.blocks)
    return _packed(f"<w:document {_NAMES}><w:body>{body}{section}</w:body></w:document>")


def _packed(document: str) -> bytes:
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
        f'"/word/document.xml" ContentType="{_TYPES}.document.main+xml"/><Override PartName="/word/numbering.xml" '
        f'ContentType="{_TYPES}.numbering+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/numbering" Target="numbering.xml"/></Relationships>',
        "word/document.xml": document,
        "word/numbering.xml": _numbering(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')
    return packed.getvalue()


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(_LEVELS)
    )
    return (
        f'<w:numbering {_NAMES}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _block(block: Block, look: Look) -> str:
    if isinstance(block, Table) and look.typed:
        rows = spread(block) if look.fielded else collapsed(block)
        return "".join(_paragraph(_run("\t".join(row))) for row in rows)
    if isinstance(block, Table):
        table = _table(block, look)
        if look.nested:
            table = _frame(f"{table}{_paragraph('')}")
        # Two tables without a paragraph between them would be one.
        return (f"<w:sdt><w:sdtContent>{table}</w:sdtContent></w:sdt>" if look.controlled else table) + _paragraph("")
    if block.kind == "title" and look.boxed_title:
        return _text_box(block.text)
    if look.numbered and block.kind in ("section", "topic"):
        level, numeral = (0, SECTION_NUMERAL) if block.kind == "section" else (1, TOPIC_NUMERAL)
        properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return _paragraph(_run(numeral.sub("", block.text)), properties)
    return _paragraph(_tracked(block.text) if look.tracked and block.kind == "text" else _run(block.text))


def _paragraph(runs: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def _run(text: str, tag: str = "t") -> str:
    """A run; in narrow type, so that ten columns stand on a page."""
    pieces = "<w:br/>".join(f'<w:{tag} xml:space="preserve">{escape(piece)}</w:{tag}>' for piece in text.split("\n"))
    pieces = pieces.replace("\t", f'</w:{tag}><w:tab/><w:{tag} xml:space="preserve">')
    return f'<w:r><w:rPr>{_FONT}<w:sz w:val="18"/></w:rPr>{pieces}</w:r>'


def _tracked(text: str) -> str:
    """A text somebody put in the place of another: its first half always stood there, and 99 was struck."""
    half = len(text) // 2
    struck = f"<w:del {_CHANGE}>{_run('99', 'delText')}</w:del>"
    return f"{_run(text[:half]) if half else ''}{struck}<w:ins {_CHANGE}>{_run(text[half:])}</w:ins>"


def _text_box(text: str) -> str:
    """A paragraph that holds a text box, once as drawing and once as the fallback of older programs."""
    inside = f"<w:txbxContent>{_paragraph(_run(text))}</w:txbxContent>"
    drawing = (
        '<w:drawing><wp:inline><wp:extent cx="5000000" cy="600000"/><wp:docPr id="1" name="标题"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f"<wps:spPr/><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing>"
    )
    older = f'<w:pict><v:shape style="width:400pt;height:48pt"><v:textbox>{inside}</v:textbox></v:shape></w:pict>'
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{older}</mc:Fallback>'
    return f"<w:p><w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r></w:p>"


def _frame(content: str) -> str:
    """A table of one cell round something."""
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="9600"/></w:tblGrid>'
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="9600" w:type="dxa"/></w:tcPr>{content}</w:tc></w:tr></w:tbl>'
    )


def _table(table: Table, look: Look) -> str:
    labels = table.label_columns
    widths = [look.label_width] * labels + [look.value_width] * (table.width - labels)
    if labels < 2:
        widths = [min(_TEXT_WIDTH // table.width, 3 * look.value_width)] * table.width
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rule = "single" if look.ruled else "none"
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="{rule}" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    rows = "".join(_row(number, line, table, look, widths) for number, line in enumerate(table.lines()))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(number: int, line: list[Box], table: Table, look: Look, widths: list[int]) -> str:
    height = f'<w:trHeight w:val="{look.row_height}"/>' if look.row_height else ""
    head = "<w:tblHeader/>" if look.repeated_heads and number < table.head_rows else ""
    return f"<w:tr><w:trPr>{height}{head}</w:trPr>{''.join(_cells(number, line, look, widths))}</w:tr>"


def _cells(number: int, line: list[Box], look: Look, widths: list[int]) -> Iterator[str]:
    for box in line:
        width = sum(widths[box.column : box.right])
        span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
        starts = box.row == number
        merge = ('<w:vMerge w:val="restart"/>' if starts else "<w:vMerge/>") if box.rows > 1 else ""
        text = box.text if starts else ""
        changed = look.tracked and box.role == "value" and re.search(r"\d", text)
        runs = _tracked(text) if changed else _run(text) if text else ""
        yield f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr>{_paragraph(runs)}</w:tc>'
