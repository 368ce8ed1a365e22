"""Quantities: every number in running text that claims how many, how much or which share.

Stricter than `zh.amounts`, which wants a measure word: here every Arabic number counts unless its
surroundings show that it is a date, an ordinal, an article or a name, because a gate has to fail closed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from report_assistant import zh

_N = zh.NUMERAL
_BANKER = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_BANKERS = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]")

# Numbers that count nothing: dates, periods, articles, ordinals, document numbers, enumeration marks.
_DATED = (
    r"(?:19|20)\d{2}(?:\s*[-—–~～至]\s*(?:19|20)?\d{2})?\s*年(?:度|底|末|初)?",
    r"[〇○零一二三四五六七八九]{4}年(?:度|底|末|初)?",
    rf"(?:\d{{1,2}}|[{_N}]{{1,3}})\s*(?:[-—–~～至]\s*(?:\d{{1,2}}|[{_N}]{{1,3}})\s*)?月(?:份|底|末|初)?(?!\s*次)",
    rf"(?:\d{{1,2}}|[{_N}]{{1,3}})日(?!均)",
    r"(?:前?[一二三四1-4]|第[一二三四])个?季度",
    r"\d{1,2}[:：]\d{2}(?!\d)",
    rf"第\s*[（(]?[{_N}\d]+[）)]?\s*(?:条|款|项|章|号|编|次|届|批|季度|部分|位|名|[一-鿿])?",
    r"[〔\[（(]\s*(?:19|20)\d{2}\s*[〕\]）)]\s*第?\s*\d+\s*号",
    r"\d+号(?:令|文件?|公告)",
    r"GB/T\s*\d+(?:[—-]\d{4})?",
    rf"[（(][{_N}\d]{{1,3}}[）)](?!\s*[件条次份项个])",
    r"[①-⑳]",
    rf"(?:^|(?<=[\n。；]))\s*(?:\d{{1,2}}[.．、](?!\d)|[{_N}]{{1,3}}、)",
    rf"[{_N}]{{1,2}}(?=是|要|方面|来)",
    r"其[一二三四五六]",
)
# Terms set by the regulation itself (条例第二十六条、第三十条、第三十二条、第三十三条).
_LEGAL_TERMS = (rf"(?<![{_N}\d])(?:7|七|15|十五|20|二十)个工作日",)
# Fixed names and idioms whose numerals count nothing.
_NAMES = (
    r"三安全一稳定|三审三校|三重一大|三定方案|三农|两会|两微一端|四议两公开|[五七]公开|双随机、?一公开|双公示",
    r"党的[十二]{1,3}大|[十二]{1,3}届[一二三四五六七]中全会|[十二]{1,3}大(?=报告|精神|和|、|以来|召开)",
    r"十[三四五六]五(?!件|条|个|次|份)",
    r"[两二三四五六七八九]类|四个(?:意识|自信)|两个(?:维护|确立)|[两三四五]个(?:方面|层面|维度|环节|结合|到位)",
    r"一件事|一次性|一次办|一次告知|最多跑一次|一网通办|一站式|一体|一事一审|一件一档|一事一档|一件一策|一文一审|一口",
    r"一律|一定|一般|一贯|一致|一系列|一同|一并|一直|一旦|一时|一线|一流|一方|一些|一批|一项|一个|一条龙|一种|一大批",
    r"进一步|统一|唯一|同一|逐一|万一|专一|单一|合一|(?<!分)之一|第一|六部分|万众|十分|百姓|千家万户|千方百计|万无一失|百花",
    r"12345|12388|110联动|二维码|一图|一把手|三方|两级|三级|四级|五级|二次|两者|二者",
)
# What any of these can begin with: most characters cannot, and are soon passed.
_HEADS = rf"[\s\d{_N}①-⑳前第其党双进统唯同逐专单合之最G〔\[（(]"
_FIXED = rf"(?<![{_N}\d])(?:{'|'.join(_NAMES)})"
_SILENT = re.compile(rf"(?={_HEADS})(?:{'|'.join((*_DATED, *_LEGAL_TERMS, _FIXED))})")

_MEASURES = (
    "件次|人次|场次|批次|万元|亿元|个百分点|平方米|公里|小时|分钟|字节|"
    "元|件|宗|份|条|次|例|个|项|篇|期|场|人|家|块|名|起|批|部|处|页|字|户|天|日|年|月|周|倍|成|册|本|幅|组|类|轮|款|张|台|站|%"
)
_NUMBER = re.compile(
    rf"(?=[\d{_N}])(?:(?P<percent>百分之[{_N}点]+)"
    rf"|(?P<part>[{_N}]+)分之(?P<whole>[{_N}]+)"
    rf"|(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<large>万亿|[百千万亿]?)"
    rf"|(?P<numeral>[{_N}]+))"
)
_AFTER = re.compile(rf"\s*(?P<about>余|多|来)?\s*(?P<unit>{_MEASURES})?")
_BEFORE = re.compile(r"(?:近|约|将近|大约|超过|超|逾|不足|不到|至少|以上|数|几|上)$")
_FAMILIES = ({"件", "条", "份", "篇", "件次", "宗"}, {"次", "场", "期", "批次", "轮"}, {"人", "人次", "名"})
_NEUTRAL = {"", "个", "项"}
_PLAIN_WORDS = set("的了和与及为共计等在年度本全我其中将已各个条件次篇份项，。、；：“”（）")
_LARGE = {"百": 100, "千": 1000, "万": 10_000, "亿": 10**8, "万亿": 10**12}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that claims something, `start` to `end` with its measure word.

    Unit: "" where no measure word follows, "%" for every share, "万元" for all money. `low` and `high`
    bound what 近百, 十余 and 数十 leave open; both equal `value` for an exact number.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    low: Decimal
    high: Decimal

    @property
    def exact(self) -> bool:
        """Whether it names one number."""
        return self.low == self.high


def quantities(text: str) -> Iterator[Quantity]:
    """Every quantity in `text`, left to right; offsets are offsets of `text`."""
    plain = zh.half_width(text)
    silenced = _silence(plain.translate(_BANKER) if _BANKERS.search(plain) else plain)
    for found in _NUMBER.finditer(silenced):
        after = _AFTER.match(silenced, found.end())
        unit, about = (after["unit"] or "", after["about"] or "") if after else ("", "")
        if found["numeral"] and not _counts(found["numeral"], unit):
            continue
        value = _value(found)
        if value is None:
            continue
        value, unit = _in_unit(value, "%" if found["percent"] or found["whole"] else unit)
        end = after.end() if after and unit else found.end()
        before = _BEFORE.search(silenced[: found.start()])
        low, high = _bounds(value, before.group() if before else "", about)
        yield Quantity(found.start(), end, value, unit, low, high)


def alike(unit: str, other: str) -> bool:
    """Whether two measure words may count the same things."""
    if unit == other:
        return True
    if {unit, other} & {"%", "万元", "倍"}:
        return False
    return bool({unit, other} & _NEUTRAL) or any({unit, other} <= family for family in _FAMILIES)


def words_round(text: str, number: Quantity) -> frozenset[str]:
    """What tells a number from its neighbours: the telling characters of its clause, up to ten before and four
    behind, and which character it follows (由13处调整为14处).
    """
    before = re.split("[，。；、（(]", text[max(0, number.start - 10) : number.start])[-1]
    behind = re.split("[，。；、）)]", text[number.end : number.end + 4])[0]
    words = {c for c in before + behind if c not in _PLAIN_WORDS and not c.isdigit()}
    return frozenset((*words, f"<{before[-1:]}"))


def rounds_to(exact: Decimal, written: Decimal) -> bool:
    """Whether a share or rate, rounded to as many places as are written, is the one written."""
    return zh.round_half_up(exact, Decimal(1).scaleb(min(0, int(written.as_tuple().exponent)))) == written


def _silence(plain: str) -> str:
    """The text with every number that counts nothing blotted out, length kept."""
    return _SILENT.sub(lambda found: "\x00" * len(found.group()), plain)


def _counts(numeral: str, unit: str) -> bool:
    """Whether a Chinese numeral is a quantity: it has a measure word, or is too long for an idiom."""
    if unit in ("年", "月", "日"):
        return False
    if unit:
        return numeral[0] not in "万亿"
    return len(numeral) > 1 and any(c in "十百千" for c in numeral)


def _value(found: re.Match[str]) -> Decimal | None:
    if found["percent"]:
        return _spoken(found["percent"].removeprefix("百分之"))
    if found["whole"]:
        whole, part = zh.read_numeral(found["part"]), zh.read_numeral(found["whole"])
        return Decimal(100) * part / whole if whole and part is not None else None
    if found["digits"] and len(found["digits"]) > zh.LONGEST_NUMBER:
        return None
    if found["digits"]:
        return Decimal(found["digits"].replace(",", "")) * _LARGE.get(found["large"], 1)
    return _spoken(found["numeral"])


def _spoken(numeral: str) -> Decimal | None:
    """九十八点五 as a number; a bare 百 or 千 stands for one of it."""
    whole, point, fraction = numeral.partition("点")
    value = zh.read_numeral(whole if whole[:1] not in ("百", "千") else f"一{whole}")
    parts = [zh.read_numeral(c) for c in fraction]
    if value is None or None in parts:
        return None
    return Decimal(f"{value}.{''.join(map(str, parts))}") if point and parts else Decimal(value)


def _in_unit(value: Decimal, unit: str) -> tuple[Decimal, str]:
    match unit:
        case "元":
            return value / 10_000, "万元"
        case "亿元":
            return value * 10_000, "万元"
        case "成":
            return value * 10, "%"
        case "个百分点":
            return value, "%"
    return value, unit


def _bounds(value: Decimal, before: str, after: str) -> tuple[Decimal, Decimal]:
    """What an inexact number admits: 十余 11–19, 近百 90–99, 约百 90–110, 数十 20–99."""
    step = Decimal(10) ** (len(str(int(value))) - len(str(int(value)).rstrip("0"))) if value >= 10 else Decimal(1)
    small = Decimal(1) if value == value.to_integral_value() else Decimal("0.01")
    if before in ("数", "几"):
        return 2 * value, 10 * value - small
    if after:
        return value + small, value + step - small
    if before in ("近", "将近", "不足", "不到"):
        return value * Decimal("0.9"), value - small
    if before in ("约", "大约", "上"):
        return value * Decimal("0.9"), value * Decimal("1.1")
    if before in ("超过", "超", "逾", "至少"):
        return value + (0 if before == "至少" else small), value * Decimal("1.2")
    return value, value
