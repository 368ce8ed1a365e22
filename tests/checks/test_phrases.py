"""Sentences for and against the rules on phrases and padding (phrases.toml), and the bounds of padding."""

import re
import tomllib
from pathlib import Path

import pytest

from consistent import random_report, sound_prior, sound_report
from report_assistant.checks import Case, check
from report_assistant.report import Paragraph, full_text

RULES = ("W-05", "W-11", "W-14", "W-15")
SENTENCES = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))
TOLD = "全年通过门户网站公开政府信息86条，制作解读9件。"


def judge(report, rule_id):
    return check(Case(report), only=[rule_id]).findings


def placed(rule_id, text):
    if rule_id == "W-14":
        return sound_report().with_section("1", (Paragraph(text), Paragraph(TOLD, "（一）主动公开")))
    return sound_report().with_section("1", (Paragraph(text, "（三）政府信息管理"),))


@pytest.mark.parametrize(
    ("rule_id", "text", "quote"),
    [(rule_id, text, quote) for rule_id in RULES for text, quote in SENTENCES[rule_id]],
)
def test_sentence(rule_id, text, quote):
    findings = judge(placed(rule_id, text), rule_id)
    assert [finding.quote[: len(quote)] for finding in findings] == ([quote] if quote else [])


def test_there_are_twenty_sentences_a_rule_and_both_kinds():
    for rule_id in ("W-05", "W-11", "W-15"):
        kinds = [bool(quote) for _, quote in SENTENCES[rule_id]]
        assert len(kinds) >= 20
        assert min(kinds.count(True), kinds.count(False)) >= 8


@pytest.mark.parametrize("rule_id", RULES)
def test_a_quote_is_what_stands_at_its_span(rule_id):
    for text, quote in SENTENCES[rule_id]:
        report = placed(rule_id, text)
        for finding in judge(report, rule_id) if quote else ():
            assert full_text(report.sections["1"])[slice(*finding.span)] == finding.quote


def test_generated_and_sound_reports_have_no_such_phrase():
    for report in (sound_report(), sound_prior(), random_report(3)):
        assert check(Case(report), only=RULES).findings == ()


def test_an_obsolete_term_is_told_with_what_is_in_force_and_where_that_stands():
    for text, quote in SENTENCES["W-05"]:
        for finding in judge(placed("W-05", text), "W-05"):
            assert quote in finding.message
            assert re.search("条例第.{1,4}条|30号", finding.message)


def test_headings_are_read_for_obsolete_titles_too():
    report = sound_report().with_section("1", (Paragraph("共0元。", "（六）政府信息公开的收费及减免情况"),))
    assert [finding.quote for finding in judge(report, "W-05")] == ["收费及减免情况"]


def test_an_announcement_belongs_to_the_year_of_the_report():
    report = sound_report().with_section("1", (Paragraph("2026年，街道将新建查阅点。", "（四）平台建设"),))
    assert len(judge(report, "W-15")) == 1
    next_year = sound_report().with_section("1", report.sections["1"])
    assert check(Case(type(report)(report.organ, 2026, sections=next_year.sections)), only=["W-15"]).findings == ()


def test_section_one_is_too_long_above_fifteen_hundred_characters_without_spaces():
    sentence = "公开信息九条。"
    enough = sound_report().with_section("1", (Paragraph(" \n".join([sentence] * 214)),))
    assert judge(enough, "W-14") == ()
    (finding,) = judge(sound_report().with_section("1", (Paragraph(sentence * 214 + "公开九条"),)), "W-14")
    assert finding.actual == 1502
    assert "共 1502 字" in finding.message
    assert finding.section == "1"


@pytest.mark.parametrize(("length", "told"), [(1500, []), (1501, [1501])])
def test_the_longest_section_one_that_is_not_too_long(length, told):
    report = sound_report().with_section("1", (Paragraph(("公开信息九条。" * 215)[:length]),))
    assert [finding.actual for finding in judge(report, "W-14")] == told


FIELD = (
    "老旧小区道路管网全部更新，产业项目招商引资稳步增长，基层矛盾纠纷有效化解，村集体经济不断壮大，网格治理走在前列。"
)


def of_another_field(length):
    """A sentence on another field, of so many characters."""
    return FIELD.replace("，", "、")[: length - 1] + "。"


@pytest.mark.parametrize(("length", "told"), [(39, False), (40, True)])
def test_a_paragraph_of_forty_characters_tells_something_wherever_it_stands(length, told):
    stray = of_another_field(length)
    for paragraphs in (
        (Paragraph(stray), Paragraph(TOLD, "（一）主动公开")),
        (Paragraph("依据条例编制。"), Paragraph(f"公开九条。\n解读二件。\n{stray}", "（五）监督保障")),
    ):
        report = sound_report().with_section("1", paragraphs)
        findings = judge(report, "W-14")
        assert [finding.quote for finding in findings] == ([stray] if told else [])
        assert all(full_text(paragraphs)[slice(*finding.span)] == stray for finding in findings)


@pytest.mark.parametrize(
    ("stray", "length", "told"),
    [([30, 30], 75, False), ([30, 31], 75, True), ([50] * 6, 1000, False), ([50] * 5 + [51], 1000, True)],
)
def test_other_fields_may_take_sixty_characters_and_three_tenths_of_section_one(stray, length, told):
    padding = "".join(map(of_another_field, stray))
    rest = length - len(padding)
    paragraphs = (Paragraph(padding + ("公开信息九条。" * 100)[: rest - 1] + "。", "（五）监督保障"),)
    findings = judge(sound_report().with_section("1", paragraphs), "W-14")
    assert [finding.quote for finding in findings] == ([of_another_field(stray[0])] if told else [])
    assert all(f"有 {sum(stray) / length:.0%} 的文字" in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("plan", "shown"),
    [
        ("下一步，街道将在县政府门户网站和政务公开栏同步完善政府信息公开目录及其指南内容。", None),
        ("下一步，街道将在县政府门户网站和政务公开栏同步完善政府信息公开目录及其指南内容的。", "及其指南内容的……"),
    ],
)
def test_a_plan_of_forty_characters_is_shown_whole(plan, shown):
    (finding,) = judge(sound_report().with_section("1", (Paragraph(plan, "（四）平台建设"),)), "W-15")
    assert len(plan) == 40 + bool(shown)
    assert f"{shown or plan}”是2025年以后的打算" in finding.message
