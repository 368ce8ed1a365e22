"""W-05, W-11, W-15: phrases that are out of date, unsupported, or of another year."""

from collections.abc import Iterator

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.absolutes import unsupported_absolutes
from report_assistant.checks.reading.announced import announcements
from report_assistant.checks.reading.located import place_at, place_name, stretches
from report_assistant.checks.reading.obsolete import obsolete_terms
from report_assistant.checks.rule import Case, breach_at, rule
from report_assistant.report import full_text

_SHOWN = 40  # characters of a sentence that a message shows


@rule(
    "W-05",
    Severity.WARNING,
    title="用了旧条例、旧格式的提法",
    basis="政府信息公开条例（国务院令第711号）；国办公开办函〔2021〕30号 附件",
)
def rule_language_is_in_force(case: Case) -> Iterator[Breach | Unjudged]:
    """提法与现行条例和格式一致。

    Demands: 不用已经废止的口号、期限、条件和部分名称。
    Breach: “以公开为原则、不公开为例外”“自收到申请之日起15个工作日内答复”“生产、生活、科研等特殊需要”“收费及减免情况”。
    Sound: “以公开为常态、不公开为例外”；征求第三方意见的15个工作日；“压缩到15个工作日内答复”。
    Remedy: 改为现行的说法，或者删去。
    Source: 条例第五条、第二十七条、第三十三条、第四十二条；30号 附件。
    """
    for number, paragraphs in case.report.sections.items():
        text = full_text(paragraphs)
        for term in obsolete_terms(text):
            place = place_at(case.report, number, term.start)
            words = text[term.start : term.end]
            yield Breach(
                f"{place_name(case.form, place)}里的“{words}”是旧的提法：{term.now}。请按现行规定改写。",
                section=place,
                span=(term.start, term.end),
                quote=words,
            )


@rule(
    "W-11",
    Severity.WARNING,
    title="绝对化的说法没有数据支持",
    basis="国办公开办函〔2021〕30号 不准确的责任条款；政府信息公开条例第六条（及时、准确）",
)
def absolutes_rest_on_figures(case: Case) -> Iterator[Breach | Unjudged]:
    """第一、第六部分的绝对化说法和笼统的成效，前后有数量支持。

    Demands: 全覆盖、100%、零差错、无死角、全部完成、成效显著之类，同一句或者前后一句写明数量。
    Breach: “实现了公开渠道的全覆盖与信息获取的无障碍化”“取得显著成效”，前后没有一个数。
    Sound: “18个村全覆盖”“办理建议6件，全部按期答复”；“确保全覆盖”“尚未全覆盖”；由表三核算的答复率、办结率。
    Remedy: 写出具体数量，或者改为如实的说法。
    Source: 30号 责任条款；条例第六条。
    """
    for stretch in stretches(case.report):
        if stretch.section == "5":
            continue
        for spans in unsupported_absolutes(stretch.text):
            words = "”“".join(dict.fromkeys(stretch.text[start:end] for start, end in spans))
            yield breach_at(
                stretch,
                spans[0][0],
                spans[-1][1],
                f"{place_name(case.form, stretch.place)}里的“{words}”前后没有数据支持。"
                "请写明具体数量（如几个渠道、几个村、几件），或者改为如实的说法。",
            )


@rule(
    "W-15",
    Severity.WARNING,
    title="下一年的打算写进了本年的总体情况",
    basis="政府信息公开条例第五十条；国办公开办函〔2021〕30号 附件 第一、第五部分",
)
def section_one_tells_of_this_year(case: Case) -> Iterator[Breach | Unjudged]:
    """第一部分只写本年做了什么。

    Demands: 下一年的打算写在第五部分，不写在第一部分。
    Breach: 2025年度报告第一部分写“2026年，街道将新建查阅点3处”“下一步，我局将继续完善公开目录”。
    Sound: “结转至2026年继续办理”“改造延期到2026年”；年报的公布日期；“部署下一步工作”。
    Remedy: 移到第五部分的改进措施，或者改写本年已经完成的工作。
    Source: 条例第五十条；30号 附件第一、第五部分提示语。
    """
    for stretch in stretches(case.report):
        if stretch.section != "1":
            continue
        spans = list(announcements(stretch.text, case.report.year))
        if spans:
            words = stretch.text[slice(*spans[0])].strip()
            shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……"
            more = f"等 {len(spans)} 句" if len(spans) > 1 else ""
            yield breach_at(
                stretch,
                *spans[0],
                f"{place_name(case.form, stretch.place)}里的“{shown}”{more}是{case.report.year}年以后的打算。"
                "总体情况只写本年做了什么，请移到第五部分，或者改写本年已经完成的工作。",
            )
