"""Stock: what the form, the regulation or custom obliges everyone to write (`stock.toml`)."""

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate

from report_assistant.comparison.fold import fold


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
    for pattern in _patterns():
        for found in pattern.finditer(folded):
            own[found.start() : found.end()] = [False] * (found.end() - found.start())
    return tuple(own)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Every pattern of the file. Raises: ValueError for a group without a reason."""
    written = tomllib.loads(resources.files(__package__).joinpath("stock.toml").read_text(encoding="utf-8"))
    if any(not group["why"] for group in written["stock"]):
        raise ValueError("stock.toml: every group has a reason")
    return tuple(re.compile(pattern) for group in written["stock"] for pattern in group["patterns"])
