"""The library: what the guidance says, and how earlier reports put it."""

from collections.abc import Sequence
from pathlib import Path

import gradio as gr

from report_assistant.errors import UnusableInput
from report_assistant.retrieval import Hit
from report_assistant.web.board import Board
from report_assistant.web.markup import Html, join, tag
from report_assistant.web.receiving import received
from report_assistant.web.seat import Seat

KINDS = {"全部": None, "政策依据": "guidance", "往年报告": "report"}


def build(board: Board) -> None:
    """A question, what to look in, and what was found."""
    with gr.Row(elem_classes="asking"):
        question = gr.Textbox(
            placeholder="例如：信息处理费怎么写",
            label="要查的内容",
            show_label=False,
            container=False,
            max_lines=1,
            elem_id="question",
        )
        button = gr.Button("查找", size="sm", scale=1, elem_id="look-up")
    added = gr.UploadButton("收入资料（可多选）", size="sm", file_count="multiple", elem_id="up-library")
    board.on(added.upload, received(add), added, slow=True)
    kind = gr.Radio(list(KINDS), value="全部", label="查找范围", show_label=False, container=False, elem_id="kind")
    board.pane(
        "hits",
        gr.HTML(elem_id="hits", elem_classes="cards", apply_default_css=False),
        lambda sight: hits_props(sight.hits),
    )
    for event in (button.click, question.submit):
        board.on(event, look_up, question, kind, slow=True)


def look_up(seat: Seat, question: str, kind: str) -> str | None:
    """Passages nearest to a question."""
    if not question or not question.strip():
        raise UnusableInput("没有写要查的内容", where="依据")
    seat.hits = tuple(seat.bench.search(question.strip(), kind=KINDS.get(kind)))
    return f"找到 {len(seat.hits)} 段"


def add(seat: Seat, uploaded: str) -> str | None:
    """One document into the library."""
    taken = seat.bench.index([Path(uploaded)])
    return "；".join(f"已收入资料库：{one.title}（{one.passages} 段）" for one in taken)


def hits_props(hits: Sequence[Hit] | None) -> dict[str, Html]:
    """Passages with their sources."""
    if hits is None:
        return {"value": tag("p", "在政策依据和往年报告中查找，写作时可对照原文。", class_="quiet")}
    found = [_card(hit) for hit in hits]
    return {"value": join(found) if found else tag("p", "资料库中没有相关内容。", class_="quiet")}


def _card(hit: Hit) -> Html:
    passage = hit.passage
    kind = "政策依据" if passage.kind == "guidance" else "往年报告"
    return tag(
        "article",
        tag("header", tag("b", passage.title), tag("span", kind)),
        tag("p", passage.text),
        tag("p", f"编号 {passage.id}", class_="quiet"),
        class_="card source",
    )
