"""Labels of someone's own in the statutory tables: columns without a name, rows divided, two rows in one."""

import pytest

from consistent import sound_report
from intake.written import Lines, at, changed, codes, lines_of, read_lines, remark
from report_assistant.export import render
from report_assistant.intake import read_bytes
from report_assistant.report import ABSENT, Report

SOUND = sound_report().cells
FIRST = 3


def page_with(old: str, new: str) -> Report:
    """The sound report as a web page, the first of these words in a table changed."""
    text = render(sound_report(), ".html").decode()
    assert old in text
    return read_bytes(text.replace(old, new, 1).encode(), "报告.html")


def of(report: Report, row: str = "", column: str = "") -> set[str]:
    return {ref for ref in report.cells if ref.startswith(f"T3:{row}") and ref.endswith(column)}


def test_a_column_whose_name_is_left_out_takes_no_other_with_it():
    report = page_with(">其他</th>", "></th>")
    gone = of(report, column=":other")
    assert {ref for ref, cell in report.cells.items() if cell == ABSENT} == gone
    assert all(report.cells[ref] == SOUND[ref] for ref in SOUND if ref not in gone)
    assert set(codes(report)) == {"column-missing", "column-unknown"}
    assert "有一列没有列标题" in remark(report, "column-unknown").message


def test_a_name_left_out_in_text_proves_nothing():
    report = changed(lambda lines: lines[at(lines, "科研机构")].__setitem__(FIRST + 5, ""))
    assert not any(report.cells[ref].value is not None for ref in of(report, column=":other"))


def test_one_column_for_all_organisations_is_none_of_the_form_s():
    def merge(lines: Lines) -> None:
        first = at(lines, "申请人情况")
        for n in range(first, at(lines, "四、结转下年度继续办理") + 1):
            del lines[n][FIRST + 2 : FIRST + 6]
        del lines[first + 2]

    report = changed(merge)
    kept = of(report, column=":natural") | of(report, column=":total")
    assert all(report.cells[ref] == SOUND[ref] for ref in kept)
    assert all(report.cells[ref] == ABSENT for ref in of(report) - kept)
    assert "“法人或其他组织”" in remark(report, "column-unknown").message


def test_columns_of_the_form_before_stand_beside_those_of_this_one():
    def widen(lines: Lines) -> None:
        head = at(lines, "行政许可") - 1
        lines[head][1:] = ["上一年项目数量", "本年增/减", "本年处理决定数量"]
        lines[head + 1][1:1] = ["12", "-3"]

    report = changed(widen)
    assert report.cells == SOUND
    assert codes(report) == ["column-unknown"] * 2


@pytest.mark.parametrize("sub_row", ["1.申请人无正当理由逾期不补正", "其中：转办"])
def test_the_figures_of_rows_below_a_row_are_not_the_row_s(sub_row):
    def divide(lines: Lines) -> None:
        n = at(lines, "（一）予以公开")
        lines[n][2] = sub_row

    report = changed(divide)
    assert {report.cells[ref] for ref in of(report, "granted")} == {ABSENT}
    assert f"（一）予以公开 {sub_row[:5]}" in remark(report, "row-unknown").message
    assert all(report.cells[ref] == SOUND[ref] for ref in SOUND if not ref.startswith("T3:granted"))


def test_a_table_three_of_the_newer_form_adds_nothing_up_for_the_older_one():
    lines = lines_of()
    top = at(lines, "第二十条第（五）项")
    old = ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]
    lines[top + 1 : top + 3] = [old, ["行政许可", "1", "2", "3"], ["其他对外管理服务事项", "1", "2", "3"]]
    lines[at(lines, "规章") - 1] = ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"]
    report = read_lines(lines)
    assert report.form_id == "2019"
    assert {report.cells[ref] for ref in of(report, "other:")} == {ABSENT}
    assert {"row-missing", "row-unknown"} <= set(codes(report))
    assert report.cells["T3:total:total"] == SOUND["T3:total:total"]


def test_two_rows_of_the_form_in_one_are_neither_s():
    def join(lines: Lines) -> None:
        n = at(lines, "2.重复申请")
        lines[n + 1][:0] = lines[n]
        del lines[n]

    report = changed(join)
    unread = of(report, "refused.repeat") | of(report, "refused.publication")
    assert {report.cells[ref] for ref in unread} == {ABSENT}
    assert "2.重复申请" in remark(report, "row-unknown").message


def test_groups_numbered_like_the_rows_above_them_are_told_apart():
    def renumber(lines: Lines) -> None:
        for label, mark in (
            ("（一）予以公开", "一、予以公开"),
            ("（三）不予公开", "三、不予公开"),
            ("（七）总计", "七、总计"),
        ):
            lines[at(lines, label)][1] = mark

    report = changed(renumber)
    assert report.cells == SOUND
    assert set(codes(report)) == {"label-altered"}
