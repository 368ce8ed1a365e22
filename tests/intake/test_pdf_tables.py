"""Tables of a PDF by their lines: whatever cuts a table, every number stays in its cell or says it was not read."""

from decimal import Decimal

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from consistent import FORM, consistent_reports, random_report, sound_report
from intake.drawn_pdf import Drawing, Printer, Style, pdf_of
from report_assistant.export import comparable
from report_assistant.intake import read_bytes
from report_assistant.intake.pdf import read_pdf
from report_assistant.report import BLANK, DASH, Reading, given

READINGS = st.one_of(st.integers(0, 99_999).map(given), st.sampled_from([BLANK, DASH]))
EVERY_CELL_ITS_OWN = sound_report().with_cells({ref: given(1000 + n) for n, ref in enumerate(FORM.cells)})


def read(content):
    return read_bytes(content, "2025.pdf")


def grid_of(drawing):
    """The texts of the only table, a row a list; a merged cell's text stands once."""
    (grid,) = read_pdf(drawing.bytes(), "x.pdf").grids
    return [[cell.text if cell.row == n and cell.column == c else "" for c, cell in enumerate(r)]
            for n, r in enumerate(grid.rows)]  # fmt: skip


def ruled(xs, ys, drawing=None):
    drawing = drawing or with_prose()
    for x in xs:
        drawing.line((x, ys[0]), (x, ys[-1]))
    for y in ys:
        drawing.line((xs[0], y), (xs[-1], y))
    return drawing


def with_prose():
    drawing = Drawing()
    drawing.text(85, 150, "一、总体情况部分的正文写在表格上方，字数要超过二十个字。")
    return drawing


@pytest.mark.parametrize("lines", ["long", "piecewise", "filled"])
@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize("rows", [0, 1, 3, 8, 19])
def test_a_table_goes_on_over_leaves(rows, again, closed, lines):
    report = random_report(rows)
    found = read(pdf_of(report, Style(rows, again, closed, lines, "样例市政府信息公开")))
    assert dict(found.cells) == dict(report.cells)
    assert dict(found.sections) == dict(comparable(report).sections)
    assert (found.organ.name, found.year, found.remarks) == (report.organ.name, report.year, ())


@settings(max_examples=12, deadline=None)
@drawn(consistent_reports(), st.integers(0, 20), st.booleans(), st.booleans())
def test_any_sound_report_is_read_back(report, rows, again, closed):
    found = read(pdf_of(report, Style(rows, again, closed)))
    assert dict(found.cells) == dict(report.cells)
    assert found.remarks == ()


@settings(max_examples=12, deadline=None)
@drawn(st.lists(READINGS, min_size=200, max_size=200), st.integers(0, 20))
def test_any_cells_are_read_back(readings, rows):
    report = sound_report().with_cells(dict(zip(FORM.cells, readings, strict=True)))
    assert dict(read(pdf_of(report, Style(rows))).cells) == dict(report.cells)


@settings(max_examples=40, deadline=None)
@drawn(st.data())
def test_a_lost_line_never_moves_a_number(data):
    """Any one ruled line is left out: each cell is as it was, or says that it was not read."""

    class Forgetful(Drawing):
        def line(self, one, other):
            self.count = getattr(self, "count", 0) + 1
            if self.count != left_out:
                super().line(one, other)

    left_out = 0
    drawing = Forgetful()
    Printer(Style(), drawing).report(EVERY_CELL_ITS_OWN)
    left_out = data.draw(st.integers(1, drawing.count))
    found = read(Printer(Style(), Forgetful()).report(EVERY_CELL_ITS_OWN))
    wrong = {
        ref: cell
        for ref, cell in found.cells.items()
        if cell.reading is Reading.GIVEN and cell != EVERY_CELL_ITS_OWN.cells[ref]
    }
    assert wrong == {}


def test_a_cell_tells_its_leaf():
    sources = read(pdf_of(sound_report(), Style(rows=8))).sources
    assert {source.leaf for ref, source in sources.items() if ref.startswith("T2")} == {"第1—2页"}
    assert {source.leaf for ref, source in sources.items() if ref.startswith("T3")} == {"第2—5页"}
    assert {source.leaf for ref, source in sources.items() if ref.startswith("T4")} == {"第5页"}


def test_cells_are_merged_by_lines_and_not_by_texts():
    drawing = Drawing()
    drawing.text(85, 150, "这里是足够长的一段文字，说明这份文件有文字层。")
    for y, width in ((200, 300), (220, 300), (240, 300)):
        drawing.line((100, y), (100 + width, y))
    for x, top in ((100, 200), (200, 220), (300, 220), (400, 200)):
        drawing.line((x, top), (x, 240))
    for x, y, words in ((240, 214, "标题"), (140, 234, "0"), (240, 234, "0"), (340, 234, "0")):
        drawing.text(x, y, words, 8)
    (grid,) = read_pdf(drawing.bytes(), "x.pdf").grids
    assert [(cell.text, cell.width) for cell in grid.cells()] == [("标题", 3), ("0", 1), ("0", 1), ("0", 1)]


def test_a_number_that_runs_into_the_next_cell_is_not_read_in_parts():
    drawing = ruled((100, 130, 160), (200, 220))
    drawing.text(104, 214, "12345678", 10)
    assert grid_of(drawing) == [["12345…", "678…"]]


