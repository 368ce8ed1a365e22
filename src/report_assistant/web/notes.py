"""The notes: facts of the year in the words of those who know them; the drafts rest on them."""

from itertools import groupby

import gradio as gr

from report_assistant.intake import parse_notes
from report_assistant.web import present
from report_assistant.web.board import Board, emptied
from report_assistant.web.markup import Html, join, tag
from report_assistant.web.seat import Seat
from report_assistant.web.sight import Sight


def build(board: Board) -> None:
    """What has been told, and a box for more."""
    text = gr.Textbox(
        placeholder="每行一件事，标题写明所属部分，例如：\n# 监督保障\n- 全年开展培训3次127人次",
        label="情况说明",
        show_label=False,
        container=False,
        lines=4,
        max_lines=12,
        elem_id="note-text",
    )
    button = gr.Button("加入情况说明", size="sm", elem_id="add-notes")
    board.pane("note-text", text, emptied)
    told = gr.HTML(elem_id="notes", elem_classes="cards", apply_default_css=False)
    board.pane("notes", told, lambda sight: {"value": notes_html(sight)})
    board.on(button.click, add, text)


def add(seat: Seat, text: str) -> str | None:
    """Notes as they were typed."""
    notes = parse_notes(text or "")
    seat.change(lambda desk: seat.bench.add_notes(desk, notes, by=seat.by))
    seat.shown.pop("note-text", None)  # kept by the report now: its box is emptied
    return f"已加入 {len(notes)} 条情况说明"


def notes_html(sight: Sight) -> Html:
    """All notes by the part of the report they belong to."""
    form, notes = sight.report.form, sorted(sight.report.notes, key=lambda note: note.place or "9")
    if not notes:
        return tag("p", "还没有情况说明。离线起草和模型起草都只写数据和情况说明里有的事实。", class_="quiet")
    groups = groupby(notes, key=lambda note: note.place)
    return join(
        [
            join(
                tag("h4", present.place_name(form, place) if place else "没有写明所属部分"),
                tag("ul", [tag("li", tag("b", f"{note.id}"), f" {note.text}") for note in told], class_="told"),
            )
            for place, told in groups
        ]
    )
