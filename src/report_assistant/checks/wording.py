"""W-01, W-02, W-03: placeholders left in, passages repeated, passages copied from last year."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.located import Stretch, place_at, place_name, stretches
from report_assistant.checks.reading.placeholders import Placeholder, placeholders
from report_assistant.checks.rule import Case, rule
from report_assistant.comparison import Run, fold, own_length, own_text, repeated_runs, shared_runs, similarity
from report_assistant.report import full_text

_LONG = 40  # characters of one's own in one run; contracts §4
_ALIKE = 0.8
_NEAR = 12  # characters between two gaps of one sentence that somebody fills in at one go
_PAUSES = "，。；！？\n"
_SHOWN = 24  # characters of a passage that a message shows
_BARRIER = 0xE000  # private characters: each stands once, so that no run crosses from one stretch to the next


@rule(
    "W-01",
    Severity.ERROR,
    title="留有占位符或没有填写的数字",
    basis="国办公开办函〔2021〕30号 附件；报告内容应当真实、完整",
)
def nothing_is_left_to_fill_in(case: Case) -> Iterator[Breach | Unjudged]:
    """正文没有占位符、提示语和没有数字的数量。

    Demands: XX、××、X月X日、下划线、空括号、〔待补充：…〕、“规范全称”之类都已换成实际内容，数量都有数字。
    Breach: “制作政策解读XX件”“共收到件”“制发行政规范性文件件”。
    Sound: “制作政策解读9件”；〔2021〕30号、第二十条第（一）项、隐去姓名的张××不算。
    Remedy: 填上实际的名称或数字；没有发生的写明没有，或者删去这句话。
    Source: 国办公开办函〔2021〕30号 不准确、不完整的责任条款。
    """
    if any(placeholders(case.report.organ.name)):
        name = case.report.organ.name
        yield Breach(f"单位名称“{name}”里留有占位符。请改为单位全称。", quote=name)
    for number, paragraphs in case.report.sections.items():
        text = full_text(paragraphs)
        for gaps in _near_one_another(text, placeholders(text)):
            yield _left_in(case, number, text, gaps)


@rule("W-02", Severity.ERROR, title="报告内部整段重复", basis="国办公开办函〔2021〕30号 内容雷同、敷衍应付的责任条款")
def no_passage_stands_twice(case: Case) -> Iterator[Breach | Unjudged]:
    """同一段话不在报告里出现两次。

    Demands: 正文各处没有 40 字以上的相同文字；标题、法规名称、格式规定的用语不计。
    Breach: 第五部分末尾把“（五）监督保障”的一段话原样再写一遍。
    Sound: 各部分写各自的内容；编制依据、“公开为常态、不公开为例外”等规定用语可以重复。
    Remedy: 删去其中一处，或者改写为这一部分应当写的内容。
    Source: 国办公开办函〔2021〕30号 责任条款（内容雷同）。
    """
    told = list(stretches(case.report))
    joined = _Joined(told)
    for run in repeated_runs(joined.text, _LONG):
        (late, start, end), (early, *_) = joined.place(run.current), joined.place(run.prior)
        length = own_length(late.text, start, end)
        if length >= _LONG:
            here, there = (place_name(case.form, stretch.place) for stretch in (late, early))
            where = f"{here}与{there}" if late.place != early.place else f"{here}内前后"
            quote = late.text[start:end]
            yield Breach(
                message=f"{where}有 {run.length} 字相同：“{_shown(quote)}”。请删去一处，或者改写为该处应当写的内容。",
                section=late.place,
                span=(late.start + start, late.start + end),
                quote=quote,
            )


@rule(
    "W-03",
    Severity.ERROR,
    title="照抄上年报告；第五部分为错误，其他部分为提醒",
    basis="国办公开办函〔2021〕30号 内容雷同、敷衍应付的责任条款",
    needs={"prior"},
)
def nothing_is_copied_from_last_year(case: Case) -> Iterator[Breach | Unjudged]:
    """第五部分不照抄上年报告；其他部分照抄的提示改写。

    Demands: 与上年报告没有 40 字以上的相同文字，同一部分相似度低于 0.8；只换年份仍算照抄，规定用语不计。
    Breach: 第五部分除年份外与上年相同。
    Sound: 第五部分写本年的问题，并说明上年问题的改进情况。
    Remedy: 按本年实际重写；确实持续存在的问题，写出本年的新情况。
    Source: 国办公开办函〔2021〕30号 责任条款（内容雷同）。
    """
    assert case.prior is not None
    former = list(stretches(case.prior))
    if not former:
        yield Unjudged("上年报告没有文字部分")
        return
    groups: dict[str, list[Stretch]] = {}
    for stretch in stretches(case.report):
        groups.setdefault(_group(stretch), []).append(stretch)
    for place, own in groups.items():
        yield from _copied(case, place, own, former)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A run within one stretch, with as much of it as is nobody's stock."""

    stretch: Stretch
    run: Run
    own: int


