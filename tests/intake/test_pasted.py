"""What a person copies in a browser, in Word or in Excel and pastes: the same readers, whatever stands round it."""

import pytest

from consistent import sound_report
from report_assistant.errors import UnusableInput
from report_assistant.export import render
from report_assistant.intake import read_pasted
from report_assistant.intake.html import read_html
from report_assistant.intake.page import Grid, Line
from report_assistant.intake.pasted import markup_in

WINDOWS = "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000009999\r\nSourceURL:file:///C:/年报.docx\r\n"
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta name=ProgId content=Word.Document><!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->
<style><!-- @font-face {font-family:宋体;} --></style></head><body lang=ZH-CN><!--StartFragment-->
<p class=MsoNormal align=center><b><span lang=EN-US>2024</span>年某镇政府信息公开工作年度报告<o:p></o:p></b></p>
<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>一、<span
style='font:7.0pt "Times New Roman"'>&nbsp;</span></span><![endif]>总体情况</p>
<p><![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p>
<p>公开<span style='mso-hide:all'>99</span><span style='visibility: hidden'>88</span>12条。</p>
<table class=MsoTableGrid><tr><td width=100 rowspan=2><p>角</p></td><td colspan=2><p>头<o:p></o:p></p></td></tr>
<tr><td>a</td><td>b</td></tr></table><!--EndFragment--></body></html>"""
EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><!--StartFragment--><col width=72>
<tr height=20><td class=xl65 colspan=2 style='mso-ignore:colspan'>信息内容</td><td x:num>3</td></tr>
<tr style='display:none'><td>T2:*</td></tr><tr><td>规章</td><td></td><td x:num="0">0</td></tr><!--EndFragment-->
</table></body></html>"""


def shown(markup: str) -> list[object]:
    page = read_html(markup_in(markup), "粘贴的内容")
    return [b.text if isinstance(b, Line) else [[cell.text for cell in row] for row in b.rows] for b in page.blocks]


@pytest.mark.parametrize("suffix", [".html", ".txt"])
def test_a_whole_report_is_pasted(suffix):
    report = read_pasted(render(sound_report(), suffix).decode())
    assert report.cells == sound_report().cells
    assert report.sections == sound_report().sections
    assert report.remarks == ()


@pytest.mark.parametrize("before", ["", "\ufeff", WINDOWS])
def test_word_brings_its_numbers_and_leaves_its_machinery(before):
    assert shown(before + WORD) == [
        "2024年某镇政府信息公开工作年度报告",
        "一、 总体情况",
        "公开12条。",
        [["角", "头", "头"], ["角", "a", "b"]],
    ]


def test_excel_brings_its_spans_and_leaves_its_hidden_rows():
    assert shown(EXCEL) == [[["信息内容", "信息内容", "3"], ["规章", "", "0"]]]


def test_a_fragment_without_a_page_round_it_is_markup():
    report = read_pasted("<p>甲镇人民政府2025年政府信息公开工作年度报告</p><p>一、总体情况</p><p>公开12条。</p>")
    assert (report.organ.name, report.year, report.sections["1"][0].text) == ("甲镇人民政府", 2025, "公开12条。")


@pytest.mark.parametrize("text", ["一、总体情况", "<5件的领域", "《条例》<节选>", "Version: 一稿", "<表格>略"])
def test_plain_text_is_no_markup(text):
    assert markup_in(text) == ""


def test_a_row_of_a_pasted_table_is_a_row():
    report = read_pasted(render(sound_report(), ".txt").decode().replace("\n", "\r\n"))
    assert report.cells == sound_report().cells


@pytest.mark.parametrize(
    ("written", "what"), [("", "是空的"), ("你好", "不是政府信息公开"), ("<p>你好</p>", "不是政府")]
)
def test_what_is_no_report_is_told_in_one_line(written, what):
    with pytest.raises(UnusableInput, match=f"^粘贴的内容：.*{what}"):
        read_pasted(written)


def test_a_table_alone_is_told_to_bring_its_title_and_no_file_is_spoken_of():
    table = render(sound_report(), ".txt").decode().split("三、", 1)[1].split("四、", 1)[0]
    with pytest.raises(UnusableInput, match="看不出是哪一年的报告。请连同写有年度的标题一起粘贴") as refused:
        read_pasted("三、" + table)
    assert "文件名" not in str(refused.value)


def test_what_is_nested_too_deep_to_be_read_to_its_end_is_refused():
    with pytest.raises(UnusableInput, match="粘贴的内容：网页嵌套过深"):
        read_pasted("<p>一、总体情况</p>" + "<b>" * 300 + "甲" + "</b>" * 300 + "<p>二、主动公开政府信息情况</p>")


def test_grids_of_a_page_have_no_leaf():
    assert [block.leaf for block in read_html(EXCEL, "a.html").blocks if isinstance(block, Grid)] == [""]
