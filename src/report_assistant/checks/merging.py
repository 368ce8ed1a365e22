"""Merging: several findings with one explanation become one finding.

Three steps, in this order. Broken relations are told by the cells that explain them. What a text says is
told with the fix it agrees with, so that nobody is sent to correct words that are right. One number in
the text is told by one rule.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from report_assistant.checks.claims import (
    absences_match_the_tables,
    claims_match_the_tables,
    drafted_numbers_have_a_source,
)
from report_assistant.checks.culprit import Explanation, explain
from report_assistant.checks.finding import Breach, Finding, Fix, Severity, fingerprint, joint_fingerprint
from report_assistant.checks.rule import Case
from report_assistant.official import Form, Relation
from report_assistant.report import Report, given

_NAMED = 5  # how many rival explanations a message lists
_SOURCE, _CLAIM = drafted_numbers_have_a_source.id, claims_match_the_tables.id
_OF_TEXT = {
    rule.id: rule for rule in (drafted_numbers_have_a_source, claims_match_the_tables, absences_match_the_tables)
}

_Place = tuple[str, str | None, tuple[int, int] | None]


def merge(findings: Sequence[Finding], case: Case) -> list[Finding]:
    """The findings of a case, each mistake told once."""
    explained = _merge_explained(findings, case.report)
    return _one_rule_a_number(_texts_with_their_fix(explained, case))


def _texts_with_their_fix(findings: Sequence[Finding], case: Case) -> list[Finding]:
    """Findings about text that the fix of a figure settles go into the finding that proposes the fix.

    Only an error takes them in: a question may be answered otherwise, and the error would go with it.
    """
    texts = {_place(finding): finding for finding in findings if finding.rule in _OF_TEXT}
    merged = []
    for finding in findings:
        if texts and finding.fix and finding.severity is Severity.ERROR:
            standing = _still_wrong(case, finding.fix, {text.rule for text in texts.values()})
            settled = [texts.pop(place) for place in list(texts) if place not in standing]
            merged.append(_agreeing(finding, settled) if settled else finding)
        else:
            merged.append(finding)
    return [finding for finding in merged if finding.rule not in _OF_TEXT or _place(finding) in texts]


def _still_wrong(case: Case, fix: Fix, rule_ids: set[str]) -> set[_Place]:
    """Where these rules break once the fix is made."""
    mended = replace(case, report=case.report.with_cells({ref: given(value) for ref, value in fix.cells.items()}))
    return {
        (rule_id, breach.section, breach.span)
        for rule_id in rule_ids
        for breach in _OF_TEXT[rule_id].judge(mended)
        if isinstance(breach, Breach)
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
    """Where a number differs from its cell, it is not told again that nothing carries it."""
    claims = [finding for finding in findings if finding.rule == _CLAIM]
    sources = [finding for finding in findings if finding.rule == _SOURCE]
    told = []
    for finding in findings:
        if finding.rule == _CLAIM and any(_same_number(source, finding) for source in sources):
            told.append(replace(finding, rules=(_SOURCE, _CLAIM)))
        elif finding.rule != _SOURCE or not any(_same_number(finding, claim) for claim in claims):
            told.append(finding)
    return told


def _same_number(one: Finding, other: Finding) -> bool:
    """Whether both speak of one number: the spans overlap, and a clause may hold a second number."""
    if not (one.section and other.section and one.span and other.span) or one.section[0] != other.section[0]:
        return False
    return one.actual == other.actual and max(one.span[0], other.span[0]) < min(one.span[1], other.span[1])


def _place(finding: Finding) -> _Place:
    return finding.rule, finding.section, finding.span


def _merge_explained(findings: Sequence[Finding], report: Report) -> list[Finding]:
    """Findings of one table's arithmetic with one explanation become one finding that names the cell."""
    form = report.form
    broken_rules = {relation.rule for relation in form.relations}
    merged = [finding for finding in findings if finding.rule not in broken_rules]
    for table in ("T3", "T4"):
        own = [finding for finding in findings if finding.rule in broken_rules and finding.cells[0][:2] == table]
        merged += _of_table(own, report, form) if own else []
    return merged


