"""The vector side of the library: the embedder, the vectors kept in the store, and the index filled from both."""

from array import array
from collections.abc import Sequence
from pathlib import Path

from report_assistant.errors import IndexUnusable
from report_assistant.retrieval.catalogue import Catalogue, Filters
from report_assistant.retrieval.embedder import Embedder
from report_assistant.retrieval.index import SCOPES, VectorIndex
from report_assistant.retrieval.row import Row
from report_assistant.store import Passages

_KEPT_AT_ONCE = 100  # an endpoint that fails half-way has not embedded for nothing


class Vectors:
    """Ranks passages by the likeness of their vectors; opens nothing before it is asked."""

    def __init__(self, passages: Passages, embedder: Embedder, data_dir: Path) -> None:
        self._passages, self._embedder, self._data_dir = passages, embedder, data_dir
        self._index: VectorIndex | None = None
        self._filled_with: Catalogue | None = None

    def ranking(self, query: str, filters: Filters, catalogue: Catalogue, depth: int) -> list[int]:
        """The places of the nearest passages within the filters, best first.

        An index that is damaged or gone is made anew from the store on the way.
        Raises: EmbedderUnavailable, IndexUnusable.
        """
        (vector,) = self._embedder.embed([query])
        if not any(vector):
            return []
        kind = filters.get("kind")
        scopes = SCOPES if kind is None else (kind,)
        where = {"organ": filters.get("organ"), "year": filters.get("year"), "place": filters.get("section")}
        for anew in (False, True):
            found = self.fill(catalogue, anew=anew).nearest(vector, scopes, where, depth)
            if found is not None:
                return [catalogue.place_of[passage_id] for passage_id in found if passage_id in catalogue.place_of]
        raise IndexUnusable(
            "检索索引重建后仍读不出来", where=str(self._data_dir), remedy="请检查磁盘，再运行 report-assistant index"
        )

    def fill(self, catalogue: Catalogue, *, anew: bool = False) -> VectorIndex:
        """The index, holding exactly these passages; `anew` makes it from nothing.

        Raises: EmbedderUnavailable, IndexUnusable.
        """
        if self._index is None:
            self._index = VectorIndex(self._data_dir, self._embedder.name, self._embedder.dimension)
        if anew or self._filled_with is not catalogue:
            words = {stored.words_sha256: stored.words for _, stored in catalogue.entries}
            self._filled_with = None
            self._index.fill(catalogue.rows, lambda rows: self._vectors_of(rows, words), anew=anew)
            self._filled_with = catalogue
        return self._index

    def close(self) -> None:
        """Let go of the index's files and lock."""
        if self._index is not None:
            self._index.close()
        self._index = self._filled_with = None

    def _vectors_of(self, rows: Sequence[Row], words: dict[str, str]) -> list[list[float]]:
        kept = self._passages.vectors(self._embedder.name, (row.words for row in rows))
        missing = [name for name in dict.fromkeys(row.words for row in rows) if name not in kept]
        for start in range(0, len(missing), _KEPT_AT_ONCE):
            some = missing[start : start + _KEPT_AT_ONCE]
            vectors = self._embedder.embed([words[name] for name in some])
            fresh = {name: array("f", vector).tobytes() for name, vector in zip(some, vectors, strict=True)}
            self._passages.keep_vectors(self._embedder.name, fresh)
            kept |= fresh
        return [array("f", kept[row.words]).tolist() for row in rows]
