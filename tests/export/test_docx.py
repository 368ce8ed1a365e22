"""The Word document: laid out after GB/T 9704, self-contained, the same bytes for the same report."""

import io
import time
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.shared import Mm
from lxml import etree

from consistent import sound_report
from report_assistant.export import render
from report_assistant.report import Organ, Origin, Paragraph

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _opened(**changes):
    return docx.Document(io.BytesIO(render(replace(sound_report(), **changes), ".docx")))


def _parts(draft: bool = False) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(render(sound_report(), ".docx", draft))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_page_and_margins():
    (section,) = _opened().sections
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert section.page_height - section.top_margin - section.bottom_margin == pytest.approx(Mm(225), abs=Mm(0.2))


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Body Text", None, 16),
    ],
)
def test_fonts_are_named(style, font, size):
    document = _opened()
    look = document.styles[style]
    fonts = look.element.find(f"{W}rPr/{W}rFonts")
    defaults = document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert (fonts.get(f"{W}eastAsia") if fonts is not None else None) == font
    assert defaults.find(f"{W}rFonts").attrib == {
        f"{W}ascii": "Times New Roman",
        f"{W}hAnsi": "Times New Roman",
        f"{W}eastAsia": "仿宋_GB2312",
        f"{W}cs": "Times New Roman",
    }
    own = look.element.find(f"{W}rPr/{W}sz")
    assert int((own if own is not None else defaults.find(f"{W}sz")).get(f"{W}val")) == size * 2


def test_body_has_a_fixed_pitch_and_an_indent_of_two_characters():
    styles = _opened().styles
    spacing = styles["Normal"].element.find(f"{W}pPr/{W}spacing")
    assert spacing.get(f"{W}lineRule") == "exact"
    assert 28 <= int(spacing.get(f"{W}line")) / 20 <= 29
    assert styles["Body Text"].element.find(f"{W}pPr/{W}ind").get(f"{W}firstLineChars") == "200"


def test_lines_of_the_document_in_order():
    document = _opened()
    lines = [(p.style.name, p.text) for p in document.paragraphs]
    assert lines[0] == ("Title", "样例市青禾街道办事处\n2025年政府信息公开工作年度报告")
    headings = [text for style, text in lines if style == "Heading 1"]
    assert [heading[:2] for heading in headings] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert ("Heading 2", "（一）主动公开") in lines
    assert lines[-1] == ("Signature", "样例市青禾街道办事处")
    assert not any("草稿" in text for _, text in lines)


def test_a_short_title_keeps_one_line():
    assert _opened(organ=Organ("样例局")).paragraphs[0].text == "样例局2025年政府信息公开工作年度报告"


def test_tables_are_one_page_wide_and_hold_together():
    for table in _opened().tables:
        widths = [int(column.get(f"{W}w")) for column in table._tbl.tblGrid]
        assert sum(widths) == round(156 * 1440 / 25.4)
        for row in table._tbl.iter(f"{W}tr"):
            cells = [int(width.get(f"{W}w")) for width in row.iter(f"{W}tcW")]
            assert sum(cells) == sum(widths)
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
        look = table.rows[-1].cells[-1].paragraphs[0].style.element
        assert look.find(f"{W}pPr/{W}snapToGrid").get(f"{W}val") == "0"
        kept = [row.find(f".//{W}keepNext") is not None for row in table._tbl.iter(f"{W}tr")]
        assert kept == [True] * (len(kept) - 1) + [False]


def test_heads_of_tables_three_and_four_repeat():
    repeated = [len(table._tbl.findall(f"{W}tr/{W}trPr/{W}tblHeader")) for table in _opened().tables]
    assert repeated == [0, 3, 3]


def test_cells_print_their_reading():
    report = sound_report()
    blank = _opened(cells={ref: cell for ref, cell in report.cells.items() if ref != "T2:normative:issued"})
    assert [cell.text for cell in blank.tables[0].rows[3].cells] == ["行政规范性文件", "", "1", "9"]


def test_nothing_but_a_page_number_is_computed_and_nothing_is_linked():
    parts = _parts()
    assert all(name.endswith((".xml", ".rels")) for name in parts)
    assert not any(b"TargetMode" in part for name, part in parts.items() if name.endswith(".rels"))
    fields = [code.text.strip() for part in parts.values() for code in etree.fromstring(part).iter(f"{W}instrText")]
    assert fields == ["PAGE", "PAGE"]
    assert b"fldSimple" not in parts["word/document.xml"]
    for side in ("odd", "even"):
        assert "— " in parts[f"word/footer_{side}.xml"].decode()


def test_properties_carry_organ_year_and_form():
    properties = _opened().core_properties
    assert properties.author == "样例市青禾街道办事处"
    assert properties.title == "样例市青禾街道办事处2025年政府信息公开工作年度报告"
    assert properties.subject == "国办公开办函〔2021〕30号"
    assert properties.keywords == "2025年度；格式2021"
    assert properties.content_status == ""


def test_the_same_report_gives_the_same_bytes():
    assert render(sound_report(), ".docx") == render(sound_report(), ".docx")


def test_a_draft_is_marked_on_its_first_line_and_on_every_page():
    parts, final = _parts(draft=True), _parts()
    document = docx.Document(io.BytesIO(render(sound_report(), ".docx", True)))
    assert document.paragraphs[0].text == "草稿（尚未审定）"
    assert "草稿" in parts["word/header.xml"].decode()
    assert "草稿" in document.core_properties.content_status
    assert list(etree.fromstring(final["word/header.xml"]).iter(f"{W}t")) == []


def test_a_draft_says_where_a_model_wrote():
    report = sound_report().with_section("6", (Paragraph("无。", origin=Origin.MODEL),))
    first = docx.Document(io.BytesIO(render(report, ".docx", True))).paragraphs[0].text
    assert first == "草稿（含人工智能生成内容，尚未审定）"


def test_odd_characters_are_text():
    report = sound_report().with_section("6", (Paragraph("A<b>&\"'\x00\x0b\ud800]]>\t＜完＞"),))
    texts = [p.text for p in docx.Document(io.BytesIO(render(report, ".docx"))).paragraphs]
    assert "A<b>&\"'" in texts
    assert "]]> ＜完＞" in texts


def test_is_quick():
    report = sound_report()
    render(report, ".docx")
    began = time.perf_counter()
    render(report, ".docx")
    assert time.perf_counter() - began < 1.5
