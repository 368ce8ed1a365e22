"""Two reports side by side."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from report_assistant.comparison.figures import CellChange, compare_cells
from report_assistant.comparison.prose import SentencePair, align, copied_share, similarity
from report_assistant.report import Report, Value


@dataclass(frozen=True, slots=True)
class SectionChange:
    """One narrative section of both years. Unit: `similarity` and `copied_share` run from 0 to 1."""

    section: str
    similarity: float
    copied_share: float
    sentences: tuple[SentencePair, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every cell and every sentence of two reports.

    Shape: `sections` holds those narrative sections that stand in either report.
    """

    cells: tuple[CellChange, ...]
    sections: tuple[SectionChange, ...]

    def to_json(self) -> dict[str, Any]:
        """The value of `compare --json` (contracts §3). Unit: money as a decimal string, as in a report file."""
        return {"cells": [_cell(change) for change in self.cells], "sections": [_section(s) for s in self.sections]}


def compare(report: Report, prior: Report) -> Comparison:
    """Lay `report` beside `prior`; whether they are one organ's and a year apart is not asked here."""
    numbers = sorted({*report.sections, *prior.sections})
    return Comparison(compare_cells(report, prior), tuple(_compare_section(report, prior, n) for n in numbers))


def _compare_section(report: Report, prior: Report, number: str) -> SectionChange:
    current, former = report.sections.get(number, ()), prior.sections.get(number, ())
    texts = "\n".join(p.text for p in current), "\n".join(p.text for p in former)
    return SectionChange(number, round(similarity(*texts), 4), round(copied_share(*texts), 4), align(current, former))


def _cell(change: CellChange) -> dict[str, Any]:
    return {
        "cell": change.cell,
        "prior": _number(change.prior),
        "current": _number(change.current),
        "delta": _number(change.delta),
        "ratio": change.ratio,
        "fate": change.fate,
        "note": change.note,
    }


def _section(change: SectionChange) -> dict[str, Any]:
    return {
        "section": change.section,
        "similarity": change.similarity,
        "copied_share": change.copied_share,
        "sentences": [{"fate": s.fate, "prior": s.prior, "current": s.current} for s in change.sentences],
    }


def _number(value: Value | None) -> int | str | None:
    return format(value, "f") if isinstance(value, Decimal) else value
