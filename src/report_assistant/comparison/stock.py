"""Stock: what the form, the regulation or custom obliges everyone to write (`stock.toml`)."""

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate

from report_assistant.comparison.fold import fold

_CLAUSE_ENDS = ",;。!?"


@lru_cache(maxsize=1024)
def own_text(text: str) -> str:
    """The folded text without stock phrases: the words somebody chose."""
    folded = fold(text).text
    return "".join(c for c, own in zip(folded, _own(folded), strict=True) if own)


def own_length(text: str, start: int, end: int) -> int:
    """How many characters of `text[start:end]` are folded words of one's own and no stock.

    A phrase is looked for in the whole text, so that a run that begins within one is counted rightly.
    """
    before = _own_before(text)
    return before[end] - before[start]


@lru_cache(maxsize=1024)
def _own_before(text: str) -> tuple[int, ...]:
    """How many characters of one's own stand before each offset of the text, and before its end."""
    folded = fold(text)
    counts = [0] * (len(text) + 1)
    for at, own in zip(folded.origin, _own(folded.text), strict=True):
        counts[at + 1] = int(own)
    return tuple(accumulate(counts))


@lru_cache(maxsize=1024)
def _own(folded: str) -> tuple[bool, ...]:
    own = [True] * len(folded)
    for pattern, whole_clause in _patterns():
        for found in pattern.finditer(folded):
            start, end = _clause(folded, *found.span()) if whole_clause else found.span()
            own[start:end] = [False] * (end - start)
    return tuple(own)


def _clause(folded: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the rest of the clauses it begins and ends in, and their closing mark."""
    before = max(folded.rfind(mark, 0, start) for mark in _CLAUSE_ENDS)
    after = (folded.find(mark, end) for mark in _CLAUSE_ENDS)
    return before + 1, min((at + 1 for at in after if at >= 0), default=len(folded))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Every pattern of the file, and whether it reaches to the whole clause.

    Raises: ValueError for a group without a reason or with an unknown reach.
    """
    written = tomllib.loads(resources.files(__package__).joinpath("stock.toml").read_text(encoding="utf-8"))
    if any(not group["why"] or group["reach"] not in ("phrase", "clause") for group in written["stock"]):
        raise ValueError("stock.toml: every group has a reason, and reaches to the phrase or the clause")
    return tuple(
        (re.compile(pattern), group["reach"] == "clause") for group in written["stock"] for pattern in group["patterns"]
    )
