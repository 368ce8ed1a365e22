"""Tables copied as text: merged cells printed once, columns proved by a full count of numbers."""

import pytest

from consistent import sound_report
from intake.written import Lines, lines_of
from report_assistant.intake.grids import read_tables
from report_assistant.intake.text import read_text
from report_assistant.intake.unfold import unfold
from report_assistant.official import load_form
from report_assistant.report import UNREADABLE

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


def test_a_blank_amid_copied_numbers_proves_nothing():
    lines = copied()
    row = next(cells for cells in lines if cells[0].startswith("二、上年结转"))
    row[2] = ""
    tables = tables_of(lines, "\t")
    assert {tables.cells[f"T3:carried_in:{c}"] for c in ("natural", "business", "total")} == {UNREADABLE}


def test_a_grid_whose_columns_stand_is_left_alone():
    (grid,) = [g for g in read_text("\n".join("\t".join(c) for c in lines_of())).grids if len(g.rows) > 20]
    assert unfold(grid, FORM.table("T3")) is grid


def test_a_head_in_no_possible_order_is_left_alone():
    lines = copied()
    head = next(cells for cells in lines if "商业企业" in cells)
    head.append("申请人情况")
    (grid,) = [g for g in read_text("\n".join("\t".join(c) for c in lines)).grids if len(g.rows) > 20]
    assert unfold(grid, FORM.table("T3")) is grid


def test_a_head_with_a_stranger_in_it_is_left_alone():
    lines = copied()
    head = next(cells for cells in lines if "商业企业" in cells)
    head.append("军队")
    (grid,) = [g for g in read_text("\n".join("\t".join(c) for c in lines)).grids if len(g.rows) > 20]
    assert unfold(grid, FORM.table("T3")) is grid
