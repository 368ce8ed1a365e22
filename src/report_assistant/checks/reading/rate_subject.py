"""What a comparison or a share speaks of: the words before it, read as claims are, and the cells they mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from report_assistant.checks.reading.claim_reading import Claim, read_claims
from report_assistant.checks.reading.located import Stretch
from report_assistant.checks.reading.marked import Marked, Number
from report_assistant.checks.reading.rate_words import renamed
from report_assistant.official import Form

Cells = tuple[str, ...]
_TOLD_SHARES = re.compile(r"[^，。；：、（\d]{1,14}占比?[为约达到]*[\d.]+%[、，]|[\d.]+%$")  # 自然人占60%、企业占30%
_CASES, _MONEY = "1件", "1万元"  # a number put behind words to hear what claims make of them


@dataclass(frozen=True, slots=True)
class Subjects:
    """What the words of one stretch of text speak of.

    `claims`: those of its whole section, of any year.
    """

    stretch: Stretch
    marked: Marked
    claims: Sequence[Claim]
    form: Form
    year: int
    names: tuple[str, ...] = field(default=())

    def claim_at(self, number: Number) -> Claim | None:
        """The claim that this number makes; None where it makes none, or several."""
        at = self.stretch.start + number.start
        found = [
            claim for claim in self.claims if claim.start <= at < claim.end and claim.polarity in ("count", "accepted")
        ]
        return found[0] if len(found) == 1 and found[0].value == number.value else None

    def of_number(self, number: Number) -> tuple[Cells, ...]:
        """The cells that a number of this year may state, the likeliest first."""
        claim = self.claim_at(number)
        return (claim.subject, *claim.others) if claim and claim.period == self.year else ()

    def of_words(self, sentence: int, start: int, end: int) -> tuple[Cells, ...]:
        """The cells that a number behind the words from `start` to `end` of the marked text would state."""
        return self.of_phrase(sentence, start, self._plain(start, end))

    def of_phrase(self, sentence: int, position: int, words: str) -> tuple[Cells, ...]:
        """The cells that a number behind these words would state, if they stood at a place of the sentence."""
        if not words:
            return ()
        for everyday, called in renamed():
            words = everyday.sub(called, words)
        before = self._plain(sentence, position)
        before = _TOLD_SHARES.sub("", before) if "%" in before else before
        told = self._told(before, words)
        if not told and before and not self.marked.within(sentence, position):  # 相比上年，新收申请…
            told = self._told("", words)
        if not told and words.endswith("规范性文件"):  # 规范性文件由23件减至21件: of those in force, or of those issued
            told = (*self._told("", f"现行有效{words}"), *self._told("", f"制发{words}"))
        return told

    def of_named(self, sentence: int, head: tuple[int, int], many: int) -> tuple[tuple[Cells, ...], ...]:
        """The cells of each of as many things as are named in a list; none where there are not so many."""
        before = f"{self._heading()}{self._plain(sentence, head[0])}"
        numbers = "、".join(f"{number}件" for number in range(1, many + 1))
        text = f"{before}{self._plain(*head)}分别为{numbers}"
        claims = read_claims(text, self.form, self.year, names=self.names, section=self.stretch.section)
        told = [claim for claim in claims if claim.end > len(text) - len(numbers) and claim.period == self.year]
        return tuple((claim.subject, *claim.others) for claim in told) if len(told) == many else ()

    def _heading(self) -> str:
        return "（二）依申请公开\n" if self.stretch.place == "1.2" else ""

    def _told(self, before: str, words: str) -> tuple[Cells, ...]:
        text = f"{self._heading()}{before}{words}{_MONEY if '收费' in words else _CASES}"
        claims = read_claims(text, self.form, self.year, names=self.names, section=self.stretch.section)
        told = [claim for claim in claims if claim.end == len(text)]
        return (told[0].subject, *told[0].others) if len(told) == 1 and told[0].period == self.year else ()

    def _plain(self, start: int, end: int) -> str:
        if start >= end:
            return ""
        first, last = self.marked.span(start, end)
        return self.stretch.text[first:last]

    def of_list(self, sentence: int, start: int) -> tuple[Cells, ...]:
        """The cells of every number of this year before a place in the sentence, since ；, the nearest first."""
        first = max(sentence, self.marked.text.rfind("；", sentence, start))
        numbers = [number for _, number in self.marked.within(first, start)]
        return tuple(dict.fromkeys(cells for number in reversed(numbers) for cells in self.of_number(number)))
