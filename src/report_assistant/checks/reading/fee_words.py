"""What a text says of 信息处理费: notices sent, money asked for, money received, or none of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from report_assistant import zh

Kind = Literal["notices", "asked", "received"]

FEE = re.compile(r"信息(?:公开)?处理费|信息处理的?(?:收费|费用)")
_OF_FEE = re.compile(rf"{FEE.pattern}|(?:收费|缴费)(?:告知|通知)|逾期未缴")
_GOES_ON = re.compile("收取|实收|收缴|缴纳|缴清|应收|通知|金额|费用|不再处理")
_GAP = re.compile(r"[〔\[【(（]待补充[^〕\]】)）]*[〕\]】)）]")
_CLAUSE_ENDS = "，。；：:("
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3})")
_NOTICE = re.compile("(?:收费|缴费)(?:告知|通知)|(?:发出|下达|送达|出具|制发)[^，。；]{0,4}(?:告知|通知)")
_OTHER_MONEY = re.compile("行政事业性收费|非税|减免|免收|免除|退还|退回|未缴|逾期|欠缴|涉及")
_ASKED = re.compile("通知|告知|应收|应缴|应当|拟|需缴|要求")
_RECEIVED = re.compile("实收|收取|收缴|收到|缴纳|缴清|入库|费收入")
_SUM = re.compile("总?金额|合计|共计|总计|共|计")
_WHOLE = re.compile(r"共|合计|总|全年|本年|年度|年内|累计|实际|处理费")
_PART = re.compile("其中|另|每|分别|对|向|第|逐|[一二三四]是")
_NONE = "(?:没有|未曾|尚未|未|无|不|没)"
_SENT = "(?:发出|下达|送达|出具|产生|制发|发)过?"
_NIL_NOTICE = re.compile(
    rf"{_NONE}(?:再|有|曾)?(?:向[^，。；]{{0,10}})?(?:{_SENT}[^，。；件]{{0,10}}|信息(?:公开)?处理费)?(?:收费|缴费)(?:告知|通知)"
)
_NIL_RECEIVED = re.compile(
    rf"{_NONE}(?:再|有|曾)?(?:向[^，。；]{{0,10}})?(?:实际)?(?:收取|产生|发生)(?!的)[^，。；]{{0,8}}(?:处理费|费用|收费)"
    r"|(?:处理费|收取(?:总)?金额)[^，。；\d]{0,8}(?:0元?(?![\d.])|零)|处理费(?:收取)?(?:情况)?[：:]?无"
)
_LEFT_OUT = re.compile("[Xx×_*]+(?:万?元|件|份|笔)")  # an amount somebody still fills in: W-01 tells of it
_UNITS = ("件", "份", "元", "万元", "笔")
_NIL_OF_PART = re.compile("对|其中|额度|以内|免费|减免|以下|部分")


@dataclass(frozen=True, slots=True)
class Told:
    """A number that a text gives of one kind. Unit: notices in 件, money in 元.

    `whole`: it is told of the year, not of one application.
    """

    kind: Kind
    value: Decimal
    words: str
    whole: bool


def told_of_fee(text: str) -> tuple[Told, ...]:
    """Every number that a text gives of the fee; a nil statement of the year is a 0."""
    return tuple(told for sentence in fee_sentences(text) for told in _told(sentence))


def fee_sentences(text: str) -> Iterator[str]:
    """The sentences on the fee: those that name it, and those behind one that go on with notices and money."""
    goes_on = False
    for start, end in zh.sentences(text):
        sentence = "".join(zh.half_width(text[start:end]).split())
        goes_on = bool(_OF_FEE.search(sentence)) or (goes_on and bool(_GOES_ON.search(sentence)))
        if goes_on:
            yield _COMMA.sub("，", sentence).replace(";", "；")


def states_fee(text: str, *, named: bool = False) -> bool:
    """Whether a text says how much there was of the fee, or that there was none; a gap says nothing.

    `named`: the heading above it names the fee.
    """
    bare = _GAP.sub("", text)
    if named and not FEE.search(bare):
        return bool(bare.strip()) and _says_something(bare)
    names_fee = bool(FEE.search("".join(bare.split())))
    return names_fee and any(map(_says_something, fee_sentences(bare)))


def _says_something(sentence: str) -> bool:
    denied = re.search(rf"{_NONE}(?!误|异|正当|断|错|其他|其它)|[免零]|(?<!\d)0(?!\d)", sentence)
    counted = any(amount.unit in _UNITS for amount in zh.amounts(sentence))
    return bool(denied) or counted or bool(_LEFT_OUT.search(sentence))


def _told(sentence: str) -> Iterator[Told]:
    last = 0
    for amount in zh.amounts(sentence):
        clause = _clause_start(sentence, amount.start)
        # 通知金额1500元实际收取900元: only what stands behind the number before it names this one.
        near, own = sentence[max(last, clause) : amount.start], sentence[clause : amount.start]
        if _SUM.match(own):  # 收取信息处理费2件，合计700元
            near = own = sentence[_clause_start(sentence, clause - 1) : amount.start]
        kind = _kind(amount.unit, near or own, sentence[clause : amount.end + 8])
        last = amount.end
        if kind and amount.exact:
            value = amount.value * 10_000 if amount.unit == "万元" else amount.value
            whole = bool(_WHOLE.search(own)) and not _PART.search(own)
            yield Told(kind, value, sentence[clause : amount.end], whole)
    nils: tuple[tuple[Kind, re.Pattern[str]], ...] = (("notices", _NIL_NOTICE), ("received", _NIL_RECEIVED))
    for kind, pattern in nils:
        found = pattern.search(sentence)
        if found and not _NIL_OF_PART.search(sentence[_clause_start(sentence, found.start()) : found.end()]):
            yield Told(kind, Decimal(0), found.group(), whole=True)


def _kind(unit: str, words: str, clause: str) -> Kind | None:
    if unit in ("件", "份", "次"):
        return "notices" if _NOTICE.search(clause) else None
    if unit not in ("元", "万元") or _OTHER_MONEY.search(words):
        return None
    if _RECEIVED.search(words) and not _ASKED.search(words):
        return "received"
    return "asked" if _ASKED.search(words) else None


def _clause_start(sentence: str, at: int) -> int:
    return max(sentence.rfind(mark, 0, max(at, 0)) for mark in _CLAUSE_ENDS) + 1
