"""F-01, F-02: section six and the fee for handling information."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.fee_words import FEE, Told, fee_sentences, states_fee, told_of_fee
from report_assistant.checks.reading.located import Stretch, place_name, stretches
from report_assistant.checks.rule import Case, breach_at, rule
from report_assistant.comparison import fold
from report_assistant.report import Note, Paragraph

_FEES, _UNPAID = "T2:fees:amount", "T3:other.unpaid:total"
_NOT_OF_THESE = re.compile("上一?年|去年|往年|跨年|20\\d\\d年[^，。；]{0,6}通知|其中|另外?|每件|分别")
_NAMES = {"notices": "收费通知件数", "asked": "收费通知金额", "received": "实际收取金额"}


@rule(
    "F-01",
    Severity.ERROR,
    title="第六部分没有说明信息处理费",
    basis="国办函〔2020〕109号；国办公开办函〔2021〕30号 附件 第六部分",
)
def fee_is_reported(case: Case) -> Iterator[Breach | Unjudged]:
    """第六部分说明收取信息处理费的情况。

    Demands: 第六部分写明发出收费通知的件数、总金额和实际收取的总金额；没有的，明确写没有。
    Breach: 第六部分只写“无”；只写“收取信息处理费情况良好”。
    Sound: “本年度未发出收费通知，未收取信息处理费。”
    Remedy: 按实际补写；没有收取的，写明本年度未收取信息处理费。
    Source: 国办函〔2020〕109号《政府信息公开信息处理费管理办法》；30号 附件第六部分提示语。
    """
    if not case.report.sections:
        yield Unjudged("没有读到文字部分")
        return
    if _states_fee(case.report.sections.get("6", ())):
        return
    elsewhere = [number for number, paragraphs in case.report.sections.items() if _states_fee(paragraphs)]
    where = f"，只在{place_name(case.form, elsewhere[0])}提到" if elsewhere else ""
    text = "".join(paragraph.text for paragraph in case.report.sections.get("6", ())).strip()
    yield Breach(
        message=f"{place_name(case.form, '6')}没有说明信息处理费的收取情况{where}。"
        "请写明收费通知件数、总金额和实际收取金额；没有的，写明本年度未收取信息处理费。",
        section="6",
        quote=text or None,
    )


@rule(
    "F-02",
    Severity.WARNING,
    title="第六部分的信息处理费与表格或情况说明不一致",
    basis="国办函〔2020〕109号；国办公开办函〔2021〕30号 附件 第二、三、六部分",
)
def fee_agrees_with_the_tables(case: Case) -> Iterator[Breach | Unjudged]:
    """信息处理费的说法前后一致，与表二、表三、情况说明一致。

    Demands: 实际收取的信息处理费不超过表二行政事业性收费，不超过通知的金额；表三（六）2 有几件，收费通知就不少于几件；
        同一个数前后一致，与情况说明一致。
    Breach: 实际收取5000元，表二收费金额却是 0.35 万元；表三（六）2 为 1 件，第六部分写“未发出收费通知”。
    Sound: 发出收费通知3件，实际收取900元，表二收费金额 3.96 万元，表三（六）2 为 1 件。
    Remedy: 按收费台账核对，改正第六部分或者表格。
    Source: 国办函〔2020〕109号：信息处理费属于行政事业性收费；逾期未缴费的计入表三（六）2。
    """
    told = [stretch for stretch in stretches(case.report) if stretch.section == "6"]
    if not told:
        yield Unjudged("第六部分没有文字（见 F-01）")
        return
    numbers = [(stretch, one) for stretch in told for one in told_of_fee(stretch.text)]
    yield from _more_than_all_fees(case, numbers)
    yield from _unpaid_without_notice(case, told, numbers)
    yield from _more_than_notified(case, numbers)
    yield from _told_in_two_ways(case, numbers)
    for note in case.report.notes:
        yield from _against_note(case, numbers, note)


_Placed = tuple[Stretch, Told]


def _more_than_all_fees(case: Case, numbers: Sequence[_Placed]) -> Iterator[Breach | Unjudged]:
    """The fee received is a part of what table two counts. Unit: 元 in the text, 万元 in the table."""
    received = [(stretch, one) for stretch, one in numbers if one.kind == "received" and one.value]
    if not received or _FEES not in case.form.cells or case.form.cells[_FEES].column.kind != "money":
        return
    fees = case.report.value(_FEES)
    if fees is None:
        yield Unjudged("表二行政事业性收费没有可用的数")
        return
    stretch, most = max(received, key=lambda placed: placed[1].value)
    # A table written to 0.1万元 may round 1040元 down; nobody rounds to whole 万元, and never to nought.
    rounding = Decimal(1).scaleb(min(-1, int(Decimal(fees).as_tuple().exponent))) / 2 if fees else 0
    if most.value / 10_000 > fees + rounding:
        message = (
            f"{place_name(case.form, '6')}写的是“{most.words}”，合 {most.value / 10_000:f} 万元，"
            f"多于表二行政事业性收费的 {case.report.cells[_FEES].text} 万元；信息处理费应计入其中。请核对台账后改正。"
        )
        yield replace(_at(stretch, most, message), cells=(_FEES,), actual=fees)


def _more_than_notified(case: Case, numbers: Sequence[_Placed]) -> Iterator[Breach]:
    """Nobody pays more than was asked, where one sum is asked and one received, neither a part nor last year's."""
    asked, received = ([p for p in numbers if p[1].kind == kind and p[1].value] for kind in ("asked", "received"))
    if len(asked) != 1 or len(received) != 1:
        return
    (_, due), (stretch, paid) = asked[0], received[0]
    if paid.value > due.value and not _NOT_OF_THESE.search(stretch.text):
        message = (
            f"{place_name(case.form, '6')}写的收费通知金额是“{due.words}”，收取的却是“{paid.words}”，"
            "收取的不会多于通知的。请核对台账后改正；含上年通知、本年缴纳的，请写明。"
        )
        yield _at(stretch, paid, message)


