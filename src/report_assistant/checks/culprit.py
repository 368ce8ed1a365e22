"""The culprit: for broken relations, the smallest sets of cells whose correction satisfies them all.

Table three is a code of 175 cells under 39 relations in which every one-cell error has a signature of
its own, so the crossing of the broken lines names the cell and its right value. Larger errors are
explained by depth-first search over the cells of a broken relation, with the changes that clear it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from report_assistant.checks.finding import Breach, Finding, Fix, fingerprint
from report_assistant.official import Form, Relation
from report_assistant.report import Report

MAX_CHANGES = 3
_MAX_STEPS = 4000  # bounds the search at a few milliseconds where a table is broken all over
_NAMED = 5  # how many rival explanations a message lists


@dataclass(frozen=True, slots=True)
class Explanation:
    """New values for a smallest set of cells under which every relation holds."""

    cells: Mapping[str, int]

    @property
    def key(self) -> tuple[tuple[str, int], ...]:
        """Its changes in order of address, for comparing and sorting."""
        return tuple(sorted(self.cells.items()))


def explain(
    values: Mapping[str, int], relations: Sequence[Relation], at_most: int = MAX_CHANGES
) -> tuple[Explanation, ...]:
    """The smallest explanations of what is broken; none where more than `at_most` cells must change.

    Blank: a relation with a cell that is not in `values` says nothing and is left out.
    """
    judged = [relation for relation in relations if all(ref in values for ref in relation.cells)]
    search = _Search(values, judged)
    for depth in range(1, at_most + 1):
        found = search.run(depth)
        if found or search.exhausted:
            return found
    return ()


class _Search:
    """Depth-limited search; `exhausted` says that the bound on steps was met."""

    def __init__(self, values: Mapping[str, int], relations: Sequence[Relation]) -> None:
        self.values = values
        self.relations = relations
        self.touching: dict[str, list[tuple[int, int]]] = {}
        for index, relation in enumerate(relations):
            for ref in relation.left:
                self.touching.setdefault(ref, []).append((index, 1))
            for ref in relation.right:
                self.touching.setdefault(ref, []).append((index, -1))
        self.residuals = [
            sum(values[ref] for ref in relation.left) - sum(values[ref] for ref in relation.right)
            for relation in relations
        ]
        self.steps = 0

    @property
    def exhausted(self) -> bool:
        return self.steps > _MAX_STEPS

    def run(self, depth: int) -> tuple[Explanation, ...]:
        found: dict[tuple[tuple[str, int], ...], Explanation] = {}
        for changes in self._extend({}, list(self.residuals), depth):
            explanation = Explanation({ref: self.values[ref] + delta for ref, delta in changes.items()})
            found[explanation.key] = explanation
        return tuple(found[key] for key in sorted(found))

    def _extend(self, changes: dict[str, int], residuals: list[int], depth: int) -> Iterator[dict[str, int]]:
        broken = [index for index, residual in enumerate(residuals) if residual]
        if not broken:
            if changes:
                yield dict(changes)
            return
        # A cell lies under at most three relations, so `depth` changes mend at most 3·depth of them.
        if len(broken) > 3 * depth or depth == 0 or self.exhausted:
            return
        target = min(broken, key=lambda index: len(self.relations[index].cells))
        for ref in self.relations[target].cells:
            if ref in changes:
                continue
            for delta in self._deltas(ref, residuals, last=depth == 1):
                if self.values[ref] + delta < 0:
                    continue
                self.steps += 1
                changes[ref] = delta
                yield from self._extend(changes, self._after(ref, delta, residuals), depth - 1)
                del changes[ref]

    def _deltas(self, ref: str, residuals: list[int], last: bool) -> Iterator[int]:
        """Changes of this cell that clear a broken relation; the last one must clear all that it touches."""
        deltas = {-sign * residuals[index] for index, sign in self.touching[ref]}
        if last and len(deltas) > 1:
            return
        yield from sorted(deltas - {0})

    def _after(self, ref: str, delta: int, residuals: list[int]) -> list[int]:
        after = list(residuals)
        for index, sign in self.touching[ref]:
            after[index] += sign * delta
        return after


def merge_explained(findings: Sequence[Finding], report: Report) -> list[Finding]:
    """Findings of one table's arithmetic with one explanation become one finding that names the cell."""
    form = report.form
    broken_rules = {relation.rule for relation in form.relations}
    merged = [finding for finding in findings if finding.rule not in broken_rules]
    for table in ("T3", "T4"):
        own = [finding for finding in findings if finding.rule in broken_rules and finding.cells[0][:2] == table]
        merged += _merge(own, report, form) if own else []
    return merged


def _merge(findings: list[Finding], report: Report, form: Form) -> list[Finding]:
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
