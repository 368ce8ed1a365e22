"""W-02, W-03: passages repeated within a report, and passages copied from last year or from another organ."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.located import place_name
from report_assistant.checks.rule import UNMET, Case, rule
from report_assistant.comparison import CopiedPassage, Retold, retold, similarity
from report_assistant.report import Report, full_text
from report_assistant.report.organ import same_organ

_LONG = 40  # characters of one's own in one run; contracts §4
_ALIKE = 0.8
_SHOWN = 24  # characters of a passage that a message shows


@rule("W-02", Severity.ERROR, title="报告内部整段重复", basis="国办公开办函〔2021〕30号 内容雷同、敷衍应付的责任条款")
def no_passage_stands_twice(case: Case) -> Iterator[Breach | Unjudged]:
    """同一段话不在报告里出现两次。

    Demands: 正文各处没有 40 字以上的相同文字；标题、法规名称、格式规定的用语不计。
    Breach: 第五部分末尾把“（五）监督保障”的一段话原样再写一遍。
    Sound: 各部分写各自的内容；编制依据、“公开为常态、不公开为例外”等规定用语可以重复。
    Remedy: 删去其中一处，或者改写为这一部分应当写的内容。
    Source: 国办公开办函〔2021〕30号 责任条款（内容雷同）。
    """
    for passage in retold(case.report).repeated(_LONG):
        here, there = (place_name(case.form, place) for place in (passage.place, passage.other_place))
        where = f"{here}与{there}" if passage.place != passage.other_place else f"{here}内前后"
        message = f"{where}有 {passage.length} 字相同：“{_shown(passage.text)}”。"
        yield _breach(passage, f"{message}请删去一处，或者改写为该处应当写的内容。")


@rule(
    "W-03",
    Severity.ERROR,
    title="照抄上年报告或者其他单位的报告；第五部分为错误，其他部分为提醒",
    basis="国办公开办函〔2021〕30号 内容雷同、敷衍应付的责任条款",
)
def nothing_is_copied(case: Case) -> Iterator[Breach | Unjudged]:
    """第五部分不照抄上年报告和其他单位的报告；其他部分照抄的提示改写。

    Demands: 与上年报告、其他单位的报告没有 40 字以上的相同文字，同一部分与上年、第五部分与其他单位的相似度低于
        0.8；只换年份仍算照抄，规定用语不计。
    Breach: 第五部分除年份外与上年相同；第五部分的一条措施与邻镇报告一字不差。
    Sound: 第五部分写本年的问题，并说明上年问题的改进情况；统计期限、编制依据等各单位都一样的话不算。
    Remedy: 按本单位本年的实际重写；确实持续存在的问题，写出本年的新情况。
    Source: 国办公开办函〔2021〕30号 责任条款（内容雷同）。
    """
    told = retold(case.report)
    former: tuple[CopiedPassage, ...] = ()
    if case.prior is None:
        yield Unjudged(UNMET["prior"])
    elif not retold(case.prior).stretches:
        yield Unjudged("上年报告没有文字部分")
    else:
        former = told.copied_from(retold(case.prior), _LONG)
        yield from _from_last_year(case, case.prior, told, former)
    if isinstance(case.others, Unjudged):
        yield case.others
    else:
        others = [other for other in case.others if not same_organ(case.report.organ, other.organ)]
        yield from _from_others(case, told, others, [passage.text for passage in former])


@dataclass(frozen=True, slots=True)
class _Copy:
    """A passage, and the report of another organ in which it stands too."""

    passage: CopiedPassage
    other: Report


def _from_last_year(case: Case, prior: Report, told: Retold, passages: Iterable[CopiedPassage]) -> Iterator[Breach]:
    """At most one breach a place: its longest passage, or its likeness as a whole."""
    by_place: dict[str, list[CopiedPassage]] = {}
    for passage in passages:
        by_place.setdefault(passage.place, []).append(passage)
    for place, found in by_place.items():
        longest = max(found, key=lambda passage: passage.own)
        more = f"，另有 {len(found) - 1} 处" if len(found) > 1 else ""
        source = f"{prior.year}年报告{place_name(prior.form, longest.other_place)}"
        yield _copied(
            longest,
            f"{place_name(case.form, place)}有 {longest.length} 字与{source}相同（只换年份不算改写）{more}："
            f"“{_shown(longest.text)}”。请按本年实际重写。",
        )
    former = retold(prior)
    for place in dict.fromkeys(stretch.place for stretch in told.stretches):
        alike = 0.0 if place in by_place else _likeness(told, former, place)
        if alike:
            yield _alike(case, place, alike, f"{prior.year}年报告同一部分")


def _from_others(case: Case, told: Retold, others: Sequence[Report], known: Iterable[str]) -> Iterator[Breach]:
    """At most one breach a place. `known`: what stood in one's own report last year: who has it too copied it."""
    by_place: dict[str, list[_Copy]] = {}
    alike: list[tuple[float, Report]] = []
    for other, passages in zip(others, told.copied_from_each(map(retold, others)), strict=True):
        for passage in passages:
            if not any(passage.text in own for own in known):
                by_place.setdefault(passage.place, []).append(_Copy(passage, other))
        if not any(passage.place == "5" for passage in passages):
            alike.append((_likeness(told, retold(other), "5"), other))
    for place, copies in by_place.items():
        yield _breach_of_other(case, place, copies)
    most, other = max(alike, key=lambda one: one[0], default=(0.0, case.report))
    if most and "5" not in by_place:
        yield _alike(case, "5", most, f"{other.organ.name}{other.year}年报告同一部分")


