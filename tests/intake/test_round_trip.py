"""Properties: what is printed is read back, whatever its layout, and damage never becomes a number."""

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from consistent import FORM, sound_report
from intake.written import lines_of, read_lines, read_text
from report_assistant.export import comparable, render
from report_assistant.intake import read_bytes
from report_assistant.report import BLANK, DASH, Cell, Reading, Report, given

READINGS = st.one_of(st.integers(0, 10**7).map(given), st.sampled_from([BLANK, DASH]))
TABLE_ROWS = [n for n, cells in enumerate(lines_of()) if len(cells) > 1]


def carried(report: Report) -> tuple[object, ...]:
    return report.organ.name, report.year, report.form_id, dict(report.cells), dict(report.sections)


@settings(max_examples=12, deadline=None)
@drawn(st.sampled_from([".txt", ".html", ".md", ".docx"]), st.lists(READINGS, min_size=200, max_size=200))
def test_any_cells_are_read_back_from_every_kind_of_document(suffix, readings):
    report = sound_report().with_cells(dict(zip(FORM.cells, readings, strict=True)))
    again = read_bytes(render(report, suffix), f"报告{suffix}")
    assert carried(again) == carried(comparable(report))
    assert again.remarks == ()


@settings(max_examples=60, deadline=None)
@drawn(st.sampled_from(TABLE_ROWS), st.integers(0, 14), st.sampled_from(["drop", "insert", "blank"]))
def test_a_damaged_row_never_yields_another_number(number, place, damage):
    """Every cell is as it was, or says that it was not read."""
    report = _distinct()
    lines = lines_of(report)
    row = lines[number]
    place %= len(row)
    if damage == "drop":
        del row[place]
    elif damage == "insert":
        row.insert(place, "77777")
    else:
        row[place] = ""
    read = read_lines(lines)
    wrong = {
        ref: cell
        for ref, cell in read.cells.items()
        if cell.reading is Reading.GIVEN and cell != report.cells[ref] and cell.value != 77777
    }
    assert wrong == {}


@settings(max_examples=80, deadline=None)
@drawn(st.text("一二三四五六（）：。|\t\n0123件 总体情况主动公开", max_size=200))
def test_any_text_below_a_title_is_a_report_or_one_line(text):
    report = read_text(f"甲县某镇人民政府2025年政府信息公开工作年度报告\n一、总体情况\n{text}")
    assert report.year == 2025
    assert len(report.cells) == 200


def _distinct() -> Report:
    cells: dict[str, Cell] = {ref: given(1000 + number) for number, ref in enumerate(FORM.cells)}
    return sound_report().with_cells(cells)
