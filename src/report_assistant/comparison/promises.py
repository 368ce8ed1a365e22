"""What last year's section five announced, beside what this year's report tells of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import add
from typing import NamedTuple

from report_assistant import zh
from report_assistant.comparison.pieces import cue
from report_assistant.comparison.problems import Point, read_section_five
from report_assistant.report import Report

_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,}")
_OPENING = re.compile("^(?:(?:为此|对此|今后|下一?步)[，,]?|(?:改进|整改)?(?:措施|办法|打算)(?:是|为))")
_SPECIFIC = 3  # pairs of characters of its own; a promise with fewer is told in words that fit anything
_TRADE = 0.5  # what a word of the trade weighs against a pair of characters of one's own
# How much must be shared, and what part of the promise that must be, before a sentence counts as its account.
# Tuned on the sample reports: in a paragraph on last year the true account shares 1 or more and any other at
# most ½; in section one, which tells of much, a stranger shares up to 3 and an eighth.
_NEEDED = {"account": (1.0, 0.0), "done": (2.0, 0.0), "overview": (3.0, 0.15)}


@dataclass(frozen=True, slots=True)
class Promise:
    """An improvement that last year's report announced, and this year's account of it.

    Blank: `account` is None where none is found. Unit: `similarity` is the share of the promise's words that
    the account repeats, 0 to 1. `specific`: it has words enough of its own to be looked for.
    """

    text: str
    account: str | None
    similarity: float
    specific: bool = True

    @property
    def open(self) -> bool:
        """Whether it names something that can be looked for, and nothing is told of it."""
        return self.specific and self.account is None


class _Words(NamedTuple):
    """The words of a text that are nobody's stock: pairs of characters, and words of the trade."""

    own: frozenset[str]
    trade: frozenset[str]

    @property
    def weight(self) -> float:
        return len(self.own) + _TRADE * len(self.trade)

    def shared(self, other: "_Words") -> float:
        """The weight of what both hold."""
        return len(self.own & other.own) + _TRADE * len(self.trade & other.trade)


class _Account(NamedTuple):
    """A sentence of this year's report that may tell what became of a promise, and where it was found."""

    text: str
    found_in: str
    words: _Words


def promises(report: Report, prior: Report) -> tuple[Promise, ...]:
    """Every improvement announced in section five of `prior`, in its order, with its account in `report`.

    A measure already taken is no promise, nor is one told in stock words only. What this year's report
    announces again is no account.
    """
    announced = [
        (_OPENING.sub("", point.text), words)
        for point in read_section_five(prior.sections.get("5", ()), prior.year)
        if point.kind == "measure" and not point.done and (words := _words(point.text)).weight
    ]
    if not announced:
        return ()
    points = read_section_five(report.sections.get("5", ()), report.year)
    general, told, overview = _general(points), list(_told(points)), None
    found = []
    for text, words in announced:
        promise = _promise(text, words, told)
        if promise.account is None:
            overview = _overview(report) if overview is None else overview
            promise = _promise(text, words, overview)
        found.append(replace(promise, account=promise.account or general))
    return tuple(found)


def sharing_words(texts: Iterable[str], other: str) -> frozenset[str]:
    """Those texts that have words in common with `other` that are neither stock nor of the trade."""
    own = _words(other).own
    return frozenset(text for text in texts if own & _words(text).own) if own else frozenset()


def _promise(text: str, words: _Words, accounts: Sequence[_Account]) -> Promise:
    """The promise with the account that repeats most of it; a paragraph on last year's improvements is asked first."""
    specific = len(words.own) >= _SPECIFIC
    for place, (needed, part) in _NEEDED.items():
        shared = ((words.shared(one.words), one.text) for one in accounts if one.found_in == place)
        most, account = max(shared, default=(0.0, ""))
        if most >= needed and most / words.weight >= part:
            return Promise(text, account, round(most / words.weight, 4), specific)
    return Promise(text, None, 0.0, specific)


def _told(points: Sequence[Point]) -> Iterator[_Account]:
    for point in points:
        if point.kind == "account" or point.done:
            yield _Account(point.text, "account" if point.kind == "account" else "done", _words(point.text))


def _overview(report: Report) -> list[_Account]:
    """The sentences of section one, which is read only where section five tells nothing."""
    text = "\n".join(paragraph.text for paragraph in report.sections.get("1", ()))
    sentences = (text[start:end].strip() for start, end in zh.sentences(text))
    return [_Account(sentence, "overview", _words(sentence)) for sentence in sentences]


def _general(points: Sequence[Point]) -> str | None:
    """The one sentence that says all of last year's was put right, where nothing more is told of it."""
    told = [point for point in points if point.kind == "account"]
    return told[0].text if len(told) == 1 and cue("general").search(zh.half_width(told[0].text)) else None


def _words(text: str) -> _Words:
    parts = cue("words").split(zh.half_width(text))  # runs of one's own, and between them what of the trade cut them
    runs = (run for part in parts[::2] for run in _RUN.findall(part))
    pairs: set[str] = set()
    for run in runs:
        pairs.update(map(add, run, run[1:]))
    return _Words(frozenset(pairs), frozenset(filter(None, parts[1::2])))
