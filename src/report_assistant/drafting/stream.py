"""A streamed answer: gathered chunk by chunk, inside a deadline and a limit of length."""

import queue
import time
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any, Self

from report_assistant.drafting.reading import SCHEMA, readable
from report_assistant.errors import WriterUnavailable

MAX_CHARACTERS = 40_000
WHERE = "模型接口"
OFFLINE = "可以稍后重试，或者改用离线写作"


class Said:
    """What the model has said so far: running text, or the arguments of our one tool."""

    def __init__(self, structured: str) -> None:
        self.structured = structured
        self.content, self.arguments, self.ended = "", "", ""
        self._calls: dict[object, bool] = {}
        self._shown = 0

    @property
    def text(self) -> str:
        """The answer; a call of our tool stands before running text."""
        return self.arguments if self.arguments.strip() else self.content

    def take(self, chunk: Any) -> str:
        """Take in a chunk and give back what a person may newly read. Raises: WriterUnavailable if too long."""
        self.content += chunk.content if isinstance(chunk.content, str) else ""
        for call in chunk.tool_call_chunks:
            index = call.get("index")
            if call.get("name"):
                self._calls[index] = call["name"] == SCHEMA["title"]
            if self._calls.get(index):  # a call of any other tool is not ours to follow
                self.arguments += call.get("args") or ""
        self.ended = chunk.response_metadata.get("finish_reason") or self.ended
        if len(self.content) + len(self.arguments) > MAX_CHARACTERS:
            raise WriterUnavailable("输出过长，已中止", where=WHERE, remedy=OFFLINE)
        shown = readable(self.text)
        new, self._shown = shown[self._shown :], max(self._shown, len(shown))
        return new

    def proved(self) -> Self:
        """Itself, where the answer is whole. Raises: WriterUnavailable where it was cut off or withheld."""
        if self.ended == "length":
            raise WriterUnavailable("输出被长度限制截断", where=WHERE, remedy=OFFLINE)
        if self.ended == "content_filter":
            raise WriterUnavailable("拒绝给出内容", where=WHERE, remedy=OFFLINE)
        if not self.ended:
            raise WriterUnavailable("输出中途断开，没有写完", where=WHERE, remedy=OFFLINE, retry=True)
        return self


def pump(ask: Callable[[], Iterator[Any]], chunks: queue.SimpleQueue[Any], stop: Event) -> None:
    """Put every chunk that `ask` yields into the queue, and None behind the last, whatever happens."""
    try:
        for chunk in ask():
            if stop.is_set():
                return
            chunks.put(chunk)
    finally:
        chunks.put(None)


def next_chunk(chunks: queue.SimpleQueue[Any], deadline: float) -> Any:
    """The next chunk, None behind the last. Raises: WriterUnavailable at the deadline."""
    left = deadline - time.monotonic()
    try:
        if left > 0:
            return chunks.get(timeout=left)
    except queue.Empty:
        pass
    raise WriterUnavailable("没有在限定时间内写完", where=WHERE, remedy=OFFLINE, retry=True)
