"""Passages of record: the library's documents, their passages, and the vectors of their words."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from report_assistant.report import Passage
from report_assistant.report.passage import PassageKind, Use
from report_assistant.store.database import Database

_CHUNK = 500  # SQLite binds at most 32,766 values a statement, older builds 999


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the library.

    `year` is None for guidance; `topics` are the sections and sub-topics that guidance speaks of. `scheme`
    names the way it was cut, so that a better cut replaces it. `shipped`: it came with the program.
    `sha256` is of the file's bytes.
    """

    id: str
    kind: PassageKind
    use: Use
    title: str
    organ: str = ""
    organ_kind: str = ""
    year: int | None = None
    form: str = ""
    in_force: bool = True
    topics: tuple[str, ...] = ()
    scheme: str = ""
    sha256: str = ""
    source: str = ""
    shipped: bool = False
    added_at: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage of record; `words` is what is indexed: the headings it stands under, then its text."""

    id: str
    section: str
    context: str
    text: str

    @property
    def words(self) -> str:
        """What a search looks at."""
        return f"{self.context}\n{self.text}" if self.context else self.text

    @property
    def words_sha256(self) -> str:
        """The name under which a vector of these words is kept."""
        return sha256(self.words.encode("utf-8")).hexdigest()


_DOCUMENT = tuple(f.name for f in fields(Document))


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


def as_passage(document: Document, stored: StoredPassage) -> Passage:
    """The shared value. Guidance that is no longer in force says so in its title."""
    title = document.title if document.in_force else f"{document.title}（已失效）"
    return Passage(
        id=stored.id,
        kind=document.kind,
        use=document.use,
        title=title,
        text=stored.text,
        organ=document.organ,
        year=document.year,
        section=stored.section,
    )


def places(document: Document, stored: StoredPassage) -> tuple[str, ...]:
    """The sections it is about: its own in a report, the document's topics in guidance."""
    return (stored.section,) if stored.section else document.topics


def within(section: str, wanted: str) -> bool:
    """Whether a section is the wanted one or a sub-topic of it: ``1.2`` is within ``1``."""
    return section == wanted or section.startswith(f"{wanted}.")


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
