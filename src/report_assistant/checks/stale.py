"""N-08: last year's figures left standing where this year's belong."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from report_assistant import zh
from report_assistant.checks.claims import claims_match_the_tables, own_names
from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.claim_reading import read_claims
from report_assistant.checks.reading.located import Stretch, stretches
from report_assistant.checks.reading.marked import COUNT, Number, mark
from report_assistant.checks.reading.rate_subject import Subjects
from report_assistant.checks.reading.two_years import held_before
from report_assistant.checks.rule import Case, breach_at, rule
from report_assistant.report import Report, full_text

_YEARLY = re.compile("〈本〉|全年|本年|今年|年内|当年|一年来|报告期|年度内?|累计|共")
_DONE = {"件", "条", "次", "期", "篇", "份", "场", "人次", "批", "批次"}  # done in a year; 栏目8个 stays what it is
_DIGIT = re.compile(r"\d")
_TELLING, _ALONE = 10, 20  # a small number may well be the same in two years


@rule(
    "N-08",
    Severity.ERROR,
    title="沿用了上年的数据；整句与上年只有年份不同的为提醒",
    basis="国办公开办函〔2021〕30号 内容准确的要求",
    needs={"prior"},
)
def no_figure_is_last_years(case: Case) -> Iterator[Breach | Unjudged]:
    """文中本年的数不是上年的数。

    Demands: 与表格不一致的数不是上年报告同一格的数；说全年工作量的句子，年份改了，数也改了。
    Breach: 本年新收 12 件，上年 7 件，文中写“本年新收政府信息公开申请7件”。
    Sound: 写明是上年的数（较上年的7件增加5件）；两年的数本来相同；栏目数、人员数等不随年度变的数。
    Remedy: 换成本年的数；两年确实相同的，说明理由后保留。
    Source: 国办公开办函〔2021〕30号 对年度报告内容准确、不得雷同的要求。
    """
    assert case.prior is not None
    for breach in claims_match_the_tables.judge(case):
        if isinstance(breach, Breach) and breach.severity is None and _is_last_years(case, breach):
            place = case.form.place_label(breach.section or "1")
            message = (
                f"{place}中“{breach.quote}”是上年的数：上年报告这一项是 {breach.actual}，本年是 {breach.expected}。"
                "请换成本年的数；表格有误的，改正单元格。"
            )
            yield replace(breach, message=message)
    yield from _unchanged_sentences(case, case.prior)


def _is_last_years(case: Case, breach: Breach) -> bool:
    before = held_before(case.report, case.prior, breach.cells)
    return before is not None and before == breach.actual and before != breach.expected


def _unchanged_sentences(case: Case, prior: Report) -> Iterator[Breach]:
    """Sentences of this year that are last year's but for the year, their figures with them."""
    texts = [stretch.text for stretch in stretches(prior)]
    told = {
        _relative(text[start:end], prior.year)
        for text in texts
        for start, end in zh.sentences(text)
        if _DIGIT.search(text, start, end)
    }
    for stretch in stretches(case.report):
        for sentence in stretch.sentences():
            frame = _relative(sentence.text, case.report.year) if _DIGIT.search(sentence.text) else ""
            if frame in told and _tells_of_a_year(frame) and (stale := _stale_numbers(case, sentence)):
                quote = sentence.text.strip()
                yield replace(
                    breach_at(
                        sentence,
                        sentence.text.index(quote),
                        sentence.text.index(quote) + len(quote),
                        f"{case.form.place_label(sentence.place)}中“{quote}”与上年报告的同一句只有年份不同，"
                        f"{_quoted(sentence, stale)}没有变。请对照本年台账改成本年的数；确实相同的，说明理由后保留。",
                    ),
                    severity=Severity.WARNING,
                )


def _quoted(sentence: Stretch, numbers: list[Number]) -> str:
    quotes = "、".join(f"“{sentence.text[number.start : number.end]}”" for number in numbers[:3])
    return f"其中{quotes}{'等数' if len(numbers) > 3 else ''}"


def _relative(sentence: str, year: int) -> str:
    """A sentence without spaces and with its years made relative."""
    return "".join(sentence.split()).replace(f"{year}年", "〈本〉年").replace(f"{year - 1}年", "〈上〉年")


def _tells_of_a_year(frame: str) -> bool:
    """Whether a sentence with relative years tells what was done in its own year."""
    return bool(_YEARLY.search(frame)) and ("〈本〉" in frame or "〈上〉" not in frame)


def _stale_numbers(case: Case, sentence: Stretch) -> list[Number]:
    """The sentence's amounts that no cell and no note of this year carries, if they tell at all."""
    marked = mark(sentence.text)
    text = full_text(case.report.sections[sentence.section])
    names = own_names(case.report.organ)
    claims = read_claims(text, case.form, case.report.year, names=names, section=sentence.section)
    subjects = Subjects(sentence, marked, claims, case.form, case.report.year, names)
    noted = {n.value for note in case.report.notes for n in mark(note.text).numbers.values()}
    numbers = [
        number
        for number in marked.numbers.values()
        if number.mark == COUNT
        and number.unit in _DONE
        and number.value not in noted
        and not subjects.of_number(number)
    ]
    large = max((number.value for number in numbers), default=Decimal(0))
    return numbers if large >= (_ALONE if len(numbers) == 1 else _TELLING) else []
