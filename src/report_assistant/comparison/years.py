"""Two reports side by side."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from report_assistant.comparison.copies import CopiedPassage, copied_passages
from report_assistant.comparison.figures import CellChange, compare_cells
from report_assistant.comparison.promises import Promise, promises
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
    """Every cell and every sentence of two reports, what was copied, and what became of the improvements announced.

    Shape: `sections` holds those narrative sections that stand in either report; `copied` the passages that
    stand in both, wherever they stand.
    """

    cells: tuple[CellChange, ...]
    sections: tuple[SectionChange, ...]
    promises: tuple[Promise, ...] = ()
    copied: tuple[CopiedPassage, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The value of `compare --json` (contracts §3). Unit: money as a decimal string, as in a report file."""
        return {
            "cells": [_cell(change) for change in self.cells],
            "sections": [_section(change) for change in self.sections],
            "promises": [{"promise": one.text, "account": one.account} for one in self.promises],
            "copied": [_passage(passage) for passage in self.copied],
        }


def compare(report: Report, prior: Report) -> Comparison:
    """Lay `report` beside `prior`; whether they are one organ's and a year apart is not asked here."""
    numbers = sorted({*report.sections, *prior.sections})
    sections = tuple(_compare_section(report, prior, number) for number in numbers)
    return Comparison(compare_cells(report, prior), sections, promises(report, prior), copied_passages(report, prior))


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


def _passage(passage: CopiedPassage) -> dict[str, Any]:
    return {
        "section": passage.place,
        "span": list(passage.span),
        "prior_section": passage.other_place,
        "prior_span": list(passage.other_span),
        "length": passage.length,
        "text": passage.text,
    }


def _number(value: Value | None) -> int | str | None:
    return format(value, "f") if isinstance(value, Decimal) else value
