"""Language of rules that are no longer in force (`obsolete.toml`), and what today's rules say."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from report_assistant import zh

_ENDS = "。;!?\n"


@dataclass(frozen=True, slots=True)
class ObsoleteTerm:
    """Obsolete words at `start` to `end` of a text; `now`: what is in force instead, with its article."""

    start: int
    end: int
    now: str


@dataclass(frozen=True, slots=True)
class _Entry:
    needs: tuple[str, ...]
    says: re.Pattern[str]
    unless: re.Pattern[str] | None
    now: str


def obsolete_terms(text: str) -> Iterator[ObsoleteTerm]:
    """The obsolete terms of a text, left to right within each kind."""
    plain = zh.half_width(text)
    for entry in _entries():
        for found in entry.says.finditer(plain) if any(word in plain for word in entry.needs) else ():
            if not (entry.unless and entry.unless.search(_sentence(plain, *found.span()))):
                yield ObsoleteTerm(*found.span(), entry.now)


def _sentence(text: str, start: int, end: int) -> str:
    begin = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    return text[begin : min((at for mark in _ENDS if (at := text.find(mark, end)) >= 0), default=len(text))]


@cache
def _entries() -> tuple[_Entry, ...]:
    """Raises: ValueError for a term without a source, words or what is in force instead, or with wrong needs."""
    written = tomllib.loads(resources.files(__package__).joinpath("obsolete.toml").read_text(encoding="utf-8"))
    if not all(term["source"] and term["says"] and term["now"] for term in written["term"]):
        raise ValueError("obsolete.toml: every term has words, a source, and what is in force instead")
    if not all(any(word in says for word in term["needs"]) for term in written["term"] for says in term["says"]):
        raise ValueError("obsolete.toml: every expression of a term holds one of the words it needs")
    return tuple(
        _Entry(
            tuple(term["needs"]),
            re.compile("|".join(term["says"]), re.MULTILINE),
            re.compile("|".join(term["unless"])) if term["unless"] else None,
            term["now"],
        )
        for term in written["term"]
    )
