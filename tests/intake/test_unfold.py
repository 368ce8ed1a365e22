"""Tables copied as text: merged cells printed once, columns proved by a full count of numbers."""

import pytest

from consistent import sound_report
from intake.written import Lines, lines_of
from report_assistant.intake.grids import read_tables
from report_assistant.intake.text import read_text
from report_assistant.intake.unfold import unfold
from report_assistant.official import load_form
from report_assistant.report import BLANK, UNREADABLE

FORM = load_form("2021")


def copied() -> Lines:
    """The sound report's lines as a browser copies them: only the cells that are printed."""
    lines = []
    for cells in lines_of():
        labels = [cell for cell in cells if cell]
        lines.append(labels if len(cells) > 1 else cells)
    return lines


def tables_of(lines: Lines, mark: str):
    return read_tables(FORM, read_text("\n".join(mark.join(cells) for cells in lines)).grids)


@pytest.mark.parametrize("mark", ["\t", " | ", "|"])
def test_a_copy_reads_as_the_original(mark):
    tables = tables_of(copied(), mark)
    assert tables.cells == sound_report().cells
    assert tables.remarks == ()


def test_bars_round_each_row_are_no_cells():
    lines = [["", *cells, ""] if len(cells) > 1 else cells for cells in copied()]
    assert tables_of(lines, "|").cells == sound_report().cells


@pytest.mark.parametrize("change", [lambda row: row.pop(), lambda row: row.append("5"), lambda row: row.pop(3)])
def test_a_number_too_many_or_too_few_leaves_the_row_unread(change):
    lines = copied()
    row = next(cells for cells in lines if cells[0].startswith("一、本年新收"))
    change(row)
    tables = tables_of(lines, "\t")
    unread = {ref for ref, cell in tables.cells.items() if cell == UNREADABLE}
    assert unread == {ref for ref in FORM.cells if ref.startswith("T3:new:")}
    assert [remark.code for remark in tables.remarks] == ["row-ragged"]


def blank_at(*places: int) -> Lines:
    """The copy with blanks in the row 二、上年结转, its label at place 0."""
    lines = copied()
    row = next(cells for cells in lines if cells[0].startswith("二、上年结转"))
    for place in places:
        row[place] = ""
    return lines


@pytest.mark.parametrize("places", [(2,), (1,), (7,), (1, 2, 7)])
def test_a_blank_field_keeps_its_place(places):
    sound = sound_report().cells
    cells = tables_of(blank_at(*places), "\t").cells
    refs = [ref for ref in cells if ref.startswith("T3:carried_in:")]
    assert {ref for ref in refs if cells[ref] == BLANK} == {refs[place - 1] for place in places}
    assert all(cells[ref] == sound[ref] for ref in cells if cells[ref] != BLANK)


def test_a_blank_proves_nothing_where_rows_have_fields_to_spare():
    lines = blank_at(2)
    next(cells for cells in lines if cells[0].startswith("一、本年新收")).append("")
    tables = tables_of(lines, "\t")
    unread = {ref for ref, cell in tables.cells.items() if cell == UNREADABLE}
    assert unread == {ref for ref in FORM.cells if ref.startswith("T3:carried_in:")}


def test_labels_of_the_head_may_be_altered():
    lines = copied()
    head = next(cells for cells in lines if "商业企业" in cells)
    head[1:3] = ["科研机构（件）", "公益组织"]
    tables = tables_of(lines, "\t")
    assert tables.cells == sound_report().cells
    assert {remark.code for remark in tables.remarks} == {"label-altered"}


def test_a_head_in_one_row_is_put_into_its_levels():
    lines = copied()
    first = next(n for n, cells in enumerate(lines) if "申请人情况" in cells)
    lines[first : first + 3] = [[field for cells in lines[first : first + 3] for field in cells]]
    assert tables_of(lines, "\t").cells == sound_report().cells


def test_a_head_in_one_row_with_a_stranger_in_it_leaves_all_numbers_unread():
    lines = copied()
    first = next(n for n, cells in enumerate(lines) if "申请人情况" in cells)
    lines[first : first + 3] = [["军队", *(field for cells in lines[first : first + 3] for field in cells), "民兵"]]
    cells = tables_of(lines, "\t").cells
    assert {cells[ref].reading.value for ref in cells if ref.startswith("T3:")} <= {"unreadable", "absent"}


def test_a_grid_whose_columns_stand_is_left_alone():
    (grid,) = [g for g in read_text("\n".join("\t".join(c) for c in lines_of())).grids if len(g.rows) > 20]
    assert unfold(grid, FORM.table("T3")) is grid


def test_a_head_in_no_possible_order_is_left_alone():
    lines = copied()
    head = next(cells for cells in lines if "商业企业" in cells)
    head.append("申请人情况")
    (grid,) = [g for g in read_text("\n".join("\t".join(c) for c in lines)).grids if len(g.rows) > 20]
    assert unfold(grid, FORM.table("T3")) is grid


def test_a_column_of_the_office_s_own_takes_its_numbers():
    lines = copied()
    head = next(n for n, cells in enumerate(lines) if "商业企业" in cells)
    lines[head].append("军队")
    for cells in lines[head + 1 : head + 26]:
        cells.insert(-1, "88")
    tables = tables_of(lines, "\t")
    assert tables.cells == sound_report().cells
    assert [(remark.code, "“军队”" in remark.message) for remark in tables.remarks] == [("column-unknown", True)]


def test_a_column_of_the_office_s_own_without_numbers_leaves_the_rows_ragged():
    lines = copied()
    next(cells for cells in lines if "商业企业" in cells).append("军队")
    tables = tables_of(lines, "\t")
    assert {tables.cells[ref] for ref in tables.cells if ref.startswith("T3:")} == {UNREADABLE}
