"""Numbers that count more or less than the words beside them name, and the other readings this leaves open."""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from report_assistant import zh
from report_assistant.checks.reading.claim import Claim
from report_assistant.checks.reading.claim_label import SHOWN
from report_assistant.checks.reading.claim_scope import APPLICATIONS, REVIEWS, Part, Scope
from report_assistant.checks.reading.claim_subject import groups_of, open_readings, other_readings
from report_assistant.checks.reading.claim_text import Piece
from report_assistant.checks.reading.claim_words import Phrase, Word

Readings = Sequence[tuple[Part, ...]]

_FEWER = Phrase((Word("fewer", (), ""),))  # the number may be less than the cell

_OTHERWISE = Phrase((Word("result", ("other",), "其他"), Word("otherwise", (), "")))
_OTHER_APPLICANTS = Phrase((Word("applicant", ("other",), "其他"), Word("otherwise", (), "")))
_OTHER_OUTCOMES = Phrase((Word("row", ("other*",), "其他"), Word("otherwise", (), "")))
_GRANTED = Phrase((Word("row", ("granted",), "公开"),))
_DENIED = Phrase((Word("row", ("denied.*",), "不公开"),))
_BARE = re.compile(
    "(?:其中)?(?:其[他它](?:主体|申请人)?|(?P<granted>公开)|(?P<denied>不(?:同意)?公开|未予公开))(?:类|的)?(?:有|共计?|合计|为)?"
)
_BARE_LENGTH = 10
_PARTIAL_NEXT = re.compile(r"[,、;]\d+件部分公开|[,、;](?:予以)?部分(?:予以)?公开")
_DOCUMENTS = Phrase((Word("document", ("normative",), "规范性文件"),))
_DOCUMENTS_NEXT = re.compile(
    r"(?:[,、和及](?:清理|宣布)*(?:废止|失效|制发|现行有效|继续有效)(?:的)?(?:有)?\d+[件份个])+(?:行政)?规范性文件(?!目录|解读)"
)
_OTHER_OUTCOME = re.compile("(?:予以|不予|(?<!分)同意|全部)公开[^,;]{0,4}\\d|无法提供[^,;]{0,4}\\d")
_LISTED = re.compile(r"\d[件条份篇期个项]|其中|包括")
_ALL_OF_THEM = re.compile(
    "(?:行政)?(?:规范性文件)?,?(?:均|都|全部|全数|一律|已全部|公开率)(?!(?:已|被|予以|宣布)*(?:废止|失效))"
)
_REASON = re.compile(
    "(?:^|[,;:])[^,;:]*(?:因|由于|鉴于)(?:(?!等(?:多种|各种|其他)*(?:情形|情况|原因|事由|因素|理由))[^,;:])*,$"
)
_OUTCOMES = {
    "granted": "予以公开|(?<!分)公开(?=\\d)",
    "partial": "部分公开",
    "denied": "不予?公开",
    "unable": "提供",
    "refused": "处理",
}
_APPLICANTS = {"business": "企业", "research": "科研", "welfare": "公益", "legal": "法律|律师|律所"}
_RESULTS = {"upheld": "维持|胜诉", "corrected": "纠正|纠错|败诉|撤销|变更|确认违法", "pending": "审结|审理|在审"}
_TELLS_SPLIT = ("unsure", "foreign", "apart", "row", "group", "result", "opener", "rest", "except")
_HOLDS_PARTIAL_BEFORE = re.compile(
    r"\((?:其中)?(?:含|包括|包含)(?:予以)?部分公开[^()]*\)[共计有为的]*$|公开\(全部(?:或者?|[和及与、])部分(?:公开)?\)[共计有为的]*$"
)
_HOLDS_PARTIAL_BEHIND = re.compile(r"[(,]?(?:其中|含|包括|包含)+(?:予以)?部分公开")


def further_readings(label: Phrase, text: str, amount: zh.Amount, scope: Scope) -> Readings:
    """What else a named number of the sentence may count."""
    if label.has("otherwise"):
        if label.has("row"):
            return _rest_of_outcomes(text, amount.start)
        rest = _rest_of_applicants if label.has("applicant") else _rest_of_results
        return rest(text, amount.start, scope)
    open_still = label.has("applicant", "either", "result", "such") or (scope.columns and "row" in label.kinds)
    return other_readings(label, scope) if open_still else ()  # most numbers leave nothing open


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


