"""A report that is pasted: what the clipboard holds of a web page, a Word table or a sheet."""

from collections.abc import Mapping
from typing import Any

import gradio as gr

from report_assistant.errors import UnusableInput
from report_assistant.intake.read import PASTED
from report_assistant.web.board import Board
from report_assistant.web.documents import lay_beside
from report_assistant.web.markup import Html, tag
from report_assistant.web.receiving import telling
from report_assistant.web.reports import lay_down
from report_assistant.web.resources import resource
from report_assistant.web.seat import Seat

_OPEN = "() => document.querySelector('#paste dialog').showModal()"


def build(_: Board) -> None:
    """The button; it opens the sheet without asking the server."""
    button = gr.Button("粘贴上年报告", size="sm", elem_id="open-paste")
    button.click(None, js=_OPEN, api_visibility="private")


def build_sheet(board: Board) -> None:
    """The sheet to paste on."""
    sheet = gr.HTML(_sheet(), elem_id="paste", apply_default_css=False, js_on_load=resource("paste.js"))
    board.on_press(sheet.click, take)


def take(seat: Seat, told: Mapping[str, Any]) -> str | None:
    """What was pasted as last year's report, or as this year's: `told` has ``act`` and ``written``."""
    written, seat.failures = str(told.get("written", "")), ()
    with telling(seat, PASTED):
        if not written.strip():
            raise UnusableInput("没有内容", where=PASTED, remedy="请在原网页或文档中全选、复制，再到方框里粘贴")
        report = seat.bench.read_pasted(written)
    return lay_down(seat, report) if told.get("act") == "report" else lay_beside(seat, report)


def _sheet() -> Html:
    buttons = [
        tag("button", "作为上年报告导入", type="button", class_="primary", data_act="prior"),
        tag("button", "作为本年报告稿导入", type="button", data_act="report"),
        tag("button", "取消", type="button"),
    ]
    box = tag("textarea", aria_label="粘贴报告内容", rows=14, spellcheck="false", placeholder="在这里粘贴（Ctrl+V）")
    advice = "在网页、Word、WPS 或 Excel 里全选报告（标题、正文和表格），复制后粘贴到下面；表格会按行列保留。"
    return tag(
        "dialog",
        tag("h2", "粘贴报告内容"),
        tag("p", advice),
        box,
        tag("p", class_="kept", role="status"),
        tag("div", buttons, class_="acts"),
        aria_label="粘贴报告内容",
    )
