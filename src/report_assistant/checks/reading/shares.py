"""Shares in prose: what part of what whole, in per cent, and how much of what came in was settled."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from report_assistant.checks.reading.marked import ABOUT, COUNT, SHARE, Marked, Number
from report_assistant.checks.reading.rate_words import EDGES, share_patterns


@dataclass(frozen=True, slots=True)
class Share:
    """One percentage at `start`…`end` of the marked text.

    `part`: the number it is the share of, None where only words name it; these stand at `head`. `whole`:
    the words that name the whole, "" where none do; `whole_number`: its number where the share gives it.
    `sentence`: where its sentence begins. `beside`: numbers before it that can only be wholes; `near`: all that
    stand before it, the numbers of the sentence before among them. `listed`: parts whose shares make up 100 %.
    `rank`: which it is of several told together, the words at `head` naming as many parts. `together`: the numbers
    that are the part with each other: 予以公开9件、部分公开2件，两项占73.3%.
    """

    start: int
    end: int
    sentence: int
    percent: Number
    part: Number | None
    head: tuple[int, int]
    whole: str
    whole_number: Number | None = None
    beside: tuple[Number, ...] = ()
    near: tuple[Number, ...] = ()
    listed: tuple[Number, ...] = ()
    rank: tuple[int, int] = (0, 1)
    together: tuple[Number, ...] = ()


def shares(marked: Marked, year: int, taken: Collection[int]) -> Iterator[Share]:
    """Every 占比45.5% and 占新收总数的81.8%; `taken`: marks that tell of changes and are no part or whole."""
    pattern = share_patterns(year)["share"]
    before = (0, 0)
    for start, end in marked.sentences() if ABOUT in marked.text or _OF.search(marked.text) else ():
        for found in pattern.finditer(marked.text, start, end):
            if found.start("share") in taken:
                continue
            counts = _counts(marked, start, found.start(), taken)
            if (aside := _ASIDE.search(marked.text, start, found.start())) is not None:
                counts = [pair for pair in counts if not aside.start() < pair[0] < aside.end()]
            near = [*_counts(marked, *before, taken), *counts]
            goes_on = marked.text.startswith("其中", start)
            both = not counts and _TOGETHER.fullmatch(marked.text, *_head(marked.text, start, found.start()))
            for share in _shares(marked, start, found, near if both else counts):
                beside = _beside(marked, near if goes_on else counts, found.start())
                yield replace(share, beside=beside, near=tuple(n for _, n in near if n is not share.part))
        before = start, end


def _counts(marked: Marked, start: int, end: int, taken: Collection[int]) -> list[tuple[int, Number]]:
    return [(at, n) for at, n in marked.within(start, end) if n.mark == COUNT and at not in taken]


def _shares(marked: Marked, sentence: int, found: re.Match[str], counts: list[tuple[int, Number]]) -> Iterator[Share]:
    """The share that is told, or each of several told together: 分别占81.8%、18.2%."""
    percents = marked.within(found.start("share"), found.end("share"))
    head = _head(marked.text, sentence, found.start())
    parts = [number for _, number in counts[-len(percents) :]]
    whole = next((number for _, number in marked.within(*found.span("whole"))), None)
    told = Share(found.start(), found.end(), sentence, percents[0][1], None, head, found["whole"], whole)
    together = _TOGETHER.fullmatch(marked.text, *head)
    if head[0] == head[1] and not _OF.search(found.group()):
        return  # 增长71%，约七成: the same once more
    if together and len(percents) == 1:
        yield from _of_sum(marked, told, _MANY.get(together["many"] or "", 0), counts)
    elif head[0] != head[1] or len(parts) != len(percents):
        yield from _named(marked.text, told, percents)
    else:
        yield from _counted(told, percents, parts)


def _of_sum(marked: Marked, told: Share, many: int, counts: list[tuple[int, Number]]) -> Iterator[Share]:
    """What numbers make with each other: 予以公开9件、部分公开2件，两项占73.3%."""
    first = max(marked.text.rfind(edge, 0, told.head[0] - 1) for edge in "，；：（。\n")
    many = many or sum(at > first for at, _ in counts)
    if 1 < many <= len(counts):
        yield replace(told, together=tuple(number for _, number in counts[-many:]))


def _named(text: str, told: Share, percents: list[tuple[int, Number]]) -> Iterator[Share]:
    """The share of what words name, or those of several things: 自然人、商业企业申请分别占60%、30%."""
    if len(percents) == 1:
        if told.percent.unit == "%":
            yield _within(text, told)
        return
    head = told.head if told.head[0] != told.head[1] else _clause_before(text, told.sentence, told.start)
    for rank, (at, percent) in enumerate(percents):
        start = told.start if rank == 0 else at
        yield replace(told, start=start, end=at + 1, percent=percent, head=head, rank=(rank, len(percents)))


def _within(text: str, told: Share) -> Share:
    """The share with what names it elsewhere: 以自然人为主，占60%, or 无法提供在办结总数中占25%."""
    if told.head[0] == told.head[1]:
        return replace(told, head=_clause_before(text, told.sentence, told.start))
    among = _AMONG.fullmatch(text, *told.head) if not told.whole else None
    return replace(told, head=among.span("part"), whole=among["whole"]) if among else told


def _counted(told: Share, percents: list[tuple[int, Number]], parts: list[Number]) -> Iterator[Share]:
    """The shares of the numbers before them."""
    together = sum((percent.value for _, percent in percents), Decimal(0))
    complete = len(parts) > 1 and abs(together - 100) <= 1
    for (at, percent), part in zip(percents, parts, strict=True):
        start = told.start if at == percents[0][0] else at
        own = replace(told, start=start, end=at + 1, percent=percent, part=part)
        yield replace(own, listed=tuple(parts)) if complete else own


def _beside(marked: Marked, counts: list[tuple[int, Number]], end: int) -> tuple[Number, ...]:
    """The numbers that can be wholes: neither listed with the part nor told as a share themselves."""
    if not counts:
        return ()
    listed = max(marked.text.rfind(edge, 0, counts[-1][0]) for edge in "，；：（。") if counts else 0
    return tuple(n for at, n in counts if at < listed and not _OWN_SHARE.match(marked.text, at + 1, end))


def _head(text: str, sentence: int, position: int) -> tuple[int, int]:
    """Where the words stand that name the part; empty where they say only that it is the number before."""
    start = position
    while start > sentence and text[start - 1] not in EDGES and not "\ue000" <= text[start - 1] <= "\ue004":
        start -= 1
    return (position, position) if _NO_WORDS.fullmatch(text, start, position) else (start, position)


def _clause_before(text: str, sentence: int, position: int) -> tuple[int, int]:
    """自然人和商业企业提出的申请，分别占60%、30%: the clause before, where no number stands in it."""
    opened = text[position - 1 : position] == "（"  # 自然人（占60%）
    end = position - 1 if opened else text.rfind("，", sentence, position)
    start = max(sentence, *(text.rfind(edge, sentence, max(end, sentence)) + 1 for edge in "，；：（"))
    if end < 0 or any("\ue000" <= character <= "\ue004" for character in text[start:end]):
        return position, position
    return start, end


def leading_shares(marked: Marked, year: int) -> Iterator[Share]:
    """81.8%的申请由自然人提出; 办结的申请中，60%予以公开."""
    pattern, before = share_patterns(year)["led"], 0
    for at, percent in marked.within(0, len(marked.text)):
        if percent.unit == "%" and marked.text[at + 1 : at + 2] in _LEADS:
            found = pattern.search(marked.text, max(before, at - _LEAD_LENGTH), at + _LEAD_LENGTH)
            if found and found.start("share") == at and (whole := _whole_of(found)):
                head = found.span("part")
                sentence = found.start() if found["among"] else head[0]  # 复议案件中，50%予以维持
                yield Share(at, found.end(), sentence, percent, None, head, whole.rstrip("中里"))
        before = at + 1


def _whole_of(found: re.Match[str]) -> str:
    """What a leading share is of; 60%为自然人申请 is of all that came in."""
    whole = found["whole"] or found["among"] or found["fore"] or ""
    return whole or ("申请总数" if _APPLIED.search(found["part"]) else "")


def viewed_shares(marked: Marked) -> Iterator[Share]:
    """从占比看，自然人60%，商业企业30%: what stands before each percentage is the part."""
    for viewed in _VIEWED.finditer(marked.text) if "看" in marked.text else ():
        stop = _STOP.search(marked.text, viewed.end())
        for at, percent in marked.within(viewed.end(), stop.start() if stop else len(marked.text)):
            head = _head(marked.text, viewed.end(), at)
            if percent.unit == "%" and head[0] != head[1]:
                yield Share(at, at + 1, viewed.end(), percent, None, head, "")


def bracketed_shares(marked: Marked, taken: Collection[int]) -> Iterator[Share]:
    """自然人9件（60%）: the share of the number before the bracket."""
    for found in _BRACKETED.finditer(marked.text):
        part, percent = marked.numbers[found.start()], marked.numbers[found.end() - 2]
        if found.start() not in taken and percent.unit == "%":
            yield Share(found.start() + 1, found.end(), found.start(), percent, part, (0, 0), "")


_APPLIED = re.compile("^(?:为|是|由|来自)(?:自然人|个人|公民|商业企业|企业|法人|单位|法律服务机构|律师事务所)")
_STOP = re.compile("[。\n]")
_VIEWED = re.compile("(?:从|按)(?:占比|比例|比重|所占(?:比例|比重))(?:情况)?(?:来)?看，")
_BRACKETED = re.compile(f"{COUNT}（(?:约)?{SHARE}）")
_AMONG = re.compile("(?P<part>.{2,16}?)在(?P<whole>.{2,14}?)[中里]所?")
_LEADS, _LEAD_LENGTH = ("的", "由", "来", "为", "是", "予", "部", "不", "无", "被", "则", "均", "都"), 40
_MANY = {"两": 2, "二": 2, "三": 3}
_TOGETHER = re.compile("(?:以上|上述|这)?(?:(?P<many>[两二三])[者项类种](?:合计|共计?|总计)?|合计|共计?|总共)")
_OF = re.compile("占|比[例重]")
_RATE = re.compile(f"[结复错正持诉开](?:率|比例)[为达到是：]*{SHARE}")  # held by each that is named
_ASIDE = re.compile("（[^（）]*），?(?:约|共)?$")  # 公开18件（其中部分公开4件），占72%
_OWN_SHARE = re.compile("[，（]?占")
_NO_WORDS = re.compile("(?:分别|均|约|总体|且|并|即|依次|其中|各|仅|只|更|就|合)*")


@dataclass(frozen=True, slots=True)
class NamedRate:
    """A rate whose part and whole its name tells: 办结率83.3% (``settled``), 复议纠错率50% (``corrected``).

    `beside`: the counts of this sentence and the one before it. `settled`: the last of them says 办结. `named`: it
    says itself of what it is (复议纠错率). `sentence`: where its sentence begins; `lead`: where its clause does.
    """

    start: int
    end: int
    percent: Number
    kind: str
    beside: tuple[Number, ...]
    settled: bool
    named: bool
    sentence: int
    lead: tuple[int, int]


def named_rates(marked: Marked, year: int, taken: Collection[int]) -> Iterator[NamedRate]:
    """Settlement and correction rates; one within the time limit has a whole that no table holds."""
    patterns = share_patterns(year)
    before = (0, 0)
    for start, end in marked.sentences() if "率" in marked.text else ():
        told = _RATE.search(marked.text, start, end)
        for found in patterns["named_rate"].finditer(marked.text, start, end) if told else ():
            percent = marked.numbers[found.start("share")]
            if found["settled"] and (percent.value == 100 or patterns["in_time"].search(found["lead"])):
                continue  # 办结率100% says that nothing is left over, which claims read
            counts = _counts(marked, *before, taken) + _counts(marked, start, found.start(), taken)
            kind = next(kind for kind in ("settled", "corrected", "upheld", "lost", "outcome") if found[kind])
            labelled = len(counts) > 1 and "办结" in marked.text[counts[-2][0] : counts[-1][0]]
            beside, lead = tuple(n for _, n in counts), _head(marked.text, start, found.start(kind))
            named = found[kind].startswith(("复议", "诉讼"))
            yield NamedRate(found.start(kind), found.end(), percent, kind, beside, labelled, named, start, lead)
        before = start, end
