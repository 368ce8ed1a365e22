"""Stretches and places: where text and headings stand."""

from consistent import sound_report
from report_assistant.checks.reading.located import place_at, stretches
from report_assistant.report import Paragraph, full_text


def test_stretches_are_the_text_under_each_heading_at_its_place():
    report = sound_report().with_section(
        "1",
        (
            Paragraph("开头。"),
            Paragraph("第一段。", "（二）依申请公开"),
            Paragraph("第二段。"),
            Paragraph("", "（三）政府信息管理"),
            Paragraph("末段。", "（四）平台建设："),
        ),
    )
    told = [s for s in stretches(report) if s.section == "1"]
    assert [(s.place, s.text) for s in told] == [("1", "开头。"), ("1.2", "第一段。\n第二段。"), ("1.4", "末段。")]
    for number, paragraphs in report.sections.items():
        text = full_text(paragraphs)
        for stretch in (s for s in stretches(report) if s.section == number):
            assert text[stretch.start : stretch.start + len(stretch.text)] == stretch.text
            assert place_at(report, number, stretch.start) == stretch.place


def test_a_character_of_a_heading_stands_under_it():
    text = full_text(sound_report().sections["1"])
    assert place_at(sound_report(), "1", 0) == "1"
    assert place_at(sound_report(), "1", text.index("（三）")) == "1.3"
    assert place_at(sound_report(), "1", len(text) - 1) == "1.5"
