"""Revisions: appended, never changed, never lost once acknowledged."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from decimal import Decimal

import pytest

from report_assistant.errors import StoreUnavailable, UnusableInput
from report_assistant.report import Organ, Paragraph, Report, dump_report, given
from report_assistant.store import Revisions, open_store

TOWN = Organ("青禾县柳湾镇人民政府", "柳湾镇", "township")


def report(year=2025, organ=TOWN, received=3):
    return Report(
        organ,
        year,
        cells={"T3:new:natural": given(received), "T2:fees:amount": given(Decimal("31.64"))},
        sections={"6": (Paragraph("本年度未收取信息处理费。"),)},
    )


@pytest.fixture
def database(tmp_path):
    database = open_store(tmp_path / "store.sqlite3")
    yield database
    database.close()


@pytest.fixture
def revisions(database):
    return Revisions(database)


def test_a_saved_report_comes_back_as_it_was(revisions):
    saved = revisions.save(report(), by="王敏", why="录入数据")
    assert revisions.get(saved.id) == saved
    assert saved.report == report()
    assert saved.payload == dump_report(report())
    assert (saved.organ, saved.year, saved.by, saved.why) == (TOWN.name, 2025, "王敏", "录入数据")


def test_a_save_appends_and_the_newest_stands_first(revisions):
    first, second = revisions.save(report(received=1)), revisions.save(report(received=2))
    assert revisions.latest(TOWN.name, 2025) == second
    assert revisions.history(TOWN.name, 2025) == (second, first)
    assert revisions.latest(TOWN.name, 2024) is None
    assert revisions.get(99) is None


def test_the_same_content_is_a_revision_of_its_own(revisions):
    first, second = revisions.save(report()), revisions.save(report(), why="审定")
    assert (first.sha256, first.id) == (second.sha256, second.id - 1)


def test_a_report_is_not_laid_over_another_unasked(revisions):
    other = Organ("青禾县白水镇人民政府", "白水镇", "township")
    revisions.save(report(), why="import")
    there = revisions.save(report(organ=other))
    revisions.let_replace(report(), report(received=9), over=False)
    revisions.let_replace(None, report(year=2024), over=False)
    revisions.let_replace(report(), report(organ=other), over=True)
    with pytest.raises(UnusableInput, match=f"白水镇人民政府 2025 年的报告（第 {there.id} 版）"):
        revisions.let_replace(report(), report(organ=other), over=False)


def test_reports_gives_the_newest_revision_of_each(revisions):
    other = Organ("白水县财政局", "财政局", "department")
    revisions.save(report(2025))
    revisions.save(report(2024))
    revisions.save(report(2025, other))
    newest = revisions.save(report(2025, received=9))
    found = revisions.reports()
    assert [(r.organ, r.year) for r in found] == [(other.name, 2025), (TOWN.name, 2025), (TOWN.name, 2024)]
    assert found[1] == newest


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revisions SET payload = ''",
        "DELETE FROM revisions",
        "INSERT OR REPLACE INTO revisions VALUES (1, 'x', 2025, '', '', '', '', '')",
    ],
)
def test_no_statement_changes_a_revision(database, revisions, statement):
    saved = revisions.save(report())
    with pytest.raises(sqlite3.IntegrityError, match="never changed"), database.writing() as connection:
        connection.execute(statement)
    assert revisions.history(TOWN.name, 2025) == (saved,)


def test_a_payload_altered_behind_our_back_is_noticed(database, revisions):
    saved = revisions.save(report())
    with sqlite3.connect(database.path) as foreign:
        foreign.execute("DROP TRIGGER revisions_refuse_update")
        foreign.execute("UPDATE revisions SET payload = replace(payload, '31.64', '91.64')")
    foreign.close()
    with pytest.raises(StoreUnavailable, match=f"版本{saved.id}的内容与保存时不一致"):
        revisions.latest(TOWN.name, 2025)


def test_threads_lose_nothing(revisions):
    def save_some(year):
        for received in range(20):
            revisions.save(report(year, received=received))

    threads = [threading.Thread(target=save_some, args=(2018 + n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for n in range(8):
        saved = [r.report.value("T3:new:natural") for r in revisions.history(TOWN.name, 2018 + n)]
        assert saved == list(reversed(range(20)))


def test_two_openings_of_one_store_see_each_other(tmp_path):
    here, there = open_store(tmp_path / "store.sqlite3"), open_store(tmp_path / "store.sqlite3")
    saved = Revisions(here).save(report())
    assert Revisions(there).latest(TOWN.name, 2025) == saved
    assert Revisions(there).save(replace(report(), year=2026)).id == saved.id + 1
    here.close()
    there.close()


_CHILD = """
import sys
from pathlib import Path
from report_assistant.report import Organ, Report, given
from report_assistant.store import Revisions, open_store
revisions = Revisions(open_store(Path(sys.argv[1]) / "store.sqlite3"))
number = int(sys.argv[2])
while True:
    number += 1
    saved = revisions.save(Report(Organ("青禾县柳湾镇人民政府"), 2025, cells={"T3:new:natural": given(number)}))
    print(saved.id, number, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
def test_a_killed_process_loses_no_acknowledged_revision(tmp_path):
    chance, acknowledged = random.Random(7), {}
    for _ in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(tmp_path), str(len(acknowledged))], stdout=subprocess.PIPE, text=True
        )
        first = child.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.15))
        child.send_signal(signal.SIGKILL)
        lines = [first, *child.stdout.readlines()]
        child.stdout.close()
        child.wait()
        acknowledged.update(tuple(map(int, line.split())) for line in lines if line.endswith("\n"))
    database = open_store(tmp_path / "store.sqlite3")
    kept = {r.id: r.report.value("T3:new:natural") for r in Revisions(database).history("青禾县柳湾镇人民政府", 2025)}
    assert len(acknowledged) >= 6
    assert {number: kept.get(number) for number in acknowledged} == acknowledged
    assert database.troubles() == ()
    database.close()
