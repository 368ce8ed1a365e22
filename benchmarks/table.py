"""Measure everything and write the table between the README's marks."""

from benchmarks import (
    arithmetic,
    check_process,
    claims,
    full_check,
    hostile,
    journeys,
    layouts,
    localisation,
    many,
    mutation,
    neighbours,
    reading,
    retrieval,
    sameness,
    sandbox,
)
from benchmarks.measuring import ROOT, table_lines

SCRIPTS = (
    check_process,
    full_check,
    arithmetic,
    localisation,
    claims,
    sameness,
    neighbours,
    mutation,
    many,
    reading,
    layouts,
    sandbox,
    hostile,
    journeys,
    retrieval,
)

BEGIN, END = "<!-- benchmarks -->", "<!-- /benchmarks -->"


def main() -> None:
    rows = [row for script in SCRIPTS for row in script.rows()]
    lines = "\n".join(table_lines(rows))
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    readme.write_text(f"{before}{BEGIN}\n{lines}\n{END}{after}", encoding="utf-8")
    print(lines)


if __name__ == "__main__":
    main()
