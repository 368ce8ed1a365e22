"""Words struck out are gone and told of; digits above or below the line never go on with a number."""

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from consistent import FORM, sound_report
from intake.test_docx_traps import cell, page_of, row, run, table
from intake.test_docx_traps import p as paragraph
from intake.test_xlsx import blocks, sheet_of
from report_assistant.export import render
from report_assistant.intake import read_bytes
from report_assistant.intake.html import read_html
from report_assistant.intake.page import struck_out
from report_assistant.intake.value import read_cell
from report_assistant.report import BLANK, UNREADABLE, Confidence, given

STRIKES = ["<del>81</del>", "<s>81</s>", "<strike>8<b>1</b></strike>", "<S class='旧'>81</S>"] + [
    f"<span style='{style}'>81</span>"
    for style in ("text-decoration: line-through", "TEXT-DECORATION:underline Line-Through", "text-line-through:double")
]
NEW = "T3:new:natural"
SUP, SUB = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
STYLES = """<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="character" w:styleId="note"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="old"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="bold"><w:rPr><w:b/></w:rPr></w:style></w:styles>"""


def web_cell(content: str) -> str:
    (grid,) = read_html(f"<table><tr><td>甲</td><td>{content}</td></tr></table>", "a.html").grids
    return grid.rows[0][1].text


def web_report(content: str):
    """A whole report as a web page with this in place of its first applicants' figure."""
    before, label, after = render(sound_report(), ".html").decode().partition("一、本年新收政府信息公开申请数量")
    written = str(sound_report().value(NEW))
    return read_bytes((before + label + after.replace(f">{written}<", f">{content}<", 1)).encode(), "a.html")


def word_cell(*runs: str, **parts: str):
    page = page_of(table(row(cell("甲"), f"<w:tc><w:p>{''.join(runs)}</w:p></w:tc>")), **parts)
    return page.grids[0].rows[0][1].text, page.unread


@pytest.mark.parametrize("struck", STRIKES)
def test_words_struck_out_of_a_web_page_are_gone_and_told_of_once(struck):
    page = read_html(f"<p>公开{struck}18条</p><table><tr><td>甲</td><td>{struck}18</td></tr></table>", "a.html")
    assert page.lines == ("公开18条",)
    assert page.grids[0].rows[0][1].text == "18"
    (told,) = page.unread
    assert "2 处文字加了删除线（如“81”）" in told


def test_a_cell_or_a_row_struck_out_as_a_whole_holds_nothing():
    struck = ' style="text-decoration:line-through"'
    rows = f"<tr{struck}><td>旧</td><td>1</td></tr><tr><td>甲</td><td{struck}>81</td><td{struck}><b>8</b>1</td></tr>"
    page = read_html(f"<table>{rows}</table>", "a.html")
    assert [[one.text for one in line] for line in page.grids[0].rows] == [["甲", "", ""]]
    assert "3 处" in page.unread[0]


@pytest.mark.parametrize("unseen", ["<s class='icon'></s>", "<nav><s>首页</s></nav>", "<p hidden><s>旧</s></p>"])
def test_what_nobody_sees_is_not_told_as_struck_out(unseen):
    page = read_html(f"<p>公开18条</p>{unseen}", "a.html")
    assert (page.lines, page.unread) == (("公开18条",), ())


def test_words_struck_within_struck_ones_are_one_place():
    assert "1 处" in read_html("<p>公开<s>8<del>1</del></s>18条</p>", "a.html").unread[0]


def test_what_is_not_struck_is_not_told():
    page = read_html("<p style='text-decoration: underline'>公开18条</p>", "a.html")
    assert (page.lines, page.unread) == (("公开18条",), ())
    assert struck_out(["", " \u3000"]) == ()


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        ("18<sup>1</sup>", "18¹"),
        ("18<sub>2</sub>", "18₂"),
        ("18<SUP><a href='#n'><b>1</b></a></SUP>", "18¹"),
        ("18<span style='vertical-align: super; font-size: 8pt'>１</span>", "18¹"),
        ("<sup>1</sup>18", "¹18"),
        ("1<sup>8</sup>5", "1⁸5"),
        ("<sup>1</sup>", "¹"),
        ("-<sup>1</sup>", "-¹"),
        ("18<br><sup>1</sup>", "18 ¹"),
        ("18<sup><p>1</p></sup>", "18 ¹"),
        ("18<sup>[1]</sup>", "18[¹]"),
        ("18<sup>注1</sup>", "18注¹"),
        ("18<sup>①</sup>", "18①"),
    ],
)
def test_digits_off_the_line_are_none_of_a_web_cell(content, seen):
    assert web_cell(content) == seen
    report = web_report(content)
    assert report.cells[NEW] == UNREADABLE
    (told,) = [remark for remark in report.remarks if remark.place == NEW]
    assert f"“{seen}”" in told.message


