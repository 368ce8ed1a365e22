"""The published report of 2025 and the blank official form, read to the letter."""

import pytest

from report_assistant.intake import read
from report_assistant.report import ABSENT, BLANK, UNREADABLE, Reading, given
from shared_folder import blank_form, golden_report

ALIGNED = ("new", "carried_in", "granted", "partial", "total", "carried_out")


@pytest.fixture(scope="module")
def golden():
    return read(golden_report())


def table_three(report):
    return {tuple(ref.split(":")[1:]): cell for ref, cell in report.cells.items() if ref.startswith("T3:")}


def test_organ_and_year_come_from_the_title(golden):
    organ = golden.organ
    assert (organ.name, organ.short_name, organ.kind) == ("鲁山县汇源街道办事处", "汇源街道", "subdistrict")
    assert (golden.year, golden.form_id) == (2025, "2021")


def test_tables_two_and_four_are_nought_throughout(golden):
    assert [cell for ref, cell in golden.cells.items() if ref.startswith("T2:")] == [given(0)] * 10
    assert [cell for ref, cell in golden.cells.items() if ref.startswith("T4:")] == [given(0)] * 15


def test_the_missing_column_is_absent_in_every_row(golden):
    assert [cell for (_, column), cell in table_three(golden).items() if column == "other"] == [ABSENT] * 25


def test_rows_that_line_up_are_read(golden):
    lined_up = [cell for (row, column), cell in table_three(golden).items() if row in ALIGNED and column != "other"]
    assert lined_up == [given(0)] * 36


def test_rows_that_do_not_line_up_are_never_shifted(golden):
    ragged = [cell for (row, column), cell in table_three(golden).items() if row not in ALIGNED and column != "other"]
    assert ragged == [UNREADABLE] * 19 * 6


def test_the_remarks_are_these_three(golden):
    assert [(remark.code, remark.place) for remark in golden.remarks] == [
        ("label-altered", "T3"),
        ("column-missing", "T3"),
        ("row-ragged", "T3"),
    ]
    altered, missing, ragged = (remark.message for remark in golden.remarks)
    assert "“2.其他法律法规禁止公开”" in altered
    assert "“2.其他法律行政法规禁止公开”" in altered
    assert "“其他”列" in missing
    assert all(words in ragged for words in ("19 行", "5 个数", "7 列", "3.危及“三安全一稳定”"))


def test_the_narrative_keeps_its_headings_as_printed(golden):
    assert [paragraph.heading for paragraph in golden.sections["1"]] == [
        None,
        "（一）主动公开：",
        "（二）依申请公开：",
        "（三）政府信息管理：",
        "（四）平台建设：",
        "（五）监督保障：",
    ]
    assert golden.sections["1"][0].text.startswith("2025 年，汇源街道始终坚持")
    assert golden.sections["1"][5].text.endswith("持续推动信息公开工作规范化、标准化运行。")
    (problems,) = golden.sections["5"]
    assert problems.heading is None
    assert problems.text.startswith("虽然我街道")
    assert [paragraph.text for paragraph in golden.sections["6"]] == ["无"]


def test_the_blank_form_has_two_hundred_blank_cells():
    blank = read(blank_form())
    assert list(blank.cells.values()) == [BLANK] * 200
    assert {remark.code for remark in blank.remarks} == {"title-year-missing", "title-organ-missing"}
    assert [p.text for p in blank.sections["6"]] == ["（文字描述，收取信息处理费情况在此处报告。）"]
    assert Reading.GIVEN not in {cell.reading for cell in blank.cells.values()}
