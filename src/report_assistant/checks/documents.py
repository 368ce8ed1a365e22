"""W-06: the titles and numbers of the documents a report rests on."""

from collections.abc import Iterator

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.documents import citations_amiss
from report_assistant.checks.reading.located import place_name, stretches
from report_assistant.checks.rule import Case, breach_at, rule


@rule(
    "W-06",
    Severity.WARNING,
    title="文件名称或文号写得不对",
    basis="GB/T 9704—2012 发文字号；政府信息公开条例、国办公开办函〔2021〕30号、国办函〔2020〕109号",
)
def documents_are_cited_as_they_are_called(case: Case) -> Iterator[Breach | Unjudged]:
    """引用的文件名称、文号与原件一致，写法规范。

    Demands: 条例、年度报告格式、信息处理费办法的名称和文号不错不漏；年份用六角括号，有“号”字；不引已被取代的文件。
    Breach: 《信息公开条例》；国办公开办函[2021]30号；国办公开办函202130号；年度报告格式（国办公开办函〔2019〕60号）。
    Sound: 《条例》《政府信息公开条例》；国办公开办函〔2021〕30号；《某省政府信息公开条例》；（2024）某01行初12号。
    Remedy: 照文件原文改正名称和文号；网上复制来的，补回丢失的括号。
    Source: GB/T 9704—2012 发文字号的写法；各文件原文。
    """
    for stretch in stretches(case.report):
        told = set()
        for amiss in citations_amiss(stretch.text, case.report.year):
            if (amiss.start, amiss.end) not in told:
                told.add((amiss.start, amiss.end))
                where = place_name(case.form, stretch.place)
                message = f"{where}的{amiss.stands}，应为“{amiss.should}”。请照原件改正。"
                yield breach_at(stretch, amiss.start, amiss.end, message)
