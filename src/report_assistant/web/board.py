"""The board: the panes of the page, the bells that are rung on it, and its one boundary.

A bell runs an act on the seat and paints the panes whose content changed. An act says in one Chinese line
what it did, or nothing. The boundary is the one place where an unforeseen error is caught: it gets a
number, the person is told what still holds, the trace goes to the log.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

import gradio as gr
from gradio.components import Component

from report_assistant.errors import ReportAssistantError
from report_assistant.web.markup import tag
from report_assistant.web.seat import Seat
from report_assistant.web.sight import Said, Sight
from report_assistant.workbench import Workbench

Props = Mapping[str, Any]
Present = Callable[[Sight], Props]
Act = Callable[..., str | None]
Event = Callable[..., Any]

_log = logging.getLogger(__name__)
_SLOW_AT_ONCE = 4
SAID = "said"
LOST = "程序重新启动过，这个页面已经失效。请先复制还没有保存的文字，再刷新页面"
UNFORESEEN = "程序出错（编号 {}），这一步没有完成；已保存的内容不受影响。请重试，仍不行请把编号告诉管理员"
ANSWERED = "(file) => window.reportAssistant.answered(file)"


class Board:
    """Panes by key, each with the function that presents a sight to it."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.seat = gr.State(None, delete_callback=leave)
        self._panes: dict[str, tuple[Any, Present]] = {}
        self._bells: list[Callable[[], Any]] = []
        self._tabs: Any = None
        self._take: Any = None

    def pane(self, key: str, component: Any, present: Present) -> Any:
        """Enter a component; `present` gives its properties."""
        self._panes[key] = (component, present)
        return component

    def fittings(self, tabs: Any, take: Any) -> None:
        """The tabs that an act may open, and the button that hands out its file."""
        self._tabs, self._take = tabs, take

    @property
    def outputs(self) -> list[Any]:
        """Everything an answer may touch, in the order `_answer` gives it."""
        return [self.seat, self._tabs, self._take, *(component for component, _ in self._panes.values())]

    def on(self, event: Event, act: Act, *inputs: Component, slow: bool = False) -> None:
        """When the event happens, run `act(seat, *inputs)` and paint."""
        self._bells.append(lambda: self._bind(event, self._ringing(act), inputs, slow=slow))

    def on_both(self, event: Event, first: Act, second: Act, *inputs: Component) -> None:
        """The same in two steps: what the quick `first` did is seen while the slow `second(seat)` is at work."""

        def bind() -> None:
            done = self._bind(event, self._ringing(first), inputs, slow=False)
            self._bind(done.then, self._ringing(second), (), slow=True)

        self._bells.append(bind)

    def on_press(self, event: Event, act: Act) -> None:
        """When something inside a pane of our own markup is used, run `act(seat, told)` with what its script tells."""

        def ring(seat: Seat | None, pressed: gr.EventData) -> list[Any]:
            return self._ring(act, seat, pressed._data or {})

        self._bells.append(lambda: self._bind(event, ring, (), slow=False))

    def _ringing(self, act: Act) -> Callable[..., list[Any]]:
        def ring(seat: Seat | None, *read: Any) -> list[Any]:
            return self._ring(act, seat, *read)

        return ring

    def hang(self, demo: gr.Blocks) -> None:
        """Bind every bell, once all panes are there; opening the page takes a seat."""
        for bind in self._bells:
            bind()
        demo.load(
            self._sit_down,
            outputs=self.outputs,
            show_progress="hidden",
            api_visibility="private",
            concurrency_limit=None,
        )

    def _bind(self, event: Event, ring: Callable[..., Any], inputs: Any, *, slow: bool) -> Any:
        rung = event(
            ring,
            inputs=[self.seat, *inputs],
            outputs=self.outputs,
            show_progress="minimal" if slow else "hidden",
            show_progress_on=self._panes[SAID][0] if slow else None,
            trigger_mode="once" if slow else "multiple",
            concurrency_limit=_SLOW_AT_ONCE if slow else 1,
            api_visibility="private",
        )
        return rung.then(None, inputs=self._take, js=ANSWERED, api_visibility="private")

    def _sit_down(self) -> list[Any]:
        return self._guarded(lambda: self._answer(Seat(self.bench)))

    def _ring(self, act: Act, seat: Seat | None, *read: Any) -> list[Any]:
        if seat is None:
            return self._failure(LOST)
        return self._guarded(lambda: self._carried_out(act, seat, *read))

    def _guarded(self, answer: Callable[[], list[Any]]) -> list[Any]:
        """The boundary: an error nobody foresaw is told under a number and logged, and changes nothing shown."""
        try:
            return answer()
        except ReportAssistantError as trouble:
            return self._failure(str(trouble))
        except Exception:
            return self._failure(UNFORESEEN.format(incident()))

    def _failure(self, words: str) -> list[Any]:
        """Nothing changes but the line that says so; without it a failed save would look like a done one."""
        panes = [gr.update(**present_said(Said(words, True))) if key == SAID else gr.skip() for key in self._panes]
        return [gr.skip(), gr.skip(), gr.update(value=None, visible=False), *panes]

    def _carried_out(self, act: Act, seat: Seat, *read: Any) -> list[Any]:
        seat.heed = ""
        seat.shown.pop(SAID, None)  # a failure may have been painted there without the seat knowing
        try:
            told = act(seat, *read) or ""
            seat.said = Said("；".join(filter(None, (seat.heed, told))), heed=bool(seat.heed))
        except ReportAssistantError as trouble:
            seat.said = Said(str(trouble), trouble=True)
        return self._answer(seat)

    def _answer(self, seat: Seat) -> list[Any]:
        """The seat, then what changed: a pane keeps what it shows where nothing new is to be seen."""
        with seat.lock:
            tab, file, seat.tab, seat.file = seat.tab, seat.file, None, None
            sight = seat.sight()
            answers = [
                seat,
                gr.Tabs(selected=tab) if tab else gr.skip(),
                gr.update(
                    value=str(file) if file else None, visible=bool(file), label=f"下载 {file.name if file else ''}"
                ),
            ]
            for key, (_, present) in self._panes.items():
                props = present(sight)
                answers.append(gr.skip() if seat.shown.get(key) == props else gr.update(**props))
                seat.shown[key] = props
            return answers


def leave(seat: Seat | None) -> None:
    """The session is over."""
    if seat is not None:
        seat.close()


def emptied(_: Sight) -> Props:
    """A box whose text was taken; it is only painted when an act has dropped it from `Seat.shown`."""
    return {"value": ""}


def present_said(said: Said) -> Props:
    """The line under the bar."""
    kind = "trouble" if said.trouble else "heed" if said.heed else "done"
    return {"value": tag("p", said.words, class_=kind, role="status", title=said.words) if said.words else ""}


def incident() -> str:
    """Log the error in hand under a number that can be told to someone."""
    number = f"{datetime.now():%m%d%H%M}-{uuid4().hex[:4]}"
    _log.exception("incident %s", number)
    return number
