"""What would change a report becomes a proposal: figures, notes, drafted and revised text."""

from dataclasses import replace

from report_assistant.chat import wording
from report_assistant.chat.command import AddNote, DraftSection, Revise, SetFigures
from report_assistant.chat.outcome import Reply
from report_assistant.errors import WriterUnavailable
from report_assistant.report import Note, Proposal
from report_assistant.workbench import Desk, Workbench


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


def propose_text(workbench: Workbench, desk: Desk, command: DraftSection | Revise) -> Reply:
    """A draft as a proposal. A revision goes on from the newest proposed text, which it replaces."""
    offline = isinstance(command, DraftSection) and command.offline
    before = next((one for one in reversed(desk.proposals) if _drafts(one, command)), None)
    start = replace(desk, report=before.applied_to(desk.report)) if before else desk
    try:
        after = workbench.propose_draft(start, command.section, command.instructions, offline=offline)
    except WriterUnavailable as trouble:
        numeral = "一二三四五六"[int(command.section) - 1]
        offer = f"离线起草第{numeral}部分"
        told = f"{trouble}。报告和你说的话都没有变，可以稍后再试，或者回复“{offer}”，不用模型也能写。"
        return Reply(desk, told.replace("。。", "。"), options=(offer,))
    after = replace(after, report=desk.report)
    return _proposed(after.without(before.id) if before else after)


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


def _drafts(proposal: Proposal, command: DraftSection | Revise) -> bool:
    narrative = proposal.narrative
    return isinstance(command, Revise) and narrative is not None and narrative.section == command.section
