"""W-07, W-08, W-09: section five speaks of disclosure, pairs problems with measures, and keeps last year's word."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.disclosure import Bearing, aspects, bearing
from report_assistant.checks.reading.located import place_name
from report_assistant.checks.rule import Case, rule
from report_assistant.comparison import Point, Promise, promises, read_section_five, sharing_words
from report_assistant.report import full_text

_SHOWN = 20  # characters of a point that a message shows
_MOST_SHOWN = 4
_UNDIVIDED = 300  # characters in one paragraph without a list, past which nobody pairs problems and measures
_MANY = 5  # points in such a paragraph
_GAP = "〔待补充"  # still to be written, which W-01 tells
_WORDS = {"problem": "问题", "measure": "改进措施"}


@rule(
    "W-07",
    Severity.ERROR,
    title="问题或措施与政府信息公开无关",
    basis="国办公开办函〔2021〕30号：不得泛化；政府信息公开条例第五十条第一款第（四）项",
)
def problems_and_measures_are_of_disclosure(case: Case) -> Iterator[Breach | Unjudged]:
    """第五部分写的是政府信息公开工作的问题和改进。

    Demands: 每一个问题、每一条措施都与政府信息公开有关；人员、制度、时效等做好公开工作的条件也算有关。
    Breach: “数字鸿沟明显，重复派单、多头考核问题突出”“扩大千兆光网覆盖，推进机构改革”。
    Sound: “政策解读形式单一”“人员变动频繁，业务不够熟练”“老年人看不到网上公开的信息”。
    Remedy: 删去与公开无关的内容，改写本年公开工作中的实际问题和改进措施。
    Source: 国办公开办函〔2021〕30号；条例第五十条第一款第（四）项“存在的主要问题及改进情况”。
    """
    points = _points(case)
    if not points:
        yield Unjudged("第五部分没有读到问题和措施")
    written = [point for point in points if point.kind != "account" and _GAP not in point.text]
    bearings = {point: bearing(point.text) for point in written}
    for kind in ("problem", "measure"):
        told = [point for point in bearings if point.kind == kind]
        strayed = _strayed(told, bearings)
        if strayed:
            yield _strayed_breach(case, told, strayed)


@rule(
    "W-08",
    Severity.WARNING,
    title="问题没有对应的改进措施",
    basis="政府信息公开条例第五十条第一款第（四）项；报告要求逐项提出改进措施",
)
def every_problem_has_a_measure(case: Case) -> Iterator[Breach | Unjudged]:
    """第五部分的每个问题都有改进措施。

    Demands: 有一个问题就有一条对应的措施，成对写或者分两块写都可以；问题多的逐条分写。
    Breach: 写了“一是解读偏少；二是栏目更新慢；三是答复不准确”，措施只有前两条。
    Sound: 三个问题、三条措施；一条措施明确管两个问题。
    Remedy: 给没有措施的问题补写措施，写明谁来做、何时完成；或者删去不成立的问题。
    Source: 条例第五十条第一款第（四）项；固镇县 2023 年度报告部署会要求问题、措施逐条对应。
    """
    points = [point for point in _points(case) if point.kind != "account"]
    problems = [point for point in points if point.kind == "problem"]
    measures = [point for point in points if point.kind == "measure"]
    if not problems:
        yield Unjudged("第五部分没有读到逐条的问题")
    elif _undivided(case, points):
        yield _undivided_breach(case, points)
    elif not measures and any(point.acts for point in problems):
        yield Unjudged("分不清哪些话是问题、哪些是改进措施")
    elif not measures:
        yield _at(case, problems, problems, f"{len(problems)} 个问题都没有改进措施：{_told(problems)}。请逐个补写。")
    else:
        bare = _bare(_candidates(points), "\n".join(measure.text for measure in measures))
        if bare and _halves(points) and not any(point.listed for point in measures):
            yield Unjudged("改进措施没有分条写，看不出与各个问题的对应")
        elif bare:
            counts = f"列出 {len(problems)} 个问题、{len(measures)} 条措施"
            advice = "请补写，写明谁来做、何时完成"
            yield _at(case, problems, bare, f"{counts}，没有看到对应的措施：{_told(bare)}。{advice}。")


@rule(
    "W-09",
    Severity.WARNING,
    title="上年提出的改进没有交代",
    basis="政府信息公开条例第五十条第一款第（四）项“改进情况”",
    needs={"prior"},
)
def last_years_promises_are_followed_up(case: Case) -> Iterator[Breach | Unjudged]:
    """上年第五部分提出的改进措施，本年说明办得怎样。

    Demands: 上年报告提出的每项改进，本年第五部分（或者总体情况）交代落实情况；没有做成的说明原因。
    Breach: 上年说“把申请表摆进便民大厅”，本年没有一处提到；或者上年的打算原样又写成今年的打算。
    Sound: “上年提出的改进已落实：答复书模板统一后逐件复核。”“上年所列问题均已整改到位。”
    Remedy: 在第五部分补写上年改进事项的落实情况；仍在做的写明进度。
    Source: 条例第五十条第一款第（四）项；30号 第五部分标题“存在的主要问题及改进情况”。
    """
    assert case.prior is not None
    announced = [promise for promise in promises(case.report, case.prior) if promise.specific]
    left = [promise.text for promise in announced if promise.open]
    if not any(paragraph.text.strip() for paragraph in case.report.sections.get("5", ())):
        yield Unjudged("报告中没有第五部分的文字")
    elif not announced:
        yield Unjudged("上年报告第五部分没有读到可以对照的改进措施")
    elif left:
        yield from _left_open(case, announced, left)


def _points(case: Case) -> tuple[Point, ...]:
    return read_section_five(case.report.sections.get("5", ()), case.report.year)


def _strayed(told: Sequence[Point], bearings: Mapping[Point, Bearing]) -> list[Point]:
    """The points of one kind that are of another field; where these are the most, with those of no known word.

    A point that shares words with one on disclosure of the other kind is its measure, or its problem. Points
    of no known word count by themselves only where there is nothing else: no list of words is complete.
    """
    other = [point for point in told if bearings[point] == "other"]
    if other:
        rest = (point for point, bears in bearings.items() if bears == "disclosure" and point.kind != other[0].kind)
        sound = "\n".join(point.text for point in rest)
        paired = sharing_words((point.text for point in other), sound)
        other = [point for point in other if point.text not in paired]
    kept = {point.start for point in other}
    together = [point for point in told if point.start in kept or bearings[point] == "nothing"]
    most = 2 * len(together) > len(told) if other else len(told) == len(together) > 1
    return together if most else other


def _strayed_breach(case: Case, told: Sequence[Point], strayed: Sequence[Point]) -> Breach:
    words = _WORDS[told[0].kind]
    share = "全部" if len(told) == len(strayed) else f" {len(told)} 条中有 {len(strayed)} 条"
    message = f"写的{words}{share}与政府信息公开工作无关：{_told(strayed)}。请改写为本年公开工作的{words}。"
    return _at(case, told, strayed, message)


def _candidates(points: Sequence[Point]) -> list[Point]:
    """The problems for which no measure is at hand: all where measures are fewer, or those no measure follows."""
    problems = [point for point in points if point.kind == "problem"]
    if _halves(points):
        return problems if len(points) - len(problems) < len(problems) else []
    ends = {id(one) for one, next_one in pairwise(points) if next_one.kind == "measure"}
    return [point for point in problems if id(point) not in ends]


def _halves(points: Sequence[Point]) -> bool:
    """Whether all problems stand before all measures, or behind them."""
    return len(list(groupby(points, key=lambda point: point.kind))) == 2


def _bare(problems: Sequence[Point], measures: str) -> list[Point]:
    """The problems that share no words with the measures, and speak of no side of the work that these speak of."""
    sides, paired = aspects(measures), sharing_words((one.text for one in problems), measures)
    return [one for one in problems if one.text not in paired and not aspects(one.text) & sides]


def _undivided(case: Case, points: Sequence[Point]) -> bool:
    written = [paragraph.text for paragraph in case.report.sections["5"] if paragraph.text.strip()]
    return (
        len(written) == 1
        and len(written[0]) > _UNDIVIDED
        and len(points) >= _MANY
        and _halves(points)
        and not any(point.listed for point in points)
    )


def _undivided_breach(case: Case, points: Sequence[Point]) -> Breach:
    length = sum(len(paragraph.text) for paragraph in case.report.sections["5"])
    message = f"{length} 字写成一段，问题和措施没有分条，看不出哪个问题由哪条措施解决。请逐条列出问题和对应的措施。"
    return _at(case, points, points, message)


def _left_open(case: Case, announced: Sequence[Promise], left: Sequence[str]) -> Iterator[Breach | Unjudged]:
    """Nothing where as many matters are told as were announced, one of them surely: the rest in other words."""
    accounts = [point.text for point in _points(case) if point.kind == "account"]
    if any(_GAP in account for account in accounts):
        yield Unjudged("上年改进事项的落实情况还没有填（见 W-01）")
    elif len(accounts) < len(announced) or not any(promise.account in accounts for promise in announced):
        count = f"{case.report.year - 1}年报告提出的改进有 {len(left)} 项在本年报告里没有交代"
        advice = f"请在{place_name(case.form, '5')}说明落实情况，没有做成的说明原因"
        yield Breach(f"{count}：{_listed(left)}。{advice}。", section="5", expected="；".join(left))


def _at(case: Case, told: Sequence[Point], wrong: Sequence[Point], message: str) -> Breach:
    """A breach at the first of the wrong points and those that follow it among all that were told."""
    starts = {point.start for point in wrong}
    first = next(list(run) for astray, run in groupby(told, key=lambda point: point.start in starts) if astray)
    start, end = first[0].start, first[-1].end
    return Breach(
        message=f"{place_name(case.form, '5')}{message}",
        section="5",
        span=(start, end),
        quote=full_text(case.report.sections["5"])[start:end],
        actual="".join(point.text for point in wrong),
    )


def _told(points: Sequence[Point]) -> str:
    return _listed([point.text for point in points])


def _listed(texts: Sequence[str]) -> str:
    """The first few, each by its beginning."""
    shown = [text.strip("，。；、 \n").split("\n")[0] for text in texts]
    quoted = "、".join(f"“{text[:_SHOWN]}{'……' if len(text) > _SHOWN else ''}”" for text in shown[:_MOST_SHOWN])
    return quoted + (f"等 {len(texts)} 处" if len(texts) > _MOST_SHOWN else "")
