"""The reports that are laid out: the prose of a sample office, with figures of four kinds."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from consistent import DRAWS, cells_from
from realistic import two_years
from report_assistant.official import load_form
from report_assistant.official.lineage import ancestry
from report_assistant.report import Cell, Report, given, parse_report

SAMPLES = Path(__file__).parents[2] / "corpus" / "reports" / "shichang"
YEARS_BACK = 5  # from a report in the 2021 form to one in the 2019 form
_YEAR = re.compile(r"20[12]\d(?=年)")


def distinct(seed: int) -> dict[str, Cell]:
    """Figures of which hardly two are equal, so that none can move unseen, and a 0 for every fourth."""
    figures = random.Random(seed).sample(range(1, 1000), DRAWS)
    return cells_from([0 if number % 4 == 3 else figure for number, figure in enumerate(figures)]) | {
        "T2:regulations:in_force": given(14),
        "T2:normative:repealed": given(6),
        "T2:normative:in_force": given(22),
        "T2:licences:decisions": given(3361),
        "T2:penalties:decisions": given(417),
        "T2:compulsion:decisions": given(58),
        "T2:fees:amount": given(Decimal("31.64")),
    }


def sparse(seed: int) -> dict[str, Cell]:
    """Figures as most offices have them, nine in ten of them 0."""
    return dict(two_years(seed)[0].cells)


def nothing(_: int) -> dict[str, Cell]:
    """All 0: every row looks like every other."""
    return {ref: given(0) for ref in load_form("2021").cells}


def alike(seed: int) -> dict[str, Cell]:
    """The same figure in every free cell: boxes with equal words are not one box, rows not one row."""
    return cells_from([2 + seed] * DRAWS)


KINDS: tuple[Callable[[int], dict[str, Cell]], ...] = (distinct, sparse, nothing, alike)


def known_report(seed: int) -> Report:
    """A report whose every cell is given; the seed chooses year, kind and figures."""
    sample = SAMPLES / f"{2025 - seed % 3}.report.json"
    told = parse_report(sample.read_text(encoding="utf-8"))
    return replace(told, cells=KINDS[seed % len(KINDS)](seed), remarks=())


def older(report: Report) -> Report:
    """The same office's report in the 2019 form: what the form shares is the same, 其他处理 is one row."""
    form = load_form("2019")
    cells: dict[str, Cell] = {}
    for number, ref in enumerate(form.cells):
        _, row, column = ref.split(":")
        parts = _descendants()[ref]
        if parts and not ref.startswith("T2"):
            cells[ref] = given(sum(report.value(part) or 0 for part in parts))
        elif ref in report.cells:
            cells[ref] = report.cells[ref]
        else:
            cells[ref] = given(_own(report, row, column, number))
    sections = {
        number: tuple(replace(p, text=_YEAR.sub(_earlier, p.text)) for p in paragraphs)
        for number, paragraphs in report.sections.items()
    }
    return Report(report.organ, report.year - YEARS_BACK, "2019", cells, sections)


@cache
def _descendants() -> dict[str, list[str]]:
    """The cells of the 2021 form that continue each of the 2019 form."""
    newer, form = load_form("2021"), load_form("2019")
    found: dict[str, list[str]] = {ref: [] for ref in form.cells}
    for ref in newer.cells:
        for source in ancestry(ref, newer, form).sources:
            found[source].append(ref)
    return found


def _own(report: Report, row: str, column: str, number: int) -> int | Decimal:
    """A figure only the 2019 form asks for; 本年增/减 may be negative."""
    if not any(cell.value for cell in report.cells.values()):
        return 0
    if column == "change":
        return -number
    return Decimal("120.5") if row == "procurement" and column == "amount" else 40 + number


def _earlier(found: re.Match[str]) -> str:
    return str(int(found[0]) - YEARS_BACK)
