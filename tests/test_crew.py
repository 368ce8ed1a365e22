"""The crew: results in order, and a task that fails or kills its process takes nobody along."""

import math
import signal
import sys

import pytest

from report_assistant.crew import Crew


@pytest.fixture
def crew():
    with Crew(2) as crew:
        yield crew


def told(task, error):
    return f"{task}: {type(error).__name__}"


def test_results_come_in_the_order_of_the_tasks(crew):
    assert list(crew.work(abs, range(-300, 0), told)) == list(range(300, 0, -1))
    assert list(crew.work(abs, [], told)) == []


def test_a_task_that_raises_is_told_and_its_neighbours_are_done(crew):
    tasks = [float(number) for number in range(40)]
    tasks[17] = -1.0
    found = list(crew.work(math.sqrt, tasks, told))
    assert found[17] == "-1.0: ValueError"
    assert found[:17] + found[18:] == [math.sqrt(task) for task in tasks if task >= 0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGKILL")
def test_a_process_that_dies_is_replaced_and_only_its_own_task_is_lost(crew):
    tasks = [int(signal.SIGCONT)] * 12
    tasks[3] = tasks[8] = int(signal.SIGKILL)
    found = list(crew.work(signal.raise_signal, tasks, told))
    lost = f"{int(signal.SIGKILL)}: BrokenProcessPool"
    assert found == [lost if number in (3, 8) else None for number in range(12)]
    assert list(crew.work(abs, [-1], told)) == [1]


def test_work_that_is_broken_off_ends_with_the_crew():
    with Crew(1) as crew:
        results = crew.work(abs, range(1000), told)
        assert next(results) == 0
    results.close()
    assert crew._pool is None
