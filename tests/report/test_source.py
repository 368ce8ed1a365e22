"""Sources: where a cell came from, told in words, carried in the report file, and what was corrected since."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistent import sound_report
from report_assistant.errors import UnusableInput
from report_assistant.report import (
    ABSENT,
    BLANK,
    DASH,
    UNREADABLE,
    Cell,
    Confidence,
    Imprint,
    Source,
    dump_report,
    parse_report,
)
from report_assistant.report import given as cell

NATURAL, FEES, OTHER = "T3:new:natural", "T2:fees:amount", "T3:new:other"
READ = Source("１２件", 3, 5, 4, cell(12), Confidence.FOLDED, "第2页")
CELLS = st.one_of(
    st.integers(-9, 10**9).map(cell),
    st.decimals(0, 10**6, places=2).map(cell),
    st.sampled_from([BLANK, DASH, UNREADABLE]),
)
SOURCES = st.builds(
    Source,
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.integers(1, 40),
    st.integers(1, 90),
    st.integers(0, 30),
    CELLS,
    st.sampled_from(Confidence),
    st.sampled_from(["", "第2页", "工作表“表三”"]),
)


def report_of(**sources: Source):
    report = sound_report().with_cells({NATURAL: cell(12)})
    return replace(report, sources={NATURAL: READ} | sources)


def test_the_origin_is_told_as_a_person_finds_it():
    assert READ.origin == "第2页，第3个表格第5行第4列，原文“１２件”"
    assert replace(READ, leaf="", words="", read_as=BLANK).origin == "第3个表格第5行第4列，原文空白"
    assert replace(READ, column=0, words="0 0").origin == "第2页，第3个表格第5行，原文“0 0”"
    assert [confidence.word for confidence in Confidence] == ["照录", "经辨认", "存疑"]


@pytest.mark.parametrize("change", [{"table": 0}, {"row": 0}, {"column": -1}, {"read_as": ABSENT}])
def test_what_the_document_does_not_have_has_no_source(change):
    with pytest.raises(ValueError, match="nothing stands there"):
        replace(READ, **change)


def test_a_source_of_no_cell_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        replace(sound_report(), sources={"T3:new:nobody": READ})


def test_where_cells_came_from_makes_no_other_report():
    assert report_of() == report_of(**{OTHER: READ}) == sound_report().with_cells({NATURAL: cell(12)})


def test_edits_keep_the_sources():
    report = report_of().with_cells({NATURAL: cell(13)}).with_section("6", ())
    assert dict(report.sources) == {NATURAL: READ}


def test_a_correction_is_what_no_longer_holds_what_was_read():
    kept = {ref: replace(READ, read_as=there) for ref, there in report_of().cells.items() if ref != OTHER}
    report = replace(report_of(), sources=kept).with_cells({OTHER: ABSENT})
    assert report.corrections == {}
    corrected = report.with_cells({NATURAL: cell(13), OTHER: cell(0)})
    assert corrected.corrections == {NATURAL: kept[NATURAL], OTHER: None}
    assert corrected.with_cells({NATURAL: cell(12), OTHER: ABSENT}).corrections == {}


def test_a_report_that_was_not_read_has_no_corrections():
    assert sound_report().corrections == {}


@given(st.dictionaries(st.sampled_from(sorted(sound_report().cells)), SOURCES, max_size=12))
@settings(max_examples=40)
def test_the_report_file_carries_every_source(sources):
    report = replace(sound_report(), sources=sources)
    text = dump_report(report)
    assert dict(parse_report(text).sources) == sources
    assert json.loads(text).keys() - {"sources"} == json.loads(dump_report(sound_report())).keys()


def test_one_source_a_line_and_none_where_there_are_none():
    text = dump_report(report_of(**{FEES: Source("—", 1, 14, 2, DASH, Confidence.EXACT)}))
    assert (
        ' "sources": {\n'
        '  "T2:fees:amount": {"words": "—", "table": 1, "row": 14, "column": 2, "read_as": "dash",'
        ' "confidence": "exact"},\n'
        '  "T3:new:natural": {"words": "１２件", "leaf": "第2页", "table": 3, "row": 5, "column": 4, "read_as": 12,'
        ' "confidence": "folded"}\n },\n'
    ) in text
    assert list(json.loads(text)) == sorted(json.loads(text))
    assert "sources" not in dump_report(sound_report())


@pytest.mark.parametrize("words", ['"sources": null', '}, {"words": ', '}\n{"words": "', '\\"}, {\\"words\\": '])
def test_words_that_look_like_the_file_s_own_stay_words(words):
    odd = replace(READ, words=words)
    report = report_of(**{OTHER: odd}).with_section("6", (*sound_report().sections["6"],))
    assert parse_report(dump_report(report)).sources[OTHER] == odd


def test_money_read_as_is_exact():
    money = Source("31.640", 1, 14, 2, Cell(cell(Decimal("31.640")).reading, Decimal("31.640")), Confidence.EXACT)
    assert str(parse_report(dump_report(report_of(**{FEES: money}))).sources[FEES].read_as.value) == "31.640"


WRITTEN = {"words": "12", "table": 1, "row": 2, "column": 3, "read_as": 12, "confidence": "exact"}


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ([], "sources"),
        ({"T3:new:nobody": WRITTEN}, "T3:new:nobody"),
        ({NATURAL: []}, f"{NATURAL} 的来源读不出：应写明原文和位置"),
        ({NATURAL: WRITTEN | {"confidence": "sure"}}, "把握程度“sure”不认识"),
        ({NATURAL: WRITTEN | {"words": 12}}, "words"),
        ({NATURAL: WRITTEN | {"leaf": None}}, "leaf"),
        ({NATURAL: WRITTEN | {"row": "2"}}, "row 应是整数"),
        ({NATURAL: WRITTEN | {"row": True}}, "row 应是整数"),
        ({NATURAL: WRITTEN | {"table": 0}}, "位置不存在"),
        ({NATURAL: WRITTEN | {"read_as": "absent"}}, "位置不存在"),
        ({NATURAL: WRITTEN | {"read_as": "given"}}, "不是数"),
        ({NATURAL: WRITTEN | {"read_as": None}}, "不是数"),
        ({NATURAL: {key: value for key, value in WRITTEN.items() if key != "column"}}, "column"),
    ],
)
def test_a_source_of_another_shape_is_refused_in_one_chinese_line(written, says):
    text = json.dumps(json.loads(dump_report(sound_report())) | {"sources": written}, ensure_ascii=False)
    with pytest.raises(UnusableInput) as refused:
        parse_report(text, "甲.report.json")
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


class TestImprint:
    def test_the_report_file_carries_it_only_where_there_is_one(self):
        imprint = Imprint("甲县审计局2025年政务公开工作总结", ("甲县审计局（盖章）", "2026年1月9日"))
        report = replace(sound_report(), imprint=imprint)
        assert parse_report(dump_report(report)) == report != sound_report()
        assert "imprint" not in dump_report(sound_report())

    @pytest.mark.parametrize("written", [[], {"title": 1}, {"closing": "甲"}, {"closing": [1]}])
    def test_another_shape_is_refused(self, written):
        text = json.dumps(json.loads(dump_report(sound_report())) | {"imprint": written})
        with pytest.raises(UnusableInput, match="imprint"):
            parse_report(text)
