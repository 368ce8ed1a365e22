"""A sentence cut into clauses, each with its numbers and the kinds of parts it may tell, brackets apart."""

import re
from collections.abc import Collection, Iterator, Sequence

from report_assistant.checks.reading.marked import ABOUT, COUNT, SHARE, Marked, Number
from report_assistant.checks.reading.part_words import kind_words, kinds_of

_SHARE = re.compile(f"[约分别]*(?:所?占|比[例重]|占比)[^{COUNT}]*[{SHARE}{ABOUT}]")
_CLAUSE = re.compile("[（）]|[^，、；：（）]+")


class Segment:
    """What stands between two marks of punctuation; `mark`: the one before it. `kinds`: what parts it may tell."""

    __slots__ = ("_kinds", "end", "mark", "numbers", "start", "text")

    def __init__(self, start: int, end: int, mark: str, text: str, numbers: Sequence[Number]) -> None:
        self.start, self.end, self.mark, self.text, self.numbers = start, end, mark, text, numbers
        self._kinds: frozenset[str] | None = None

    @property
    def label(self) -> str:
        """What stands before its number."""
        return self.text.split(COUNT)[0]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds that its words may tell."""
        if self._kinds is None:
            self._kinds = frozenset[str]().union(*map(kinds_of, kind_words().findall(self.text)))
        return self._kinds


def outer(marked: Marked, span: tuple[int, int], taken: Collection[int]) -> list[Segment]:
    """The clauses of a sentence, less its brackets."""
    return [*levels(marked, *span, taken)][-1][1]


def levels(
    marked: Marked, start: int, end: int, taken: Collection[int]
) -> Iterator[tuple[Segment | None, list[Segment]]]:
    """The clauses of a sentence, those in brackets apart and first, with the clause that the bracket stands behind."""
    stack: list[tuple[Segment | None, list[Segment]]] = [(None, [])]
    numbers = [(at, n) for at, n in marked.within(start, end) if n.mark in (COUNT, ABOUT) and at not in taken]
    for found in _CLAUSE.finditer(marked.text, start, end):
        segments = stack[-1][1]
        if found.group() == "（":
            stack.append((segments[-1] if segments else None, []))
        elif found.group() == "）":
            if len(stack) > 1:
                yield stack.pop()
        else:
            segment = _segment(found, numbers)
            if segment.text[-1] in (SHARE, ABOUT) and not segment.numbers and _SHARE.fullmatch(segment.text):
                continue  # 予以公开9件，占60%；部分公开6件: one list
            if segment.mark == "）" and segments:
                segment = _merged(segments.pop(), segment)
            segments.append(segment)
    yield from reversed(stack)


def _segment(found: re.Match[str], numbers: Sequence[tuple[int, Number]]) -> Segment:
    """The clause that was found, with those of the sentence's numbers that stand in it."""
    start, end = found.span()
    own = [number for at, number in numbers if start <= at < end]
    return Segment(start, end, found.string[start - 1 : start], found.group(), own)


def _merged(first: Segment, second: Segment) -> Segment:
    """面向村（社区）的培训6次 is one clause."""
    return Segment(first.start, second.end, first.mark, first.text + second.text, [*first.numbers, *second.numbers])


def before_number(segment: Segment) -> str:
    """What stands before its numbers."""
    return segment.text.partition(COUNT)[0]


def of_unit(segment: Segment, unit: str) -> list[Number]:
    """Its numbers of one measure word."""
    return [number for number in segment.numbers if number.unit == unit]
