"""A figure: a named number fit for prose, derived from one cell."""

from dataclasses import dataclass

from report_assistant.report.cell import Value
from report_assistant.report.report import Report


@dataclass(frozen=True, slots=True)
class Figure:
    """A given cell with the form's words for it. Unit: 件 or 万元."""

    ref: str
    label: str
    value: Value
    unit: str


def figures_of(report: Report) -> dict[str, Figure]:
    """Every given cell as a figure, in the form's order. Blank: not given is not there."""
    return {
        ref: Figure(ref, report.form.cells[ref].label, cell.value, report.form.cells[ref].column.unit)
        for ref, cell in report.cells.items()
        if cell.value is not None
    }
