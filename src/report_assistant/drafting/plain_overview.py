"""Section one from facts alone: the opening and its five sub-topics."""

import re
from collections.abc import Callable, Sequence

from report_assistant.drafting.brief import Brief, short_name, variant
from report_assistant.drafting.plain_applications import applications, disputes
from report_assistant.drafting.weaving import Weave, in_digits
from report_assistant.official import load_form
from report_assistant.report import Note

# What the regulation asks of each kind of body (条例第十九条至第二十一条) and where it publishes: the frame of
# a sentence, never a claim that something was done.
_ARTICLES = {
    "subdistrict": "第十九条、第二十条",
    "township": "第二十条、第二十一条",
    "county": "第二十条、第二十一条",
}
_SCOPES = {"subdistrict": "街道承担的管理和服务事项", "department": "部门职责"}
_DUTIES = (
    "本年度，{short}{scope}依照《条例》{articles}规定的内容主动公开政府信息",
    "依照《条例》{articles}，{short}{scope}主动公开相关信息",
    "{short}{scope}主动公开政府信息，范围依照《条例》{articles}确定",
)
_CHANNELS = {
    "subdistrict": "政府门户网站街道专栏、政务新媒体、公开栏和便民服务中心查阅点等",
    "township": "政府门户网站乡镇专栏、政务新媒体、村级公开栏和便民服务中心查阅点等",
    "department": "政府门户网站部门专栏、政务新媒体和政务服务窗口查阅点等",
}
_REVIEWS = (
    ("考核", "工作考核结果", "本年度政府信息公开工作考核的结果是什么？没有开展的请写明。"),
    ("评议", "社会评议结果", "本年度是否开展社会评议，结果是什么？"),
    ("追究|追责|问责", "责任追究结果", "本年度有无因政府信息公开被追究责任的情形？"),
)


def overview(brief: Brief) -> list[Weave]:
    """The opening, then the sub-topics in the form's order."""
    topics: Sequence[Callable[[Weave, list[Note]], None]] = (_proactive, _applied, _records, _platform, _oversight)
    weaves = [_opening(brief)]
    for index, (topic, write) in enumerate(zip(load_form(brief.form_id).topics, topics, strict=True)):
        weave = Weave(brief, f"（{'一二三四五'[index]}）{topic.title}")
        write(weave, [note for note in brief.notes if note.place == topic.id])
        weaves.append(weave)
    return weaves


def _opening(brief: Brief) -> Weave:
    weave = Weave(brief)
    number = load_form(brief.form_id).number
    weave.say(
        f"{brief.organ.name}根据《中华人民共和国政府信息公开条例》（以下简称《条例》）和"
        f"《中华人民共和国政府信息公开工作年度报告格式》（{number}）编制本报告"
    )
    weave.say(f"报告所列数据的统计期限为{brief.year}年1月1日至{brief.year}年12月31日")
    weave.tell(note for note in brief.notes if note.place == "1")
    return weave


def _proactive(weave: Weave, notes: list[Note]) -> None:
    kind, short = weave.brief.organ.kind, short_name(weave.brief.organ)
    scope = f"围绕{_SCOPES[kind]}，" if kind in _SCOPES else ""
    duty = variant(weave.brief, *_DUTIES)
    weave.say(duty.format(short=short, scope=scope, articles=_ARTICLES.get(kind, "第二十条")))
    weave.tell(notes)
    if not any(re.search(r"\d", in_digits(note.text)) for note in notes):
        what = weave.gap(
            "主动公开信息的总条数和各渠道条数", "本年度主动公开信息共多少条，各渠道（网站、新媒体、公开栏等）各多少条？"
        )
        weave.say(f"全年公开情况为{what}")
    _decisions(weave)


