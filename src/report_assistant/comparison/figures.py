"""Cells year on year, across forms where the one continues the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from report_assistant.official import Form
from report_assistant.official.lineage import ancestry
from report_assistant.report import Cell, Reading, Report, Value, given

Fate = Literal["same", "changed", "new", "gone", "not_comparable"]

_READINGS = {
    Reading.ABSENT: "表中没有这一格",
    Reading.BLANK: "空白",
    Reading.DASH: "横线",
    Reading.UNREADABLE: "看不清",
}
_UNKNOWN = {Reading.ABSENT, Reading.UNREADABLE}


@dataclass(frozen=True, slots=True)
class CellChange:
    """What became of one cell.

    `fate`: *same* is the same number, or a cell left blank (or dashed) in both years; *new* and *gone* are
    a number in one year where the other year's report has the cell and left it blank or dashed. A cell
    that its document lacks or that cannot be read may have held any number, and one that the other form
    does not have was never counted: these are *not_comparable*, as are a blank beside a dash. `note` says
    why wherever there is no number on both sides, and how sums were made.
    Unit: that of the cell. `ratio` is `delta` by `prior`. Blank: `delta` and `ratio` are None without two
    numbers, `ratio` also where the prior number is 0.
    """

    cell: str
    prior: Value | None
    current: Value | None
    fate: Fate
    note: str = ""

    @property
    def delta(self) -> Value | None:
        """The change, this year less last year."""
        if self.fate not in ("same", "changed") or self.current is None or self.prior is None:
            return None
        return self.current - self.prior

    @property
    def ratio(self) -> float | None:
        """The change by last year's number: 0.5 is half as much again."""
        if self.delta is None or not self.prior:
            return None
        return round(float(self.delta / self.prior), 4)


@dataclass(frozen=True, slots=True)
class _Line:
    """Cells to be laid side by side: `newer` and `older` addresses, each summed."""

    cell: str
    newer: tuple[str, ...]
    older: tuple[str, ...]
    note: str = ""


def compare_cells(current: Report, prior: Report) -> tuple[CellChange, ...]:
    """Every cell of both forms, once.

    Shape: the cells of the newer form in its order; behind them those of the older form that several
    cells continue, each against the sum of these (and these singly *not_comparable*), and those nobody
    continues.
    """
    current_is_newer = current.form.first_year >= prior.form.first_year
    newer, older = (current, prior) if current_is_newer else (prior, current)
    changes = []
    for line in _lines(newer.form, older.form):
        sums = _sum(newer, line.newer), _sum(older, line.older)
        mine, theirs = sums if current_is_newer else sums[::-1]
        changes.append(_change(line, mine, theirs))
    return tuple(changes)


def _lines(newer: Form, older: Form) -> Iterator[_Line]:
    heirs: dict[str, list[str]] = {}
    notes: dict[str, str] = {}
    for ref in newer.cells:
        found = ancestry(ref, newer, older)
        if found.merged or not found.sources:
            yield _Line(ref, (ref,), (), found.note)
        else:
            yield _Line(ref, (ref,), found.sources, found.note)
        for source in found.sources:
            heirs.setdefault(source, []).append(ref)
            notes[source] = found.note
    for ref in older.cells:
        if len(heirs.get(ref, ())) > 1:
            yield _Line(ref, tuple(heirs[ref]), (ref,), f"{notes[ref]}；按合计比较")
        elif ref not in heirs:
            yield _Line(ref, (), (ref,), f"{newer.id}年格式没有这一格")


def _sum(report: Report, refs: Sequence[str]) -> Cell | None:
    """One cell as it is, or several as their sum; None where the form has none.

    Blank: a sum with a cell that is not given is not given, and reads as that cell does; of several as one
    that nobody knows, so that it is not taken for a number that was left out.
    """
    cells = [report.cells[ref] for ref in refs]
    wants = [cell for cell in cells if cell.value is None]
    lacking = next((cell for cell in wants if cell.reading in _UNKNOWN), wants[0] if wants else None)
    if lacking or not cells:
        return lacking
    return given(sum(cell.value for cell in cells if cell.value is not None))


def _change(line: _Line, current: Cell | None, prior: Cell | None) -> CellChange:
    values = (prior.value if prior else None, current.value if current else None)
    if current is None or prior is None:
        return CellChange(line.cell, *values, "not_comparable", line.note)
    if {prior.reading, current.reading} & _UNKNOWN:
        fate: Fate = "not_comparable"
    elif prior.value is None and current.value is None:
        fate = "same" if prior.reading is current.reading else "not_comparable"
    elif prior.value is None:
        fate = "new"
    elif current.value is None:
        fate = "gone"
    else:
        fate = "same" if prior.value == current.value else "changed"
    why = [
        f"{year}{_READINGS[cell.reading]}" for year, cell in (("上年", prior), ("本年", current)) if cell.value is None
    ]
    return CellChange(line.cell, *values, fate, "；".join([*filter(None, [line.note]), *why]))
