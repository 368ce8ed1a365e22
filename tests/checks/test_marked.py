"""Numbers as marks: what is one, what it is worth, and where it stands."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.checks.reading.marked import ABOUT, COUNT, POINTS, SHARE, TIMES, mark


@pytest.mark.parametrize(
    ("text", "value", "unit", "sign"),
    [
        ("公开398条", 398, "条", COUNT),
        ("公开３９８条", 398, "条", COUNT),
        ("公开1,011条", 1011, "条", COUNT),
        ("公开十二件", 12, "件", COUNT),
        ("访问1.2万次", 12000, "次", COUNT),
        ("收费3.26万元", Decimal("3.26"), "万元", COUNT),
        ("收费32600元", Decimal("3.26"), "万元", COUNT),
        ("收到11宗", 11, "件", COUNT),
        ("占45.5%", Decimal("45.5"), "%", SHARE),
        ("占百分之四十五点五", Decimal("45.5"), "%", SHARE),
        ("提高3.4个百分点", Decimal("3.4"), "%", POINTS),
        ("增长1.5倍", Decimal("1.5"), "倍", TIMES),
        ("近四成", 40, "%", ABOUT),
        ("约120件", 120, "件", ABOUT),
        ("20余件", 20, "件", ABOUT),
        ("线上2期", 2, "期", COUNT),
    ],
)
def test_a_number_and_what_it_is_worth(text, value, unit, sign):
    ((at, number),) = mark(text).numbers.items()
    assert (number.value, number.unit, number.mark, mark(text).text[at]) == (value, unit, sign, sign)
    assert text[slice(*mark(text).span(at, at + 1))] == text[number.start : number.end]


@pytest.mark.parametrize(
    "text", ["第20条", "2025年1月31日", "20个工作日", "一次性告知", "一件事一次办", "得96.1分", "成立专班"]
)
def test_dates_articles_terms_and_idioms_are_words(text):
    assert mark(text).numbers == {}


@pytest.mark.parametrize(
    ("written", "exact", "admitted"),
    [
        ("37.5%", "37.54", True),
        ("37.5%", "37.56", False),
        ("38%", "37.5", True),
        ("近四成", "37.5", True),
        ("近四成", "41", False),
        ("两成以上", "22.4", True),
        ("两成以上", "19", False),
        ("约50件", "58", True),
        ("约50件", "70", False),
    ],
)
def test_what_a_number_admits(written, exact, admitted):
    (number,) = mark(written).numbers.values()
    assert number.admits(Decimal(exact)) is admitted


def test_a_line_broken_in_mid_sentence_is_mended_and_places_stay_right():
    text = "公开信息 398条，\n其中网站 276 条。\n另起一行5件"
    marked = mark(text)
    assert marked.text == f"公开信息{COUNT}，其中网站{COUNT}。\n另起一行{COUNT}"
    assert text[slice(*marked.span(0, 5))] == "公开信息 398条"
    assert [text[n.start : n.end] for n in marked.numbers.values()] == ["398条", "276 条", "5件"]
    assert [marked.text[start:end] for start, end in marked.sentences()] == [
        f"公开信息{COUNT}，其中网站{COUNT}",
        f"另起一行{COUNT}",
    ]


@given(st.text(st.sampled_from("一二三12 3,.\n，。、件条%百分之第余约由增至万元 "), max_size=40))
def test_whatever_the_text_each_mark_knows_its_place(text):
    marked = mark(text)
    assert list(marked.places) == sorted(marked.numbers)
    for at, number in marked.numbers.items():
        assert marked.text[at] == number.mark
        assert marked.span(at, at + 1) == (number.start, number.end)
    for at, letter in enumerate(marked.text):
        if at not in marked.numbers and letter not in "，；：（）！？、\n":
            assert text[marked.span(at, at + 1)[0]] == letter
