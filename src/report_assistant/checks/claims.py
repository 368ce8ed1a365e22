"""N-01, N-02, N-04: numbers and statements in the text, held to the tables and to their sources."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from report_assistant import zh
from report_assistant.checks.accepting import CARRIED_IN, NEW, Spoken, accepted_two_ways
from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.binding import every_support, unbound_numbers
from report_assistant.checks.reading.claim_reading import Claim, read_claims
from report_assistant.checks.reading.located import placed, stretches
from report_assistant.checks.rule import Case, breach_at, rule
from report_assistant.official import Form
from report_assistant.report import Organ, Origin, Paragraph, Report, Value, full_text

_NUMERIC = ("count", "about", "accepted")
_CONTENT = re.compile(
    "(?:公开)?申请(?:公开)?的?(?:内容|事项)(?:主要|大多|多|基本|均)*(?:涉及|集中|为|是|包括)[^，。；\n]{2,16}"
    "|收到的(?:政府信息公开)?申请(?:主要|大多|多|均)+(?:涉及|集中|为|是)[^，。；\n]{2,16}"
)
_LARGE = re.compile(r"(?<=\d)[万亿]")
_DRAFTED_HERE = (Origin.PLAIN, Origin.MODEL, Origin.TYPED)
_REGION = re.compile("^(?:.{2,8}?(?:省|自治区|市|州|县|区|旗|盟))+(?=.{2})")
_OFFICE = re.compile("(?:人民政府|办事处)$")


@rule("N-01", Severity.ERROR, title="文中数字没有依据", basis="国办公开办函〔2021〕30号 内容准确的要求")
def drafted_numbers_have_a_source(case: Case) -> Iterator[Breach | Unjudged]:
    """本系统起草或录入的文字中，每个数字都有单元格、情况说明或有日期的来源可查。

    Demands: 起草段落中的数字能落到该段列明的单元格或情况说明上；人工录入的，能落到任一单元格或情况说明上。
    Breach: 段落依据为 T3:new:total（12 件），文中写“新收申请 21 件”。
    Sound: 段落依据为 T3:new:total（12 件），文中写“新收申请 12 件”；导入的原文不按本条判断。
    Remedy: 改正数字，或补充写明这个数字的情况说明并列为该段依据。
    Source: 国办公开办函〔2021〕30号 对年度报告内容准确的责任条款。
    """
    for number, paragraphs in case.report.sections.items():
        for paragraph, start, place in placed(case.form, number, paragraphs):
            if paragraph.origin in _DRAFTED_HERE:
                supports = _supports(paragraph, case.report)
                for loose in unbound_numbers(paragraph.text, supports, case.report, case.prior):
                    yield Breach(
                        message=f"{case.form.place_label(place)}中“{loose.quote}”没有依据：{loose.why}。"
                        "请核对这个数，改正后写明依据，或补充一条写有这个数的情况说明。",
                        section=place,
                        span=(start + loose.start, start + loose.end),
                        quote=loose.quote,
                        actual=_figure(loose.value),
                    )


def _supports(paragraph: Paragraph, report: Report) -> tuple[str, ...]:
    """What may carry a paragraph: a writer names it; a person who types is not asked to."""
    typed = paragraph.origin is Origin.TYPED
    return (*paragraph.supports, *every_support(report)) if typed else paragraph.supports


@rule(
    "N-02",
    Severity.ERROR,
    title="文中数据与表格不一致；“受理”前后所指不同时为待确认",
    basis="国办公开办函〔2021〕30号 正文与表格数据应当一致",
)
def claims_match_the_tables(case: Case) -> Iterator[Breach | Unjudged]:
    """正文中说到表内事项的数字与表格相同。

    Demands: 新收、结转、办结和各办理结果、各类申请人、复议诉讼、规范性文件、许可处罚强制、收费的文中数等于表中数。
    Breach: 表三新收总计 12，文中写“收到政府信息公开申请 13 件”，或另一处写“新收十三件”。
    Sound: 上年数（较上年的 8 件）、渠道分项（网络提交 6 件）、信访咨询、增减幅度都不是本年表内的数；
    “受理”等于新收，或者等于新收与上年结转之和，都可以，一处这样一处那样的请人确认。
    Remedy: 对照台账，改正文字或改正单元格。
    Source: 国办公开办函〔2021〕30号；关系 N1。
    """
    spoken = _spoken(case)
    yield from _judge(case, [(place, claim) for place, claim in spoken if claim.polarity in _NUMERIC])
    for place, claim, message in accepted_two_ways(case, spoken):
        breach = _breach(case.form, place, claim, claim.value)
        yield replace(breach, message=message, cells=(NEW, CARRIED_IN), severity=Severity.ASK, expected=None)


@rule(
    "N-04",
    Severity.ERROR,
    title="“没有发生”或“全部办结”与表格不符",
    basis="国办公开办函〔2021〕30号 正文与表格数据应当一致",
)
def absences_match_the_tables(case: Case) -> Iterator[Breach | Unjudged]:
    """正文说没有、说全部办结、说尚有的，表格也如此。

    Demands: 写“未收到申请”“没有行政复议”“均已办结”的，相应单元格为 0；写“尚有申请结转”的，不为 0。
    Breach: 表四行政复议总计 1，文中写“全年未发生行政复议”；前面写未收到申请，后面又写“申请内容主要涉及征地补偿”。
    Sound: 表三新收总计 0，文中写“未收到政府信息公开申请”；写“办结的 10 件均按期答复”。
    Remedy: 对照台账，改正文字或改正单元格。
    Source: 国办公开办函〔2021〕30号；关系 N3。
    """
    spoken = [(place, claim) for place, claim in _spoken(case) if claim.polarity not in _NUMERIC]
    yield from _judge(case, spoken)
    if any(claim.subject == (NEW,) and claim.polarity == "none" for _, claim in spoken):
        yield from _content_of_none(case)


def _judge(case: Case, spoken: Sequence[Spoken]) -> Iterator[Breach | Unjudged]:
    """The breaches among claims of one kind; where none could be judged, why."""
    held = [(place, claim, _held(case.report, claim.subject)) for place, claim in spoken]
    unread = [claim for _, claim, value in held if value is None]
    wrong = [
        (place, claim, value) for place, claim, value in held if value is not None and not _agrees(case, claim, value)
    ]
    for place, claim, value in wrong:
        alike = [other.value for at, other, _ in held if (at, other.subject) == (place, claim.subject)]
        if not (claim.value and len(alike) > 1 and sum(alike) == value):  # 办结当年新收9件，办结上年结转1件: parts
            yield _breach(case.form, place, claim, value)
    if unread and len(unread) == len(spoken):
        said = "、".join(f"“{claim.quote}”" for claim in unread[:3]) + ("等" if len(unread) > 3 else "")
        yield Unjudged(f"文中{said}所说的单元格没有可用的数，无法核对")


def _content_of_none(case: Case) -> Iterator[Breach]:
    """申请内容主要涉及…, in a text that says that none was received."""
    if case.report.value(NEW) == 0:
        for stretch in stretches(case.report):
            for found in _CONTENT.finditer(stretch.text):
                message = (
                    f"{case.form.place_label(stretch.place)}中“{found[0]}”说的是收到的申请，而文中另一处写没有收到申请，"
                    f"{_label(case.form, (NEW,))}也是 0。请核对台账：没有的，删去这一句；有的，补填表三并改正另一处。"
                )
                yield replace(breach_at(stretch, *found.span(), message), cells=(NEW,), expected=0, actual=found[0])


def _held(report: Report, cells: Sequence[str]) -> Value | None:
    """The sum of these cells; None where one of them has no number."""
    values = [value for ref in cells if (value := report.value(ref)) is not None]
    return sum(values) if len(values) == len(cells) else None


def _spoken(case: Case) -> list[Spoken]:
    """What the narrative says of the report's own year, each claim with the place it stands in."""
    report, names = case.report, own_names(case.report.organ)
    told, spoken = list(stretches(report)), list[Spoken]()
    for number, paragraphs in report.sections.items():
        here = [stretch for stretch in told if stretch.section == number]
        starts = [stretch.start for stretch in here]
        claims = read_claims(full_text(paragraphs), report.form, report.year, names=names, section=number)
        now = [claim for claim in claims if claim.period == report.year]
        spoken += [(here[bisect_right(starts, claim.start) - 1].place, claim) for claim in now]
    return spoken


