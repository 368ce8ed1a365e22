"""The words that split a whole into parts; the vocabulary is data (parts.toml)."""

import re
import tomllib
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any

SORTS = 3  # fewer parts are no sorts of a whole


@cache
def _vocabulary() -> dict[str, Any]:
    """The word lists. Raises: ValueError where a block gives no reason or no words."""
    written = tomllib.loads(resources.files(__package__).joinpath("parts.toml").read_text(encoding="utf-8"))
    if not all(block.get("why") and block["says"] for blocks in written.values() for block in blocks):
        raise ValueError("a block of parts.toml gives no reason or no words")
    return written


@cache
def words(kind: str) -> re.Pattern[str]:
    """The words of one kind."""
    says = [says for word in _vocabulary()["word"] if word["kind"] == kind for says in word["says"]]
    return re.compile("|".join(says))


@cache
def kind_words() -> re.Pattern[str]:
    """The words that tell what sort of parts are told."""
    return re.compile("|".join(says for kind in _vocabulary()["kind"] for says in kind["says"]))


@lru_cache(maxsize=256)
def kinds_of(word: str) -> frozenset[str]:
    """The kinds one of them may tell: 不予公开 is an outcome and an attribute."""
    return frozenset(name for name, says in _kinds() if says.fullmatch(word))


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind["name"], re.compile("|".join(kind["says"]))) for kind in _vocabulary()["kind"])


@cache
def least_of(kind: str) -> int:
    """How many parts of a kind must be told before they have to make up the whole; 0 = they never have to."""
    return next((int(block.get("all", 2)) for block in _vocabulary()["kind"] if block["name"] == kind), 0)


def are_sorts(whole: str, parts: Sequence[tuple[str, Collection[str]]]) -> bool:
    """Whether three or more parts are sorts of what the whole counts: 政策解读136篇，其中文字解读…、图文解读….

    Each part comes with the kinds that its words may tell.
    """
    noun = words("divided").search(whole)
    if noun is None or len(parts) < SORTS:
        return False
    named = [(words("divided").search(label), kinds) for label, kinds in parts]
    means = "means" if noun["noun"] == "解读" else None
    return all((own and own["noun"] == noun["noun"]) or means in kinds for own, kinds in named)