def _decisions(weave: Weave) -> None:
    """Licences, penalties, compulsion and fees of table two."""
    made, none, unknown, refs = [], [], [], []
    for row, name in (("licences", "行政许可"), ("penalties", "行政处罚"), ("compulsion", "行政强制")):
        ref = f"T2:{row}:decisions"
        count = weave.amount(ref)
        if count is None:
            unknown.append(name)
            continue
        refs.append(ref)
        if count:
            made.append(f"{name}决定{count}件")
        else:
            none.append(name)
    names = "、".join(none)
    clauses = [f"作出{'、'.join(made)}"] if made else []
    clauses += [variant(weave.brief, f"未作出{names}决定", f"{names}均无决定", f"没有{names}决定")] if none else []
    if unknown:
        what = "、".join(unknown)
        clauses.append(f"作出{weave.gap(f'{what}决定数量', f'本年度作出{what}决定各多少件？')}")
    fee = weave.brief.values.get("T2:fees:amount")
    if fee is None:
        clauses.append(f"行政事业性收费{weave.gap('金额', '本年行政事业性收费金额是多少万元？')}")
    else:
        refs.append(fee.ref)
        nil = variant(weave.brief, "没有收取行政事业性收费", "未收取行政事业性收费", "行政事业性收费未发生")
        told = f"行政事业性收费{weave.value(fee.ref)}万元" if fee.value else nil
        clauses = variant(weave.brief, [*clauses, told], [told, *clauses], [*clauses, told])
    lead = variant(weave.brief, "全年", "本年度", "管理和服务事项方面，")
    weave.say(f"{lead}{'，'.join(clauses)}", *refs)


def _applied(weave: Weave, notes: list[Note]) -> None:
    applications(weave)
    weave.tell(notes)


def _records(weave: Weave, notes: list[Note]) -> None:
    _documents(weave, "normative", "行政规范性文件")
    # 规章 are made from 设区的市 upwards only: a nought there is said of nobody.
    if any(weave.amount(f"T2:regulations:{column}") for column in ("issued", "repealed", "in_force")):
        _documents(weave, "regulations", "规章")
    weave.tell(notes)


def _documents(weave: Weave, row: str, name: str) -> None:
    counts = {column: weave.amount(f"T2:{row}:{column}") for column in ("issued", "repealed", "in_force")}
    refs = [f"T2:{row}:{column}" for column, count in counts.items() if count is not None]
    words = {"issued": "制发", "repealed": "废止", "in_force": "现行有效"}
    unknown = [words[column] for column, count in counts.items() if count is None]
    if unknown:
        what = weave.gap(f"{name}{'、'.join(unknown)}件数", f"{name}本年{'、'.join(unknown)}各多少件？")
        parts = [f"{words[column]}{name}{count}件" for column, count in counts.items() if count is not None]
        weave.say(f"本年度{'，'.join([*parts, what])}", *refs)
    elif not any(counts.values()):
        nil = variant(
            weave.brief,
            f"本年度未制发、废止{name}，也没有现行有效的{name}",
            f"{name}方面，全年没有制发和废止，现行有效的也没有",
            f"没有现行有效的{name}，年内亦未制发或者废止",
        )
        weave.say(nil, *refs)
    elif not counts["issued"] and not counts["repealed"]:
        weave.say(f"本年度未制发、废止{name}，现行有效{name}{counts['in_force']}件", *refs)
    else:
        issued = f"制发{name}{counts['issued']}件" if counts["issued"] else f"未制发{name}"
        repealed = f"废止{counts['repealed']}件" if counts["repealed"] else "没有废止"
        force = f"现行有效{counts['in_force']}件" if counts["in_force"] else "没有现行有效的文件"
        said = variant(
            weave.brief, f"本年度{issued}，{repealed}，{force}", "", f"一年来，{name}{repealed}，{issued}，{force}"
        )
        if not said:
            force = f"现行有效{name}{counts['in_force']}件" if counts["in_force"] else f"没有现行有效的{name}"
            said = f"{force}，年内{issued.replace(name, '')}，{repealed}"
        weave.say(said, *refs)


def _platform(weave: Weave, notes: list[Note]) -> None:
    weave.tell(notes)
    if not notes:
        channels = _CHANNELS.get(weave.brief.organ.kind, "政府门户网站、政务新媒体和查阅场所等")
        short = short_name(weave.brief.organ)
        lead = variant(weave.brief, f"本年度{short}的公开平台情况为", "公开平台：", f"{short}公开平台全年情况为")
        weave.say(lead + weave.gap("公开平台的建设和维护情况", f"{channels}本年度有哪些建设、维护和使用情况？"))


def _oversight(weave: Weave, notes: list[Note]) -> None:
    weave.tell(notes)
    told = "".join(note.text for note in notes)
    lacking = [weave.gap(what, question) for words, what, question in _REVIEWS if not re.search(words, told)]
    if lacking:
        lead = variant(weave.brief, "工作考核、社会评议和责任追究方面，", "考核评议情况：", "另需说明的是，")
        weave.say(f"{lead}{'，'.join(lacking)}")
    disputes(weave)
