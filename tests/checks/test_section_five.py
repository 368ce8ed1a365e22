"""W-07, W-08, W-09 on the sample texts, the sample offices and the golden report."""

from pathlib import Path

import pytest

from consistent import random_report, sound_prior, sound_report
from report_assistant.checks import Case, check
from report_assistant.intake import read
from report_assistant.report import Paragraph, full_text
from section_five import TEXTS, names, paragraphs
from shared_folder import golden_report

CORPUS = Path(__file__).parents[2] / "corpus" / "reports"
RULES = ("W-07", "W-08", "W-09")
OFFICES = [("baishui", "html"), ("qinghe", "txt"), ("shichang", "report.json")]


def judged(text, *only, prior=None):
    report = sound_report().with_section("5", paragraphs(text))
    return check(Case(report, prior), only=only or ("W-07", "W-08"))


@pytest.mark.parametrize("sample", TEXTS, ids=names(TEXTS))
def test_what_is_of_another_field_and_only_that_is_found(sample):
    findings = judged(sample["text"], "W-07").findings
    found = {"problem" if "写的问题" in finding.message else "measure" for finding in findings}
    assert found == set(sample.get("off", ())), [finding.message for finding in findings]
    assert len(findings) == len(found)


@pytest.mark.parametrize("sample", TEXTS, ids=names(TEXTS))
def test_a_problem_without_a_measure_and_only_that_is_found(sample):
    verdict = judged(sample["text"], "W-08")
    wanted = sample.get("unpaired", [])
    assert verdict.outcomes["W-08"] == (
        "not_judged" if not sample.get("paired", True) else "broken" if wanted else "held"
    ), [finding.message for finding in verdict.findings]
    assert all(words in verdict.findings[0].actual for words in wanted)


@pytest.mark.parametrize("sample", TEXTS, ids=names(TEXTS))
def test_every_quote_is_what_stands_at_its_span(sample):
    for finding in judged(sample["text"]).findings:
        assert full_text(paragraphs(sample["text"]))[slice(*finding.span)] == finding.quote


@pytest.mark.parametrize(("organ", "suffix"), OFFICES)
def test_the_sample_offices_are_without_findings(organ, suffix):
    reports = [read(CORPUS / organ / f"{year}.{suffix}") for year in (2023, 2024, 2025)]
    for report, prior in zip(reports, [None, *reports], strict=False):
        assert check(Case(report, prior), only=RULES).findings == ()


def test_generated_reports_are_without_findings():
    for seed in range(5):
        verdict = check(Case(random_report(seed), sound_prior()), only=RULES)
        assert set(verdict.outcomes.values()) == {"held"}


def test_the_copied_report_of_2026_leaves_two_promises_of_2025_open():
    case = Case(read(CORPUS / "qinghe" / "2026.report.json"), read(CORPUS / "qinghe" / "2025.txt"))
    (finding,) = check(case, only=RULES).findings
    assert (finding.rule, finding.severity) == ("W-09", "warning")
    assert "2025年报告提出的改进有 2 项" in finding.message
    assert finding.expected.startswith("针对重点领域信息缺位")


def test_the_golden_report_is_off_topic_on_both_sides_and_undivided():
    problems, measures, undivided = check(Case(read(golden_report())), only=RULES).findings
    assert [finding.rule for finding in (problems, measures, undivided)] == ["W-07", "W-07", "W-08"]
    assert problems.quote.startswith("智慧化治理水平滞后")
    assert problems.quote.endswith("一线人员专业资质欠缺的问题。")
    assert measures.quote.startswith("2026年街道拟针对性解决方法")
    assert "扩大千兆光网覆盖" in measures.quote
    assert "推进机构改革" in measures.actual
    assert "持续推动信息公开工作" not in measures.actual
    assert "470 字写成一段" in undivided.message


def test_off_topic_points_that_stand_apart_are_one_finding_at_the_first():
    text = "问题：一是老旧管网多；二是解读少；三是招商难。\n措施：一是增加图解；二是公开栏更新；三是回应留言。"
    (finding,) = judged(text, "W-07").findings
    assert (finding.quote, finding.actual) == ("老旧管网多；", "老旧管网多；招商难。")
    assert "“老旧管网多”、“招商难”" in finding.message


def test_a_long_list_is_told_by_its_first_four():
    text = "主要问题：" + "；".join(f"{n}是公开的第{n}类不够全" for n in "一二三四五六") + "。"
    (finding,) = judged(text, "W-08").findings
    assert "第四类" in finding.message
    assert "第五类" not in finding.message
    assert "等 6 处" in finding.message


def test_four_points_of_twenty_characters_are_told_whole():
    points = [f"公开的{sort}类村级财务收支事项内容还不够全面" for sort in "甲乙丙丁"]
    text = "主要问题：" + "；".join(f"{n}是{point}" for n, point in zip("一二三四", points, strict=True)) + "。"
    (finding,) = judged(text, "W-08").findings
    assert {len(point) for point in points} == {20}
    assert finding.message.endswith(f"都没有改进措施：{'、'.join(f'“{point}”' for point in points)}。请逐个补写。")


def in_one_paragraph(problems, length, mark=""):
    """So many problems and one measure, drawn out to a length."""
    told = "".join(f"{mark}{sort}信息公开得不够全。" for sort in "甲乙丙丁"[:problems])
    return (told + "下一步，我街道将" + "逐项核对信息，" * 50)[: length - 1] + "。"


@pytest.mark.parametrize(
    ("problems", "length", "told"), [(4, 301, True), (4, 300, False), (3, 301, False), (3, 460, False)]
)
def test_five_points_in_more_than_three_hundred_characters_are_undivided(problems, length, told):
    text = in_one_paragraph(problems, length)
    for written in ((Paragraph(text),), (Paragraph(text), Paragraph(" "))):
        findings = check(Case(sound_report().with_section("5", written)), only=["W-08"]).findings
        assert any("字写成一段" in finding.message for finding in findings) is told


def test_a_paragraph_with_a_list_in_it_is_divided():
    text = "一年来，主要问题有：" + in_one_paragraph(4, 400, "一是")
    assert all("写成一段" not in finding.message for finding in judged(text, "W-08").findings)


def test_a_waiver_falls_when_another_problem_is_left_without_a_measure():
    half = "改进措施：一是起草解读稿；二是检查网站栏目。"
    texts = [f"主要问题：一是解读少；二是网站栏目慢；三是{last}。{half}" for last in ("答复超期", "查阅终端坏了")]
    one, other = (judged(text, "W-08").findings[0].fingerprint for text in texts)
    assert one != other


def test_a_prior_of_another_organ_is_not_judged():
    prior = sound_prior()
    prior = type(prior)(type(prior.organ)("另县民政局"), 2024, cells=prior.cells, sections=prior.sections)
    verdict = judged("一是解读少。", "W-09", prior=prior)
    assert verdict.outcomes["W-09"] == "not_judged"


def test_paragraphs_of_gaps_alone_are_left_to_the_rule_on_gaps():
    gap = "〔待补充：本年度政府信息公开工作存在的主要问题〕"
    report = sound_report().with_section("5", (Paragraph(f"主要问题是：{gap}。"), Paragraph(f"改进措施是：{gap}。")))
    assert check(Case(report), only=("W-07", "W-08")).findings == ()
