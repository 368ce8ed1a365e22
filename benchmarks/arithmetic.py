"""All arithmetic rules with localisation, in process; and how often the wrong cell is named."""

from benchmarks.measuring import Row, median_seconds, print_table

from consistent import FORM, random_report  # isort: skip  (tests/ is put on the path by measuring)
from report_assistant.checks import Case, check
from report_assistant.report import given

RULES = ("T3-01", "T3-02", "T3-03", "T4-01")


def rows() -> list[Row]:
    sound = random_report(11)
    ref = "T3:denied.law:legal"
    wrong = sound.with_cells({ref: given(sound.value(ref) + 7)})
    two = wrong.with_cells({"T3:new:natural": given(sound.value("T3:new:natural") + 3)})
    check(Case(sound), only=RULES)
    bare = median_seconds(lambda: adding_up(sound), 300)
    return [
        *(
            Row(
                f"arithmetic rules with localisation, {words}",
                f"{seconds * 1000:.2f} ms",
                "≤ 2 ms",
                f"bare sums {bare * 1000:.3f} ms, {seconds / bare:.0f}×",
            )
            for words, seconds in (
                ("sound report", timed(sound)),
                ("one wrong cell", timed(wrong)),
                ("two wrong cells", timed(two)),
            )
        ),
        Row("one-cell errors of table three named with their right value", named(), "175 / 175", ""),
        Row("findings on 1,000 generated consistent reports", str(false_alarms()), "0", ""),
    ]


def timed(report):
    return median_seconds(lambda: check(Case(report), only=RULES), 300)


def adding_up(report):
    """The baseline: the same 42 sums and nothing else."""
    values = {ref: cell.value for ref, cell in report.cells.items()}
    return [sum(values[r] for r in rel.left) == sum(values[r] for r in rel.right) for rel in FORM.relations]


def named():
    report, found, tried = random_report(12), 0, 0
    for ref in FORM.cells:
        if ref.startswith("T3"):
            right = report.value(ref)
            findings = check(Case(report.with_cells({ref: given(right + 1)})), only=RULES).findings
            tried += 1
            found += len(findings) == 1 and findings[0].fix is not None and dict(findings[0].fix.cells) == {ref: right}
    return f"{found} / {tried}"


def false_alarms():
    return sum(len(check(Case(random_report(seed)), only=RULES).findings) for seed in range(1000))


if __name__ == "__main__":
    print_table(rows())
