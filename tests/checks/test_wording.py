"""Placeholders: where they are said to stand, and what must stay silent."""

import pytest

from consistent import random_report, sound_report
from report_assistant.checks import Case, check
from report_assistant.report import Paragraph, full_text


def judge(report):
    return check(Case(report), only=["W-01"]).findings


@pytest.mark.parametrize("before", ["", "XX街道认真整改。"])
def test_every_quote_is_what_stands_at_its_span(before):
    report = sound_report()
    report = report.with_section("1", (*report.sections["1"], Paragraph("共收到件。")))
    report = report.with_section(
        "5", (Paragraph("解读形式比较单一。"), Paragraph(before + "答复〔待补充〕件。", "（二）改进"))
    )
    findings = judge(report)
    assert {finding.section for finding in findings} == {"1.5", "5"}
    for finding in findings:
        text = full_text(report.sections[finding.section[0]])
        assert text[slice(*finding.span)] == finding.quote


def test_generated_reports_have_no_placeholder():
    assert judge(random_report(1)) == ()


@pytest.mark.parametrize(("between", "quotes"), [(12, 1), (13, 2)])
def test_gaps_twelve_characters_apart_are_filled_in_at_one_go(between, quotes):
    report = sound_report().with_section(
        "5", (Paragraph(f"解读XX件，{'于门户网站公众号等处公布后'[: between - 2]}共XX次。"),)
    )
    assert len(judge(report)) == quotes


def test_a_clause_is_told_without_the_marks_around_it():
    report = sound_report().with_section("6", (Paragraph("；共收到件。"), Paragraph("未收取信息处理费。")))
    (finding,) = judge(report)
    assert "里“共收到件”留有" in finding.message