@lru_cache(maxsize=64)  # several rules ask for them
def own_names(organ: Organ) -> tuple[str, ...]:
    """What the organ may call itself: its names, without the region before and the office behind."""
    bare = _REGION.sub("", organ.name)
    whole = (organ.name, organ.short_name, "" if _OFFICE.fullmatch(bare) else bare)
    return tuple(dict.fromkeys(name for full in whole for name in (full, _OFFICE.sub("", full)) if name))


def _agrees(case: Case, claim: Claim, value: Value) -> bool:
    """Whether the text may say so, under one of the readings the sentence leaves open."""
    if claim.polarity == "some":
        return value >= claim.value
    if claim.value == value and not claim.between:  # as nearly all are
        return True
    others = [_held(case.report, cells) for cells in claim.others]
    unit = case.form.cells[claim.subject[0]].column.unit
    return None in others or any(_written_as(claim, held, unit) for held in (value, *others) if held is not None)


def _written_as(claim: Claim, held: Value, unit: str) -> bool:
    """Whether the figure in the text is this number; 万 and 亿 may be rounded to the digits that are written."""
    if claim.between:
        return claim.between[0] <= held <= claim.between[1]
    if claim.value == held:
        return True
    large = _LARGE.search(claim.quote)
    if not (large or unit == "万元"):
        return False
    if not large:  # 元, where the table has 万元
        return zh.round_half_up(claim.value, Decimal(1).scaleb(int(Decimal(held).as_tuple().exponent))) == held
    scale = {"万": 10_000, "亿": 10**8}[large[0]] // (10_000 if unit == "万元" else 1)
    written, exact = claim.value / scale, Decimal(held) / scale
    step = Decimal(1).scaleb(min(0, int(written.normalize().as_tuple().exponent)))
    return zh.round_half_up(exact, step) == written


