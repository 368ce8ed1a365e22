"""Documents that come in: each by itself, and those that do not are told by name, stage, reason and remedy."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import gradio as gr

from report_assistant.errors import IndexUnusable, ReportAssistantError, StoreUnavailable, UnusableInput
from report_assistant.web.board import Board
from report_assistant.web.markup import Html, tag
from report_assistant.web.resources import resource
from report_assistant.web.seat import Seat
from report_assistant.web.sight import Failure, Sight

Take = Callable[[Seat, str], str | None]
_STAGES: Mapping[type[ReportAssistantError], str] = {
    UnusableInput: "检查和识读",
    StoreUnavailable: "保存",
    IndexUnusable: "收入资料库",
}
_ANY_STAGE, _ANY_REMEDY = "导入", "请核对文件后再导入"


def build(board: Board) -> None:
    """The cards of what did not come in, over the foot of the page."""
    cards = gr.HTML(elem_id="failures", elem_classes="cards", apply_default_css=False, js_on_load=resource("cards.js"))
    board.pane("failures", cards, lambda sight: {"value": failures_html(sight)})
    board.on_press(cards.click, dismiss)


def received(take: Take) -> Callable[[Seat, str | Sequence[str] | None], str | None]:
    """The act of an upload button: takes one file or several, one after the other."""
    return lambda seat, uploaded: receive(seat, uploaded, take)


def receive(seat: Seat, uploaded: str | Sequence[str] | None, take: Take) -> str | None:
    """Take each file; one that fails keeps none of the others out.

    Raises: UnusableInput where one failed, with what became of the others; of a single file, the trouble itself.
    """
    paths = [uploaded] if isinstance(uploaded, str) else list(uploaded or ())
    seat.failures, told = (), []
    for path in paths:
        try:
            with telling(seat, Path(path).name):
                told.append(take(seat, path) or "")
        except ReportAssistantError:
            if len(paths) == 1:
                raise
    if seat.failures:
        names = "、".join(failure.name for failure in seat.failures)
        done = f"，其余 {len(told)} 个已导入" if told else ""
        raise UnusableInput(f"{len(paths)} 个文件中 {len(seat.failures)} 个没有导入：{names}{done}")
    return "；".join(told) if len(told) < 2 else f"{len(told)} 个文件都已导入：{told[-1]}"


@contextmanager
def telling(seat: Seat, name: str) -> Iterator[None]:
    """Lay a card for whatever does not come in here; the trouble goes on its way."""
    try:
        yield
    except ReportAssistantError as trouble:
        stage = next((words for kind, words in _STAGES.items() if isinstance(trouble, kind)), _ANY_STAGE)
        failure = Failure(name, stage, trouble.what, trouble.remedy or _ANY_REMEDY)
        seat.failures = (*seat.failures, failure)
        raise


def dismiss(seat: Seat, _: Mapping[str, Any]) -> str | None:
    """The cards were read."""
    seat.failures = ()
    return None


def failures_html(sight: Sight) -> Html:
    """One card a file."""
    if not sight.failures:
        return Html("")
    cards = [
        tag(
            "article",
            tag("header", tag("b", failure.name), tag("span", "没有导入")),
            tag("p", f"停在：{failure.stage}"),
            tag("p", f"原因：{failure.reason}"),
            tag("p", f"怎么办：{failure.remedy}", class_="where"),
            class_="card error",
        )
        for failure in sight.failures
    ]
    close = tag("button", "知道了", type="button", data_act="dismiss")
    return tag("div", cards, close, role="alert")
