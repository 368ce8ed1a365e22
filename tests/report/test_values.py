"""The frozen values: readings, cells, figures, notes, proposals."""

from decimal import Decimal

import pytest

from consistent import ORGAN, sound_report
from report_assistant.official import load_form
from report_assistant.report import (
    ABSENT,
    BLANK,
    DASH,
    Cell,
    Narrative,
    Note,
    Paragraph,
    Proposal,
    Reading,
    Report,
    figures_of,
    full_text,
    given,
    place_of,
    topic_texts,
)

FORM = load_form("2021")


def test_a_report_holds_every_cell_of_its_form_and_what_was_not_given_is_absent():
    report = Report(ORGAN, 2025, cells={"T3:new:natural": given(0)})
    assert len(report.cells) == 200
    assert report.cells["T3:new:business"] is ABSENT
    assert (report.value("T3:new:natural"), report.value("T3:new:business")) == (0, None)


def test_an_unknown_cell_is_refused():
    with pytest.raises(KeyError, match="T3:new:nature"):
        Report(ORGAN, 2025, cells={"T3:new:nature": given(1)})


@pytest.mark.parametrize(("reading", "value"), [(Reading.GIVEN, None), (Reading.BLANK, 0)])
def test_only_a_given_cell_carries_a_value(reading, value):
    with pytest.raises(ValueError, match="with value"):
        Cell(reading, value)


@pytest.mark.parametrize(
    ("cell", "text"), [(given(0), "0"), (given(Decimal("31.640")), "31.640"), (BLANK, ""), (ABSENT, ""), (DASH, "—")]
)
def test_a_cell_prints_as_it_stood(cell, text):
    assert cell.text == text


def test_the_title_is_the_one_the_form_demands():
    assert Report(ORGAN, 2025).title == "样例市青禾街道办事处2025年政府信息公开工作年度报告"


def test_figures_are_the_given_cells_with_the_words_of_the_form():
    figures = figures_of(sound_report().with_cells({"T3:new:legal": BLANK}))
    assert "T3:new:legal" not in figures
    assert figures["T2:fees:amount"].unit == "万元"
    assert figures["T3:denied.third_party:business"].label == "表三“（三）不予公开—4.保护第三方合法权益”的“商业企业”"


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("（二）依申请公开：", "1.2"),
        ("(四) 平台建设", "1.4"),
        ("四、政府信息公开平台建设情况", "1.4"),
        ("（一）主动公开工作情况", "1.1"),
        ("（二）依申请公开方面", "1.2"),
        ("（五）监督保障工作：", "1.5"),
        ("（五）政府信息公开监督保障情况。", "1.5"),
        ("（一）政府信息主动公开工作情况", "1.1"),
        ("（二）政务公开工作的依申请公开", "1.2"),
        ("（六）政府信息公开情况", "1"),
        ("（六）其他", "1"),
        ("（六）其他工作情况", "1"),
        ("工作情况", "1"),
        (None, "1"),
    ],
)
def test_a_printed_heading_opens_its_sub_topic(heading, place):
    assert place_of(FORM, heading, "1") == place


def test_a_paragraph_without_heading_goes_on_under_the_last_one():
    paragraphs = (
        Paragraph("甲"),
        Paragraph("乙", "（一）主动公开"),
        Paragraph("丙"),
        Paragraph("丁", "（五）监督保障"),
    )
    assert topic_texts(FORM, paragraphs, "1") == {"1": [0], "1.1": [1, 2], "1.5": [3]}
    assert full_text(paragraphs) == "甲\n（一）主动公开\n乙\n丙\n（五）监督保障\n丁"


def test_a_proposal_changes_nothing_until_it_is_applied():
    report = sound_report()
    proposal = Proposal(
        1,
        "今年新收申请12件",
        cells={"T3:new:natural": given(12)},
        narrative=Narrative("6", (Paragraph("未收取信息处理费。"),)),
        notes=(Note(0, "1.5", "开展培训3次"),),
    )
    changed = proposal.applied_to(report)
    assert (report.value("T3:new:natural"), changed.value("T3:new:natural")) == (9, 12)
    assert changed.sections["6"][0].text == "未收取信息处理费。"
    assert changed.sections["5"] == report.sections["5"]
    assert proposal.applied_to(changed).notes == (Note(1, "1.5", "开展培训3次"), Note(2, "1.5", "开展培训3次"))
