"""What the rules about numbers in prose catch, and how rarely they cry wolf, on judged passages."""

import tomllib
from pathlib import Path

import pytest

from checks.claim_scoring import Judged, Score, fixtures, judge, score
from report_assistant.checks import Severity

WORDINGS = tomllib.loads(Path(__file__).with_name("claims_wording.toml").read_text(encoding="utf-8"))["wording"]
NEIGHBOURS = tomllib.loads(Path(__file__).with_name("claims_neighbours.toml").read_text(encoding="utf-8"))["wording"]
PLAIN = {"phenomenon": "plain", "fixture": "street", "section": "1.2"}


def passage(text, verdict="right", **expected):
    return judge(PLAIN | {"text": text, "verdict": verdict} | expected, *fixtures("tuning")["street"])


def said(judged):
    return [(one.text, [finding.message for finding in one.findings]) for one in judged]


@pytest.mark.parametrize(
    ("split", "recall", "precision"),
    [
        ("tuning", 0.98, 1),
        ("second", 0.98, 1),
        ("fresh", 0.98, 1),
        ("newer", 0.98, 1),
        ("latest", 0.98, 1),
        ("unseen", 0.9, 0.98),
    ],
)
def test_rules_of_prose_catch_what_is_wrong_and_leave_what_is_right(split, recall, precision):
    reached = score(split)
    assert len(reached.judged) >= (120 if split == "fresh" else 160)
    hidden = split == "unseen"
    assert reached.precision >= precision, [one.phenomenon for one in reached.false_alarms]
    assert reached.recall >= recall, [one.phenomenon if hidden else one.text for one in reached.missed]


def test_right_wordings_are_left_alone():
    assert sum(len(one["texts"]) for one in WORDINGS if one["verdict"] == "right") >= 150
    assert said(one for one in wordings("right") if one.findings) == []


def test_wrong_wordings_are_caught_but_for_a_few():
    judged = list(wordings("wrong"))
    missed = [one.text for one in judged if not one.findings]
    assert len(judged) >= 400
    assert len(missed) <= 0.05 * len(judged), missed


@pytest.mark.parametrize("verdict", ["right", "wrong"])
def test_neighbouring_wordings_are_judged_by_every_rule_of_prose(verdict):
    judged = list(wordings(verdict, NEIGHBOURS, only=()))
    assert len(judged) >= 30
    assert [one.text for one in judged if bool(one.findings) == (verdict == "right")] == []


def wordings(verdict, written=WORDINGS, only=("N-02", "N-04")):
    cases = fixtures("tuning")
    for wording in written:
        for text in wording["texts"] if wording["verdict"] == verdict else ():
            yield judge(PLAIN | wording | {"text": text}, *cases[wording["fixture"]], only=only)


def test_a_finding_counts_only_where_the_error_stands_and_by_its_rule():
    text = "全年收到政府信息公开申请14件，办结15件。"
    assert passage(text, "wrong", rules=["N-02"], quote="办结15件").caught
    assert not passage(text, "wrong", rules=["N-02"], quote="申请14件").caught
    assert not passage(text, "wrong", rules=["N-04"], quote="办结15件").caught
    assert passage(text).false_alarm
    assert not passage("全年收到政府信息公开申请14件，办结13件。").false_alarm


def test_an_ask_is_caught_only_by_asking():
    text = "新收申请14件。全年受理申请16件。"
    asked = passage(text, "ask", rules=["N-02"], quote="受理申请16件")
    assert asked.caught
    assert [finding.severity for finding in asked.findings] == [Severity.ASK]
    assert not passage("全年受理申请15件。", "ask", rules=["N-02"], quote="受理申请15件").caught


def test_recall_counts_wrong_passages_and_precision_those_with_a_finding():
    finding = passage("办结15件。").findings
    caught, missed, alarm, silent = (
        Judged("甲", verdict, ("N-02",), "plain", found, caught)
        for verdict, found, caught in (
            ("wrong", finding, True),
            ("wrong", (), False),
            ("right", finding, False),
            ("right", (), False),
        )
    )
    reached = Score((caught, caught, caught, missed, alarm, silent))
    assert (reached.recall, reached.precision) == (0.75, 0.75)
    assert (reached.missed, reached.false_alarms) == ([missed], [alarm])
