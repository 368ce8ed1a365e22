"""Plain text and Markdown: complete rows, and signs that stay signs."""

from consistent import sound_report
from report_assistant.export import render
from report_assistant.report import Paragraph


def test_every_row_of_a_table_has_all_its_fields():
    lines = render(sound_report(), ".txt").decode().splitlines()
    fields = [line.count("\t") + 1 for line in lines if "\t" in line]
    assert fields == [4] * 14 + [10] * 28 + [15] * 4


def test_a_merged_box_stands_once_at_its_corner():
    rows = [line.split("\t") for line in render(sound_report(), ".txt").decode().splitlines() if "\t" in line]
    granted = next(row for row in rows if "（一）予以公开" in row)
    secret = next(row for row in rows if "1.属于国家秘密" in row)
    assert granted == ["三、本年度办理结果", "（一）予以公开", "", "6", "2", "0", "0", "0", "0", "8"]
    assert secret[:3] == ["", "（三）不予公开", "1.属于国家秘密"]


def test_blocks_are_parted_by_empty_lines_in_the_forms_order():
    blocks = render(sound_report(), ".txt").decode().split("\n\n")
    assert blocks[0] == "样例市青禾街道办事处2025年政府信息公开工作年度报告"
    assert blocks[1] == "一、总体情况"
    assert blocks[3] == "（一）主动公开"
    assert blocks[-1] == "样例市青禾街道办事处\n"


def test_markdown_has_headings_and_tables_of_equal_width():
    lines = render(sound_report(), ".md").decode().splitlines()
    assert lines[0].startswith("# 样例市青禾街道办事处2025年")
    assert [line for line in lines if line.startswith("## ")][2] == "## 三、收到和处理政府信息公开申请情况"
    assert "### （五）监督保障" in lines
    widths = [line.count("|") - 1 for line in lines if line.startswith("|")]
    assert widths == [4] * 15 + [10] * 29 + [15] * 5


def test_markdown_escapes_what_would_become_a_mark():
    texts = (
        "# 不是标题",
        "- 不是列表",
        "<script>",
        "a*b*c_d_`e`[f](g)",
        "一|二",
        "C:\\路径",
        ":---",
        "~~删~~",
        "&lt;A&B",
    )
    report = sound_report().with_section("6", tuple(map(Paragraph, texts)))
    lines = render(report, ".md").decode().splitlines()
    escaped = ("\\# 不是标题", "\\- 不是列表", "\\<script>", "a\\*b\\*c\\_d\\_\\`e\\`\\[f](g)", "一\\|二", "C:\\\\路径")
    escaped += ("\\:---", "\\~\\~删\\~\\~", "\\&lt;A&B")
    assert [line for line in escaped if line not in lines] == []


def test_drafts_are_marked_on_the_first_line():
    assert render(sound_report(), ".txt", True).decode().startswith("草稿（尚未审定）\n")
    assert render(sound_report(), ".md", True).decode().startswith("**草稿（尚未审定）**\n")
