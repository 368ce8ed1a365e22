"""What would change a report becomes a proposal: figures, notes, drafted and revised text."""

from dataclasses import replace

from report_assistant import zh
from report_assistant.chat import wording
from report_assistant.chat.command import AddNote, DraftSection, Revise, SetFigures
from report_assistant.chat.outcome import Reply
from report_assistant.desk import Desk
from report_assistant.errors import WriterUnavailable
from report_assistant.report import Note, Proposal, Report
from report_assistant.workbench import Workbench

_NO_OTHER_TEXT = (
    "重写出来的文字与现在的一样，没有新列建议：离线起草只按数据和情况说明成文，不会按要求增删。"
    "请直接在正文框里修改，或补充情况说明后再起草。"
)


def propose_figures(desk: Desk, command: SetFigures) -> Reply:
    """Figures as a proposal; open proposals give up the cells that are now told otherwise."""
    report = desk.report
    desk, replaced = _without_cells(desk, command)
    fresh = {ref: cell for ref, cell in command.cells.items() if report.cells[ref] != cell}
    said = [f"（建议 {'、'.join(map(str, replaced))} 中说过的数以这次为准）"] if replaced else []
    if not fresh:
        labels = "、".join(f"{report.form.cells[ref].label}本来就是 {cell.text}" for ref, cell in command.cells.items())
        return Reply(desk, "\n\n".join([*said, f"{labels}，不用改。"]), shows="proposals" if replaced else None)
    if command.zeros:
        said.append("".join(f"“{words}”" for words in command.zeros) + "没有写出数字，按 0 填写，请核实：")
    reply = _proposed(desk.proposing(Proposal(0, command.source, cells=fresh)))
    return replace(reply, text="\n\n".join([*said, reply.text]))


def propose_note(desk: Desk, command: AddNote) -> Reply:
    """A note as a proposal; it gets its number in the report when it is accepted."""
    return _proposed(desk.proposing(Proposal(0, command.text, notes=(Note(1, command.place, command.text),))))


def propose_carried(workbench: Workbench, desk: Desk) -> Reply:
    """What last year's report hands on, as proposals."""
    after = workbench.propose_carried(desk)
    fresh = [one for one in after.proposals if one not in desk.proposals]
    if not fresh:
        return Reply(desk, "上年结转和现行有效件数已经与上年报告一致，没有要带入的。")
    told = "\n\n".join(wording.proposal_told(one, desk.report) for one in fresh)
    return Reply(after, told, shows="proposals", options=("采纳", "不要"))


def propose_text(workbench: Workbench, desk: Desk, command: DraftSection | Revise) -> Reply:
    """A draft as a proposal. A revision goes on from the newest proposed text, which it replaces."""
    offline = isinstance(command, DraftSection) and command.offline
    before = next((one for one in reversed(desk.proposals) if _drafts(one, command)), None)
    start = replace(desk, report=before.applied_to(desk.report)) if before else desk
    try:
        after = workbench.propose_draft(start, command.section, command.instructions, offline=offline)
    except WriterUnavailable as trouble:
        offer = _offer(command.section)
        why = WriterUnavailable(trouble.what, where=trouble.where)
        return Reply(desk, f"{why}。可以稍后再试，或者回复“{offer}”，不用模型也能写；报告没有变。", options=(offer,))
    if isinstance(command, Revise) and _same_text(after.proposals[-1], start.report):
        return Reply(desk, _NO_OTHER_TEXT)
    after = replace(after, report=desk.report)
    reply = _proposed(after.without(before.id) if before else after)
    if after.proposals[-1].problems and not offline:
        reply = replace(reply, options=(*reply.options, _offer(command.section)))
    return reply


def _without_cells(desk: Desk, command: SetFigures) -> tuple[Desk, list[int]]:
    """The desk whose open proposals hold none of these cells any more, and the numbers of those that did."""
    kept, replaced = [], []
    for one in desk.proposals:
        cells = {ref: cell for ref, cell in one.cells.items() if ref not in command.cells}
        if len(cells) < len(one.cells):
            replaced.append(one.id)
        if cells or one.narrative is not None or one.notes:
            kept.append(replace(one, cells=cells))
    return replace(desk, proposals=tuple(kept)), replaced


def _proposed(desk: Desk) -> Reply:
    return Reply(
        desk, wording.proposal_told(desk.proposals[-1], desk.report), shows="proposals", options=("采纳", "不要")
    )


def _offer(section: str) -> str:
    """The sentence that has a section written without a model."""
    return f"离线起草第{zh.spell(int(section))}部分"


def _same_text(proposal: Proposal, report: Report) -> bool:
    """Whether a proposed text is what stands there already; the offline writer knows one wording of its facts."""
    new = proposal.narrative.paragraphs if proposal.narrative else ()
    old = report.sections.get(proposal.narrative.section, ()) if proposal.narrative else ()
    return [(one.heading, one.text) for one in new] == [(one.heading, one.text) for one in old]


def _drafts(proposal: Proposal, command: DraftSection | Revise) -> bool:
    narrative = proposal.narrative
    return isinstance(command, Revise) and narrative is not None and narrative.section == command.section
