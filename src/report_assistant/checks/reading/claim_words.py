"""The words claims are made of: a clause as known words, or not known at all.

The vocabulary is data (claim_words.toml); nothing here knows what a clause means.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

_SIGNS = "㊤㊥㊦"  # last, this and next year in folded text
_ATOM = r"(?:\[[^\]]*\]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\\.|[^(\[])"
# An atom, and how it may be missing.
_PART = re.compile(rf"({_ATOM})([?*]|\{{0?,\d*\}})?(?:\+|\{{\d+(?:,\d*)?\}})?")

Meaning = tuple[str, tuple[str, ...]]  # a kind of word, and what it means


class Word(NamedTuple):
    """A known word; `means`: keys of the form, or what kind of year."""

    kind: str
    means: tuple[str, ...]
    text: str


class Phrase:
    """The known words of a stretch of text, fillers left out.

    `known_from`: where what holds nothing else begins, 0 for all of it; `known`: that it is 0, so that every word
    is; `opens`: it begins with the first word.
    """

    __slots__ = ("_means", "kinds", "known", "known_from", "opens", "words")

    def __init__(self, words: tuple[Word, ...] = (), *, known_from: int = 0, opens: bool = False) -> None:
        self.words, self.known_from, self.known, self.opens = words, known_from, not known_from, opens
        self.kinds = frozenset([word.kind for word in words])
        self._means: dict[str, tuple[tuple[str, ...], ...]] = {}  # asked for again and again

    def __add__(self, other: "Phrase") -> "Phrase":
        if not other.words and not other.known_from:
            return self
        return Phrase(self.words + other.words, known_from=self.known_from or other.known_from)

    def has(self, *kinds: str) -> bool:
        """Whether a word of one of these kinds is in it."""
        return not self.kinds.isdisjoint(kinds)

    def beyond(self, kinds: frozenset[str]) -> bool:
        """Whether a word of any other kind is in it."""
        return not self.kinds <= kinds

    def count(self, kind: str) -> int:
        """How many words of this kind are in it."""
        return sum(word.kind == kind for word in self.words)

    def of(self, kind: str) -> tuple[tuple[str, ...], ...]:
        """What its words of this kind mean, each meaning once."""
        if kind not in self.kinds:
            return ()
        if kind not in self._means:
            self._means[kind] = tuple(dict.fromkeys([word.means for word in self.words if word.kind == kind]))
        return self._means[kind]

    def without(self, *kinds: str) -> "Phrase":
        """The same phrase less the words of these kinds."""
        if self.kinds.isdisjoint(kinds):
            return self
        return Phrase(tuple([word for word in self.words if word.kind not in kinds]), known_from=self.known_from)

    def only(self, *kinds: str) -> "Phrase":
        """The words of these kinds alone."""
        return Phrase(tuple([word for word in self.words if word.kind in kinds]), known_from=self.known_from)


@lru_cache(maxsize=1024)  # a label is asked for by several readers
def read_phrase(text: str) -> Phrase:
    """The words of `text`: half-width, without spaces, its years folded."""
    words, known_from, position, heads = [], 0, 0, _heads()
    while position < len(text):
        found = None
        if (head := text[position]) in heads:
            match, entries = _words_from(head)
            found = match(text, position)
        if found is None:
            known_from = position = position + 1
            continue
        position = found.end()
        for kind, means in entries[found.lastindex or 0]:
            words.append(Word(kind, means, found.group()))
    return Phrase(tuple(words), known_from=known_from, opens=bool(words) and text.startswith(words[0].text))


def fold_years(text: str, year: int) -> str:
    """The text, as long as before, with every wording of a report's last, own and next year as one sign."""

    def sign(found: re.Match[str]) -> str:
        return _SIGNS[(found.lastindex or 0) - 1].ljust(len(found.group()), "\0")

    return _spoken_years(year).sub(sign, text)


def with_signs(pattern: str) -> str:
    """A pattern with 〈上年〉〈本年〉〈下年〉 as they stand in folded text."""
    for name, sign in zip(("〈上年〉", "〈本年〉", "〈下年〉"), _SIGNS, strict=True):
        pattern = pattern.replace(name, rf"{sign}\0*")
    return pattern


@cache
def _spoken_years(year: int) -> re.Pattern[str]:
    digits = "".join({str(one)[0] for one in (year - 1, year, year + 1)})
    return re.compile(
        rf"(?=[上去本今下次明{digits}])(?:"  # most characters begin no year, and are soon passed
        rf"(上一?年度?|上一?个年度|去年度?|{year - 1}年度?)|(本年度?|今年度?|{year}年度?)"
        rf"|(下一?个?年度?|次年度?|明年|{year + 1}年度?))"
    )


@cache
def _heads() -> frozenset[str]:
    return frozenset[str]().union(*(heads for heads, _, _ in _vocabulary()))


@cache  # of `_heads` only
def _words_from(head: str) -> tuple[Callable[[str, int], re.Match[str] | None], list[tuple[Meaning, ...]]]:
    """The words that can begin with this character, in the order of the file: few, so that a match is quick."""
    fitting = [(meanings, says) for heads, meanings, says in _vocabulary() if head in heads]
    entries = [(), *(meanings for meanings, _ in fitting)]
    return re.compile("|".join(f"{says}()" for _, says in fitting)).match, entries


@cache
def _vocabulary() -> tuple[tuple[frozenset[str], tuple[Meaning, ...], str], ...]:
    """Each word with the characters it may begin with (or more than those); a filler means nothing."""
    return tuple(
        (frozenset(_beginnings(says)[0]), meanings, says)
        for meanings, written in _written()
        for says in map(with_signs, written)
    )


def _beginnings(says: str) -> tuple[set[str], bool]:
    """The characters that what an expression says may begin with, and whether it may say nothing.

    Fewer characters, fewer expressions to compile: that is most of what the first report costs.
    """
    heads, first, empty = set[str](), True, False
    for part, loose in _PART.findall(says):
        if part == "|":
            first, empty = True, empty or first
        elif first and part not in ("^", "$") and not part.startswith(("(?=", "(?!", "(?<")):
            within = (set(part), False)
            if part[0] == "(":
                within = _beginnings(part[1:-1].removeprefix("?:"))
            heads |= within[0]
            first = within[1] or bool(loose)
    return heads, empty or first


@cache
def telling() -> re.Pattern[str]:
    """What a sentence must hold to be worth reading."""
    return re.compile("|".join(_file()["telling"]))


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("claim_words.toml").read_text(encoding="utf-8"))


def _written() -> Iterator[tuple[tuple[Meaning, ...], list[str]]]:
    for word in _file()["word"]:
        kinds = [word["kind"], *word.get("also", ())]
        means = tuple(word.get("means", ()))
        yield tuple((kind, means if kind == word["kind"] else ()) for kind in kinds if kind != "filler"), word["says"]
