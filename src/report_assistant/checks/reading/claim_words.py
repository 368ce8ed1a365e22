"""The words claims are made of: a clause as known words, or not known at all.

The vocabulary is data (claim_words.toml); nothing here knows what a clause means.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Word:
    """A known word; `means`: keys of the form, or what kind of year."""

    kind: str
    means: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """The known words of a stretch of text, fillers left out; `known`: it holds nothing else."""

    words: tuple[Word, ...] = ()
    known: bool = True

    def __add__(self, other: "Phrase") -> "Phrase":
        return Phrase(self.words + other.words, self.known and other.known)

    def has(self, *kinds: str) -> bool:
        """Whether a word of one of these kinds is in it."""
        return any(word.kind in kinds for word in self.words)

    def count(self, kind: str) -> int:
        """How many words of this kind are in it."""
        return sum(word.kind == kind for word in self.words)

    def of(self, kind: str) -> tuple[tuple[str, ...], ...]:
        """What its words of this kind mean, each meaning once."""
        return tuple(dict.fromkeys(word.means for word in self.words if word.kind == kind))

    def without(self, *kinds: str) -> "Phrase":
        """The same phrase less the words of these kinds."""
        return Phrase(tuple(word for word in self.words if word.kind not in kinds), self.known)


def read_phrase(text: str, year: int) -> Phrase:
    """The words of `text`: half-width, without spaces, of a report on `year`."""
    vocabulary, entries = _vocabulary(year)
    words, known, position = [], True, 0
    for found in vocabulary.finditer(text):
        known = known and found.start() == position
        position = found.end()
        kind, means = entries[found.lastgroup or ""]
        if kind != "filler":
            words.append(Word(kind, means, found.group()))
    return Phrase(tuple(words), known and position == len(text))


def year_words(pattern: str, year: int) -> str:
    """A pattern with 〈上年〉〈本年〉〈下年〉 spelled out for a report on `year`."""
    return (
        pattern.replace("〈上年〉", rf"(?:上一?年度?|上一个年度|去年度?|{year - 1}年度?)")
        .replace("〈本年〉", rf"(?:本年度?|今年度?|{year}年度?)")
        .replace("〈下年〉", rf"(?:下一?个?年度?|次年度?|明年|{year + 1}年度?)")
    )


@cache
def _vocabulary(year: int) -> tuple[re.Pattern[str], dict[str, tuple[str, tuple[str, ...]]]]:
    entries, patterns = {}, []
    for index, (kind, means, says) in enumerate(_written()):
        entries[f"w{index}"] = (kind, means)
        patterns.append(f"(?P<w{index}>{'|'.join(says)})")
    return re.compile(year_words("|".join(patterns), year)), entries


def _written() -> Iterator[tuple[str, tuple[str, ...], list[str]]]:
    file = resources.files(__package__).joinpath("claim_words.toml")
    for word in tomllib.loads(file.read_text(encoding="utf-8"))["word"]:
        yield word["kind"], tuple(word.get("means", ())), word["says"]
