"""Explaining: the broken relations of a table, told by the cells that explain them.

Last year's 结转下年度 counts as a relation while an explanation within reach satisfies it: then a breach of
Y-01 and those of table three are one mistake. Where none does, last year's figure is the mistake of its
own that Y-01 tells, and speaks against whatever contradicts it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from report_assistant.checks.culprit import Explanation, explain
from report_assistant.checks.evidence import Surroundings
from report_assistant.checks.finding import Finding, Fix, Severity
from report_assistant.checks.rule import Case
from report_assistant.checks.suspicion import Lineup, tell
from report_assistant.checks.years import carried_in_matches_prior, follows
from report_assistant.official import Relation
from report_assistant.official.lineage import ancestry

_CARRIED = carried_in_matches_prior.id


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, and the figures it takes for right."""

    finding: Finding
    right: Mapping[str, int]


def explained(findings: Sequence[Finding], case: Case) -> list[Told]:
    """The findings of a case, those of one table's arithmetic with one explanation made one that names the cell."""
    rules = {relation.rule for relation in case.form.relations} | {_CARRIED}
    told = [Told(f, f.fix.cells if f.fix else {}) for f in findings if f.rule not in rules]
    broken = [finding for finding in findings if finding.rule in rules]
    if not broken:
        return told
    table_three = [finding for finding in broken if finding.cells[0].startswith("T3")]
    solver = _Solver(case, any(f.rule == _CARRIED and f.severity is Severity.ASK for f in table_three))
    told += solver.table_three(table_three) if table_three else []
    for finding in broken:
        if finding not in table_three:
            own = [relation for relation in case.form.relations if relation.cells == finding.cells]
            told += solver.told([finding], explain(solver.values, own), own)
    return told


def lineup(case: Case, table: str = "T3") -> Lineup:
    """What explains all that is broken in a table, the most likely first."""
    solver = _Solver(case, answered=False)
    relations = [relation for relation in case.form.relations if relation.place.startswith(table)]
    found = solver.three()[0] if table == "T3" else explain(solver.values, relations)
    return Lineup(found, solver.known)


class _Solver:
    """One case's figures and relations; `answered`: the text says why last year's figure does not bind."""

    def __init__(self, case: Case, answered: bool) -> None:
        self.case = case
        self.carried, former = ([], {}) if answered else _carried(case)
        self.fixed = former.keys()
        written = {ref: value for ref, cell in case.report.cells.items() if isinstance(value := cell.value, int)}
        self.values = written | former
        self.relations = [relation for relation in case.form.relations if relation.place.startswith("T3")]

    @property
    def known(self) -> Surroundings:
        return Surroundings(self.case, self.values, self.carried)

    def three(self) -> tuple[tuple[Explanation, ...], bool]:
        """What explains table three, and whether it agrees with last year's report throughout."""
        found = explain(self.values, [*self.relations, *self.carried], fixed=self.fixed)
        if found or not self.carried:
            return found, True
        return explain(self.values, self.relations), False

    def table_three(self, findings: Sequence[Finding]) -> Iterator[Told]:
        broken = [finding for finding in findings if finding.rule != _CARRIED]
        apart = [finding for finding in findings if finding.rule == _CARRIED]
        everything = [*self.relations, *self.carried]
        if broken:
            found, agreeing = self.three()
            if found and agreeing:
                broken, apart = list(findings), []
            yield from self.told(broken, found, everything)
            self.values |= _common(found)
        for finding in apart:
            yield self._carried_alone(finding, everything)

    def told(
        self, findings: Sequence[Finding], explanations: Sequence[Explanation], relations: Sequence[Relation]
    ) -> Iterator[Told]:
        """One finding a mistake; the findings as they are where nothing explains them."""
        if not explanations:
            yield from (Told(finding, {}) for finding in findings)
            return
        known = self.known
        for own, causes in _apart(findings, explanations, relations):
            suspects = Lineup(causes, known)
            yield Told(tell(own, suspects), suspects.chosen.cells if suspects.chosen else _common(causes))

    def _carried_alone(self, finding: Finding, relations: Sequence[Relation]) -> Told:
        """Y-01 where table three is sound: a fix that would break what holds brings along what it demands."""
        certain = finding.fix.cells if finding.fix else {}
        if not certain or not self.carried:
            return Told(finding, certain)
        found = explain(self.values, relations, fixed=self.fixed, certain=certain)
        further = [Explanation({r: v for r, v in e.cells.items() if r not in certain}) for e in found]
        if further == [Explanation({})]:
            return Told(finding, certain)
        suspects = Lineup(further, self.known, besides=True)
        advice = suspects.advice if further else "还须核对本年新收、办理结果和结转下年度，使各列相等。"
        right = {**certain, **(suspects.chosen.cells if suspects.chosen else {})}
        fix = Fix(right, "likely") if suspects.chosen else None
        return Told(replace(finding, message=f"{finding.message}改正后{advice}", fix=fix), right)


def _carried(case: Case) -> tuple[list[Relation], dict[str, int]]:
    """二、上年结转 = last year's 四、结转下年度 in each column; and last year's figures by addresses of their own."""
    if case.prior is None or not follows(case.report, case.prior):
        return [], {}
    relations, former = [], {}
    for column in case.form.table("T3").blocks[0].columns:
        sources = ancestry(f"T3:carried_out:{column.key}", case.form, case.prior.form).sources
        value = case.prior.value(sources[0]) if sources else None
        if isinstance(value, int):
            here, before = f"T3:carried_in:{column.key}", f"prior:T3:carried_out:{column.key}"
            former[before] = value
            place, basis = f"T3:*:{column.key}", carried_in_matches_prior.basis
            relations.append(Relation(_CARRIED, place, (here,), (before,), "二、上年结转 = 上年结转下年度", basis))
    return relations, former


def _common(explanations: Sequence[Explanation]) -> dict[str, int]:
    """What all explanations agree on."""
    first, *others = explanations or [Explanation({})]
    return {ref: right for ref, right in first.cells.items() if all(e.cells.get(ref) == right for e in others)}


def _apart(
    findings: Sequence[Finding], explanations: Sequence[Explanation], relations: Sequence[Relation]
) -> Iterator[tuple[list[Finding], list[Explanation]]]:
    """Findings that no explanation connects are different mistakes, each with the changes that explain it.

    Cells of one explanation are connected where they share a relation, be it broken or not: a number in the
    wrong column leaves its row sound.
    """
    groups: list[set[str]] = [set(finding.cells) for finding in findings]
    lines = [set(relation.cells) for relation in relations]
    for cause in explanations:
        for line in lines:
            if touched := line & cause.cells.keys():
                joined = [group for group in groups if group & touched]
                groups = [group for group in groups if not group & touched] + [touched.union(*joined)]
    for group in groups:
        own = [finding for finding in findings if group >= set(finding.cells)]
        if not own:  # broken as well, under a rule that nobody asked for
            continue
        parts = {
            part.key: part
            for cause in explanations
            if (part := Explanation({ref: right for ref, right in cause.cells.items() if ref in group})).cells
        }
        yield own, list(parts.values())
