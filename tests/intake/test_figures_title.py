"""Whose figures a sheet says it holds: another year's and another organ's are refused, nothing else is."""

from time import process_time

import openpyxl
import pytest

from consistent import FORM, sound_report
from report_assistant.errors import UnusableInput
from report_assistant.export import render
from report_assistant.export.xlsx import figures_sheet
from report_assistant.intake.entry import figures_from_bytes, figures_from_text
from report_assistant.intake.figures_title import let_stand, titles_among
from report_assistant.intake.identity import UNNAMED
from report_assistant.intake.sandbox import read_figures_apart
from report_assistant.report import Organ

OWN = Organ("甲县东街街道办事处", "东街街道", "subdistrict")


def _told(lines, organ=OWN, year=2026) -> str:
    try:
        let_stand(titles_among(lines), organ, year, "数.xlsx")
    except UnusableInput as refused:
        return refused.what
    return ""


@pytest.mark.parametrize(
    "lines",
    [
        ["甲县东街街道办事处2025年政府信息公开工作年度报告"],
        ["2025年度政府信息公开申请情况统计表（盖章）"],
        ["甲县东街街道办事处", "政府信息公开２０２５年台账"],
        ["甲县东街街道办事处2025年", "政府信息公开工作年度报告数据填报表"],
        ["甲县东街街道办事处2026年政府信息公开工作年度报告", "填报说明", "2025年政务公开数据表"],
        ["二〇二五年政府信息公开工作年度报告"],
    ],
)
def test_figures_of_another_year_are_refused_however_the_title_is_broken(lines):
    assert _told(lines) == "数据表的标题写的是 2025 年，这份报告是 2026 年的"
    assert "2026" not in _told([line for line in lines if "2026" not in line], year=2025)


@pytest.mark.parametrize(
    "lines",
    [
        ["乙县西街街道办事处2026年政府信息公开工作年度报告"],
        ["乙县西街街道办事处", "2026年政府信息公开数据填报表"],
        ["2026年乙县西街街道办事处政府信息公开情况汇总"],
    ],
)
def test_figures_of_another_organ_are_refused(lines):
    assert _told(lines) == "数据表的标题写的是“乙县西街街道办事处”，这份报告是“甲县东街街道办事处”的"
    assert _told(lines, Organ(UNNAMED)) == _told(lines, None) == ""


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["甲县东街街道2026年政府信息公开数据表", "填报日期：2027年1月10日"],
        ["东街街道办 2026 年度政府信息公开工作年度报告"],
        ["甲县2026年政府信息公开申请情况统计表"],
        ["三、行政机关收到和处理政府信息公开申请情况（单位：件）"],
        ["填报日期：2027年1月10日", "三、收到和处理政府信息公开申请情况"],
        ["注：上年结转数见2025年政府信息公开工作年度报告"],
        ["上年结转请对照2025年政府信息公开工作年度报告"],
        ["2025年工作计划表"],
    ],
)
def test_what_names_this_report_or_none_stands(lines):
    assert _told(lines) == ""


def test_our_own_sheet_and_a_whole_report_say_whose_they_are(tmp_path):
    path = tmp_path / "数.xlsx"
    path.write_bytes(figures_sheet(FORM, OWN.name, 2025))
    entry = read_figures_apart(path, FORM)
    assert entry.titles == ("甲县东街街道办事处2025年政府信息公开工作年度报告数据填报表",)
    report = sound_report()
    written = figures_from_bytes(render(report, ".xlsx"), "报告.xlsx", FORM)
    assert written.titles == (report.title,)
    let_stand(written.titles, report.organ, report.year, "报告.xlsx")
    with pytest.raises(UnusableInput, match=r"^报告\.xlsx：.*请核对是否选错了文件；没有选错的，请改正表内标题"):
        let_stand(written.titles, report.organ, report.year + 1, "报告.xlsx")


def test_a_title_over_pasted_rows_and_over_labelled_ones_is_read(tmp_path):
    rows = "\t自然人\n一、本年新收政府信息公开申请数量\t4\n"
    assert figures_from_text("2025年政府信息公开申请情况表\n" + rows, FORM).titles == ("2025年政府信息公开申请情况表",)
    assert figures_from_text(rows, FORM).titles == figures_from_text("T3:new:natural\t4", FORM).titles == ()
    book = openpyxl.Workbook()
    for line in (["2025年政府信息公开申请情况表"], [None, "自然人"], ["一、本年新收政府信息公开申请数量", 4]):
        book.active.append(line)
    book.save(tmp_path / "数.xlsx")
    assert read_figures_apart(tmp_path / "数.xlsx", FORM).titles == ("2025年政府信息公开申请情况表",)


def test_what_is_too_long_for_a_title_takes_no_time():
    began = process_time()
    assert titles_among(["见" * 300_000 + "公开", "2025" + " " * 300_000, "政府信息公开", "公" * 300_000]) == ()
    assert process_time() - began < 1
