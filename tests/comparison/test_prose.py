"""Sentences aligned, likeness and copied share."""

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from report_assistant.comparison import SentencePair, align, copied_share, similarity
from report_assistant.report import Paragraph

SENTENCES = (
    "2024年公开信息86条。",
    "2025年公开信息98条。",
    "答复办结24件，均在期限内。",
    "答复办结18件，均在期限内。",
    "政策解读数量偏少；",
    "解读形式比较单一；",
    "下一步安排股室轮流撰写解读稿件。",
    "无。",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=9).map("".join)
MIRROR = {"same": "same", "changed": "changed", "added": "removed", "removed": "added"}


def pairs(current, prior):
    return align((Paragraph(current),), (Paragraph(prior),))


def fates(current, prior):
    return [pair.fate for pair in pairs(current, prior)]


def test_the_four_fates():
    prior = "公开信息86条。开展培训2次。设查询终端1台。"
    current = "公开信息98条。设查询终端1台。收到来信三封。"
    assert pairs(current, prior) == (
        SentencePair("changed", "公开信息86条。", "公开信息98条。"),
        SentencePair("removed", "开展培训2次。", None),
        SentencePair("same", "设查询终端1台。", "设查询终端1台。"),
        SentencePair("added", None, "收到来信三封。"),
    )


def test_a_sentence_with_the_year_changed_is_the_same_and_with_a_figure_changed_is_not():
    assert fates("2025年发布解读9件。", "2024 年发布解读9件。") == ["same"]
    assert fates("2025年发布解读9件。", "2024年发布解读8件。") == ["changed"]


def test_a_moved_sentence_keeps_its_partner():
    one, two, three = "公开专区设查询终端一台。", "全年开展业务培训三次。", "答复文书由司法所复核。"
    assert fates(three + one + two, one + two + three) == ["same"] * 3
    assert similarity(three + one + two, one + two + three) == 1.0


def test_of_two_equally_alike_the_one_at_the_nearer_place_is_the_partner():
    prior, current = "设查询终端一台。公开信息86条。", "公开信息97条。开展业务培训。公开信息79条。"
    assert fates(current, prior) == ["added", "added", "removed", "changed"]
    assert [p.current for p in pairs(current, prior) if p.fate == "changed"] == ["公开信息79条。"]
    assert [p.prior for p in pairs(prior, current) if p.fate == "changed"] == ["公开信息79条。"]


def test_headings_are_no_sentences():
    current = (Paragraph("设查询终端一台。", "（四）平台建设"),)
    assert align(current, (Paragraph("设查询终端一台。", "（四）平台建设："),)) == (
        SentencePair("same", "设查询终端一台。", "设查询终端一台。"),
    )


def test_nothing_on_either_side():
    assert align((), ()) == ()
    assert fates("无。", "") == ["added"]
    assert similarity("", "") == 1.0
    assert similarity("公开信息。", "") == 0.0
    assert copied_share("", "公开信息。") == 0.0


@given(TEXTS)
def test_a_text_beside_itself_is_all_the_same(text):
    assert set(fates(text, text)) <= {"same"}
    assert similarity(text, text) == 1.0
    assert copied_share(text, text) == (1.0 if text else 0.0)


@given(TEXTS, TEXTS)
@settings(max_examples=200)
def test_the_years_swapped_mirror_the_pairs(a, b):
    def seen(current, prior):
        return sorted((p.fate, p.prior or "", p.current or "") for p in pairs(current, prior))

    assert seen(a, b) == sorted((MIRROR[f], current, prior) for f, prior, current in seen(b, a))
    assert abs(similarity(a, b) - similarity(b, a)) < 1e-9


@given(TEXTS, TEXTS, st.sampled_from([0.3, 0.8, 1.0]))
def test_what_is_so_alike_is_compared_and_what_cannot_be_is_nought(a, b, at_least):
    exact, bounded = similarity(a, b), similarity(a, b, at_least)
    assert bounded == exact if exact >= at_least else bounded in (0.0, exact)


@given(TEXTS, TEXTS)
def test_every_sentence_stands_in_exactly_one_pair(a, b):
    found = pairs(a, b)
    assert "".join(p.current for p in found if p.current) == a
    assert len("".join(p.prior for p in found if p.prior)) == len(b)
    assert all((p.current is None) == (p.fate == "removed") for p in found)
    assert all((p.prior is None) == (p.fate == "added") for p in found)


def test_the_copied_share_counts_long_runs_and_whole_sentences():
    prior = "街道每月对公开栏目开展一次内容更新和错情核查。解读偏少。"
    assert copied_share(prior + "新设终端。", prior) == (len(prior)) / (len(prior) + 5)
    assert copied_share("解读偏少。新设终端。", prior) == 0.5
    assert copied_share("每月对公开栏目抽查。", prior) == 0.0


def test_unrelated_texts_are_hardly_alike_and_soon_told_so():
    chance = random.Random(7)
    signs = "，。；" * 12 + "".join(chr(0x4E00 + n) for n in range(900))
    a, b = ("".join(chance.choice(signs) for _ in range(3000)) for _ in range(2))
    spent = []
    for _ in range(3):
        began = time.perf_counter()
        alike, copied = similarity(a, b), copied_share(a, b)
        spent.append(time.perf_counter() - began)
    assert alike < 0.2
    assert copied < 0.02
    assert min(spent) < 0.15  # measured 12 ms; the bar leaves room for a busy machine
