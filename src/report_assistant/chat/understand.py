"""Understanding with a model's help: the rules first, a model for what they do not recognise, one gate for both.

Only this file of the chat knows langchain, and imports it when a model is asked, not before.
"""

import queue
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal, InvalidOperation
from threading import Event
from typing import Any

from report_assistant.chat.command import (
    AddNote,
    Ask,
    Check,
    Clarify,
    Command,
    Compare,
    DraftSection,
    Export,
    Notice,
    Revise,
    SetFigures,
)
from report_assistant.chat.figures import Heard, stated_numbers
from report_assistant.chat.rules import doubts_of, understand
from report_assistant.drafting import load_prompt
from report_assistant.drafting.stream import next_chunk, pump
from report_assistant.drafting.writer import finish
from report_assistant.errors import WriterUnavailable
from report_assistant.report import Report
from report_assistant.settings import Settings

__all__ = ["ModelUnderstanding", "understand"]

_MOST_CHUNKS = 4_000
_MAX_TOKENS = 1_024
_TEXT = {"type": "string"}
_CELLS = {
    "type": "array",
    "items": {"type": "object", "properties": {"ref": _TEXT, "value": _TEXT}, "required": ["ref", "value"]},
}
_PARAMETERS: Mapping[str, Mapping[str, Any]] = {
    "set_figure": {"cells": _CELLS},
    "add_note": {"place": _TEXT, "text": _TEXT},
    "draft": {"section": _TEXT},
    "revise": {"section": _TEXT, "instructions": _TEXT},
    "check": {},
    "compare": {},
    "ask": {"question": _TEXT},
    "export": {"suffix": _TEXT},
    "help": {},
}
_PLACES = ("1.1", "1.2", "1.3", "1.4", "1.5", "1", "5", "6")
_SUFFIXES = ("docx", "pdf", "html", "xlsx", "txt", "md")

Call = tuple[str, Mapping[str, Any]]


class ModelUnderstanding:
    """The rules first; a model only for what they did not recognise, and only within the closed set.

    What the rules read is certain and costs nothing. What they ask back stays asked back: a model must not
    choose between two readings. Of a model's figures only those are taken whose digits stand in the words.
    """

    def __init__(self, settings: Settings) -> None:
        if settings.llm is None:
            raise ValueError("no model endpoint is set")
        self.settings, self.endpoint = settings, settings.llm

    def __call__(self, words: str, report: Report, last_section: str | None = None) -> tuple[Command, ...]:
        """The commands in `words`; where the endpoint fails, those of the rules with a line saying so."""
        commands = understand(words, report, last_section)
        known = tuple(one for one in commands if not (isinstance(one, Clarify) and one.open))
        if len(known) == len(commands) or not words.strip():
            return commands
        try:
            call = self._ask(words, report)
        except WriterUnavailable as trouble:
            return (Notice(f"模型接口这次没有用上（{trouble.what}），这句话按固定规则理解。"), *commands)
        found = commands_of(call, words, report, last_section) if call else ()
        told = {ref for one in known if isinstance(one, SetFigures) for ref in one.cells}
        fresh = tuple(one for one in found if not (isinstance(one, SetFigures) and told & set(one.cells)))
        return (*known, *fresh) if fresh else commands

    def _ask(self, words: str, report: Report) -> Call | None:
        """The command the model chose; None where it chose none that can be read. Raises: WriterUnavailable."""
        deadline = time.monotonic() + self.settings.llm_timeout_s
        chunks, stop = queue.SimpleQueue[Any](), Event()
        pool = ThreadPoolExecutor(1, thread_name_prefix="model-understanding")
        try:
            reading = pool.submit(pump, lambda: self._chunks(words, report), chunks, stop)
            whole = None
            for _ in range(_MOST_CHUNKS):
                chunk = next_chunk(chunks, deadline)
                if chunk is None:
                    finish(reading)
                    return _call_in(whole)
                whole = chunk if whole is None else whole + chunk
            raise WriterUnavailable("应答过长")
        finally:
            stop.set()
            pool.shutdown(wait=False)

    def _chunks(self, words: str, report: Report) -> Iterator[Any]:
        from langchain_openai import ChatOpenAI

        rules, material = load_prompt("understand").fill(
            {
                "organ": report.organ.name,
                "year": str(report.year),
                "addresses": "\n".join(f"{ref} | {cell.label}" for ref, cell in report.form.cells.items()),
                "sentence": words.strip(),
            }
        )
        model = ChatOpenAI(
            base_url=self.endpoint.base_url,
            model=self.endpoint.model,
            api_key=self.endpoint.api_key or "none",  # type: ignore[arg-type]
            timeout=self.settings.llm_timeout_s,
            max_retries=0,  # a person is waiting, and the rules have an answer
            temperature=0,
            extra_body={"max_tokens": _MAX_TOKENS},  # sent as it is: many local servers know no other name
        )
        return model.bind_tools([_tool(name) for name in _PARAMETERS]).stream([("system", rules), ("user", material)])


