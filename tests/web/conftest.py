"""A seat at a bench of its own for every test, opened on the shipped sample."""

from dataclasses import replace

import pytest

from report_assistant import wiring
from report_assistant.settings import Settings
from report_assistant.web.seat import Seat


@pytest.fixture
def bench(tmp_path):
    bench = wiring.wire(Settings(data_dir=tmp_path / "data"))
    yield bench
    bench.close()


@pytest.fixture
def seat(bench):
    seat = Seat(bench)
    yield seat
    seat.close()


@pytest.fixture
def sight(seat):
    return seat.sight()


@pytest.fixture
def with_report(seat):
    """The sight of another report on the same desk."""

    def turned(report, **changes):
        seat.turn_to(replace(seat.desk, report=report, **changes))
        return seat.sight()

    return turned
