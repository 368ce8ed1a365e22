"""The arithmetic rules with localisation in process, and false alarms of all rules on sound reports."""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor

from benchmarks.measuring import Row, median_seconds, print_table

from consistent import FORM, random_report  # isort: skip  (tests/ is put on the path by measuring)
from realistic import two_years  # isort: skip
from report_assistant.checks import Case, Severity, check
from report_assistant.report import given

RULES = ("T3-01", "T3-02", "T3-03", "T4-01")
SOUND = 10_000


def rows() -> list[Row]:
    sound = random_report(11)
    ref = "T3:denied.law:legal"
    wrong = sound.with_cells({ref: given(sound.value(ref) + 7)})
    two = wrong.with_cells({"T3:new:natural": given(sound.value("T3:new:natural") + 3)})
    ruined = sound.with_cells({ref: given(sound.value(ref) + at) for at, ref in enumerate(FORM.cells)})
    check(Case(sound), only=RULES)
    bare = median_seconds(lambda: adding_up(sound), 300)
    return [
        *(
            Row(
                f"arithmetic rules with localisation, {words}",
                f"{seconds * 1000:.2f} ms",
                asked,
                f"bare sums {bare * 1000:.3f} ms, {seconds / bare:.0f}×",
            )
            for words, seconds, asked in (
                ("sound report", timed(sound), "≤ 0.5 ms"),
                ("one wrong cell", timed(wrong), "≤ 2 ms"),
                ("two wrong cells", timed(two), "≤ 2 ms"),
                ("broken all over", timed(ruined), ""),
            )
        ),
        Row(
            f"errors found by all rules on {SOUND:,} sound reports with text and last year's",
            str(false_alarms()),
            "0",
            "",
        ),
    ]


def timed(report):
    return median_seconds(lambda: check(Case(report), only=RULES), 300)


def adding_up(report):
    """The baseline: the same 42 sums and nothing else."""
    values = {ref: cell.value for ref, cell in report.cells.items()}
    return [sum(values[r] for r in rel.left) == sum(values[r] for r in rel.right) for rel in FORM.relations]


def false_alarms() -> int:
    """Findings of severity error, and crashes, on sound reports with a narrative and the year before."""
    with ProcessPoolExecutor() as processes:
        return sum(processes.map(errors_of, (range(at, at + 100) for at in range(0, SOUND, 100))))


def errors_of(seeds: Iterable[int]) -> int:
    verdicts = [check(Case(*two_years(seed))) for seed in seeds]
    return sum(
        verdict.count("crashed") + sum(finding.severity is Severity.ERROR for finding in verdict.findings)
        for verdict in verdicts
    )


if __name__ == "__main__":
    print_table(rows())
