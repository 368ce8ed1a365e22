"""Totals that nobody gave and that follow from their parts."""

from report_assistant.official import Relation
from report_assistant.report import Report


def totals_that_follow(report: Report) -> dict[str, int]:
    """Each computed total without a number whose parts are all given, also through another total.

    Blank: a total that its row and its column give differently does not follow, nor does one with a part
    that is not a whole number.
    """
    sums = [relation for relation in report.form.relations if len(relation.right) == 1]
    known = {ref: cell.value for ref, cell in report.cells.items() if isinstance(cell.value, int)}
    lacking = {relation.right[0] for relation in sums} - {
        ref for ref, cell in report.cells.items() if cell.value is not None
    }
    while ready := [r for r in sums if r.right[0] in lacking - known.keys() and known.keys() >= set(r.left)]:
        known |= {relation.right[0]: _sum(relation, known) for relation in ready}
    doubtful = {r.right[0] for r in sums if known.keys() >= {*r.cells} and _sum(r, known) != known[r.right[0]]}
    return {ref: known[ref] for ref in report.cells if ref in lacking and ref in known and ref not in doubtful}


def _sum(relation: Relation, known: dict[str, int]) -> int:
    return sum(known[part] for part in relation.left)
