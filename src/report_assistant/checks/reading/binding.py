"""Binding: each number in a drafted paragraph, held to the cells and notes that the paragraph names.

Pure: text, supports and reports in, the numbers that nothing carries out. `drafting.ground` and rule
N-01 both stand on it, so a draft is judged while it is written as it will be judged afterwards.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from report_assistant.checks.reading.nils import clause_of, share_a_subject, told_as_none
from report_assistant.checks.reading.quantities import Quantity, alike, rounds_to
from report_assistant.checks.reading.stated import Stated, stated_numbers
from report_assistant.checks.reading.subjects import Subject, named_sums
from report_assistant.official.lineage import ancestry
from report_assistant.report import Report, Value

_GROWTH = re.compile(r"(增加|增长|上升|提高|多|净增|增)了?[约近]?\s*$|(减少|下降|降低|少|减)了?[约近]?\s*$")
_SHARE = re.compile(r"(?:占|比例|比重)[^，。；\d]{0,12}$")
_CASE_UNITS = {"", "件", "件次", "宗", "份"}
_UNKNOWN = "单元格和情况说明里没有说同一件事的这个数"


@dataclass(frozen=True, slots=True)
class Unbound:
    """A number nothing carries: `start`…`end` of the text, as it stands there, and why it is not bound.

    `cells`: those that would carry it, the number being right, if only the paragraph named them.
    """

    start: int
    end: int
    quote: str
    value: Decimal
    why: str
    cells: tuple[str, ...] = ()


def unbound_numbers(
    text: str, supports: Sequence[str], report: Report, prior: Report | None = None
) -> tuple[Unbound, ...]:
    """The numbers of `text` that none of `supports` carries.

    A number is bound by the first of these that holds:

    1. a supported note tells the same number in a like unit (件条份篇, 次场期, 人名 …; money in 万元), and no
       other number of the notes stands in words nearer to the number's own (else two were exchanged); where
       the words round it name cells, the note's words must name the same ones;
    2. after 增加/减少/增长/下降: it is the difference, or with % the rate, between this and the prior report's
       value of the supported cells its sentence speaks of (of any, where it names none), in that direction;
    3. after 占, 比例 or 比重 with %: it is a supported cell's share in the total of its row, or of its column;
    4. the words round it name cells of the form (新收, 自然人, 不予公开, 行政诉讼 …): it is their value, or their
       sum, and every one of them that is not nought is supported;
    5. no words name a cell: it is the value of a supported cell, or a sum the form itself knows
       (rows under one heading, 法人或其他组织, 新收与结转, all of table four), its parts supported;
    6. it is nought, and a note denies what it counts (没有收费); 5 binds a nought only where words agree;
    7. 近百, 十余, 数十: a supported cell or note number lies in the range.

    Dates, periods, years, articles, ordinals, document numbers, terms set by law and fixed names
    (“三安全一稳定”) claim nothing. Numbers of last year's report and of passages never count.

    Blank: a cell not given carries nothing. `note:n` in a report that carries no notes at all (a foreign
    report file) cannot be judged and carries every number; beside other notes an unknown id carries none.
    """
    if not report.notes and any(support.startswith("note:") for support in supports):
        return ()
    return tuple(_Binder(text, supports, report, prior).unbound())


def every_support(report: Report) -> tuple[str, ...]:
    """All that may carry a paragraph whose author names no supports: each given cell, each note."""
    cells = (ref for ref, cell in report.cells.items() if cell.value is not None)
    return (*cells, *(note.support for note in report.notes))


class _Binder:
    def __init__(self, text: str, supports: Sequence[str], report: Report, prior: Report | None) -> None:
        self.text, self.report, self.prior = text, report, prior
        self.cells = {
            ref: value for ref in supports if ref in report.cells and (value := report.value(ref)) is not None
        }
        self.notes = [note.text for support in supports if (note := report.note(support))]
        self.told = [stated for note in self.notes for stated in stated_numbers(note, report.form)]

    def unbound(self) -> Iterator[Unbound]:
        for stated in stated_numbers(self.text, self.report.form):
            number = stated.number
            if why := self._why_not(stated):
                quote = self.text[number.start : number.end]
                yield Unbound(number.start, number.end, quote, number.value, why, self._unnamed(stated))

    def _why_not(self, stated: Stated) -> str:
        """Why the number is not bound, or nothing where it is."""
        number, subject = stated.number, stated.subject
        if subject and not (number.exact and self._fits(number, subject.cells)):
            subject = None
        if self._told(stated, subject):
            return ""
        if growth := _GROWTH.search(stated.lead):
            return self._against_prior(stated, upwards=bool(growth.group(1)))
        if number.unit == "%":
            return "" if _SHARE.search(stated.lead) and self._is_share(number) else _UNKNOWN
        if subject:
            return self._against_cells(number, subject)
        if self._denied(number):
            return "与情况说明不一致，情况说明中不是0"
        return "" if self._by_value(stated) or self._is_nil(number) else _UNKNOWN

    def _told(self, stated: Stated, subject: Subject | None) -> bool:
        """Whether a note tells this number, of the same thing: no other number of the notes is nearer in words.

        A number whose words name cells is told by a note only where the note's words name the same cells.
        """
        held, other = -1, -1
        for told in self.told:
            if not alike(stated.number.unit, told.number.unit):
                continue
            closeness = len(stated.words & told.words)
            if not _same(stated.number, told.number):
                other = max(other, closeness)
            elif subject is None or (told.subject and told.subject.cells == subject.cells):
                held = max(held, closeness)
        return held >= max(other, 0)

    def _is_nil(self, number: Quantity) -> bool:
        """Whether a note says there was none of what this nought counts."""
        return not number.value and told_as_none(clause_of(self.text, number), self.notes)

    def _denied(self, number: Quantity) -> bool:
        """Whether this is a nought while a note counts some of the same thing."""
        clause = clause_of(self.text, number)
        return not number.value and any(
            told.number.value and alike(number.unit, told.number.unit) and share_a_subject(clause, told.lead)
            for told in self.told
        )

    def _against_cells(self, number: Quantity, subject: Subject) -> str:
        total = _total(self.report.value(ref) for ref in subject.cells)
        if total == number.value:
            missing = self._missing(subject)
            return f"依据中没有列出{self._label(missing[0])}" if missing else ""
        if any(self.cells.get(ref) == number.value for ref in subject.also) or self._is_joint(number, subject):
            return ""
        if total is None:
            blank = next(ref for ref in subject.cells if self.report.value(ref) is None)
            return f"{self._label(blank)}没有填报，不能写出数字"
        return f"“{subject.words}”应为 {total:f}{self._unit(subject.cells[0])}{self._hint(number, subject)}"

    def _is_joint(self, number: Quantity, subject: Subject) -> bool:
        values = [self.cells.get(ref, 0) for ref in subject.joint]
        return len(values) > 1 and sum(values) == number.value

    def _missing(self, subject: Subject) -> tuple[str, ...]:
        """The subject's cells that the paragraph owes its supports; a nought among several is not owed."""
        owed = [ref for ref in subject.cells if self.report.value(ref) or len(subject.cells) == 1]
        return tuple(ref for ref in owed if ref not in self.cells)

    def _unnamed(self, stated: Stated) -> tuple[str, ...]:
        """The cells that state this very number of the subject, where the paragraph only fails to name them."""
        subject = stated.subject
        if subject is None or not self._fits(stated.number, subject.cells):
            return ()
        total = _total(self.report.value(ref) for ref in subject.cells)
        return self._missing(subject) if total == stated.number.value else ()

    def _against_prior(self, stated: Stated, *, upwards: bool) -> str:
        """Why a growth is not the one of the cells its sentence speaks of, or of any supported one; else nothing."""
        number, turned = stated.number, False
        for refs in stated.topics or tuple((ref,) for ref in self.cells):
            now, before = _total(self.cells.get(ref) for ref in refs), _total(self._before(ref) for ref in refs)
            if now is None or before is None:
                continue
            change = now - before
            if number.unit == "%":
                fits = bool(before) and rounds_to(abs(change) * 100 / before, number.value)
            else:
                fits = abs(change) == number.value and self._fits(number, refs)
            if fits and (change > 0) == upwards and change:
                return ""
            turned = turned or (fits and bool(change))
        if turned:
            return "增减方向与两年数据相反"
        return "与依据中各数两年之差都不相符" if self.prior else "没有上一年度报告，增减无从核对"

    def _before(self, ref: str) -> Decimal | None:
        """The prior report's value that this cell continues."""
        if self.prior is None:
            return None
        sources = ancestry(ref, self.report.form, self.prior.form).sources
        return _total(self.prior.value(source) for source in sources) if sources else None

    def _is_share(self, number: Quantity) -> bool:
        for ref, value in self.cells.items():
            table, row, column = ref.split(":")
            for whole in (f"{table}:{row}:total", f"{table}:total:{column}"):
                total = self.report.value(whole) if whole in self.report.cells and whole != ref else None
                if total and rounds_to(Decimal(value) * 100 / Decimal(total), number.value):
                    return True
        return False

    def _by_value(self, stated: Stated) -> bool:
        """Whether a cell, a sum of the form, or for an open number a note's number has this value."""
        number = stated.number
        clause = "" if number.value or number.unit == "万元" else clause_of(self.text, number)
        singles = [
            (Decimal(value), (ref,))
            for ref, value in self.cells.items()
            if not clause or share_a_subject(clause, self._label(ref))
        ]
        for value, refs in singles + self._sums():
            if number.low <= value <= number.high and self._fits(number, refs):
                return True
        told = [] if number.exact else [told.number for told in self.told]
        return any(alike(number.unit, t.unit) and number.low <= t.value <= number.high for t in told)

    def _sums(self) -> list[tuple[Decimal, tuple[str, ...]]]:
        """The sums of supported cells that the form itself knows."""
        sums = []
        for group in named_sums(self.report.form_id):
            total = _total(self.report.value(ref) for ref in group)
            if total and all(ref in self.cells for ref in group if self.report.value(ref)):
                sums.append((total, group))
        return sums

    def _fits(self, number: Quantity, refs: Sequence[str]) -> bool:
        """Whether the number's unit is one these cells are told in: 办结15项 speaks of tasks, 5个 of days."""
        return number.unit in (("", "万元") if self._unit(refs[0]) == "万元" else _CASE_UNITS)

    def _hint(self, number: Quantity, subject: Subject) -> str:
        """That it is last year's number, where it is."""
        before = _total(self._before(ref) for ref in subject.cells)
        return "，所写的是上一年度的数" if before == number.value else ""

    def _unit(self, ref: str) -> str:
        return self.report.form.cells[ref].column.unit

    def _label(self, ref: str) -> str:
        return self.report.form.cells[ref].label


def _total(values: Iterable[Value | None]) -> Decimal | None:
    """The sum of the values; None where one of them is not given."""
    stated = list(values)
    return sum((Decimal(value) for value in stated if value is not None), Decimal(0)) if None not in stated else None


def _same(number: Quantity, other: Quantity) -> bool:
    return number.value == other.value and number.exact == other.exact
