"""Word files read apart in a warm pool, against the same files read in this process; one read from cold."""

import os
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import Row, median_seconds, print_table

from offices import office  # isort: skip  (tests/ is put on the path by measuring)
from report_assistant.export import render
from report_assistant.intake import read
from report_assistant.intake.sandbox import Sandbox
from report_assistant.report import Report

FILES = 200
_COLD = 5


def rows(files: int = FILES) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        paths = written(Path(folder), files)
        here = seconds_here(paths)
        apart, processor = seconds_apart(paths)
        cold = median_seconds(lambda: cold_read(paths[0]), _COLD)
    return [
        Row(
            f"Word files read apart, warm pool, {os.cpu_count()} cores",
            f"{files / apart:.0f} files/s",
            "≥ 60 files/s",
            f"in this process on one core {files / here:.0f} files/s, {here / apart:.1f}×",
        ),
        Row(
            "the same, processor time of all processes",
            f"{processor / files * 1000:.0f} ms a file",
            "",
            f"in this process {here / files * 1000:.0f} ms a file, {processor / here:.1f}×",
        ),
        Row("one Word file read apart from cold, its process begun and ended", f"{cold * 1000:.0f} ms", "", ""),
    ]


def written(folder: Path, files: int) -> list[Path]:
    """Word files of as many offices."""
    paths = []
    for number in range(files):
        paths.append(folder / f"{number}.docx")
        paths[-1].write_bytes(render(office(number)[0], ".docx"))
    return paths


def seconds_here(paths: Sequence[Path]) -> float:
    """Processor seconds for reading them all one after another."""
    read(paths[0])
    began = time.process_time()
    for path in paths:
        read(path)
    return time.process_time() - began


def seconds_apart(paths: Sequence[Path]) -> tuple[float, float]:
    """Seconds with a warm pool, and processor seconds of this process and the pool's, their beginning too."""
    ended = _spent_by_ended()
    with Sandbox() as sandbox:
        for _ in sandbox.read_many(paths[: 4 * sandbox.workers]):
            pass
        began, spent = time.perf_counter(), time.process_time()
        read_in = [report for _, report in sandbox.read_many(paths) if isinstance(report, Report)]
        seconds, spent = time.perf_counter() - began, time.process_time() - spent
        if len(read_in) != len(paths):
            raise RuntimeError("a sound document was refused")
    return seconds, spent + _spent_by_ended() - ended


def _spent_by_ended() -> float:
    """Processor seconds of every process of ours that has ended so far."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def cold_read(path: Path) -> None:
    """One file through a process of its own."""
    with Sandbox(1) as sandbox:
        sandbox.read(path.read_bytes(), path.name)


if __name__ == "__main__":
    print_table(rows())
