"""Documents are read apart: in warm processes with limits, so that a harmful file harms its own reading only.

This side opens the file, sends its bytes and takes back the text of a report file; what a process apart says is
data, never code, and no more of it is taken than a report can be. A process that dies is replaced for the next file.
"""

import atexit
import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path, PurePath
from threading import BoundedSemaphore, Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self

from report_assistant.errors import ReportAssistantError
from report_assistant.intake.child import FIGURES, NOTES, PASTED, REPORT
from report_assistant.intake.confinement import MB, Limits
from report_assistant.intake.entry import Entry
from report_assistant.intake.files import admitted, read_file
from report_assistant.intake.legacy import modern
from report_assistant.intake.read import PASTED as PASTED_NAME
from report_assistant.intake.read import read_bytes
from report_assistant.official import Form
from report_assistant.report import ABSENT, Note, Report

if TYPE_CHECKING:  # `check` of a report file begins no process and no thread
    from concurrent.futures import Future

    from report_assistant.intake.apart import ReadingProcess

_OWN_KIND = ".json"
_LARGEST_READ_HERE = 2 * MB
_ANY_FORM = "2021"
_AHEAD = 2  # files waiting for each process


class Sandbox:
    """The processes, begun when they are needed; any thread may ask, and waits where all are at work."""

    def __init__(self, workers: int | None = None, limits: Limits | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1
        self.limits = limits or Limits()
        self._places = BoundedSemaphore(self.workers)
        self._lock = Lock()
        self._idle: list[ReadingProcess] = []
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, content: bytes, name: str) -> Report:
        """The report in a document; `name` tells its kind by the suffix.

        A report file is our own plain JSON: unless it is larger than any report, it is read here and at once.
        Raises: UnusableInput where it cannot be used, or could not be read within the limits.
        """
        name = PurePath(name).name
        if name.lower().endswith(_OWN_KIND) and len(content) <= _LARGEST_READ_HERE:
            return read_bytes(content, name)
        return self._asked(REPORT, content, name)

    def read_pasted(self, written: str) -> Report:
        """The report in what was pasted, as `read.read_pasted` gives it.

        Raises: UnusableInput as `read` does.
        """
        return self._asked(PASTED, written.encode("utf-8", "replace"), PASTED_NAME)

    def read_figures(self, content: bytes, name: str, form: Form) -> Entry:
        """Entered figures, as `entry.read_figures` gives them.

        Raises: UnusableInput as `read` does.
        """
        report = self._asked(FIGURES, content, PurePath(name).name, form.id)
        cells = {ref: cell for ref, cell in report.cells.items() if cell != ABSENT}
        return Entry(cells, report.remarks, report.imprint.closing)

    def read_notes(self, content: bytes, name: str) -> tuple[Note, ...]:
        """Notes, as `notes.read_notes` gives them.

        Raises: UnusableInput as `read` does.
        """
        return self._asked(NOTES, content, PurePath(name).name).notes

    def read_many(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Report | ReportAssistantError]]:
        """Each file with its report, or with why there is none, in order; as many at once as there are processes."""
        from concurrent.futures import ThreadPoolExecutor

        waiting: deque[tuple[Path, Future[Report | ReportAssistantError]]] = deque()
        crew = ThreadPoolExecutor(self.workers)
        try:
            for path in paths:
                waiting.append((path, crew.submit(self._read_or_refused, path)))
                if len(waiting) > _AHEAD * self.workers:
                    first, future = waiting.popleft()
                    yield first, future.result()
            for first, future in waiting:
                yield first, future.result()
        finally:
            crew.shutdown(cancel_futures=True)

    @property
    def held(self) -> tuple[str, ...]:
        """Which limits hold on this system, in words."""
        with self._places:
            process = self._lent()
            self._put_back(process)
            return process.held

    def close(self) -> None:
        """End the processes; one still at work ends when its answer is there."""
        with self._lock:
            idle, self._idle, self._closed = self._idle, [], True
        for process in idle:
            process.end()

    def _read_or_refused(self, path: Path) -> Report | ReportAssistantError:
        try:
            return self.read(read_file(path), path.name)
        except ReportAssistantError as error:
            return error

    def _asked(self, kind: str, content: bytes, name: str, form_id: str = _ANY_FORM) -> Report:
        head = json.dumps({"kind": kind, "name": name, "form": form_id}).encode()
        admitted(content, name)
        with self._places:
            if kind != NOTES:
                content = modern(content, name)  # LibreOffice: a process with other limits, which none apart may begin
            process = self._lent()
            try:
                return process.ask(head, content, name)
            finally:
                self._put_back(process)

    def _lent(self) -> "ReadingProcess":
        from report_assistant.intake.apart import ReadingProcess

        with self._lock:
            while self._idle:
                process = self._idle.pop()
                if process.is_alive():
                    return process
                process.end()
        return ReadingProcess(self.limits)

    def _put_back(self, process: "ReadingProcess") -> None:
        with self._lock:
            if process.fit and not self._closed:
                self._idle.append(process)
                return
        process.end()


@cache
def shared() -> Sandbox:
    """The processes that all of this program reads through; they end with it."""
    sandbox = Sandbox()
    atexit.register(sandbox.close)
    return sandbox


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=shared.cache_clear)  # two askers on one pipe would get each other's answers


def read_apart(path: Path) -> Report:
    """The report in a file, read apart.

    Raises: UnusableInput as `Sandbox.read` does.
    """
    return shared().read(read_file(path), path.name)


def read_pasted_apart(written: str) -> Report:
    """The report in what was pasted, read apart.

    Raises: UnusableInput as `Sandbox.read` does.
    """
    return shared().read_pasted(written)


def read_figures_apart(path: Path, form: Form) -> Entry:
    """The figures in a file, read apart.

    Raises: UnusableInput as `Sandbox.read` does.
    """
    return shared().read_figures(read_file(path), path.name, form)


def read_notes_apart(path: Path) -> tuple[Note, ...]:
    """The notes in a file, read apart.

    Raises: UnusableInput as `Sandbox.read` does.
    """
    return shared().read_notes(read_file(path), path.name)
