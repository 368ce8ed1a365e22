"""N-06: years and dates that are wrong, impossible or another year's."""

import re
from collections.abc import Iterator

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.dates import WrittenDate
from report_assistant.checks.reading.lexicon import words
from report_assistant.checks.reading.located import place_at, place_name
from report_assistant.checks.reading.year_use import Sentence, dated_sentences
from report_assistant.checks.rule import Case, rule
from report_assistant.report import full_text

_UNTIL = re.compile(r"\s*(?:起|始|开始)?\s*[，,]?\s*(?:至|到|止于|截至|截止到?|[—－\-~～–]{1,2})\s*")
_SHOWN = 40  # characters of a sentence that a message shows

Wrong = tuple[int, int, str]  # from and to which character of the sentence, what is wrong


@rule("N-06", Severity.ERROR, title="年份或日期不对", basis="国办公开办函〔2021〕30号 附件；政府信息公开条例第五十条")
def dates_are_of_the_reports_year(case: Case) -> Iterator[Breach | Unjudged]:
    """正文的年份、日期是报告年度的，或者写明了与本年的关系。

    Demands: 本年的工作不写成别的年份；统计期限为本年1月1日至12月31日；日历上有的日期；公布日期在年度结束以后。
    Breach: 2025年度的报告写“2024 年，我局主动公开信息350条”“二〇二四年度收到申请8件”“2月30日”。
    Sound: “2024年收到8件，2025年收到11件”“较2024年增长”“2024年部门决算”“结转至2026年”“下一步，2026年……”“2021年修订”。
    Remedy: 改成报告年度；确属别的年份的，写明是对比、结转还是计划。整段沿用上年的，连同数字一起核对。
    Source: 国办公开办函〔2021〕30号 不准确的责任条款；条例第五十条（上一年度报告）。
    """
    names = case.report.organ.name, case.report.organ.short_name
    for number, paragraphs in case.report.sections.items():
        text = full_text(paragraphs)
        for sentence in dated_sentences(text, case.report.year, names):
            for start, end, told in _wrong_dates(sentence, number):
                span = sentence.start + start, sentence.start + end
                place = place_at(case.report, number, span[0])
                where = place_name(case.form, place)
                yield Breach(f"{where}{told}", section=place, span=span, quote=text[slice(*span)])


def _wrong_dates(sentence: Sentence, number: str) -> Iterator[Wrong]:
    for index, date in enumerate(sentence.dates):
        following = sentence.dates[index + 1] if index + 1 < len(sentence.dates) else None
        if date.impossible:
            stands = sentence.text[date.start : date.end]
            yield date.start, date.end, f"的“{stands}”不是日历上有的日期。请改正。"
        elif following and _is_period(sentence, date, following):
            yield from _period(sentence.year, date, following)
            return
        elif told := _wrong_year(sentence, date, number):
            yield date.start, sentence.told_until(date), told
            return


def _is_period(sentence: Sentence, first: WrittenDate, last: WrittenDate) -> bool:
    if not (first.day and last.day and first.year and _UNTIL.fullmatch(sentence.text, first.end, last.start)):
        return False
    return bool(words("dates", "period").search(sentence.text)) and not words("dates", "not_the_period").search(
        sentence.text
    )


def _period(year: int, first: WrittenDate, last: WrittenDate) -> Iterator[Wrong]:
    from_, to = (first.year, first.month, first.day), (last.year or first.year, last.month, last.day)
    if from_ != (year, 1, 1) or to != (year, 12, 31):
        whole = f"{year}年1月1日至{year}年12月31日"
        yield first.start, last.end, f"的统计期限不是{whole}。{year}年度报告的统计期限应为全年，请改正。"


def _wrong_year(sentence: Sentence, date: WrittenDate, number: str) -> str:
    """What is wrong with the year of a date; empty where nothing is."""
    year, shown = sentence.year, sentence.text.strip()
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}……"
    if sentence.publishes_too_early(date):
        return f"写的公布日期在{year}年度结束以前：“{shown}”。年度报告在次年公布，请核对年份。"
    if date.year is None:
        return ""
    if sentence.explains_wrongly(date):
        return f"括号里的年份与括号前的说法不符：“{shown}”。本报告是{year}年度的，请改正年份。"
    if sentence.counts_until_wrong_year(date):
        return f"写的是统计到{date.year}年：“{shown}”。{year}年度报告的统计期限应为{year}年1月1日至12月31日，请改正。"
    if sentence.carries_to_wrong_year(date):
        return (
            f"写的是结转到{date.year}年：“{shown}”。{year}年度没有办结的申请结转到{year + 1}年，请改正年份；"
            "说的是从上年结转来的，请写明。"
        )
    if date.year != year and sentence.told_as_own_work(date, looking_back=number == "5"):
        return (
            f"把{date.year}年的事写成本年的工作：“{shown}”。本报告是{year}年度的，"
            f"年份写错的请改为{year}年，确属{date.year}年的请写明与本年的关系。"
        )
    if number == "5" and sentence.plans_for_own_year(date):
        return f"打算今后做的事写在{year}年：“{shown}”。{year}年度已经结束，请核对是不是{year + 1}年。"
    return ""
