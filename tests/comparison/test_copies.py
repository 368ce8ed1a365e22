"""Copied passages: both places, whole, within one stretch, and with as much of one's own as is asked."""

import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from consistent import sound_prior, sound_report
from report_assistant.comparison import copied_passages, retold
from report_assistant.report import Paragraph, full_text

PASSAGE = "街道每月对公开栏目开展一次内容更新和错情核查，形成问题清单并限期五个工作日内整改销号，逐件回访。"
STOCK = "根据《中华人民共和国政府信息公开条例》编制本报告，统计期限自2025年1月1日至2025年12月31日。"
TEXT = st.text(st.sampled_from("公开答复，。 \n２2年件"), max_size=30)


def report_of(*told, section="5"):
    return sound_report().with_section(section, tuple(Paragraph(text, heading) for heading, text in told))


@given(st.lists(st.tuples(st.sampled_from([None, "（一）主动公开", "（二）依申请公开"]), TEXT), max_size=6))
def test_every_folded_character_is_found_where_it_stands(told):
    report = report_of(*told, section="1")
    folded = retold(report)
    for begin, text in zip(folded.begins, folded.folded, strict=False):
        for n in range(len(text.text)):
            stretch, span = folded.located(begin + n, 1)
            assert full_text(report.sections[stretch.section])[slice(*span)] == stretch.text[span[0] - stretch.start]


def test_a_passage_is_told_with_both_places():
    report = report_of((None, "问题是解读偏少。"), ("（二）改进", "为此，" + PASSAGE))
    other = sound_prior().with_section("1", (Paragraph("开头。"), Paragraph(PASSAGE, "（三）政府信息管理")))
    (passage,) = copied_passages(report, other)
    assert (passage.place, passage.other_place, passage.text) == ("5", "1.3", PASSAGE)
    assert full_text(report.sections["5"])[slice(*passage.span)] == PASSAGE
    assert full_text(other.sections["1"])[slice(*passage.other_span)] == PASSAGE
    assert passage.length == passage.own == len(PASSAGE)


def test_line_breaks_within_a_place_do_not_part_a_passage_and_headings_do():
    half, rest = PASSAGE[:30], PASSAGE[30:]
    other = sound_prior().with_section("5", (Paragraph(PASSAGE),))
    assert [p.length for p in copied_passages(report_of((None, half), (None, rest)), other)] == [len(PASSAGE)]
    parted = report_of((None, half), ("（二）改进", rest))
    assert copied_passages(parted, other) == copied_passages(parted, parted, at_least=60) == ()


def test_stock_counts_for_nothing_and_its_clause_ends_with_its_stretch():
    report = report_of((None, STOCK), ("（二）改进", PASSAGE))
    passages = copied_passages(report, replace(report, year=2024))
    assert [(p.text, p.own) for p in passages] == [(PASSAGE, len(PASSAGE))]
    assert retold(report).words_of("5").count("街道每月对公开栏目") == 1


def test_the_later_place_of_a_repetition_is_told_first():
    report = report_of((None, PASSAGE)).with_section("6", (Paragraph("未收取信息处理费。" + PASSAGE),))
    (passage,) = retold(report).repeated()
    assert (passage.place, passage.other_place) == ("6", "5")


def test_each_of_many_others_is_told_as_if_it_were_alone():
    report = report_of((None, "问题是解读偏少。" + PASSAGE))
    texts = [PASSAGE[2:], "前言。" + PASSAGE + PASSAGE, "另一件事没有做好。", PASSAGE[5:46], PASSAGE[:39], ""]
    others = [sound_prior().with_section("5", (Paragraph(text),)) for text in texts]
    found = list(retold(report).copied_from_each(map(retold, others)))
    assert found == [copied_passages(report, other) for other in others]
    assert [bool(passages) for passages in found] == [True, True, False, True, False, False]


def test_laid_beside_many_others_a_report_is_folded_once():
    report = retold(report_of((None, PASSAGE * 20)))
    others = [sound_prior().with_section("5", (Paragraph(f"第{n}个单位的问题各不相同。" * 60),)) for n in range(40)]
    folded = [retold(other) for other in others]
    spent = []
    for _ in range(3):
        began = time.perf_counter()
        assert not any(report.copied_from_each(retold(other) for other in others))
        spent.append(time.perf_counter() - began)
    assert all(retold(other) is known for other, known in zip(others, folded, strict=True))
    assert min(spent) / len(others) < 0.001  # measured 0.01 ms; the bar leaves room
