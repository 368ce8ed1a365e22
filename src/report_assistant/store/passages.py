"""Passages of record: the library's documents, their passages, the vectors of their words, the marks of reports."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, NamedTuple

from report_assistant.report import Passage
from report_assistant.store.database import Database
from report_assistant.store.document import Document, StoredPassage, as_passage, places, within

_CHUNK = 500  # SQLite binds at most 32,766 values a statement, older builds 999

_DOCUMENT = tuple(f.name for f in fields(Document))


class Marked(NamedTuple):
    """A report of the library by the marks that were kept of it."""

    id: str
    organ: str
    shipped: bool
    marks: bytes


class Passages:
    """The library's part of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_document(self, document: Document, passages: Sequence[StoredPassage]) -> bool:
        """Take a document in, in place of the one with its id; False where it already stands there as it is.

        Raises: StoreUnavailable where it could not be written; the old one stands then.
        """
        return self.put_documents([(document, passages)]) == [True]

    def put_documents(self, written: Iterable[tuple[Document, Sequence[StoredPassage]]]) -> list[bool]:
        """Several documents in one transaction: all of them, or none."""
        with self._database.writing() as connection:
            return [_put(connection, document, passages) for document, passages in written]

    def remove_document(self, document_id: str) -> bool:
        """Take a document out with its passages; False where there is none."""
        with self._database.writing() as connection:
            gone = connection.execute("DELETE FROM documents WHERE id = ?", (document_id,)).rowcount
            _forget_unused_vectors(connection)
        return gone > 0

    def document(self, document_id: str) -> Document | None:
        """The document with this id."""
        with self._database.reading() as connection:
            return _document(connection, document_id)

    def documents(self) -> tuple[Document, ...]:
        """Every document, by kind and id."""
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT {', '.join(_DOCUMENT)} FROM documents ORDER BY kind, id")
            return tuple(_as_document(row) for row in rows)

    def entries(self) -> tuple[tuple[Document, StoredPassage], ...]:
        """Every passage with its document, in the order of documents and of their text."""
        with self._database.reading() as connection:
            documents = {document.id: document for document in self.documents()}
            rows = connection.execute(
                "SELECT document, passages.id, section, context, text FROM passages"
                " JOIN documents ON documents.id = document ORDER BY kind, document, ordinal"
            )
            return tuple((documents[name], StoredPassage(*row)) for name, *row in rows)

    def passages(
        self, *, kind: str | None = None, organ: str | None = None, year: int | None = None, section: str | None = None
    ) -> tuple[Passage, ...]:
        """The passages that meet every condition given; a section covers its sub-topics."""
        return tuple(
            as_passage(document, passage)
            for document, passage in self.entries()
            if kind in (None, document.kind)
            and organ in (None, document.organ)
            and year in (None, document.year)
            and (section is None or any(within(place, section) for place in places(document, passage)))
        )

    def passage(self, passage_id: str) -> Passage | None:
        """The passage with this id."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT document, id, section, context, text FROM passages WHERE id = ?", (passage_id,)
            ).fetchone()
            document = _document(connection, row[0]) if row else None
        return as_passage(document, StoredPassage(*row[1:])) if document else None

    def of_document(self, document_id: str) -> tuple[StoredPassage, ...]:
        """A document's passages in the order of its text."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, section, context, text FROM passages WHERE document = ? ORDER BY ordinal", (document_id,)
            )
            return tuple(StoredPassage(*row) for row in rows)

    def unmarked(self, scheme: str) -> tuple[str, ...]:
        """The reports of which no marks of this scheme are kept, by id."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM documents WHERE kind = 'report' AND id NOT IN"
                " (SELECT document FROM marks WHERE scheme = ?) ORDER BY id",
                (scheme,),
            )
            return tuple(name for (name,) in rows)

    def keep_marks(self, scheme: str, marks: Mapping[str, bytes]) -> None:
        """Keep the marks of these reports in place of older ones; a report that is gone meanwhile is passed over."""
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO marks (document, scheme, marks) SELECT id, ?, ? FROM documents WHERE id = ?",
                [(scheme, kept, name) for name, kept in marks.items()],
            )

    def marked(self, scheme: str, years: Sequence[int]) -> list[Marked]:
        """The reports of these years by their marks, in order of id."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, organ, shipped, marks FROM documents JOIN marks ON document = id"
                f" WHERE marks.scheme = ? AND year IN ({', '.join('?' * len(years))}) ORDER BY id",
                (scheme, *years),
            )
            return [Marked(name, organ, bool(shipped), marks) for name, organ, shipped, marks in rows]

    def vectors(self, embedder: str, names: Iterable[str]) -> dict[str, bytes]:
        """The kept vectors of these words, float32 each; what was never embedded is not there."""
        wanted = list(dict.fromkeys(names))
        found: dict[str, bytes] = {}
        with self._database.reading() as connection:
            for start in range(0, len(wanted), _CHUNK):
                some = wanted[start : start + _CHUNK]
                marks = ", ".join("?" * len(some))
                found.update(
                    connection.execute(
                        f"SELECT words_sha256, vector FROM vectors WHERE embedder = ? AND words_sha256 IN ({marks})",
                        (embedder, *some),
                    )
                )
        return found

    def keep_vectors(self, embedder: str, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors under the names of their words."""
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT INTO vectors (words_sha256, embedder, vector) VALUES (?, ?, ?)"
                " ON CONFLICT DO UPDATE SET vector = excluded.vector",
                [(name, embedder, vector) for name, vector in vectors.items()],
            )


def _put(connection: sqlite3.Connection, document: Document, passages: Sequence[StoredPassage]) -> bool:
    if _document(connection, document.id) == document:
        return False
    replaced = connection.execute("DELETE FROM documents WHERE id = ?", (document.id,)).rowcount
    stamped = replace(document, added_at=datetime.now().astimezone().isoformat(timespec="seconds"))
    marks = ", ".join("?" * len(_DOCUMENT))
    connection.execute(
        f"INSERT INTO documents ({', '.join(_DOCUMENT)}) VALUES ({marks})",
        [" ".join(stamped.topics) if name == "topics" else getattr(stamped, name) for name in _DOCUMENT],
    )
    connection.executemany(
        "INSERT INTO passages (id, document, ordinal, section, context, text, words_sha256)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        _rows(document.id, passages),
    )
    if replaced:
        _forget_unused_vectors(connection)
    return True


def _rows(document_id: str, passages: Sequence[StoredPassage]) -> Iterator[tuple[Any, ...]]:
    for ordinal, one in enumerate(passages):
        yield one.id, document_id, ordinal, one.section, one.context, one.text, one.words_sha256


def _forget_unused_vectors(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM vectors WHERE words_sha256 NOT IN (SELECT words_sha256 FROM passages)")


def _document(connection: sqlite3.Connection, document_id: str) -> Document | None:
    row = connection.execute(f"SELECT {', '.join(_DOCUMENT)} FROM documents WHERE id = ?", (document_id,)).fetchone()
    return _as_document(row) if row else None


def _as_document(row: Sequence[Any]) -> Document:
    written = dict(zip(_DOCUMENT, row, strict=True))
    return Document(
        **written
        | {
            "in_force": bool(written["in_force"]),
            "topics": tuple(written["topics"].split()),
            "shipped": bool(written["shipped"]),
        }
    )
