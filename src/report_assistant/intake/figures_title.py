"""Whose figures a sheet or a pasted table says it holds, and of which year.

Last year's figures, put into this year's report, pass every check of arithmetic: only their title gives them away.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from report_assistant import zh
from report_assistant.errors import UnusableInput
from report_assistant.intake.identity import UNNAMED, Title, bare_name, find_title, is_organ_name, organ_named
from report_assistant.report import Organ

_SUBJECT = "(?:政府信息公开|政务公开|信息公开)"
_KIND = re.compile(rf"{_SUBJECT}[^。;,、:]{{0,24}}(?:报告|年报|[表单]|数据|台账|统计|汇总|情况)(?:\([^()]*\))?$")
_CONTINUED = re.compile(rf"\s*(?:年度)?{_SUBJECT}")
_LONGEST = 60  # what is longer is no title, and to search it for one would take the square of its length
_ENDS_IN_YEAR = re.compile(r"20\d\d\s*年?度?\s*$")
# 注：上年结转数见2025年政府信息公开工作年度报告 names another year and is no title.
_MENTION = re.compile(r"(?:见|[参对按]照|相比|对比|注[:：]|说明|[上去]年|上一年|同期).*20\d\d")


def titles_among(lines: Sequence[str]) -> tuple[str, ...]:
    """The titles that say the year of the figures, each on one line though it was broken over two."""
    return tuple(dict.fromkeys(_titles(lines)))


def let_stand(titles: Sequence[str], organ: Organ | None, year: int, where: str) -> None:
    """Refuse figures whose title names another year or another organ than the report they are put into.

    Blank: a sheet without a title, a title without an organ and a report without one hold nothing against it.
    Raises: UnusableInput.
    """
    for title in filter(None, map(_read, titles)):
        if title.year != year:
            _refuse(f" {title.year} 年", f" {year} 年", where)
        if organ and _are_others(title.organ, organ.name):
            _refuse(f"“{bare_name(title.organ)}”", f"“{organ.name}”", where)


def _titles(lines: Sequence[str]) -> Iterator[str]:
    for before, line in pairwise(("", *(line for line in lines if len(line) <= _LONGEST))):
        if "公开" not in line:
            continue
        whole = before + line if _ENDS_IN_YEAR.search(before) and _CONTINUED.match(line) else line
        title = _read(whole)
        if title and title.year:
            yield before + whole if not title.organ and is_organ_name(before) else whole


def _read(line: str) -> Title | None:
    return None if _MENTION.search(line) else find_title([line], _KIND)


def _are_others(name: str, own_name: str) -> bool:
    """Whether a title's name is that of a body, and of another one."""
    theirs, mine = bare_name(name), bare_name(own_name)
    if own_name == UNNAMED or not is_organ_name(theirs) or theirs in mine or mine in theirs:
        return False
    return zh.fold_label(organ_named(theirs).short_name) != zh.fold_label(organ_named(mine).short_name)


def _refuse(told: str, own: str, where: str) -> None:
    remedy = "请核对是否选错了文件；没有选错的，请改正表内标题（受保护的工作表先撤销保护）再导入"
    raise UnusableInput(f"数据表的标题写的是{told}，这份报告是{own}的", where=where, remedy=remedy)
