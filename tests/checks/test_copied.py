"""Repetitions and copies: where they are said to stand, from whom, and what must stay silent."""

from dataclasses import replace
from pathlib import Path

import pytest

from consistent import random_report, sound_prior, sound_report
from report_assistant.checks import Case, check
from report_assistant.intake import read
from report_assistant.report import Organ, Paragraph, full_text

PASSAGE = "街道每月对公开栏目开展一次内容更新和错情核查，形成问题清单并限期五个工作日内整改销号，逐件回访。"
CORPUS = Path(__file__).parents[2] / "corpus" / "reports"
SOUND = [("shichang", ".report.json", 2023), ("qinghe", ".txt", 2023), ("baishui", ".html", 2023)]


def judge(report, prior=None, only=("W-02", "W-03"), others=()):
    return check(Case(report, prior, others=tuple(others)), only=only).findings


def of(report, name, year=2025, kind="township"):
    return replace(report, organ=Organ(name, kind=kind), year=year)


def written(text, heading=None):
    return (Paragraph(text, heading),)


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
    assert [(f.section, f.severity) for f in judge(report, prior, only=["W-03"])] == [
        ("1.3", "warning"),
        ("1.4", "warning"),
    ]
    (finding,) = judge(sound_report().with_section("5", prior.sections["5"]), prior, only=["W-03"])
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


def test_every_quote_is_what_stands_at_its_span():
    report = sound_report().with_section("1", (*sound_report().sections["1"], Paragraph(PASSAGE)))
    report = report.with_section("5", (Paragraph("解读形式比较单一。"), Paragraph(" \n" + PASSAGE, "（二）改进")))
    other = of(sound_prior().with_section("5", written("其二，" + PASSAGE)), "样例市红岩镇人民政府")
    findings = judge(report, sound_prior(), others=[other])
    assert [(f.rule, f.section, f.severity) for f in findings] == [
        ("W-02", "5", "error"),
        ("W-03", "5", "error"),
        ("W-03", "1.5", "warning"),
    ]
    for finding in findings:
        text = full_text(report.sections[finding.section[0]])
        assert text[slice(*finding.span)] == finding.quote


def test_sound_years_have_no_finding_and_offices_do_not_copy_one_another():
    years = {
        name: [read(CORPUS / name / f"{year}{suffix}") for year in range(first, first + 3)]
        for name, suffix, first in SOUND
    }
    for name, reports in years.items():
        others = [report for other, told in years.items() if other != name for report in told]
        assert judge(reports[0], others=others) == ()
        for report, prior in zip(reports[1:], reports, strict=False):
            assert judge(report, prior, others=others) == ()
    assert judge(random_report(1), sound_prior()) == ()


def test_without_last_year_others_are_judged_and_last_year_is_not():
    report = sound_report().with_section("5", written(PASSAGE))
    other = of(sound_prior().with_section("5", written(PASSAGE)), "样例市红岩镇人民政府", 2023)
    verdict = check(Case(report, others=(other,)), only=["W-03"])
    assert verdict.not_judged == (("W-03", "没有提供上一年度报告"),)
    assert "样例市红岩镇人民政府2023年报告“五、存在的主要问题及改进情况”相同" in verdict.findings[0].message
    assert check(Case(sound_report(), others=(other,)), only=["W-03"]).outcomes["W-03"] == "not_judged"


def test_of_many_organs_the_longest_copy_is_named_and_the_others_counted():
    longer = PASSAGE + "由党政综合办公室逐项登记。"
    report = sound_report().with_section("5", written(longer))
    texts = {"甲": PASSAGE, "乙": longer, "丙": "另一件事没有做好。", "丁": PASSAGE}
    others = [
        of(sound_prior().with_section("5", written(text)), f"样例市{name}镇人民政府") for name, text in texts.items()
    ]
    (finding,) = judge(report, others=others, only=["W-03"])
    assert "样例市乙镇人民政府" in finding.message
    assert "另有 2 个单位" in finding.message
    own = of(report, report.organ.name, 2022)
    assert judge(report, others=[own], only=["W-03"]) == ()