def _unpaid_without_notice(case: Case, told: Sequence[Stretch], numbers: Sequence[_Placed]) -> Iterator[Breach]:
    """Who did not pay in time had been sent a notice."""
    unpaid = case.report.value(_UNPAID) if _UNPAID in case.form.cells else None
    if not unpaid or any(one.kind == "notices" and one.value >= unpaid for _, one in numbers):
        return
    text = "".join(stretch.text for stretch in told).strip()
    spoken = [one for stretch in told for one in fee_sentences(stretch.text)]
    if not spoken and text.strip("。") not in ("无", "没有"):
        return  # F-01 says that the fee is not spoken of
    words = spoken[0] if spoken else text
    yield Breach(
        message=f"{case.form.cells[_UNPAID].label}为 {unpaid}，说明至少发出过 {unpaid} 件收费通知；"
        f"{place_name(case.form, '6')}写的是“{words.rstrip('。')}”。请写明收费通知的件数，或者核对表三。",
        cells=(_UNPAID,),
        section="6",
        quote=next((stretch.text for stretch in told if words in stretch.text), text),
        actual=unpaid,
    )


def _told_in_two_ways(case: Case, numbers: Sequence[_Placed]) -> Iterator[Breach]:
    """Two numbers of the year for one thing; three may be two parts and their sum."""
    for kind, name in _NAMES.items():
        whole = [(stretch, one) for stretch, one in numbers if one.kind == kind and one.whole]
        values = {one.value for _, one in whole}
        if len(values) == 2:
            first = whole[0][1]
            stretch, other = next(placed for placed in whole if placed[1].value != first.value)
            stands = f"{place_name(case.form, '6')}对{name}前后说法不一：“{first.words}”和“{other.words}”"
            yield _at(stretch, other, f"{stands}。请核对台账后改为一致。")


def _against_note(case: Case, numbers: Sequence[_Placed], note: Note) -> Iterator[Breach]:
    """A number of the year that a note tells otherwise."""
    noted = [one for one in told_of_fee(note.text) if one.whole]
    for kind, name in _NAMES.items():
        mine = [(stretch, one) for stretch, one in numbers if one.kind == kind and one.whole]
        theirs = {one.value: one for one in noted if one.kind == kind}
        if len({one.value for _, one in mine}) == 1 and len(theirs) == 1 and mine[0][1].value not in theirs:
            stretch, one = mine[0]
            said = next(iter(theirs.values())).words
            message = (
                f"{place_name(case.form, '6')}写的{name}是“{one.words}”，情况说明写的是“{said}”。请核对台账后改正。"
            )
            yield _at(stretch, one, message)


def _at(stretch: Stretch, told: Told, message: str) -> Breach:
    """A breach at the words, or at the whole stretch where spaces or signs part them."""
    start = stretch.text.find(told.words)
    if start < 0:
        return breach_at(stretch, 0, len(stretch.text), message)
    return breach_at(stretch, start, start + len(told.words), message)


def _states_fee(paragraphs: Sequence[Paragraph]) -> bool:
    """A heading alone is no statement, nor is a gap that is still to be filled."""
    heading = ""
    for paragraph in paragraphs:
        heading = paragraph.heading or heading
        if states_fee(paragraph.text, named=bool(FEE.search(fold(heading).text))):
            return True
    return False
