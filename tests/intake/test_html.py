"""Web pages: what people see, spans spread out, nothing of the portal round it."""

import pytest
from lxml import etree

from consistent import FORM, sound_report
from report_assistant.errors import UnusableInput
from report_assistant.export import render
from report_assistant.intake import read_bytes
from report_assistant.intake.html import charset_of, read_html
from report_assistant.intake.page import Grid
from report_assistant.report import UNREADABLE, given

PORTAL = """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>某镇人民政府2024年政府信息公开工作年度报告_门户</title>
<script>var x = "一、总体情况";</script><style>p {}</style></head>
<body><nav>首页 政务公开</nav><form id="aspnetForm"><div class="breadcrumb">首页 &gt; 年报</div>
<h1>甲县某镇人民政府<br>2024年政府信息公开工作年度报告</h1><div>发布时间：2025-01-10</div>
<table><tr><td><div class="text"><p>一、<b>总体情况</b></p><p>&nbsp;&nbsp;本年度<span>公开</span>信息
12条。<!-- 注 --></p><p style="display: none">隐藏</p>
<p>二、主动公开政府信息情况</p>{table}
<p>五、存在的主要问题及改进情况</p><p>解读不多。</p><p>六、其他需要报告的事项</p><p>无。</p>
<p>甲县某镇人民政府</p><p>2025年1月10日</p></div></td></tr></table>
<p>【打印】【关闭】</p></form><div class="footer">版权所有</div></body></html>"""
TABLE_TWO = """<table><tbody>
<tr><td colspan="4">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制<br>发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr>
<tr><td>行政规范性文件</td><td>2</td><td>1</td><td>9</td></tr>
<tr><td colspan="4">第二十条第（五）项</td></tr>
<tr><td>信息内容</td><td colspan="3">本年处理决定数量</td></tr>
<tr><td>行政许可</td><td colspan="3">36</td></tr></tbody></table>"""


def grid_of(rows: str) -> Grid:
    (grid,) = read_html(f"<table>{rows}</table>", "a.html").grids
    return grid


def texts(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def test_a_portal_page_is_its_report():
    report = read_bytes(PORTAL.replace("{table}", TABLE_TWO).encode(), "a.html")
    assert (report.organ.name, report.organ.kind, report.year) == ("甲县某镇人民政府", "township", 2024)
    assert [p.text for p in report.sections["1"]] == ["本年度公开信息 12条。"]
    assert [p.text for p in report.sections["6"]] == ["无。"]
    assert (report.value("T2:normative:in_force"), report.value("T2:licences:decisions")) == (9, 36)


def test_the_title_bar_helps_out_where_the_text_has_no_title():
    title = "<title>乙县审计局2023年政府信息公开工作年度报告</title>"
    report = read_bytes(f"<html><head>{title}</head><p>一、总体情况</p><p>甲。</p></html>".encode(), "a.htm")
    assert (report.organ.name, report.organ.short_name, report.year) == ("乙县审计局", "审计局", 2023)


def test_spans_reach_over_every_place_they_cover():
    grid = grid_of("<tr><td rowspan=2 colspan=2>角</td><td>a</td></tr><tr><td>b</td></tr><tr><td>1<td>2<td>3</tr>")
    assert texts(grid) == [["角", "角", "a"], ["角", "角", "b"], ["1", "2", "3"]]
    corner = grid.rows[1][1]
    assert (corner.row, corner.column, corner.height, corner.width) == (0, 0, 2, 2)
    assert [cell.text for cell in grid.cells()] == ["角", "a", "b", "1", "2", "3"]


def test_a_row_keeps_its_places_under_a_label_that_reaches_down():
    grid = grid_of("<tr><td rowspan=3>三</td><td>1</td></tr><tr><td>2</td></tr><tr></tr><tr><td>四</td><td>3</td></tr>")
    assert texts(grid) == [["三", "1"], ["三", "2"], ["三"], ["四", "3"]]


def test_a_short_row_is_not_filled_up():
    assert texts(grid_of("<tr><td>a</td><td>1</td></tr><tr><td>b</td></tr>")) == [["a", "1"], ["b"]]


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "9" * 5000, "1000000"])
def test_absurd_spans_are_held_in_check(span):
    grid = grid_of(f"<tr><td rowspan='{span}' colspan='{span}'>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>")
    assert grid.width <= 70
    assert len(grid.rows) == 2


