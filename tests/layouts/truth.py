"""What a person reads on a paper, and what a reader made of it, cell for cell."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from layouts.paper import Line, Paper, Table
from report_assistant.report import Cell, Reading, Report, Value, full_text

_SPACE = re.compile(r"[\s\u3000\u00a0]+")


class Outcome(StrEnum):
    """What became of one cell. Only the first two are honest."""

    RIGHT = "right"
    TOLD = "told"  # plainly there, not read, and said so
    HOLLOW = "hollow"  # plainly there, and said to be blank, dashed or missing
    WRONG = "wrong"  # another figure than the one that stands there
    SILENT_ZERO = "silent zero"  # a 0 where none stands


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person reads in a cell; `firm`: plainly enough that a reader should read it too."""

    value: Value | None = None
    firm: bool = True


NOTHING = Seen()


@dataclass(frozen=True, slots=True)
class Score:
    """How a report that was read stands to the paper. `told`: words and names that are not as printed."""

    cells: Mapping[str, Outcome]
    told: tuple[str, ...]

    @property
    def counts(self) -> Counter[Outcome]:
        return Counter(self.cells.values())

    @property
    def honest(self) -> bool:
        """Read cell for cell or explicitly not given."""
        return not any(self.counts[kind] for kind in (Outcome.HOLLOW, Outcome.WRONG, Outcome.SILENT_ZERO))

    @property
    def complete(self) -> bool:
        """Nothing a person reads is missing, in the cells or in the text."""
        return self.honest and not self.counts[Outcome.TOLD] and not self.told

    def of(self, kind: Outcome) -> list[str]:
        """The cells with this outcome."""
        return [ref for ref, outcome in self.cells.items() if outcome is kind]


def seen_on(paper: Paper) -> dict[str, Seen]:
    """Every cell that has a box; all others are not given."""
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    return {box.ref: Seen(box.value, box.firm) for table in tables for box in table.boxes if box.ref}


def score(paper: Paper, report: Report) -> Score:
    """Every cell of the report's form, every cell on the paper, the names and the text."""
    seen = seen_on(paper)
    elsewhere = [ref for ref in seen if ref not in report.cells and paper.form_id]
    cells = {ref: judged(seen.get(ref, NOTHING), cell, ref, report) for ref, cell in report.cells.items()}
    cells |= {ref: Outcome.HOLLOW for ref in elsewhere if seen[ref].firm and seen[ref].value is not None}
    return Score(cells, tuple(_told(paper, report)))


def judged(seen: Seen, cell: Cell, ref: str, report: Report) -> Outcome:
    """What became of one cell. Blank: an absent cell is told of where a remark names it, its table or its section."""
    if cell.value is not None:
        if cell.value == seen.value:
            return Outcome.RIGHT
        return Outcome.SILENT_ZERO if cell.value == 0 else Outcome.WRONG
    if seen.value is None or not seen.firm:
        return Outcome.RIGHT
    places = (ref, ref[:2], ref[1], "file")
    told = cell.reading is Reading.ABSENT and any(remark.place in places for remark in report.remarks)
    return Outcome.TOLD if told or cell.reading is Reading.UNREADABLE else Outcome.HOLLOW


def _told(paper: Paper, report: Report) -> Iterator[str]:
    if report.organ.name != paper.organ:
        yield f"organ {report.organ.name}"
    if report.year != paper.year:
        yield f"year {report.year}"
    if paper.form_id and report.form_id != paper.form_id:
        yield f"form {report.form_id}"
    for number in ("1", "5", "6"):
        read = bare(full_text(report.sections.get(number, ())))
        if not re.fullmatch(pattern(paper, number), read):
            yield f"section {number}"


def pattern(paper: Paper, number: str) -> str:
    """The section's words without white space; what need not be its text may be missing."""
    lines = [block for block in paper.blocks if isinstance(block, Line) and block.section == number]
    return "".join(
        f"(?:{words})?" if line.optional else words for line in lines for words in [re.escape(bare(line.text))]
    )


def bare(text: str) -> str:
    """Text without white space: how lines were broken is the layout's business."""
    return _SPACE.sub("", text)


def first_difference(paper: Paper, report: Report, number: str) -> str:
    """Where a section's text leaves what was printed, for whoever looks into a failing variant."""
    wanted = bare("".join(b.text for b in paper.blocks if isinstance(b, Line) and b.section == number))
    read = bare(full_text(report.sections.get(number, ())))
    at = next((n for n, (a, b) in enumerate(zip(wanted, read, strict=False)) if a != b), min(len(wanted), len(read)))
    return f"printed …{wanted[max(0, at - 8) : at + 16]}… read …{read[max(0, at - 8) : at + 16]}…"
