"""The library: searched by words, by character pairs and by vectors, the rankings fused by rank.

Filters come first: a passage of another organ or year is never ranked, so it cannot push out a right one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Literal, Unpack

from report_assistant.errors import IndexUnusable, UnusableInput
from report_assistant.report import Passage
from report_assistant.retrieval.catalogue import Catalogue, Filters, Hit, Weights
from report_assistant.retrieval.embedder import Embedder, HashEmbedder, make_embedder
from report_assistant.retrieval.index import SCOPES
from report_assistant.retrieval.library import paths_within, read_manifest, shipped_folder, take_path, take_shipped
from report_assistant.retrieval.neighbours import mark_reports
from report_assistant.retrieval.vectors import Vectors
from report_assistant.settings import Settings
from report_assistant.store import Database, Document, Passages

_DEPTH = 50  # how far down a ranking still counts

OFFLINE = Weights(words=1.0, pairs=1.0, vectors=1.0)
ENDPOINT = Weights(words=1.0, pairs=1.0, vectors=2.0)


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """What became of a document; `trouble` says in one Chinese line why it was refused."""

    id: str
    title: str
    passages: int
    status: Literal["added", "replaced", "unchanged", "refused"]
    trouble: str = ""


def open_library(settings: Settings, database: Database) -> "Library":
    """The library of this store; the corpus that came with the program is taken in where it is new.

    Raises: StoreUnavailable.
    """
    library = Library(Passages(database), make_embedder(settings), settings.data_dir)
    library.take_corpus(shipped_folder("corpus"))
    return library


class Library:
    """Prior reports and guidance, to be searched. Safe from any thread."""

    def __init__(self, passages: Passages, embedder: Embedder, data_dir: Path, weights: Weights | None = None) -> None:
        self._passages = passages
        self._vectors = Vectors(passages, embedder, data_dir)
        self._weights = weights or (OFFLINE if isinstance(embedder, HashEmbedder) else ENDPOINT)
        self._lock = RLock()
        self._catalogue: Catalogue | None = None
        self._corpus_remarks: tuple[str, ...] = ()
        self._index_remark = ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a person should know, one Chinese line each: shipped files amiss, an index held elsewhere."""
        return self._corpus_remarks + ((self._index_remark,) if self._index_remark else ())

    def search(self, query: str, *, k: int = 8, **filters: Unpack[Filters]) -> list[Hit]:
        """The `k` best passages for the query within the filters; the same library gives the same answer.

        While another process owns the vector index, words alone are searched, and `remarks` says so.
        Raises: EmbedderUnavailable, IndexUnusable; UnusableInput for a kind there is none of.
        """
        if unknown := set(filters) - set(Filters.__annotations__):
            raise TypeError(f"no such filter: {sorted(unknown)}")
        if filters.get("kind") not in (None, *SCOPES):
            raise UnusableInput(f"没有“{filters.get('kind')}”这一类资料", remedy=f"可用：{'、'.join(SCOPES)}")
        with self._lock:
            catalogue, weights = self._open_catalogue(), self._weights
            allowed = catalogue.allowed(filters)
            if not allowed.any():
                return []
            rankings = [
                (weights.words, catalogue.by_words.ranking(query, allowed, _DEPTH) if weights.words else []),
                (weights.pairs, catalogue.by_pairs.ranking(query, allowed, _DEPTH) if weights.pairs else []),
                (weights.vectors, self._by_vectors(query, filters, catalogue) if weights.vectors else []),
            ]
            return catalogue.hits(rankings)[:k]

    def index(self, paths: Sequence[Path] = ()) -> list[IndexedDocument]:
        """Take in these files and folders; without any, make the vector index anew from the store.

        One file that cannot be used does not keep the others out. Raises: UnusableInput where none can
        be used; IndexUnusable, before anything is written, where the index may not be touched.
        """
        with self._lock:
            self._vectors.fill(self._open_catalogue(), anew=not paths)
            if not paths:
                counts = Counter(document.id for document, _ in self._open_catalogue().entries)
                return [IndexedDocument(d.id, d.title, counts[d.id], "unchanged") for d in self.documents()]
            files = [file for path in paths for file in paths_within(path)]
            if not files:
                raise UnusableInput("里面没有可以收入的文件", where=str(paths[0]), remedy="请换一个文件夹")
            found: list[IndexedDocument | UnusableInput] = [self._take(file) for file in files]
            refused = [trouble for trouble in found if isinstance(trouble, UnusableInput)]
            if len(refused) == len(found):
                raise refused[0]
            self._catalogue = None
            mark_reports(self._passages)
            self._vectors.fill(self._open_catalogue())
        return [_refused(one) if isinstance(one, UnusableInput) else one for one in found]

    def documents(self) -> tuple[Document, ...]:
        """Every document, by kind and id."""
        return self._passages.documents()

    def passage(self, passage_id: str) -> Passage | None:
        """The passage with this id, as a paragraph's support names it."""
        return self._passages.passage(passage_id)

    def remove(self, document_id: str) -> None:
        """Take a document out again.

        Raises: UnusableInput where there is none, or it came with the program.
        """
        with self._lock:
            document = self._passages.document(document_id)
            if document is None:
                raise UnusableInput(f"检索库里没有“{document_id}”", remedy="请核对编号")
            if document.shipped:
                raise UnusableInput("随软件提供的资料不能移除", where=document.title)
            self._passages.remove_document(document_id)
            self._catalogue = None

    def take_corpus(self, folder: Path | None) -> None:
        """Bring the shipped documents of the store to those of the corpus; only changed ones are read."""
        if folder is None:
            self._corpus_remarks = ("随附资料不在，检索库里只有自行收入的文件",)
            return
        manifest = read_manifest(folder)
        standing = {document.id: document for document in self.documents() if document.shipped}
        taken, remarks = [], list(manifest.remarks)
        for entry in manifest.entries:
            if standing.pop(entry.document.id, None) != entry.document:
                try:
                    taken.append(take_shipped(entry))
                except UnusableInput as trouble:
                    remarks.append(f"随附资料未收入：{trouble}")
        with self._lock:
            if taken:
                self._passages.put_documents(taken)
            for document_id in standing:
                self._passages.remove_document(document_id)
            mark_reports(self._passages)
            self._catalogue, self._corpus_remarks = None, tuple(remarks)

    def close(self) -> None:
        """Let go of the vector index; the store stays open."""
        with self._lock:
            self._vectors.close()

    def _open_catalogue(self) -> Catalogue:
        if self._catalogue is None:
            self._catalogue = Catalogue(self._passages.entries())
        return self._catalogue

    def _by_vectors(self, query: str, filters: Filters, catalogue: Catalogue) -> list[int]:
        self._index_remark = ""
        try:
            return self._vectors.ranking(query, filters, catalogue, _DEPTH)
        except IndexUnusable as trouble:
            if not trouble.retry:
                raise
            self._index_remark = f"{trouble}；本次只按字词检索"
            return []

    def _take(self, file: Path) -> IndexedDocument | UnusableInput:
        try:
            document, passages = take_path(file)
        except UnusableInput as trouble:
            return trouble
        standing = self._passages.document(document.id)
        if standing is not None and standing.shipped:
            return UnusableInput(f"编号“{document.id}”是随软件提供的资料的", where=file.name, remedy="请换一个编号")
        written = self._passages.put_document(document, passages)
        status: Literal["added", "replaced", "unchanged"] = "unchanged"
        if written:
            status = "added" if standing is None else "replaced"
        return IndexedDocument(document.id, document.title, len(passages), status)


def _refused(trouble: UnusableInput) -> IndexedDocument:
    return IndexedDocument("", trouble.where, 0, "refused", str(trouble))
