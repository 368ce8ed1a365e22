"""What hostile files do to who reads them: thousands of some hundred kinds and damaged sound ones, through the sandbox.

The files are written by a process of its own, so that this one, whose memory is measured, never made a bomb. Every
fault is told on standard error; `python -m benchmarks.hostile FILES [KIND]` reads as many, or those of one kind.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.measuring import Row, print_table

from hostile.corpus import KINDS, corpus, made  # isort: skip  (tests/ is put on the path by measuring)
from hostile.judging import fault  # isort: skip
from hostile.kinds import Call, Demand, HostileFile  # isort: skip
from report_assistant.errors import ReportAssistantError
from report_assistant.intake.apart import ReadingProcess
from report_assistant.intake.confinement import Limits
from report_assistant.intake.sandbox import Sandbox
from report_assistant.official import load_form

FILES = 5000
_LIST = "list.jsonl"
_WARMING = 100
_SLACK_S = 5
_ENDS = {
    "memory": re.compile(r"用了超过 \d+ MB 内存"),
    "processor time": re.compile(r"用了超过 \d+ 秒处理时间"),
    "waiting": re.compile(r"秒仍未读完"),
    "its own death": re.compile("意外中止"),
}


@dataclass(slots=True)
class Tally:
    """What was seen so far."""

    files: int = 0
    seconds: float = 0.0
    kinds: set[str] = field(default_factory=set)
    crashes: int = 0
    hangs: int = 0
    faults: list[str] = field(default_factory=list)
    ended: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    refused: int = 0
    longest: tuple[float, str] = (0.0, "")
    slow: Counter[str] = field(default_factory=Counter)
    peak: float = 0.0
    grown: float = 0.0


class Watched(Sandbox):
    """A sandbox that looks how much memory each of its processes has had at most."""

    peak = 0.0

    def _put_back(self, process: ReadingProcess) -> None:
        self.peak = max(self.peak, memory(process._process.pid, "VmHWM"))
        super()._put_back(process)


def memory(pid: int | str, which: str) -> float:
    """Megabytes of a process; 0 where it is gone, or the system does not tell."""
    try:
        told = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    found = re.search(rf"^{which}:\s*(\d+) kB$", told, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def write(folder: Path, files: int, only: str = "") -> None:
    """The corpus into a folder, with a list of what is what."""
    chosen = (made(KINDS[only], seed) for seed in range(files)) if only else corpus(files)
    with (folder / _LIST).open("w", encoding="utf-8") as listed:
        for number, file in enumerate(chosen):
            (folder / str(number)).write_bytes(file.content)
            listed.write(json.dumps(asdict(file) | {"content": ""}, default=str) + "\n")


def listed_in(folder: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    with (folder / _LIST).open(encoding="utf-8") as listed:
        for number, line in enumerate(listed):
            yield folder / str(number), json.loads(line)


def rows(files: int = FILES, only: str = "") -> list[Row]:
    with tempfile.TemporaryDirectory() as place:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", __spec__.name, place, str(files), only], check=True)
        written = time.perf_counter() - began
        tally = read_all(Path(place))
    for told in tally.faults:
        print(told, file=sys.stderr)
    for cause, kinds in tally.ended.items():
        print(f"ended by {cause}: {dict((+kinds).most_common())}", file=sys.stderr)
    print(f"over a second: {dict((+tally.slow).most_common())}", file=sys.stderr)
    return summed(tally, written)


def read_all(folder: Path) -> Tally:
    """Read every file of the folder, two at once."""
    tally, began = Tally(), time.perf_counter()
    with Watched() as sandbox, ThreadPoolExecutor(sandbox.workers) as crew:
        at_first = 0.0
        for _ in crew.map(lambda one: read_one(sandbox, tally, *one), listed_in(folder)):
            tally.files += 1
            if tally.files == _WARMING:
                at_first = memory("self", "VmRSS")
        tally.grown = memory("self", "VmRSS") - at_first if at_first else 0.0
        tally.peak = sandbox.peak
    tally.seconds = time.perf_counter() - began
    return tally


def read_one(sandbox: Sandbox, tally: Tally, path: Path, told: dict[str, str]) -> None:
    demand, call = Demand(told["demand"]), Call(told["call"])
    file = HostileFile(told["kind"], told["name"], path.read_bytes(), demand, call, int(told["sound"]))
    began = time.perf_counter()
    try:
        answer = asked(sandbox, file)
    except ReportAssistantError as refusal:
        answer = refusal
        tally.refused += 1
    except BaseException as error:
        tally.crashes += 1
        tally.faults.append(f"{file.kind} ({file.name}): CRASH {error!r}")
        return
    seconds = time.perf_counter() - began
    tally.longest = max(tally.longest, (seconds, file.kind))
    tally.slow[file.kind] += seconds > 1
    tally.hangs += seconds > Limits().wall + _SLACK_S
    tally.kinds.add(file.kind)
    for cause, words in _ENDS.items():
        tally.ended[cause][file.kind] += bool(isinstance(answer, ReportAssistantError) and words.search(str(answer)))
    if wrong := fault(file, answer):
        tally.faults.append(f"{file.kind} ({file.name}): {wrong}")


def asked(sandbox: Sandbox, file: HostileFile) -> object:
    """The answer to a file, handed in as what it is."""
    if file.call is Call.FIGURES:
        return sandbox.read_figures(file.content, file.name, load_form("2021"))
    if file.call is Call.NOTES:
        return sandbox.read_notes(file.content, file.name)
    if file.call is Call.PASTED:
        return sandbox.read_pasted(file.content.decode("utf-8", "replace"))
    return sandbox.read(file.content, file.name)


def summed(tally: Tally, written: float) -> list[Row]:
    """The figures of the README's table."""
    ended = ", ".join(f"{sum(kinds.values())} by {cause}" for cause, kinds in tally.ended.items() if kinds.total())
    figure = f"{tally.files:,} hostile files of {len(tally.kinds)} kinds"
    return [
        Row(f"{figure}: crashes of the main process", str(tally.crashes), "0", f"{tally.refused:,} refused"),
        Row("hangs of the main process", str(tally.hangs), "0", ""),
        Row("faults: no proper line, or not what was demanded", str(len(tally.faults)), "0", ""),
        Row("reading processes that ended", ended or "none", "", "each with its reason told"),
        Row("slowest file", f"{tally.longest[0]:.1f} s", "≤ 10 s of processor time", tally.longest[1]),
        Row("most memory of a reading process that answered", f"{tally.peak:.0f} MB", "≤ 512 MB", ""),
        Row("memory of the main process grown", f"{tally.grown:.0f} MB", "< 50 MB", ""),
        Row("all of them read", f"{tally.seconds:.0f} s", "≤ 300 s", f"written in {written:.0f} s"),
    ]


if __name__ == "__main__":
    if len(sys.argv) > 3:
        write(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
    else:
        chosen = [int(sys.argv[1])] if len(sys.argv) > 1 else []
        print_table(rows(*chosen, *sys.argv[2:3]))
