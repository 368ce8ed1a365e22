"""A crew of processes, one a core: tasks in, results out in the same order, and nobody falls for another.

A task that fails in company is done again alone, so that a process that dies takes only its own task along.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from types import TracebackType
from typing import Self, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
_MOST_PROCESSES = 60  # Windows waits for no more at once
_LARGEST_CHUNK = 32
_AHEAD = 2  # chunks waiting for each process


class Crew:
    """The processes; they begin with the first task and end with the `with` block, also when it is broken off."""

    def __init__(self, processes: int | None = None) -> None:
        self.processes = min(processes or _cores(), _MOST_PROCESSES)
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def work(
        self, do: Callable[[Task], Result], tasks: Sequence[Task], lost: Callable[[Task, BaseException], Result]
    ) -> Iterator[Result]:
        """What `do`, a function of a module, makes of each task; `lost` tells what stands in for a failed one."""
        size = min(_LARGEST_CHUNK, max(1, len(tasks) // (4 * self.processes)))
        waiting: deque[tuple[tuple[Task, ...], Future[list[Result]]]] = deque()
        left = iter(tasks)
        while chunk := tuple(islice(left, size)):
            waiting.append((chunk, self._submit(do, chunk)))
            if len(waiting) > _AHEAD * self.processes:
                yield from self._first(do, waiting, lost)
        while waiting:
            yield from self._first(do, waiting, lost)

    def _first(
        self,
        do: Callable[[Task], Result],
        waiting: deque[tuple[tuple[Task, ...], Future[list[Result]]]],
        lost: Callable[[Task, BaseException], Result],
    ) -> Iterator[Result]:
        chunk, future = waiting.popleft()
        if future.exception() is None:
            yield from future.result()
            return
        wait([one for _, one in waiting])  # alone is alone: who dies now is the one
        for task in chunk:
            alone = self._submit(do, (task,))
            error = alone.exception()
            yield alone.result()[0] if error is None else lost(task, error)

    def _submit(self, do: Callable[[Task], Result], chunk: tuple[Task, ...]) -> "Future[list[Result]]":
        if self._pool is None:
            # Spawned, the same on every system: a fork would copy whatever threads hold at that moment.
            self._pool = ProcessPoolExecutor(self.processes, get_context("spawn"), _leave_interrupts_to_the_parent)
        try:
            with _uninterrupted():
                return self._pool.submit(_each, do, chunk)
        except BrokenProcessPool:
            self._end()
            return self._submit(do, chunk)

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _cores() -> int:
    """The cores this process may use, which is fewer than the machine's under a quota."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes begun in here never hear Ctrl+C, not even while they begin; the parent hears it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _each(do: Callable[[Task], Result], chunk: tuple[Task, ...]) -> list[Result]:
    return [do(task) for task in chunk]
