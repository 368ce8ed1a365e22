"""How often a wrong cell is noticed, and how often the right one is named.

Two years of one organ and a narrative are generated (tests/realistic.py says what the narrative tells).
Typos, misplaced values and half-done edits are planted in the sound report; the truth is what stood there
before. "listed": the truth is among the smallest explanations; "first": it heads the list; "proposed": it
is the fix; "wrong fix": another set is proposed. For detection every cell of tables three and four of dense
tables (each cell at least 1) and, with last year's report, every document count of table two is changed.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

from benchmarks.measuring import Row, print_table

from consistent import T3_COLUMNS, T4_GROUPS, sound_prior  # isort: skip  (tests/ is put on the path by measuring)
from realistic import FORM, dense_report, two_years  # isort: skip
from report_assistant.checks import Breach, Case, catalogue
from report_assistant.checks.explaining import lineup
from report_assistant.report import Report, given

Plant = Mapping[str, int]
ARITHMETIC = {"T2": ("Y-02",), "T3": ("T3-01", "T3-02", "T3-03"), "T4": ("T4-01",)}
DENSE = 200  # tables
UNAIDED = 300  # plants of a kind without last year's report and narrative
ROWS = [row.key for row in FORM.table("T3").blocks[0].rows]
TYPED_ROWS = [row for row in ROWS if row != "total"]
TYPED = [f"T3:{row}:{column}" for row in TYPED_ROWS for column in T3_COLUMNS]
T3_CELLS = [ref for ref in FORM.cells if ref.startswith("T3")]


def typo(chance: random.Random, right: int) -> int:
    """Another number as a slip of the hand makes it: a digit exchanged, dropped, doubled or replaced, ± 1, × 10."""
    digits = str(right)
    at = chance.randrange(len(digits))
    slips = [right + 1, right - 1, right * 10, int(digits[:at] + chance.choice("0123456789") + digits[at + 1 :])]
    slips += [int(digits[:at] + digits[at] * 2 + digits[at + 1 :]), int((digits[:at] + digits[at + 1 :]) or "0")]
    slips += [int(digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :])]
    wrong = chance.choice(slips)
    return wrong if wrong >= 0 and wrong != right else right + chance.randrange(1, 10)


def typos(count: int, cells: list[str]) -> Callable[[random.Random, Report], Plant]:
    def plant(chance: random.Random, report: Report) -> Plant:
        return {ref: typo(chance, report.value(ref)) for ref in chance.sample(cells, count)}

    return plant


def wrong_column(chance: random.Random, report: Report) -> Plant:
    """A number in another column of its row: moved where that is 0, exchanged where not."""
    ref = chance.choice([ref for ref in TYPED if report.value(ref)])
    table, row, column = ref.split(":")
    return exchanged(report, ref, f"{table}:{row}:{chance.choice([c for c in T3_COLUMNS if c != column])}")


def wrong_row(chance: random.Random, report: Report) -> Plant:
    """A number in another row of its column."""
    ref = chance.choice([ref for ref in TYPED if report.value(ref)])
    table, row, column = ref.split(":")
    return exchanged(report, ref, f"{table}:{chance.choice([r for r in TYPED_ROWS if r != row])}:{column}")


def exchanged(report: Report, one: str, other: str) -> Plant:
    if report.value(one) == report.value(other):
        return {}
    return {one: report.value(other), other: report.value(one)}


def half_edit(chance: random.Random, report: Report) -> Plant:
    """A count edited and its row's total with it, but not its column's total."""
    ref = chance.choice([ref for ref in TYPED if report.value(ref)])
    total = f"{ref.rsplit(':', 1)[0]}:total"
    by = typo(chance, report.value(ref)) - report.value(ref)
    return {ref: report.value(ref) + by, total: report.value(total) + by}


def group_typo(chance: random.Random, report: Report) -> Plant:
    """One wrong number in a group of table four that is not all 0."""
    groups = [group for group in T4_GROUPS if report.value(f"T4:{group}:total")]
    if not groups:
        return {}
    group = chance.choice(groups)
    cells = [ref for ref in FORM.cells if ref.startswith(f"T4:{group}:")]
    return typos(1, cells)(chance, report)


KINDS: dict[str, tuple[Callable[[random.Random, Report], Plant], int, str]] = {
    "one typo": (typos(1, T3_CELLS), 2000, "unique 100 %"),
    "two typos": (typos(2, T3_CELLS), 1000, "unique ≥ 98 %"),
    "three typos": (typos(3, T3_CELLS), 1000, "unique ≥ 95 %"),
    "wrong column": (wrong_column, 1000, "listed 100 %, first ≥ 80 %"),
    "wrong row": (wrong_row, 1000, "listed 100 %, first ≥ 80 %"),
    "half edit": (half_edit, 1000, "listed 100 %, first ≥ 80 %"),
    "one wrong number in table four": (group_typo, 1000, "first ≥ 75 %"),
}


def outcome(case: Case, plant: Plant) -> Iterator[str]:
    """What became of one plant."""
    truth = {ref: case.report.value(ref) for ref in plant}
    wrong = replace(case, report=case.report.with_cells({ref: given(value) for ref, value in plant.items()}))
    suspects = lineup(wrong, next(iter(plant))[:2])
    sets = [dict(suspect.explanation.cells) for suspect in suspects.ranked]
    yield from (
        word
        for word, holds in {
            "listed": truth in sets,
            "first": sets[:1] == [truth],
            "unique": sets == [truth],
            "proposed": suspects.chosen is not None and dict(suspects.chosen.cells) == truth,
            "wrong fix": suspects.chosen is not None and dict(suspects.chosen.cells) != truth,
        }.items()
        if holds
    )


def measured(kind: str, aided: bool, times: int) -> tuple[Counter[str], int]:
    """Outcomes of one kind of plant, and how many were planted; `aided`: with last year's report and a narrative."""
    plant, *_ = KINDS[kind]
    found: Counter[str] = Counter()
    planted = 0
    for trial in range(times):
        chance = random.Random(f"{kind} {trial}")
        report, prior = two_years(chance.randrange(10**9))
        case = Case(report, prior) if aided else Case(replace(report, sections={}))
        if changes := plant(chance, report):
            found.update(outcome(case, changes))
            planted += 1
    return found, planted


