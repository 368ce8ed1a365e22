"""Run the rules on a case: stamp their breaches, merge what one explanation covers, and hold the gate."""

import logging
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import report_assistant.checks as package
from report_assistant.checks.finding import (
    Breach,
    Finding,
    Outcome,
    Severity,
    Unjudged,
    Verdict,
    fingerprint,
    told_apart,
)
from report_assistant.checks.merging import merge
from report_assistant.checks.reading.personal import hidden
from report_assistant.checks.round_trip import exported_document_is_the_report
from report_assistant.checks.rule import UNMET, Case, Rule, collect
from report_assistant.checks.years import follows
from report_assistant.errors import ExportRefused, UnusableInput
from report_assistant.report import Report

_log = logging.getLogger(__name__)
_STRANGE = "上年报告不是本单位上一年度的（见 Y-03）"
_GRAVITY = {severity: rank for rank, severity in enumerate(Severity)}


@cache
def catalogue() -> Mapping[str, Rule]:
    """Every rule of the house by id, gathered from the family files of this package."""
    names = sorted(module.name for module in iter_modules(package.__path__))
    return collect(*(import_module(f"{package.__name__}.{name}") for name in names))


def rules_named(only: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules with these ids, or all.

    Raises: UnusableInput for an unknown rule id.
    """
    rules = catalogue()
    if unknown := [rule_id for rule_id in only if rule_id not in rules]:
        raise UnusableInput(
            f"没有这条规则：{'、'.join(unknown)}", where="参数 --rule", remedy="用 report-assistant rules 查看全部规则"
        )
    return tuple(rule for rule in rules.values() if not only or rule.id in only)


def check(case: Case, only: Collection[str] = ()) -> Verdict:
    """Judge a case by all rules, or by those named in `only`.

    A rule whose needs are unmet is "not judged"; one that crashes is "crashed", and bars the export.
    Raises: UnusableInput for an unknown rule id.
    """
    hearing = _Hearing(case)
    for rule in rules_named(only):
        hearing.hear(rule)
    ordered = sorted(
        merge(hearing.findings, hearing.case, hearing.again),
        key=lambda f: (_GRAVITY[f.severity], f.rule, f.section or "", f.span or (0, 0)),
    )
    waived = frozenset(waiver.fingerprint for waiver in case.report.waivers)
    return Verdict(case.report, tuple(ordered), hearing.outcomes, tuple(hearing.not_judged), waived)


def barring(verdict: Verdict) -> tuple[str, ...]:
    """What bars a final export, one line a rule: unwaived errors and crashed rules. Empty = free to go."""
    counted = Counter((finding.rule, finding.title) for finding in verdict.errors)
    crashed = [f"{rule_id} 核对程序出错，无法放行" for rule_id, end in verdict.outcomes.items() if end == "crashed"]
    return (*(f"{rule_id} {title}（{count} 处）" for (rule_id, title), count in counted.items()), *crashed)


class _Hearing:
    """One case before the rules: what they find, and how each of them ends.

    A prior report that is not last year's own is none to any rule but the one that says so.
    """

    def __init__(self, case: Case) -> None:
        self.given = case
        self.strange = case.prior is not None and not follows(case.report, case.prior)
        self.case = replace(case, prior=None) if self.strange else case
        self.findings: list[Finding] = []
        self.outcomes: dict[str, Outcome] = {}
        self.not_judged: list[tuple[str, str]] = []

    def hear(self, rule: Rule) -> None:
        found, whys, crashed = _judge(rule, self.given if "any_prior" in rule.needs else self.case)
        if self.strange:
            whys = [_STRANGE if why == UNMET["prior"] else why for why in whys]
        if found:
            self.findings += told_apart([_stamp(rule, breach, self.case) for breach in found])
        self.not_judged += [(rule.id, why) for why in whys]
        self.outcomes[rule.id] = "crashed" if crashed else "broken" if found else "not_judged" if whys else "held"

    def again(self, rule_id: str, mended: Case) -> list[Breach] | None:
        """The breaches of a rule once figures are mended; None where it crashes on them."""
        found, whys, crashed = _judge(catalogue()[rule_id], mended)
        if crashed:
            self.outcomes[rule_id] = "crashed"
            self.not_judged += [(rule_id, why) for why in whys]
        return None if crashed else found


def _judge(rule: Rule, case: Case) -> tuple[list[Breach], list[str], bool]:
    unmet = [UNMET[need] for need in sorted(rule.needs) if case.lacks(need)] if rule.needs else []
    if unmet:
        return [], unmet, False
    found: list[Breach] = []
    whys: list[str] = []
    try:
        for result in rule.judge(case):
            if isinstance(result, Unjudged):
                whys.append(result.why)
            else:
                found.append(result)
    except Exception as error:  # one crashed rule must not silence the others; it bars the export instead
        _log.exception("rule %s crashed", rule.id)
        return found, [*whys, f"核对程序出错（{type(error).__name__}）"], True
    return found, whys, False


def _stamp(rule: Rule, breach: Breach, case: Case) -> Finding:
    return Finding(
        rule=rule.id,
        severity=breach.severity or rule.severity,
        title=rule.fault,
        message=hidden(breach.message),  # any rule may quote a sentence in which a person is named
        basis=breach.basis or rule.basis,
        cells=breach.cells,
        section=breach.section,
        span=breach.span,
        quote=breach.quote,
        expected=breach.expected,
        actual=breach.actual,
        fix=breach.fix,
        rules=(rule.id,),
        fingerprint=fingerprint(case.report, breach, rule.id),
    )


def let_pass(verdict: Verdict) -> None:
    """The gate of a final export; a crashed rule bars it like an error.

    Raises: ExportRefused naming every finding that bars.
    """
    reasons = barring(verdict)
    if reasons:
        raise ExportRefused(
            f"还有错误未处理，不能导出定稿：{'；'.join(reasons)}",
            where=verdict.report.title,
            remedy="请按核对结果逐条改正或说明理由；只要草稿请用“导出草稿”（--draft）",
        )


def let_leave(report: Report, exported: Report) -> None:
    """The gate of a finished document: read back, it is the report.

    Raises: ExportRefused naming the places that differ.
    """
    verdict = check(Case(report, exported=exported), only=[exported_document_is_the_report.id])
    if barring(verdict):
        places = "；".join(finding.message.removesuffix("。") for finding in verdict.errors) or "读回核对的程序出错"
        raise ExportRefused(
            f"做成的文件读回后与报告不一致，没有交付：{places}",
            where=report.title,
            remedy="请换一种格式导出，并把报告文件交给维护人员",
        )