def _breach(form: Form, place: str, claim: Claim, held: Value) -> Breach:
    unit = form.cells[claim.subject[0]].column.unit
    count = f"写的是 {_figure(claim.value)} {unit}"
    slip = "，疑似把元填成了万元" if unit == "万元" and held == claim.value * 10_000 else ""
    said = {"some": "说有", "none": "说没有", "all_done": "说已全部办完"}.get(claim.polarity, count)
    return Breach(
        message=f"{form.place_label(place)}中“{claim.quote}”{said}，"
        f"而{_label(form, claim.subject)}是 {held} {unit}{slip}。请对照台账，改正文字或改正单元格。",
        cells=claim.subject,
        section=place,
        span=(claim.start, claim.end),
        quote=claim.quote,
        expected=held,
        actual=_figure(claim.value) if claim.polarity in _NUMERIC else claim.quote,
    )


def _figure(value: Decimal) -> Value:
    """A count as an int, money as it is."""
    return int(value) if value == value.to_integral_value() else value


def _label(form: Form, cells: Sequence[str]) -> str:
    """The cells in the form's words; a whole group by the heading above it."""
    named = [form.cells[ref] for ref in cells]
    first = named[0]
    if len(named) == 1:
        return first.label
    for side, other in (("row", "column"), ("column", "row")):
        heading = getattr(first, side).headings[-1:]
        group = [
            cell.ref
            for cell in form.cells.values()
            if cell.table == first.table
            and getattr(cell, side).headings[-1:] == heading
            and getattr(cell, other) == getattr(first, other)
        ]
        if heading and set(group) == set(cells):
            return f"{first.table_name}“{heading[0]}”各项“{getattr(first, other).label}”之和"
    return "、".join(cell.label for cell in named) + "之和"
