"""`check` of a folder of ten thousand report files, the whole command; two years of five thousand offices."""

import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measuring import Row, print_table, process

from offices import office  # isort: skip  (tests/ is put on the path by measuring)
from report_assistant.checks import Case, check
from report_assistant.report import dump_report, parse_report

FILES = 10_000
_ALONE = 200  # reports checked one after another in this process, as the baseline


def rows(files: int = FILES) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        write_offices(Path(folder) / "各单位", files)
        began = time.perf_counter()
        process(["-m", "report_assistant", "check", f"{folder}/各单位", "--xlsx", f"{folder}/问题.xlsx"])
        seconds = time.perf_counter() - began
        written = (Path(folder) / "问题.xlsx").stat().st_size // 1024
    alone = judged_alone() * files
    return [
        Row(
            f"`check` of a folder of {files:,} report files with a workbook, {os.cpu_count()} cores",
            f"{seconds:.0f} s (workbook {written:,} KB)",
            "≤ 60 s" if files == FILES else "",
            f"parsing and rules alone on one core {alone:.0f} s, {seconds / alone:.1f}×",
        )
    ]


def write_offices(folder: Path, files: int) -> None:
    """Report files by county; each second one is the year before."""
    for number in range(files // 2):
        for report in office(number):
            county = folder / report.organ.name[3:6]
            county.mkdir(parents=True, exist_ok=True)
            name = f"{report.organ.short_name}{report.year}.report.json"
            (county / name).write_text(dump_report(report), encoding="utf-8")


def judged_alone() -> float:
    """Seconds a report, prior year included, with nothing around the rules but the reading of the text."""
    pairs = [tuple(map(dump_report, office(number))) for number in range(_ALONE // 2)]
    check(Case(office(0)[0]))
    began = time.perf_counter()
    for now, before in pairs:
        prior = parse_report(before)
        check(Case(parse_report(now), prior))
        check(Case(prior))
    return (time.perf_counter() - began) / _ALONE


if __name__ == "__main__":
    print_table(rows(int(sys.argv[1]) if len(sys.argv) > 1 else FILES))