def test_digits_on_two_lines_are_not_taken_for_one_number():
    drawing = ruled((100, 130, 160), (200, 230))
    drawing.text(104, 212, "12", 10)
    drawing.text(104, 224, "34", 10)
    drawing.text(134, 216, "5", 10)
    assert grid_of(drawing) == [["12 34", "5"]]


def test_a_label_on_two_lines_is_one_word():
    drawing = ruled((100, 130, 160), (200, 230))
    drawing.text(104, 212, "商业", 10)
    drawing.text(104, 224, "企业", 10)
    assert grid_of(drawing) == [["商业企业", ""]]


def test_a_row_cut_by_the_end_of_a_leaf_is_one_row_again():
    drawing = ruled((100, 200, 260, 320), (690, 710, 730))
    for x, y, words in ((104, 704, "规章"), (204, 704, "7"), (104, 724, "行政规范"), (204, 724, "8"), (264, 724, "9")):
        drawing.text(x, y, words, 9)
    drawing.leaf()
    ruled((100, 200, 260, 320), (110, 130, 150), drawing)
    drawing.text(104, 124, "性文件", 9)
    drawing.text(104, 144, "别的", 9)
    assert grid_of(drawing) == [["规章", "7", ""], ["行政规范性文件", "8", "9"], ["别的", "", ""]]


def test_a_text_between_two_tables_keeps_them_apart():
    drawing = ruled((100, 200, 320), (690, 710))
    drawing.text(104, 704, "规章", 9)
    drawing.leaf()
    drawing.text(85, 120, "另起一段。")
    ruled((100, 200, 320), (140, 160), drawing)
    drawing.text(104, 154, "别的", 9)
    assert [grid.leaf for grid in read_pdf(drawing.bytes(), "x.pdf").grids] == ["第1页", "第2页"]


def test_a_frame_round_a_text_is_no_table():
    drawing = ruled((60, 540), (100, 700), Drawing())
    for y, words in ((150, "框里的一段正文，没有任何表格，只是加了边框。"), (180, "又一段。")):
        drawing.text(85, y, words)
    page = read_pdf(drawing.bytes(), "x.pdf")
    assert page.grids == ()
    assert page.lines == ("框里的一段正文，没有任何表格，只是加了边框。", "又一段。")


def test_one_framed_row_at_the_end_of_a_leaf_is_a_line():
    drawing = ruled((60, 540), (600, 620))
    drawing.text(85, 615, "加框的提示。")
    assert read_pdf(drawing.bytes(), "x.pdf").lines[-1] == "加框的提示。"


def test_a_frame_round_a_table_leaves_the_table():
    drawing = ruled((100, 200, 320), (300, 320), ruled((60, 540), (100, 700)))
    drawing.text(104, 314, "规章", 9)
    assert grid_of(drawing) == [["规章", ""]]


def test_columns_without_lines_are_not_guessed():
    drawing = with_prose()
    for n, words in enumerate(("规章", "0", "12", "3")):
        drawing.text(100 + 90 * n, 300, words, 10)
    page = read_pdf(drawing.bytes(), "x.pdf")
    assert page.grids == ()
    assert page.lines[-1] == "规章 0 12 3"


def test_a_place_that_is_not_closed_in_at_the_right_is_not_there():
    drawing = with_prose()
    for x, bottom in ((100, 240), (200, 240), (300, 220)):
        drawing.line((x, 200), (x, bottom))
    for y, right in ((200, 300), (220, 300), (240, 200)):
        drawing.line((100, y), (right, y))
    drawing.text(104, 214, "规章", 9)
    (grid,) = read_pdf(drawing.bytes(), "x.pdf").grids
    assert [len(row) for row in grid.rows] == [2, 1]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_leaf_that_is_turned_is_read_upright(turned):
    cos, sin = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}[turned]
    upright = ruled((100, 200, 320), (200, 220))
    upright.text(104, 214, "规章", 9)
    upright.text(204, 214, "7", 9)
    width, height = 595, 842
    move = {90: (height, 0), 180: (width, height), 270: (0, width)}[turned]
    size = (height, width) if turned % 180 else (width, height)
    drawing = Drawing(*size, extra=f"/Rotate {turned}")
    drawing.put(f"{cos} {sin} {-sin} {cos} {move[0]} {move[1]} cm " + "\n".join(upright.leaves[0]))
    assert grid_of(drawing) == [["规章", "7"]]


def test_lines_within_a_part_that_is_placed_on_the_leaf():
    upright = ruled((50, 100, 160), (600, 610), Drawing())
    drawing = with_prose()
    drawing.parts.append(("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Matrix[2 0 0 2 0 -100]",
                          "\n".join(upright.leaves[0]).encode()))  # fmt: skip
    drawing.put("q 1 0 0 1 10 0 cm /X0 Do Q")
    drawing.text(120, 842 - (2 * (842 - 605) - 100) + 3, "规章", 9)
    assert grid_of(drawing) == [["规章", ""]]


def test_a_drawing_of_many_lines_is_no_table_and_takes_no_time():
    drawing = with_prose()
    drawing.put("\n".join(f"{50 + n * 0.05} 100 m {60 + n * 0.05} 700 l S 50 {100 + n * 0.1} m 500 {100 + n * 0.1} l S"
                          for n in range(6000)))  # fmt: skip
    assert read_pdf(drawing.bytes(), "x.pdf").grids == ()


def test_money_keeps_its_decimals():
    report = sound_report().with_cells({**sound_report().cells, "T2:fees:amount": given(Decimal("7730.28"))})
    assert read(pdf_of(report)).cells["T2:fees:amount"] == given(Decimal("7730.28"))
