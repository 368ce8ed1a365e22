"""Material: a brief as the inputs of a prompt, within the room a model has."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from report_assistant.drafting.brief import Brief, short_name
from report_assistant.drafting.prompt import Prompt, load_prompt
from report_assistant.official import load_form
from report_assistant.report import Figure, Paragraph, Passage

# Characters, counted as one token each: Chinese text is underestimated by the usual counters. With the
# rules, the figures and an answer of a thousand characters this stays inside a window of 16k tokens.
PASSAGES_ROOM = 6_000
EARLIER_ROOM = 2_000
_PROMPTS = {"1": "overview", "5": "problems", "6": "other_matters"}
_NONE = "（无）"


@dataclass(frozen=True, slots=True)
class Request:
    """What goes to the model, and what `written_by` tells of it."""

    rules: str
    material: str
    told: Mapping[str, str]


def request_for(brief: Brief) -> Request:
    """The brief poured into its section's prompt, or into `revise` where there is a text to change."""
    prompt = load_prompt("revise" if brief.current else _PROMPTS[brief.section])
    passages, used = quoted(brief.passages)
    written: Mapping[str, Callable[[], str]] = {
        "organ": lambda: brief.organ.name,
        "organ_short": lambda: short_name(brief.organ),
        "year": lambda: str(brief.year),
        "number": lambda: f"（{load_form(brief.form_id).number}）",
        "section": lambda: load_form(brief.form_id).section(brief.section).heading,
        "topics": lambda: "、".join(topic_headings(brief.form_id).values()),
        "figures": lambda: _lines(_figure(figure) for figure in brief.figures if _worth_telling(figure)),
        "changes": lambda: _lines(f"{change.placeholder} | {change.label}与上年比较" for change in brief.changes),
        "notes": lambda: _lines(f"{note.support}（{note.place}） {_one_line(note.text)}" for note in brief.notes),
        "passages": lambda: passages,
        "earlier": lambda: _hide_numbers("\n".join(brief.earlier))[:EARLIER_ROOM] or _NONE,
        "current": lambda: _lines(_paragraph(paragraph) for paragraph in brief.current),
        "instructions": lambda: brief.instructions or _NONE,
    }
    rules, material = prompt.fill({name: written[name]() for name in prompt.inputs})
    return Request(rules, material, {**provenance(prompt), "brief_sha256": brief.sha256, "passages_used": used})


def provenance(prompt: Prompt) -> dict[str, str]:
    """What a narrative keeps of its prompt."""
    return {"prompt": prompt.reference, "prompt_sha256": prompt.sha256}


def topic_headings(form_id: str) -> dict[str, str]:
    """The sub-topics of section one with the headings we print: ``1.2`` → （二）依申请公开."""
    return {
        topic.id: f"（{'一二三四五'[index]}）{topic.title}" for index, topic in enumerate(load_form(form_id).topics)
    }


def quoted(passages: Sequence[Passage]) -> tuple[str, str]:
    """The passages fenced as quoted matter, best first as far as they fit, and how many of how many.

    Numbers of *style* passages are hidden: what a model does not see it cannot borrow.
    """
    blocks, room = [], PASSAGES_ROOM
    for passage in passages:
        text = _hide_numbers(passage.text) if passage.use == "style" else passage.text
        kind = "写法" if passage.use == "style" else "规定"
        block = f"【{passage.support}｜{kind}｜{_defused(passage.title)}】\n{_defused(text.strip())}\n【引用结束】"
        if len(block) > room:
            break
        blocks.append(block)
        room -= len(block)
    return "\n".join(blocks) or _NONE, f"{len(blocks)}/{len(passages)}"


def _defused(text: str) -> str:
    """Quoted text that can neither close its fence nor pass for one of our placeholders."""
    return text.translate(str.maketrans("【】⟦⟧", "〖〗〖〗"))


def _hide_numbers(text: str) -> str:
    return re.sub(r"\d[\d,.]*", "〔数〕", text)


def _worth_telling(figure: Figure) -> bool:
    """A nought is told where a sentence needs it: of totals and of table two."""
    return bool(figure.value) or figure.ref.endswith(":total") or figure.ref.startswith("T2:")


def _figure(figure: Figure) -> str:
    return f"⟦{figure.ref}⟧ | {figure.label} | {figure.unit} | {'非零' if figure.value else '零'}"


def _paragraph(paragraph: Paragraph) -> str:
    return f"{paragraph.heading}\n{paragraph.text}" if paragraph.heading else paragraph.text


def _one_line(text: str) -> str:
    return " ".join(_defused(text).split())


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines) or _NONE
