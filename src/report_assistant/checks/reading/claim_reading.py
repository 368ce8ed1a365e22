"""Read prose clause by clause into claims: what a text says of the tables, and only what is certain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from typing import Literal

from report_assistant.checks.reading.claim_subject import (
    APPLICATIONS,
    FEES,
    FOREIGN,
    REVIEWS,
    STRAY,
    Part,
    Scope,
    family_of,
    other_readings,
    parts_of,
)
from report_assistant.checks.reading.claim_text import Line, Piece, lines_of, pieces_of
from report_assistant.checks.reading.claim_words import Phrase, read_phrase
from report_assistant.official import Form, load_form

Polarity = Literal["count", "none", "some", "all_done"]
_COUNTED = {"件", "件次", "宗", "份", "条", "次", "例", "个", "项", "起", "部"}
_NOT_COUNTED = ("none", "all_done", "some")
_SAYS_NO_SUBJECT = ("all_done", "more", "each", "period", "because", "deed", "rest")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a stretch of text says of one or several cells.

    Shape: `start`…`end` and `quote` of the text; `subject`: cells whose sum is meant; `others`: sums that
    it may mean instead, where the sentence leaves it open.
    Unit: `value` in the cells' unit (万元 for fees); 0 for ``none`` and ``all_done``, 1 = "at least one"
    for ``some``. `period`: the year it speaks of.
    """

    start: int
    end: int
    quote: str
    subject: tuple[str, ...]
    value: Decimal
    period: int
    polarity: Polarity = "count"
    others: tuple[tuple[str, ...], ...] = ()


def read_claims(
    text: str, form: Form, year: int, *, names: Sequence[str] = (), section: str = "1"
) -> tuple[Claim, ...]:
    """Every claim in `text`, left to right; `names`: what the organ calls itself.

    A clause counts only where all its words are known and what it counts is beyond doubt; figures of
    other years are claims of that `period`. Comparisons, rates, channels, petitions, plans, dates are none.
    """
    return _read(text, form.id, year, tuple(names), section)


@lru_cache(maxsize=16)  # two rules and a page read the same text
def _read(text: str, form_id: str, year: int, names: tuple[str, ...], section: str) -> tuple[Claim, ...]:
    form = load_form(form_id)
    claims: list[Claim] = []
    scope = Scope(year)
    for line in lines_of(text, form, year, names, section):
        reader = _Reader(line, form_id, year, scope)
        claims += reader.claims()
        scope = reader.scope
    return tuple(replace(claim, quote=text[claim.start : claim.end]) for claim in claims)


