"""What an organ calls itself, and which other organ stands in its place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from report_assistant.checks.reading.lexicon import either, expression, lexicon, words
from report_assistant.report import Organ

_HAN = "一-鿿"
# 基本局面, 资本局限, 自我委屈: the word before makes it another.
_FIRST = re.compile(f"[我本](?<![基成资版样根剧书文底读课日自].)(?P<what>{either('self_names', 'bodies')})")
_TIME = r"(?:(?:\d{4}|二[〇○零][〇○零一二三四五六七八九]{2})\s*年度?|本年度?|全年|今年|一年来|年内|报告期内)"
# Only behind a pause, a time or a region: 与红旗街道联合, 兄弟街道 and 老城区红旗街道路 are no actors.
_ACTOR = re.compile(
    rf"(?:^|(?<=[，。；：,;:\n]))\s*(?:{_TIME}\s*)?(?:[{_HAN}]{{1,4}}?[省市县区旗])*"
    rf"(?P<name>(?P<stem>[{_HAN}]{{2,4}}?)(?P<suffix>街道|镇|乡)(?:办事处|人民政府|政府|党工委)?)"
    rf"(?={either('self_names', 'acts')})",
    re.MULTILINE,
)
_REPORT = re.compile(
    r"\d\d{3}\s*年度?(?:政府信息公开|政务公开)(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:报告|年报)"
)
_REPORTER = f"(?P<name>[{_HAN}]{{2,24}}(?P<suffix>街道|镇|乡|县|市|区|局|委员会|厅)(?:办事处|人民政府|政府)?)\\s*$"
_OFFICE = re.compile("(?:人民政府|政府|办事处|行政公署)$")
_INTRODUCED = f"^[{_HAN}]*(?:现将|公布|发布|编制|形成|撰写|提交)"
_PAUSED = rf"(?:^|(?<=[，。；：,;:\n]))\s*(?:{_TIME}\s*)?"
# 清平县人民政府深入贯彻…, in the report of another county; 我市将… in that of a county.
_GOVERNMENT = (
    rf"{_PAUSED}(?P<name>[{_HAN}]{{2,12}}?(?P<suffix>[县市区旗])(?:人民)?政府)(?={{acts}})"
    rf"|{_PAUSED}(?P<upper>[我本]市)(?={{acts}}|将|把)"
)
_OFFICE_OF = (
    rf"(?:^|(?<=[。！？\n]))\s*(?:{_TIME}\s*[，,]?\s*)?(?P<name>[{_HAN}]{{2,16}}?(?P<suffix>局|委员会|厅))"
    r"(?=(?:认真|严格|深入|全面|扎实|切实|积极)?(?:贯彻|落实|执行)[^，。]{0,20}(?:条例》?|政府信息公开)"
    r"|在(?![我本])[^，。；：]{2,24}(?:领导|指导|支持|关心|监督)下|现将|主动公开(?:政府)?信息|(?:全年|共|累计|共计|20\d\d\s*年度?)*(?:收到|新收|受理|办结)[^，。]{0,10}申请)"
)
_MADE_BY = (
    rf"(?:报告|年报)(?:系|是)?由(?P<name>[{_HAN}]{{2,24}}?"
    r"(?P<suffix>街道|镇|乡|县|市|区|局|委员会|厅)(?:办事处|人民政府|政府)?)"
    r"(?=依据|根据|按照|依照|负责|组织|编制|编写|编撰|撰写|公布|发布|牵头)"
)
_MANY = re.compile("[各所下]|部门|有关|其[他中]")
# 局党组高度重视…, 全镇公开…: without a region before it, the organ itself.
_BARE = (
    rf"{_PAUSED}(?:(?P<post>局|厅|镇|乡|街道){either('self_names', 'posts')}(?:[、和][^，。；、]{{2,6}})?"
    rf"(?={either('self_names', 'acts')}|多次|专题|亲自|各|负责|牵头)"
    rf"|全(?P<all>局|厅|镇|乡|街道)(?={either('self_names', 'acts', 'all_of')}))"
)
_ZONE = re.compile("(?:开发|新|园|旅游|示范|度假|保税|管理|社|景)$")
_NEUTRAL = ("本单位", "本机关", "本部门", "本办公室")
_BREAKS = "，。；：,;:\n年度"


@dataclass(frozen=True, slots=True)
class SelfName:
    """A name at `start` to `end`; `what`: the kind of body it speaks of, or the name itself."""

    start: int
    end: int
    what: str


def first_persons(text: str) -> Iterator[SelfName]:
    """我局, 本街道, 本单位 and the like, left to right; what somebody else says between “ and ” is not the organ's."""
    for found in _FIRST.finditer(text):
        if text.count("“", 0, found.start()) <= text.count("”", 0, found.start()):
            yield SelfName(found.start(), found.end(), found["what"])


