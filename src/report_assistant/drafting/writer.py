"""The writer: what turns a brief into a narrative; the one that asks a model, and the door to both.

Only this file knows langchain and openai, and imports them when a model is asked, not before.
"""

import queue
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Event
from typing import Any, Protocol

from report_assistant.drafting.brief import Brief
from report_assistant.drafting.material import provenance, quoted, request_for
from report_assistant.drafting.prompt import load_prompt
from report_assistant.drafting.reading import SCHEMA, read_answer, without_thoughts
from report_assistant.drafting.stream import OFFLINE, WHERE, Said, next_chunk, pump
from report_assistant.errors import WriterUnavailable
from report_assistant.report import Narrative, Passage
from report_assistant.settings import Settings

Progress = Callable[[str], None]
MAX_TOKENS = 8_192
_SETTINGS = "请检查接口地址、模型名称和密钥，或者改用离线写作"


def silent(_: str) -> None:
    """The progress nobody watches."""


class Writer(Protocol):
    """Sees a brief and nothing else, gives back a narrative and nothing else.

    `repairs`: whether a second attempt with complaints can come out differently.
    """

    @property
    def name(self) -> str:
        """How `written_by` names it."""

    @property
    def repairs(self) -> bool:
        """Whether it follows instructions."""

    def write(self, brief: Brief, progress: Progress = silent) -> Narrative:
        """The section; `progress` gets the text piece by piece. Raises: WriterUnavailable."""

    def answer(self, question: str, passages: Sequence[Passage], progress: Progress = silent) -> str:
        """An answer from the passages. Raises: WriterUnavailable."""


class ModelWriter:
    """Asks an OpenAI-compatible endpoint; all it takes from it is text.

    `settings.llm_timeout_s` bounds a whole call, repeated attempts and a stream that never ends included.
    """

    repairs = True

    def __init__(self, settings: Settings) -> None:
        if settings.llm is None:
            raise ValueError("no model endpoint is set")
        self.settings, self.endpoint = settings, settings.llm

    @property
    def name(self) -> str:
        """The model's name."""
        return self.endpoint.model

    def write(self, brief: Brief, progress: Progress = silent) -> Narrative:
        """The section in the model's words, with our figures.

        Raises: WriterUnavailable, `retry` saying whether the same call may succeed later.
        """
        request = request_for(brief)
        said = self._ask(_Question(request.rules, request.material, self.settings.llm_structured), progress)
        told = {**request.told, "writer": self.name, "structured": said.structured}
        return replace(read_answer(said.text, brief), written_by=told)

    def answer(self, question: str, passages: Sequence[Passage], progress: Progress = silent) -> str:
        """The model's answer, with where it comes from. Raises: WriterUnavailable."""
        prompt = load_prompt("answer")
        matter, used = quoted(passages)
        rules, material = prompt.fill({"question": question.strip(), "passages": matter})
        said = self._ask(_Question(rules, material, "text"), progress)
        text = without_thoughts(said.text)
        if not text:
            raise WriterUnavailable("没有给出回答", where=WHERE, remedy=OFFLINE, retry=True)
        return f"{text}\n\n（{self.name}，{provenance(prompt)['prompt']}，采用参考段落 {used}）"

    def _ask(self, question: "_Question", progress: Progress) -> Said:
        """The answer to a question, asked again as long as that may help and time is left."""
        deadline = time.monotonic() + self.settings.llm_timeout_s
        attempt = 0
        while True:
            try:
                return self._stream(question, deadline, progress)
            except _Declined:
                question = replace(question, structured="text")  # asked plainly, it may do; the parser is tolerant
            except WriterUnavailable as trouble:
                pause = 0.2 * 2**attempt
                attempt += 1
                if not trouble.retry or attempt > self.settings.llm_retries or time.monotonic() + pause >= deadline:
                    raise
                time.sleep(pause)

    def _stream(self, question: "_Question", deadline: float, progress: Progress) -> Said:
        """One attempt; read in a thread of its own, so that nothing the server does can outlast the deadline."""
        import openai

        client = openai.DefaultHttpxClient(timeout=max(deadline - time.monotonic(), 0.1))
        chunks, stop = queue.SimpleQueue[Any](), Event()
        pool = ThreadPoolExecutor(1, thread_name_prefix="model-writer")
        try:
            reading = pool.submit(pump, lambda: self._chunks(question, client), chunks, stop)
            said = Said(question.structured)
            while (chunk := next_chunk(chunks, deadline)) is not None:
                progress(said.take(chunk))
            finish(reading, question.structured)
            return said.proved()
        finally:
            stop.set()
            client.close()
            pool.shutdown(wait=False)

    def _chunks(self, question: "_Question", client: Any) -> Iterator[Any]:
        from langchain_openai import ChatOpenAI

        body: dict[str, Any] = {"max_tokens": MAX_TOKENS, **_response_format(question.structured)}
        model = ChatOpenAI(
            base_url=self.endpoint.base_url,
            model=self.endpoint.model,
            api_key=self.endpoint.api_key or "none",  # type: ignore[arg-type]
            max_retries=0,  # repeated by us, inside the deadline
            http_client=client,
            temperature=0.3,
            # max_tokens= would be sent as max_completion_tokens, and response_format= would make the client
            # raise on a length cut-off; many local servers know neither. Sent as they are, both arrive.
            extra_body=body,
        )
        messages = [("system", question.rules), ("user", question.material)]
        if question.structured == "function_calling":
            return model.bind_tools([SCHEMA], tool_choice=SCHEMA["title"]).stream(messages)
        return model.stream(messages)


