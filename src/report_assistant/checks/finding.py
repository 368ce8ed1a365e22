"""Findings: one breach each, as a sentence someone can act on."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

from report_assistant.checks.reading.personal import hidden
from report_assistant.official import Form
from report_assistant.report import Report, Value, full_text

Outcome = Literal["held", "broken", "not_judged", "crashed"]
_SENTENCE_ENDS = "。！？；\n"
_written = json.JSONEncoder(ensure_ascii=False).encode
_TOLD = re.compile(r"“[^”]*”|\d+(?:\.\d+)?")  # what a message quotes and counts, however else it is worded


class Severity(StrEnum):
    """What follows from a breach, gravest first."""

    ERROR = "error"  # bars the export
    WARNING = "warning"
    ASK = "ask"  # a person must say yes or no
    STYLE = "style"

    @property
    def word(self) -> str:
        """What a person reads for it."""
        return {"error": "错误", "warning": "提醒", "ask": "待确认", "style": "文面"}[self.value]


@dataclass(frozen=True, slots=True)
class Fix:
    """A proposed correction of figures; never applied by itself.

    `certainty`: ``certain`` where a computed total follows from its parts, ``likely`` otherwise.
    """

    cells: Mapping[str, int]
    certainty: Literal["certain", "likely"]


@dataclass(frozen=True, slots=True)
class Breach:
    """What a rule function yields; the kit stamps it with the rule's id, title and basis.

    `span` counts characters of `report.full_text` of the section named in `section` (its first digit).
    `severity`: only where this breach weighs otherwise than the rule says.
    """

    message: str
    cells: tuple[str, ...] = ()
    section: str | None = None
    span: tuple[int, int] | None = None
    quote: str | None = None
    expected: Value | str | None = None
    actual: Value | str | None = None
    severity: Severity | None = None
    basis: str | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Unjudged:
    """What a rule function yields where the material does not allow a judgement."""

    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule; `rules` names all rules that the same explanation broke.

    `fingerprint` changes with the figures and words it judged, so a waiver never outlives them.
    """

    rule: str
    severity: Severity
    title: str
    message: str
    basis: str
    cells: tuple[str, ...] = ()
    section: str | None = None
    span: tuple[int, int] | None = None
    quote: str | None = None
    expected: Value | str | None = None
    actual: Value | str | None = None
    fix: Fix | None = None
    rules: tuple[str, ...] = ()
    fingerprint: str = ""

    def where(self, form: Form) -> str:
        """Its place in the form's words."""
        if self.cells:
            more = f"等 {len(self.cells)} 格" if len(self.cells) > 1 else ""
            return f"{form.cells[self.cells[0]].label}{more}"
        return form.place_label(self.section) if self.section else "全文"

    def correction(self, form: Form) -> str:
        """What its fix would set, cell by cell; "" where it has none."""
        if self.fix is None:
            return ""
        sets = (f"{form.cells[ref].label}改为 {value}" for ref, value in self.fix.cells.items())
        return "；".join(sets) + ("" if self.fix.certainty == "certain" else "（可能）")


@dataclass(frozen=True, slots=True)
class Verdict:
    """All outcomes for one report.

    `outcomes`: rule id → held | broken | not_judged | crashed. `not_judged`: (rule id, why), also where
    the rule broke elsewhere.
    """

    report: Report
    findings: tuple[Finding, ...]
    outcomes: Mapping[str, Outcome]
    not_judged: tuple[tuple[str, str], ...] = ()
    waived: frozenset[str] = field(default=frozenset())

    def unjudged(self) -> Mapping[str, tuple[str, ...]]:
        """Why something could not be judged → the rules that could not."""
        reasons: dict[str, tuple[str, ...]] = {}
        for rule_id, why in self.not_judged:
            reasons[why] = (*reasons.get(why, ()), rule_id)
        return reasons

    def count(self, outcome: Outcome) -> int:
        """How many rules ended so."""
        return sum(found == outcome for found in self.outcomes.values())

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings of severity error that nobody answers for."""
        return tuple(
            finding
            for finding in self.findings
            if finding.severity is Severity.ERROR and finding.fingerprint not in self.waived
        )


def fingerprint(report: Report, breach: Breach, rule_id: str) -> str:
    """What this breach is: the rule, the place, and the figures and words that were judged.

    Words count with the sentence they stand in, and never with its offset: an edit of that sentence is a
    new breach, an edit beside it is not. How a message is worded does not count.
    """
    judged = [
        rule_id,
        [(ref, report.cells[ref].reading.value, report.cells[ref].text) for ref in sorted(breach.cells)],
        breach.section,
        breach.quote,
        _sentence_round(report, breach),
        str(breach.expected),
        str(breach.actual),
        [] if breach.cells or breach.quote else _TOLD.findall(breach.message) or breach.message,
    ]
    return _digest(_written(judged))


def joint_fingerprint(*findings: Finding) -> str:
    """What several findings are together, told as one."""
    return _digest("+".join(finding.fingerprint for finding in findings))


def told_apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, of which the second and later of those that judge the same get a fingerprint of their own."""
    seen: dict[str, int] = {}
    for finding in findings:
        nth = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        yield finding if nth == 1 else replace(finding, fingerprint=joint_fingerprint(*[finding] * nth))


def _sentence_round(report: Report, breach: Breach | Finding) -> str:
    if not (breach.section and breach.span):
        return ""
    text = full_text(report.sections.get(breach.section[0], ()))
    first, last = breach.span[0], max(breach.span[0], breach.span[1] - 1)
    start = max(text.rfind(mark, 0, first) for mark in _SENTENCE_ENDS) + 1
    ends = (text.find(mark, last) for mark in _SENTENCE_ENDS)
    return text[start : min((end for end in ends if end >= 0), default=len(text))].strip()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    """The value that `check --json` prints (contracts §3)."""
    report = verdict.report
    outcomes: tuple[Outcome, ...] = ("held", "broken", "not_judged", "crashed")
    return {
        "report": {"organ": report.organ.name, "year": report.year, "form": report.form_id},
        "findings": [_finding_to_json(finding, verdict) for finding in verdict.findings],
        "outcomes": {outcome: verdict.count(outcome) for outcome in outcomes},
        "not_judged": [{"rule": rule_id, "why": why} for rule_id, why in verdict.not_judged],
    }


def _finding_to_json(finding: Finding, verdict: Verdict) -> dict[str, Any]:
    """Its words as they may be printed, sent round and kept in logs; `span` says where they stand."""
    fix = finding.fix
    return {
        "rule": finding.rule,
        "rules": list(finding.rules),
        "severity": finding.severity.value,
        "title": finding.title,
        "message": finding.message,
        "where": finding.where(verdict.report.form),
        "cells": list(finding.cells),
        "section": finding.section,
        "span": list(finding.span) if finding.span else None,
        "quote": _plain(finding.quote),
        "sentence": _plain(_sentence_round(verdict.report, finding)) or None,
        "expected": _plain(finding.expected),
        "actual": _plain(finding.actual),
        "basis": finding.basis,
        "fix": {"cells": dict(fix.cells), "certainty": fix.certainty} if fix else None,
        "correction": finding.correction(verdict.report.form),
        "fingerprint": finding.fingerprint,
        "waived": finding.fingerprint in verdict.waived,
    }


def _plain(value: Value | str | None) -> int | str | None:
    if isinstance(value, str):
        return hidden(value)
    return format(value, "f") if isinstance(value, Decimal) else value
