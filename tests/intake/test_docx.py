"""Word documents: merges by structure, numbers that Word prints, changes accepted, archives that bite."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from report_assistant.errors import UnusableInput
from report_assistant.intake import read_bytes
from report_assistant.intake.docx import read_docx
from report_assistant.intake.page import Grid
from report_assistant.report import given

TITLE = "甲县某镇人民政府2025年政府信息公开工作年度报告"
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def texts(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def table_four(document, numbers):
    table = document.add_table(4, 15)
    for top, left, right, text in ((0, 0, 4, "行政复议"), (0, 5, 14, "行政诉讼")):
        table.cell(top, left).merge(table.cell(top, right)).text = text
    table.cell(1, 5).merge(table.cell(1, 9)).text = "未经复议直接起诉"
    table.cell(1, 10).merge(table.cell(1, 14)).text = "复议后起诉"
    for column in range(15):
        label = RESULTS[column % 5]
        if column < 5:
            table.cell(1, column).merge(table.cell(2, column)).text = label
        else:
            table.cell(2, column).text = label
        table.cell(3, column).text = str(numbers[column])


def test_merged_heads_are_read_by_their_structure():
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("四、政府信息公开行政复议、行政诉讼情况")
    table_four(document, range(1, 16))
    report = read_bytes(saved(document), "a.docx")
    refs = [ref for ref in report.cells if ref.startswith("T4:")]
    assert [report.cells[ref] for ref in refs] == [given(n) for n in range(1, 16)]


def test_equal_text_is_not_one_cell():
    document = docx.Document()
    table = document.add_table(2, 3)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "0"
    (grid,) = read_docx(saved(document), "a.docx").grids
    assert len(list(grid.cells())) == 6


def test_a_label_merged_downwards_stands_in_every_row_it_reaches():
    document = docx.Document()
    table = document.add_table(3, 2)
    table.cell(0, 0).merge(table.cell(2, 0)).text = "（三）不予公开"
    (grid,) = read_docx(saved(document), "a.docx").grids
    assert [row[0].text for row in grid.rows] == ["（三）不予公开"] * 3
    assert grid.rows[2][0] is grid.rows[0][0]
    assert grid.rows[0][0].height == 3


def test_a_merge_that_continues_nothing_is_a_cell_of_its_own():
    document = docx.Document()
    table = document.add_table(2, 2)
    merge = OxmlElement("w:vMerge")
    table.cell(1, 0)._tc.get_or_add_tcPr().append(merge)
    table.cell(0, 0).text = "规章"
    (grid,) = read_docx(saved(document), "a.docx").grids
    assert grid.rows[1][0].text == ""


def test_grid_before_a_row_moves_it_to_its_place():
    document = docx.Document()
    table = document.add_table(2, 3)
    row = table.rows[1]._tr
    row.remove(row.tc_lst[0])
    before = OxmlElement("w:gridBefore")
    before.set(qn("w:val"), "1")
    row.get_or_add_trPr().append(before)
    table.cell(0, 1).text = "上"
    row.tc_lst[0].p_lst[0].add_r().add_t("下")
    (grid,) = read_docx(saved(document), "a.docx").grids
    assert texts(grid) == [["", "上", ""], ["", "下", ""]]


def numbered_heading(document, text, depth=0):
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", depth), ("w:numId", 77)):
        element = OxmlElement(name)
        element.set(qn("w:val"), str(value))
        numbering.append(element)
    properties.append(numbering)


def add_list(document, levels):
    root = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for depth, (kind, pattern) in enumerate(levels):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for name, value in (("w:start", "1"), ("w:numFmt", kind), ("w:lvlText", pattern)):
            element = OxmlElement(name)
            element.set(qn("w:val"), value)
            level.append(element)
        abstract.append(level)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "77")
    number.append(link)
    root.insert(0, abstract)
    root.append(number)


def test_numbers_that_word_prints_are_part_of_the_heading():
    document = docx.Document()
    add_list(document, [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）")])
    document.add_paragraph(TITLE)
    numbered_heading(document, "总体情况")
    numbered_heading(document, "主动公开", depth=1)
    document.add_paragraph("公开12条。")
    numbered_heading(document, "依申请公开", depth=1)
    document.add_paragraph("收到0件。")
    for heading in ("主动公开政府信息情况", "收到和处理政府信息公开申请情况"):
        numbered_heading(document, heading)
    numbered_heading(document, "说明", depth=1)
    report = read_bytes(saved(document), "a.docx")
    assert [p.heading for p in report.sections["1"]] == ["（一）主动公开", "（二）依申请公开"]
    missing = {r.place for r in report.remarks if r.code == "heading-missing"}
    assert missing == {"4", "5", "6"}
    assert "heading-misnumbered" not in {r.code for r in report.remarks}
    assert read_docx(saved(document), "a.docx").lines[-1] == "（一）说明"


@pytest.mark.parametrize(("kind", "printed"), [("decimal", "1.甲"), ("bullet", "甲"), ("lowerLetter", "甲")])
def test_only_numerals_are_printed(kind, printed):
    document = docx.Document()
    add_list(document, [(kind, "%1.")])
    numbered_heading(document, "甲")
    assert read_docx(saved(document), "a.docx").lines == (printed,)


def test_tracked_changes_are_read_as_accepted():
    document = docx.Document()
    paragraph = document.add_paragraph("公开")
    for tag, text_tag, text in (("w:ins", "w:t", "12条"), ("w:del", "w:delText", "11条")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    assert read_docx(saved(document), "a.docx").lines == ("公开12条",)


def test_line_breaks_part_lines_and_tables_that_arrange_are_text():
    document = docx.Document()
    document.add_paragraph("标题").add_run().add_break()
    document.paragraphs[0].add_run("副题")
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "一、总体情况"
    inner = cell.add_table(2, 2)
    inner.cell(0, 0).text, inner.cell(1, 1).text = "规章", "0"
    page = read_docx(saved(document), "a.docx")
    assert page.lines == ("标题", "副题", "一、总体情况")
    assert [type(block) for block in page.blocks][-1] is Grid


def archive_of(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
DTD = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"xl/workbook.xml": b"<a/>"}, "不是 Word 文档"),
        ({"word/document.xml": b"<a/>"}, "不是 Word 文档"),
        ({"word/document.xml": b"<a>"}, "文件内容损坏"),
        ({"word/document.xml": (DTD + BODY).encode()}, "文档类型定义"),
        ({"word/document.xml": BODY.encode(), "word/media/x": b"0" * 3_000_000}, "异常庞大"),
        ({f"a{n}": b"" for n in range(2001)}, "异常庞大"),
    ],
)
def test_archives_that_are_no_document_are_refused(parts, what):
    with pytest.raises(UnusableInput, match=what) as refused:
        read_bytes(archive_of(parts), "报告.docx")
    assert str(refused.value).startswith("报告.docx：")


def test_a_document_that_claims_to_unpack_to_gigabytes_is_not_unpacked():
    content = bytearray(archive_of({"word/document.xml": BODY.encode()}))
    directory = content.index(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (2**31 - 1).to_bytes(4, "little")
    with pytest.raises(UnusableInput, match="异常庞大"):
        read_bytes(bytes(content), "a.docx")


def test_the_size_counts_whatever_the_ratio(monkeypatch):
    monkeypatch.setattr("report_assistant.intake.archive.MAX_UNPACKED", 10)
    with pytest.raises(UnusableInput, match="异常庞大"):
        read_bytes(archive_of({"word/document.xml": BODY.encode()}), "a.docx")


def test_an_encrypted_entry_is_named_as_such():
    content = bytearray(archive_of({"word/document.xml": BODY.encode()}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnusableInput, match="文件已加密"):
        read_bytes(bytes(content), "a.docx")


def test_a_cut_off_archive_is_damaged():
    whole = archive_of({"word/document.xml": BODY.encode()})
    with pytest.raises(UnusableInput, match="文件损坏"):
        read_bytes(whole[: len(whole) // 2], "a.docx")
