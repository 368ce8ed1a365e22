"""Noughts: what a 0 in prose speaks of, and whether a note says that there was none of it."""

import re
from collections.abc import Iterable

from report_assistant.checks.reading.quantities import Quantity

_NONE = re.compile("没有?|未|无|不曾|尚无")
_EDGE = "[，。；、：（）(),;]"
# Words of every sentence in a report; sharing them says nothing.
_COMMON = {
    "政府",
    "府信",
    "信息",
    "息公",
    "公开",
    "本年",
    "年度",
    "全年",
    "工作",
    "情况",
    "没有",
    "发出",
    "收到",
    "开展",
}
_FEE = re.compile("收费|处理费|缴费")


def clause_of(text: str, number: Quantity) -> str:
    """The words between two marks that the number stands in."""
    before = re.split(_EDGE, text[: number.start])[-1]
    behind = re.split(_EDGE, text[number.end :])[0]
    return before + "\n" + behind


def share_a_subject(one: str, other: str) -> bool:
    """Whether two clauses have a telling word in common; all of 信息处理费 is one subject."""
    return bool(_telling(one) & _telling(other))


def told_as_none(clause: str, notes: Iterable[str]) -> bool:
    """Whether a clause of a note, one without a number of its own, denies what this clause counts."""
    denied = (part for note in notes for part in re.split(_EDGE, note) if _NONE.search(part))
    return any(share_a_subject(clause, part) for part in denied if not re.search(r"\d", part))


def _telling(clause: str) -> set[str]:
    pairs = {clause[at : at + 2] for at in range(len(clause) - 1)}
    words = {pair for pair in pairs if re.fullmatch("[一-鿿]{2}", pair)} - _COMMON
    return words | ({"费"} if _FEE.search(clause) else set())
