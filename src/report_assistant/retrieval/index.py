"""The vector index: Chroma, embedded, one process, behind four functions. The only file that knows it.

It is a cache of what the store holds: `fill` brings it to the passages given, and whatever is damaged,
deleted or half written is made anew from there. Vectors are always given explicitly, because Chroma's
own embedder would download a model. Guidance and reports are collections of their own: nearly every
search asks for one kind, and a `where` doubles or trebles the time. Organ, year and section are `where`:
among 4,000 passages 6 to 10 ms against 3, no reason for hundreds of collections.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from report_assistant.errors import IndexUnusable
from report_assistant.retrieval.owner import Ownership
from report_assistant.retrieval.row import Row
from report_assistant.settings import quieten

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

SCOPES = ("guidance", "report")
_BATCH = 5000  # Chroma takes at most 5,461 rows a call
# Offices write the same sentences: among 4,000 passages with a tenth alike, Chroma's defaults find 0.65
# to 0.80 of the true nearest fifty, this all of them, in the same time. One thread: the same index each time.
_HNSW = {"space": "cosine", "ef_search": 500, "num_threads": 1}
_PROBE = 20
_LOCK = "index.lock"
_FOLDER = "index"

Vector = Sequence[float]
VectorsOf = Callable[[Sequence[Row]], Sequence[Vector]]


class VectorIndex:
    """The vectors of one embedder, under a data directory. Not safe from several threads at once.

    Each rebuilding goes into a folder of its own, numbered: Chroma keeps a broken folder's state for as
    long as the process lives, and open files cannot be deleted everywhere.
    """

    def __init__(self, data_dir: Path, embedder: str, dimension: int) -> None:
        self._folder = data_dir / _FOLDER
        self._ownership = Ownership(data_dir / _LOCK)
        self._made_by = {"embedder": embedder, "dimension": dimension}
        self._client: Client | None = None
        self._generation = 0
        self._collections: dict[str, Collection] = {}

    def own(self) -> None:
        """Become the owning process.

        Raises: IndexUnusable while another one is.
        """
        self._ownership.take()

    def fill(self, rows: Sequence[Row], vectors_of: VectorsOf, *, anew: bool = False) -> None:
        """Bring the index to exactly these rows; only rows that are new or changed are embedded.

        `anew`: make it from nothing, whoever made the one that stands there.
        Raises: IndexUnusable where it was made by another embedder, is owned by another process, or
        cannot even be made anew.
        """
        self.own()
        trouble = None
        for from_nothing in (True,) if anew else (False, True):
            if from_nothing:
                self._renew()
            try:
                with _broken():
                    self._fill(rows, vectors_of)
                return
            except _Broken as broken:
                trouble = broken
        raise IndexUnusable(
            "检索索引建不起来", where=str(self._folder), remedy="请检查磁盘空间和该目录的写入权限"
        ) from trouble

    def nearest(
        self, vector: Vector, scopes: Iterable[str], where: Mapping[str, str | int | None], depth: int
    ) -> list[str] | None:
        """The ids of the nearest rows, best first; None where the index turned out broken: fill it again.

        `where`: ``organ``, ``year`` and ``place``, each one that is None says nothing.
        """
        conditions: list[dict[str, Any]] = [
            {"places": {"$contains": value}} if name == "place" else {name: value}
            for name, value in where.items()
            if value is not None
        ]
        condition = {"$and": conditions} if len(conditions) > 1 else next(iter(conditions), None)
        try:
            with _broken():
                found = [hit for scope in scopes for hit in self._query(scope, vector, condition, depth)]
        except _Broken:
            return None
        return [row_id for _, row_id in sorted(found)[:depth]]

    def close(self) -> None:
        """Let go of the files and of the lock."""
        self._let_go()
        self._ownership.release()

    def _fill(self, rows: Sequence[Row], vectors_of: VectorsOf) -> None:
        client = self._open()
        for scope in SCOPES:
            own = sorted((row for row in rows if row.scope == scope), key=lambda row: row.id)
            contents = sha256("\n".join(row.mark for row in own).encode("utf-8")).hexdigest()
            collection = client.get_or_create_collection(
                scope,
                embedding_function=None,
                metadata={**self._made_by, "contents": ""},
                configuration=cast(Any, {"hnsw": _HNSW}),
            )
            self._refuse_foreign(collection)
            self._collections[scope] = collection
            if (collection.metadata or {}).get("contents") == contents and collection.count() == len(own):
                _prove_whole(collection)
                continue
            collection.modify(metadata={**self._made_by, "contents": ""})
            _bring_to(collection, own, vectors_of)
            collection.modify(metadata={**self._made_by, "contents": contents})

    def _query(
        self, scope: str, vector: Vector, condition: dict[str, Any] | None, depth: int
    ) -> Iterator[tuple[float, str]]:
        collection = self._collections[scope]
        if collection.count() == 0:
            return
        answer = collection.query(
            query_embeddings=cast(Any, [list(vector)]),
            n_results=depth,
            where=condition,
            include=cast(Any, ["distances"]),
        )
        distances = answer["distances"] or [[]]
        # Equal texts differ in the last digit from one build to the next; six digits do not.
        yield from zip((round(distance, 6) for distance in distances[0]), answer["ids"][0], strict=True)

    def _open(self) -> "Client":
        if self._client is None:
            import chromadb
            from chromadb.config import Settings

            self._generation = max(self._newest(), 1)
            path = self._folder / str(self._generation)
            try:
                client = chromadb.PersistentClient(str(path), Settings(anonymized_telemetry=False))
            except (ValueError, OSError) as error:
                # What the constructor makes of a tenant it cannot read, and of a folder it cannot make.
                raise _Broken from error
            self._client = cast("Client", client)
        return self._client

    def _refuse_foreign(self, collection: "Collection") -> None:
        written = collection.metadata or {}
        if {key: written.get(key) for key in self._made_by} != self._made_by:
            raise IndexUnusable(
                f"检索索引由另一个向量模型（{written.get('embedder', '不明')}）建立",
                remedy="请运行 report-assistant index 重建索引，或改回原来的向量模型设置",
            )

    def _renew(self) -> None:
        """Leave the folder that stands there, and what older ones remain of it."""
        self._let_go()
        self._generation = self._newest() + 1
        if self._folder.is_file():
            self._folder.unlink()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _newest(self) -> int:
        return max([self._generation, *(int(path.name) for path in self._folder.glob("*") if path.name.isdecimal())])

    def _let_go(self) -> None:
        self._collections = {}
        if self._client is not None:
            client, self._client = self._client, None
            client.close()


def _prove_whole(collection: "Collection") -> None:
    """Raise _Broken where the oldest rows have lost their vectors.

    With its segment files gone, Chroma still counts every row and answers from the newest thousand alone.
    """
    wanted = min(_PROBE, collection.count())
    vectors = collection.get(limit=_PROBE, include=cast(Any, ["embeddings"]))["embeddings"]
    if wanted and (vectors is None or len(vectors) != wanted):
        raise _Broken


def _bring_to(collection: "Collection", rows: Sequence[Row], vectors_of: VectorsOf) -> None:
    wanted = {row.id: row for row in rows}
    present = dict(_present(collection))
    gone = [row_id for row_id in present if row_id not in wanted]
    for start in range(0, len(gone), _BATCH):
        collection.delete(ids=gone[start : start + _BATCH])
    changed = [row for row in rows if present.get(row.id) != row.mark]
    for start in range(0, len(changed), _BATCH):
        batch = changed[start : start + _BATCH]
        collection.upsert(
            ids=[row.id for row in batch],
            embeddings=cast(Any, [list(vector) for vector in vectors_of(batch)]),
            metadatas=cast(Any, [row.metadata for row in batch]),
        )


def _present(collection: "Collection") -> Iterator[tuple[str, str]]:
    # Paged: Chroma cannot read fifty thousand rows in one call.
    for start in range(0, collection.count(), _BATCH):
        page = collection.get(limit=_BATCH, offset=start, include=cast(Any, ["metadatas"]))
        for row_id, metadata in zip(page["ids"], page["metadatas"] or [], strict=True):
            yield row_id, str(metadata["mark"])


class _Broken(Exception):
    """Chroma gave up on its own files."""


@contextmanager
def _broken() -> Iterator[None]:
    """Tell Chroma's failures on its own files apart, by type, from ours and from the embedder's."""
    quieten()
    from chromadb.errors import ChromaError

    try:
        yield
    except ChromaError as error:
        raise _Broken from error
