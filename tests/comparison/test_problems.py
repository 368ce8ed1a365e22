"""Section five read as problems, measures and accounts of last year's."""

import time

import pytest

from report_assistant.comparison import read_section_five
from report_assistant.report import Paragraph, full_text
from section_five import TEXTS, names, paragraphs


def read(text, year=2025):
    return read_section_five(paragraphs(text), year)


def kinds(text, year=2025):
    return [point.kind for point in read(text, year)]


@pytest.mark.parametrize("sample", TEXTS, ids=names(TEXTS))
def test_the_points_of_each_sample_text(sample):
    told = [point.kind for point in read(sample["text"])]
    for kind in ("problem", "measure"):
        assert told.count(kind) == sample.get(f"{kind}s", told.count(kind)), told
    assert ("account" in told) == sample.get("account", False)


@pytest.mark.parametrize("sample", TEXTS, ids=names(TEXTS))
def test_every_point_is_what_stands_at_its_place(sample):
    written = paragraphs(sample["text"])
    points = read_section_five(written, 2025)
    assert points or not sample.get("paired", True)
    assert [full_text(written)[point.start : point.end] for point in points] == [point.text for point in points]
    assert [point.start for point in points if point.kind == "measure"] == sorted(
        point.start for point in points if point.kind == "measure"
    )


def test_a_year_before_the_report_s_own_makes_an_account_and_its_own_year_does_not():
    written = "2024年度报告提出的改进事项，答复模板已经统一。公开内容不够全面。"
    assert kinds(written, 2025) == ["account", "account"]
    assert kinds("2024年公开工作的不足主要是内容不够全面。", 2024) == ["problem"]
    assert kinds("上年结转2件均已答复，解读不足。", 2025) == ["problem"]


def test_next_year_opens_a_measure_and_this_year_does_not():
    assert kinds("解读形式单一。2026年，增加图解。", 2025) == ["problem", "measure"]
    assert kinds("解读形式单一。2025年，栏目更新不及时。", 2025) == ["problem", "problem"]


def test_what_is_granted_before_the_problem_is_no_part_of_it():
    (problem,) = read("虽然信息公开工作取得进展，但仍存在解读形式单一的问题。")
    assert problem.text == "解读形式单一的问题。"


def test_praise_before_the_first_problem_is_no_point():
    assert kinds("一年来，公开工作稳步推进。然而还存在不足：解读形式单一。") == ["problem"]


def test_a_measure_behind_a_comma_is_cut_off_its_problem_and_not_off_a_measure():
    problem, measure = read("公开目录更新较慢，将在一季度完成校核。")
    assert (problem.text, measure.text) == ("公开目录更新较慢，", "将在一季度完成校核。")
    assert kinds("针对解读单一，将制作图解，拟配音频。") == ["problem", "measure"]


def test_a_list_begins_anew_behind_a_heading_and_goes_on_behind_a_measure():
    halves = "# （一）主要问题\n1.解读形式单一。\n2.栏目更新慢。\n# （二）改进措施\n1.图解每月一期。\n2.栏目每周一更。"
    assert kinds(halves) == ["problem", "problem", "measure", "measure"]
    pairs = "一是解读形式单一。为此，图解每月一期。\n二是栏目更新慢。为此，栏目每周一更。"
    assert kinds(pairs) == ["problem", "measure", "problem", "measure"]


def test_what_was_done_and_what_is_to_be_done():
    done = {
        "改进措施是统一了模板。": True,
        "改进措施：已建立台账，下一步继续完善。": True,
        "改进措施：将建立台账，确保年底到位。": False,
        "改进措施：属于已公开的当场指引查阅。": False,
        "改进措施：收到申请后先了解需求。": False,
        "改进措施：我们已将专区搬到一楼。": True,
    }
    assert {text: read(text)[0].done for text in done} == done


def test_nothing_written_has_no_points():
    assert read_section_five((), 2025) == ()
    assert read_section_five((Paragraph("", "（一）存在的主要问题"), Paragraph("  ")), 2025) == ()
    assert read("无") == ()


@pytest.mark.parametrize("syllables", ["整改", "虽", "针对", "公开，", "存在问题", "将，", "一是不够；", "去年，问题"])
def test_a_text_that_repeats_itself_without_end_is_read(syllables):
    began = time.perf_counter()
    read(syllables * (8000 // len(syllables)))
    assert time.perf_counter() - began < 1  # measured 2 to 20 ms; the bar leaves room for a busy machine