def test_what_stood_here_last_year_was_copied_by_the_others():
    report = sound_report().with_section("5", written("问题是解读偏少。" + PASSAGE))
    prior = sound_prior().with_section("5", written(PASSAGE))
    other = of(prior, "样例市红岩镇人民政府")
    (finding,) = judge(report, prior, others=[other], only=["W-03"])
    assert "2024年报告" in finding.message


KNOWN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"
MORE = "剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡"


def drawn_out(length):
    """So many characters, and the same with one more behind every second: four in five are alike, no run is long."""
    known = KNOWN[:length]
    pairs = (known[at : at + 2] for at in range(0, length, 2))
    return known, "".join(pair + (more if len(pair) == 2 else "") for pair, more in zip(pairs, MORE, strict=False))


@pytest.mark.parametrize(("length", "told"), [(40, True), (39, False)])
def test_from_forty_characters_four_fifths_alike_is_a_copy(length, told):
    shorter, longer = drawn_out(length)
    for mine, theirs in ((shorter, longer), (longer, shorter)):
        report = sound_report().with_section("5", written(mine))
        findings = judge(report, sound_prior().with_section("5", written(theirs)), only=["W-03"])
        assert [(f.quote, "相似度 80%（达到 80%" in f.message) for f in findings] == ([(mine, True)] if told else [])


def test_the_likeness_of_a_place_is_told_at_that_place_and_of_the_organ_most_alike():
    shorter, longer = drawn_out(40)
    report = sound_report().with_section("5", (Paragraph(longer), Paragraph("解读偏少。", "（二）其他问题")))
    others = [
        of(sound_prior().with_section("5", written(text)), f"样例市{name}镇人民政府")
        for name, text in {"甲": "另一件事没有做好。", "乙": shorter}.items()
    ]
    assert judge(report, others=others, only=["W-03"]) == ()  # with what stands beside it, the place is less alike
    (finding,) = judge(report.with_section("5", written(longer)), others=others, only=["W-03"])
    assert "样例市乙镇人民政府2025年报告同一部分" in finding.message
    topics = (Paragraph("全年公开信息86条。", "（一）主动公开"), Paragraph(longer, "（四）平台建设"))
    prior = sound_prior().with_section("1", (Paragraph(shorter, "（四）平台建设"),))
    (finding,) = judge(report.with_section("1", topics), prior, only=["W-03"])
    assert (finding.section, finding.quote, finding.severity) == ("1.4", longer, "warning")


def test_of_several_copies_at_one_place_the_longest_is_told_and_the_others_counted():
    short, long, third = PASSAGE, PASSAGE[::-1] + "由党政办登记。", f"丙{KNOWN}"
    report = sound_report().with_section(
        "5", (Paragraph(f"甲。{short}乙。"), Paragraph(f"{long}丁。"), Paragraph(third))
    )
    one, two, three = (
        sound_prior().with_section("5", tuple(Paragraph(f"其{n}：{text}") for n, text in enumerate(texts)))
        for texts in ([long], [short, long], [short, long, third])
    )
    for prior, more in ((one, "不算改写）：“"), (two, "不算改写），另有 1 处：“"), (three, "不算改写），另有 2 处：“")):
        (finding,) = judge(report, prior, only=["W-03"])
        assert finding.quote.startswith(long[:-1])
        assert more in finding.message
    (finding,) = judge(report, others=[of(one, "样例市红岩镇人民政府")], only=["W-03"])
    assert "“五、存在的主要问题及改进情况”相同：“" in finding.message


@pytest.mark.parametrize(("more", "shown"), [("", KNOWN), ("剑", f"{KNOWN[:24]}……{KNOWN[25:]}剑")])
def test_a_passage_of_forty_eight_characters_is_shown_whole(more, shown):
    report = sound_report().with_section("1", (Paragraph(f"甲{KNOWN}{more}乙", "（五）监督保障"),))
    (finding,) = judge(report.with_section("5", written(f"丙{KNOWN}{more}丁")), only=["W-02"])
    assert f"字相同：“{shown}”。请删去" in finding.message
