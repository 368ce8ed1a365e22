"""Medians, and the rows of the README's table."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
SAMPLES = ROOT / "corpus" / "reports"
_COMPILED = tempfile.TemporaryDirectory(prefix="compiled-")


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure: what, how much, what was asked, and against what it was held."""

    figure: str
    measured: str
    asked: str
    baseline: str


def median_seconds(action: Callable[[], object], times: int) -> float:
    """The median duration of `times` calls, in seconds."""
    durations = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        durations.append(time.perf_counter() - began)
    return statistics.median(durations)


def process(arguments: Sequence[str]) -> None:
    """Run Python with these arguments to its end; any exit code of a check is welcome.

    Modules are compiled once, as an installation leaves them, also where the surroundings forbid Python to keep them.
    """
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    surroundings["PYTHONPYCACHEPREFIX"] = _COMPILED.name
    subprocess.run([sys.executable, *arguments], check=False, capture_output=True, env=surroundings)


def print_table(rows: Sequence[Row]) -> None:
    """The rows as a Markdown table."""
    print("\n".join(table_lines(rows)))


def table_lines(rows: Sequence[Row]) -> list[str]:
    """The Markdown lines of a table."""
    head = ["| figure | measured | asked | baseline of the same run |", "| --- | --- | --- | --- |"]
    return head + [f"| {row.figure} | {row.measured} | {row.asked} | {row.baseline} |" for row in rows]
