"""The numbers of a sentence, each with what it is: this year's exact figure, or something else."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from report_assistant import zh
from report_assistant.chat.vocabulary import Phrase

Standing = Literal["stated", "about", "prior", "next", "part", "difference", "withdrawn"]

_N = zh.NUMERAL
_WHOLE_YEAR = re.compile(r"(?<!\d)1月1日|12月31日")
# Numbers that count nothing: dates, ordinals, document numbers, list marks, terms set by law, idioms.
_SILENT = re.compile(
    rf"(?<!\d)20\d\d年度?|(?<!\d)\d{{1,2}}月(?:\d{{1,2}}日)?|[{_N}]{{1,3}}月份?|(?<!\d)\d{{1,2}}日"
    rf"|第?[一二三四1-4]季度|第\s*[{_N}\d]+|\d+号|[〔\[(]20\d\d[〕\])]\d+号|表[一二三四]|[{_N}\d]+个?工作日"
    rf"|(?:^|(?<=\n))\s*(?:\d{{1,2}}[.、)](?!\d)|[{_N}]{{1,3}}、|[(][{_N}\d]{{1,3}}[)])|[(][{_N}][)]"
    r"|一次性|一件事|一网通办|一站式|一体|三审三校|两微一端|三安全一稳定|一事一\w|一是|二是|三是|一下"
    r"|[1一]\.[1-5](?=部分|节|小节|段)"
)
_BARE = re.compile(r"(?<![\d.A-Za-z])(?P<digits>\d+(?:\.\d+)?)(?P<large>万?)(?![\d.]*\d)(?!\s*(?:年|月|日|号|%|亿))")
_NAKED_NUMERAL = re.compile(
    rf"(?<=\x00)\s*(?:是|为|:|=|共|有|均为|都是)*\s*(?P<numeral>[{_N}]+)(?=\s*(?:$|[、|。;,\n)]))"
)
_WITHDRAWN = re.compile(
    r"(?:不是|并非|而非|原来是?|原先是?|原为|原是|由|从|误写成?为?|误填成?为?|写成了?|填成了?|不再是)\s*$"
)
_BEFORE_ROUGH = re.compile(r"(?:大约|大概|约|近|将近|超过|超|至少|不到|不足|逾|好几|上)(?:是|为|有|共|收到)*\s*$")
_AFTER_ROUGH = re.compile(r"\s*(?:左右|以上|上下|以内|多(?![0-9])|余)")
_DIFFERENCE = re.compile(r"较|比|同比|环比|增加|增长|减少|下降|上升|多了|少了|多收|少收|增幅|降幅")
_LEVEL = re.compile(r"(?:到|至|为|是|共)\s*$")
_MARK = re.compile(
    r"(?P<prior>去年|上一?年度?|前年|往年|历年)|(?P<next>明年|下一?年度?|来年|今后|计划|预计)|(?P<now>今年|本年度?)"
    rf"|(?P<part>[上下]半年|第?[一二三四1-4]个?季度|(?<!\d)\d{{1,2}}月|[{_N}]{{1,2}}月份?|本月|上月|本周|昨天|今天)"
    r"|(?P<year>20\d\d)年|(?P<end>[。;!\n])"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start`…`end`, its measure word included.

    Unit: as it was said ("" where nothing follows); 亿元 is already told in 万元. `standing`: only a
    stated one may become a figure of this year.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    standing: Standing = "stated"


def plain_text(words: str) -> str:
    """Half-width text of the same length; a comma that groups no thousands becomes ``|``, a list mark stays 、.

    A full-width comma never groups thousands, whatever stands round it.
    """
    plain = zh.half_width(words.replace("，", "|"))
    return re.sub(r"(?<!\d),|,(?!\d{3}(?!\d))", "|", plain)


def blotted(text: str, spans: Iterable[Phrase]) -> str:
    """The text with these phrases blotted out, length kept, so that numbers in labels count nothing."""
    for phrase in spans:
        text = text[: phrase.start] + "\x00" * (phrase.end - phrase.start) + text[phrase.end :]
    return text


def numbers(text: str, named: Sequence[Phrase], year: int) -> list[Number]:
    """Every number of plain `text`, with its standing in a report of `year`."""
    masked = blotted(text, [one for one in named if one.axis != "foreign"])
    counted = _SILENT.sub(_blank, _WHOLE_YEAR.sub(_blank, masked))
    found = [
        Number(a.start, a.end, a.value, a.unit, "stated" if a.exact else "about")
        for a in zh.amounts(counted)
        if counted[a.start] not in "万亿"  # （单位：万元） names a unit
    ]
    found += [
        Number(match.start("digits"), match.end(), Decimal(match["digits"]), match["large"])
        for match in _BARE.finditer(counted)
        if not _covered(match.start("digits"), found)
    ]
    for match in _NAKED_NUMERAL.finditer(counted):
        value = zh.read_numeral(match["numeral"])
        if value is not None and not _covered(match.start("numeral"), found):
            found.append(Number(match.start("numeral"), match.end("numeral"), Decimal(value), ""))
    marks = _marks(_WHOLE_YEAR.sub(_blank, text), named, year)
    return [_standing(one, masked, marks) for one in sorted(found, key=lambda one: one.start)]


def _covered(position: int, found: Sequence[Number]) -> bool:
    return any(one.start <= position < one.end for one in found)


def _blank(match: re.Match[str]) -> str:
    return "\x01" * len(match.group())


def _standing(number: Number, masked: str, marks: Sequence[tuple[int, Standing]]) -> Number:
    before, after = masked[: number.start], masked[number.end :]
    clause = re.split(r"[、|。;,:()\n]", before)[-1]
    standing: Standing = number.standing
    period: Standing = next((begun for at, begun in reversed(marks) if at < number.start), "stated")
    if _WITHDRAWN.search(before):
        standing = "withdrawn"
    elif _DIFFERENCE.search(clause):
        standing = "stated" if _LEVEL.search(before) else "difference"
    elif period != "stated":
        standing = period
    elif _BEFORE_ROUGH.search(before) or _AFTER_ROUGH.match(after):
        standing = "about"
    return replace(number, standing=standing)


def _marks(text: str, named: Sequence[Phrase], year: int) -> list[tuple[int, Standing]]:
    """Where each period begins. 较去年 begins none; 上年结转 and 结转下年 are names of rows.

    A part of the year lasts for its sentence, another year until this year is named again.
    """
    marks: list[tuple[int, Standing]] = []
    period: Standing = "stated"
    for mark in _MARK.finditer(text):
        inside = any(one.start <= mark.start() < one.end and one.axis == "row" for one in named)
        compared = _DIFFERENCE.search(text[max(0, mark.start() - 2) : mark.start()])
        if mark["end"]:
            period = "stated" if period == "part" else period
        elif not compared and not (inside and not mark["now"]):
            period = _set_by(mark, year)
        marks.append((mark.start(), period))
    return marks


def _set_by(mark: re.Match[str], year: int) -> Standing:
    if mark["year"]:
        difference = int(mark["year"]) - year
        return "stated" if difference == 0 else "prior" if difference < 0 else "next"
    if mark["now"]:
        return "stated"
    return "prior" if mark["prior"] else "next" if mark["next"] else "part"
