"""What the numbers of one sentence say: claims added as they are counted."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from report_assistant.checks.reading.claim import Claim, Polarity, Said, cells_of
from report_assistant.checks.reading.claim_label import PERSONS
from report_assistant.checks.reading.claim_scope import Part, Scope
from report_assistant.checks.reading.claim_subject import members_of
from report_assistant.checks.reading.claim_text import Line, Piece, admitted
from report_assistant.checks.reading.claim_words import Phrase

RECEIVED: tuple[Part, ...] = (("T3:new:total",),)
_CAME_IN: tuple[Part, ...] = (*RECEIVED, ("T3:carried_in:total",))
_ENDLESS = Decimal("Infinity")

Readings = Sequence[tuple[Part, ...]]


class Counting:
    """The claims of one sentence, gathered in the scope that the sentences before it left."""

    def __init__(self, text: str, line: Line, form_id: str, before: Scope) -> None:
        self.text, self.line, self.form_id = text, line, form_id
        self.scope = before.following(
            line.base if line.opens else before.family, opens=line.opens, goes_on=line.goes_on
        )
        self.scope.governs = line.governs
        self.settled = self.scope.family  # what the next sentence may take for granted
        self.found: list[Claim] = []
        self.bracketed: list[tuple[Scope, str]] = []  # the scope before a bracket, and the words it stands in
        self.sharing = False  # what follows is told as parts of what was done
        self.counted: tuple[Readings, int] = ((), 0)  # what the last number may be of, and its year

    def _count(self, piece: Piece, index: int, label: Phrase, readings: Readings) -> None:
        """Add what a number says of the first of these readings, be it exact or 十余."""
        amount, (parts, *others) = piece.amounts[index], readings or ((),)
        if amount.unit == "元":
            amount = amount._replace(value=amount.value / 10_000, unit="万元")
        fewer = self._is_share(label, parts) or amount.unit in PERSONS  # one person may ask several times
        between = (amount.value, _ENDLESS) if fewer else admitted(self.line.text, amount)
        polarity: Polarity = "about" if between else "accepted" if "accept" in label.kinds else "count"
        if "each" in label.kinds and len(parts) < 2:
            parts = members_of(piece.labels[index], self.scope) or parts
        said = Said(amount.value, polarity, others, between)
        self.counted = readings, self.scope.period
        for summed in [[part] for part in parts] if "each" in label.kinds else [parts]:
            self._claim(piece.label_span(index), summed, said)

    def _of_another_year(self, piece: Piece, label: Phrase) -> Readings:
        """新收申请2024年168件，2025年210件: the second number is of the same thing."""
        readings, year = self.counted
        told = "period" in label.kinds and year and self.scope.period not in (0, year) and piece.opening != "("
        return readings if told else ()  # 4件（上年6件） compares

    def _is_share(self, label: Phrase, parts: tuple[Part, ...]) -> bool:
        """Whether a number is only a part of its cell: 办结10件，含上年结转1件, or 撤销1件 of what was corrected.

        收到27件（含上年结转2件）, on the other hand, may count both rows.
        """
        rows = [part[0].split(":")[1] for part in parts if part[0].startswith("T3")] if "row" in label.kinds else []
        if rows not in (["new"], ["carried_in"]) or "fewer" in label.kinds:
            self.sharing = False
            return "fewer" in label.kinds
        if (rows == ["new"] or "opener" in label.kinds) and self.found and self.found[-1].subject == RECEIVED[0]:
            self.found[-1] = self.found[-1]._replace(others=(*self.found[-1].others, cells_of(self.form_id, _CAME_IN)))
        else:
            self.sharing |= "opener" in label.kinds and self.scope.latest == ("total",)
        return self.sharing

    def _forget_listed(self, start: int) -> None:
        """复议、诉讼4件、2件: two numbers for two subjects, so the first was not their sum."""
        if self.found and len(self.found[-1].subject) > 1 and self.line.offsets[start] - self.found[-1].end <= 1:
            self.found.pop()

    def _claim(self, span: tuple[int, int], parts: Iterable[Part], said: Said) -> None:
        """Add a claim on the sum of `parts`; a form without one of the cells makes it none."""
        if self.scope.period and (cells := cells_of(self.form_id, parts)):
            start, end = self.line.span(*span)
            others = tuple(cells_of(self.form_id, other) for other in said.others)
            value, polarity, _, between = said
            quote = self.text[start:end]
            self.found.append(Claim(start, end, quote, cells, value, self.scope.period, polarity, others, between))