def bare_persons(text: str, organ: Organ) -> Iterator[SelfName]:
    """局党组, 镇政府, 全镇 at the head of a clause, where a street office or a town speaks of itself.

    A department may tell of the towns round it: there a 镇政府 must head the sentence. Governments tell of all.
    """
    among = organ.kind == "department"
    for found in expression(_BARE).finditer(text) if among or organ.kind in ("subdistrict", "township") else ():
        if among and found["post"] and text[found.start() - 1 : found.start()] not in ("", "。", "\n"):
            continue
        start = found.start("post") if found["post"] else found.start("all") - 1
        yield SelfName(start, found.end(), found["post"] or found["all"])


def foreign_bodies(organ: Organ) -> frozenset[str]:
    """The bodies that an organ of this kind and name cannot be. Blank: none for a kind we know nothing of."""
    block = lexicon("self_names").get(f"alien_{organ.kind}", ())
    foreign = set(block)
    bare = _OFFICE.sub("", organ.name)
    if organ.kind == "township":
        foreign |= {"镇", "乡"} - {bare[-1:]} if bare[-1:] in ("镇", "乡") else set()
    if organ.kind == "department":
        foreign |= {"办事处"} if "办事处" not in organ.name else set()
        foreign -= {body for body in foreign if body in organ.name}
        foreign |= {"局", "厅"} - set(organ.name) | (set() if "委" in organ.name else {"委", "委员会"})
    if organ.kind in ("subdistrict", "township") and _under_a_district(organ.name):
        foreign.add("县")
    if organ.kind == "county" and not bare.endswith("县"):
        foreign.add("县")
    return frozenset(foreign)


def other_actors(text: str, organ: Organ) -> Iterator[SelfName]:
    """Other bodies of the same kind that act, or report, where this organ should."""
    suffix = suffix_of(organ)
    if suffix in ("街道", "镇", "乡"):
        for found in _ACTOR.finditer(text):
            if not words("self_names", "not_places").search(found["stem"]) and not _is_own(found["stem"], organ):
                yield SelfName(*found.span("name"), found["name"])
    for report in _REPORT.finditer(text) if "报" in text else ():
        reporter = expression(_REPORTER).search(text, max(0, report.start() - 30), report.start())
        if reporter is None or reporter["suffix"] != suffix:
            continue
        name = expression(_INTRODUCED).sub("", reporter["name"])
        if name != suffix and not _MANY.search(name) and not _is_own(name, organ):
            yield SelfName(reporter.end("name") - len(name), reporter.end("name"), name)


