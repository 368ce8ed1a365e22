"""How well and how fast the library finds: hit@5 and hit@10 of each ranking and of their fusions.

Run: ``python -m benchmarks.retrieval``; prints a Markdown table. Weights are chosen on the tune split of
tests/retrieval/questions.toml; the held split is only reported. A question is hit at k where any of its
right passages is among the first k. Times are medians over all questions, the first search left out.
"""

import re
import statistics
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.measuring import Row
from report_assistant.retrieval import Library, Weights, shipped_folder
from report_assistant.retrieval.embedder import HashEmbedder
from report_assistant.retrieval.search import OFFLINE
from report_assistant.store import Passages, open_store

QUESTIONS = Path(__file__).parent.parent / "tests" / "retrieval" / "questions.toml"
FILTERS = ("kind", "organ", "year", "section")

Question = Mapping[str, Any]

SHIPPED = HashEmbedder().dimension
CONTENDERS = (
    ("words: BM25, rjieba search mode", Weights(1, 0, 0), SHIPPED),
    ("pairs: BM25, character bigrams", Weights(0, 1, 0), SHIPPED),
    *((f"hashed 1–3-grams in Chroma, {size}-d", Weights(0, 0, 1), size) for size in (512, 1024, 2048, 4096)),
    ("words + pairs", Weights(1, 1, 0), SHIPPED),
    *((f"words + pairs + {share} vectors", Weights(1, 1, share), SHIPPED) for share in (0.2, 0.5, 2)),
    ("**words + pairs + vectors (as shipped)**", OFFLINE, SHIPPED),
)
README = (
    ("rjieba words", Weights(1, 0, 0), SHIPPED),
    ("character pairs", Weights(0, 1, 0), SHIPPED),
    ("hashed vectors in Chroma", Weights(0, 0, 1), SHIPPED),
    ("fusion as shipped", OFFLINE, SHIPPED),
)


def questions(split: str) -> list[Question]:
    """The frozen questions of one split."""
    written = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["question"]
    return [question for question in written if question["split"] == split]


@contextmanager
def library(weights: Weights = OFFLINE, dimension: int = SHIPPED) -> Iterator[Library]:
    """The shipped corpus in a library of its own."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_store(Path(folder) / "store.sqlite3")
        opened = Library(Passages(database), HashEmbedder(dimension), Path(folder), weights)
        opened.take_corpus(shipped_folder("corpus"))
        try:
            yield opened
        finally:
            opened.close()
            database.close()


def rank_of_right(opened: Library, question: Question, depth: int = 10) -> int | None:
    """Where the first right passage stands, from 0; None where it is not among the first `depth`."""
    filters = {name: question[name] for name in FILTERS if name in question}
    # The second part of a long passage answers for the whole of it.
    found = [
        re.sub(r"(#.*)/\d+$", r"\1", hit.passage.id) for hit in opened.search(question["text"], k=depth, **filters)
    ]
    return next((rank for rank, passage_id in enumerate(found) if passage_id in question["right"]), None)


def hit_share(ranks: Sequence[int | None], k: int) -> float:
    """The share of questions whose right passage is among the first `k`."""
    return sum(rank is not None and rank < k for rank in ranks) / len(ranks)


def measured(weights: Weights, dimension: int) -> tuple[list[float], float]:
    """hit@5 and hit@10 of each split, tune first, and the median seconds of a query."""
    shares, times = [], []
    with library(weights, dimension) as opened:
        opened.search("预热")
        for split in ("tune", "held"):
            ranks = []
            for question in questions(split):
                begun = time.perf_counter()
                ranks.append(rank_of_right(opened, question))
                times.append(time.perf_counter() - begun)
            shares += [hit_share(ranks, 5), hit_share(ranks, 10)]
    return shares, statistics.median(times)


def rows() -> list[Row]:
    """The shipped fusion and each of its parts on the held split, for the README's table."""
    found = [(name, *measured(weights, dimension)) for name, weights, dimension in README]
    _, (*_, first), fastest = found[0]
    return [
        Row(
            f"retrieval, {name}, held: hit@5 / hit@10",
            f"{five:.2f} / {ten:.2f}, {seconds * 1000:.1f} ms a query",
            "",
            f"{found[0][0]}: hit@10 {first:.2f}, {seconds / fastest:.1f}× its time",
        )
        for name, (_, _, five, ten), seconds in found
    ]


def main() -> None:
    """Print the table of all contenders."""
    print("| ranking | tune hit@5 | tune hit@10 | held hit@5 | held hit@10 | median ms |")
    print("|---|" + "---|" * 5)
    for name, weights, dimension in CONTENDERS:
        shares, seconds = measured(weights, dimension)
        print(f"| {name} | " + " | ".join(f"{s:.3f}" for s in shares) + f" | {1000 * seconds:.1f} |")
    print(f"\n{len(questions('tune'))} questions tune, {len(questions('held'))} held.")


if __name__ == "__main__":
    main()
