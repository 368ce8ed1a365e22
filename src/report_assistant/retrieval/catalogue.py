"""The catalogue: what the store holds at one moment, ready to be ranked, and the fusion of the rankings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypedDict

from report_assistant.report import Passage
from report_assistant.retrieval.lexical import LexicalIndex, pairs, words
from report_assistant.retrieval.row import Row
from report_assistant.store import Document, StoredPassage, as_passage, places, within

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DAMPING = 60  # of reciprocal rank fusion: the first place weighs little more than the second
_OUT_OF_FORCE = 0.9  # about seven places: below a like rule in force, still found when asked for by name


class Filters(TypedDict, total=False):
    """What a search may be narrowed to; None says nothing. A section covers its sub-topics."""

    kind: str | None
    organ: str | None
    year: int | None
    section: str | None


@dataclass(frozen=True, slots=True)
class Weights:
    """What each ranking counts in the fusion; 0 leaves it out, and its index is not even opened."""

    words: float
    pairs: float
    vectors: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `score`: 1 where it stands first in every ranking; only comparable within one search."""

    passage: Passage
    score: float


@dataclass(frozen=True)
class Catalogue:
    """Every passage with its document, and what is built from them when it is first asked for."""

    entries: tuple[tuple[Document, StoredPassage], ...]

    @cached_property
    def by_words(self) -> LexicalIndex:
        """BM25 over words."""
        return LexicalIndex((stored.words for _, stored in self.entries), words)

    @cached_property
    def by_pairs(self) -> LexicalIndex:
        """BM25 over pairs of characters."""
        return LexicalIndex((stored.words for _, stored in self.entries), pairs)

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """Where a passage stands, by its id."""
        return {stored.id: place for place, (_, stored) in enumerate(self.entries)}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The passages as the vector index knows them."""
        return tuple(
            Row(stored.id, document.kind, stored.words_sha256, document.organ, document.year, places(document, stored))
            for document, stored in self.entries
        )

    def allowed(self, filters: Filters) -> "NDArray[np.bool_]":
        """Which passages meet every filter."""
        import numpy as np

        return np.array([_meets(document, stored, filters) for document, stored in self.entries], dtype=np.bool_)

    def hits(self, rankings: Sequence[tuple[float, Sequence[int]]]) -> list[Hit]:
        """The weighted rankings as one, by reciprocal rank; equal scores by the passage's id."""
        whole = sum(weight for weight, _ in rankings)
        scores: dict[int, float] = {}
        for weight, ranking in rankings:
            for rank, place in enumerate(ranking):
                gained = weight / whole * (_DAMPING + 1) / (_DAMPING + 1 + rank)
                scores[place] = scores.get(place, 0.0) + gained
        found = []
        for place, score in scores.items():
            document, stored = self.entries[place]
            found.append(
                Hit(as_passage(document, stored), round(score * (1 if document.in_force else _OUT_OF_FORCE), 6))
            )
        return sorted(found, key=lambda hit: (-hit.score, hit.passage.id))


def _meets(document: Document, stored: StoredPassage, filters: Filters) -> bool:
    section = filters.get("section")
    return (
        filters.get("kind") in (None, document.kind)
        and filters.get("organ") in (None, document.organ)
        and filters.get("year") in (None, document.year)
        and (section is None or any(within(place, section) for place in places(document, stored)))
    )
