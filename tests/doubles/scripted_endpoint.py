"""An OpenAI-compatible endpoint on loopback that says what its script says, and remembers what it was asked."""

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse


@dataclass(frozen=True)
class Reply:
    """One answer. `tool`: text goes out as arguments of the tool of this name; `status` other than 200: an error.

    `pause`: seconds before each piece; `endless`: the pieces repeat for ever; `comments`: only keep-alive
    lines; `finish` None: the stream ends without a finish reason; `raw`: the body as it is.
    """

    text: str = ""
    tool: str | None = None
    status: int = 200
    pause: float = 0.0
    endless: bool = False
    comments: bool = False
    finish: str | None = "stop"
    raw: bytes | None = None
    drop: bool = False


@dataclass
class Endpoint:
    """The running server: replies are taken in order, the last one for every further call."""

    base_url: str = ""
    replies: list[Reply] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def say(self, *replies: Reply) -> None:
        self.replies, self.requests = list(replies), []

    def take(self, request: dict[str, Any]) -> Reply:
        self.requests.append(request)
        return self.replies[min(len(self.requests), len(self.replies)) - 1]


def _chunk(delta: dict[str, Any], finish: str | None = None) -> bytes:
    written = {
        "id": "chat-1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
    return f"data: {json.dumps(written, ensure_ascii=False)}\n\n".encode()


def _deltas(reply: Reply) -> Iterator[dict[str, Any]]:
    pieces = [reply.text[at : at + 24] for at in range(0, len(reply.text), 24)]
    if reply.tool is None:
        yield from ({"role": "assistant", "content": piece} for piece in pieces)
        return
    call = {"index": 0, "id": "call-1", "type": "function", "function": {"name": reply.tool, "arguments": ""}}
    yield {"role": "assistant", "content": None, "tool_calls": [call]}
    yield from ({"tool_calls": [{"index": 0, "function": {"arguments": piece}}]} for piece in pieces)


async def _stream(reply: Reply, closing: threading.Event) -> AsyncIterator[bytes]:
    while reply.comments and not closing.is_set():
        await asyncio.sleep(reply.pause)
        yield b": keep-alive\n\n"
    while True:
        for delta in _deltas(reply):
            await asyncio.sleep(reply.pause)
            yield _chunk(delta)
        if not reply.endless or closing.is_set():
            break
    if reply.drop:
        raise ConnectionResetError
    if reply.finish is not None:
        yield _chunk({}, reply.finish)
        yield b"data: [DONE]\n\n"


def _app(endpoint: Endpoint) -> FastAPI:
    app = FastAPI()

    @app.post("/v1/chat/completions")
    async def chat(request: Request) -> Response:
        reply = endpoint.take(await request.json())
        if reply.raw is not None:
            return Response(reply.raw, media_type="text/event-stream", status_code=reply.status)
        if reply.status != 200:
            return JSONResponse({"error": {"message": "scripted", "type": "scripted"}}, status_code=reply.status)
        return StreamingResponse(_stream(reply, endpoint.closing), media_type="text/event-stream")

    return app


@contextmanager
def scripted_endpoint() -> Iterator[Endpoint]:
    """The endpoint, running on a free port of 127.0.0.1 until the block ends."""
    endpoint = Endpoint()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        endpoint.base_url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        config = uvicorn.Config(_app(endpoint), log_level="critical", lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.01)
        try:
            yield endpoint
        finally:
            endpoint.closing.set()
            server.should_exit = server.force_exit = True
            thread.join(5)
