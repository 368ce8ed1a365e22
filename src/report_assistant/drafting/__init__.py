"""Facts into prose.

In: a report with its figures and notes, last year's report, passages of the library. Out: a `Draft`: a
narrative for one section, what in it nothing carries, and what must be asked. It must not know the store,
the library, the document or the page. The decision a newcomer would otherwise undo: a model sees only a
`Brief` and gives back only text; figures stand in it as placeholders that we fill, so no path leads from
model text to a cell, and what the gate cannot bind is flagged, never silently mended.
"""

from collections.abc import Sequence

from report_assistant.drafting.brief import Brief, Change, make_brief
from report_assistant.drafting.compose import Draft, compose, draft_section
from report_assistant.drafting.ground import Ungrounded, ground
from report_assistant.drafting.plain import PlainWriter
from report_assistant.drafting.prompt import Prompt, load_prompt
from report_assistant.drafting.writer import ModelWriter, Progress, Writer, silent
from report_assistant.report import Passage
from report_assistant.settings import Settings

__all__ = [
    "Brief",
    "Change",
    "Draft",
    "ModelWriter",
    "PlainWriter",
    "Progress",
    "Prompt",
    "Ungrounded",
    "Writer",
    "answer",
    "compose",
    "draft_section",
    "ground",
    "load_prompt",
    "make_brief",
    "writer_for",
]


def writer_for(settings: Settings) -> Writer:
    """The writer these settings ask for: the model's where an endpoint is set, else the offline one."""
    return ModelWriter(settings) if settings.llm else PlainWriter()


def answer(question: str, passages: Sequence[Passage], writer: Writer, progress: Progress = silent) -> str:
    """An answer to a question about the work, from the passages; offline the passages themselves."""
    return writer.answer(question, passages, progress)
