"""受理: whether it counts what was carried in, and where a text uses it for both."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from report_assistant.checks.reading.claim import Claim
from report_assistant.checks.reading.rates import Comparison, comparisons_in
from report_assistant.checks.reading.two_years import bears_out, held, held_before
from report_assistant.checks.rule import Case
from report_assistant.report import Value, full_text

Spoken = tuple[str, Claim]  # a claim and the place it stands in

NEW, CARRIED_IN = "T3:new:total", "T3:carried_in:total"
_RECEIVED = (NEW, CARRIED_IN)
_BESIDE = ("，", "；", "、", ",", ";")
_WITHIN = re.compile("含|其中|包括|加|连同|内有|同比")
_SETTLED = re.compile("[，；、,;][^。；\n]{0,12}(?:办结|答复|办理完毕)")  # 受理93件，上年结转6件，共办结85件
_WENT_OUT = ("T3:total:total",), ("T3:carried_out:total",)


def accepted_two_ways(case: Case, spoken: Sequence[Spoken]) -> Iterator[tuple[str, Claim, str]]:
    """受理 where it counts the carried-in applications while what stands beside it does not, or the other way.

    A text that names the carried-in ones has explained itself, unless it tells them as if they came on top.
    """
    new, carried_in = (case.report.value(ref) for ref in _RECEIVED)
    if new is None or not carried_in:
        return
    if any(claim.subject == (CARRIED_IN,) for _, claim in spoken):
        yield from _counted_again(case, spoken, new, carried_in)
        return
    for place, claim in spoken:
        if claim.polarity != "accepted" or claim.subject != (NEW,):
            continue
        where = f"{case.form.place_label(place)}中“{claim.quote}”"
        both = f"新收 {new} 件与上年结转 {carried_in} 件之和"
        ask = "请确认“受理”是否包含上年结转，并在文中写明。"
        if claim.value == new + carried_in and (beside := _new_alone(case, (place, claim), spoken)):
            yield place, claim, f"{where}是{both}，而{beside}。{ask}"
        elif claim.value == new and _went_out(case, place, spoken):
            yield place, claim, f"{where}只是新收的数，而办结与结转下年度的合计是{both}。{ask}"


def _counted_again(
    case: Case, spoken: Sequence[Spoken], new: Value, carried_in: Value
) -> Iterator[tuple[str, Claim, str]]:
    """受理93件，上年结转6件，办结85件, where the 93 count the 6 already and nothing says so."""
    if any(claim.subject == (NEW,) and claim.polarity == "count" for _, claim in spoken):
        return
    for (place, accepted), (at, next_one) in pairwise(spoken):
        if accepted.polarity != "accepted" or accepted.subject != (NEW,) or accepted.value != new + carried_in:
            continue
        text = full_text(case.report.sections[place[0]])
        beside = at == place and text[accepted.end : next_one.start] in _BESIDE and _SETTLED.match(text, next_one.end)
        carried = (next_one.subject, next_one.value) == ((CARRIED_IN,), carried_in)
        if beside and carried and not _WITHIN.search(next_one.quote):
            told = (
                f"{case.form.place_label(place)}中“{accepted.quote}”已经包含上年结转 {carried_in} 件，"
                "后面又并列写上年结转，读起来像是另外的。请确认“受理”是否包含上年结转；"
            )
            yield place, accepted, f"{told}包含的，改为“其中上年结转 {carried_in} 件”。"


def _new_alone(case: Case, accepted: Spoken, spoken: Sequence[Spoken]) -> str:
    """What the text tells of the new applications alone; empty where it does not."""
    place, said = accepted
    for _, claim in spoken:
        if claim.subject == (NEW,) and claim.value == case.report.value(NEW):
            return f"别处写的是新收的 {claim.value} 件"
    for at, claim in spoken:
        if at == place and claim.start > said.start and _applicants_of_new(case, claim):
            return f"“{claim.quote}”只是新收的数"
    text = full_text(case.report.sections[place[0]])
    for comparison in comparisons_in(text, case.report.year):
        if comparison.now and said.start <= comparison.now.start < said.end and _grew_alone(case, comparison):
            return "同一句的增减是按新收的数算的"
    return ""


def _applicants_of_new(case: Case, claim: Claim) -> bool:
    """Whether a number is that of some applicants of the new applications, and of no others."""
    if claim.polarity != "count" or not all(ref.startswith("T3:new:") for ref in claim.subject):
        return False
    carried_in = held(case.report, [ref.replace("new", "carried_in") for ref in claim.subject])
    return bool(claim.others) and bool(carried_in) and claim.value == held(case.report, claim.subject)


def _grew_alone(case: Case, comparison: Comparison) -> bool:
    """Whether a comparison with last year holds of the new applications and not of all that came in."""
    if comparison.since != case.report.year - 1:
        return False
    borne_out = []
    for cells in ((NEW,), _RECEIVED):
        before, now = held_before(case.report, case.prior, cells), held(case.report, cells)
        if before is None or now is None:
            return False
        borne_out.append([bears_out(told, before, now) for told in comparison.told])
    return set(borne_out[0]) == {True} and False in borne_out[1]


def _went_out(case: Case, place: str, spoken: Sequence[Spoken]) -> bool:
    """Whether the place also tells, as the tables do, what was settled and what goes on to next year."""
    told = {claim.subject for at, claim in spoken if at == place and claim.value == held(case.report, claim.subject)}
    return told.issuperset(_WENT_OUT)
