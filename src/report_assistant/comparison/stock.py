"""Stock: what the form, the regulation or custom obliges everyone to write (`stock.toml`)."""

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from itertools import compress

from report_assistant.comparison.fold import fold

_CLAUSE_ENDS = ",;。!?"


def own_text(text: str) -> str:
    """The folded text without stock phrases: the words somebody chose."""
    folded = fold(text).text
    return "".join(compress(folded, own_words(folded)))


@lru_cache(maxsize=1024)
def own_words(folded: str) -> bytes:
    """For each character of a folded text: 1 where it is one's own, 0 where it is stock."""
    own = bytearray(b"\1" * len(folded))
    for pattern, whole_clause in _patterns():
        for found in pattern.finditer(folded):
            start, end = _clause(folded, *found.span()) if whole_clause else found.span()
            own[start:end] = bytes(end - start)
    return bytes(own)


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
