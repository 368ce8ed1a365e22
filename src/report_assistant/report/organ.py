"""Whose report it is: when two names are one organ's."""

from report_assistant import zh
from report_assistant.report.report import Organ

_SHORTEST_NAME = 4  # characters; 财政局 ends the name of many organs, 汇源街道办事处 of one


def same_organ(one: Organ, other: Organ) -> bool:
    """Whether two names are one organ's: equal in full or in short, or one is the other under its county."""
    mine, theirs = ({zh.fold_label(name) for name in (organ.name, organ.short_name)} - {""} for organ in (one, other))
    if mine & theirs:
        return True
    full = sorted((zh.fold_label(one.name), zh.fold_label(other.name)), key=len)
    return len(full[0]) > _SHORTEST_NAME and full[1].endswith(full[0])
