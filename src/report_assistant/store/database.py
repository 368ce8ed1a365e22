"""The database file: opened once, shared by all threads, every write one immediate transaction.

One connection behind one lock, not one a thread: gradio's worker threads come and go, and a report is
saved in milliseconds. Other processes are kept apart by SQLite itself (WAL, busy timeout).
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from report_assistant.errors import StoreUnavailable
from report_assistant.store.migrations import NEWEST, migrate, version_of

_BUSY_TIMEOUT_S = 10.0

# recursive_triggers: without it INSERT OR REPLACE would delete a revision past its guard.
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "trusted_schema = OFF",
)

_RESTORE = "请用备份替换该文件；没有备份时把它移到别处，程序会新建空库"
_TROUBLES = {
    sqlite3.SQLITE_BUSY: ("数据库正被另一个程序占用", "请稍后再试，或关闭另一个正在写入的程序"),
    sqlite3.SQLITE_LOCKED: ("数据库正被另一个程序占用", "请稍后再试，或关闭另一个正在写入的程序"),
    sqlite3.SQLITE_FULL: ("磁盘空间不足，未能保存", "请腾出空间后重试，此前已保存的版本不受影响"),
    sqlite3.SQLITE_IOERR: ("磁盘读写失败", "请检查磁盘和剩余空间后重试，此前已保存的版本不受影响"),
    sqlite3.SQLITE_READONLY: ("数据库不能写入", "请检查数据目录的写入权限，文件被移动过的请重新启动程序"),
    sqlite3.SQLITE_PERM: ("数据库不能写入", "请检查数据目录的写入权限"),
    sqlite3.SQLITE_CANTOPEN: ("数据库打不开", "请检查数据目录是否存在、是否有读写权限"),
    sqlite3.SQLITE_CORRUPT: ("数据库文件已损坏", _RESTORE),
    sqlite3.SQLITE_NOTADB: ("该文件不是数据库，或已损坏", _RESTORE),
}
_PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


def open_store(file: Path) -> "Database":
    """Open the store in this file, or make it, and its folder where there is none.

    Raises: StoreUnavailable where it is damaged, unwritable, or made by a newer version of this program.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            "数据目录建不起来", where=str(file.parent), remedy="请检查该位置的写入权限，或另设数据目录"
        ) from error
    with _told(file):
        connection = sqlite3.connect(
            file, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            _refuse_newer(connection, file)
            migrate(connection)
        except BaseException:
            connection.close()
            raise
    return Database(file, connection)


class Database:
    """The open store. Safe from any thread; `reading` and `writing` are the only ways in."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock = RLock()
        self._identity = _identity(path)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read with; what it reads is one state of the store.

        Raises: StoreUnavailable where the file cannot be read.
        """
        with self._lock, _told(self.path):
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                _undo(self._connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed and synced when the block ends, undone when it raises.

        Raises: StoreUnavailable where nothing was written.
        """
        with self._lock, _told(self.path):
            # SQLite goes on writing into a deleted file without a word; that save would be lost.
            if _identity(self.path) != self._identity:
                raise StoreUnavailable(
                    "数据库文件被移走或替换了", where=str(self.path), remedy="请放回原文件后重新启动程序"
                )
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            finally:
                _undo(self._connection)

    def troubles(self) -> tuple[str, ...]:
        """What SQLite's own integrity check complains of; nothing on a sound file."""
        with self.reading() as connection:
            lines = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        return () if lines == ["ok"] else tuple(lines)

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it."""
        with self._lock:
            self._connection.close()


def _undo(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _refuse_newer(connection: sqlite3.Connection, file: Path) -> None:
    if version_of(connection) > NEWEST:
        raise StoreUnavailable("数据库由更新版本的程序建立", where=str(file), remedy="请升级本程序，或另设数据目录")


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Tell SQLite's troubles with the file as ours; by its error code, never by its message.

    A broken constraint is our own mistake and passes through.
    """
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code not in _TROUBLES:
            raise
        what, remedy = _TROUBLES[code]
        raise StoreUnavailable(what, where=str(file), remedy=remedy, retry=code in _PASSING) from error
