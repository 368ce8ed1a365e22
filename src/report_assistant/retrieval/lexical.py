"""The lexical index: BM25 over words and over character pairs, built in memory from the store.

Words are cut by rjieba in its search mode, so that 政府信息公开 is also found by 信息公开; pairs of
characters find what the dictionary does not know. Nothing is kept on disk: ten thousand passages are
indexed in half a second.
"""

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from report_assistant import zh

if TYPE_CHECKING:
    import numpy as np
    from bm25s import BM25
    from numpy.typing import NDArray

# A run of Chinese characters, or a run of letters and digits; all else separates.
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff〇]+|[a-z]+|\d+(?:\.\d+)?")


def runs(text: str) -> list[str]:
    """The runs of writing in a text, widths and letter case folded."""
    return _RUN.findall(zh.half_width(text).lower())


def words(text: str) -> list[str]:
    """The words of a text, long ones with the shorter ones inside them."""
    import rjieba

    return [word for run in runs(text) for word in rjieba.cut_for_search(run)]


def pairs(text: str) -> list[str]:
    """Every two neighbouring Chinese characters; a lone one, a number or a Latin word stands whole."""
    found: list[str] = []
    for run in runs(text):
        chinese = run[0] > "\u3000" and len(run) > 1
        found.extend(run[at : at + 2] for at in range(len(run) - 1)) if chinese else found.append(run)
    return found


class LexicalIndex:
    """One BM25 index over passages, in the order in which they were given."""

    def __init__(self, texts: Iterable[str], cut: Callable[[str], list[str]]) -> None:
        self._cut = cut
        self._bm25 = _build([cut(text) for text in texts])

    def ranking(self, query: str, allowed: "NDArray[np.bool_]", depth: int) -> list[int]:
        """The places of the best passages among the allowed ones, best first.

        Only passages that share a word with the query are ranked; equal scores keep the passages' order.
        """
        import numpy as np

        if self._bm25 is None:
            return []
        known = [token for token in self._cut(query) if token in self._bm25.vocab_dict]
        if not known:
            return []
        scores = np.where(allowed, self._bm25.get_scores(known), 0.0)
        order = np.argsort(-scores, kind="stable")[:depth]
        return [int(place) for place in order if scores[place] > 0]


def _build(tokens: Sequence[list[str]]) -> "BM25 | None":
    if not any(tokens):
        return None
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # the library sets itself to DEBUG when it is imported
    index = bm25s.BM25(method="lucene")
    index.index(list(tokens), show_progress=False)
    return index
