"""Rates that a name tells: 办结率, 复议纠错率, 诉讼败诉率, 予以公开率, as a part and its whole."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from report_assistant import zh
from report_assistant.checks.changes import Reading
from report_assistant.checks.reading.claim_words import read_phrase
from report_assistant.checks.reading.rate_subject import Cells
from report_assistant.checks.reading.shares import NamedRate
from report_assistant.checks.reading.two_years import held

CAME_IN = ("T3:new:total", "T3:carried_in:total")


class Ratio(NamedTuple):
    """A part and its whole; `certain`: they can hardly be other ones."""

    part: Decimal
    whole: Decimal
    certain: bool = True


def given_sum(reading: Reading, cells: Cells) -> Decimal | None:
    """The sum of these cells; None where the form lacks one, or one has no number."""
    form = reading.report.form
    return held(reading.report, cells) if all(ref in form.cells for ref in cells) else None


def named_ratios(reading: Reading, rate: NamedRate) -> Iterator[Ratio]:
    """What a rate is named for: 办结率, 复议纠错率, 予以公开率."""
    if rate.kind == "outcome":
        yield from _outcomes_of(reading, rate)
    elif rate.kind != "settled":
        yield from _results_of(reading, rate)
    else:
        yield from _settled_of(reading, rate)


def _outcomes_of(reading: Reading, rate: NamedRate) -> Iterator[Ratio]:
    """How many of those settled ended so; 予以公开率 may count what was granted in part."""
    ended = next(iter(reading.subjects.of_words(rate.sentence, rate.start, rate.start + len("予以公开"))), ())
    settled = given_sum(reading, ("T3:total:total",))
    readings = [ended, (*ended, "T3:partial:total")] if ended == ("T3:granted:total",) else [ended]
    for part in [given_sum(reading, cells) for cells in readings if cells]:
        if part is not None and settled is not None:
            yield Ratio(part, settled)


def _settled_of(reading: Reading, rate: NamedRate) -> Iterator[Ratio]:
    """办结率: settled of what came in, by the tables or by the numbers of the sentence."""
    subjects = reading.subjects
    told = [subjects.of_number(number) for number in rate.beside[-1:]]
    if _of_applications(reading, rate) or (told and told[0] and told[0][0][0].startswith("T3:")):
        settled = given_sum(reading, ("T3:total:total",))
        for whole in (CAME_IN, CAME_IN[:1]):
            came_in = given_sum(reading, whole)
            if settled is not None and came_in:
                yield Ratio(settled, came_in)
    elif not rate.settled:
        return
    if not rate.beside:
        return
    *wholes, part = [number.value for number in rate.beside]
    together = accumulate(reversed(wholes))  # 收到留言50件，上年转入10件，办结40件
    yield from (Ratio(part, whole) for whole in (*wholes, *together) if part <= whole)


def _results_of(reading: Reading, rate: NamedRate) -> Iterator[Ratio]:
    """How many reviews, or suits, ended so: of all, or of those decided; a bare 纠错率 stands behind their number."""
    lost = rate.kind == "lost"
    groups, column = (("direct", "after_review"), "corrected") if lost else (("review",), rate.kind)
    told = {cells[0][0].rpartition(":")[0] for n in rate.beside if (cells := reading.subjects.of_number(n))}
    if not rate.named and told.isdisjoint(f"T4:{group}" for group in groups):
        return
    ended, every, pending = (
        given_sum(reading, tuple(f"T4:{group}:{name}" for group in groups)) for name in (column, "total", "pending")
    )
    if ended is not None and every:
        yield Ratio(ended, every)
        if pending:
            yield Ratio(ended, every - pending)


def _of_applications(reading: Reading, rate: NamedRate) -> bool:
    """Whether 申请办结率 names applications itself; a bare 办结率 does where no number stands before it."""
    subjects = reading.subjects
    words = reading.words(*rate.lead) if rate.lead[0] < rate.lead[1] else ""
    lead = read_phrase(zh.half_width(words))
    bare = not lead.without("period").words and not rate.beside and subjects.stretch.place == "1.2"
    if not lead.known or not (bare or lead.has("request", "application")):
        return False
    return subjects.of_words(rate.sentence, rate.start, rate.start + len("办结")) == (("T3:total:total",),)
