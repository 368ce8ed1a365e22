"""Decisions: which findings somebody answers for, which wait for an answer, and which answers have fallen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from report_assistant.checks.finding import Finding, Verdict
from report_assistant.errors import UnusableInput
from report_assistant.report import Report, Waiver


@dataclass(frozen=True, slots=True)
class Decisions:
    """A verdict and its report's waivers laid side by side; every finding and every waiver stands here once.

    `fallen`: what they answered is gone or has changed. `resting`: their rule could not be judged this
    time, so that nobody knows.
    """

    settled: tuple[tuple[Finding, Waiver], ...]
    open: tuple[Finding, ...]
    fallen: tuple[Waiver, ...]
    resting: tuple[Waiver, ...]


def decisions(verdict: Verdict) -> Decisions:
    """The findings with their answers, gravest first, and the answers without a finding."""
    answers = {waiver.fingerprint: waiver for waiver in verdict.report.waivers}
    found = {finding.fingerprint for finding in verdict.findings}
    left = [waiver for waiver in answers.values() if waiver.fingerprint not in found]
    unknown = {rule for rule, end in verdict.outcomes.items() if end in ("not_judged", "crashed")}
    return Decisions(
        settled=tuple((one, answers[one.fingerprint]) for one in verdict.findings if one.fingerprint in answers),
        open=tuple(one for one in verdict.findings if one.fingerprint not in answers),
        fallen=tuple(waiver for waiver in left if waiver.rule not in unknown),
        resting=tuple(waiver for waiver in left if waiver.rule in unknown),
    )


def answered(report: Report, finding: Finding, reason: str, by: str) -> Report:
    """The report with somebody's answer to a finding, given now; an earlier answer to it gives way.

    Raises: UnusableInput without a reason or without a name.
    """
    missing = "和".join(word for word, given in (("理由", reason), ("经办人", by)) if not given.strip())
    if missing:
        raise UnusableInput(f"没有写明{missing}", where=finding.rule, remedy=f"请补上{missing}后再提交")
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    return report.with_waiver(
        Waiver(finding.fingerprint, reason.strip(), by.strip(), at, finding.rule, finding.message)
    )


def finding_named(verdict: Verdict, fingerprint: str) -> Finding:
    """The finding with this fingerprint, of which the first characters do.

    Raises: UnusableInput where none, or more than one, begins so.
    """
    found = [one for one in verdict.findings if fingerprint and one.fingerprint.startswith(fingerprint)]
    if len(found) != 1:
        what = "不止一个问题的指纹这样开头" if found else "没有指纹是这样的问题"
        remedy = "用 report-assistant decisions 查看各个问题的指纹，写全 16 位"
        raise UnusableInput(f"{what}：{fingerprint}", where="参数 --finding", remedy=remedy)
    return found[0]


def decisions_to_json(made: Decisions) -> dict[str, Any]:
    """The value that `decisions --json` prints."""
    return {
        "open": [_finding(one) for one in made.open],
        "settled": [_answer(waiver) | _finding(one) for one, waiver in made.settled],
        "fallen": [_answer(waiver) for waiver in made.fallen],
        "not_judged": [_answer(waiver) for waiver in made.resting],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
    }


def _answer(waiver: Waiver) -> dict[str, Any]:
    return {
        "fingerprint": waiver.fingerprint,
        "rule": waiver.rule,
        "message": waiver.told,
        "reason": waiver.reason,
        "by": waiver.by,
        "at": waiver.at,
    }
