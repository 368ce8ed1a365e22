"""How many faults planted in the rules the suite notices; run by itself it also lists those that survive.

Relations: every declared relation with a term dropped, added, moved, exchanged. Families: each bound, and
the code that judges: comparisons, junctions, sums, numbers, conditions, filters, yields and returns. Mutants
that can change no outcome are left out; they are listed with their reasons in tests/equivalent_mutants.toml.
"""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor

from benchmarks.measuring import Row, print_table

from mutations import Mutant, code_mutants, equivalent, families, relation_mutants, threshold_mutants, unharmed  # isort: skip  (tests/ is put on the path by measuring)
from noticing import survives  # isort: skip

RELATIONS = "relations"
PARTS = 4
Counted = tuple[int, list[str]]  # how many mutants, and which of them nothing notices


def mutants_of(kind: str) -> Iterable[Mutant]:
    """The mutants of the declared relations, or of a family that may change an outcome."""
    if kind == RELATIONS:
        return relation_mutants()
    return (m for m in (*code_mutants(kind), *threshold_mutants(kind)) if m.name not in equivalent())


def survivors(kind: str, part: int) -> Counted:
    """How many mutants a part of a kind has, and the names of those that nothing notices."""
    mutants = list(mutants_of(kind))[part::PARTS]
    return len(mutants), [mutant.name for mutant in mutants if survives(mutant)]


def measured() -> dict[str, Counted]:
    """Each kind with the number of its mutants and the survivors.

    Raises: RuntimeError where a family fails without any fault, for then every mutant would count as noticed.
    """
    red = [family for family in families() if not survives(unharmed(family))]
    if red:
        raise RuntimeError(f"the suite is red without any fault: {red}")
    with ProcessPoolExecutor() as processes:
        jobs = {
            kind: [processes.submit(survivors, kind, part) for part in range(PARTS)]
            for kind in (RELATIONS, *families())
        }
        return {kind: _together(job.result() for job in parts) for kind, parts in jobs.items()}


def _together(parts: Iterable[Counted]) -> Counted:
    counts, names = zip(*parts, strict=True)
    return sum(counts), sorted(name for part in names for name in part)


def rows(found: dict[str, Counted] | None = None) -> list[Row]:
    """Two rows of the README's table: the relations, and the code of all families."""
    found = found or measured()
    code = _together(counted for kind, counted in found.items() if kind != RELATIONS)
    return [
        Row(f"faults planted in {what} and noticed", _noticed(counted), "≥ 98 %", "")
        for what, counted in (("the declared relations", found[RELATIONS]), ("the code and bounds of the rules", code))
    ]


def _noticed(counted: Counted) -> str:
    count, left = counted
    return f"{count - len(left):,} / {count:,}"


def main() -> None:
    """Print the table, below it each family, and every survivor."""
    found = measured()
    print_table(rows(found))
    print("\n".join(f"{kind}: {_noticed(counted)}" for kind, counted in found.items()))
    print("\n".join(name for _, left in found.values() for name in left))


if __name__ == "__main__":
    main()
