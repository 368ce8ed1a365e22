"""Word lists: TOML beside this file, one block a list, each with its source; loading proves the file."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

_CHOICE = re.compile(r"\(\?:(?P<firsts>[^()]+)\)(?P<rest>(?![?*+{])(?:[^()|]|\([^()]*\))*)")


@cache
def lexicon(name: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of ``<name>.toml`` by block: regular expressions in the order they are tried.

    Raises: ValueError for a block without a source or without words, or a word twice.
    """
    file = resources.files(__package__).joinpath(f"{name}.toml")
    lists = {}
    for block, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
        says = tuple(table["says"])
        if not table.get("source") or not says or len(set(says)) != len(says):
            raise ValueError(f"{name}.toml: block {block} lacks its source, its words, or holds one twice")
        lists[block] = says
    return MappingProxyType(lists)


@cache
def expression(written: str) -> re.Pattern[str]:
    """An expression that few texts need, made when first asked for: what names all Han takes long to make."""
    return re.compile(written)


@cache
def words(name: str, *blocks: str) -> re.Pattern[str]:
    """The words of these blocks as one expression; it is made when first asked for, which many a run never does."""
    return re.compile(alternatives(name, *blocks))


def either(name: str, *blocks: str) -> str:
    """One group of a regular expression that any word of these blocks satisfies."""
    return f"(?:{alternatives(name, *blocks)})"


def alternatives(name: str, *blocks: str) -> str:
    """The words of these blocks, those that begin with a choice spelled out: (?:甲|乙)丙 is 甲丙|乙丙.

    An expression of which every alternative begins with a character of its own passes over others at once.
    """
    return "|".join(spelled for block in blocks for word in lexicon(name)[block] for spelled in _spelled_out(word))


def _spelled_out(word: str) -> list[str]:
    choice = _CHOICE.fullmatch(word)
    return [f"{first}{choice['rest']}" for first in choice["firsts"].split("|")] if choice else [word]
