"""Sentences aligned between two years, and how much of a text is last year's."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from report_assistant import zh
from report_assistant.comparison.fold import fold
from report_assistant.comparison.runs import matches
from report_assistant.report import Paragraph

SentenceFate = Literal["same", "changed", "added", "removed"]

_ALIKE = 55.0  # per cent; below it two sentences on one subject are two sentences, not one changed
_SHORTEST = 6  # characters; shorter ones are paired only with their like, which also bounds the work
_COPIED_RUN = 20  # characters; shorter agreements are the language of the trade, not a copy


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence of this year and the one of last year it stands for; None where there is none.

    `same` says that nothing but spaces, widths or the year differs.
    """

    fate: SentenceFate
    prior: str | None
    current: str | None


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    folded: str


def align(current: Sequence[Paragraph], prior: Sequence[Paragraph]) -> tuple[SentencePair, ...]:
    """Every sentence of both, once: in this year's order, removed ones where they stood.

    A sentence that was moved keeps its partner. Headings are no sentences.
    """
    return tuple(_pairs("\n".join(p.text for p in current), "\n".join(p.text for p in prior)))


def similarity(current: str, prior: str, at_least: float = 0.0) -> float:
    """How alike two texts are, 0 to 1: the likeness of paired sentences, weighed by their length.

    Order does not matter, nor does who is compared with whom. Blank: two empty texts are alike. What cannot
    be `at_least` so alike, having too few characters in common, is 0 and not compared any further.
    """
    if at_least and not _may_be_alike(fold(current).text, fold(prior).text, at_least):
        return 0.0
    pairs = list(_pairs(current, prior))
    whole = sum(len(fold(text).text) for pair in pairs for text in (pair.current, pair.prior) if text)
    if not whole:
        return 1.0
    alike = 0.0
    for pair in pairs:
        if pair.current is not None and pair.prior is not None:
            a, b = fold(pair.current).text, fold(pair.prior).text
            alike += fuzz.ratio(a, b) / 100 * (len(a) + len(b))
    return alike / whole


def _may_be_alike(a: str, b: str, at_least: float) -> bool:
    """Whether two folded texts have characters enough in common, which few have that are unlike.

    First only those of each that stand in the other at all are counted, and by one byte a character, at which most
    differ and which costs little; then what is left in common once both are sorted.
    """
    mine, theirs = (text.encode("utf-32-le", "surrogatepass")[::4] for text in (a, b))
    common = min(len(a) - len(mine.translate(None, theirs)), len(b) - len(theirs.translate(None, mine)))
    if a and 2 * common / (len(a) + len(b)) < at_least:
        return False
    if a and 2 * sum(map(frozenset(b).__contains__, a)) / (len(a) + len(b)) < at_least:
        return False
    return fuzz.ratio(_sorted(a), _sorted(b)) / 100 >= at_least


@lru_cache(maxsize=1024)
def _sorted(folded: str) -> str:
    return "".join(sorted(folded))


def copied_share(current: str, prior: str) -> float:
    """The share of `current` that stands in `prior` in runs of at least 20 characters, 0 to 1.

    A whole sentence that is the same counts however short it is.
    """
    folded = fold(current)
    if not folded.text:
        return 0.0
    copied = bytearray(len(folded.text))
    known = {fold(prior[start:end]).text for start, end in zh.sentences(prior)}
    spans = [(match.a, match.a + match.length) for match in matches(folded.text, fold(prior).text, _COPIED_RUN)]
    for start, end in zh.sentences(current):
        if fold(current[start:end]).text in known:
            spans.append(folded.folded_span(start, end))
    for start, end in spans:
        copied[start:end] = b"\1" * (end - start)
    return copied.count(1) / len(copied)


def _pairs(current: str, prior: str) -> Iterator[SentencePair]:
    mine, theirs = _sentences(current), _sentences(prior)
    partner = _partners(mine, theirs)
    taken = set(partner.values())
    told = 0
    for i, sentence in enumerate(mine):
        j = partner.get(i)
        if j is None:
            yield SentencePair("added", None, sentence.text)
            continue
        for k in range(told, j):
            if k not in taken:
                yield SentencePair("removed", theirs[k].text, None)
        told = max(told, j)
        fate: SentenceFate = "same" if sentence.folded == theirs[j].folded else "changed"
        yield SentencePair(fate, theirs[j].text, sentence.text)
    for k in range(told, len(theirs)):
        if k not in taken:
            yield SentencePair("removed", theirs[k].text, None)


def _sentences(text: str) -> list[_Sentence]:
    cut = (text[start:end].strip() for start, end in zh.sentences(text))
    return [_Sentence(sentence, fold(sentence).text) for sentence in cut if fold(sentence).text]


def _partners(mine: Sequence[_Sentence], theirs: Sequence[_Sentence]) -> dict[int, int]:
    """Index of mine → index of theirs: first those that are equal, then the most alike.

    Ties go to the pair that stands at the nearest place. Every key is the same seen from either side,
    and candidates with equal keys never compete, so that swapping the years swaps the pairs.
    """
    partner = _equal(mine, theirs)
    taken = set(partner.values())
    size = (len(mine), len(theirs))
    left = [j for j in range(len(theirs)) if j not in taken]
    candidates = _alike(
        {i: s.folded for i, s in enumerate(mine) if i not in partner}, {j: theirs[j].folded for j in left}
    )
    for _, i, j in sorted(candidates, key=lambda c: (-c[0], _distance(c[1], c[2], size), sorted(c[1:]))):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return partner


def _equal(mine: Sequence[_Sentence], theirs: Sequence[_Sentence]) -> dict[int, int]:
    """The first of mine with the first of theirs that reads the same, the second with the second."""
    places: dict[str, deque[int]] = {}
    for j, sentence in enumerate(theirs):
        places.setdefault(sentence.folded, deque()).append(j)
    return {i: places[s.folded].popleft() for i, s in enumerate(mine) if places.get(s.folded)}


def _alike(mine: Mapping[int, str], theirs: Mapping[int, str]) -> Iterator[tuple[float, int, int]]:
    choices = {j: folded for j, folded in theirs.items() if len(folded) >= _SHORTEST}
    for i, folded in mine.items():
        if len(folded) >= _SHORTEST:
            for _, score, j in process.extract(folded, choices, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None):
                yield score, i, j


def _distance(i: int, j: int, size: tuple[int, int]) -> int:
    """How far apart two places are, in parts of the two lengths; the same from either side."""
    return abs(i * size[1] - j * size[0])
