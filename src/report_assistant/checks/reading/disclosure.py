"""Whether a sentence speaks of disclosure, of what all work has, or of another field (disclosure.toml)."""

from functools import cache
from typing import Literal

from report_assistant import zh
from report_assistant.checks.reading.lexicon import lexicon, words

Bearing = Literal["disclosure", "work", "other", "nothing"]

_EVERYWHERE = ("field-disclosure", "work-general")


def speaks_of_disclosure(text: str) -> bool:
    """Whether a word of the field stands in it; 公开招标, 申请低保 and 预警信息发布 hold none."""
    plain, decoy = zh.half_width(text), words("disclosure", "decoy")
    # Decoys go first, and so take the characters they share with words of the field.
    known = words("disclosure", "decoy", *_blocks("field")).finditer(plain)
    return any(not decoy.match(plain, word.start()) for word in known)


def bearing(text: str) -> Bearing:
    """What a sentence bears on, disclosure first; *other* where another field is named more often than the work.

    *work* is what every work has: people, rules, time. *nothing*: it holds no known word.
    """
    if speaks_of_disclosure(text):
        return "disclosure"
    plain, other = zh.half_width(text), words("disclosure", "other")
    known = words("disclosure", "other", *_blocks("work")).finditer(plain)
    others = [bool(other.match(plain, word.start())) for word in known]
    if 2 * sum(others) > len(others):
        return "other"
    return "nothing" if all(others) else "work"


def aspects(text: str) -> frozenset[str]:
    """What sides of the work it speaks of; what every sentence speaks of is none."""
    plain = zh.half_width(text)
    sides = (block for block in lexicon("disclosure") if "-" in block and block not in _EVERYWHERE)
    return frozenset(side for side in sides if words("disclosure", side).search(plain))


@cache
def _blocks(kind: str) -> tuple[str, ...]:
    return tuple(block for block in lexicon("disclosure") if block.startswith(f"{kind}-"))
