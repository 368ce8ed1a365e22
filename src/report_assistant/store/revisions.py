"""Revisions: every saved state of every report, appended and never touched again."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from report_assistant.errors import StoreUnavailable, UnusableInput
from report_assistant.report import Report, dump_report, parse_report
from report_assistant.store.database import Database

_COLUMNS = "id, organ, year, saved_at, saved_by, why, payload, sha256"


@dataclass(frozen=True)
class Revision:
    """One saved state of a report; `payload` is the report file's text (contracts §2).

    `saved_at`: local time with its offset, to the second. The id orders, not the time.
    """

    id: int
    organ: str
    year: int
    saved_at: str
    by: str
    why: str
    payload: str
    sha256: str

    @cached_property
    def report(self) -> Report:
        """The report as it was saved."""
        return parse_report(self.payload, f"版本{self.id}")


class Revisions:
    """The revisions in one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, report: Report, *, by: str = "", why: str = "") -> Revision:
        """Append this state; when the call returns, it is on the disk.

        Raises: StoreUnavailable where it could not be written; nothing of it is kept then.
        """
        payload = dump_report(report)
        saved_at = datetime.now().astimezone().isoformat(timespec="seconds")
        values = (report.organ.name, report.year, saved_at, by, why, payload, _digest(payload))
        with self._database.writing() as connection:
            written = connection.execute(
                "INSERT INTO revisions (organ, year, saved_at, saved_by, why, payload, sha256)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            number = int(written.lastrowid or 0)
        return Revision(number, *values)

    def let_replace(self, before: Report | None, after: Report, *, over: bool) -> None:
        """Let a report be saved under another organ or year; states are only ever appended, so none is lost.

        Raises: UnusableInput where it would come to lie over another report, and nobody said that it may.
        """
        was = (before.organ.name, before.year) if before else None
        there = None if over or was == (after.organ.name, after.year) else self.latest(after.organ.name, after.year)
        if there is not None:
            raise UnusableInput(
                f"已经保存有 {there.organ} {there.year} 年的报告（第 {there.id} 版），没有改名",
                remedy="确要以这一份作为它的最新版，请勾选“作为最新版”再确认，原来的各版都保留",
            )

    def latest(self, organ: str, year: int) -> Revision | None:
        """The newest state of this report."""
        found = self._select("WHERE organ = ? AND year = ? ORDER BY id DESC LIMIT 1", organ, year)
        return found[0] if found else None

    def get(self, revision_id: int) -> Revision | None:
        """The revision with this number."""
        found = self._select("WHERE id = ?", revision_id)
        return found[0] if found else None

    def history(self, organ: str, year: int) -> tuple[Revision, ...]:
        """Every state of this report, newest first."""
        return self._select("WHERE organ = ? AND year = ? ORDER BY id DESC", organ, year)

    def reports(self) -> tuple[Revision, ...]:
        """The newest revision of every report, by organ and then by year, the newest year first."""
        return self._select(
            "WHERE id IN (SELECT max(id) FROM revisions GROUP BY organ, year) ORDER BY organ, year DESC"
        )

    def _select(self, condition: str, *values: Any) -> tuple[Revision, ...]:
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM revisions {condition}", values).fetchall()
        found = tuple(Revision(*row) for row in rows)
        for revision in found:
            if _digest(revision.payload) != revision.sha256:
                raise StoreUnavailable(
                    f"版本{revision.id}的内容与保存时不一致",
                    where=str(self._database.path),
                    remedy="该文件可能已损坏或被改动，请用备份替换",
                )
        return found


def _digest(payload: str) -> str:
    return sha256(payload.encode("utf-8")).hexdigest()