@cache
def _cells(form_id: str, parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The cells of these parts; none where the form lacks one of them."""
    patterns = [pattern for part in parts for pattern in part]
    cells = tuple(ref for ref in load_form(form_id).cells if any(fnmatchcase(ref, p) for p in patterns))
    return cells if all(any(fnmatchcase(ref, p) for ref in cells) for p in patterns) else ()


class _Reader:
    """One sentence, read in the scope that the sentences before it left."""

    def __init__(self, line: Line, form_id: str, year: int, before: Scope) -> None:
        self.line, self.form_id, self.year = line, form_id, year
        family = line.base if line.opens else before.family
        earlier = () if line.opens else before.rows or before.earlier
        self.scope = Scope(year, family, earlier=earlier, groups=before.groups, documents=before.documents)
        if line.goes_on:
            self.scope = replace(before, family=family, pending=(), clean=True)
        self.settled = self.scope.family  # what the next sentence may take for granted
        self.found: list[Claim] = []
        self.bracketed: list[Scope] = []

    def claims(self) -> list[Claim]:
        for piece in pieces_of(self.line):
            if piece.opening == "(":
                self.bracketed.append(replace(self.scope))
                self.scope.focus = self.scope.latest
            elif piece.opening == ")" and self.bracketed:
                self.scope = self.bracketed.pop()
            self._read(piece)
            passing = (
                self.scope.family == FOREIGN
                and not piece.amounts
                and (self.found or self.line.goes_on or self.line.base == APPLICATIONS)
            )
            if self.scope.family not in (STRAY, None) and not passing:
                self.settled = self.scope.family
        self.scope.family = self.settled
        return self.found

    def _read(self, piece: Piece) -> None:
        phrases = [read_phrase(label, self.year) for label in piece.labels]
        if not piece.amounts:
            self._read_words(piece, phrases[0])
            return
        last = phrases[-1]
        for index, amount in enumerate(piece.amounts):
            label = phrases[index] + last if amount is piece.amounts[-1] else phrases[index]
            self._read_amount(piece, index, label)
        if last.has("all_done"):
            self._read_all_done(piece, phrases[-2] + last)

    def _read_amount(self, piece: Piece, index: int, label: Phrase) -> None:
        amount, stated = piece.amounts[index], label.without(*_SAYS_NO_SUBJECT)
        self.scope.turn_to(label, self.year)
        fits = amount.unit == "万元" if family_of(label) == FEES else amount.unit in _COUNTED
        if not label.known or not fits or label.has("none", "some", "apart"):
            self.scope.lose(label)
            return
        parts = parts_of(label, self.scope)
        if not stated.words:
            parts, self.scope.pending = self.scope.pending, ()
            self._forget_listed(amount.start)
        elif not parts:
            self.scope.place_nowhere(label)
        parts = self._within_whole(label, parts)
        if amount.exact and self.scope.period:
            span = piece.label_span(index)
            for summed in [[part] for part in parts] if label.has("each") else [parts]:
                self._claim(span, summed, amount.value, "count", other_readings(label, self.scope))
        if stated.words:
            self.scope.pending = ()
            self.scope.note(label, parts)

    def _within_whole(self, label: Phrase, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """收到27件（含上年结转2件） may count both; of 办结10件（含上年结转1件） the part says nothing of the row."""
        rows = [part[0].split(":")[1] for part in parts if part[0].startswith("T3") and label.has("row")]
        came_in, received = (("T3:new:total",), ("T3:carried_in:total",)), ("T3:new:total",)
        if rows == ["new"] or (rows == ["carried_in"] and label.has("opener")):
            if self.found and self.found[-1].subject == received:
                self.found[-1] = replace(self.found[-1], others=(_cells(self.form_id, came_in),))
            elif rows == ["carried_in"] and self.scope.latest:
                return ()
        return parts

    def _read_words(self, piece: Piece, phrase: Phrase) -> None:
        self.scope.turn_to(phrase, self.year)
        if not phrase.known:
            self.scope.pass_by(phrase)
            return
        if phrase.has("foreign"):
            self.scope.family = FOREIGN
        parts = parts_of(phrase.without(*_NOT_COUNTED), self.scope)
        if phrase.has("all_done"):
            self.scope.note(phrase, parts)
            self._read_all_done(piece, phrase)
        elif phrase.count("none") == 1 and not phrase.has("some"):
            self._read_none(piece, phrase, parts)
        elif phrase.has("some", "more") and parts and not phrase.has("none"):
            self._claim((piece.start, piece.end), parts, Decimal(1), "some")
        elif not phrase.has("none"):
            self._expect(phrase, parts)
        self.scope.note(phrase, parts)

    def _expect(self, phrase: Phrase, parts: tuple[Part, ...]) -> None:
        """A clause without a number says what the next bare number counts."""
        if parts:
            self.scope.pending = parts
            self.scope.focus = tuple(part[0].split(":")[1] for part in parts if part[0].startswith("T3"))
        elif (family := family_of(phrase)) is not None:
            blurred = family == APPLICATIONS and (phrase.has("application") or self.scope.family is None)
            self.scope.family = family if blurred or family == REVIEWS else self.scope.family
            self.scope.groups = phrase.of("group") or self.scope.groups
            self.scope.documents = phrase.of("document") or self.scope.documents

    def _read_none(self, piece: Piece, phrase: Phrase, parts: tuple[Part, ...]) -> None:
        if phrase.has("receive") and not phrase.has("application", "request"):
            return
        if not parts and not phrase.without("none").words:
            parts, self.scope.pending = self.scope.pending, ()
        elif not parts and not phrase.without("none", "application", "because", "period").words:
            parts = (("T3:new:total",),)
        for part in parts:
            if not part[0].startswith("T3:total:"):
                self._claim((piece.start, piece.end), [part], Decimal(0), "none")

    def _read_all_done(self, piece: Piece, phrase: Phrase) -> None:
        """均已办结 holds for what came in; after 办结10件 or 上年结转1件 it says nothing of the rest."""
        (table,) = phrase.of("all_done")[0]
        scope = self.scope
        if not phrase.known or phrase.has("none", "foreign", "channel", "rest") or scope.partial:
            return
        if table == "T4":
            groups = phrase.of("group") or (scope.groups if scope.family == REVIEWS else ())
            parts = tuple(tuple(f"T4:{key}:pending" for key in group) for group in groups)
        else:
            rows = {row for (row,) in phrase.of("row")} or set(scope.rows)
            came_in = rows <= {"new", "carried_in"} and ("new" in rows or not rows)
            parts = (("T3:carried_out:total",),) if came_in and scope.family == APPLICATIONS else ()
        for part in parts:
            self._claim((piece.start, piece.end), [part], Decimal(0), "all_done")

    def _forget_listed(self, start: int) -> None:
        """复议、诉讼4件、2件: two numbers for two subjects, so the first was not their sum."""
        if self.found and len(self.found[-1].subject) > 1 and self.line.offsets[start] - self.found[-1].end <= 1:
            self.found.pop()

    def _claim(
        self,
        span: tuple[int, int],
        parts: Iterable[Part],
        value: Decimal,
        polarity: Polarity,
        others: Iterable[tuple[Part, ...]] = (),
    ) -> None:
        """Add a claim on the sum of `parts`; a form without one of the cells makes it none."""
        if cells := _cells(self.form_id, tuple(parts)):
            start, end = self.line.span(*span)
            readings = tuple(_cells(self.form_id, other) for other in others)
            self.found.append(Claim(start, end, "", cells, value, self.scope.period, polarity, readings))
