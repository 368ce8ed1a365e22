"""Scoring the rules about numbers in prose on judged passages: what is caught, what is a false alarm.

A passage with verdict ``wrong`` counts as caught where one of its rules has a finding whose words overlap the
expected ones, ``ask`` where such a finding asks; any finding on a ``right`` passage is a false alarm.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from report_assistant.checks import Case, Finding, Severity, catalogue, check
from report_assistant.official import load_form
from report_assistant.report import Organ, Paragraph, Report, full_text, given

FORM = load_form("2021")
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage, what was expected of it (`verdict`, `rules`, `phenomenon`), and what was found."""

    text: str
    verdict: str
    rules: tuple[str, ...]
    phenomenon: str
    findings: tuple[Finding, ...]
    caught: bool

    @property
    def false_alarm(self) -> bool:
        """Whether something was found where nothing is wrong."""
        return self.verdict == "right" and bool(self.findings)


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one split; `precision`: of the passages with a finding, those that deserve one."""

    judged: tuple[Judged, ...]

    @property
    def missed(self) -> list[Judged]:
        """Wrong passages that were not caught."""
        return [one for one in self.judged if one.verdict != "right" and not one.caught]

    @property
    def false_alarms(self) -> list[Judged]:
        """Right passages with a finding."""
        return [one for one in self.judged if one.false_alarm]

    @property
    def recall(self) -> float:
        """The share of the wrong passages that was caught."""
        wrong = sum(one.verdict != "right" for one in self.judged)
        return 1 - len(self.missed) / wrong

    @property
    def precision(self) -> float:
        """The share of the passages with a finding that are wrong."""
        caught = sum(one.caught for one in self.judged)
        return caught / (caught + len(self.false_alarms))


def prose_rules() -> list[str]:
    """The rules of family N that the catalogue holds."""
    return [rule_id for rule_id in catalogue() if rule_id.startswith("N-")]


def passages(split: str) -> dict:
    """The file of one split: ``tuning``, ``second``, ``fresh``, ``newer``, ``latest`` or ``unseen``."""
    return tomllib.loads((HERE / f"claims_{split}.toml").read_text(encoding="utf-8"))


def score(split: str, only: Sequence[str] = ()) -> Score:
    """All passages of a split, judged by the rules of family N; `only`: those whose rules are among these."""
    written = passages(split)
    cases = fixtures(split)
    return Score(
        tuple(
            judge(sentence, *cases[sentence["fixture"]])
            for sentence in written["sentence"]
            if not only or sentence["verdict"] == "right" or set(only) & set(sentence["rules"])
        )
    )


def judge(sentence: dict, report: Report, prior: Report, only: Sequence[str] = ()) -> Judged:
    """A passage held to the tables by the rules of family N, or by those in `only`."""
    section, text = sentence.get("section", "1"), sentence["text"]
    number, heading = section[0], next((topic.title for topic in FORM.topics if topic.id == section), None)
    paragraphs = (Paragraph(text, heading),)
    case = Case(report.with_section(number, paragraphs), prior)
    findings = tuple(check(case, only=only or prose_rules()).findings)
    rules = tuple(sentence.get("rules", ()))
    quoted = list(overlapping(findings, full_text(paragraphs), sentence.get("quote", "")))
    asked = sentence["verdict"] != "ask" or any(finding.severity is Severity.ASK for finding in quoted)
    caught = asked and any(set(finding.rules) & set(rules) for finding in quoted)
    return Judged(text, sentence["verdict"], rules, sentence["phenomenon"], findings, caught)


def overlapping(findings: Sequence[Finding], text: str, quote: str) -> Iterator[Finding]:
    """The findings whose span shares a character with the quote."""
    start = text.find(quote) if quote else -1
    for finding in findings:
        if start >= 0 and finding.span and finding.span[0] < start + len(quote) and start < finding.span[1]:
            yield finding


@cache
def fixtures(split: str) -> dict[str, tuple[Report, Report]]:
    """Each fixture's report and prior report, without narrative."""
    return {
        name: (_report(fixture, "cells", fixture["year"]), _report(fixture, "prior", fixture["year"] - 1))
        for name, fixture in passages(split)["fixture"].items()
    }


def _report(fixture: dict, key: str, year: int) -> Report:
    cells = dict.fromkeys(FORM.cells, 0) | {
        ref: Decimal(value) if isinstance(value, str) else value for ref, value in fixture[key].items()
    }
    organ = Organ(fixture["organ"], fixture["short_name"], fixture["kind"])
    return Report(organ, year, cells={ref: given(value) for ref, value in cells.items()})
