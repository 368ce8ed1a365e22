"""N-05: growth, differences, directions and shares in the text, held to both years."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from report_assistant.checks.changes import Judged, Reading, judge_changes
from report_assistant.checks.claims import own_names
from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.proportions import judge_shares
from report_assistant.checks.reading.claim_reading import Claim, read_claims
from report_assistant.checks.reading.located import place_at, stretches
from report_assistant.checks.reading.marked import mark
from report_assistant.checks.reading.rate_subject import Subjects
from report_assistant.checks.reading.rates import comparisons_in
from report_assistant.checks.reading.two_years import held, held_before, label_of, plain
from report_assistant.checks.rule import Case, rule
from report_assistant.report import full_text


@rule("N-05", Severity.ERROR, title="文中的增减、占比与两年数据不符", basis="国办公开办函〔2021〕30号 内容准确的要求")
def rates_match_both_years(case: Case) -> Iterator[Breach | Unjudged]:
    """文中说的增减、幅度、方向、占比和上年数，能由两年的数据算出来。

    Demands: 增减数、增长率、“有所上升”“持平”“是上年的几倍”、占比、办结率，与两年表内的数或者文中写明的两个数
    相符，四舍五入到所写的位数；文中写的上年数与上年报告相同。
    Breach: 本年新收 11 件，上年 8 件，文中写“同比增长50%”；或者写“由350条增至420条，增长30%”。
    Sound: “同比增长37.5%”“较上年增加3件”；阅读量、满意度等没有写明两个数的不判断。
    Remedy: 按两年的数重算后改正文字；所依据的数本身有误的，改正那个数。
    Source: 国办公开办函〔2021〕30号 对年度报告内容准确的责任条款；关系 N2。
    """
    names = own_names(case.report.organ)
    claims = {
        number: read_claims(full_text(paragraphs), case.form, case.report.year, names=names, section=number)
        for number, paragraphs in case.report.sections.items()
    }
    told: list[Judged] = list(_last_years_numbers(case, claims))
    for stretch in stretches(case.report):
        marked = mark(stretch.text)
        subjects = Subjects(stretch, marked, claims[stretch.section], case.form, case.report.year, names)
        reading = Reading(case.report, case.prior, subjects)
        found = comparisons_in(stretch.text, case.report.year)
        told += [*judge_changes(reading, found), *judge_shares(reading, found)]
    yield from _each_once(one for one in told if isinstance(one, Breach))
    unread = [one for one in told if isinstance(one, str)]
    if unread and len(unread) == len(told):
        quotes = "、".join(f"“{quote}”" for quote in unread[:3]) + ("等" if len(unread) > 3 else "")
        yield Unjudged(f"文中{quotes}所比较的数没有给全（没有上一年度报告，或者单元格没有数），无法核对")


def _each_once(breaches: Iterable[Breach]) -> Iterator[Breach]:
    """Those that tell of other words than the ones before."""
    told: list[tuple[str, int, int]] = []
    for breach in breaches:
        section, (start, end) = (breach.section or "")[:1], breach.span or (0, 0)
        if not any(section == at and start < last and first < end for at, first, last in told):
            yield breach
            told.append((section, start, end))


def _last_years_numbers(case: Case, claims: Mapping[str, Sequence[Claim]]) -> Iterator[Judged]:
    """Figures that the text gives for last year, held to last year's report."""
    for number, told in claims.items():
        for claim in told:
            if claim.period != case.report.year - 1 or claim.polarity not in ("count", "none"):
                continue
            values = [held_before(case.report, case.prior, cells) for cells in (claim.subject, *claim.others)]
            if None in values:
                yield claim.quote
            elif claim.value in values or claim.value == held(case.report, claim.subject):
                yield None  # this year's number under last year's name: the year is wrong, not the number
            else:
                yield _last_year_breach(case, place_at(case.report, number, claim.start), claim, values[0])


def _last_year_breach(case: Case, place: str, claim: Claim, before: Decimal | None) -> Breach:
    right = plain(before or Decimal(0))
    return Breach(
        message=f"{case.form.place_label(place)}中“{claim.quote}”说的是上年，"
        f"而上年报告{label_of(case.form, claim.subject)}是 {right}。"
        "请对照上年报告改正；上年报告有更正的，写明更正情况。",
        cells=claim.subject,
        section=place,
        span=(claim.start, claim.end),
        quote=claim.quote,
        expected=right,
        actual=plain(claim.value),
    )
