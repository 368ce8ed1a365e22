"""The page: contents on the left, the report in the middle, the assistant and what is known on the right."""

from typing import Any

import gradio as gr

from report_assistant import wiring
from report_assistant.errors import SurroundingsFailed
from report_assistant.official import load_form
from report_assistant.settings import Settings
from report_assistant.web import (
    chat,
    comparison,
    documents,
    findings,
    frame,
    grid,
    narrative,
    notes,
    pasting,
    proposals,
    receiving,
    reports,
    review,
    sources,
)
from report_assistant.web.board import Board
from report_assistant.web.resources import resource

FONTS = ("Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")
LARGEST_UPLOAD = "20mb"
# What gradio would offer to others, show of itself, or keep of what was typed.
CLOSED: dict[str, Any] = {
    "share": False,
    "footer_links": [],
    "run_history": False,
    "enable_monitoring": False,
    "show_error": False,
    "ssr_mode": False,
    "pwa": False,
    "mcp_server": False,
}
_NAVY, _LINE = "#21466b", "#b9c4cf"
_COLOURS = {
    "button_primary_background_fill": _NAVY,
    "button_primary_background_fill_hover": "#2d5c8c",
    "button_secondary_background_fill": "#ffffff",
    "button_secondary_background_fill_hover": "#f0f4f8",
    "button_secondary_border_color": _LINE,
    "button_border_width": "1px",
    "input_background_fill": "#ffffff",
    "input_border_color": _LINE,
    "color_accent": _NAVY,
}
_CACHE_S = (3600, 24 * 3600)
_NEWEST_FORM = "2021"


def build(settings: Settings) -> gr.Blocks:
    """The page over the workbench of these settings; nothing is opened before somebody comes."""
    with gr.Blocks(title="年报助手", analytics_enabled=False, fill_width=True, delete_cache=_CACHE_S) as demo:
        board = Board(wiring.wire(settings, keeps_refused=True))
        with gr.Column(elem_id="bar"):
            frame.build_bar(board)
            documents.build(board, (pasting.build, review.build))
            frame.build_said(board)
            take = gr.DownloadButton("下载", visible=False, size="sm", elem_id="take")
        review.build_sheet(board)
        pasting.build_sheet(board)
        receiving.build(board)
        with gr.Row(elem_id="desk", equal_height=False):
            with gr.Column(elem_id="left"):
                frame.build_contents(board)
                reports.build(board)
            with gr.Column(elem_id="middle"):
                _report(board)
            with gr.Column(elem_id="right"):
                tabs = _tabs(board, settings)
        board.fittings(tabs, take)
        board.hang(demo)
    return demo.queue(api_open=False)


def _report(board: Board) -> None:
    """The six sections in the form's order, tables as tables and text as boxes."""
    form = load_form(_NEWEST_FORM)
    for section in form.sections:
        frame.build_heading(form, section.number)
        with gr.Column(elem_classes="section"):
            if section.table:
                grid.build(board, section.number)
            else:
                narrative.build(board, form, section.number)


def _tabs(board: Board, settings: Settings) -> Any:
    with gr.Tabs(selected="chat", elem_id="tabs") as tabs:
        with gr.Tab("助手", id="chat", render_children=True):
            chat.build(board, wiring.understanding(settings))
        for name, key, pane in _PANES:
            with gr.Tab(name, id=key, render_children=True) as tab:
                pane.build(board)
            if key in frame.COUNTED:
                frame.count_on_tab(board, tab, name, key)
    return tabs


_PANES: tuple[tuple[str, str, Any], ...] = (
    ("建议", "proposals", proposals),
    ("问题", "findings", findings),
    ("依据", "sources", sources),
    ("对比", "comparison", comparison),
    ("说明", "notes", notes),
)


def launch(demo: gr.Blocks, settings: Settings) -> str:
    """Answer at the address of the settings, in a thread of its own; gives that address.

    Raises: SurroundingsFailed where the address cannot be had.
    """
    try:
        _, address, _ = demo.launch(
            server_name=settings.host,
            server_port=settings.port,
            prevent_thread_lock=True,
            quiet=True,
            theme=theme(),
            # In the head and not as `css`: gradio would put its own container before every selector, `body` too.
            head=f"<style>{resource('page.css')}</style><script>{resource('page.js')}</script>",
            max_file_size=LARGEST_UPLOAD,
            **CLOSED,
        )
    except OSError as error:
        raise SurroundingsFailed(
            "这个地址用不了，可能另一个程序正在使用",
            where=f"{settings.host}:{settings.port}",
            remedy="请关闭那个程序，或用设置 REPORT_ASSISTANT_PORT 换一个端口",
        ) from error
    return address


def theme() -> gr.themes.Base:
    """Fonts by name only: none is fetched."""
    return gr.themes.Base(
        primary_hue="blue",
        neutral_hue="slate",
        radius_size="sm",
        spacing_size="sm",
        text_size="md",
        font=list(FONTS),
        font_mono=["Consolas", "Noto Sans Mono CJK SC", "monospace"],
    ).set(**_COLOURS)
