"""How reports are read that are laid out as offices lay them out: every variant, several reports each.

Known reports (tests/layouts says what is done to them) are written down in six formats and read. A variant is
read when every cell is right or explicitly not given in each of its reports: no figure on the paper called blank,
no other figure, no 0 where none stands. Beside it: how much of what a person reads there was read.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks.measuring import Row, print_table

from layouts.rendering import Rendered, rendered  # isort: skip  (tests/ is put on the path by measuring)
from layouts.reports import known_report  # isort: skip
from layouts.truth import Outcome, Score, score  # isort: skip
from layouts.variants import VARIANTS  # isort: skip
from report_assistant.errors import UnusableInput
from report_assistant.intake import read_bytes

SEEDS = range(4)  # each kind of tests/layouts/reports.py once


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file; `score` is None where it was refused."""

    file: Rendered
    score: Score | None
    refusal: str = ""

    @property
    def fault(self) -> str:
        """What is wrong with it in a line, "" where nothing is."""
        if self.score is None:
            return f"refused: {self.refusal}"
        kinds = [kind for kind in reversed(Outcome) if kind is not Outcome.RIGHT and self.score.counts[kind]]
        cells = [f"{self.score.counts[kind]} {kind.value} ({self.score.of(kind)[0]} …)" for kind in kinds]
        return "; ".join((*cells, *self.score.told))


def results(files: Iterable[Rendered]) -> Iterator[Result]:
    for file in files:
        try:
            yield Result(file, score(file.paper, read_bytes(file.content, file.file_name)))
        except UnusableInput as refusal:
            yield Result(file, None, str(refusal))


def rows(*, telling: bool = False) -> list[Row]:
    files = rendered(VARIANTS, map(known_report, SEEDS))
    began = time.perf_counter()
    found = list(results(files))
    seconds = time.perf_counter() - began
    if telling:
        _tell(found)
    return [*summed(found), Row("the same, reading alone", f"{seconds / len(files) * 1000:.0f} ms a file", "", "")]


def summed(found: list[Result]) -> list[Row]:
    """The figures of the README's table."""
    names = {result.file.variant.name for result in found}
    dishonest = {r.file.variant.name for r in found if r.score is None or not r.score.honest}
    incomplete = {r.file.variant.name for r in found if r.score is None or not r.score.complete}
    counts: Counter[Outcome] = Counter()
    for result in found:
        counts.update(result.score.counts if result.score else {})
    figure = f"{len(names)} layouts × {len(SEEDS)} reports"
    return [
        Row(f"{figure}: read cell for cell or explicitly not given", share(names, dishonest), "≥ 99 %", ""),
        Row("the same, everything a person reads there, texts and names too", share(names, incomplete), "", ""),
        Row("cells right, the others told of", f"{100 * counts[Outcome.RIGHT] / counts.total():.1f} %", "", ""),
        Row("silent zeros", str(counts[Outcome.SILENT_ZERO]), "0", f"{counts.total():,} cells"),
        Row("shifted or other values", str(counts[Outcome.WRONG]), "0", f"{counts.total():,} cells"),
        Row("figures called blank", str(counts[Outcome.HOLLOW]), "0", f"{counts.total():,} cells"),
    ]


def share(names: set[str], failing: set[str]) -> str:
    return f"{100 * (len(names) - len(failing)) / len(names):.1f} %"


def _tell(found: list[Result]) -> None:
    """Each failing variant in a line, by its worst report."""
    faults: dict[str, str] = {}
    for result in sorted(found, key=lambda result: result.score is not None and result.score.honest):
        if result.fault:
            faults.setdefault(result.file.variant.name, f"report {result.file.report}: {result.fault}")
    for name, fault in faults.items():
        print(f"{name}: {fault}", file=sys.stderr)


if __name__ == "__main__":
    print_table(rows(telling=True))
