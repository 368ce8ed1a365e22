"""What is told of rows that were not read: why, with all that is printed there, and no line for each of a group."""

import pytest

from consistent import sound_report
from intake.written import at, changed, remark
from report_assistant.intake import page, row_cells
from report_assistant.intake.head import Head
from report_assistant.official import load_form
from report_assistant.report import ABSENT

FORM = load_form("2021")
TABLE = FORM.table("T2")
COLUMN = TABLE.blocks[0].columns
LABEL = page.GridCell("规章", 0, 0)
HEAD = Head({(None, COLUMN[0]): (1,), (None, COLUMN[1]): (2,)})


def why(*cells, head=HEAD, label=LABEL):
    grid = page.Grid(((label, *cells),))
    read = row_cells.read_row(grid.rows[0], head, {label}, list(head.places), as_printed=True)
    assert isinstance(read, row_cells.Ragged)
    return read.why


def number(column, width=1, height=1):
    return page.GridCell("7", 0, column, width=width, height=height)


def test_a_number_merged_downwards_is_told_as_such_though_the_count_is_right():
    assert why(number(1), number(2, height=2)) == "有的格与上下行合并，分不清是哪一行的数"


def test_a_number_under_two_columns_is_told_as_such():
    wide = number(1, width=2)
    assert why(wide, wide) == "有的格横跨几列，分不清是哪一列的数"


def test_a_number_beside_the_columns_and_a_row_too_short():
    assert why(number(1), number(2), number(3)).startswith("数与列对不上位置，可能漏了空格或制表符")
    assert why(number(1)).startswith("数与列对不上位置")


def test_a_head_out_of_line_and_a_label_in_a_column():
    unsound = Head(HEAD.places, sound=False)
    assert why(number(1), number(2), head=unsound).startswith("表头的各格没有对齐")
    assert why(number(1), number(2), label=page.GridCell("规章", 0, 1)) == "行的名称占了填数的列"


@pytest.mark.parametrize(("row", "told"), [(["9"] * 7, False), (["9"] * 6, True)])
def test_counts_are_told_only_where_they_differ(row, told):
    def slip(lines):
        n = at(lines, "2.重复申请")
        lines[n][2:] = ["2.重复申请", *([""] if len(row) == 7 else []), *row]

    message = remark(changed(slip), "row-ragged").message
    assert ("每行有" in message) == told
    assert message.startswith("表三有 1 行的数与表头对不齐，未读入：")
    assert message.endswith("可能漏了空格或制表符、混入了页码。涉及：（五）不予处理—2.重复申请")


def one_row_for_three(lines):
    first = at(lines, "3.其他") - 2
    lines[first : first + 3] = [["三、本年度办理结果", "（六）其他处理", "", *map(str, range(10_001, 10_008))]]


def test_one_row_printed_for_three_is_quoted_with_all_its_numbers():
    report = changed(one_row_for_three)
    assert all(str(n) in remark(report, "row-unknown").message for n in range(10_001, 10_008))
    assert {cell for ref, cell in report.cells.items() if ref.startswith("T3:other.")} == {ABSENT}
    others = {ref: cell for ref, cell in sound_report().cells.items() if not ref.startswith("T3:other.")}
    assert others.items() <= report.cells.items()


def test_the_rows_it_stands_for_are_told_missing_once():
    told = [one.message for one in changed(one_row_for_three).remarks if one.code == "row-missing"]
    assert len(told) == 1
    assert told[0].startswith("表三缺少“（六）其他处理”下的 3 行，这些行没有读入任何数：")
    assert all(row.label in told[0] for row in FORM.table("T3").blocks[0].groups()["（六）其他处理"])


def test_a_lost_group_is_told_once_and_a_row_of_another_by_itself():
    def drop(lines):
        del lines[at(lines, "2.重复申请")]
        first = at(lines, "1.本机关不掌握相关政府信息")
        del lines[first : first + 3]

    told = [one.message for one in changed(drop).remarks if one.code == "row-missing"]
    assert [message.partition("，")[0] for message in told] == [
        "表三缺少“（四）无法提供”下的 3 行",
        "表三缺少“（五）不予处理—2.重复申请”",
    ]


def test_groups_of_rows_are_those_of_several_the_widest_first():
    groups = FORM.table("T3").blocks[0].groups()
    assert [(name, len(rows)) for name, rows in groups.items()] == [
        ("三、本年度办理结果", 22),
        ("（三）不予公开", 8),
        ("（四）无法提供", 3),
        ("（五）不予处理", 5),
        ("（六）其他处理", 3),
    ]
    assert all(block.groups() == {} for block in TABLE.blocks)
