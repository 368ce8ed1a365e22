"""The words of comparisons and shares, as patterns on marked text; the vocabulary is data (rates.toml)."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from report_assistant.checks.reading.marked import ABOUT, COUNT, MARKS, SHARE, TIMES

EDGES = "，。；：、（）\n"
_WORD = rf"[^{EDGES}{MARKS}]"


@cache
def vocabulary() -> Mapping[str, Any]:
    """The word lists as written. Raises: ValueError where a block gives no reason."""
    written = tomllib.loads(resources.files(__package__).joinpath("rates.toml").read_text(encoding="utf-8"))
    if not all(block.get("why") and block["says"] for blocks in written.values() for block in blocks):
        raise ValueError("a block of rates.toml gives no reason or no words")
    return written


def words(kind: str) -> str:
    """The words of one kind as an alternative of a pattern."""
    return "|".join(says for word in vocabulary()["word"] if word["kind"] == kind for says in word["says"])


@cache
def renamed() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What stands for a subject in everyday words, and how claims call it."""
    return tuple((re.compile(says), block["as"]) for block in vocabulary()["rename"] for says in block["says"])


# 予以公开件超过半数: what is told without 占.
_BEYOND_HALF = rf"(?=(?:已|均|达|约|超过?|过|近|将近|接近|不足|不到|逾)+{ABOUT})"


_IS = "分别|为|是|达到?|到|约|：|近|超过?|最[高大]，?"


def _year_words(pattern: str, year: int) -> str:
    """A pattern with 〈上年〉〈本年〉〈下年〉 spelled out for a report on `year`."""
    for name, says, shift in (
        ("〈上年〉", "上一?年|上一个年|去年", -1),
        ("〈本年〉", "本年|今年", 0),
        ("〈下年〉", "下一?个?年|次年|明年", 1),
    ):
        pattern = pattern.replace(name, rf"(?:(?:{says}|{year + shift}年)度?)")
    return pattern


def _change(one_year: str) -> str:
    up, down = words("up"), words("down")
    return (
        rf"(?:由|从){_WORD}{{0,14}}?(?P<from>[{COUNT}{SHARE}])"
        rf"(?:(?P<rise>{up})|(?P<fall>{down})|变|变化|调整|精简|压缩)了?[至到为成]{_WORD}{{0,10}}?(?P<to>[{COUNT}{SHARE}])"
        rf"|翻了?(?P<fold>[一两二三123])?番"
        rf"|(?:是|为|达到?|相当于)(?P<of>〈上年〉)(?:同期|全年)?(?:的|总[数量]的)?(?P<ratio>[{TIMES}{SHARE}])"
        rf"|(?:与|同|和|较|比)(?P<level>{one_year})(?:同期)?(?:相比|的?{_WORD}{{0,4}}{COUNT}|的?(?:数量|件数|情况|水平|总量))?"
        rf"(?P<nearly>基本|大体|总体|大致)?保?持?(?:持平|相当|相同)(?!的[单部科机县乡镇街])"
        rf"|(?P<even>同比(?P<nearly_even>基本|大体|总体|大致)?(?:保持)?持平)"
        rf"|(?P<bare>(?<=[，（])〈上年〉)(?:同期|全年)?(?:为|是|有|共)?(?P<bare_number>{COUNT})(?=[，。；）\n]|$)"
        rf"|(?P<up>{up})|(?P<down>{down})"
    )


@cache
def change_patterns(year: int) -> Mapping[str, re.Pattern[str]]:
    """What tells of a change, in a report on `year`."""
    one_year = r"(?:〈上年〉|(?:19|20)\d\d年度?|前一?年|往年)"
    written = {
        "change": _change(one_year),
        "base": rf"(?:同比|一年间|两年间|两年相比"
        rf"|(?:相?较之?于?|相?比于?|相比|对比|与|同|和)(?P<year>{one_year})(?:同期|全年|末|底)?"
        rf"(?:的?{_WORD}{{0,10}}?(?P<before>[{COUNT}{ABOUT}])(?:申请)?)?(?:的?(?:情况|数据|数量))?"
        rf"(?:相比较?|相较|比较|对比|比)?)",
        "manner": rf"(?:{words('manner')})*$",
        "after": rf"(?:[收办发出接答征罚批](?!布)|受理|办理|办结|答复|公开|作出)?"
        rf"(?:了|约|近|为|达到?|超过?|度|率|的?比例|：|幅度?)*(?P<amount>[{MARKS}])",
        "to": rf"[至到]了?{_WORD}{{0,6}}?(?P<to>[{COUNT}{SHARE}])",
        "turned": words("turned"),
        "trend": rf"(?:{words('trend')})*(?=[{EDGES}]|$)",
        "plan": words("plan"),
        "stopped": rf"(?:{words('stopped')}){_WORD}{{0,4}}$",
        "last": "〈上年〉",
        "this": "〈本年〉",
        "other": r"(?:19|20)\d\d年|前一?年|往年|年均|近[两二三四五六七八九十\d]年|半年|季度|\d月",
        "then": rf"[，、]?(?:达到?|共计?|合计|总计|为)(?P<now>{COUNT})",
        "no_subject": rf"(?:{words('no_subject')})*",
    }
    return _compiled(written, year)


@cache
def share_patterns(year: int) -> Mapping[str, re.Pattern[str]]:
    """What tells of a share, in a report on `year`."""
    written = {
        "share": rf"(?:(?:(?<![律究务院])所)?占[到了]?|{_BEYOND_HALF}|的?(?=(?:比例|比重)(?:{_IS})*[{SHARE}{ABOUT}]))"
        rf"(?P<whole>(?:{_WORD}{{0,18}}?{COUNT})?{_WORD}{{0,18}}?)"
        rf"(?:的?(?:比例|比重|比))?(?:最[高大多]，?|(?<=多数)，)?(?:分别)?"
        rf"(?:为|是|达到?|约|近|超过?|的|到|逾|不足|不到|接近|将近|过)*(?P<share>[{SHARE}{ABOUT}](?:[、和，与]占?(?:比)?[{SHARE}](?!的))*)",
        "led": rf"(?:^|(?<=[{EDGES}]))(?:其中|共?有|另有|约|近|超过?)*"
        rf"(?:(?P<among>{_WORD}{{2,16}}[中里])，?(?:共?有|约|近|超过?)*|(?P<fore>{_WORD}{{2,14}}?)的)?(?P<share>[{SHARE}{ABOUT}])"
        rf"(?:的(?P<whole>{_WORD}{{0,12}}?(?:申请|案件))?)?(?:则|均|都)?"
        rf"(?P<part>(?:由|来自|为|是|予以|部分|不予|无法|被){_WORD}{{2,16}})",
        "all_of": rf"(?:的|了|全部|所有)*(?:{words('all_of')})(?:的|为|约)?",
        "named_rate": rf"(?P<lead>{_WORD}{{0,12}}?)"
        rf"(?:(?P<settled>(?<!按时)(?<!按期)(?:办结(?:率|比例)|答复率))"
        rf"|(?P<corrected>(?:复议(?:案件)?(?:被)?)?(?:纠错|纠正)率)|(?P<upheld>(?:复议(?:案件|结果)?)?维持率)|(?P<lost>(?:诉讼(?:案件)?)?败诉率)|(?P<outcome>(?:予以|不予|部分)公开率))"
        rf"(?:为|达到?|是|：)*(?P<share>{SHARE})",
        "in_time": words("in_time"),
    }
    return _compiled(written, year)


def _compiled(written: Mapping[str, str], year: int) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(_year_words(pattern, year)) for name, pattern in written.items()}
