"""Shares in prose: what part of what whole, in per cent, and how much of what came in was settled."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from report_assistant.checks.reading.marked import ABOUT, COUNT, Marked, Number
from report_assistant.checks.reading.rate_words import EDGES, share_patterns


@dataclass(frozen=True, slots=True)
class Share:
    """One percentage at `start`…`end` of the marked text.

    `part`: the number it is the share of, None where only words name it; these stand at `head`. `whole`:
    the words that name the whole, "" where none do; `whole_number`: its number where the share gives it.
    `sentence`: where its sentence begins. `beside`: numbers before it that can only be wholes; `near`: all that
    stand before it, the numbers of the sentence before among them. `listed`: parts whose shares make up 100 %.
    """

    start: int
    end: int
    sentence: int
    percent: Number
    part: Number | None
    head: tuple[int, int]
    whole: str
    whole_number: Number | None = None
    beside: tuple[Number, ...] = ()
    near: tuple[Number, ...] = ()
    listed: tuple[Number, ...] = ()


def shares(marked: Marked, year: int, taken: Collection[int]) -> Iterator[Share]:
    """Every 占比45.5% and 占新收总数的81.8%; `taken`: marks that tell of changes and are no part or whole."""
    pattern = share_patterns(year)["share"]
    before = (0, 0)
    for start, end in marked.sentences() if "占" in marked.text or ABOUT in marked.text else ():
        for found in pattern.finditer(marked.text, start, end):
            if found.start("share") in taken:
                continue
            counts = _counts(marked, start, found.start(), taken)
            if (aside := _ASIDE.search(marked.text, start, found.start())) is not None:
                counts = [pair for pair in counts if not aside.start() < pair[0] < aside.end()]
            near = [*_counts(marked, *before, taken), *counts]
            goes_on = marked.text.startswith("其中", start)
            for share in _shares(marked, start, found, counts):
                beside = _beside(marked, near if goes_on else counts, found.start())
                yield replace(share, beside=beside, near=tuple(n for _, n in near if n is not share.part))
        before = start, end


def _counts(marked: Marked, start: int, end: int, taken: Collection[int]) -> list[tuple[int, Number]]:
    return [(at, n) for at, n in marked.within(start, end) if n.mark == COUNT and at not in taken]


def _shares(marked: Marked, sentence: int, found: re.Match[str], counts: list[tuple[int, Number]]) -> Iterator[Share]:
    """The share that is told, or each of several told together: 分别占81.8%、18.2%."""
    percents = marked.within(found.start("share"), found.end("share"))
    head = _head(marked.text, sentence, found.start())
    parts = [number for _, number in counts[-len(percents) :]]
    whole = next((number for _, number in marked.within(*found.span("whole"))), None)
    if head[0] == head[1] and "占" not in found.group():
        return  # 增长71%，约七成: the same once more
    if head[0] != head[1] or len(parts) != len(percents):
        if len(percents) == 1 and percents[0][1].unit == "%":
            yield Share(found.start(), found.end(), sentence, percents[0][1], None, head, found["whole"], whole)
        return
    together = sum((percent.value for _, percent in percents), Decimal(0))
    complete = len(parts) > 1 and abs(together - 100) <= 1
    for (at, percent), part in zip(percents, parts, strict=True):
        start = found.start() if at == percents[0][0] else at
        told = Share(start, at + 1, sentence, percent, part, head, found["whole"], whole)
        yield replace(told, listed=tuple(parts)) if complete else told


def _beside(marked: Marked, counts: list[tuple[int, Number]], end: int) -> tuple[Number, ...]:
    """The numbers that can be wholes: neither listed with the part nor told as a share themselves."""
    if not counts:
        return ()
    listed = max(marked.text.rfind(edge, 0, counts[-1][0]) for edge in "，；：（。") if counts else 0
    return tuple(n for at, n in counts if at < listed and not _OWN_SHARE.match(marked.text, at + 1, end))


def _head(text: str, sentence: int, position: int) -> tuple[int, int]:
    """Where the words stand that name the part; empty where they say only that it is the number before."""
    start = position
    while start > sentence and text[start - 1] not in EDGES and not "\ue000" <= text[start - 1] <= "\ue004":
        start -= 1
    return (position, position) if _NO_WORDS.fullmatch(text, start, position) else (start, position)


_ASIDE = re.compile("（[^（）]*），?(?:约|共)?$")  # 公开18件（其中部分公开4件），占72%
_OWN_SHARE = re.compile("[，（]?占")
_NO_WORDS = re.compile("(?:分别|均|约|总体|且|并|即|依次|其中|各)*")


@dataclass(frozen=True, slots=True)
class NamedRate:
    """A rate whose part and whole its name tells: 办结率83.3% (``settled``), 复议纠错率50% (``corrected``).

    `beside`: the counts of this sentence and the one before it. `settled`: the last of them says 办结.
    """

    start: int
    end: int
    percent: Number
    kind: str
    beside: tuple[Number, ...]
    settled: bool


def named_rates(marked: Marked, year: int, taken: Collection[int]) -> Iterator[NamedRate]:
    """Settlement and correction rates; one within the time limit has a whole that no table holds."""
    patterns = share_patterns(year)
    before = (0, 0)
    for start, end in marked.sentences() if "率" in marked.text else ():
        for found in patterns["named_rate"].finditer(marked.text, start, end):
            percent = marked.numbers[found.start("share")]
            if found["settled"] and (percent.value == 100 or patterns["in_time"].search(found["lead"])):
                continue  # 办结率100% says that nothing is left over, which claims read
            counts = _counts(marked, *before, taken) + _counts(marked, start, found.start(), taken)
            kind = next(kind for kind in ("settled", "corrected", "upheld") if found[kind])
            labelled = len(counts) > 1 and "办结" in marked.text[counts[-2][0] : counts[-1][0]]
            yield NamedRate(found.start(kind), found.end(), percent, kind, tuple(n for _, n in counts), labelled)
        before = start, end