def _breach_of_other(case: Case, place: str, copies: Sequence[_Copy]) -> Breach:
    first = max(copies, key=lambda copy: copy.passage.own)
    organs = {copy.other.organ.name for copy in copies}
    more = f"，另有 {len(organs) - 1} 个单位的报告也有相同的话" if len(organs) > 1 else ""
    source = (
        f"{first.other.organ.name}{first.other.year}年报告{place_name(first.other.form, first.passage.other_place)}"
    )
    return _copied(
        first.passage,
        f"{place_name(case.form, place)}有 {first.passage.length} 字与{source}相同{more}："
        f"“{_shown(first.passage.text)}”。请按本单位实际重写。",
    )


def _likeness(told: Retold, other: Retold, place: str) -> float:
    """How alike a place is in two reports, stock left out; 0 below the bar, or where there is little to compare."""
    words, others = told.words_of(place), other.words_of(place)
    shorter = min(len(words), len(others))
    if shorter < _LONG or 2 * shorter < _ALIKE * (len(words) + len(others)):  # the rest of the longer one is unlike
        return 0.0
    alike = similarity(words, others, at_least=_ALIKE)
    return alike if alike >= _ALIKE else 0.0


def _alike(case: Case, place: str, alike: float, source: str) -> Breach:
    told = [stretch for stretch in retold(case.report).stretches if stretch.place == place]
    start, end = told[0].start, told[-1].start + len(told[-1].text)
    return Breach(
        message=f"{place_name(case.form, place)}与{source}相似度 {alike:.0%}（达到 {_ALIKE:.0%} 视为照抄）。"
        "请按本单位本年实际重写。",
        section=place,
        span=(start, end),
        quote=full_text(case.report.sections[place[0]])[start:end],
        severity=_severity(place),
    )


def _breach(passage: CopiedPassage, message: str) -> Breach:
    return Breach(message, section=passage.place, span=passage.span, quote=passage.text)


def _copied(passage: CopiedPassage, message: str) -> Breach:
    return replace(_breach(passage, message), severity=_severity(passage.place))


def _severity(place: str) -> Severity | None:
    return None if place == "5" else Severity.WARNING


def _shown(passage: str) -> str:
    """A passage in a message: its beginning and its end."""
    words = "".join(passage.split()).lstrip("，。、；：）”")
    return words if len(words) <= 2 * _SHOWN else f"{words[:_SHOWN]}……{words[-_SHOWN:]}"