def _of_table(findings: list[Finding], report: Report, form: Form) -> list[Finding]:
    results: list[Finding] = []
    for own, guarding in _connected(findings, form):
        values = {ref: value for ref, cell in report.cells.items() if isinstance(value := cell.value, int)}
        explanations = explain(values, guarding)
        if len(explanations) == 1:
            results += [_explained(part, (cause,), report) for part, cause in _apart(own, explanations[0])]
        else:
            results += [_explained(own, explanations, report)] if explanations else own
    return results


def _apart(findings: list[Finding], explanation: Explanation) -> Iterator[tuple[list[Finding], Explanation]]:
    """Changes that share no broken relation are different mistakes, each with its own finding."""
    groups: list[set[str]] = []
    for finding in findings:
        touched = {ref for ref in explanation.cells if ref in finding.cells}
        joined = [group for group in groups if group & touched]
        groups = [group for group in groups if group not in joined] + [touched.union(*joined)]
    for group in groups:
        own = [finding for finding in findings if group & set(finding.cells)]
        yield own, Explanation({ref: explanation.cells[ref] for ref in explanation.cells if ref in group})


def _connected(findings: list[Finding], form: Form) -> list[tuple[list[Finding], list[Relation]]]:
    """Table three hangs together as one; the three groups of table four stand apart."""
    if findings[0].cells[0].startswith("T3"):
        return [(findings, [relation for relation in form.relations if relation.place.startswith("T3")])]
    return [
        ([finding], [relation for relation in form.relations if relation.cells == finding.cells])
        for finding in findings
    ]


def _explained(findings: list[Finding], explanations: tuple[Explanation, ...], report: Report) -> Finding:
    form, first = report.form, findings[0]
    chosen = _chosen(explanations, form)
    cells = tuple(dict.fromkeys(ref for e in ([chosen] if chosen else explanations) for ref in e.cells))
    arithmetic = "；".join(finding.message.removesuffix("。请核对后改正。") for finding in findings)
    rules = tuple(sorted({finding.rule for finding in findings}))
    only = chosen.cells if chosen and len(chosen.cells) == 1 else None
    breach = Breach(
        message=f"{arithmetic}。{_advice(explanations, chosen, report)}",
        cells=cells,
        expected=next(iter(only.values())) if only else None,
        actual=report.value(next(iter(only))) if only else None,
    )
    return replace(
        first,
        rules=rules,
        message=breach.message,
        cells=breach.cells,
        expected=breach.expected,
        actual=breach.actual,
        fix=_fix(explanations, chosen, form),
        fingerprint=fingerprint(report, breach, "+".join(rules)),
    )


def _chosen(explanations: tuple[Explanation, ...], form: Form) -> Explanation | None:
    """The only explanation, or the only one that changes nothing but computed totals."""
    if len(explanations) == 1:
        return explanations[0]
    totals = [e for e in explanations if all(form.cells[ref].computed for ref in e.cells)]
    return totals[0] if len(totals) == 1 else None


def _fix(explanations: tuple[Explanation, ...], chosen: Explanation | None, form: Form) -> Fix | None:
    if chosen is None:
        return None
    follows = len(explanations) == 1 and all(form.cells[ref].computed for ref in chosen.cells)
    return Fix(dict(chosen.cells), "certain" if follows else "likely")


def _advice(explanations: tuple[Explanation, ...], chosen: Explanation | None, report: Report) -> str:
    if len(explanations) == 1 and chosen:
        return f"只有一种最小改动能使全表各勾稽关系都成立：{_changes(chosen, report)}。请核对台账后改正。"
    rivals = [e for e in explanations if e is not chosen]
    others = "；".join(_changes(e, report) for e in rivals[:_NAMED])
    more = f"；另有 {len(rivals) - _NAMED} 种" if len(rivals) > _NAMED else ""
    if chosen:
        return f"最可能是合计误填：{_changes(chosen, report)}；也可能是：{others}{more}。请核对台账后改正。"
    return f"最少改动有 {len(explanations)} 种可能：{others}{more}。请对照台账确定是哪一种。"


def _changes(explanation: Explanation, report: Report) -> str:
    return "、".join(
        f"{report.form.cells[ref].label}应为 {right}（现为 {report.cells[ref].text}）"
        for ref, right in explanation.cells.items()
    )
