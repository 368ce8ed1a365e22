"""PDFs that browsers and pens leave: menus beside the text, labels below the last line, words struck out."""

import pytest

from intake.drawn_pdf import LEFT, PITCH, RIGHT, SIZE, TOP, Drawing, Printer
from intake.test_pdf_tables import grid_of, ruled
from report_assistant.intake.pdf import read_pdf

FULL = "一二三四五六七八九十" * 3
LONG = "全年主动公开政府信息1136条，办理政府信息公开申请21件，均按期答复，没有结转下年度的申请。"


def page_of(drawing):
    return read_pdf(drawing.bytes(), "x.pdf")


def lines_of(drawing):
    return list(page_of(drawing).lines)


def paragraphs(*words):
    printer = Printer()
    for paragraph in words:
        printer.paragraph(paragraph)
    return printer.drawing


def printed(*words):
    """Lines one below the other, none of them indented; a number is a gap."""
    drawing, y = Drawing(), float(TOP)
    for line in words:
        if isinstance(line, str):
            drawing.text(LEFT, y, line)
        y += PITCH if isinstance(line, str) else line
    return drawing


def test_a_menu_to_the_left_of_the_text_makes_its_lines_no_paragraphs():
    words = [LONG * 2, LONG * 3, LONG * 4]
    drawing = paragraphs(*words)
    for n, entry in enumerate(("首页", "政务公开", "年报")):
        drawing.text(LEFT - 15, 20 + 25 * n, entry, 12)
    assert lines_of(drawing)[-3:] == words


def test_a_table_wider_than_the_text_makes_its_lines_no_paragraphs():
    words = [LONG * 3, LONG * 4]
    drawing = ruled((LEFT, 300, RIGHT + 60), (600, 620, 640), paragraphs(*words))
    drawing.text(LEFT + 4, 612, "规章")
    assert lines_of(drawing) == words


def test_few_lines_alike_do_not_tell_where_the_text_ends():
    headings = ["一、工作机制", "二、公开渠道", "三、监督保障"]
    drawing = ruled((LEFT, 300, RIGHT), (600, 620, 640), printed(*headings))
    drawing.text(LEFT + 4, 612, "规章")
    assert lines_of(drawing) == headings


@pytest.mark.parametrize(("gap", "last", "whole"), [(6, "。", False), (6, "十", True), (0, "。", True)])
def test_a_gap_behind_a_full_sentence_parts_paragraphs(gap, last, whole):
    first = FULL[:-1] + last
    drawing = printed(FULL, FULL, first, gap, FULL, FULL, "到此为止。")
    above, below = FULL + FULL + first, FULL + FULL + "到此为止。"
    assert lines_of(drawing) == ([above + below] if whole else [above, below])


def test_what_is_signed_at_the_right_is_no_part_of_what_follows():
    drawing = paragraphs(LONG * 3)
    for n, (x, words) in enumerate(((RIGHT - 12 * SIZE, "样例县白水镇人民政府"), (RIGHT - 8 * SIZE, "2026年1月15日"))):
        drawing.text(x, 600 + PITCH * n, words)
    drawing.text(LEFT, 600 + PITCH * 2, "样例县人民政府办公室主办，请勿转载")
    assert lines_of(drawing)[1:] == [
        "样例县白水镇人民政府",
        "2026年1月15日",
        "样例县人民政府办公室主办，请勿转载",
    ]


def cut_in_a_label(below):
    """Two leaves of a table; a browser has gone on with its first label below the last line of the first."""
    drawing = ruled((100, 200, 300, 400), (560, 590))
    drawing.text(104, 572, "（四）无", 9)
    drawing.text(204, 572, "1.本机关不掌握相关政府信息", 5)
    drawing.text(304, 572, "7", 9)
    drawing.text(104, 600, below, 9)
    drawing.leaf()
    ruled((100, 200, 300, 400), (100, 120, 140), drawing)
    for n, words in enumerate(("2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")):
        drawing.text(204, 112 + 20 * n, words, 5)
        drawing.text(304, 112 + 20 * n, str(n), 9)
    return drawing


def test_a_label_that_goes_on_below_the_last_line_is_one_label():
    assert grid_of(cut_in_a_label("法提供")) == [
        ["（四）无法提供", "1.本机关不掌握相关政府信息", "7"],
        ["", "2.没有现成信息需要另行制作", "0"],
        ["", "3.补正后申请内容仍不明确", "1"],
    ]


@pytest.mark.parametrize("below", ["法提供了", "另有一句话。", "8"])
def test_other_words_below_a_table_are_no_part_of_it(below):
    page = page_of(cut_in_a_label(below))
    assert below in page.lines
    assert [grid.rows[0][0].text for grid in page.grids] == ["（四）无", ""]


def cells(*draw):
    drawing = ruled((100, 200, 300), (200, 240))
    drawing.text(104, 220, "规章", 9)
    for words, x, y, size in draw:
        drawing.text(x, y, words, size)
    return drawing


@pytest.mark.parametrize("lines", [1, 2])
def test_struck_digits_are_no_part_of_a_number(lines):
    drawing = cells(("8118", 204, 220, 10))
    for n in range(lines):
        drawing.line((204, 216.5 + n), (214, 216.5 + n))
    page = page_of(drawing)
    assert [grid.rows[0][1].text for grid in page.grids] == ["18"]
    (told,) = page.unread
    assert "1 处" in told
    assert "“81”" in told


@pytest.mark.parametrize(
    ("y", "start", "end"), [(222, 204, 214), (211, 204, 214), (216.5, 190, 224), (216.5, 204, 290)]
)
def test_a_line_under_over_or_beyond_the_digits_strikes_nothing(y, start, end):
    drawing = cells(("8118", 204, 220, 10))
    drawing.line((start, y), (end, y))
    page = page_of(drawing)
    assert page.unread == ()
    assert any("8118" in cell.text for grid in page.grids for row in grid.rows for cell in row)


def test_struck_words_of_a_paragraph_are_told_of():
    drawing = printed("全年受理申请12件，均已办结，没有结转下年度的申请")
    drawing.line((LEFT, TOP - 4), (LEFT + 4 * SIZE, TOP - 4))
    page = page_of(drawing)
    assert list(page.lines) == ["申请12件，均已办结，没有结转下年度的申请"]
    assert "“全年受理”" in page.unread[0]


@pytest.mark.parametrize(("y", "size"), [(216, 6), (223, 6), (216.5, 10), (220, 7)])
def test_a_small_or_raised_digit_is_no_part_of_a_number(y, size):
    ((_, number),) = grid_of(cells(("18", 204, 220, 10), ("1", 214.2, y, size)))
    assert number in ("18 1", "1 18")


def test_a_raised_mark_stays_in_its_sentence():
    drawing = Drawing()
    drawing.text(LEFT, TOP, "建成公开专区一百平方米m")
    drawing.text(LEFT + 11.5 * SIZE, TOP - 4.2, "2", 10)
    drawing.text(LEFT + 12 * SIZE, TOP, "，全年接待群众410人次")
    assert lines_of(drawing) == ["建成公开专区一百平方米m2，全年接待群众410人次"]
