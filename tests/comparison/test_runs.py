"""Runs: found whole, found all, in bounded time."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.comparison import fold, repeated_runs, shared_runs

SMALL = st.text(st.sampled_from("甲乙丙丁"), max_size=60)


def unrelated(seed, length=3000):
    chance = random.Random(seed)
    signs = "，。；" * 20 + "".join(chr(0x4E00 + n) for n in range(1200))
    return "".join(chance.choice(signs) for _ in range(length))


def longest_common(a, b):
    """By the book, quadratic: the length of the longest common substring."""
    best = 0
    row = [0] * (len(b) + 1)
    for x in a:
        row = [0] + [row[j] + 1 if x == y else 0 for j, y in enumerate(b)]
        best = max(best, *row)
    return best


@given(SMALL, SMALL)
def test_the_longest_run_is_the_longest_common_substring(a, b):
    runs = shared_runs(a, b, at_least=3)
    longest = longest_common(a, b)
    assert max((run.length for run in runs), default=0) == (longest if longest >= 3 else 0)


@given(SMALL, SMALL)
def test_a_run_stands_in_both_and_none_within_another(a, b):
    runs = shared_runs(a, b, at_least=3)
    for run in runs:
        assert a[slice(*run.current)] == b[slice(*run.prior)]
        assert run.length == run.current[1] - run.current[0] >= 3
    ends = [run.current[1] for run in runs]
    assert ends == sorted(set(ends))


@given(SMALL)
def test_a_repeated_run_stands_twice_and_apart(text):
    for run in repeated_runs(text, at_least=3):
        assert text[slice(*run.current)] == text[slice(*run.prior)]
        assert run.prior[1] <= run.current[0]
        assert run.length == run.current[1] - run.current[0] >= 3
    for one, other in pairwise(repeated_runs(text, at_least=3)):
        assert one.current[1] <= other.current[0]


@given(SMALL, st.text(st.sampled_from("戊己"), max_size=8))
def test_a_text_written_twice_is_found_whole(text, between):
    runs = repeated_runs(text + between + text, at_least=3)
    assert (len(text) < 3) or max(run.length for run in runs) >= len(text)


def test_a_longer_run_that_begins_within_another_is_found_too():
    runs = shared_runs("甲乙丙丁戊己庚辛", "甲乙丙丁。丙丁戊己庚辛", at_least=3)
    assert [(run.current, run.prior) for run in runs] == [((0, 4), (0, 4)), ((2, 8), (5, 11))]


def test_spaces_widths_and_the_year_do_not_hide_a_copy():
    prior = "2024年，街道每月对公开栏目开展一次内容更新和错情核查，形成问题清单并限期五个工作日内整改销号。"
    current = (
        "前言。2025 年,街道每月对公开栏目开展一次内容更新和错情核查,\n形成问题清单并限期五个工作日内整改销号。结语"
    )
    (run,) = shared_runs(current, prior, at_least=40)
    assert run.length == len(fold(prior).text)
    assert current[slice(*run.current)].startswith("2025 年")
    assert prior[slice(*run.prior)] == prior


def test_thirty_nine_characters_are_no_run_and_forty_are():
    words = unrelated(1, 40)
    assert shared_runs(f"甲{words}乙", f"丙{words}丁", at_least=40)[0].length == 40
    assert shared_runs(f"甲{words[:39]}乙", f"丙{words[:39]}丁", at_least=40) == ()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (unrelated(1), unrelated(2)),
        (unrelated(3), unrelated(3)),
        ("无" * 3000, "无" * 3000),
        ("公开" * 1500, "公" + "公开" * 1499),
    ],
    ids=["unrelated", "equal", "one sign", "period"],
)
def test_three_thousand_characters_take_milliseconds(a, b):
    spent = []
    for _ in range(3):
        began = time.perf_counter()
        shared_runs(a, b, at_least=40)
        repeated_runs(a, at_least=40)
        spent.append(time.perf_counter() - began)
    assert min(spent) < 0.15  # measured 10 to 25 ms; the bar leaves room for a busy machine
