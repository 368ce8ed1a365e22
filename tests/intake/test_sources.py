"""Every cell that a document has knows where it stood there, what was printed, and how surely it was read."""

from collections import Counter
from dataclasses import replace

import pytest

from consistent import random_report, sound_report
from intake.test_unfold import copied
from intake.written import Lines, at, changed, lines_of, read_lines
from report_assistant.checks import Case, check
from report_assistant.export import render
from report_assistant.intake import read, read_bytes
from report_assistant.report import BLANK, UNREADABLE, Confidence, Reading, Report, dump_report, given, parse_report
from shared_folder import golden_report

NEW, NATURAL = "一、本年新收政府信息公开申请数量", "T3:new:natural"
FIRST = 3  # the place of 自然人: three places of labels stand before it
EXACT, FOLDED, DOUBTFUL = Confidence


def written(text: str, label: str = NEW, place: int = FIRST) -> Report:
    return changed(lambda lines: lines[at(lines, label)].__setitem__(place, text))


def grid_of(ref: str) -> list[list[str]]:
    """The printed rows of the table a cell belongs to."""
    lines = lines_of(sound_report())
    first = at(lines, {"T2": "第二十条第（一）项", "T3": "申请人情况", "T4": "行政复议"}[ref[:2]])
    return lines[first : next(n for n in range(first, len(lines)) if lines[n] == [""])]


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".docx"])
def test_every_cell_of_a_sound_document_is_exact_and_stands_where_it_is_printed(suffix):
    report = random_report(5)
    back = read_bytes(render(report, suffix), f"报告{suffix}")
    assert set(back.sources) == set(report.cells)
    assert {source.confidence for source in back.sources.values()} == {EXACT}
    for ref, source in back.sources.items():
        assert (source.read_as, source.words) == (report.cells[ref], report.cells[ref].text)
        assert source.table == {"T2": 1, "T3": 2, "T4": 3}[ref[:2]]
    assert back.corrections == {}


def test_row_and_column_are_those_of_the_printed_table():
    for ref, source in read_lines(lines_of()).sources.items():
        assert grid_of(ref)[source.row - 1][source.column - 1] == source.words


def test_a_copy_without_merged_cells_tells_the_place_in_the_copy():
    """The reader puts the columns back; the person looks for the number where the copy has it."""
    lines = copied()
    report = read_lines(lines)
    source = report.sources["T3:denied.third_party:business"]
    first = at(lines, "申请人情况")
    assert lines[first + source.row - 1][source.column - 1] == source.words == "1"
    assert (source.confidence, source.row, source.column) == (FOLDED, 11, 3)


def test_tables_are_counted_as_the_document_has_them():
    def begin_with_another(lines: Lines) -> None:
        n = at(lines, "二、主动公开政府信息情况")
        lines[n:n] = [[""], ["渠道", "条数"], ["网站", "12"], [""]]

    assert changed(begin_with_another).sources[NATURAL].table == 3


@pytest.mark.parametrize(
    ("text", "cell", "confidence"),
    [
        ("12", given(12), EXACT),
        ("", BLANK, EXACT),
        ("/", None, EXACT),
        ("1,200", given(1200), FOLDED),
        ("１２", given(12), FOLDED),
        ("12件", given(12), FOLDED),
        ("22（其中修订16件）", given(22), FOLDED),
        ("十二", UNREADABLE, DOUBTFUL),
        ("1 2", UNREADABLE, DOUBTFUL),
        ("12元", UNREADABLE, DOUBTFUL),
    ],
)
def test_the_words_are_the_document_s_own(text, cell, confidence):
    report = written(text)
    source = report.sources[NATURAL]
    assert (source.words, source.confidence, source.read_as) == (text, confidence, report.cells[NATURAL])
    assert cell is None or report.cells[NATURAL] == cell


class TestLabels:
    @pytest.mark.parametrize(
        ("printed", "confidence"),
        [
            ("1 .属于国家秘密", EXACT),
            ("１．属于国家秘密", EXACT),
            ("1、属于国家秘密", EXACT),
            ("1.属于国家秘密的", FOLDED),
        ],
    )
    def test_a_row_under_another_name_is_folded(self, printed, confidence):
        report = changed(lambda lines: lines[at(lines, "1.属于国家秘密")].__setitem__(2, printed))
        assert report.sources["T3:denied.secret:natural"].confidence is confidence
        assert report.sources[NATURAL].confidence is EXACT

    def test_a_column_under_another_name_is_folded_in_every_row(self):
        report = changed(lambda lines: lines[at(lines, "科研机构")].__setitem__(5, "科研单位机构"))
        folded = {ref for ref, source in report.sources.items() if source.confidence is FOLDED}
        assert folded == {ref for ref in report.cells if ref.startswith("T3:") and ref.endswith(":research")}

    def test_a_group_of_table_four_under_another_name_is_folded(self):
        report = changed(lambda lines: lines[at(lines, "复议后起诉")].__setitem__(10, "经复议后起诉"))
        folded = {ref for ref, source in report.sources.items() if source.confidence is FOLDED}
        assert folded == {ref for ref in report.cells if ref.startswith("T4:after_review:")}


class TestDoubt:
    def test_a_ragged_row_is_told_whole(self):
        report = changed(lambda lines: lines[at(lines, NEW)].insert(FIRST, "1"))
        source = report.sources[NATURAL]
        assert source.words == " ".join(["1", *lines_of()[at(lines_of(), NEW)][FIRST:]])
        assert (source.column, source.confidence, source.read_as) == (0, DOUBTFUL, UNREADABLE)

    @pytest.mark.parametrize(("second", "confidence"), [("0", FOLDED), ("5", DOUBTFUL)])
    def test_a_row_that_stands_twice_comes_from_where_it_stood_first(self, second, confidence):
        report = changed(lambda lines: lines.insert(at(lines, "规章") + 1, ["规章", second, "0", "0"]))
        source = report.sources["T2:regulations:issued"]
        assert (source.row, source.words, source.confidence) == (3, "0", confidence)
        assert source.read_as == report.cells["T2:regulations:issued"]

    def test_a_missing_column_comes_from_nowhere(self):
        def drop(lines: Lines) -> None:
            first = at(lines, "申请人情况")
            for n in range(first, at(lines, "四、结转下年度继续办理") + 1):
                del lines[n][FIRST + 2]

        report = changed(drop)
        absent = {ref for ref, cell in report.cells.items() if cell.reading is Reading.ABSENT}
        assert len(absent) == 25
        assert set(report.sources) == set(report.cells) - absent
        assert report.corrections == {}


def test_the_golden_report_s_cells_each_tell_their_row():
    report = read(golden_report())
    counted = Counter(source.confidence for source in report.sources.values())
    assert counted == {EXACT: 61, DOUBTFUL: 19 * 6}
    assert report.sources["T3:denied.law:natural"].origin == "第2个表格第9行，原文“0 0 0 0 0”"
    assert report.sources["T3:total:total"].origin == "第2个表格第27行第8列，原文“0”"


def test_the_verdict_is_the_same_with_and_without_sources():
    report = written("22（其中修订16件）")
    travelled, bare = (parse_report(dump_report(one)) for one in (report, replace(report, sources={})))
    assert (len(travelled.sources), len(bare.sources)) == (200, 0)
    told, without = check(Case(travelled)), check(Case(bare))
    assert told.findings == without.findings != ()
    assert told == without
