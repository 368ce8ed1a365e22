"""The page: what a clerk works at in the browser.

In: settings, and what a person types, uploads or presses. Out: a Gradio page that shows a desk (report,
last year's, proposals, findings) and rings the workbench for every change. It must not know how anything is
read, judged, drafted or stored: a bell reads its inputs, makes one call, and the panes are painted anew from
the desk. The decision a newcomer would otherwise undo: tables and lists are our own markup, rendered whole
on the server from pure functions and laid over what is shown, so merged heads, locked totals and a blank
that is not 0 need no framework grid; and gradio is imported when the page is asked for, never before.
"""

import sys
from typing import TYPE_CHECKING

from report_assistant import settings as settings_module
from report_assistant.settings import Settings

if TYPE_CHECKING:
    import gradio as gr

__all__ = ["build_page", "serve"]


def build_page(settings: Settings) -> "gr.Blocks":
    """The page of these settings, not yet answering."""
    settings_module.quieten(settings)  # gradio reads its switches when it is imported
    from report_assistant.web.page import build

    return build(settings)


def serve(settings: Settings, demo: "gr.Blocks | None" = None) -> None:
    """Answer until it is stopped with Ctrl+C.

    Raises: SurroundingsFailed where the address cannot be had.
    """
    demo = demo or build_page(settings)
    from report_assistant.web.page import launch

    if address := launch(demo, settings):  # under `gradio app.py` another thread answers, and says so itself
        print(f"年报助手已启动，请在浏览器打开 {address}　按 Ctrl+C 结束", file=sys.stderr, flush=True)
    demo.block_thread()