class _Joined:
    """Stretches in one text, with barriers between them, and the way back."""

    def __init__(self, told: Sequence[Stretch]) -> None:
        self.stretches = told
        self.begins: list[int] = []
        parts: list[str] = []
        for index, stretch in enumerate(told):
            self.begins.append(sum(map(len, parts)))
            parts += [stretch.text, chr(_BARRIER + index)]
        self.text = "".join(parts)

    def place(self, span: tuple[int, int]) -> tuple[Stretch, int, int]:
        """The stretch a span stands in, and where in it."""
        index = bisect_right(self.begins, span[0]) - 1
        begin = self.begins[index]
        return self.stretches[index], span[0] - begin, span[1] - begin


def _near_one_another(text: str, found: Iterator[Placeholder]) -> Iterator[list[Placeholder]]:
    """The gaps of a text, those that stand near one another in one sentence together."""
    gaps: list[Placeholder] = []
    for gap in found:
        if gaps and (gap.start - gaps[-1].end > _NEAR or set("。！\n") & set(text[gaps[-1].end : gap.start])):
            yield gaps
            gaps = []
        gaps.append(gap)
    if gaps:
        yield gaps


def _left_in(case: Case, section: str, text: str, gaps: Sequence[Placeholder]) -> Breach:
    start, end = gaps[0].start, gaps[-1].end
    clause_start = max(text.rfind(mark, 0, start) for mark in _PAUSES) + 1
    clause_end = min((at for mark in _PAUSES if (at := text.find(mark, end)) >= 0), default=len(text))
    place = place_at(case.report, section, start)
    kinds = "、".join(dict.fromkeys(gap.kind for gap in gaps))
    return Breach(
        message=f"{place_name(case.form, place)}里“{text[clause_start:clause_end].strip()}”留有{kinds}。"
        "请填上实际内容；没有发生的写明没有，或者删去。",
        section=place,
        span=(start, end),
        quote=text[start:end],
    )


def _copied(case: Case, place: str, own: Sequence[Stretch], former: Sequence[Stretch]) -> Iterator[Breach]:
    """At most one breach a place: its longest run, or its likeness as a whole."""
    joined = _Joined(former)
    copies = [
        _Copy(stretch, run, own_length(stretch.text, *run.current))
        for stretch in own
        for run in shared_runs(stretch.text, joined.text, _LONG)
    ]
    longest = max(copies, key=lambda copy: copy.own, default=None)
    alike = _likeness(own, [stretch for stretch in former if _group(stretch) == place])
    if longest and longest.own >= _LONG:
        source, *_ = joined.place(longest.run.prior)
        yield _run_breach(case, longest, source, more=sum(copy.own >= _LONG for copy in copies) - 1)
    elif alike >= _ALIKE:
        yield _alike_breach(case, own, alike)


def _likeness(own: Sequence[Stretch], former: Sequence[Stretch]) -> float:
    """How alike two places are once stock is left out; 0 where little else is there to be compared."""
    texts = ["\n".join(own_text(stretch.text) for stretch in side) for side in (own, former)]
    if min(len(fold(text).text) for text in texts) < _LONG:
        return 0.0
    return similarity(*texts)


def _group(stretch: Stretch) -> str:
    """Section one is judged topic by topic, the others as a whole."""
    return stretch.place if stretch.section == "1" else stretch.section


def _run_breach(case: Case, copy: _Copy, source: Stretch, more: int) -> Breach:
    assert case.prior is not None
    stretch, (start, end) = copy.stretch, copy.run.current
    here, there = place_name(case.form, stretch.place), place_name(case.prior.form, source.place)
    others = f"，另有 {more} 处" if more else ""
    return Breach(
        message=f"{here}有 {copy.run.length} 字与{case.prior.year}年报告{there}相同（只换年份不算改写）{others}："
        f"“{_shown(stretch.text[start:end])}”。请按本年实际重写。",
        section=stretch.place,
        span=(stretch.start + start, stretch.start + end),
        quote=stretch.text[start:end],
        severity=_severity(stretch),
    )


def _alike_breach(case: Case, own: Sequence[Stretch], alike: float) -> Breach:
    assert case.prior is not None
    first, last = own[0], own[-1]
    return Breach(
        message=f"{place_name(case.form, _group(first))}与{case.prior.year}年报告同一部分相似度 {alike:.0%}"
        f"（达到 {_ALIKE:.0%} 视为照抄）。请按本年实际重写。",
        section=_group(first),
        span=(first.start, last.start + len(last.text)),
        quote=full_text(case.report.sections[first.section])[first.start : last.start + len(last.text)],
        severity=_severity(first),
    )


def _severity(stretch: Stretch) -> Severity | None:
    return None if stretch.section == "5" else Severity.WARNING


def _shown(passage: str) -> str:
    """A passage in a message: its beginning and its end."""
    words = "".join(passage.split()).lstrip("，。、；：）”")
    return words if len(words) <= 2 * _SHOWN else f"{words[:_SHOWN]}……{words[-_SHOWN:]}"
