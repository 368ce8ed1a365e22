"""What a clause speaks of: its known words, and what was said before, as parts of the form."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from report_assistant.checks.reading.claim_scope import (
    APPLICATIONS,
    CASELOAD,
    DOCUMENTS,
    FLOWS,
    REVIEWS,
    STRAY,
    Part,
    Scope,
    family_of,
)
from report_assistant.checks.reading.claim_words import Phrase, read_phrase

_BLURRED = ("unsure", "channel", "foreign", "apart")
_SHARED = ("application", "request", "receive", "document", "change", "group", "deed")
_BETWEEN_MEMBERS = re.compile("、|(?<!法人)(?:和|与|以及|及)")
_OPEN = ("accept", "handle")  # 受理, 办理: of what was received, or of that and what was carried in


def parts_of(phrase: Phrase, scope: Scope, *, each: bool = False) -> tuple[Part, ...]:
    """What a known phrase counts; empty where that cannot be told for certain.

    `each`: of several changes (制发、废止) each is told by itself, not their sum.
    """
    if phrase.has(*_BLURRED, *_OPEN):
        return ()
    if "elided" in phrase.kinds and not scope.completes(phrase):
        return ()
    match family_of(phrase):
        case "T3":
            return _applications(phrase, scope)
        case "T4":
            return _reviews(phrase, scope)
        case "documents":
            return _documents(phrase, scope, each=each)
        case "decisions":
            listed = scope.lost and not phrase.has("deed")  # 公示信息153条，其中许可118条、处罚35条
            return () if listed else tuple((f"T2:{key}:decisions",) for (key,) in phrase.of("decision"))
        case "fees":
            return (("T2:fees:amount",),)
    return ()


def open_readings(phrase: Phrase, scope: Scope) -> tuple[tuple[Part, ...], ...]:
    """The sums that 受理12件, 办理申请12件 or a bare 政府信息公开申请12件 may mean, the likeliest first."""
    spoken = phrase.has(*_OPEN)
    if phrase.has("row", *_BLURRED) or family_of(phrase) != APPLICATIONS or (phrase.has("receive") and spoken):
        return ()
    if not (phrase.has("application") or _may_go_on(scope, phrase) if spoken else _names_requests(phrase, scope)):
        return ()
    columns = _columns(phrase) or ("total",)
    new, carried_in, done = (
        tuple(f"T3:{row}:{column}" for column in columns) for row in ("new", "carried_in", "total")
    )
    received = (new,), (new, carried_in)
    return received if phrase.has("accept") else (*received, (done,))


def _names_requests(phrase: Phrase, scope: Scope) -> bool:
    """Whether it counts applications for certain; 依申请公开75件 may be a class of documents."""
    if any(word.kind == "application" and not word.text.endswith("公开") for word in phrase.words):
        return True
    whole = scope.family == APPLICATIONS and not (scope.partial or scope.lost)
    return whole and phrase.has("request") and not phrase.has("opener", "applicant", "more", "whose")


def _applications(phrase: Phrase, scope: Scope) -> tuple[Part, ...]:
    rows = _narrowest(phrase)
    certain = phrase.has("application")
    received = phrase.has("receive")
    if received and not (certain or _may_go_on(scope, phrase)):
        return ()
    if received and not rows:
        rows = ("new",)
    elif not rows and phrase.has("applicant"):
        rows = _applicants_of(phrase, scope)
    if not rows or not _one_kind(rows, received=received):
        return ()
    seen = replace(scope, focus=()) if phrase.has("such") else scope
    if not (certain or received) and not _depends_well(rows, seen):
        return ()
    columns = _columns(phrase) or ("total",)
    return tuple(tuple(f"T3:{row}:{column}" for column in columns) for row in rows)


def _columns(phrase: Phrase) -> tuple[str, ...]:
    """The columns it names; of a group and one of its own, the one named last: 法人和其他组织中，企业21件."""
    named = phrase.of("applicant")
    if any(set(one) < set(other) for one in named for other in named):
        named = named[-1:]
    return tuple(key for keys in named for key in keys)


def _narrowest(phrase: Phrase) -> tuple[str, ...]:
    """The rows it names; 因涉及第三方合法权益不予公开 is the one reason, not the group."""
    rows = [row for (row,) in phrase.of("row")]
    if phrase.has("such"):
        return tuple(_group_of(rows))  # 因不掌握、无现成信息等原因无法提供: the group
    kinds = {row.split(".")[0].rstrip("*") for row in rows}
    if len(kinds) > 1 and any("." in row and not row.endswith("*") for row in rows):
        return ()  # 因个人隐私部分公开: the reason of another kind says which of them
    return tuple(row for row in rows if not any(row != other and fnmatchcase(other, row) for other in rows))


def _group_of(rows: Sequence[str]) -> list[str]:
    """The one group that holds all of these rows; empty where there is none."""
    groups = [row for row in dict.fromkeys(rows) if row.endswith("*")]
    return [group for group in groups if all(fnmatchcase(row, group) for row in rows)]


def _may_go_on(scope: Scope, phrase: Phrase) -> bool:
    """Whether 收到11件 can only be applications; with the bare word 申请 a fresh text is enough."""
    return scope.family == APPLICATIONS or (phrase.has("request") and scope.family in (None, STRAY))


def _applicants_of(phrase: Phrase, scope: Scope) -> tuple[str, ...]:
    """Whose applicants are told: the row in focus, else the only row named, else what was received."""
    asked = phrase.has("request", "application") and scope.family in (None, STRAY)
    if scope.family != APPLICATIONS and not asked:
        return ()
    rows = scope.rows or scope.earlier
    if not rows and not scope.focus:
        return () if scope.partial or scope.lost else ("new",)
    return scope.focus or (rows if len(rows) == 1 else tuple(row for row in rows if row == "new"))


def other_readings(phrase: Phrase, scope: Scope) -> tuple[tuple[Part, ...], ...]:
    """What else may be counted, where the sentence leaves it open.

    新收11件，上年结转1件，其中自然人9件: of either row, or of both. 自然人9件，其中予以公开5件: of all, or of theirs.
    """
    columns, told = _columns(phrase), {row for (row,) in phrase.of("row")}
    if phrase.has("such") and (group := _group_of(tuple(told))) and len(told) == 2 and not scope.focus:
        (reason,) = told - set(group)  # 因涉及第三方权益等不予公开2件: the group's, or the reason's
        return ((tuple(f"T3:{reason}:{column}" for column in columns or ("total",)),),)
    if phrase.has("result") and not phrase.has("group") and phrase.has("whose"):  # 被纠正的1件: of whichever group
        results = [key for keys in phrase.of("result") for key in keys]
        return tuple(
            (tuple(f"T4:{key}:{column}" for key in group for column in results),) for group in scope.told_groups
        )
    if phrase.has("result") and not phrase.has("group", "whose"):
        return _results_of_all(phrase, scope)
    if phrase.has("either"):
        return (tuple((f"T3:carried_in:{column}",) for column in columns or ("total",)),)
    if scope.columns and phrase.has("row") and not columns:
        return (tuple(tuple(f"T3:{row}:{column}" for column in scope.columns) for (row,) in phrase.of("row")),)
    named = scope.rows or scope.earlier or ("new", "carried_in")
    if not columns or phrase.has("row", "receive") or scope.focus or len(named) < 2:
        return ()
    parts = {row: tuple(f"T3:{row}:{column}" for column in columns) for row in named}
    both = tuple(parts[row] for row in ("new", "carried_in") if row in parts)
    return (both, *((part,) for part in parts.values()))


def _results_of_all(phrase: Phrase, scope: Scope) -> tuple[tuple[Part, ...], ...]:
    """诉讼33件，其中直接起诉22件、复议后起诉11件，纠正1件: of all suits; 胜诉 may tell of other results as well."""
    suits = ("direct", "after_review")
    told = (scope.groups, (suits,)) if any(key in suits for group in scope.told_groups for key in group) else ()
    results = [key for keys in phrase.of("result") for key in keys]
    wider = [results, [*results, "other"]] if phrase.has("won") else [results]
    return tuple(
        tuple(tuple(f"T4:{key}:{column}" for key in group for column in columns) for group in groups)
        for groups in (told or (scope.groups,))
        for columns in wider
        if groups
    )


def _one_kind(rows: tuple[str, ...], received: bool) -> bool:
    """Rows may be summed among what came in, or among results; 办结上年结转1件 is a part of both."""
    if received or set(rows) & FLOWS:
        return set(rows) <= {"new", "carried_in"} or (rows == ("carried_out",) and not received)
    return "total" not in rows or len(rows) == 1


def _depends_well(rows: tuple[str, ...], scope: Scope) -> bool:
    """Whether rows named without the word 申请 are those of applications."""
    if scope.partial:
        return False
    if set(rows) <= FLOWS:
        return scope.family in (None, APPLICATIONS, STRAY)
    of_some = scope.rows == ("carried_in",) and "new" not in scope.earlier
    if of_some or scope.focus in (("new",), ("carried_in",)) or scope.tells_beside(rows):
        return False
    return scope.family == APPLICATIONS or (scope.family is None and scope.clean)


def groups_of(phrase: Phrase) -> tuple[tuple[str, ...], ...]:
    """The groups it names; 行政诉讼中复议后起诉 is the one way to court, not both."""
    groups = phrase.of("group")
    if any(group in (("direct",), ("after_review",)) for group in groups):
        return tuple(group for group in groups if group != ("direct", "after_review"))
    return groups


def _reviews(phrase: Phrase, scope: Scope) -> tuple[Part, ...]:
    groups = groups_of(phrase)
    if phrase.has("region") and not phrase.has("because"):  # 全县行政诉讼320件: of whatever kind
        return ()
    if (scope.family == CASELOAD or scope.lost) and not phrase.has("because"):
        return ()
    if not groups and scope.family == REVIEWS:
        groups = scope.groups
    columns = tuple(key for keys in phrase.of("result") for key in keys) or ("total",)
    return tuple(tuple(f"T4:{key}:{column}" for key in group for column in columns) for group in groups)


def _documents(phrase: Phrase, scope: Scope, *, each: bool) -> tuple[Part, ...]:
    documents = phrase.of("document") or (scope.documents if scope.family == DOCUMENTS else ())
    changes = phrase.of("change")
    if len(changes) > 1 and not each:
        changes = tuple(change for change in changes if change == ("in_force",))  # 印发的现行有效文件5件
    return tuple((f"T2:{key}:{change}",) for (key,) in documents for (change,) in changes)


def members_of(text: str, scope: Scope) -> tuple[Part, ...]:
    """The things named side by side in a label, each one part; none where a member names several or nothing.

    What stands once holds for all: 行政许可、行政处罚决定, 制发、废止规范性文件.
    """
    whole = read_phrase(text)
    shared = {kind: whole.only(kind) for kind in _SHARED if len(whole.of(kind)) == 1}
    found, beside_partial = list[Part](), ("partial",) in whole.of("row")
    for written in _BETWEEN_MEMBERS.split(text):
        member = read_phrase("予以公开" if beside_partial and written == "公开" else written)
        if member.known and not member.without("each", "period", "opener", "none").words:
            continue
        for kind, words in shared.items():
            alike = family_of(member) in (None, family_of(words), family_of(member + words))
            member = member + words if alike and not member.has(kind) else member
        parts = parts_of(member.without("each", "apart", "none"), scope) if member.known else ()
        if len(parts) != 1:
            return ()
        found += parts
    return tuple(found)