def named_in_list(piece: Piece, index: int, text: str, found: Sequence[Claim], scope: Scope) -> Phrase | None:
    """What a word says only beside its like: a bare 其他 of results or applicants, 公开 and 不公开 of outcomes."""
    bare = _BARE.fullmatch(piece.labels[index]) if len(piece.labels[index]) <= _BARE_LENGTH else None
    if bare is None or piece.labels[index + 1].strip("\0"):
        return None
    cells = found[-1].subject if found else ()
    rows = {ref.split(":")[1].split(".")[0] for ref in cells if ref.startswith("T3")}
    if bare["granted"]:
        return _GRANTED if _PARTIAL_NEXT.match(text, piece.amounts[index].end) else None
    if bare["denied"]:
        return _DENIED if rows and rows <= {"granted", "partial"} else None
    if scope.family == REVIEWS and scope.groups:
        return _OTHERWISE
    if scope.family == APPLICATIONS and len(cells) == 1 and not cells[0].endswith("total"):
        return _OTHER_APPLICANTS
    return _OTHER_OUTCOMES if rows and rows <= {*_OUTCOMES} else None


def partly_for_reason(label: Phrase, text: str) -> Phrase:
    """因商业秘密部分公开2件: all in the row where the other outcomes are told beside it, else some of them."""
    rows = [row for (row,) in label.of("row")]
    reasons = [row for row in rows if row.startswith("denied.") and not row.endswith("*")]
    if not reasons or rows[-1] != "partial" or len(reasons) + 1 != len(rows):
        return label
    words = tuple([word for word in label.words if word.kind != "row" or word.means == ("partial",)])
    whole = text.count("部分公开") == 1 and _OTHER_OUTCOME.search(text)
    return Phrase(words if whole else (*words, *_FEWER.words), known_from=label.known_from)


def documents_at_large(label: Phrase, text: str, amount: zh.Amount, scope: Scope) -> Readings:
    """行政规范性文件3件，均按要求公开: those issued in the year or those in force; a part of a list is neither."""
    if label.kinds - {"document", "period", "sum", "whose"} or scope.lost or _LISTED.search(text[: amount.start]):
        return ()
    if not _ALL_OF_THEM.match(text, amount.end):
        return ()
    return tuple((tuple(f"T2:{key}:{change}" for (key,) in label.of("document")),) for change in ("issued", "in_force"))


def of_documents(label: Phrase, text: str, end: int) -> Phrase:
    """What is issued or repealed, where the last of a list says of what: 制发3件、废止5件规范性文件."""
    return label + _DOCUMENTS if _DOCUMENTS_NEXT.match(text, end) else label


def shown_only(before: str) -> Phrase:
    """公示行政许可决定12件、行政处罚决定3件: some of the decisions, the second number's as well."""
    return _FEWER if SHOWN.search(before, before.rfind(";") + 1) else Phrase()


def excludes(label: Phrase) -> bool:
    """除3件申请外: left out of what is told, and nobody says what these are."""
    return "except" in label.kinds and not label.has("applicant", "row", "group")


def without_reason(label: Phrase, text: str, start: int) -> Phrase:
    """The group told behind a reason that nothing reads is a part of it: 因保管期已过，无法提供3件."""
    rows = [row for (row,) in label.of("row")]
    told = rows and all(row.endswith(".*") or row == "partial" for row in rows) and not label.has("fewer")
    return label + _FEWER if told and _REASON.search(text[:start]) else label


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


def _rest_of_applicants(text: str, at: int, scope: Scope) -> Readings:
    """What a bare 其他 behind a list of applicants may hold: all that the list does not name."""
    rows = scope.focus or ("new",)
    return tuple(
        (tuple(f"T3:{row}:{column}" for row in rows for column in ("other", *more)),)
        for more in _unnamed(text, at, _APPLICANTS)
    )


def _rest_of_outcomes(text: str, at: int) -> Readings:
    """What a bare 其他 behind a list of outcomes may hold besides 其他处理."""
    return tuple(tuple((f"T3:{row}*:total",) for row in ("other", *more)) for more in _unnamed(text, at, _OUTCOMES))


def _unnamed(text: str, at: int, says: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Every choice of those that the list before a place does not name."""
    told = text[text.rfind(";", 0, at) + 1 : at]
    left = [key for key, words in says.items() if not re.search(words, told)]
    return [more for size in range(1, len(left) + 1) for more in combinations(left, size)]


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
