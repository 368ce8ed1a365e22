"""N-03: parts told in the text, held to the whole that is told beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from report_assistant.checks.claims import own_names
from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.claim_reading import read_claims
from report_assistant.checks.reading.located import Stretch, stretches
from report_assistant.checks.reading.marked import COUNT, Marked, Number, mark
from report_assistant.checks.reading.part_words import least_of
from report_assistant.checks.reading.parts import Split, splits
from report_assistant.checks.reading.rate_subject import Subjects
from report_assistant.checks.reading.rates import comparisons_in
from report_assistant.checks.reading.two_years import held, plain
from report_assistant.checks.rule import Case, breach_at, rule
from report_assistant.report import full_text

_NEARLY = Decimal("0.95")  # three parts that make up so much of the whole are meant to be all of it


@rule(
    "N-03",
    Severity.ERROR,
    title="文中分项之和与总数不符；没有列全（等、主要）的为提醒",
    basis="国办公开办函〔2021〕30号 内容准确的要求",
)
def parts_make_up_the_whole(case: Case) -> Iterator[Breach | Unjudged]:
    """文中列出的分项，加起来等于文中写的总数。

    Demands: 按渠道、申请人、办理结果等列全的分项之和等于总数；没有列全的（等、主要、只列一项），不超过总数。
    Breach: 全年公开信息398条，其中门户网站276条、微信公众号98条、社区公开栏34条。
    Sound: 收到申请11件，其中网络提交8件、信函3件；自然人9件、商业企业2件（两种分法各自等于总数）。
    Remedy: 核对总数和各分项，改正写错的那个数；没有列全的，写明“等”。
    Source: 国办公开办函〔2021〕30号 对年度报告内容准确的责任条款；关系 N2。
    """
    for stretch in stretches(case.report):
        marked = mark(stretch.text)
        if len(marked.numbers) < 2:
            continue
        found = comparisons_in(stretch.text, case.report.year)
        taken = {at for comparison in found for at, _ in marked.within(comparison.start, comparison.end)}
        for split in splits(marked, taken):
            whole = _broken_whole(split)
            if whole is not None and not _told_by_the_tables(case, stretch, marked, (*split.parts, whole)):
                yield _breach(case, stretch, split, whole)


def _broken_whole(split: Split) -> Number | None:
    """The whole that the parts should make up and do not; None where they may be right."""
    numbers = (*split.parts, *split.wholes)
    if not split.wholes or any(number.mark != COUNT for number in numbers):
        return None
    total = _sum(split.parts)
    values = [whole.value for whole in split.wholes]
    sums = {*values, *(one + other for one, other in pairwise(values))}  # 新收与结转共12件
    if total in sums or split.goes_on or sums & set(_sums_within(split)):
        return None
    whole = min(split.wholes, key=lambda number: abs(number.value - total))
    if total > whole.value:
        known = split.kind or split.listed or split.complete
        return whole if (len(split.parts) > 1 and known) or total > max(sums) else None
    return whole if _should_be_all(split, total, whole) else None


def _sums_within(split: Split) -> Iterator[Decimal]:
    """What some of the parts make: the first of a list that runs on, any that stand together before 合计."""
    if split.after:
        for start in range(len(split.parts) - 1):
            yield from (_sum(split.parts[start:end]) for end in range(start + 2, len(split.parts) + 1))
    elif not split.listed:
        yield from (_sum(split.parts[:end]) for end in range(2, len(split.parts)))


def _sum(numbers: Sequence[Number]) -> Decimal:
    return sum((number.value for number in numbers), Decimal(0))


def _should_be_all(split: Split, total: Decimal, whole: Number) -> bool:
    """Whether parts that make less than the whole are meant to be all of it."""
    if split.open or len(split.parts) < 2:
        return False
    if split.after:
        return bool(split.kind) or split.listed
    if split.complete or (split.kind and 0 < least_of(split.kind) <= len(split.parts)):
        return True
    if split.sorts:
        return True
    return split.listed and len(split.parts) > 2 and total >= _NEARLY * whole.value


def _told_by_the_tables(case: Case, stretch: Stretch, marked: Marked, numbers: Sequence[Number]) -> bool:
    """Whether the tables say of each number, or of the whole alone, what it should be; N-02 tells that better."""
    report = case.report
    text = full_text(report.sections[stretch.section])
    names = own_names(report.organ)
    claims = read_claims(text, case.form, report.year, names=names, section=stretch.section)
    subjects = Subjects(stretch, marked, claims, case.form, report.year, names)
    cells = [subjects.of_number(number)[:1] for number in numbers]
    if len(set(cells[:-1])) < len(numbers) - 1 and all(cells):
        return False  # 信息不存在11件、非本机关掌握7件: both of one cell, which neither has to equal
    values = [held(report, one[0]) if one else None for one in cells]
    return None not in values or values[-1] == _sum(numbers[:-1])


def _breach(case: Case, stretch: Stretch, split: Split, whole: Number) -> Breach:
    total = _sum(split.parts)
    terms = "＋".join(f"{plain(part.value)}" for part in split.parts)
    said = f"{terms}＝{plain(total)}，" if len(split.parts) > 1 else ""
    differs = "超过了" if total > whole.value else "少于"
    more = "；没有列全的，写明“等”" if total < whole.value and not split.complete else ""
    place = case.form.place_label(stretch.place)
    breach = breach_at(
        stretch,
        min(whole.start, split.parts[0].start),
        max(whole.end, split.parts[-1].end),
        f"{place}中各分项之和与总数不符：{said}{differs}总数 {plain(whole.value)}。请核对总数和各分项后改正{more}。",
    )
    severity = Severity.WARNING if split.open or len(split.parts) == 1 else None
    return replace(breach, expected=plain(whole.value), actual=plain(total), severity=severity)
