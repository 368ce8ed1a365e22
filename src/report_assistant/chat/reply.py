"""Carries out commands on the workbench and says in plain Chinese what came of it.

A report changes here in one way only: `Accept`, through `workbench.accept`.
"""

from typing import Protocol

from report_assistant.chat import wording
from report_assistant.chat.asked import figures_asked
from report_assistant.chat.command import (
    Accept,
    AddNote,
    Ask,
    CarryOver,
    Check,
    Clarify,
    Command,
    Compare,
    DraftSection,
    Export,
    Help,
    Notice,
    Reject,
    Revise,
    SetFigures,
)
from report_assistant.chat.outcome import Reply
from report_assistant.chat.proposing import propose_carried, propose_figures, propose_note, propose_text
from report_assistant.checks import Stage, barring
from report_assistant.desk import Desk
from report_assistant.errors import ExportRefused, ReportAssistantError
from report_assistant.report import Origin, Report
from report_assistant.workbench import Workbench

__all__ = ["Reply", "Understanding", "last_section", "respond"]


class Understanding(Protocol):
    """Words into commands; by rules, or by a model behind the same gate."""

    def __call__(self, words: str, report: Report, last_section: str | None = None) -> tuple[Command, ...]:
        """The commands in `words`."""


def respond(workbench: Workbench, desk: Desk, words: str, *, by: str, understanding: Understanding) -> Reply:
    """Understand `words` and do what they ask, command by command.

    A command that fails is told in its one line; what the others did stands.
    """
    if not words.strip():
        return Reply(desk, wording.HELP)
    replies: list[Reply] = []
    for command in understanding(words, desk.report, last_section(desk)):
        desk = replies[-1].desk if replies else desk
        try:
            replies.append(_carried_out(workbench, desk, command, by))
        except ReportAssistantError as trouble:
            replies.append(Reply(desk, f"没有办成：{trouble}"))
    return _joined(replies)


def last_section(desk: Desk) -> str | None:
    """The section that was drafted last: the newest proposed one, else the only one written here."""
    proposed = [one.narrative.section for one in desk.proposals if one.narrative is not None]
    written = [
        number
        for number, paragraphs in desk.report.sections.items()
        if any(one.origin in (Origin.PLAIN, Origin.MODEL) for one in paragraphs)
    ]
    return proposed[-1] if proposed else written[0] if len(written) == 1 else None


def _joined(replies: list[Reply]) -> Reply:
    return Reply(
        desk=replies[-1].desk,
        text="\n\n".join(one.text for one in replies),
        changed=any(one.changed for one in replies),
        shows=next((one.shows for one in reversed(replies) if one.shows), None),
        file=next((one.file for one in reversed(replies) if one.file), None),
        options=tuple(dict.fromkeys(option for one in replies for option in one.options)),
    )


def _carried_out(workbench: Workbench, desk: Desk, command: Command, by: str) -> Reply:
    match command:
        case SetFigures():
            return propose_figures(desk, command)
        case AddNote():
            return propose_note(desk, command)
        case DraftSection() | Revise():
            return propose_text(workbench, desk, command)
        case CarryOver():
            return propose_carried(workbench, desk)
        case Accept() | Reject():
            return _decided(workbench, desk, command, by)
        case Check():
            told = wording.findings_told(workbench.check(desk.report, desk.prior))
            return Reply(desk, told, shows="findings")
        case Compare(section):
            return _compared(workbench, desk, section)
        case Ask(question):
            found = figures_asked(question, desk.report, desk.prior)
            return Reply(desk, found or workbench.answer(question))
        case Export(suffix, draft):
            return _exported(workbench, desk, suffix, draft)
        case Clarify(question, options):
            return Reply(desk, _asked_back(question, options), options=options)
        case Notice(text):
            return Reply(desk, text)
        case Help():
            return Reply(desk, wording.HELP)


def _decided(workbench: Workbench, desk: Desk, command: Accept | Reject, by: str) -> Reply:
    open_ = [one.id for one in desk.proposals]
    wanted = command.proposals or tuple(open_)
    known = [number for number in dict.fromkeys(wanted) if number in open_]
    unknown = [number for number in dict.fromkeys(wanted) if number not in open_]
    told = []
    if unknown or not wanted:
        numbers = "、".join(map(str, unknown))
        told.append(f"没有建议 {numbers}。" if unknown else "现在没有待定的建议。")
        told += [f"现有建议：{'、'.join(map(str, open_))}。"] if open_ and unknown else []
    if isinstance(command, Reject):
        for number in known:
            desk = workbench.reject(desk, number)
        told += [f"已放弃建议 {'、'.join(map(str, known))}，报告没有变。"] if known else []
        return Reply(desk, "".join(told), shows="proposals" if known else None)
    desk, accepted, trouble = _accepted(workbench, desk, known, by)
    if accepted:
        version = f"，已保存为第 {desk.revision.id} 版" if desk.revision else ""
        told.append(f"已采纳建议 {'、'.join(map(str, accepted))}{version}。")
    told += [f"没有办成：{trouble}"] if trouble else []
    return Reply(desk, "".join(told), changed=bool(accepted), shows="proposals" if accepted else None)


def _accepted(workbench: Workbench, desk: Desk, known: list[int], by: str) -> tuple[Desk, list[int], str]:
    """Accept one after the other; where one fails, those before it are in and saved all the same."""
    accepted: list[int] = []
    for number in known:
        try:
            desk = workbench.accept(desk, number, by=by)
        except ReportAssistantError as trouble:
            return desk, accepted, str(trouble)
        accepted.append(number)
    return desk, accepted, ""


def _compared(workbench: Workbench, desk: Desk, section: str | None) -> Reply:
    if desk.prior is None:
        return Reply(desk, "还没有上年报告，请先上传上年报告（Word、网页、文本或报告文件），再来对比。")
    comparison = workbench.compare(desk.report, desk.prior)
    told = wording.comparison_told(comparison, desk.report, desk.prior, section)
    return Reply(desk, told, shows="comparison")


def _exported(workbench: Workbench, desk: Desk, suffix: str, draft: bool) -> Reply:
    """The document in a folder of its own, under a name a person can send on."""
    name = f"{desk.report.title}{'（草稿）' if draft else ''}{suffix}"
    target = workbench.export_folder() / name
    try:
        file = workbench.export(desk.report, target, desk.prior, draft=draft)
    except ExportRefused as refused:
        target.parent.rmdir()
        verdict = workbench.check(desk.report, desk.prior, stage=Stage.EXPORT)
        told = wording.refusal_told(verdict) if barring(verdict) else str(refused)
        return Reply(desk, told, shows="findings", options=("检查一下", "导出草稿"))
    return Reply(desk, f"已导出：{file.name}", shows="file", file=file)


def _asked_back(question: str, options: tuple[str, ...]) -> str:
    mark = "" if question.endswith(("。", "？")) else "。"
    listed = "\n".join(f"- {option}" for option in options)
    return f"{question}{mark}" + (f"可以这样说：\n{listed}" if options else "")
