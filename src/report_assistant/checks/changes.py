"""How much more or less than last year the text says there was, judged by the two years' values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, takewhile

from report_assistant import zh
from report_assistant.checks.finding import Breach
from report_assistant.checks.reading.change import Told
from report_assistant.checks.reading.marked import COUNT, Number
from report_assistant.checks.reading.rate_subject import Cells, Subjects
from report_assistant.checks.reading.rates import Comparison
from report_assistant.checks.reading.two_years import bears_out, held, held_before, label_of, plain
from report_assistant.checks.rule import breach_at
from report_assistant.report import Report

Judged = Breach | str | None  # what is wrong; what could not be judged, in its own words; right
_COUNTED = {"件", "条", "个", "项", "份", "次"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values that a change may be told of: last year's and this year's, of cells or of the text alone."""

    before: Decimal
    now: Decimal
    cells: Cells = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One stretch of a report, and what its words speak of."""

    report: Report
    prior: Report | None
    subjects: Subjects

    def breach(self, start: int, end: int, message: str) -> Breach:
        """A breach at these characters of the marked text; {quote} stands for them in the message."""
        first, last = self.subjects.marked.span(start, end)
        stretch = self.subjects.stretch
        place = self.report.form.place_label(stretch.place)
        return breach_at(stretch, first, last, f"{place}中“{stretch.text[first:last].strip()}”{message}")

    def words(self, start: int, end: int) -> str:
        """These characters of the marked text, as they stand in the report."""
        first, last = self.subjects.marked.span(start, end)
        return self.subjects.stretch.text[first:last]


def judge_changes(reading: Reading, found: Sequence[Comparison]) -> Iterator[Judged]:
    """Each comparison and the numbers it gives for the two years."""
    for comparison in chain.from_iterable(_one_by_one(reading.subjects, told) for told in found):
        subjects = _subjects(reading.subjects, comparison)
        if comparison.since == reading.report.year - 1:
            yield from _ends(reading, comparison, subjects)
        yield from _change(reading, comparison, subjects)


def _one_by_one(subjects: Subjects, told: Comparison) -> Iterator[Comparison]:
    """行政复议2件、诉讼1件，均有所下降: once for each number of the last one's table and row or column."""
    cells = [next(iter(subjects.of_number(number)), ()) for number in told.each]
    alike = [*takewhile(lambda at: _alike(cells[at], cells[-1]), reversed(range(len(cells))))]
    if len(alike) < 2:
        yield told
        return
    for at in reversed(alike):
        yield told._replace(now=told.each[at])


def _alike(one: Cells, other: Cells) -> bool:
    """Whether two numbers are told side by side: reviews and suits, or the applicants of one row."""
    if not one or not other:
        return False
    (table, row, column), (at, beside, under) = one[0].split(":"), other[0].split(":")
    return table == at and (row == beside or column == under)


def _subjects(subjects: Subjects, comparison: Comparison) -> tuple[Cells, ...]:
    """The cells the change may be one of: those its words name, else those of the number before it.

    Behind a list (行政复议4件，其中维持2件，同比…) it may speak of any number in it.
    """
    if comparison.head[0] != comparison.head[1]:
        return subjects.of_words(comparison.sentence, *comparison.head)
    if comparison.now is None:
        return ()
    of_last = subjects.of_number(comparison.now)
    if comparison.each and comparison.now in comparison.each:
        return of_last
    return tuple(dict.fromkeys((*of_last, *subjects.of_list(comparison.sentence, comparison.start)))) if of_last else ()


def _pairs(reading: Reading, comparison: Comparison, subjects: Sequence[Cells]) -> list[Pair]:
    """The pairs of values it may be told of, those of cells first.

    A number in the text that differs from its cell is told by itself; a rate worked out from it is not told again.
    """
    before, now = (number.value if number and number.exact else None for number in (comparison.before, comparison.now))
    pairs: list[tuple[Decimal | None, Decimal | None, Cells]] = []
    if comparison.since == reading.report.year - 1:
        years = [(held_before(reading.report, reading.prior, cells), held(reading.report, cells)) for cells in subjects]
        meant = [at for at, year in enumerate(years) if year == (before, now)]  # 由8件增至11件 says which it means
        for at in meant or range(len(years)):
            (was, is_now), cells = years[at], subjects[at]
            pairs += [(was, is_now, cells), (was, now, cells), (before, is_now, cells)]
    if comparison.before and comparison.now and comparison.before.unit == comparison.now.unit:
        pairs.append((before, now, ()))
        beside = reading.subjects.marked.within(comparison.sentence, comparison.start)
        pairs += [(before, n.value, ()) for _, n in beside if n.mark == COUNT and n.unit == comparison.before.unit]
    return [Pair(was, is_now, cells) for was, is_now, cells in pairs if was is not None and is_now is not None]


def _derived(comparison: Comparison) -> list[Pair]:
    """From this year's number and the difference, last year's: 398条，比上年增加55条，增长16%."""
    known = comparison.now or comparison.before
    difference = next((told for told in comparison.told if told.kind == "difference" and told.amount), None)
    if known is None or difference is None or difference.amount is None or not difference.amount.exact:
        return []
    if known.mark != COUNT or known.unit != difference.amount.unit or (comparison.now and comparison.before):
        return []
    change = difference.sign * difference.amount.value
    before, now = (known.value - change, known.value) if comparison.now else (known.value, known.value + change)
    return [Pair(before, now)] if min(before, now) >= 0 else []


