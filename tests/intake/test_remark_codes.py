"""Every remark code is produced by a document, and says what it means."""

import pytest

from consistent import sound_report
from intake.written import Lines, at, lines_of, read_lines
from report_assistant.intake.remark import Code
from report_assistant.official import load_form
from report_assistant.report import Report, given

NEW = "一、本年新收政府信息公开申请数量"
PLACES = {"title", "file", "1", "2", "3", "4", "5", "6", "T2", "T3", "T4", *load_form("2021").cells}


def put(label: str, place: int, text: str):
    def change(lines: Lines) -> None:
        lines[at(lines, label)][place] = text

    return change


def drop(label: str):
    return lambda lines: lines.pop(at(lines, label))


def insert(label: str, *rows: list[str]):
    def change(lines: Lines) -> None:
        n = at(lines, label)
        lines[n:n] = [list(row) for row in rows]

    return change


def sign(*texts: str):
    return lambda lines: lines.extend([text] for text in texts)


def widen(label: str, head: str):
    def change(lines: Lines) -> None:
        first, last = at(lines, "申请人情况"), at(lines, "四、结转下年度继续办理")
        for n in range(first, last + 1):
            lines[n].append(head if label in lines[n] else "")

    return change


def drop_table_four(lines: Lines) -> None:
    n = at(lines, "行政复议")
    del lines[n : n + 4]


def retitle(text: str):
    return lambda lines: lines[0].__setitem__(0, text)


TITLE = "样例市青禾街道办事处2025年政府信息公开工作年度报告"
CHANGES = {
    Code.TITLE_MISSING: retitle("简报"),
    Code.TITLE_YEAR_MISSING: retitle(TITLE.replace("2025年", "")),
    Code.TITLE_ORGAN_MISSING: retitle(TITLE.replace("样例市青禾街道办事处", "")),
    Code.TITLE_YEAR_DISAGREES: retitle(TITLE.replace("2025", "2024")),
    Code.TITLE_ORGAN_DISAGREES: sign("样例市审计局", "2026年1月9日"),
    Code.TITLE_ALTERED: retitle(TITLE.replace("年度报告", "总结")),
    Code.HEADING_MISSING: drop("五、存在的主要问题及改进情况"),
    Code.HEADING_ALTERED: put("五、存在的主要问题及改进情况", 0, "五、存在的问题及改进措施"),
    Code.HEADING_MISNUMBERED: put("五、存在的主要问题及改进情况", 0, "六、存在的主要问题及改进情况"),
    Code.HEADING_OUT_OF_ORDER: insert("一、总体情况", ["六、其他需要报告的事项"]),
    Code.HEADING_PUNCTUATED: put("一、总体情况", 0, "一、总体情况："),
    Code.TEXT_BEFORE_SECTIONS: insert("一、总体情况", ["现将情况报告如下。"]),
    Code.TEXT_UNPLACED: insert("三、收到和处理政府信息公开申请情况", ["注：另有说明。"]),
    Code.TABLE_MISSING: drop_table_four,
    Code.TABLE_UNKNOWN: insert("二、主动公开政府信息情况", [""], ["渠道", "条数"], ["网站", "12"], [""]),
    Code.COLUMN_MISSING: put("科研机构", 5, ""),
    Code.COLUMN_UNKNOWN: widen("科研机构", "备注"),
    Code.COLUMN_DUPLICATED: widen("科研机构", "科研机构"),
    Code.ROW_MISSING: drop("2.重复申请"),
    Code.ROW_UNKNOWN: insert("行政强制", ["行政征收", "3"]),
    Code.ROW_DUPLICATED: insert("规章", ["规章", "0", "0", "0"]),
    Code.ROW_RAGGED: lambda lines: lines[at(lines, NEW)].insert(3, "1"),
    Code.LABEL_ALTERED: put("规章", 0, "规章（含废止）"),
    Code.LABEL_MISSING: put("（四）无法提供", 1, ""),
    Code.CELL_UNREADABLE: put(NEW, 3, "若干"),
    Code.UNIT_IN_CELL: put(NEW, 3, "9件"),
    Code.NOTE_IN_CELL: put(NEW, 3, "9（其中网上申请3件）"),
}


def old_form_in_a_new_year() -> Lines:
    cells = dict.fromkeys(load_form("2019").cells, given(1))
    return lines_of(Report(sound_report().organ, 2023, "2019", cells))


def read_for(code: Code) -> Report:
    if code is Code.FORM_DISAGREES:
        return read_lines(old_form_in_a_new_year(), "2023.txt")
    lines = lines_of()
    if code is Code.HEADING_OUT_OF_ORDER:
        lines.pop(at(lines, "六、其他需要报告的事项"))
    CHANGES[code](lines)
    return read_lines(lines, "2025.txt")


@pytest.mark.parametrize("code", Code)
def test_every_code_is_met_in_a_document(code):
    found = [remark for remark in read_for(code).remarks if remark.code == code]
    assert found
    assert {remark.place for remark in found} <= PLACES
    assert all(remark.message and not remark.message.endswith("。") for remark in found)


def test_a_sound_report_meets_none():
    assert read_lines(lines_of()).remarks == ()


def test_codes_are_plain_words_with_a_meaning():
    assert [str(code) for code in Code] == [code.value for code in Code]
    assert all(code.value.replace("-", "").isalpha() for code in Code)
    assert type(Code.ROW_RAGGED.at("T3", "x").code) is str
