"""Coverage: which rules would notice that a cell holds another number, found by trying it.

Trying is surer than listing: what a rule judges depends on the report, on last year's, on what the text
says of the cell, and on which other cells hold a number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from report_assistant.checks.finding import Breach
from report_assistant.checks.rule import Case, Rule
from report_assistant.checks.run import catalogue
from report_assistant.checks.tables import name_cells
from report_assistant.official import Form
from report_assistant.report import Organ, Report, given

_BLIND = ("S-", "W-", "X-", "T-01")  # rules of headings, words, the exported document and cells without a number
_RULE_MAKER = Organ("某市人民政府", "某市", "city")  # of whose 规章 nothing is known without a report

Coverage = Mapping[str, tuple[str, ...]]


def coverage(form: Form, report: Report | None = None, prior: Report | None = None) -> Coverage:
    """For each cell of the form the rules that notice one more or one less in it; none = no machine can check it.

    Without a `report` the form's own relations count; with one also what its organ may not do and what its
    text says; with `prior` also what follows from last year's report.
    """
    case = Case(report or _bare(form, prior), prior)
    rules = [rule for rule in catalogue().values() if not rule.id.startswith(_BLIND)]
    before = {rule.id: _breaches(rule, case) for rule in rules}

    def noticed(ref: str) -> Iterator[str]:
        held = case.report.value(ref) or 0
        changed = [
            replace(case, report=case.report.with_cells({ref: given(value)}))
            for value in (held + 1, held - 1)
            if value >= 0
        ]
        for rule in rules:
            if all(_breaches(rule, one) - before[rule.id] for one in changed):
                yield rule.id

    return {ref: tuple(noticed(ref)) for ref in form.cells}


def _bare(form: Form, prior: Report | None) -> Report:
    """A report that nothing is known of but its form; table two is not 0, where one less is impossible."""
    cells = {ref: given(int(ref.startswith("T2"))) for ref in form.cells}
    year = prior.year + 1 if prior else form.first_year
    return Report(prior.organ if prior else _RULE_MAKER, year, form.id, cells=cells)


def coverage_lines(covered: Coverage, form: Form) -> list[str]:
    """The coverage as a person reads it: for each table who guards which cells, and which none does."""
    lines = []
    for table in form.tables:
        refs = [ref for *_, ref in table.addresses()]
        lines.append(f"{table.name}，共 {len(refs)} 格")
        for rules in sorted({covered[ref] for ref in refs}, key=lambda ids: (not ids, ids)):
            own = [ref for ref in refs if covered[ref] == rules]
            words = f"由 {'、'.join(rules)} 核对" if rules else "机器无法核对"
            lines.append(f"  {words}（{len(own)} 格）：{name_cells(table, own)}")
    return lines


def _breaches(rule: Rule, case: Case) -> set[tuple[str, str | None]]:
    """What the rule finds, by its words and its quote."""
    if any(case.lacks(need) for need in rule.needs):
        return set()
    return {(found.message, found.quote) for found in rule.judge(case) if isinstance(found, Breach)}
