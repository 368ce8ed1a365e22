"""The database file: damaged, missing, full, newer, busy; and its migrations."""

import os
import sqlite3
import subprocess
import sys

import pytest

from report_assistant.errors import StoreUnavailable
from report_assistant.report import Organ, Report
from report_assistant.store import Revisions, database, migrations, open_store

REPORT = Report(Organ("青禾县柳湾镇人民政府"), 2025)


def test_it_is_opened_with_full_sync_in_wal_mode(tmp_path):
    opened = open_store(tmp_path / "deep" / "store.sqlite3")
    with opened.reading() as connection:
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
        assert [*found, connection.execute("PRAGMA foreign_keys").fetchone()[0]] == ["wal", 2, 1]
    opened.close()
    assert opened.path.is_file()


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_told_with_its_remedy(tmp_path, content):
    (tmp_path / "store.sqlite3").write_bytes(content)
    with pytest.raises(StoreUnavailable, match=r"损坏.*备份") as told:
        open_store(tmp_path / "store.sqlite3")
    assert "\n" not in str(told.value)
    assert (tmp_path / "store.sqlite3").read_bytes() == content


def test_damaged_pages_are_told_when_they_are_read(tmp_path):
    opened = open_store(tmp_path / "store.sqlite3")
    for _ in range(50):
        Revisions(opened).save(REPORT)
    opened.close()
    file = opened.path
    file.write_bytes(file.read_bytes()[:8192] + b"\xab" * (file.stat().st_size - 8192))
    again = open_store(tmp_path / "store.sqlite3")
    with pytest.raises(StoreUnavailable, match="损坏"):
        Revisions(again).history(REPORT.organ.name, 2025)
    again.close()


def test_a_place_where_nothing_can_stand_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="数据目录建不起来"):
        open_store(tmp_path / "file" / "below" / "store.sqlite3")


def test_a_folder_in_its_place_is_told(tmp_path):
    with pytest.raises(StoreUnavailable, match="打不开"):
        open_store(tmp_path)


def test_a_store_of_a_newer_program_is_left_alone(tmp_path):
    open_store(tmp_path / "store.sqlite3").close()
    with sqlite3.connect(tmp_path / "store.sqlite3") as connection:
        connection.execute(f"PRAGMA user_version = {migrations.NEWEST + 1}")
    connection.close()
    with pytest.raises(StoreUnavailable, match="升级"):
        open_store(tmp_path / "store.sqlite3")


def test_a_store_taken_away_refuses_the_save(tmp_path):
    opened = open_store(tmp_path / "store.sqlite3")
    Revisions(opened).save(REPORT)
    opened.path.rename(tmp_path / "elsewhere")
    with pytest.raises(StoreUnavailable, match="移走"):
        Revisions(opened).save(REPORT)
    opened.close()


def test_a_store_held_by_another_is_worth_trying_again(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "_BUSY_TIMEOUT_S", 0.05)
    here, there = open_store(tmp_path / "store.sqlite3"), open_store(tmp_path / "store.sqlite3")
    with here.writing(), pytest.raises(StoreUnavailable, match="占用") as told:
        Revisions(there).save(REPORT)
    assert told.value.retry
    assert Revisions(there).save(REPORT).id == 1
    here.close()
    there.close()


def test_a_failed_block_leaves_nothing_behind(tmp_path):
    def write_and_fail():
        with opened.writing() as connection:
            connection.execute("INSERT INTO vectors VALUES ('a', 'b', x'00')")
            raise KeyError("ours")

    opened = open_store(tmp_path / "store.sqlite3")
    with pytest.raises(KeyError):
        write_and_fail()
    with opened.reading() as connection:
        assert connection.execute("SELECT count(*) FROM vectors").fetchone() == (0,)
    assert Revisions(opened).save(REPORT).id == 1
    opened.close()


_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from report_assistant.errors import StoreUnavailable
from report_assistant.report import Organ, Report
from report_assistant.store import Revisions, open_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
revisions = Revisions(open_store(Path(sys.argv[1]) / "store.sqlite3"))
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
saved = 0
try:
    while True:
        saved = revisions.save(Report(Organ("青禾县柳湾镇人民政府"), 2025)).id
except StoreUnavailable as told:
    print(saved, told.retry, "磁盘" in str(told))
"""


@pytest.mark.skipif(os.name != "posix", reason="RLIMIT_FSIZE is POSIX")
def test_a_full_disk_is_told_and_keeps_what_was_saved(tmp_path):
    child = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(tmp_path)], capture_output=True, text=True, check=True
    )
    saved, retry, told = child.stdout.split()
    opened = open_store(tmp_path / "store.sqlite3")
    assert (retry, told) == ("True", "True")
    assert len(Revisions(opened).history("青禾县柳湾镇人民政府", 2025)) == int(saved) > 0
    opened.close()


def test_a_migration_cut_short_is_taken_again(tmp_path, monkeypatch):
    def breaks(connection):
        connection.execute("CREATE TABLE half (x)")
        raise KeyError("cut short")

    steps = list(migrations._STEPS)
    monkeypatch.setattr(migrations, "_STEPS", [*steps, breaks])
    with pytest.raises(KeyError):
        open_store(tmp_path / "store.sqlite3")
    monkeypatch.setattr(migrations, "_STEPS", steps)
    opened = open_store(tmp_path / "store.sqlite3")
    with opened.reading() as connection:
        assert migrations.version_of(connection) == migrations.NEWEST
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
    opened.close()


def test_migrations_are_numbered_without_gaps():
    with pytest.raises(ValueError, match="belongs"):
        migrations.migration(migrations.NEWEST + 2)(lambda connection: None)