def commands_of(call: Call, words: str, report: Report, last_section: str | None) -> tuple[Command, ...]:
    """A model's choice as commands of ours; () where it chose help or what it gave cannot be used.

    Notes, questions and wishes are taken in the person's own words, never in the model's.
    """
    name, given = call
    sections = tuple(str(section.number) for section in report.form.narrative_sections)
    section = str(given.get("section") or "")
    match name:
        case "set_figure":
            return _figures(given.get("cells"), words, report)
        case "add_note":
            place = str(given.get("place") or "")
            return (AddNote(place if place in _PLACES else "", words.strip()),)
        case "draft":
            return tuple(DraftSection(one) for one in sections if section in ("", one))
        case "revise":
            wanted = section if section in sections else last_section
            return (Revise(wanted, words.strip()),) if wanted in sections and wanted else ()
        case "check":
            return (Check(),)
        case "compare":
            return (Compare(),)
        case "ask":
            return (Ask(words.strip()),)
        case "export":
            suffix = str(given.get("suffix") or "docx").removeprefix(".")
            return (Export(f".{suffix}"),) if suffix in _SUFFIXES else ()
    return ()


def _figures(cells: Any, words: str, report: Report) -> tuple[Command, ...]:
    """The cells whose digits stand in the words; the others are named and dropped."""
    said = {one.value: one for one in stated_numbers(words, report.form, report.year)}
    heard, dropped = Heard(), []
    for ref, value in _pairs(cells):
        number = said.get(value) if ref in report.form.cells and value is not None else None
        if number is None or not heard.take(ref, number, report.form, words[number.start : number.end]):
            dropped.append(report.form.cells[ref].label if ref in report.form.cells else ref)
    commands: list[Command] = [SetFigures(heard.cells, words.strip())] if heard.cells else []
    commands += doubts_of(heard)
    if dropped:
        names = "、".join(dict.fromkeys(dropped))
        commands.append(Clarify(f"模型还想填{names}，但所填的数不在你的话里，没有采用。请写明每一格的数"))
    return tuple(commands)


def _pairs(cells: Any) -> Iterator[tuple[str, Decimal | None]]:
    for one in cells if isinstance(cells, list) else ():
        if isinstance(one, Mapping) and isinstance(one.get("ref"), str):
            try:
                yield one["ref"], Decimal(str(one.get("value")))
            except InvalidOperation:
                yield one["ref"], None


def _tool(name: str) -> dict[str, Any]:
    parameters = {"type": "object", "properties": _PARAMETERS[name], "required": list(_PARAMETERS[name])}
    return {"type": "function", "function": {"name": name, "description": name, "parameters": parameters}}


def _call_in(answer: Any) -> Call | None:
    """The first call of one of our tools in a whole answer."""
    calls = getattr(answer, "tool_calls", None) or ()
    return next(((call["name"], call["args"]) for call in calls if call["name"] in _PARAMETERS), None)
