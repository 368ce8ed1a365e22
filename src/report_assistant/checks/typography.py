"""W-12, W-13: widths, stray spaces, and what stands twice."""

from collections.abc import Iterator

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.doubled import doubled
from report_assistant.checks.reading.located import place_at, place_name
from report_assistant.checks.reading.widths import width_faults, with_sides
from report_assistant.checks.rule import Case, Stage, rule
from report_assistant.report import full_text

_NAMED = 3  # places that a message names


@rule(
    "W-12",
    Severity.STYLE,
    title="全角半角混用或者有多余的空格",
    basis="GB/T 15834—2011 标点符号用法；GB/T 15835—2011 数字用法",
)
def widths_are_those_of_chinese_text(case: Case) -> Iterator[Breach | Unjudged]:
    """汉字旁边用全角标点，数字用半角，句中没有空格。

    Demands: 逗号、冒号、括号、引号用全角；数字、字母用半角；汉字与汉字、汉字与数字之间没有空格。
    Breach: “2025 年”“公开信息86条,其中”“(一)主动公开”“２０２５年”“结果 维持”。
    Sound: 2025年1月；1,011条；10:30；5G、A4、APP；网址和邮箱；段首缩进。
    Remedy: 逐处改正；可以在文字处理软件里查找替换。
    Source: GB/T 15834—2011；GB/T 15835—2011；每一部分合并为一条。
    """
    for number, paragraphs in case.report.sections.items():
        text = full_text(paragraphs)
        spans = [with_sides(text, *fault) for fault in width_faults(text)]
        if spans:
            places = [text[start:end] for start, end in spans]
            named = "、".join(f"“{place}”" for place in dict.fromkeys(places[:_NAMED]))
            more = "等" if len(places) > _NAMED else ""
            told = (
                f"{place_name(case.form, number)}有 {len(places)} 处全角半角混用或者多余的空格：{named}{more}。请改正。"
            )
            yield Breach(told, section=number, span=spans[0], quote=places[0], actual=f"{len(places)} 处")


@rule("W-13", Severity.STYLE, title="字词或标点重复", basis="公文文字准确的要求")
def nothing_stands_twice_in_a_row(case: Case) -> Iterator[Breach | Unjudged]:
    """没有连写两遍的字词和标点。

    Demands: 词语、标点不连写两遍；标题“年度”不重复。
    Breach: “推进公开工作工作”“公开的的信息”“共86条。。”“2025年年度政府信息公开工作年度报告”。
    Sound: “研究研究生培养”“公开公开指南”“目的的”“为了了解”“逐项逐项”“……”。
    Remedy: 删去重复的一个。
    Source: 各地审核年度报告时的常见修改意见。
    """
    title = "" if case.stage is Stage.EXPORT else case.report.imprint.title  # the form's own is printed on export
    for start, end, once in doubled(title):
        yield Breach(_stands_twice("标题", title[start:end], once), quote=title[start:end])
    for number, paragraphs in case.report.sections.items():
        text = full_text(paragraphs)
        for start, end, once in doubled(text):
            place, written = place_at(case.report, number, start), text[start:end]
            told = _stands_twice(place_name(case.form, place), written, once)
            yield Breach(told, section=place, span=(start, end), quote=written)


def _stands_twice(place: str, written: str, once: str) -> str:
    should = f"应为“{once}”" if once else "只应保留一个"
    return f"{place}的“{written}”重复，{should}。请删去多余的。"
