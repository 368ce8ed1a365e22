"""What a sentence says of a year that is not the report's: a comparison, a document, a plan, or this year's work.

A year is told as the report's own only where it heads a clause, the organ or a reporting verb with a
quantity follows, and nothing in or after the sentence sets it against this year.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from report_assistant.checks.reading.dates import WrittenDate, written_dates
from report_assistant.checks.reading.lexicon import either, expression, words

_VERB = either("dates", "reporting")
_QUANTITY = (
    r"[\d一二三四五六七八九十百千两]\s*(?:余|多)?\s*(?:\.\d+\s*)?(?:件|条|次|场|篇|期|份|人|个|项|例|宗|批|万元)"
)
_SELF = re.compile("全(?:街道|镇|乡|局)|[我本](?:街道|街|镇|乡|县|市|区|旗|省|局|委|厅|办|单位|机关|部门)")
_BARE = r"(?:(?:街道|镇|乡|局)(?:机关)?|全街道|全镇|全乡|全局)"
# Between year and work: 度, 期间, a pause.
_BEHIND = re.compile(
    r"\s*(?:度|全年|期间|年底|底|末|里|中|内|间)?(?:1\s*(?:月份?)?\s*[至到—-]\s*12\s*月份?)?\s*[，,、：:]?\s*"
    r"(?:(?:在[^，。；]{2,24}下|(?:按照|根据|围绕)[^，。；]{2,24})[，,])?"
)
_HEAD = re.compile(
    r"(?:此外|另外|同时|回顾|总结|纵观|(?:刚刚)?过去的|经统计|据统计|其间|[一二三四五]是|在|截至|截止到?|至|到|于|自)?\s*"
)
# The adverbs are possessive: what can be cut in many ways is cut in one, or a long odd sentence takes for ever.
_TOLD = (
    rf"(?:{either('dates', 'adverbs')}|{_BARE}|[，,\s])*+"
    rf"(?:{_VERB}(?!了?的)[^。；]*?{_QUANTITY}|(?:未|没有|无)(?:新增|产生|接到|收取|信息处理费|{_VERB})(?!了?的))"
)
_RELATIVE = rf"[^，。；]{{0,10}}{_VERB}了?的"
_NAMED_THING = rf"[^，。；\d]{{0,12}}?(?P<noun>{either('dates', 'nouns')})"
_COUNTED = f"{_VERB}[^。；]*?{_QUANTITY}"
_SERIES_BEHIND = re.compile(r"\s*(?:[—－\-~～–至到、和与及]|以来|以前|之前|之后|后|起|初|同期|上半年|下半年|相比)")
_SERIES_BEFORE = re.compile(r"(?:[—－\-~～–、和与及较比从由]|(?<=[^截，。；：\n])至|(?<=[^止，。；：\n])到)\s*$")
_WHOLE_YEAR = re.compile(r"今年|本年|全年|20\d\d\s*年")
_CLAUSE = re.compile("[^，。；：,;:\n]*")
_PRESENTS = re.compile(
    "(?:现将|以上[为是]|现就|现公布|现予公布|反映|本报告[为是])[^，。；]{0,24}$"
    "|(?:根据|按照|依据|依照)[^，。；]{2,30}[，,]现?(?:编制|制作|撰写|形成)[^，。；]{0,24}$"
)
_PERIOD_IS = re.compile("统计(?:数据)?(?:期限|时限|时间|期间|周期|年度)(?:均|为|是)+$")
_FOLLOWS = re.compile(r"\s*度?\s*(?:政府信息公开|政务公开)(?:工作)?(?:年度)?报告如下")
_PRESENTED = re.compile(r"\s*度?\s*(?:政府信息公开|政务公开|信息公开|依申请公开|主动公开)[^，。；]{0,10}(?:情况|报告)")
_AS_OF = re.compile(r"截[至止]到?\s*$")
_ANNOUNCED = re.compile(r"(?:下一步|下步|今后|接下来)[，,：:]?\s*(?:在|到)?$")
_WILL = re.compile("[，,]?将(?:继续|进一步|着力|持续|努力|不断|切实|着重|加大|加强|强化)")
_THE_REPORT = re.compile("本报告|本年报|本年度报告")
_PUBLISHED = re.compile("(?:正式|面?向社会|在[^，。；]{1,16})*(?:公布|发布|公开)")
# A line that is nothing but a date, the name of who signs before it or what date it is.
_SIGNED = re.compile(
    r"\s*(?:[一-鿿]{2,24}(?:政府|办事处|局|委|委员会|办公室|厅|中心))?\s*(?:(?:印发|公布|发布|成文)?(?:日期|时间)[:：])?\s*[（(]?\s*"
)
_SIGNED_OFF = re.compile(r"\s*[）)]?\s*(?:印发|公布|发布)?\s*")
# 其余3件结转至2026年继续办理: where what is left over goes.
_CARRIED = re.compile(r"(?:结转|转入|转接|顺延|延续|延期|留待|留|跨|转)(?:至|到|入|在)?\s*$")
_CARRIED_ON = re.compile(r"\s*度?\s*(?:(?:继续|再|接着|予以)?(?P<settle>办理|处理|答复|办结)(?!的)|[，。；、）)]|$)")
_CARRIED_NUMBER = re.compile(r"\s*度?\s*(?:继续|再|接着)(?:办理|处理|答复)(?:的)?(?:申请)?(?:共|有|为)?\s*\d+\s*件")
_RELATIVE_YEAR = re.compile(
    r"(?:(?P<last>上一?个?年度?|去年度?)|(?P<next>下一?个?年度?|次年度?|明年)|(?:本年度?|今年|过去一年|一年来|全年|报告期内?))[（(]\s*$"
)
_LEFT_OVER = re.compile("其余|余下|剩余|剩下|剩|尚|还有|未办结|未答复|未到|年末|年底|另有")
_LAST_YEAR = re.compile("上一?年|去年|往年|以前")
_SETTLED = re.compile("[已均][^，。；]{0,8}(?:办结|答复|办理完毕|办毕)|清零")
_OPENING, _CLOSING = "《〈〔（([【“「", "》〉〕）)]】”」"
_ENDS = "。！？\n"
_PAUSES = "，,：:；;。\n"


def dated_sentences(text: str, year: int, names: tuple[str, ...]) -> Iterator["Sentence"]:
    """The sentences of a section that hold a date; a semicolon ends none, since years are compared across it."""
    dates = list(written_dates(text))
    while dates:
        start = max(text.rfind(mark, 0, dates[0].start) for mark in _ENDS) + 1
        end = min((at for mark in _ENDS if (at := text.find(mark, dates[0].end)) >= 0), default=len(text))
        inside = sum(date.end <= end for date in dates)
        within = tuple(replace(date, start=date.start - start, end=date.end - start) for date in dates[:inside])
        before = text[max(text.rfind(mark, 0, max(start - 1, 0)) for mark in _ENDS) + 1 : start]
        yield Sentence(text[start:end], start, (before, text[end + 1 : end + 12].lstrip()), within, year, names)
        dates = dates[inside:]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report on `year`, the one before and what follows it, and how the organ is called.

    Shape: `start` is where it stands in its section; `dates`, all it holds, are counted in `text`.
    """

    text: str
    start: int
    neighbours: tuple[str, str]
    dates: tuple[WrittenDate, ...]
    year: int
    names: tuple[str, ...]

    def told_as_own_work(self, date: WrittenDate, looking_back: bool) -> bool:
        """Whether the sentence tells work of this other year as the report's own.

        `looking_back`: the place is one where last year's problems are spoken of.
        """
        assert date.year is not None
        before, behind = self.text[: date.start], self.text[date.end :]
        if enclosed(before) or _SERIES_BEHIND.match(behind) or _SERIES_BEFORE.search(before):
            return False
        if self._set_against_this_year(date):
            return False
        if (_PRESENTS.search(before) and _PRESENTED.match(behind)) or _PERIOD_IS.search(before):
            return True
        if not before.strip() and _FOLLOWS.match(behind):
            return True
        if words("dates", "background").search(self.text):
            return False
        if looking_back and words("dates", "looking_back").search(self.text):
            return False
        if date.year > self.year:
            if date.month and _AS_OF.search(before) and (date.year, date.month) > (self.year + 1, 6):
                return True  # after any day on which the report may be written
            return not words("dates", "plans").search(self.text) and self._heads_the_clause(date, with_quantity=True)
        return self._heads_the_clause(date, with_quantity=False)

    def _set_against_this_year(self, date: WrittenDate) -> bool:
        own = [other for other in self.dates if other.year == self.year]
        if date.month and own and own[0].start < date.start and own[0].month is None:
            own = []  # 2025年，……其中2024年8月: the month stands under this year
        if own or words("dates", "this_year").search(self.text):
            return True
        return self.neighbours[1].startswith((str(self.year), "今年", "本年"))

    def told_until(self, date: WrittenDate) -> int:
        """Where the clause ends that a date heads: 2024年，我局主动公开350条."""
        found = _CLAUSE.match(self.text, date.end + _length(_BEHIND, self.text[date.end :]))
        return found.end() if found else date.end

    def plans_for_own_year(self, date: WrittenDate) -> bool:
        """Whether what is still to come is promised for the report's own year, which is over."""
        before, behind = self.text[: date.start], self.text[date.end :]
        if date.year != self.year or date.month or enclosed(before):
            return False
        rest = behind[_length(_BEHIND, behind) :]
        return bool(_ANNOUNCED.search(before) or _WILL.match(rest[self._self_length(rest) :]))

    def carries_to_wrong_year(self, date: WrittenDate) -> bool:
        """Whether applications left over are said to go on in another year than the next."""
        before, behind = self.text[: date.start], self.text[date.end :]
        if date.year in (None, self.year + 1) or date.month or enclosed(before):
            return False
        if _CARRIED_NUMBER.match(behind) and _CARRIED.search(before):  # 结转2025年继续办理3件
            return len(self.dates) == 1
        if "件" not in before:
            return False
        to, on = _CARRIED.search(before), _CARRIED_ON.match(behind)
        if not to or not on or _LAST_YEAR.search(self.text) or len({other.year for other in self.dates}) > 1:
            return False
        left = _LEFT_OVER.search(before) and not _SETTLED.search(behind)
        return bool(left and (on["settle"] or "结转" in to[0]))

    def explains_wrongly(self, date: WrittenDate) -> bool:
        """Whether a bracket says of 上年, 本年 or 下年 that it is another year than it is: 上年度（2023年）."""
        named = _RELATIVE_YEAR.search(self.text, max(0, date.start - 8), date.start)
        if named is None or date.month or self.text[date.end : date.end + 2].lstrip("度")[:1] not in ("）", ")"):
            return False
        return date.year != self.year - bool(named["last"]) + bool(named["next"])

    def counts_until_wrong_year(self, date: WrittenDate) -> bool:
        """Whether the figures are said to be those up to the end of an earlier year: 数据统计截至2024年12月31日."""
        if date.month != 12 or (date.year or self.year) >= self.year or len(self.dates) > 1:
            return False
        period = words("dates", "period").search(self.text) and not words("dates", "not_the_period").search(self.text)
        ends = re.match(r"\s*(?:止|为止)?\s*[，,。）)；;]|$", self.text[date.end :])
        return bool(period and ends and _AS_OF.search(self.text, 0, date.start))

    def publishes_too_early(self, date: WrittenDate) -> bool:
        """Whether the report itself is said to be published, or is dated, before its year was over."""
        if not date.month or not date.year or (date.year, date.month) >= (self.year, 12):
            return False
        if _SIGNED.fullmatch(self.text[: date.start]) and _SIGNED_OFF.fullmatch(self.text, date.end):
            return True
        itself = _THE_REPORT.search(self.text) and str(self.year - 1) not in self.text
        return bool(itself and date.year == self.year and _PUBLISHED.match(self.text, date.end))

    def _heads_the_clause(self, date: WrittenDate, with_quantity: bool) -> bool:
        before, behind = self.text[: date.start], self.text[date.end :]
        lead = before[max(before.rfind(mark) for mark in _PAUSES) + 1 :].strip()
        self_before = self._self_length(lead)
        adverb = lead[self_before:].removeprefix("其中" if date.month else "")
        rest = behind[_length(_BEHIND, behind) :]
        if not _HEAD.fullmatch(adverb) or expression(_RELATIVE).match(behind) or _names_a_thing(behind):
            return False
        own = bool(self_before or self._self_length(rest))
        if expression(_TOLD).match(rest[self._self_length(rest) :]):
            # 全年收到11件。2024年收到8件: a year alone behind this year's figure is compared with it.
            return own or bool(date.month) or not _WHOLE_YEAR.search(self.neighbours[0])
        return own and (not with_quantity or bool(expression(_COUNTED).search(rest)))

    def _self_length(self, words: str) -> int:
        """How many characters of a name of the organ the words begin with."""
        named = max((len(name) for name in self.names if words.startswith(name)), default=0)
        return named or _length(_SELF, words)


def enclosed(before: str) -> bool:
    """Whether what comes next stands in brackets or quotes that were opened and not closed."""
    return any(before.count(o) > before.count(c) for o, c in zip(_OPENING, _CLOSING, strict=True))


def _names_a_thing(behind: str) -> bool:
    """Whether the year only names a thing: 2024年度部门决算; what is done to things comes first otherwise."""
    thing, verb = expression(_NAMED_THING).match(behind), words("dates", "reporting").search(behind)
    if not thing or re.match(r"\s*度?\s*[，,]", behind):
        return False
    return verb is None or thing.start("noun") <= verb.start()


def _length(pattern: re.Pattern[str], words: str) -> int:
    found = pattern.match(words)
    return found.end() if found else 0
