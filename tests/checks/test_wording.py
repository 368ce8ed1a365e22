"""Placeholders, repetitions and copies: where they are said to stand, and what must stay silent."""

from dataclasses import replace
from pathlib import Path

import pytest

from consistent import random_report, sound_prior, sound_report
from report_assistant.checks import Case, check
from report_assistant.checks.reading.located import place_at, stretches
from report_assistant.intake import read
from report_assistant.report import Paragraph, full_text

PASSAGE = "街道每月对公开栏目开展一次内容更新和错情核查，形成问题清单并限期五个工作日内整改销号，逐件回访。"
CORPUS = Path(__file__).parents[2] / "corpus" / "reports" / "shichang"


def judge(report, prior=None, only=("W-01", "W-02", "W-03")):
    return check(Case(report, prior), only=only).findings


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


@pytest.mark.parametrize("before", ["", "XX街道认真整改。"])
def test_every_quote_is_what_stands_at_its_span(before):
    report = sound_report()
    report = report.with_section("1", (*report.sections["1"], Paragraph(f"共收到件。{PASSAGE}")))
    report = report.with_section("5", (Paragraph("解读形式比较单一。"), Paragraph(before + PASSAGE, "（二）改进")))
    prior = sound_prior().with_section("5", (Paragraph(PASSAGE),))
    findings = judge(report, prior)
    assert {f.rule for f in findings} == {"W-01", "W-02", "W-03"}
    for finding in findings:
        text = full_text(report.sections[finding.section[0]])
        assert text[slice(*finding.span)] == finding.quote


def test_a_repetition_is_told_at_its_later_place_and_names_both():
    report = sound_report().with_section("1", (Paragraph(PASSAGE, "（五）监督保障"),))
    (finding,) = judge(report.with_section("6", (Paragraph("未收取信息处理费。" + PASSAGE),)))
    assert (finding.section, finding.quote) == ("6", PASSAGE)
    assert "“六、其他需要报告的事项”与“一（五）监督保障”" in finding.message


def test_a_run_does_not_cross_from_one_heading_to_the_next():
    half, other = PASSAGE[:30], PASSAGE[30:]
    report = sound_report().with_section("1", (Paragraph(half, "（一）主动公开"), Paragraph(other, "（二）依申请公开")))
    assert judge(report.with_section("5", (Paragraph(half), Paragraph(other, "（二）改进情况")))) == ()


def test_section_one_is_told_topic_by_topic_and_section_five_once():
    prior = sound_prior().with_section("5", (Paragraph(PASSAGE), Paragraph("乙" + PASSAGE[::-1])))
    report = sound_report().with_section(
        "1", (Paragraph(PASSAGE, "（三）政府信息管理"), Paragraph(PASSAGE[::-1], "（四）平台建设"))
    )
    assert [(f.section, f.severity) for f in judge(report, prior, ["W-03"])] == [("1.3", "warning"), ("1.4", "warning")]
    (finding,) = judge(sound_report().with_section("5", prior.sections["5"]), prior, ["W-03"])
    assert (finding.section, finding.severity) == ("5", "error")


def test_a_copy_with_another_year_is_a_copy_and_with_other_figures_throughout_is_none():
    report, prior = sound_report(), sound_prior()
    written = "2024年发布解读{}件，其中图解{}件、音频{}件、视频{}件；回应关切{}次，开展培训{}次，参训{}人。"
    prior = prior.with_section("1", (Paragraph(written.format(12, 3, 4, 5, 8, 2, 60), "（一）主动公开"),))
    same = written.replace("2024", "2025").format(12, 3, 4, 5, 8, 2, 60)
    other = written.replace("2024", "2025").format(190, 87, 56, 47, 31, 19, 433)
    assert len(judge(report.with_section("1", (Paragraph(same, "（一）主动公开"),)), prior)) == 1
    assert judge(report.with_section("1", (Paragraph(other, "（一）主动公开"),)), prior) == ()


def test_a_text_that_repeats_itself_without_end_is_judged():
    report = sound_report().with_section("5", (Paragraph("整改" * 4000),))
    assert {f.rule for f in judge(report, replace(report, year=2024))} == {"W-02", "W-03"}


def test_sound_years_of_one_office_have_no_finding():
    reports = [read(CORPUS / f"{year}.report.json") for year in (2023, 2024, 2025)]
    for report, prior in zip(reports[1:], reports, strict=False):
        assert judge(report, prior) == ()
    assert judge(random_report(1), sound_prior()) == ()