def dense(seed: int) -> Case:
    """A sound report without a 0 in tables three and four, and the year before that leads to it."""
    report = dense_report(seed)
    former = {ref: given(0) for ref in ("T2:regulations:in_force", "T2:normative:in_force")}
    former["T2:normative:in_force"] = given(report.value("T2:normative:in_force") - report.value("T2:normative:issued"))
    return Case(report, sound_prior().with_cells(former))


def slips(right: int) -> Iterator[int]:
    """One more, one less, ten times, and its first two different neighbouring digits exchanged."""
    digits = str(right)
    turned = [digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :] for at in range(len(digits) - 1)]
    exchanged_digits = [int(other) for other in turned if int(other) != right]
    yield from {right + 1, max(right - 1, 0), right * 10, *exchanged_digits[:1]} - {right}


def noticed(seed: int) -> tuple[int, int]:
    """How many changes of one cell of a dense table the rules notice, and how many were made."""
    case, seen, made = dense(seed), 0, 0
    rules = catalogue()
    for ref in FORM.cells:
        own = (
            ARITHMETIC[ref[:2]] if not ref.startswith("T2") or ref.split(":")[1] in ("regulations", "normative") else ()
        )
        for value in slips(case.report.value(ref)) if own else ():
            wrong = replace(case, report=case.report.with_cells({ref: given(value)}))
            seen += any(isinstance(found, Breach) for rule in own for found in rules[rule].judge(wrong))
            made += 1
    return seen, made


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"


def rows() -> list[Row]:
    with ProcessPoolExecutor() as processes:
        aided = [processes.submit(measured, kind, True, times) for kind, (_, times, _) in KINDS.items()]
        alone = [processes.submit(measured, kind, False, UNAIDED) for kind in KINDS]
        changes = list(processes.map(noticed, range(DENSE), chunksize=10))
        seen, made = (sum(column) for column in zip(*changes, strict=True))
        found = zip(KINDS.items(), [job.result() for job in aided], [job.result() for job in alone], strict=True)
        return [
            Row(f"one-cell changes noticed, {DENSE} dense tables", f"{percent(seen, made)} of {made:,}", "100 %", ""),
            *(row_of(kind, asked, *results) for (kind, (_, _, asked)), *results in found),
        ]


def row_of(kind: str, asked: str, aided: tuple[Counter[str], int], alone: tuple[Counter[str], int]) -> Row:
    """One kind of mistake, with and without last year's report and the narrative."""
    (found, planted), (bare, tried) = aided, alone
    measures = ("listed", "first", "proposed", "wrong fix")
    told = ", ".join(f"{percent(found[word], planted)} {word}" for word in measures)
    unique = f"{percent(found['unique'], planted)} unique, " if "typo" in kind else ""
    alone_first, alone_wrong = (percent(bare[word], tried) for word in ("first", "wrong fix"))
    baseline = f"without last year and text: {alone_first} first, {alone_wrong} wrong fix"
    return Row(f"{kind}, {planted:,} planted", f"{unique}{told}", asked, baseline)


if __name__ == "__main__":
    print_table(rows())
