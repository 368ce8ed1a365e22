"""Measure everything and write the table between the README's marks."""

from benchmarks import arithmetic, check_process, journeys, many, retrieval
from benchmarks.measuring import ROOT, table_lines

BEGIN, END = "<!-- benchmarks -->", "<!-- /benchmarks -->"


def main() -> None:
    rows = [row for script in (check_process, arithmetic, many, journeys, retrieval) for row in script.rows()]
    lines = "\n".join(table_lines(rows))
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    readme.write_text(f"{before}{BEGIN}\n{lines}\n{END}{after}", encoding="utf-8")
    print(lines)


if __name__ == "__main__":
    main()
