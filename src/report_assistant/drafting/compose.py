"""Composing: a brief through a writer and the gate, into a draft that says what it cannot carry."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypedDict, Unpack

from report_assistant.checks.reading.binding import unbound_numbers
from report_assistant.drafting.brief import Brief, make_brief
from report_assistant.drafting.ground import Ungrounded, ground
from report_assistant.drafting.writer import Progress, Writer, silent
from report_assistant.errors import WriterUnavailable
from report_assistant.report import Narrative, Passage, Report


@dataclass(frozen=True, slots=True)
class Draft:
    """A narrative, what in it nothing carries, and what must be asked. `clean`: it needs nobody's judgement."""

    narrative: Narrative
    ungrounded: tuple[Ungrounded, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """One line each."""
        return self.narrative.questions

    @property
    def problems(self) -> tuple[str, ...]:
        """What nothing carries, one line each: under which heading, what stands there, and why."""
        return tuple(f"{self._place(piece.paragraph)}“{piece.quote}”：{piece.why}" for piece in self.ungrounded)

    def _place(self, index: int) -> str:
        headings = [p.heading for p in self.narrative.paragraphs[: index + 1] if p.heading]
        return headings[-1] if headings else f"第{index + 1}段"

    @property
    def clean(self) -> bool:
        """Whether every number is carried and nothing is left open."""
        return not self.ungrounded and not self.questions


class Material(TypedDict, total=False):
    """What a section may be drafted from beside the report itself."""

    prior: Report | None
    passages: Sequence[Passage]
    instructions: str
    progress: Progress


def draft_section(report: Report, section: str, writer: Writer, **material: Unpack[Material]) -> Draft:
    """The section ``1``, ``5`` or ``6``, written by `writer` and held to the report.

    `prior`, `passages`, `instructions` and `progress` may be given by name. With instructions an existing
    text of the section is revised, without them it is written anew.
    Raises: WriterUnavailable; nothing is half done.
    """
    prior = material.get("prior")
    brief = make_brief(
        report,
        section,
        prior=prior,
        passages=material.get("passages", ()),
        instructions=material.get("instructions", ""),
    )
    return compose(brief, writer, report, prior, material.get("progress", silent))


def compose(
    brief: Brief, writer: Writer, report: Report, prior: Report | None = None, progress: Progress = silent
) -> Draft:
    """The draft; a writer that follows instructions gets one round of repair where something is not carried.

    Of the two attempts the one with less amiss is kept, and what is amiss in it is flagged, never deleted.
    Raises: WriterUnavailable where the first attempt fails; a failed repair leaves the first, flagged.
    """
    narrative = _with_supports(writer.write(brief, progress), brief, report, prior)
    amiss = judged(narrative, brief, report, prior)
    if not amiss or not writer.repairs:
        return Draft(narrative, amiss)
    complaints = "\n".join(f"- 第{u.paragraph + 1}段“{u.quote}”：{u.why}" for u in amiss)
    wish = f"{brief.instructions}\n请改正下列没有依据的内容，其余照旧：\n{complaints}".strip()
    try:
        again = writer.write(replace(brief, current=narrative.paragraphs, instructions=wish), progress)
    except WriterUnavailable:  # the first attempt stands, and says what is amiss in it
        return Draft(narrative, amiss)
    repaired = _with_supports(again, brief, report, prior)
    still = judged(repaired, brief, report, prior)
    told = {**(repaired.written_by or {}), "repaired": f"{len(amiss)}→{len(still)}"}
    return Draft(replace(repaired, written_by=told), still) if len(still) < len(amiss) else Draft(narrative, amiss)


def judged(narrative: Narrative, brief: Brief, report: Report, prior: Report | None) -> tuple[Ungrounded, ...]:
    """What the gate finds in each paragraph; `Ungrounded.paragraph` is its index."""
    return tuple(
        replace(piece, paragraph=index)
        for index, paragraph in enumerate(narrative.paragraphs)
        for piece in ground(paragraph.text, paragraph.supports, report, prior=prior, passages=brief.authority)
    )


def _with_supports(narrative: Narrative, brief: Brief, report: Report, prior: Report | None) -> Narrative:
    """The narrative with the cells named that state its numbers; what is wrong stays unbound."""
    paragraphs = []
    for paragraph in narrative.paragraphs:
        unbound = unbound_numbers(paragraph.text, paragraph.supports, report, prior)
        owed = [ref for number in unbound for ref in number.cells if ref in brief.supports]
        supports = tuple(dict.fromkeys([*paragraph.supports, *owed]))
        paragraphs.append(replace(paragraph, supports=supports))
    return replace(narrative, paragraphs=tuple(paragraphs))
