"""The lexical index."""

import numpy as np
import pytest

from report_assistant.retrieval.lexical import LexicalIndex, pairs, runs, words

TEXTS = ["政府信息公开工作年度报告", "信息处理费按件计收，31元", "规范性文件应当及时公开", "！？。"]


def ranking(query, cut=words, allowed=(True, True, True, True), depth=10):
    return LexicalIndex(TEXTS, cut).ranking(query, np.array(allowed), depth)


def test_runs_fold_widths_and_case():
    assert runs("ＧＢ／Ｔ 9704—2012，表三") == ["gb", "t", "9704", "2012", "表三"]


def test_long_words_carry_the_short_ones():
    assert {"年度", "报告", "年度报告"} <= set(words("年度报告"))


def test_pairs_overlap_and_leave_the_rest_whole():
    assert pairs("信息费 31.5 A件") == ["信息", "息费", "31.5", "a", "件"]


@pytest.mark.parametrize("cut", [words, pairs])
def test_only_passages_that_share_a_word_are_ranked(cut):
    assert ranking("信息处理费怎么收", cut)[0] == 1
    assert 2 not in ranking("处理费", cut)
    assert ranking("猫", cut) == ranking("？", cut) == ranking("", cut) == []


def test_what_is_not_allowed_cannot_push_out():
    assert ranking("信息处理费", allowed=(True, False, True, True), depth=1) == [0]
    assert ranking("信息处理费", allowed=(False, False, False, False)) == []


def test_equal_scores_keep_the_order_given():
    assert LexicalIndex(["公开指南", "公开指南", "公开指南"], pairs).ranking("指南", np.ones(3, bool), 2) == [0, 1]


@pytest.mark.parametrize("texts", [[], ["。", "——"]])
def test_an_index_of_nothing_finds_nothing(texts):
    assert LexicalIndex(texts, words).ranking("公开", np.ones(len(texts), bool), 5) == []
