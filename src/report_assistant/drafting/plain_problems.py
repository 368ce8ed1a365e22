"""Section five from notes alone: problems, a measure for each, and what became of last year's."""

import re
from itertools import groupby

from report_assistant import zh
from report_assistant.drafting.brief import Brief, variant
from report_assistant.drafting.placing import LAST_YEAR
from report_assistant.drafting.weaving import Weave, as_clause, listed, unlabelled
from report_assistant.report import Note

_PROBLEM = r"(?:主要|存在的?)?问题"
_MEASURE = (
    r"(?:改进|整改|下一?步|下一年度?|今后)(?:工作)?的?(?:改进|整改)?(?:措施|举措|打算|计划|安排|思路)?|措施|举措|打算"
)
_CHANGED = "(?:整改|改进)(?:落实)?(?:情况)?"
_FOLLOW_UP = rf"(?:上一?年度?|去年)(?:存在)?的?(?:主要)?(?:问题)?的?(?:{_CHANGED})?|问题整改(?:落实)?(?:情况)?"
_FOLLOWS_UP = re.compile(rf"{LAST_YEAR}[^。]*(?:已|完成|整改|解决|落实|改进)")
_MEANS = re.compile(
    "^(?:将|拟|要|计划|下一?步|今后)|加强|强化|进一步|推进|完善|建立|健全|开展|定期|明确|落实|优化|组织|规范"
)
_PROBLEMS = ("本年度政府信息公开工作主要存在以下问题：", "对照要求，本年度工作的主要不足有：", "当前主要问题有：")
_PROBLEM_ALONE = ("本年度政府信息公开工作存在的主要问题是：", "对照要求，本年度工作的主要不足是：", "当前主要问题是：")
_MEASURES = ("针对上述问题，逐项采取以下改进措施：", "下一步逐项改进：", "为此采取的措施有：")
_MEASURE_ALONE = ("针对上述问题的改进措施是：", "下一步的改进措施是：", "为此采取的措施是：")
_FOLLOW_UPS = ("对上一年度报告所列问题的整改情况：", "上一年度报告所列问题的改进情况：", "上一年度所列问题办理情况：")
_LOOKS_BAD = re.compile("不足|不够|不高|有待|薄弱|滞后|欠缺|不及时|不到位|不平衡|问题")


def problems(brief: Brief) -> list[Weave]:
    """Problems, measures in the same order, then the follow-up of last year's."""
    pairs, follow_up = _sorted(brief.notes)
    weaves = [_problems(brief, pairs), _measures(brief, pairs)]
    if follow_up or brief.earlier:
        weaves.append(_follow_up(brief, follow_up))
    return weaves


_Told = tuple[str, Note]
_Pair = tuple[_Told | None, list[_Told]]


def _sorted(notes: tuple[Note, ...]) -> tuple[list[_Pair], list[_Told]]:
    """Problems with their measures, and the follow-up.

    A single measure belongs to the last problem before it that has none; several in a row go to those in
    order (problems first, then measures); what is over stays with the last problem.
    """
    pairs: list[_Pair] = []
    follow_up: list[_Told] = []
    for kind, run in groupby(((_kind(note), note) for note in notes), key=lambda told: told[0][0]):
        told = [(text, note) for (_, text), note in run]
        if kind == "follow-up":
            follow_up += told
        elif kind == "problem":
            pairs += [(one, []) for one in told]
        else:
            lacking = [measures for problem, measures in pairs if problem and not measures]
            if not pairs:
                pairs.append((None, []))
            targets = (lacking if len(told) > 1 else lacking[-1:]) or [pairs[-1][1]]
            for index, one in enumerate(told):
                targets[min(index, len(targets) - 1)].append(one)
    return pairs, follow_up


def _kind(note: Note) -> tuple[str, str]:
    for kind, labels in (("follow-up", _FOLLOW_UP), ("problem", _PROBLEM), ("measure", _MEASURE)):
        if (text := unlabelled(note.text, labels)) is not None:
            return kind, text
    text = note.text[zh.list_mark(note.text) :]
    if _FOLLOWS_UP.match(text):
        return "follow-up", text
    return ("problem" if _LOOKS_BAD.search(text) or not _MEANS.search(text) else "measure"), text


def _problems(brief: Brief, pairs: list[_Pair]) -> Weave:
    weave = Weave(brief)
    clauses = []
    for problem, _ in pairs:
        if problem is None:
            what = "与改进措施对应的问题"
            clauses.append(weave.gap(what, "第五部分：情况说明中有措施而没有对应的问题，存在的问题是什么？"))
        else:
            clauses.append(as_clause(problem[0], brief))
    if not clauses:
        question = "第五部分：本年度政府信息公开工作存在哪些主要问题？"
        clauses = [weave.gap("本年度政府信息公开工作存在的主要问题", question)]
    weave.say(
        variant(brief, *(_PROBLEMS if len(clauses) > 1 else _PROBLEM_ALONE)) + listed(clauses),
        *(problem[1].support for problem, _ in pairs if problem),
    )
    return weave


def _measures(brief: Brief, pairs: list[_Pair]) -> Weave:
    weave = Weave(brief)
    clauses = []
    for number, (_, measures) in enumerate(pairs, start=1):
        if measures:
            clauses.append("，".join(as_clause(text, brief) for text, _ in measures))
        else:
            question = f"第五部分：第{number}个问题的改进措施是什么，由谁负责、何时完成？"
            clauses.append(weave.gap(f"第{number}个问题的改进措施", question))
    if not clauses:
        clauses = [weave.gap("对应的改进措施", "第五部分：对上述问题采取哪些改进措施，由谁负责、何时完成？")]
    weave.say(
        variant(brief, *(_MEASURES if len(clauses) > 1 else _MEASURE_ALONE)) + listed(clauses),
        *(note.support for _, measures in pairs for _, note in measures),
    )
    return weave


def _follow_up(brief: Brief, follow_up: list[_Told]) -> Weave:
    weave = Weave(brief)
    clauses = [as_clause(text, brief) for text, _ in follow_up]
    if not clauses:
        question = f"第五部分：{brief.year - 1}年度报告所列问题的整改情况如何？"
        clauses = [weave.gap("上一年度报告所列问题的整改情况", question)]
    weave.say(variant(brief, *_FOLLOW_UPS) + listed(clauses), *(note.support for _, note in follow_up))
    return weave
