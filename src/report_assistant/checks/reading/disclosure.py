"""Whether a sentence speaks of disclosure, of what all work has, or of another field (disclosure.toml)."""

import re
from functools import cache
from typing import Literal

from report_assistant import zh
from report_assistant.checks.reading.lexicon import alternatives, lexicon

Bearing = Literal["disclosure", "work", "other", "nothing"]

_EVERYWHERE = ("field-disclosure", "work-general")


def speaks_of_disclosure(text: str) -> bool:
    """Whether a word of the field stands in it; 公开招标, 申请低保 and 预警信息发布 hold none."""
    plain = zh.half_width(text)
    return any(not _words("decoy").match(plain, found.start()) for found in _field().finditer(plain))


def bearing(text: str) -> Bearing:
    """What a sentence bears on, disclosure first; *other* where another field is named more often than the work.

    *work* is what every work has: people, rules, time. *nothing*: it holds no known word.
    """
    if speaks_of_disclosure(text):
        return "disclosure"
    plain = zh.half_width(text)
    found = [bool(_words("other").match(plain, word.start())) for word in _other_or_work().finditer(plain)]
    others = sum(found)
    if 2 * others > len(found):
        return "other"
    return "work" if others < len(found) else "nothing"


def aspects(text: str) -> frozenset[str]:
    """What sides of the work it speaks of; what every sentence speaks of is none."""
    plain = zh.half_width(text)
    sides = (block for block in lexicon("disclosure") if "-" in block and block not in _EVERYWHERE)
    return frozenset(side for side in sides if _words(side).search(plain))


@cache
def _field() -> re.Pattern[str]:
    """Decoys first, which take the characters they share with words of the field."""
    return re.compile(alternatives("disclosure", "decoy", *_blocks("field")))


@cache
def _other_or_work() -> re.Pattern[str]:
    return re.compile(alternatives("disclosure", "other", *_blocks("work")))


def _blocks(kind: str) -> list[str]:
    return [block for block in lexicon("disclosure") if block.startswith(f"{kind}-")]


@cache
def _words(block: str) -> re.Pattern[str]:
    return re.compile(alternatives("disclosure", block))
