"""Goes through a message clause by clause, with the row last named in mind, and fills a `Heard`."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from report_assistant.chat.figures import Heard, nought, take_addresses
from report_assistant.chat.message import Message, counts_something_else, shared_out
from report_assistant.chat.naming import Doubt, Named, name_cells, sum_of
from report_assistant.chat.numbers import Number, plain_text
from report_assistant.chat.vocabulary import Phrase, elsewhere
from report_assistant.chat.zeros import all_nought, denied, none_of
from report_assistant.official import Form

_EACH = re.compile(r"各|均|都")
_REPLACED = ("withdrawn", "difference")  # 不是12件，是13件; 增加3件，达到15件
_RESPECTIVELY = re.compile(r"分别")


def hear(words: str, form: Form, year: int) -> Heard:
    """Everything a message says of the figures of `year`, and what else it holds."""
    heard = Heard()
    plain = take_addresses(plain_text(words), form, heard)
    _Listener(Message(words, plain, form, year), form, heard).listen()
    return heard


class _Listener:
    def __init__(self, message: Message, form: Form, heard: Heard) -> None:
        self.message, self.form, self.heard = message, form, heard
        self.rows: list[tuple[Phrase, Decimal | None]] = []  # rows named so far, each with its own number
        self.listed = False  # a column of the last row was told, so 其他 goes on with the list
        self.breakdown: list[tuple[Number, list[Phrase]]] = []  # numbers of columns that follow a row
        self.waiting: list[Phrase] = []  # phrases of the clauses before, until a number of their own
        self.corrected: tuple[str, ...] = ()  # the cells whose number was just taken back
        self.sentence = (0, 0)
        self.sums: list[tuple[tuple[str, ...], Number]] = []

    def listen(self) -> None:
        """Fill `heard`."""
        for start, end in self.message.sentences():
            self.sentence = start, end
            self.waiting, self.corrected = [], ()
            before = len(self.heard) + len(self.sums)
            if elsewhere(self.message.plain[start:end]):
                self.heard.facts += [self._typed(start, end)] if self.message.counted(start, end) else []
                continue
            told = self._respectively(start, end)
            loose = [self._clause(*clause, told) for clause in self.message.clauses(start, end)]
            silent = not told and before == len(self.heard) + len(self.sums)
            if any(loose) or (silent and len(self.message.meaning(start, end)) > 1):
                self.heard.facts.append(self._typed(start, end))
        self._settle_breakdown()
        for refs, number in self.sums:
            parts = [value for ref in refs if (value := self._value(ref)) is not None]
            if not parts or sum(parts) != number.value:
                self.heard.doubt(sum_of(self.form, refs), self.message.said(number))

    def _typed(self, start: int, end: int) -> str:
        return self.message.typed[start:end].strip(" 　，、,（(")

    def _value(self, ref: str) -> int | None:
        cell = self.heard.cells.get(ref)
        return None if cell is None or cell.value is None else int(cell.value)

    def _clause(self, start: int, end: int, told: Sequence[Number]) -> bool:
        """Take what one clause says; True where a number in it counts something else."""
        words = self.message.words(start, end)
        counted = [one for one in self.message.counted(start, end) if one not in told]
        tables = [one for one in words if one.axis == "table"]
        if tables and (refs := all_nought(self.message.plain, tables, self.form)):
            nought(refs, self.form, self.heard, self._typed(start, end))
            return False
        if counts_something_else(words):
            self.waiting = []
            return bool(counted)
        if not counted:
            self._without_number(words, start, end)
            return False
        loose = []
        for number, own in shared_out(counted, [one for one in words if one.axis != "table"]):
            if own and denied(self.message.plain, own):
                said = self.message.said(number)
                self.heard.doubt(Doubt("这里说的是没有办的，请说明这个数应填在哪一行"), said)
            else:
                loose.append(self._bind(number, own, start, end))
        self.waiting = []
        return any(loose)

    def _bind(self, number: Number, own: Sequence[Phrase], start: int, end: int) -> bool:
        """Bind one number to the cells its phrases name; True where it counts something else."""
        lone = not self.message.meaning(start, end)
        before = [one for one in own if one.end <= number.start]
        if before and _EACH.search(self.message.plain, before[-1].end, number.start):
            axis = before[-1].axis
            several = [one for one in (*self.waiting, *own) if one.axis == axis]
            rest = [one for one in own if one.axis != axis]
            loose = [self._bind_one(number, [*rest, one], lone) for one in several]
            return any(loose)
        return self._bind_one(number, own, lone)

    def _bind_one(self, number: Number, own: Sequence[Phrase], lone: bool) -> bool:
        said = self.message.said(number)
        if not own and lone and not self.corrected:
            own = self.waiting  # 新收申请，12件
        heads = bool(self.rows) and self.rows[-1][1] is None  # 新收：…其他3件
        goes_on = lone and (self.listed or heads or not any(one.keys == ("other",) for one in own))
        named = name_cells(self.form, own, self.rows[-1][0] if goes_on and self.rows else None)
        if named is None and not (self.corrected and lone):
            return self._nameless(number, said)
        if isinstance(named, Named) and number.standing != "difference":  # 比去年增加3件 gives no row its number
            if any(one.axis == "row" for one in own):
                self._new_row(named.row, number, own)
            elif number.standing == "stated":
                self.listed = True
                self.breakdown.append((number, list(own)))
                return False
        return self._settle(number, named, said)

    def _new_row(self, row: Phrase, number: Number, own: Sequence[Phrase]) -> None:
        self._settle_breakdown()
        whole = not any(one.axis == "column" and one.keys != ("total",) for one in own)
        self.rows.append((row, number.value if whole and number.standing == "stated" else None))
        self.listed = not whole

    def _settle(self, number: Number, named: Named | Doubt | None, said: str) -> bool:
        """Put a number into the cells that were named, or say why not; True where it counts something else."""
        if number.standing != "stated":
            self._not_now(number, said)
            self.corrected = named.refs if isinstance(named, Named) and number.standing in _REPLACED else ()
            return False
        if named is None:
            return not self.heard.take(self.corrected[0], number, self.form, said)
        if isinstance(named, Doubt):
            self.heard.doubt(named, said)
            return False
        if len(named.refs) > 1:
            self.sums.append((named.refs, number))
            return False
        return not self.heard.take(named.refs[0], number, self.form, said)

    def _settle_breakdown(self) -> None:
        """Give the columns told since the last row to the row they break down.

        That is the last one named, unless they exceed it or add up to another: 新收24件，上年结转2件。
        自然人18件、商业企业6件 break down the first. Where two rows would do, it is asked.
        """
        pending, self.breakdown = self.breakdown, []
        if not pending:
            return
        parts = sum(number.value for number, own in pending if not any(one.keys == ("total",) for one in own))
        table = self.rows[-1][0].table
        told = {row.keys: (row, whole) for row, whole in self.rows if row.table == table}
        last, whole = self.rows[-1]
        exact = [row for row, number in told.values() if number == parts]
        fits = [last] if whole is None or parts <= whole else []
        suited = exact if exact and (not fits or last in exact) else fits if not exact else []
        row = suited[0] if len(suited) == 1 else None
        for number, own in pending:
            self._settle(number, name_cells(self.form, own, row), self.message.said(number))

    def _nameless(self, number: Number, said: str) -> bool:
        """A number nothing names: asked back where it stands alone, else a fact of its own."""
        if number.standing in ("difference", "withdrawn"):
            self.heard.withdrawn.append(said)
            return False
        lone = not self.message.meaning(self.sentence[0], self.sentence[1])
        if lone and number.standing == "stated":
            self.heard.doubt(Doubt(f"“{said.strip()}”是哪一格的数", ("新收申请{n}",)), said)
        return not lone

    def _not_now(self, number: Number, said: str) -> None:
        match number.standing:
            case "prior" | "next":
                self.heard.elsewhen.append(said)
            case "part":
                self.heard.doubt(Doubt(f"“{said}”像是部分时段的数，表中填全年数，请说全年是多少"), said)
            case "about":
                self.heard.doubt(Doubt(f"“{said}”不是准确数，表中填准确数，请核实后再说"), said)
            case _:
                self.heard.withdrawn.append(said)

    def _without_number(self, words: Sequence[Phrase], start: int, end: int) -> None:
        joined = [*self.waiting, *words]
        rows = [one for one in words if one.axis == "row"]
        refs = none_of(self.message.plain, joined, end, self.form)
        if isinstance(refs, Doubt):
            self.heard.doubt(refs, "0件")
        elif refs:
            nought(refs, self.form, self.heard, self._typed(min(start, self._opening(joined)), end))
        if len(rows) == 1 and (refs or not self._case_named(rows[0])):
            self._settle_breakdown()
            self.rows.append((rows[0], None))
            self.listed = False
        self.waiting = [one for one in joined if one.axis in ("row", "column")]

    def _opening(self, words: Sequence[Phrase]) -> int:
        """Where the clause begins in which the first of these phrases stands."""
        first = min((one.start for one in words), default=self.sentence[0])
        return max(
            (self.message.plain.rfind(mark, self.sentence[0], first) + 1 for mark in "|,("), default=self.sentence[0]
        )

    def _case_named(self, row: Phrase) -> bool:
        """诉讼1件，是直接起诉的: the case of a sum told one clause before takes its number."""
        if not self.sums:
            return False
        refs, number = self.sums[-1]
        one = tuple(ref for ref in refs if ref.split(":")[0] == row.table and ref.split(":")[1] in row.keys)
        if number.start < self.sentence[0] or len(one) != 1:
            return False
        self.sums.pop()
        return self.heard.take(one[0], number, self.form, self.message.said(number))

    def _respectively(self, start: int, end: int) -> list[Number]:
        """许可、处罚、强制分别为36件、4件、0件: as many numbers as names, in their order."""
        marked = _RESPECTIVELY.search(self.message.plain, start, end)
        if not marked:
            return []
        last = max((one.end for one in self.message.counted(start, marked.start())), default=start)
        before = [one for one in self.message.words(last, marked.start()) if one.axis in ("row", "column")]
        stop = next((one.start for one in self.message.words(marked.end(), end)), end)
        counted = self.message.counted(marked.end(), stop)
        if not before or not counted:
            return []
        axis = before[-1].axis
        several = list(takewhile(lambda one: one.axis == axis, reversed(before)))[::-1]
        rest = before[: len(before) - len(several)]
        if len(several) != len(counted):
            said = self.message.plain[counted[0].start : counted[-1].end]
            self.heard.doubt(
                Doubt(f"“分别”前有 {len(several)} 个名称，后有 {len(counted)} 个数，对不上，请逐项说"), said
            )
            return counted
        for phrase, number in zip(several, counted, strict=True):
            self._bind_one(number, [*rest, phrase], True)
        return counted