def other_reporters(text: str, organ: Organ) -> Iterator[SelfName]:
    """Other bodies of the same kind whose work or whose report this is said to be."""
    if "报告由" in text or "年报由" in text:
        yield from _others(expression(_MADE_BY).finditer(text), organ)
    if organ.kind == "department" and "局" in text:
        yield from _others(expression(_OFFICE_OF).finditer(text), organ)
    if organ.kind == "county" and ("政府" in text or "市" in text):
        for found in expression(_GOVERNMENT.replace("{acts}", either("self_names", "acts"))).finditer(text):
            if found["name"]:
                yield from _others((found,), organ)
            elif suffix_of(organ) != "市" and not re.search("[我本全][县区旗]", text):
                yield SelfName(*found.span("upper"), found["upper"])


def _others(named: Iterable[re.Match[str]], organ: Organ) -> Iterator[SelfName]:
    """Those that are another body of the organ's kind, its own name and its short forms left out."""
    bare = _OFFICE.sub("", organ.name)
    for found in named:
        name = _OFFICE.sub("", found["name"])
        others = found["suffix"] == suffix_of(organ) and name != found["suffix"] and not _MANY.search(name)
        if others and bare not in name and not _shortens(name, organ.name) and organ.short_name not in found["name"]:
            yield SelfName(*found.span("name"), found["name"])


def _shortens(name: str, full: str) -> bool:
    """Whether a name leaves characters of the full one out, and no more: 县住建局."""
    rest = iter(full)
    return all(character in rest for character in name)


def self_forms(text: str, organ: Organ) -> Iterator[str]:
    """Each time the organ speaks of itself as 我X or 本X, or acts under its short or its bare name.

    本单位 and the like are how regulations and forms speak of any organ; they are nobody's habit.
    """
    foreign = foreign_bodies(organ)
    for name in first_persons(text):
        form = text[name.start : name.end]
        if form not in _NEUTRAL and (name.what in ("单位", "部门") or name.what in _own_bodies(organ) - foreign):
            yield form
    for form in (organ.short_name, *bare_names(organ)):
        if form and form != organ.name:
            yield from (form for _ in acting(text, form))


def acting(text: str, name: str) -> Iterator[int]:
    """Where a name stands behind a pause or a time and does something."""
    acts, at = words("self_names", "acts", "acts_of_its_own"), text.find(name)
    while at >= 0:
        before = text[at - 1 : at]
        if (not before or before in _BREAKS or before.isspace()) and acts.match(text, at + len(name)):
            yield at
        at = text.find(name, at + len(name))


def bare_names(organ: Organ) -> tuple[str, ...]:
    """The nouns by which an organ of this kind may speak of itself without 我 or 本."""
    return lexicon("self_names").get(f"bare_{organ.kind}", ())


@lru_cache(maxsize=64)
def _own_bodies(organ: Organ) -> frozenset[str]:
    """What may follow 我 or 本 where the organ means itself; the region it lies in is another's name."""
    if organ.kind == "subdistrict":
        return frozenset(("街道办事处", "街道办", "街道", "街办", "办事处", "街", "办"))
    suffix = suffix_of(organ)
    return frozenset((suffix, "委") if suffix == "委员会" else (suffix,))


@lru_cache(maxsize=64)  # asked for at every stretch of text
def suffix_of(organ: Organ) -> str:
    """The word a name ends with: what kind of body it is."""
    bare = _OFFICE.sub("", re.sub("街道办$", "街道", organ.name))
    found = re.search("街道$|委员会$|办公室$|[镇乡县市区旗省局委厅办]$", bare)
    return found.group() if found else ""


def _is_own(name: str, organ: Organ) -> bool:
    """Whether a name, or the stem of one, is the organ's: long or short, with or without its region."""
    short = _OFFICE.sub("", organ.short_name or organ.name)
    stem = short.removesuffix(suffix_of(organ)) or short
    return stem in name or name in organ.name


def _under_a_district(name: str) -> bool:
    """Whether a name says that the organ lies in a district, and in no county; a zone may lie in either."""
    found = re.search(f"(?P<district>[{_HAN}]{{1,8}}?)区[{_HAN}]{{2,}}$", name)
    return bool(found and "县" not in name and not _ZONE.search(found["district"]))
