"""S-03, S-04, S-08, W-10: what section one tells, and under which sub-topic."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.headings import Heading, headings, opened_by_text
from report_assistant.checks.reading.located import Stretch, place_name, stretches
from report_assistant.checks.reading.overview import (
    NAMED_ALOUD,
    RESULTS,
    names_basis,
    names_period,
    spoken_results,
    strayed,
)
from report_assistant.checks.reading.quantities import quantities
from report_assistant.checks.rule import Case, breach_at, rule
from report_assistant.official import Form

_GOVERNMENTS = ("county", "city", "province", "township")
_NO_OVERVIEW = "报告中没有第一部分（见 S-01）"


@rule(
    "S-03",
    Severity.WARNING,
    title="总体情况的五个方面不全、次序不对或内容放错",
    basis="国办公开办函〔2021〕30号 附件 总体情况",
)
def five_topics_stand_in_order(case: Case) -> Iterator[Breach | Unjudged]:
    """总体情况按五个方面依次写，内容各归其位。

    Demands: 主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障，五个方面齐全，依次排列，各写一次。
    Breach: 没有“政府信息管理”；收到多少申请写在“主动公开”里；公众号粉丝数写在“政府信息管理”里。
    Sound: 五个小标题齐全；用通行的叫法、一个标题合写两个方面，不算缺少。
    Remedy: 补写缺少的方面，调整次序，把放错的内容移到相应的方面。
    Source: 国办公开办函〔2021〕30号 附件 总体情况；政府信息公开条例第五十条。
    """
    paragraphs = case.report.sections.get("1")
    if not paragraphs:
        yield Unjudged(_NO_OVERVIEW)
        return
    stand = list(headings(case.form, "1", paragraphs))
    told = {topic for heading in stand for topic in heading.topics} or opened_by_text(case.form, paragraphs)
    missing = [topic.title for topic in case.form.topics if topic.id not in told]
    if missing:
        yield _missing(case.form, missing)
    yield from _out_of_place(case.form, [heading for heading in stand if heading.named])
    for stretch in stretches(case.report):
        yield from _strayed(case.form, stretch, told)


@rule("S-04", Severity.WARNING, title="没有写明统计期限或编制依据", basis="国办公开办函〔2021〕30号 附件；报告编制惯例")
def period_and_basis_are_stated(case: Case) -> Iterator[Breach | Unjudged]:
    """报告写明统计期限和编制依据。

    Demands: 开头写明数据自本年1月1日起至12月31日止，以及依据《政府信息公开条例》或30号文件编制。
    Breach: 总体情况里既没有起止日期，也没有提到条例。
    Sound: “本报告依据《中华人民共和国政府信息公开条例》编制，统计期限自2025年1月1日至2025年12月31日。”
    Remedy: 在总体情况开头补写一句。联系方式按各地惯例，不作要求。
    Source: 政府信息公开条例第五十条；四川省地方标准 DB51/T 2660—2019 第2.1条。
    """
    paragraphs = case.report.sections.get("1")
    if not paragraphs:
        yield Unjudged(_NO_OVERVIEW)
        return
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    period = "" if names_period(text) else f"数据的统计期限（{case.report.year}年1月1日至12月31日）"
    basis = "" if names_basis(text) else "编制依据（政府信息公开条例、30号文件）"
    if period or basis:
        lacking = "和".join(filter(None, (period, basis)))
        yield Breach(f"{place_name(case.form, '1')}没有写明{lacking}。请在开头补写。", section="1", expected=lacking)


@rule(
    "S-08",
    Severity.ERROR,
    title="没有写考核、评议、追责结果；街道、部门和其他机构为提醒",
    basis="政府信息公开条例第五十条第一款第（四）项",
)
def reviews_and_accountability_are_told(case: Case) -> Iterator[Breach | Unjudged]:
    """监督保障写明工作考核、社会评议和责任追究的结果。

    Demands: 三项都要写到；没有开展、没有发生的，写明没有。
    Breach: “监督保障”只写日常检查和培训，没有考核、评议、追责。
    Sound: “年度考核得94分，社会评议满意度95%，没有发生责任追究情形。”
    Remedy: 在“（五）监督保障”补写缺少的结果，没有的写明没有。
    Source: 条例第五十条第一款第（四）项：各级人民政府的年度报告还应当包括这三项；街道和部门照此办理。
    """
    if not case.report.sections.get("1"):
        yield Unjudged(_NO_OVERVIEW)
        return
    overview = "\n".join(paragraph.text for paragraph in case.report.sections["1"])
    elsewhere = "\n".join(p.text for number in ("5", "6") for p in case.report.sections.get(number, ()))
    told = spoken_results(overview, RESULTS) | spoken_results(elsewhere, NAMED_ALOUD)
    missing = [name for name in RESULTS if name not in told]
    if missing:
        names = "、".join(missing)
        yield Breach(
            message=f"{place_name(case.form, '1.5')}没有写{names}的结果。请补写，没有开展或没有发生的也请写明。",
            section="1.5",
            expected=names,
            severity=None if case.report.organ.kind in _GOVERNMENTS else Severity.WARNING,
        )


@rule("W-10", Severity.ERROR, title="主动公开没有数字", basis="政府信息公开条例第五十条第一款第（一）项")
def proactive_disclosure_is_counted(case: Case) -> Iterator[Breach | Unjudged]:
    """“主动公开”写出数量。

    Demands: 写出本年主动公开的条数、各渠道的数量、解读和回应的数量等；只有日期不算。
    Breach: 通篇是“及时、全面公开各类信息”，没有一个数量。
    Sound: “全年主动公开信息398条，其中门户网站276条。”
    Remedy: 补写主动公开信息的总条数和各渠道条数。
    Source: 条例第五十条第一款第（一）项；30号 附件 总体情况。
    """
    told = [stretch for stretch in stretches(case.report) if stretch.section == "1"]
    own = [stretch for stretch in told if stretch.place == "1.1"]
    if not own and any(stretch.place != "1" for stretch in told):
        yield Unjudged("“主动公开”没有单独写（见 S-03）")
    elif not told:
        yield Unjudged(_NO_OVERVIEW)
    elif not any(_counts(stretch.text) for stretch in own or told):
        place = "1.1" if own else "1"
        yield Breach(
            message=f"{place_name(case.form, place)}没有一个数量。请写出主动公开信息的总条数和各渠道的条数。",
            section=place,
            quote=(own or told)[0].text.split("\n")[0],
        )


def _missing(form: Form, missing: Sequence[str]) -> Breach:
    names = "、".join(missing)
    whole = len(missing) == len(form.topics)
    stands = "没有分五个方面写" if whole else f"缺少{'、'.join(f'“{name}”' for name in missing)}"
    advice = f"请按{names}依次分写" if whole else "请补写并加上小标题，没有内容的也要写明"
    return Breach(f"{place_name(form, '1')}{stands}。{advice}。", section="1", expected=names)


def _out_of_place(form: Form, stand: Sequence[Heading]) -> Iterator[Breach]:
    """Each sub-topic that stands twice; where none does, the first that stands behind a later one."""
    times = Counter(heading.topics[0] for heading in stand)
    doubled = {topic: count for topic, count in times.items() if count > 1}
    for topic, count in doubled.items():
        second = [heading for heading in stand if heading.topics[0] == topic][1]
        yield _at(second, f"{place_name(form, topic)}写了 {count} 次。请合并成一处。")
    for before, heading in pairwise(stand):
        if not doubled and heading.topics[0] < before.topics[0]:
            advice = "请按格式规定的五个方面的次序调整"
            yield _at(heading, f"“{heading.printed}”排在“{before.printed}”之后。{advice}。")
            return


def _at(heading: Heading, message: str) -> Breach:
    span = heading.start, heading.start + len(heading.printed)
    return Breach(message, section=heading.topics[0], span=span, quote=heading.printed)


def _strayed(form: Form, stretch: Stretch, told: set[str]) -> Iterator[Breach]:
    """The first sentence of each kind that tells what belongs under another sub-topic, which stands as well."""
    seen = set()
    for sentence in stretch.sentences():
        belongs = strayed(sentence.place, sentence.text)
        if belongs in told and belongs not in seen:
            seen.add(belongs)
            stands = f"{place_name(form, stretch.place)}里的“{sentence.text.strip()}”"
            told_so = f"{stands}应写在{place_name(form, belongs)}。请移过去。"
            yield breach_at(sentence, 0, len(sentence.text), told_so)


def _counts(text: str) -> bool:
    """Whether there is a quantity, or a gap somebody still fills in (W-01 tells of that)."""
    return "待补充" in text or any(True for _ in quantities(text))
