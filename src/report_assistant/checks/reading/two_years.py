"""What cells hold this year and held last year, and whether the two bear out what is told of them."""

from collections.abc import Sequence
from decimal import Decimal

from report_assistant.checks.reading.change import Told
from report_assistant.official import Form
from report_assistant.official.lineage import ancestry
from report_assistant.report import Report, Value

_MANY, _SLIGHT = 20, Decimal("0.05")  # 持平 of many may be a little off, as may 翻一番
_FEW, _NOTABLE = 3, Decimal("0.1")  # 基本持平: a few more or less, and of many a tenth


def held(report: Report, cells: Sequence[str]) -> Decimal | None:
    """The sum of these cells; None where one of them has no number."""
    values = [value for ref in cells if (value := report.value(ref)) is not None]
    return sum((Decimal(value) for value in values), Decimal(0)) if len(values) == len(cells) else None


def held_before(report: Report, prior: Report | None, cells: Sequence[str]) -> Decimal | None:
    """What these cells of this year's form held in last year's report.

    Blank: None where the prior report is not of the year before, where a cell has no forerunner or no number,
    and where a forerunner holds more than these cells (one of three rows that were one).
    """
    if prior is None or prior.year != report.year - 1:
        return None
    sources: dict[str, None] = {}
    for ref in cells:
        found = ancestry(ref, report.form, prior.form)
        if not found.sources or (found.merged and not _whole(found.sources, cells, report, prior)):
            return None
        sources |= dict.fromkeys(found.sources)
    return held(prior, tuple(sources))


def _whole(sources: tuple[str, ...], cells: Sequence[str], report: Report, prior: Report) -> bool:
    """Whether every cell that continues these forerunners is among `cells`."""
    heirs = [ref for ref in report.cells if ancestry(ref, report.form, prior.form).sources == sources]
    return set(heirs) <= set(cells)


def bears_out(told: Told, before: Decimal, now: Decimal) -> bool | None:
    """Whether the two values bear out what is told; None where they cannot tell (a rate since nought)."""
    change = now - before
    match told.kind:
        case "turn":
            return change * told.sign > 0
        case "level":
            return not change or (max(before, now) >= _MANY and abs(change) / max(before, now) <= _SLIGHT)
        case "nearly_level":
            return abs(change) <= _FEW + max(before, now) * _NOTABLE
        case "difference":
            return change * told.sign > 0 and _is(told, abs(change))
        case "points" | "given":
            return None
        case "first":
            return not before
    if not before:
        return None
    if told.kind == "ratio":
        if told.amount is None:
            return abs(now / before / told.fold - 1) <= _SLIGHT
        return _is(told, now / before * (100 if told.amount.unit == "%" else 1))
    return change * told.sign > 0 and _is(told, abs(change) / before * (100 if told.kind == "rate" else 1))


def _is(told: Told, exact: Decimal) -> bool:
    return told.amount is not None and told.amount.admits(exact)


def plain(value: Decimal) -> Value:
    """A count as an int, money as it is."""
    return int(value) if value == value.to_integral_value() else value


def label_of(form: Form, cells: Sequence[str]) -> str:
    """What the cells are called in the form; of many, the first."""
    named = [form.cells[ref].label for ref in cells]
    if len(named) == 1:
        return named[0]
    return f"{'、'.join(named)}之和" if len(named) <= 3 else f"{named[0]}等 {len(named)} 项之和"
