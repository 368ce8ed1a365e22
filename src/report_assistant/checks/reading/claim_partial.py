"""Numbers that count more or less than the words beside them name, and the other readings this leaves open."""

import re
from collections.abc import Sequence
from itertools import combinations

from report_assistant import zh
from report_assistant.checks.reading.claim import Claim
from report_assistant.checks.reading.claim_scope import APPLICATIONS, REVIEWS, Part, Scope
from report_assistant.checks.reading.claim_subject import groups_of, open_readings, other_readings
from report_assistant.checks.reading.claim_words import Phrase, Word

Readings = Sequence[tuple[Part, ...]]

_FEWER = Phrase((Word("fewer", (), ""),))  # the number may be less than the cell

_OTHERWISE = Phrase((Word("result", ("other",), "其他"), Word("otherwise", (), "")))
_RESULTS = {"upheld": "维持|胜诉", "corrected": "纠正|纠错|败诉|撤销|变更|确认违法", "pending": "审结|审理|在审"}
_TELLS_SPLIT = ("unsure", "foreign", "apart", "row", "group", "result", "opener", "rest", "except")
_HOLDS_PARTIAL_BEFORE = re.compile(r"\((?:其中)?(?:含|包括|包含)(?:予以)?部分公开[^()]*\)[共计有为的]*$")
_HOLDS_PARTIAL_BEHIND = re.compile(r"[(,]?(?:其中|含|包括|包含)+(?:予以)?部分公开")


def further_readings(label: Phrase, text: str, amount: zh.Amount, scope: Scope) -> Readings:
    """What else a named number of the sentence may count."""
    if label.has("otherwise"):
        return _rest_of_results(text, amount.start, scope)
    return other_readings(label, scope)


def received_somehow(label: Phrase, open_for: Phrase, scope: Scope) -> tuple[Phrase, Readings]:
    """收到当面申请1件: what came in that way, which cannot be more than all that came in; else the open readings."""
    asked = label.has("application") or (label.has("request") and scope.family == APPLICATIONS)
    if label.has("channel") and label.has("receive") and asked and not label.has(*_TELLS_SPLIT):
        return label + _FEWER, ((("T3:new:total",),),)
    return label, open_readings(open_for, scope)


def with_partial(text: str, amount: zh.Amount, readings: Readings) -> Readings:
    """予以公开10件（含部分公开2件）: the bracket says that both are counted."""
    (parts, *_) = readings or ((),)
    granted = {ref.split(":")[1] for part in parts for ref in part if ref.startswith("T3")} == {"granted"}
    if not granted or not (
        _HOLDS_PARTIAL_BEHIND.match(text, amount.end) or _HOLDS_PARTIAL_BEFORE.search(text[: amount.start])
    ):
        return readings
    return (*readings, tuple((*part, *(ref.replace("granted", "partial") for ref in part)) for part in parts))


def named_otherwise(text: str, behind: str, scope: Scope) -> Phrase | None:
    """A bare 其他 among the results of reviews and suits."""
    bare = text in ("其他", "其它") and not behind
    return _OTHERWISE if bare and scope.family == REVIEWS and scope.groups else None


def _rest_of_results(text: str, at: int, scope: Scope) -> Readings:
    """What a bare 其他 at a place of the sentence may hold besides: the results that its list does not name."""
    start, end = text.rfind(";", 0, at) + 1, text.find(";", at)
    told = text[start : end if end >= 0 else len(text)]
    unnamed = [column for column, says in _RESULTS.items() if not re.search(says, told)]
    held = [more for size in range(1, len(unnamed) + 1) for more in combinations(unnamed, size)]
    return tuple(
        tuple(tuple(f"T4:{key}:{column}" for key in group for column in ("other", *more)) for group in scope.groups)
        for more in held
    )


def told_so_far(found: Sequence[Claim], label: Phrase) -> tuple[tuple[Part, ...], ...]:
    """What a bare 共6件 sums: 新收 and 上年结转, or all reviews and suits of the sentence."""
    told = tuple(dict.fromkeys(claim.subject for claim in found if claim.polarity == "count"))
    came_in = set(told) == {("T3:new:total",), ("T3:carried_in:total",)}
    cases = all(ref.startswith("T4") and ref.endswith("total") for cells in told for ref in cells)
    return (told,) if "sum" in label.kinds and len(told) > 1 and (came_in or cases) else ()


def done_with(phrase: Phrase, scope: Scope) -> tuple[Part, ...]:
    """What is nothing where all is done: what goes on to next year, or the cases pending or lost."""
    (meant,) = phrase.of("all_done")[0]
    if not phrase.known or phrase.has("none", "foreign", "channel", "rest") or scope.partial:
        return ()
    if meant == "T3":
        rows = {row for (row,) in phrase.of("row")} or set(scope.rows)
        came_in = rows <= {"new", "carried_in"} and ("new" in rows or not rows)
        return (("T3:carried_out:total",),) if came_in and scope.family == APPLICATIONS else ()
    groups = groups_of(phrase) or (scope.groups if scope.family == REVIEWS else ())
    lacking = "pending" if meant == "T4" else "corrected"
    return tuple(tuple(f"T4:{key}:{lacking}" for key in group) for group in groups)
