"""One sentence read clause by clause, in the scope that the sentences before it left."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from report_assistant.checks.reading.claim import Claim, Said
from report_assistant.checks.reading.claim_counting import RECEIVED, Counting
from report_assistant.checks.reading.claim_label import COUNTED, fits, labels_of
from report_assistant.checks.reading.claim_partial import (
    documents_at_large,
    done_with,
    excludes,
    further_readings,
    named_in_list,
    of_documents,
    partly_for_reason,
    received_somehow,
    shown_only,
    told_so_far,
    with_partial,
    without_reason,
)
from report_assistant.checks.reading.claim_scope import (
    APPLICATIONS,
    DOCUMENTS,
    FOREIGN,
    NOBODY,
    REVIEWS,
    STRAY,
    Part,
    family_of,
)
from report_assistant.checks.reading.claim_subject import groups_of, members_of, open_readings, parts_of
from report_assistant.checks.reading.claim_text import Piece, clauses_of, is_bare
from report_assistant.checks.reading.claim_words import Phrase, read_phrase, telling

_EXCEPT = re.compile("除[^;]+外,")
_IN_ORDER = re.compile("分别|依次")
_NOT_COUNTED = ("none", "all_done", "some", "sum")
_SAYS_NO_SUBJECT = frozenset(("all_done", "more", "each", "period", "because", "deed", "rest", "sum"))
_ASKED_ALONE = _SAYS_NO_SUBJECT | {"request", "application"}
_NONE_ALONE = frozenset(("none", "period", "sum"))
_NO_APPLICATION = frozenset(("none", "application", "because", "period"))


class SentenceReader(Counting):
    """One sentence, read in the scope that the sentences before it left."""

    def claims(self) -> list[Claim]:
        """What the sentence claims; afterwards `scope` is what the next one may take for granted."""
        if not (self.line.goes_on or telling().search(self.line.text)):
            self.scope.lost, self.scope.clean = True, False
            return []
        pieces, passed = list(clauses_of(self.line)), 0
        for at, clause in enumerate(pieces):
            if at < passed:
                continue
            bracketed = clause.opening in ("(", ")")
            piece = self._in_brackets(clause, pieces[at - 1] if at else None) if bracketed else clause
            if piece.amounts:
                passed = at + 1 + self._read_numbers(piece, pieces, at + 1)
            else:
                self._read_words(piece, read_phrase(piece.labels[0]))
            family = self.scope.family
            if family not in (self.settled, STRAY, None) and not (family == FOREIGN and self._only_passes_by(piece)):
                self.settled = family
        self.scope.family = self.settled
        return self.found

    def _only_passes_by(self, piece: Piece) -> bool:
        """Whether what the tables do not count is only mentioned, so that the sentence stays with its subject."""
        return not piece.amounts and bool(self.found or self.line.goes_on or self.line.base == APPLICATIONS)

    def _in_brackets(self, piece: Piece, before: Piece | None) -> Piece:
        """Enter or leave a bracket; the clause behind it goes on with the words before it."""
        if piece.opening == "(":
            self.bracketed.append((replace(self.scope), before.labels[-1] if before else ""))
            self.scope.focus = self.scope.latest
        elif piece.opening == ")" and self.bracketed:
            self.scope, begun = self.bracketed.pop()
            if before and read_phrase(before.labels[0]).kinds == {"applicant"}:  # 群众（自然人）申请9件
                begun += before.labels[0]
            told = before is not None and bool(before.amounts)  # 自然人（9件）、企业（2件）
            return piece if told and piece.labels[0].startswith("、") else piece.going_on(begun)
        return piece

    def _read_numbers(self, piece: Piece, pieces: Sequence[Piece], behind: int) -> int:
        """Read a clause with numbers; how many of those from `behind` on belong to it."""
        for index, text in enumerate(piece.labels[:-1]):
            if _IN_ORDER.search(text) or self._lists(piece, index, pieces[behind:]):
                return self._read_list(piece, index, pieces[behind:])
        last = read_phrase(piece.labels[-1])
        for index, label in enumerate(labels_of(piece)):
            self._read_amount(piece, index, label)
        if "all_done" in last.kinds:
            self._read_all_done(piece, read_phrase(piece.labels[-2]) + last)
        return 0

    def _lists(self, piece: Piece, index: int, following: Sequence[Piece]) -> bool:
        """Whether 制发、废止规范性文件3件、5件 tells a number of each, though it does not say 分别."""
        if not following or following[0].opening != "、" or not is_bare(following[0]):
            return False
        bare = next((at for at, one in enumerate(following) if not is_bare(one)), len(following))
        return len(members_of(piece.labels[index], self.scope)) == bare + 1 == len(piece.amounts) + bare

    def _read_list(self, piece: Piece, index: int, following: Sequence[Piece]) -> int:
        """新收、办结分别为11件、10件: as many numbers as things named, in their order; else nothing is sure."""
        label = read_phrase(piece.labels[index])
        self.scope.turn_to(label)
        subjects = members_of(_IN_ORDER.split(piece.labels[index])[0], self.scope)
        amounts, used = list(piece.amounts[index:]), 0
        while used < len(following) and len(amounts) < len(subjects) and is_bare(following[used]):
            amounts += following[used].amounts
            used += 1
        if not label.known or not subjects or len(subjects) != len(amounts) or not self.scope.period:
            self.scope.lose(label)
            return used
        for part, amount in zip(subjects, amounts, strict=True):
            if amount.unit in COUNTED and amount.exact:
                self._claim((amount.start, amount.end), [part], Said(amount.value, "count"))
        self.scope.note(label, subjects)
        return used

    def _read_amount(self, piece: Piece, index: int, label: Phrase) -> None:
        amount = piece.amounts[index]
        label = named_in_list(piece, index, self.line.text, self.found, self.scope) or label
        if label.words:
            self.scope.turn_to(label)
        if not label.known or not fits(amount.unit, label) or label.has("none", "some") or excludes(label):
            self.scope.lose(label)
            return
        if not label.beyond(_SAYS_NO_SUBJECT):
            self._read_bare(piece, index, label)
            return
        label = self._completed(piece, amount.end, label)
        parts = parts_of(label, self.scope)
        if parts:
            readings = parts, *further_readings(label, self.line.text, amount, self.scope)
            self._count(piece, index, label, with_partial(self.line.text, amount, readings))
        else:
            open_for = label if index == 0 or "application" in label.kinds else label.without("request")
            label, somehow = received_somehow(label, open_for, self.scope)
            at_large = "document" in label.kinds and documents_at_large(label, self.line.text, amount, self.scope)
            self._count(piece, index, label, at_large or somehow)
            self.scope.place_nowhere(label)
        self.scope.pending = ()
        partly = "fewer" in label.kinds and "receive" in label.kinds  # 收到村民申请3件: what follows is told of these
        self.scope.partial |= partly
        self.scope.note(label, () if partly else parts)
        if "whose" in label.kinds and piece.labels[-1].endswith(("中", "里")):
            self.scope.focus = self.scope.latest  # 部分公开的12件申请中，…

    def _read_bare(self, piece: Piece, index: int, label: Phrase) -> None:
        """A number whose words name nothing: of what the clause before it names, or of all that was told."""
        amount, told = piece.amounts[index], self.scope.pending or told_so_far(self.found, label)
        readings = told or self._of_another_year(piece, label)
        self.scope.pending = ()
        self._forget_listed(amount.start)
        self._count(piece, index, label, with_partial(self.line.text, amount, readings))

    def _completed(self, piece: Piece, end: int, label: Phrase) -> Phrase:
        """The label with what stands elsewhere in the sentence: whom it began with, of what, of which reason."""
        if not label.beyond(_ASKED_ALONE):
            label += self.scope.topic
        self.scope.topic = NOBODY
        if "change" in label.kinds and self.scope.family != DOCUMENTS:
            label = of_documents(label, self.line.text, end)
        if "decision" in label.kinds:
            return label + shown_only(self.line.text[: piece.start])
        if "row" not in label.kinds:
            return label
        return without_reason(partly_for_reason(label, self.line.text), self.line.text, piece.start)

    def _read_words(self, piece: Piece, phrase: Phrase) -> None:
        if phrase.words:
            self.scope.turn_to(phrase)
        if not phrase.known:
            self.scope.pass_by(phrase)
        if not phrase.known or not phrase.words:
            return
        if "foreign" in phrase.kinds:
            self.scope.family = FOREIGN
        self.scope.begin_with(phrase)
        parts = parts_of(phrase.without(*_NOT_COUNTED), self.scope, each="none" in phrase.kinds)
        if "all_done" in phrase.kinds:
            self.scope.note(phrase, parts)
            self._read_all_done(piece, phrase)
        elif phrase.count("none") == 1 and "some" not in phrase.kinds:
            self._read_none(piece, phrase, parts)
        elif phrase.has("some", "more") and parts and "none" not in phrase.kinds:
            self._claim((piece.start, piece.end), parts, Said(Decimal(1), "some"))
        elif "none" not in phrase.kinds:
            self._expect(phrase, parts, compares=piece.labels[0].endswith("\0\0"))
        self.scope.note(phrase, parts)

    def _expect(self, phrase: Phrase, parts: tuple[Part, ...], *, compares: bool) -> None:
        """A clause without a number says what the next bare number counts; one that compares ends with its subject."""
        if parts:
            self.scope.pending = (parts,)
            rows = tuple(part[0].split(":")[1] for part in parts if part[0].startswith("T3"))
            self.scope.focus = () if compares else rows
        elif readings := open_readings(phrase, self.scope):
            self.scope.pending, self.scope.family = readings, APPLICATIONS
        elif (family := family_of(phrase)) is not None:
            blurred = family == APPLICATIONS and ("application" in phrase.kinds or self.scope.family is None)
            self.scope.family = family if blurred or family in (REVIEWS, DOCUMENTS) else self.scope.family
            self.scope.groups = phrase.of("group") or self.scope.groups
            self.scope.documents = phrase.of("document") or self.scope.documents

    def _read_none(self, piece: Piece, phrase: Phrase, parts: tuple[Part, ...]) -> None:
        told = groups_of(phrase) or (self.scope.groups if self.scope.family == REVIEWS else ())
        lost = "lost" in phrase.kinds and (not told or ("review",) in told)
        if lost or ("receive" in phrase.kinds and not phrase.has("application", "request", "row", "group")):
            return
        if ("carried_in",) in phrase.of("row"):
            self.scope.period = self.scope.year  # 上年的申请已办结，无上年结转
        if not parts and (readings := open_readings(phrase.without(*_NOT_COUNTED), self.scope)):
            parts = readings[0]
        if not parts and not phrase.beyond(_NONE_ALONE):
            (parts, *_), self.scope.pending = self.scope.pending or ((),), ()
        elif not parts and phrase.has("row", "group") and "receive" in phrase.kinds:  # 收到的申请无一结转
            parts = parts_of(phrase.without("receive", *_NOT_COUNTED), self.scope)
        elif not parts and (members := members_of(piece.labels[0], self.scope)):
            parts = members
        elif not parts and not phrase.beyond(_NO_APPLICATION):
            parts = RECEIVED
        for part in parts:
            if not part[0].startswith("T3:total:"):
                self._claim((piece.start, piece.end), [part], Said(Decimal(0), "none"))

    def _read_all_done(self, piece: Piece, phrase: Phrase) -> None:
        """均已办结 holds for what came in; after 办结10件 or 上年结转1件 it says nothing of the rest."""
        if _EXCEPT.search(self.line.text, 0, piece.start):
            return
        won = phrase.of("all_done")[0] == ("upheld",)
        for part in done_with(phrase, self.scope):
            self._claim((piece.start, piece.end), [part], Said(Decimal(0), "none" if won else "all_done"))
