"""The store's shape, as numbered steps; each runs once, in a transaction of its own.

A step that has been released is never edited: a new one is added below it.
"""

import sqlite3
from collections.abc import Callable

Step = Callable[[sqlite3.Connection], None]
_STEPS: list[Step] = []


def migration(number: int) -> Callable[[Step], Step]:
    """Register the step that brings the store to version `number`."""

    def register(step: Step) -> Step:
        if number != len(_STEPS) + 1:
            raise ValueError(f"migration {number} stands where {len(_STEPS) + 1} belongs")
        _STEPS.append(step)
        return step

    return register


def version_of(connection: sqlite3.Connection) -> int:
    """The number of the last step that this store has seen; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the store to the newest version; a step cut short leaves the version before it."""
    for number, step in enumerate(_STEPS, start=1):
        if version_of(connection) >= number:
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have taken the step while this one waited for the lock.
            if version_of(connection) < number:
                step(connection)
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


@migration(1)
def revisions(connection: sqlite3.Connection) -> None:
    """Revisions of reports, which nothing may change or remove."""
    connection.execute(
        """CREATE TABLE revisions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            organ TEXT NOT NULL,
            year INTEGER NOT NULL,
            saved_at TEXT NOT NULL,
            saved_by TEXT NOT NULL,
            why TEXT NOT NULL,
            payload TEXT NOT NULL,
            sha256 TEXT NOT NULL
        )"""
    )
    connection.execute("CREATE INDEX revisions_of_report ON revisions (organ, year, id)")
    for event in ("UPDATE", "DELETE"):
        connection.execute(
            f"""CREATE TRIGGER revisions_refuse_{event.lower()} BEFORE {event} ON revisions
            BEGIN SELECT RAISE(ABORT, 'a revision is never changed or removed'); END"""
        )


@migration(2)
def documents(connection: sqlite3.Connection) -> None:
    """Documents of the library."""
    connection.execute(
        """CREATE TABLE documents (
            id TEXT PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('report', 'guidance')),
            use TEXT NOT NULL CHECK (use IN ('style', 'authority')),
            title TEXT NOT NULL,
            organ TEXT NOT NULL,
            organ_kind TEXT NOT NULL,
            year INTEGER,
            form TEXT NOT NULL,
            in_force INTEGER NOT NULL,
            topics TEXT NOT NULL,
            scheme TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            source TEXT NOT NULL,
            shipped INTEGER NOT NULL,
            added_at TEXT NOT NULL
        )"""
    )


@migration(3)
def passages(connection: sqlite3.Connection) -> None:
    """Passages of the documents, and the vectors of their words.

    A vector belongs to the words and the embedder, not to a passage: a document read again keeps the
    vectors of every passage that stayed the same.
    """
    connection.execute(
        """CREATE TABLE passages (
            id TEXT PRIMARY KEY,
            document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            section TEXT NOT NULL,
            context TEXT NOT NULL,
            text TEXT NOT NULL,
            words_sha256 TEXT NOT NULL,
            UNIQUE (document, ordinal)
        )"""
    )
    connection.execute("CREATE INDEX passages_of_words ON passages (words_sha256)")
    connection.execute(
        """CREATE TABLE vectors (
            words_sha256 TEXT NOT NULL,
            embedder TEXT NOT NULL,
            vector BLOB NOT NULL,
            PRIMARY KEY (words_sha256, embedder)
        )"""
    )


@migration(4)
def marks(connection: sqlite3.Connection) -> None:
    """Marks of the reports: numbers of four bytes by which those that share words with another are found."""
    connection.execute(
        """CREATE TABLE marks (
            document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
            scheme TEXT NOT NULL,
            marks BLOB NOT NULL
        )"""
    )


NEWEST = len(_STEPS)
