"""The golden report: each finding made by hand is told by its rule, nothing else is, and what is sound stays."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from report_assistant.checks import Case, Stage, catalogue, check
from report_assistant.intake import read
from shared_folder import golden_report

BY_HAND = tomllib.loads((Path(__file__).parent / "findings.toml").read_text(encoding="utf-8"))
SEEDS = {seed["id"]: seed for seed in BY_HAND["seed"]}


@cache
def verdict(stage=Stage.IMPORT):
    return check(Case(read(golden_report()), stage=stage))


def places(finding):
    """The place of a finding: its sub-topic or section, or its table."""
    return {finding.section or "", *(ref.split(":")[0] for ref in finding.cells), f"T{finding.section}"}


def tells(finding, wanted):
    return (
        wanted["rule"] in (finding.rule, *finding.rules)
        and wanted["place"] in places(finding)
        and wanted["says"] in finding.message
    )


def test_thirty_findings_were_made_by_hand_and_each_is_answered_for():
    assert list(SEEDS) == [f"S{n}" for n in range(1, 31)]
    for seed in SEEDS.values():
        assert ("finds" in seed) != bool(seed.get("unknown")), seed["id"]
        assert {wanted["rule"] for wanted in seed.get("finds", ())} <= set(catalogue())


@pytest.mark.parametrize("seed", [pytest.param(seed, id=name) for name, seed in SEEDS.items() if "finds" in seed])
def test_a_finding_is_told_and_weighs_as_much(seed):
    for wanted in seed["finds"]:
        told = [finding for finding in verdict().findings if tells(finding, wanted)]
        assert told, wanted
        if "because" not in seed:
            assert {finding.severity.value for finding in told} == {seed["level"]}


def test_nothing_else_is_told():
    wanted = [one for seed in SEEDS.values() for one in seed.get("finds", ())]
    unasked = [f for f in verdict().findings if not any(tells(f, one) for one in wanted)]
    assert [(f.rule, f.message) for f in unasked] == []


@pytest.mark.parametrize("sound", [pytest.param(sound, id=sound["what"]) for sound in BY_HAND["sound"]])
def test_what_is_sound_is_not_flagged(sound):
    flagged = {rule for finding in verdict().findings for rule in (finding.rule, *finding.rules)}
    assert flagged.isdisjoint(sound["rules"])
    if sound.get("held"):
        assert {verdict().outcomes[rule_id] for rule_id in sound["rules"]} == {"held"}


def test_what_cannot_be_verified_bars_the_export():
    barring = {finding.rule for finding in verdict(Stage.EXPORT).errors}
    assert {"T-01", "S-02", "F-01", "W-02", "W-07", "W-10"} <= barring
    assert verdict().count("crashed") == verdict(Stage.EXPORT).count("crashed") == 0