@dataclass(frozen=True, slots=True)
class _Question:
    rules: str
    material: str
    structured: str


class _Declined(Exception):
    """The endpoint refuses the request as it is; perhaps only the structured form of it."""

    def __init__(self, trouble: WriterUnavailable) -> None:
        self.trouble = trouble
        super().__init__(str(trouble))


def finish(reading: "Future[None]", structured: str = "text") -> None:
    """Raise what went wrong while a stream was read, as one of ours, by the type of the library's error.

    Raises: WriterUnavailable; _Declined where a structured request itself was refused.
    """
    import openai

    try:
        reading.result()
    except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
        trouble = _unavailable("不接受这次请求", error)
        raise (trouble if structured == "text" else _Declined(trouble)) from error
    except openai.APITimeoutError as error:
        raise _unavailable("应答超时", error, retry=True) from error
    except openai.APIConnectionError as error:
        raise _unavailable("连接不上", error, retry=True) from error
    except openai.RateLimitError as error:
        raise _unavailable("请求过多，被限流", error, retry=True) from error
    except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
        raise _unavailable("拒绝访问，密钥不对或者没有权限", error) from error
    except openai.NotFoundError as error:
        raise _unavailable("地址或者模型名称不对", error) from error
    except openai.APIError as error:
        raise _unavailable("内部出错", error, retry=True) from error
    except (openai.OpenAIError, LookupError, ValueError, TypeError, AttributeError) as error:
        # What the libraries raise on an answer that is no chat completion at all: empty, null, not JSON.
        raise _unavailable("返回的内容不合约定", error, retry=True) from error


def _unavailable(what: str, error: Exception, *, retry: bool = False) -> WriterUnavailable:
    status = getattr(error, "status_code", None)
    return WriterUnavailable(
        f"{what}（{status}）" if status else what, where=WHERE, remedy=OFFLINE if retry else _SETTINGS, retry=retry
    )


def _response_format(structured: str) -> Mapping[str, Any]:
    match structured:
        case "json_schema":
            schema = {"name": SCHEMA["title"], "schema": SCHEMA, "strict": True}
            return {"response_format": {"type": "json_schema", "json_schema": schema}}
        case "json_mode":
            return {"response_format": {"type": "json_object"}}
    return {}
