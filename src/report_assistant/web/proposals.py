"""The proposals: what would change, before anybody has accepted it."""

import re
from collections.abc import Mapping
from typing import Any

import gradio as gr

from report_assistant.report import Narrative, Proposal, Report
from report_assistant.web import present
from report_assistant.web.board import Board
from report_assistant.web.markup import Html, join, tag
from report_assistant.web.resources import resource
from report_assistant.web.seat import Seat
from report_assistant.web.sight import Sight

_GAP = re.compile("(〔待补充[^〕]*〕)")


def build(board: Board) -> None:
    """The list of proposals."""
    proposals = gr.HTML(
        elem_id="proposals", elem_classes="cards", apply_default_css=False, js_on_load=resource("cards.js")
    )
    board.pane("proposals", proposals, lambda sight: {"value": proposals_html(sight)})
    board.on_press(proposals.click, pressed)


def pressed(seat: Seat, told: Mapping[str, Any]) -> str | None:
    """采纳 or 不采纳: `told` has ``act`` and ``arg`` (the proposal's number)."""
    number = int(told.get("arg", 0))
    if told.get("act") == "accept":
        seat.change(lambda desk: seat.bench.accept(desk, number, by=seat.by))
        return f"建议 {number} 已采纳并保存"
    seat.change(lambda desk: seat.bench.reject(desk, number))
    return f"建议 {number} 未采纳，报告没有变动"


def proposals_html(sight: Sight) -> Html:
    """Newest first, each with its two buttons."""
    cards = [_card(proposal, sight.report) for proposal in reversed(sight.desk.proposals)]
    if cards:
        return join(cards)
    return tag("p", "没有待采纳的建议。在“助手”里说明数据，或点“起草本部分”，改动会先列在这里。", class_="quiet")


def _card(proposal: Proposal, report: Report) -> Html:
    buttons = [
        tag("button", "采纳", type="button", class_="primary", data_act="accept", data_arg=proposal.id),
        tag("button", "不采纳", type="button", data_act="reject", data_arg=proposal.id),
    ]
    return tag(
        "article",
        tag("header", tag("b", present.proposal_title(proposal, report.form))),
        tag("p", f"来源：{present.source_words(proposal)}", class_="quiet"),
        _cells(proposal, report),
        _narrative(proposal.narrative) if proposal.narrative else None,
        tag("ul", [tag("li", note.text) for note in proposal.notes]) if proposal.notes else None,
        tag("ul", [tag("li", problem) for problem in proposal.problems], class_="complaints gate")
        if proposal.problems
        else None,
        tag("div", buttons, class_="acts"),
        class_="card proposal",
    )


def _cells(proposal: Proposal, report: Report) -> Html | None:
    rows = [
        tag("tr", tag("td", label), tag("td", old, class_="old"), tag("td", new, class_="new"))
        for label, old, new in present.proposed_cells(proposal, report)
    ]
    head = tag("tr", tag("th", "单元格"), tag("th", "现在"), tag("th", "改为"))
    return tag("table", tag("tbody", head, rows), class_="plain") if rows else None


def _narrative(narrative: Narrative) -> Html:
    lines = [
        join(
            tag("p", paragraph.heading, class_="topic") if paragraph.heading else None, tag("p", _gaps(paragraph.text))
        )
        for paragraph in narrative.paragraphs
    ]
    questions = [tag("li", question) for question in narrative.questions]
    asked = join(tag("p", "需要您补充：", class_="topic"), tag("ul", questions)) if questions else None
    return tag("div", lines, asked, class_="drafted")


def _gaps(text: str) -> Html:
    """The text with its visible gaps marked; other words in such brackets, 〔2021〕, are none."""
    return join([tag("mark", part) if _GAP.fullmatch(part) else part for part in _GAP.split(text)])
