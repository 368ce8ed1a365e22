"""A message laid open: its phrases, its numbers, its clauses, and which phrases belong to which number."""

import re
from collections.abc import Iterator, Sequence

from report_assistant.chat.numbers import Number, blotted, numbers
from report_assistant.chat.vocabulary import Phrase, phrases, residue
from report_assistant.official import Form

_SENTENCE = re.compile(r"[^。;!\n]+")
_CLAUSE_END = re.compile(r"[、|,()]|(?=其中)")


class Message:
    """`typed` as the person typed it; `plain` the text all offsets speak of, as long as `typed`."""

    def __init__(self, typed: str, plain: str, form: Form, year: int) -> None:
        self.typed, self.plain, self.form, self.year = typed, plain, form, year
        self.named = phrases(plain, form, year)
        self.numbers = numbers(plain, self.named, year)
        bare = list(blotted(plain, [one for one in self.named if one.axis != "foreign"]))
        for number in self.numbers:
            bare[number.start : number.end] = "\x00" * (number.end - number.start)
        self._bare = "".join(bare)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Where each sentence lies."""
        yield from (found.span() for found in _SENTENCE.finditer(self.plain))

    def clauses(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where each clause of a sentence lies; a comma inside a label or a number parts nothing."""
        taken = [(one.start, one.end) for one in self.named] + [(one.start, one.end) for one in self.numbers]
        cuts = [cut.start() for cut in _CLAUSE_END.finditer(self.plain, start, end)]
        cuts = [cut for cut in cuts if not any(left < cut < right for left, right in taken)]
        yield from ((left, right) for left, right in zip([start, *cuts], [*cuts, end], strict=True) if left < right)

    def words(self, start: int, end: int) -> list[Phrase]:
        """The phrases that begin in a stretch."""
        return [one for one in self.named if start <= one.start < end]

    def counted(self, start: int, end: int) -> list[Number]:
        """The numbers that begin in a stretch."""
        return [one for one in self.numbers if start <= one.start < end]

    def meaning(self, start: int, end: int) -> str:
        """What a stretch says beside the names of the form, its numbers and filling words."""
        return residue(self._bare[start:end], self.year)

    def said(self, number: Number) -> str:
        """A number as it was said, with its measure word."""
        return self.plain[number.start : number.end].strip()


def shared_out(counted: Sequence[Number], words: Sequence[Phrase]) -> Iterator[tuple[Number, list[Phrase]]]:
    """Which phrases belong to which number of a clause: those before it, or, where it opens, those behind."""
    leads = any(one.start < counted[0].start for one in words)
    edges = [0, *(one.start for one in counted)] if leads else [*(one.start for one in counted), 10**9]
    for index, number in enumerate(counted):
        own = [one for one in words if edges[index] <= one.start < edges[index + 1]]
        if leads and number is counted[-1]:
            named = any(one.axis in ("row", "doubtful") and not one.weak for one in own)
            behind = [one for one in words if one.start >= number.end and one.axis == "row"]
            own += [one for one in behind if not named or _case_of(one, own)]
        yield number, own


def counts_something_else(words: Sequence[Phrase]) -> bool:
    """Whether a clause counts what the tables do not; 共 behind the foreign word takes all together again."""
    foreign = [one.end for one in words if one.axis == "foreign"]
    together = [one.start for one in words if one.axis == "column" and one.keys == ("total",)]
    return bool(foreign) and max(foreign) > max(together, default=-1)


def _case_of(row: Phrase, own: Sequence[Phrase]) -> bool:
    """Whether `row` is one case of a heading that was named: 不予公开3件都是国家秘密."""
    return any(row.table == one.table and set(row.keys) < set(one.keys) for one in own)
