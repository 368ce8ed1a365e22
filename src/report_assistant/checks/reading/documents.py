"""Documents as a text cites them: their titles, their numbers, and what is amiss with either."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from report_assistant.checks.reading.lexicon import expression

_TITLE = re.compile(r"《(?P<title>[^《》\n]{2,60})》")
_NOTE = re.compile(r"[（(](?:以下|下)?(?:简)?称.*|[（(](?:20\d\d年?)?(?:修订|版|修正).*|[（(](?:国令|国务院令).*")
# 《某省政府信息公开条例》, 《条例解读》 and the like are documents of their own.
_ISSUED = re.compile("^.*关于(?:印发|转发)|[〈〉<>]|的通知$")
_OTHERS = "^[一-鿿]{1,10}?(?:省|市|自治区|自治州|特区|县|区)|实施|解读|学习|释义|图解|问答|指引"
_IN_BRACKETS = re.compile(
    r"[（(]\s*(?P<number>(?:国办|国务院|国公|国函|中华人民共和国国务院)[^（）()，。\n]{0,16}?"
    r"(?:〔\d{4}〕\s*\d+|令第?\s*\d+)\s*号)"
)
# 国办发〔2021〕30号规定的年度报告格式: the number stands before what it is said to be of.
_OF_THE_FORMAT = re.compile(
    r"(?P<number>国办(?:公开办)?[发函]〔20\d\d〕\d{1,3}号)[^《》〔〕，。；、（）()和及与]{0,10}(?:[《“](?:中华人民共和国)?)?"
    r"(?:(?:政府信息公开)?(?:工作)?(?:年度报告|年报)的?格式|格式[^，。；]{0,4}(?:编制|编写|撰写)[^，。；]{0,6}报告)"
)
_OF_THE_OFFICE = re.compile(r"国办公开办函〔\d{4}〕\d+号")
# A court's case number begins with its bracket, a licence's is no document's: 建字(2025)12号.
_BRACKETED = (
    r"(?P<agency>[一-鿿]{1,10}(?:发|函|办|字|文|规))\s*[\[［【（(〈<「{]\s*(?P<year>20\d\d)\s*年?\s*[\]］】）)〉>」}]"
    r"\s*第?\s*(?P<number>\d{1,4})\s*号(?![楼线院店铺])"
)
_BARE = (
    r"(?P<agency>[一-鿿]{0,8}(?:国办|政办|政府|府办|公开办|[委局厅党组])(?:发|函|字|办))\s*〔?\s*(?P<year>20[0-3]\d)\s*[〕-]?"
    r"\s*(?P<number>\d{1,3})\s*号"
)
# Neither matches a text without this, and no number that is well written holds it.
_MALFORMED = re.compile(r"[发函办字文规]\s*(?:[\[［【（(〈<「{〔]\s*20\d\d(?!\s*〕)|20)")
_NUMBER = re.compile(r"〔\s*(?P<year>\d{2,4})\s*〕\s*(?P<ordinal>第)?\s*(?P<number>\d{1,4})(?P<sign>\s*号)?")
_LEADING = re.compile("^.*(?:根据|按照|依据|依照|参照|执行|落实|和|及|与|的|以)(?=.)")
_GOES_ON = re.compile(r"\s*[、，,\-—－至和]|\d")


@dataclass(frozen=True, slots=True)
class Known:
    """A document we are sure of; the patterns as documents.toml explains them."""

    name: str
    number: str
    titles: tuple[str, ...]
    altered: re.Pattern[str]
    named: re.Pattern[str]
    numbers: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Amiss:
    """What is amiss at `start` to `end` of a text, in Chinese, and what should stand there."""

    start: int
    end: int
    stands: str
    should: str


def citations_amiss(text: str, year: int) -> Iterator[Amiss]:
    """Titles altered, numbers of another document, malformed ones, and those no longer in use in `year`."""
    if "《" in text:
        yield from _titles_amiss(text)
    if "号" in text or "〔" in text:
        yield from _malformed(text)
        yield from _incomplete(text)
        yield from _numbers_amiss(text, year)


def _titles_amiss(text: str) -> Iterator[Amiss]:
    for found in _TITLE.finditer(text):
        title = _NOTE.sub("", _ISSUED.sub("", re.sub(r"\s", "", found["title"])))
        for known in _known():
            if title not in known.titles and known.altered.search(title) and not _others_own(title):
                yield Amiss(*found.span(), f"文件名称写成“{found.group()}”", known.name)


def _malformed(text: str) -> Iterator[Amiss]:
    for pattern in (_BRACKETED, _BARE) if _MALFORMED.search(text) else ():
        for found in expression(pattern).finditer(text):
            if "证" in found["agency"] or ("〔" in found.group() and "〕" in found.group()):
                continue
            agency = _LEADING.sub("", found["agency"])
            start = found.end("agency") - len(agency)
            should = f"{agency}〔{found['year']}〕{int(found['number'])}号"
            yield Amiss(start, found.end(), f"文号写成“{text[start : found.end()]}”，年份应放在六角括号里", should)


def _incomplete(text: str) -> Iterator[Amiss]:
    for found in _NUMBER.finditer(text):
        year, stands = found["year"], f"文号里写成“{found.group()}”"
        should = f"〔{year if len(year) == 4 else f'20{year[-2:]}'}〕{int(found['number'])}号"
        if len(year) != 4:
            yield Amiss(*found.span(), f"{stands}，年份没有写全", should)
        elif found["ordinal"] and found["sign"]:
            yield Amiss(*found.span(), f"{stands}，序号前不加“第”字", should)
        elif not found["sign"] and not _GOES_ON.match(text, found.end()):
            yield Amiss(*found.span(), f"{stands}，缺少“号”字", should)


def _numbers_amiss(text: str, year: int) -> Iterator[Amiss]:
    for found in _IN_BRACKETS.finditer(text):
        before = text[max(0, found.start() - 40) : found.start()].rstrip()
        for known in _known():
            wrong = known.named.search(before) and not known.numbers.search(re.sub(r"\s", "", found["number"]))
            if wrong and not _others_own(before.rsplit("《", maxsplit=1)[-1]):
                yield Amiss(*found.span("number"), f"{known.name}的文号写成“{found['number']}”", known.number)
    for found in _OF_THE_FORMAT.finditer(text):
        known = next(one for one in _known() if one.named.search("报告格式"))
        if not known.numbers.search(found["number"]):
            yield Amiss(*found.span("number"), f"{known.name}的文号写成“{found['number']}”", known.number)
    for found in _OF_THE_OFFICE.finditer(text):
        for old in _written()["superseded"]:
            if found.group() == old["number"] and year >= old["since"]:
                told = f"“{found.group()}”是{old['since']}年度以前用的，已被取代"
                yield Amiss(*found.span(), told, old["successor"])


def _others_own(title: str) -> bool:
    return bool(expression(_OTHERS).search(title.removeprefix("中华人民共和国")))


@cache
def _known() -> tuple[Known, ...]:
    """The documents of documents.toml."""
    return tuple(
        Known(
            written["name"],
            written["number"],
            tuple(written["titles"]),
            *(re.compile(written[pattern]) for pattern in ("altered", "named", "numbers")),
        )
        for written in _written()["document"]
    )


@cache
def _written() -> dict[str, list[dict[str, Any]]]:
    """The tables of documents.toml. Raises: ValueError for one without a source."""
    file = resources.files(__package__).joinpath("documents.toml")
    tables: dict[str, list[dict[str, Any]]] = tomllib.loads(file.read_text(encoding="utf-8"))
    for table in (*tables["document"], *tables["superseded"]):
        if not table.get("source"):
            raise ValueError(f"documents.toml: {table['number']} lacks its source")
    return tables
