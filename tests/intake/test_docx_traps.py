"""What Word documents hide, wrap and bring from elsewhere: read as a person sees them, or told."""

import io
import zipfile

import pytest

from intake.test_docx import texts
from report_assistant.intake import read_bytes
from report_assistant.intake.docx import read_docx
from report_assistant.intake.page import Grid

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": TRANSITIONAL,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    }.items()
)


def written(body: str, **parts: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        for name, part in parts.items():
            archive.writestr(f"word/{name}.xml", part)
    return packed.getvalue()


def page_of(body: str, **parts: str):
    return read_docx(written(body, **parts), "a.docx")


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{text}</w:t></w:r>"


def p(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


TWO_BY_TWO = table(row(cell("规章"), cell("0")), row(cell("规范"), cell("1")))


@pytest.mark.parametrize("switch", ["<w:vanish/>", '<w:vanish w:val="1"/>', '<w:vanish w:val="true"/>'])
def test_hidden_words_are_not_read(switch):
    assert page_of(f"<w:p>{run('公开')}{run('99', switch)}{run('12条')}</w:p>").lines == ("公开12条",)


@pytest.mark.parametrize("switch", ['<w:vanish w:val="0"/>', '<w:vanish w:val="false"/>', "<w:b/>"])
def test_words_whose_hiding_is_switched_off_are_read(switch):
    assert page_of(f"<w:p>{run('公开')}{run('12条', switch)}</w:p>").lines == ("公开12条",)


def test_hidden_and_deleted_rows_and_cells_are_not_there():
    (grid,) = page_of(
        table(
            row(cell("a"), cell("b")),
            row(cell("隐"), cell("藏"), properties="<w:hidden/>"),
            row(cell("删"), cell("去"), properties="<w:del/>"),
            row(cell("c"), cell("旧", "<w:cellDel/>"), cell("d")),
        )
    ).grids
    assert texts(grid) == [["a", "b"], ["c", "d"]]


def box(content: str, around: str = "wps:txbx") -> str:
    return f"<w:r><w:pict><{around}><w:txbxContent>{content}</w:txbxContent></{around}></w:pict></w:r>"


def test_a_text_box_is_read_once_though_it_is_kept_twice():
    choice, fallback = box(p("某镇2025年度报告")), box(p("某镇2025年度报告"), "v:textbox")
    kept = f"<mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"
    twice = f"<w:r><mc:AlternateContent>{kept}</mc:AlternateContent></w:r>"
    assert page_of(f"<w:p>{run('前')}{twice}</w:p>").lines == ("前", "某镇2025年度报告")


def test_a_table_in_a_text_box_is_a_table():
    page = page_of(f"<w:p>{box(p('表一') + TWO_BY_TWO)}</w:p>")
    assert page.lines == ("表一",)
    assert texts(page.grids[0]) == [["规章", "0"], ["规范", "1"]]


def test_a_text_box_in_a_text_box_is_read_once():
    inner = f"<w:p>{run('外')}{box(p('内'))}</w:p>"
    assert page_of(f"<w:p>{box(inner)}</w:p>").lines == ("外", "内")


def test_a_text_box_that_was_deleted_is_not_there():
    assert page_of(f"<w:p>{run('甲')}<w:del>{box(p('乙'))}</w:del></w:p>").lines == ("甲",)


def control(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_content_controls_round_tables_rows_cells_and_words_change_nothing():
    rows = control(row(control(cell("a")), cell("b"))) + row(cell("c"), f"<w:tc>{control(p('d'))}</w:tc>")
    page = page_of(control(p("题") + table(rows)) + f"<w:p>{control(run('文'))}</w:p>")
    assert page.lines == ("题", "文")
    assert texts(page.grids[0]) == [["a", "b"], ["c", "d"]]


def test_tables_within_a_table_that_arranges_the_page():
    page = page_of(table(row(f"<w:tc>{p('左')}{TWO_BY_TWO}</w:tc>", f"<w:tc>{TWO_BY_TWO}{p('右')}</w:tc>")))
    assert [type(block) is Grid for block in page.blocks] == [False, True, True, False]


def test_cells_merged_as_word_97_did_are_one():
    merged = [cell("头", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("尾")]
    (grid,) = page_of(table(row(*merged), row(cell("a"), cell("b"), cell("c")))).grids
    assert texts(grid) == [["头", "头", "尾"], ["a", "b", "c"]]
    assert grid.rows[0][1].width == 2


def test_reading_aids_go_and_formulas_and_fields_stay():
    ruby = f"<w:r><w:ruby><w:rt>{run('gui')}</w:rt><w:rubyBase>{run('规')}</w:rubyBase></w:ruby></w:r>"
    sums = "<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>"
    field = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>{run("30")}'
    assert page_of(f"<w:p>{ruby}{run('章')}{sums}{run('件，共')}{field}</w:p>").lines == ("规章12件，共30",)


def test_notes_heads_and_feet_are_no_part_of_the_text():
    body = f"<w:p>{run('公开')}<w:r><w:footnoteReference w:id='2'/></w:r>{run('12条。')}</w:p>"
    page = page_of(body, footnotes=p("注"), header1=p("头"), footer1=p("— 1 —"), comments=p("批"))
    assert page.lines == ("公开12条。",)
    assert page.unread == ()


@pytest.mark.parametrize(
    ("foreign", "what"),
    [('<w:altChunk r:id="r1"/>', "另一份文件"), (f"<w:p><w:r><w:object/></w:r></w:p>{p('')}", "嵌入的对象")],
)
def test_what_comes_from_another_programme_is_told(foreign, what):
    report = read_bytes(
        written(p("甲镇人民政府2025年政府信息公开工作年度报告") + p("一、总体情况") + foreign), "a.docx"
    )
    told = [remark.message for remark in report.remarks if remark.place == "file"]
    assert [what in message and "未读入" in message for message in told] == [True]


def test_a_document_of_the_strict_kind_is_read_alike():
    with zipfile.ZipFile(io.BytesIO(written(p("甲") + TWO_BY_TWO))) as archive:
        document = archive.read("word/document.xml").decode()
    strict = document.replace(TRANSITIONAL, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert strict != document
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", strict)
    assert read_docx(packed.getvalue(), "a.docx") == page_of(p("甲") + TWO_BY_TWO)