def test_a_number_reaching_over_two_columns_belongs_to_neither():
    table = TABLE_TWO.replace("<td>2</td><td>1</td>", '<td colspan="2">2</td>')
    report = read_bytes(PORTAL.replace("{table}", table).encode(), "a.html")
    assert report.cells["T2:normative:issued"] == UNREADABLE
    assert report.cells["T2:regulations:issued"] == given(0)


def test_a_number_reaching_down_two_rows_belongs_to_neither():
    table = TABLE_TWO.replace("<td>规章</td><td>0</td>", '<td>规章</td><td rowspan="2">7</td>').replace(
        "<td>2</td>", ""
    )
    report = read_bytes(PORTAL.replace("{table}", table).encode(), "a.html")
    assert {report.cells[f"T2:{row}:issued"] for row in ("regulations", "normative")} == {UNREADABLE}


def test_cells_of_several_lines_are_joined_by_a_space():
    assert texts(grid_of("<tr><td><p>商业</p><p>企业</p></td><td>1<br>2</td></tr>")) == [["商业 企业", "1 2"]]


def test_prose_in_a_cell_keeps_its_paragraphs():
    long = "全年主动公开政府信息。" * 6
    (cell,) = grid_of(f"<tr><td colspan=2><p>（一）主动公开</p><p>{long}</p></td></tr><tr><td>甲<td>乙</tr>").rows[0][
        :1
    ]
    assert cell.text == f"（一）主动公开\n{long}"


def test_what_was_entered_in_the_fields_of_a_table_is_read():
    fields = (
        '<tr><td>规章</td><td><input value="0"> 件</td><td><input type="hidden" value="9"><input></td>'
        '<td><textarea>\n12\n</textarea></td><td><input style="display:none" value="7"><select><option>3</select></td>'
    )
    assert texts(grid_of(fields)) == [["规章", "0 件", "", "12", ""]]
    page = read_html('<input value="请输入关键词"><table><tr><td>搜索<input value="甲"></td></tr></table>', "a.html")
    assert page.lines == ("搜索",)


def test_a_published_form_page_reads_as_its_figures():
    table = TABLE_TWO.replace("<td>2</td>", '<td><input type="text" readonly value="2"></td>')
    assert table != TABLE_TWO
    report = read_bytes(PORTAL.replace("{table}", table).encode(), "a.html")
    assert report.cells == read_bytes(PORTAL.replace("{table}", TABLE_TWO).encode(), "a.html").cells


def test_a_table_that_only_arranges_is_read_as_text():
    page = read_html("<table><tr><td>一、总体情况</td></tr><tr><td>正文。</td></tr></table>", "a.html")
    assert page.lines == ("一、总体情况", "正文。")


def test_broken_markup_is_read_as_far_as_it_goes():
    assert read_html("<p>一、总体情况<p>正文<b>。", "a.html").lines == ("一、总体情况", "正文。")


def test_an_empty_page_says_so():
    with pytest.raises(UnusableInput, match=r"a\.html：网页里没有内容"):
        read_html("<!-- -->", "a.html")


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="gb2312">', "gb2312"),
        (b"<META http-equiv=Content-Type content='text/html; charset=GBK'>", "GBK"),
        (b"<p>", None),
    ],
)
def test_the_declared_encoding(head, charset):
    assert charset_of(head) == charset


DAMAGE = {
    "dropped": lambda cell: cell.getparent().remove(cell),
    "doubled": lambda cell: cell.addprevious(etree.fromstring("<td>0</td>")),
    "without spans": lambda cell: [cell.attrib.pop(name, None) for name in ("rowspan", "colspan")],
    "wider": lambda cell: cell.set("colspan", str(int(cell.get("colspan", "1")) + 1)),
    "narrower": lambda cell: cell.set("colspan", str(max(1, int(cell.get("colspan", "1")) - 1))),
    "shallower": lambda cell: cell.set("rowspan", str(max(1, int(cell.get("rowspan", "1")) - 1))),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_head_never_puts_a_number_under_another_label(damage):
    """Every number is different; whichever label of tables three and four is damaged, none may move."""
    report = sound_report().with_cells({ref: given(1000 + number) for number, ref in enumerate(FORM.cells)})
    page = render(report, ".html").decode()
    count = len(etree.HTML(page).findall(".//th"))
    for number in range(count):
        root = etree.HTML(page)
        cell = root.findall(".//th")[number]
        DAMAGE[damage](cell)
        read = read_bytes(etree.tostring(root, encoding="utf-8", method="html"), "a.html")
        moved = {ref for ref, c in read.cells.items() if c.value is not None and c != report.cells[ref]}
        assert moved == set(), (damage, cell.text)
