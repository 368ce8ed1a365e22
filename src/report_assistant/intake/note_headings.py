"""Headings of notes: which lines are headings, which place of the report each names, and what else it says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from report_assistant import zh
from report_assistant.official import Form

_MARKED = re.compile(r"\s{0,3}(?P<hashes>#{1,6})\s*(?P<words>(?:.*[^\s#])?)[\s#]*$")
_EMPHASIS = re.compile(r"(\*\*|__|`)(?P<words>.+?)\1")
_ORDINAL = re.compile(r"(?P<numeral>[一二三四五六1-6])(?:[,.:]|$)(?!\d)")
_DOTTED = re.compile(r"(?P<place>1\.[1-5])(?!\d)")
# A Chinese ordinal, which in notes opens a heading as often as an entry: （五）监督保障：组织培训3次.
_CHINESE = re.compile(r"\s*(?:[一二三四五六]\s*[、.．]|[（(][一二三四五六][）)])")
UNMARKED = 7  # deeper than any marked heading
_EMPTY = re.compile("(?:工作)?(?:开展|落实|推进)?(?:情况|方面)?$")
# How offices shorten the headings of sections five and six, and the label that such a heading gives its notes.
_TROUBLE = "(?:存在)?的?(?:主要|突出)?的?(?:问题|不足|短板|困难)"
_SHORT = (
    (
        "5",
        "上年整改：",
        r"(?:上年度?|上一年度?|去年)(?:存在)?的?(?:主要)?(?:问题)?的?(?:整改|改进)(?:落实)?(?:情况)?|问题整改(?:落实)?情况",
    ),
    ("5", "措施：", r"(?:下一?步|下一年度?|今后)(?:工作)?的?(?:改进|整改)?(?:打算|措施|举措|计划|安排|思路)?"),
    ("5", "措施：", r"(?:主要)?(?:改进|整改)(?:的?(?:措施|举措|打算|方向|思路))?|措施"),
    ("5", "问题：", rf"(?:当前|目前|本年度?|工作中?)?{_TROUBLE}(?:[和与及,](?:不足|问题|困难|短板))?"),
    ("5", "", rf"{_TROUBLE}(?:[和与及,]|以及)(?:下一?步)?(?:工作)?(?:改进|整改|打算)(?:措施|情况|打算)?"),
    ("6", "信息处理费：", r"(?:政府)?(?:信息(?:公开)?处理费|收费)(?:收取)?"),
    ("6", "", r"其[他它](?:需要?(?:报告|说明)的?)?(?:事项|问题)?|需要?(?:报告|说明)的(?:其[他它])?事项"),
    ("1.3", "", r"(?:政府)?信息(?:资源)?管理"),
    ("1.4", "", r"(?:政府信息|政务)?公开平台|平台(?:建设)?(?:与管理)?"),
    ("1.5", "", r"(?:政府信息公开|政务公开)?(?:监督(?:和|与|及)?(?:保障|考核)|保障监督)"),
)  # fmt: skip
_SHORTENED = [(place, label, re.compile(pattern)) for place, label, pattern in _SHORT]
# A note under 措施： that carries a label of its own keeps it.
_LABELLED = re.compile(r"[一-鿿]{2,8}\d{0,2}\s*[:：]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: how deep, which place it names ("" for none), the label its notes carry.

    `rest`: a note that follows it on the same line.
    """

    level: int = UNMARKED
    place: str = ""
    label: str = ""
    rest: str = ""

    def labelled(self, text: str) -> str:
        """A note below this heading with the heading's label, unless it has one."""
        return text if not self.label or _LABELLED.match(text) else f"{self.label}{text}"


class Headings:
    """Reads headings; knows the form's names and how these notes number their own parts."""

    def __init__(self, form: Form, lines: Sequence[str]) -> None:
        sections = [(str(s.number), (s.heading, s.title, *s.aliases)) for s in form.narrative_sections]
        topics = [(topic.id, (topic.title, *topic.aliases)) for topic in form.topics]
        self._names = {zh.fold_label(name): place for place, names in sections + topics for name in names}
        self._tables = {zh.fold_label(s.heading) for s in form.sections if s.table}
        # Somebody who numbers offices 一 to 九 does not mean section five by 五.
        self._own_numbering = any(
            self._numeral(marked["words"]) in set("二三四234") and not self._named(marked["words"])[0]
            for marked in map(_MARKED.match, lines)
            if marked
        )

    def read(self, line: str) -> Heading | None:
        """The heading that a line is; an unmarked line is one only where it says a name of the report's parts."""
        marked = _MARKED.match(line)
        if marked:
            words = _EMPHASIS.sub(r"\g<words>", marked["words"])
            return Heading(len(marked["hashes"]), *self._place(words))
        line = _EMPHASIS.sub(r"\g<words>", line)
        place, label = self._named(line) if self._named(line)[0] else self._named(line[zh.list_mark(line) :])
        if place:
            return Heading(UNMARKED, place, label)
        title, colon, rest = line.replace(":", "：").partition("：")
        if colon and rest.strip() and _CHINESE.match(title):
            place, label = self._named(title)
        return Heading(UNMARKED, place, label, line[len(title) + 1 :]) if place else None

    def _place(self, words: str) -> tuple[str, str]:
        if (named := self._named(words))[0]:
            return named
        if dotted := _DOTTED.match(zh.fold_label(words)):
            return dotted["place"], ""
        numeral = "" if self._own_numbering else self._numeral(words)
        return {"一": "1", "五": "5", "六": "6"}.get(numeral, numeral if numeral in set("156") else ""), ""

    def _named(self, words: str) -> tuple[str, str]:
        """The place a name of the form, or a short form of it, names, and its label."""
        folded = zh.fold_label(words).rstrip(".:。,")
        if folded in self._tables:
            return "", ""
        once = zh.without_ordinal(folded)
        spellings = (folded, once, zh.without_ordinal(once))  # 一（二）依申请公开
        bare = tuple(_EMPTY.sub("", spelling) for spelling in spellings)
        place = next((self._names[s] for s in (*spellings, *bare) if s in self._names), "")
        if place:
            return place, ""
        for spelling in (*spellings, *bare):
            for place, label, pattern in _SHORTENED:
                if pattern.fullmatch(spelling):
                    # 五、存在问题 is the section itself, which holds measures too.
                    return place, "" if re.match(f"[{_OF_SECTION[place[0]]}][,.]", folded) else label
        return "", ""

    def _numeral(self, words: str) -> str:
        folded = zh.fold_label(words)
        found = _ORDINAL.match(folded)
        return found["numeral"] if found and folded not in self._tables else ""


_OF_SECTION = {"1": "一1", "5": "五5", "6": "六6"}
