"""How well the shipped library finds, on questions frozen before it was tuned.

The weights were chosen on the tune split; the held split only guards them. Floors stand one question
below what `benchmarks/retrieval.py` measured (held hit@10 41 of 46, hit@5 38 of 46).
"""

import pytest
from benchmarks.retrieval import hit_share, library, questions, rank_of_right

from report_assistant.retrieval import Weights

ONE = 1 / 46


def shares(opened, split):
    ranks = [rank_of_right(opened, question) for question in questions(split)]
    return hit_share(ranks, 5), hit_share(ranks, 10)


@pytest.fixture(scope="module")
def shipped():
    with library() as opened:
        yield opened


def test_the_questions_are_enough_and_their_passages_exist(shipped):
    asked = questions("tune") + questions("held")
    assert len(asked) >= 60
    assert len({question["text"] for question in asked}) == len(asked)
    assert [right for question in asked for right in question["right"] if shipped.passage(right) is None] == []


def test_held_questions_find_their_passage(shipped):
    at_5, at_10 = shares(shipped, "held")
    assert at_5 >= 37 * ONE
    assert at_10 >= 40 * ONE


@pytest.mark.parametrize("weights", [Weights(1, 0, 0), Weights(0, 1, 0), Weights(0, 0, 1), Weights(1, 1, 0)])
def test_the_fusion_is_no_worse_than_any_part(shipped, weights):
    with library(weights) as part:
        for split in ("tune", "held"):
            assert all(
                whole >= of_part for whole, of_part in zip(shares(shipped, split), shares(part, split), strict=True)
            )


def test_a_search_within_one_report_gives_nothing_else(shipped):
    asked = [question for question in questions("tune") + questions("held") if "organ" in question]
    assert len(asked) >= 20
    for question in asked:
        for hit in shipped.search(question["text"], organ=question["organ"], year=2024, k=50):
            assert (hit.passage.organ, hit.passage.year) == (question["organ"], 2024)
