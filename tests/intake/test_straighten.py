"""Tables laid out the other way round: turned, stacked, with a row a group."""

import pytest

from consistent import sound_report
from intake.written import Lines, changed, codes, lines_of, read_lines
from report_assistant.intake.page import Grid, GridCell
from report_assistant.intake.straighten import rows_of, straightened
from report_assistant.official import load_form
from report_assistant.report import ABSENT, UNREADABLE

FORM = load_form("2021")
SOUND = sound_report().cells
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
GROUPS = {"行政复议": "review", "未经复议直接起诉": "direct", "复议后起诉": "after_review"}


def rows_of_table(lines: Lines, word: str) -> slice:
    first = next(n for n, cells in enumerate(lines) if word in cells)
    return slice(first, next(n for n in range(first, len(lines)) if lines[n] == [""]))


def figures(group: str) -> list[str]:
    return [cell.text for ref, cell in SOUND.items() if ref.startswith(f"T4:{GROUPS[group]}:")]


def with_table_four(rows: Lines):
    def replaced(lines: Lines) -> None:
        lines[rows_of_table(lines, "行政复议")] = rows

    return changed(replaced)


def turned(word: str):
    def turn(lines: Lines) -> None:
        where = rows_of_table(lines, word)
        width = max(map(len, lines[where]))
        padded = [cells + [""] * (width - len(cells)) for cells in lines[where]]
        lines[where] = [list(column) for column in zip(*padded, strict=True)]

    return changed(turn)


@pytest.mark.parametrize("word", ["申请人情况", "行政复议"])
def test_a_turned_table_reads_as_the_original(word):
    report = turned(word)
    assert report.cells == SOUND
    assert codes(report) == []


def test_a_cell_of_a_turned_table_comes_from_where_it_is_printed():
    straight, other = read_lines(lines_of()), turned("申请人情况")
    for ref in ("T3:new:natural", "T3:total:total"):
        here, there = straight.sources[ref], other.sources[ref]
        assert (here.row, here.column, here.words) == (there.column, there.row, there.words)


def test_groups_below_one_another_each_have_their_own_head():
    rows = [row for group in GROUPS for row in ([group], OUTCOMES, figures(group))]
    assert with_table_four(rows).cells == SOUND


def test_a_row_a_group_is_put_below_its_head():
    rows = [["类别", *OUTCOMES], *([group, *figures(group)] for group in GROUPS)]
    report = with_table_four(rows)
    assert report.cells == SOUND
    assert report.sources["T4:direct:corrected"].row == 3


@pytest.mark.parametrize(
    "spoil", [lambda rows: rows[2].pop(), lambda rows: rows.append(["合并计算", *"12345"]), lambda rows: rows[1].pop(0)]
)
def test_a_row_a_group_that_does_not_fit_is_not_read(spoil):
    rows = [["类别", *OUTCOMES], *([group, *figures(group)] for group in GROUPS)]
    spoil(rows)
    report = with_table_four(rows)
    assert {report.cells[ref] for ref in report.cells if ref.startswith("T4:")} <= {ABSENT, UNREADABLE}
    assert codes(report)


def test_an_official_table_is_left_as_it_is():
    grid = Grid(
        tuple(tuple(GridCell(t, n, c) for c, t in enumerate(row)) for n, row in enumerate([OUTCOMES, list("12345")]))
    )
    assert list(straightened(grid, FORM.table("T4"))) == [grid]


def test_a_cell_cut_with_its_rows_reaches_no_further():
    tall = GridCell("行政诉讼", 0, 0, height=3)
    grid = Grid(tuple((tall, GridCell(str(n), n, 1)) for n in range(3)), "第2页")
    part = rows_of(grid, 1, 3)
    assert part.rows[0][0] == GridCell("行政诉讼", 0, 0, height=2, printed_at=(0, 0))
    assert (part.rows[1][1].origin, part.leaf) == ((2, 1), "第2页")