def test_a_cell_that_is_aligned_below_is_on_its_line():
    page = read_html("<table><tr><td>甲</td><td style='vertical-align: sub'><b>1</b>8</td></tr></table>", "a.html")
    assert page.grids[0].rows[0][1].text == "18"


def test_a_number_beside_one_struck_out_is_as_sure_as_any():
    report = web_report("<s>81</s>18")
    assert report.cells[NEW] == given(18)
    assert report.sources[NEW].confidence is Confidence.EXACT
    assert [remark.place for remark in report.remarks if "删除线" in remark.message] == ["file"]
    assert web_report("<s>81</s>").cells[NEW] == BLANK


def test_signs_off_the_line_stay_in_the_text():
    page = read_html("<p>占地12m<sup>2</sup>，减排CO<sub>2</sub>，公开12<sup>3</sup>条<sup>注①</sup>。</p>", "a.html")
    assert page.lines == ("占地12m²，减排CO₂，公开12³条注①。",)


@pytest.mark.parametrize("strike", ["<w:strike/>", "<w:dstrike/>", '<w:b/><w:strike w:val="true"/>'])
def test_words_struck_out_of_a_word_document_are_gone_and_told_of_once(strike):
    text, unread = word_cell(run("81", strike), run("18"), run("9", strike))
    assert text == "18"
    (told,) = unread
    assert "2 处文字加了删除线（如“81”）" in told
    assert page_of(f"<w:p>{run('公开')}{run('81', strike)}{run('18条')}</w:p>").lines == ("公开18条",)


@pytest.mark.parametrize("strike", ['<w:strike w:val="0"/>', '<w:dstrike w:val="false"/>', "<w:u/>"])
def test_what_is_not_struck_out_of_a_word_document_is_read(strike):
    assert word_cell(run("81", strike), run("18", "<w:strike/>"))[0] == "81"


@pytest.mark.parametrize(
    ("runs", "seen"),
    [
        ((run("18"), run("1", SUP)), "18¹"),
        ((run("18"), run("2", SUB)), "18₂"),
        ((run("1", SUP), run("18")), "¹18"),
        ((run("18"), run("1", '<w:vertAlign w:val="baseline"/>'), run("2", SUP)), "181²"),
        ((run("18", "<w:b/>"), f"<w:ins>{run('1', SUP)}</w:ins>"), "18¹"),
    ],
)
def test_digits_off_the_line_are_none_of_a_word_cell(runs, seen):
    assert word_cell(*runs) == (seen, ())


@pytest.mark.parametrize(
    ("style", "seen", "told"), [("note", "18¹", 0), ("old", "18", 1), ("gone", "18", 0), ("bold", "181", 0)]
)
def test_what_a_character_style_says_holds_for_its_runs(style, seen, told):
    text, unread = word_cell(run("18"), run("1", f'<w:rStyle w:val="{style}"/>'), styles=STYLES)
    assert (text, len(unread)) == (seen, told)


def test_a_run_may_switch_off_what_its_style_says():
    kept = run("1", '<w:rStyle w:val="old"/><w:strike w:val="0"/>')
    assert word_cell(run("8"), kept, styles=STYLES) == ("81", ())


def test_references_to_footnotes_leave_a_number_alone():
    reference = '<w:r><w:rPr><w:rStyle w:val="note"/></w:rPr><w:footnoteReference w:id="2"{}/>{}</w:r>'
    own = reference.format(' w:customMarkFollows="1"', "<w:t>1</w:t>")
    assert word_cell(run("18"), reference.format("", ""), styles=STYLES) == ("18", ())
    assert word_cell(run("18"), own, styles=STYLES) == ("18¹", ())


def test_signs_off_the_line_stay_in_a_word_documents_text():
    body = f"<w:p>{run('占地12m')}{run('2', SUP)}{run('，减排CO')}{run('2', SUB)}{run('注①', SUP)}</w:p>"
    assert page_of(body + paragraph("完")).lines == ("占地12m²，减排CO₂注①", "完")


@pytest.mark.parametrize(
    ("look", "words", "seen"),
    [
        ({"vertAlign": "superscript"}, "1", "18¹"),
        ({"vertAlign": "subscript"}, "2", "18₂"),
        ({"strike": True}, "81", "18（已划去：81）"),
        ({"strike": False}, "1", "181"),
        ({"b": True}, "1", "181"),
    ],
)
def test_runs_of_a_workbooks_box_are_no_part_of_its_number(look, words, seen):
    rich = CellRichText("18", TextBlock(InlineFont(**look), words))
    (found,) = blocks(sheet_of(["甲", "乙"], ["丙", rich]))
    assert found[1] == ["丙", seen]
    assert (read_cell(seen, FORM.cells[NEW].column).cell == UNREADABLE) is (seen != "181")
