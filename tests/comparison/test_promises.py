"""What last year announced, beside what this year tells of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from consistent import sound_prior, sound_report
from report_assistant.comparison import Promise, promises, sharing_words
from report_assistant.intake import read
from report_assistant.report import Paragraph
from section_five import PAIRS, names, paragraphs

CORPUS = Path(__file__).parents[2] / "corpus" / "reports"
YEARS = [("baishui", "html"), ("qinghe", "txt"), ("shichang", "report.json")]


def pair(current, prior, overview=""):
    sections = {"1": (Paragraph(overview),), "5": paragraphs(current)}
    return promises(replace(sound_report(), sections=sections), sound_prior().with_section("5", paragraphs(prior)))


@pytest.mark.parametrize("sample", PAIRS, ids=names(PAIRS))
def test_the_promises_of_each_pair_of_years(sample):
    told = pair(sample["current"], sample["prior"], sample.get("overview", ""))
    left = [promise.text for promise in told if promise.open]
    assert len(told) == sample.get("promises", len(told))
    assert len(left) == len(sample["open"]), left
    assert all(any(words in text for text in left) for words in sample["open"]), left
    if sample.get("general"):
        whole = paragraphs(sample["current"])[0].text.partition("。")[0] + "。"
        assert {promise.account for promise in told} == {whole}


@pytest.mark.parametrize("year", [2024, 2025])
@pytest.mark.parametrize(("organ", "suffix"), YEARS)
def test_every_promise_of_the_sample_offices_was_kept(organ, suffix, year):
    current, prior = (read(CORPUS / organ / f"{y}.{suffix}") for y in (year, year - 1))
    told = promises(current, prior)
    assert len(told) == 3
    section_five = "\n".join(paragraph.text for paragraph in current.sections["5"])
    assert all(promise.account and promise.account in section_five for promise in told)


def test_a_copied_report_leaves_its_promises_open():
    told = promises(read(CORPUS / "qinghe" / "2026.report.json"), read(CORPUS / "qinghe" / "2025.txt"))
    assert [promise.open for promise in told] == [True, True, False]
    assert told[2].account.startswith("自助查询终端接入9个社区网格站")


def test_an_account_in_section_five_goes_before_a_closer_likeness_in_section_one():
    repeated = "会同社区录制方言音频，张贴大字版说明。"
    (promise,) = pair("去年提出的大字版说明已张贴。", f"下一步{repeated}", repeated)
    assert promise.account == "去年提出的大字版说明已张贴。"
    assert 0 < promise.similarity < 1


def test_the_words_that_open_a_measure_are_no_part_of_the_promise():
    (promise,) = pair("无", "主要问题是解读少，改进措施是每季度录制方言音频。")
    assert promise == Promise("每季度录制方言音频。", None, 0.0)


def test_what_fits_anything_is_told_and_never_open():
    (promise,) = pair("本年的问题是栏目旧。", "下一步加强业务培训。")
    assert (promise.account, promise.specific, promise.open) == (None, False, False)


def test_a_report_without_section_five_keeps_no_promise_and_a_prior_without_it_made_none():
    bare = replace(sound_report(), sections={})
    assert [promise.account for promise in promises(bare, sound_prior())] == [None]
    assert promises(sound_report(), bare) == ()


def test_stock_and_trade_words_are_not_shared_words():
    texts = ["进一步加强信息公开工作", "更新答复模板", "录制方言音频"]
    assert sharing_words(texts, "信息公开工作要更新，答复要及时，音频要清楚") == {"录制方言音频"}
    assert sharing_words(texts, "") == frozenset()
