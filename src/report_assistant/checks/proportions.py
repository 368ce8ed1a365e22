"""Shares and settlement rates in the text, judged by the cells and by the numbers beside them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

from report_assistant import zh
from report_assistant.checks.changes import Judged, Reading
from report_assistant.checks.named_rates import CAME_IN, Ratio, given_sum, named_ratios
from report_assistant.checks.reading.change import Told
from report_assistant.checks.reading.marked import Marked
from report_assistant.checks.reading.rate_subject import Cells
from report_assistant.checks.reading.rate_words import share_patterns
from report_assistant.checks.reading.rates import Comparison
from report_assistant.checks.reading.shares import (
    NamedRate,
    Share,
    bracketed_shares,
    leading_shares,
    named_rates,
    shares,
    viewed_shares,
)
from report_assistant.checks.reading.two_years import held, held_before, plain

_EVERY_SUIT = ("T4:direct:total", "T4:after_review:total")
_SETTLED = ("T3:total:total",)
_RECEIVED = re.compile("收")
_CARRIED = re.compile("结转|遗留|转入")
_SHARE_OF = re.compile("(?P<part>.+?)(?:数量|件数)?占(?P<whole>.*?)的?(?:比重|比例|份额|比)")
_EMPTY = re.compile("总数量|总件数|总条数|总数|总量|数量|全部|全年|所有|总|数|量|的|了")


def judge_shares(reading: Reading, found: Sequence[Comparison]) -> Iterator[Judged]:
    """Each share of a stretch; `found`: its comparisons, whose numbers are neither part nor whole."""
    marked, year = reading.subjects.marked, reading.report.year
    taken = {at for comparison in found for at, _ in marked.within(comparison.start, comparison.end)}
    for share in shares(marked, year, taken):
        yield from _judged(reading, share, _ratios(reading, share))
        for comparison in found:
            if 0 <= comparison.start - share.end <= 1 and comparison.told[0].kind == "points":
                yield from _points(reading, share, comparison.told[0])
    for comparison in found:
        if comparison.told[0].kind == "points" and (unsized := _told_without_size(marked, comparison)):
            yield from _points(reading, unsized, comparison.told[0])
    bracketed = [one for one in bracketed_shares(marked, taken) if one.part and reading.subjects.of_number(one.part)]
    for share in (*leading_shares(marked, year), *viewed_shares(marked), *bracketed):
        yield from _judged(reading, share, _ratios(reading, share))
    for rate in named_rates(marked, year, taken):
        yield from _judged(reading, rate, named_ratios(reading, rate))


def _told_without_size(marked: Marked, comparison: Comparison) -> Share | None:
    """The share of which only the change is told: 予以公开占办结总数的比重较上年提高4.8个百分点."""
    found, points = _SHARE_OF.fullmatch(marked.text, *comparison.head), comparison.told[0].amount
    if found is None or points is None:
        return None
    head = found.span("part")
    return Share(head[1], comparison.end, comparison.sentence, points, None, head, found["whole"])


def _points(reading: Reading, share: Share, told: Told) -> Iterator[Judged]:
    """占44.5%，同比提高3.4个百分点: this year's share less last year's, either of them perhaps rounded first."""
    changes = list(_changes(reading, share))
    if told.amount is None or not told.amount.exact or not changes:
        return
    step = Decimal(1).scaleb(min(0, int(told.amount.value.as_tuple().exponent)))
    if any(abs(change * told.sign - told.amount.value) <= step for change in changes):
        yield None
        return
    size = f"{abs(changes[0]):.1f}"
    right = "持平" if size == "0.0" else f"{'提高' if changes[0] > 0 else '下降'} {size} 个百分点"
    message = f"与两年的数不符：按两年表内的数，这一占比应为{right}。请核对后改正。"
    yield replace(reading.breach(told.start, told.end, message), expected=right, actual=plain(told.amount.value))


def _changes(reading: Reading, share: Share) -> Iterator[Decimal]:
    """By how many points the share has changed, for all that it may be the share of."""
    _, parts = _parts(reading, share)
    for part in parts:
        for whole, _ in _whole_cells(reading, share, parts):
            now = _percent(given_sum(reading, part), given_sum(reading, whole))
            before = _percent(*(held_before(reading.report, reading.prior, cells) for cells in (part, whole)))
            if now is not None and before is not None:
                yield now - before


def _percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return None if part is None or not whole else part * 100 / whole


def _judged(reading: Reading, share: Share | NamedRate, told: Iterable[Ratio]) -> Iterator[Judged]:
    """Right by any reading, or wrong by one that is certain; else it is left alone."""
    ratios = [ratio for ratio in told if ratio.whole]
    percent = share.percent
    right_by = any(percent.admits(ratio.part * 100 / ratio.whole) for ratio in ratios)
    certain = [ratio for ratio in ratios if ratio.certain]
    if right_by or not certain:
        yield from [None] if right_by else []
        return
    places = max(1, -int(percent.value.as_tuple().exponent))
    exact = certain[0].part * 100 / certain[0].whole
    right = f"{zh.round_half_up(exact, Decimal(1).scaleb(-places)):f}%"
    of = f"{plain(certain[0].part)} 占 {plain(certain[0].whole)} 的 {right}"
    breach = reading.breach(share.start, share.end, f"算得不对：{of}。请核对这两个数，改正比例或者改正数字。")
    yield replace(breach, expected=right, actual=f"{percent.value:f}%")


def _ratios(reading: Reading, share: Share) -> Iterator[Ratio]:
    """What may be the share of what, the likeliest first."""
    parts, cells = _parts(reading, share)
    wholes = list(_wholes(reading, share, cells))
    for part in parts:
        yield from (Ratio(part, whole, certain) for whole, certain in wholes if whole >= part)


def _parts(reading: Reading, share: Share) -> tuple[list[Decimal], tuple[Cells, ...]]:
    subjects = reading.subjects
    if share.together:
        each = [next(iter(subjects.of_number(number)), ()) for number in share.together]
        return [sum((n.value for n in share.together), Decimal(0))], (
            tuple(ref for one in each for ref in one),
        ) if all(each) else ()
    if share.part is not None:
        cells = subjects.of_number(share.part)
        return [share.part.value], cells
    if share.rank[1] > 1:
        named = subjects.of_named(share.sentence, share.head, share.rank[1])
        cells = named[share.rank[0]] if named else ()
    else:
        cells = subjects.of_words(share.sentence, *share.head)
    if not _CARRIED.search(_before(reading, share)):  # 自然人约占八成: of what was received, not of what was carried in
        cells = tuple(one for one in cells if not all(ref.startswith("T3:carried_in") for ref in one))
    values = [held(reading.report, one) for one in cells]
    return ([] if None in values else [value for value in values if value is not None]), cells


def _wholes(reading: Reading, share: Share, cells: Sequence[Cells]) -> Iterator[tuple[Decimal, bool]]:
    """The wholes, and whether each is certain: the one named, in the text or in the tables; else all it may be."""
    if share.whole_number is not None:
        yield share.whole_number.value, True
        return
    unit = share.part.unit if share.part else "件"
    named = False
    for whole, is_named in _whole_cells(reading, share, cells):
        named = named or is_named
        told = [(n.value, reading.subjects.of_number(n)) for n in share.near] if is_named else []
        yield from ((value, True) for value, meant in told if meant[:1] == (whole,))
        if (value := given_sum(reading, whole)) is not None:
            yield value, True
        yield from ((value, True) for value, meant in told if whole in meant[1:])  # 共办理64件 may be another sum
    unnamed = bool(share_patterns(reading.report.year)["all_of"].fullmatch(share.whole))
    core = _EMPTY.sub("", share.whole)
    if (unnamed and share.part) or (not unnamed and not named and core and core in _before(reading, share)):
        yield from ((n.value, True) for n in reversed(share.beside) if n.unit == unit)
    if unnamed:
        if share.listed:
            yield sum((n.value for n in share.listed), Decimal(0)), True
        near = [n.value for n in share.near if n.unit == unit]
        yield from ((total, False) for start in range(len(near)) for total in accumulate(near[start:]))


def _before(reading: Reading, share: Share) -> str:
    return reading.words(share.sentence, share.start)


def _whole_cells(reading: Reading, share: Share, cells: Sequence[Cells]) -> Iterator[tuple[Cells, bool]]:
    """The cells that may be the whole, and whether the text names them."""
    if share_patterns(reading.report.year)["all_of"].fullmatch(share.whole):
        told = [one for one in cells if share.part or one != CAME_IN[:1]]  # 依申请公开占40%: of all made public
        yield from ((whole, False) for one in told for whole in _around(one))
    elif share.whole_number is None:
        for one in reading.subjects.of_phrase(share.sentence, share.start, f"，{share.whole}"):
            if one in cells:
                continue  # 自然人占申请人的60%: the words name no whole
            if one == CAME_IN[:1] and cells and not _RECEIVED.search(share.whole) and _ended(cells[0]):
                yield _SETTLED, True  # 40%的申请予以公开
            yield one, True
            if one == CAME_IN[:1]:
                yield CAME_IN, True  # 申请总量 may count what was carried in as well


def _ended(cells: Cells) -> bool:
    """Whether these are outcomes of table three."""
    return all(ref.startswith("T3:") and ref.split(":")[1] not in ("new", "carried_in", "carried_out") for ref in cells)


def _around(cells: Cells) -> Iterator[Cells]:
    """The wholes that these cells are parts of: their row, their column, what came in, all suits, all decisions."""
    table, row, column = cells[0].split(":")
    if table == "T2":
        yield tuple(f"T2:{key}:decisions" for key in ("licences", "penalties", "compulsion"))
        return
    if column != "total":
        yield (f"{table}:{row}:total",)
    if table == "T3":
        yield from ((f"T3:total:{column}",), ("T3:total:total",), CAME_IN[:1], CAME_IN)
    else:
        yield from (_EVERY_SUIT, ("T4:review:total", *_EVERY_SUIT))
