"""Merging: several findings with one explanation become one finding.

Three steps, in this order. Broken relations are told by the cells that explain them. What a text says is
told with the figures it agrees with, so that nobody is sent to correct words that are right. One number
in the text is told by one rule.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from report_assistant.checks.explaining import Told, explained
from report_assistant.checks.finding import Breach, Finding, Severity, joint_fingerprint
from report_assistant.checks.rule import Case
from report_assistant.report import given

_OF_FIGURES = "N-"  # the family that holds the text to the figures
_SOURCE, _CLAIM, _STALE = "N-01", "N-02", "N-08"
_TOLD_FOR = {_STALE: (_SOURCE, _CLAIM), _CLAIM: (_SOURCE,)}  # each tells a number instead of these

Judge = Callable[[str, Case], Sequence[Breach] | None]
_Place = tuple[str, str | None, tuple[int, int] | None]


def merge(findings: Sequence[Finding], case: Case, judge: Judge) -> list[Finding]:
    """The findings of a case, each mistake told once.

    `judge`: the breaches of one rule in a case, None where it crashes; then its findings stay as they are.
    """
    return _one_rule_a_number(_texts_with_their_figures(explained(findings, case), case, judge))


def _texts_with_their_figures(told: Sequence[Told], case: Case, judge: Judge) -> list[Finding]:
    """Findings about text that right figures settle go into the finding that tells these.

    Only an error takes them in: a question may be answered otherwise, and the error would go with it.
    """
    texts = {_place(one.finding): one.finding for one in told if _is_text(one.finding)}
    merged = []
    for one in told:
        finding = one.finding
        touched = {place: text for place, text in texts.items() if _speaks_of_table(text, one.right)}
        if touched and finding.severity is Severity.ERROR:
            standing = _still_wrong(one, case, {text.rule for text in touched.values()}, judge)
            settled = [
                texts.pop(place) for place in touched if place[0] in standing and place not in standing[place[0]]
            ]
            finding = _agreeing(finding, settled) if settled else finding
        merged.append(finding)
    return [finding for finding in merged if not _is_text(finding) or _place(finding) in texts]


def _is_text(finding: Finding) -> bool:
    return finding.rule.startswith(_OF_FIGURES)


def _speaks_of_table(text: Finding, right: Mapping[str, int]) -> bool:
    """Whether right figures may settle what a text says: it names cells of a table that they stand in, or none."""
    tables = {ref.partition(":")[0] for ref in right}
    return bool(right) and (not text.cells or any(ref.partition(":")[0] in tables for ref in text.cells))


def _still_wrong(told: Told, case: Case, rule_ids: set[str], judge: Judge) -> dict[str, set[_Place]]:
    """Where each of these rules breaks once the figures are right; a rule that crashes is left out."""
    mended = replace(case, report=case.report.with_cells({ref: given(value) for ref, value in told.right.items()}))
    found = {rule_id: judge(rule_id, mended) for rule_id in rule_ids}
    return {
        rule_id: {(rule_id, breach.section, breach.span) for breach in breaches}
        for rule_id, breaches in found.items()
        if breaches is not None
    }


def _agreeing(finding: Finding, settled: Sequence[Finding]) -> Finding:
    quotes = "、".join(f"“{text.quote}”" for text in _one_rule_a_number(settled))
    return replace(
        finding,
        rules=tuple(sorted({*finding.rules, *(text.rule for text in settled)})),
        message=f"{finding.message}文中写的{quotes}与改正后的数一致。",
        fingerprint=joint_fingerprint(finding, *settled),
    )


def _one_rule_a_number(findings: Sequence[Finding]) -> list[Finding]:
    """A number of last year is not told again as one that differs, nor either as one that nothing carries."""
    told = []
    for finding in findings:
        twins = [other for other in findings if other.rule != finding.rule and _same_number(finding, other)]
        if any(finding.rule in _TOLD_FOR.get(other.rule, ()) for other in twins):
            continue
        silenced = [other.rule for other in twins if other.rule in _TOLD_FOR.get(finding.rule, ())]
        told.append(replace(finding, rules=tuple(sorted({*finding.rules, *silenced}))) if silenced else finding)
    return told


def _same_number(one: Finding, other: Finding) -> bool:
    """Whether both speak of one number: the spans overlap, and a clause may hold a second number."""
    if not (one.section and other.section and one.span and other.span) or one.section[0] != other.section[0]:
        return False
    return one.actual == other.actual and max(one.span[0], other.span[0]) < min(one.span[1], other.span[1])


def _place(finding: Finding) -> _Place:
    return finding.rule, finding.section, finding.span