def _change(reading: Reading, comparison: Comparison, subjects: Sequence[Cells]) -> Iterator[Judged]:
    """What is told of the change, one breach for all of it that is wrong."""
    wrong: list[tuple[Told, Pair]] = []
    unread = False
    pairs, derived = _pairs(reading, comparison, subjects), _derived(comparison)
    for told in comparison.told:
        if told.kind == "turn" and told.amount is None and _behind_a_share(reading, comparison):
            continue  # 自然人9件，占60%，较上年减少: the share, perhaps
        against = [pair for pair in pairs if _fits(told, comparison, pair, reading)]
        against += [] if told.kind in ("difference", "turn", "first") else derived
        verdicts = [bears_out(told, pair.before, pair.now) for pair in against]
        if False in verdicts and True not in verdicts:
            wrong.append((told, against[verdicts.index(False)]))
        unread = unread or (bool(subjects) and True not in verdicts and False not in verdicts)
    if wrong:
        yield _breach(reading, wrong)
    elif unread:
        yield reading.words(comparison.start, comparison.end)
    elif pairs:
        yield None


def _behind_a_share(reading: Reading, comparison: Comparison) -> bool:
    """Whether a share stands between the change and the number before it."""
    beside = reading.subjects.marked.within(comparison.sentence, comparison.start)
    return bool(beside) and beside[-1][1].unit == "%" and comparison.head[0] == comparison.head[1]


def _fits(told: Told, comparison: Comparison, pair: Pair, reading: Reading) -> bool:
    """Whether what is told is counted in the pair's unit."""
    if told.kind != "difference" or told.amount is None:
        return told.kind not in ("points", "given")
    if pair.cells:
        unit = reading.report.form.cells[pair.cells[0]].column.unit
        return told.amount.unit == unit if unit == "万元" else told.amount.unit in _COUNTED
    return comparison.now is None or told.amount.unit == comparison.now.unit


def _breach(reading: Reading, wrong: Sequence[tuple[Told, Pair]]) -> Breach:
    told, pair = wrong[0]
    year = reading.report.year
    unit = reading.report.form.cells[pair.cells[0]].column.unit if pair.cells else ""
    source = label_of(reading.report.form, pair.cells) if pair.cells else "按文中的数，"
    right = "、".join(dict.fromkeys(_right(one, its) for one, its in wrong))
    breach = reading.breach(
        told.start,
        wrong[-1][0].end,
        f"与两年的数不符：{source}{year - 1}年 {plain(pair.before)}{unit and f' {unit}'}、"
        f"{year}年 {plain(pair.now)}{unit and f' {unit}'}，应为{right}。请核对后改正说法，或者改正所依据的数。",
    )
    actual = plain(told.amount.value) if told.amount else None
    return replace(breach, cells=pair.cells, expected=right, actual=actual)


def _right(told: Told, pair: Pair) -> str:
    """What should stand there, in as many places as are written."""
    change = pair.now - pair.before
    if told.kind == "first":
        return "不是首次"
    if not change:
        return "持平"
    if told.kind == "ratio" and told.amount:
        scale, sign = (100, "%") if told.amount.unit == "%" else (1, "倍")
        return f"上年的 {_rounded(pair.now / pair.before * scale, told.amount)}{sign}"
    if told.kind in ("rate", "times") and told.amount and pair.before:
        scale, sign = (100, "%") if told.kind == "rate" else (1, "倍")
        return f"{'增长' if change > 0 else '下降'} {_rounded(abs(change) / pair.before * scale, told.amount)}{sign}"
    return f"{'增加' if change > 0 else '减少'} {plain(abs(change))}"


def _rounded(exact: Decimal, amount: Number) -> str:
    places = max(1, -int(amount.value.as_tuple().exponent))
    return f"{zh.round_half_up(exact, Decimal(1).scaleb(-places)):f}"


def _ends(reading: Reading, comparison: Comparison, subjects: Sequence[Cells]) -> Iterator[Judged]:
    """The numbers that a comparison itself gives for the two years: 由8件增至11件."""
    named = comparison.head[0] != comparison.head[1]
    ends = [(comparison.before, "上年", [held_before(reading.report, reading.prior, cells) for cells in subjects])]
    if named and comparison.now and reading.subjects.claim_at(comparison.now) is None:
        ends.append((comparison.now, "本年", [held(reading.report, cells) for cells in subjects]))
    for number, which, values in ends:
        known = [value for value in values if value is not None]
        if number is None or number.mark != COUNT or not known or None in values:
            continue
        unit = reading.report.form.cells[subjects[0][0]].column.unit
        counted = number.unit == "万元" if unit == "万元" else number.unit in _COUNTED
        if counted and number.value not in known:
            yield _end_breach(reading, number, which, subjects[0], known[0])


def _end_breach(reading: Reading, number: Number, which: str, cells: Cells, value: Decimal) -> Breach:
    stretch = reading.subjects.stretch
    place = reading.report.form.place_label(stretch.place)
    quote = stretch.text[number.start : number.end]
    label = label_of(reading.report.form, cells)
    breach = breach_at(
        stretch,
        number.start,
        number.end,
        f"{place}中写的{which}数“{quote}”与{which}报告不符：{label}是 {plain(value)}。请对照{which}报告改正。",
    )
    return replace(breach, cells=cells, expected=plain(value), actual=plain(number.value))
