"""Reading: a model's answer, however it is dressed, as a narrative; text only, figures put in by us."""

import json
import re
from typing import Any

from report_assistant import zh
from report_assistant.drafting.brief import Brief, printed
from report_assistant.drafting.material import topic_headings
from report_assistant.drafting.weaving import GAP
from report_assistant.errors import WriterUnavailable
from report_assistant.official import load_form
from report_assistant.report import Narrative, Origin, Paragraph, place_of

SCHEMA: dict[str, Any] = {
    "title": "narrative",
    "description": "年度报告一个部分的正文",
    "type": "object",
    "properties": {
        "paragraphs": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "heading": {"type": ["string", "null"]},
                    "text": {"type": "string"},
                    "supports": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["heading", "text", "supports"],
                "additionalProperties": False,
            },
        },
        "questions": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["paragraphs", "questions"],
    "additionalProperties": False,
}
_REMEDY = "可以重试，或者改用离线写作"
_WRAPPERS = {"paragraphs", "arguments", "narrative", "parameters"}
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_PLACEHOLDER = re.compile(
    r"(?:⟦|\[\[|【)\s*(?P<delta>Δ?)\s*(?P<ref>T[234]:[\w.]+:\w+)\s*(?:⟧|\]\]|】)(?P<unit>\s*(?:件|万元))?"
)
_STRAY = re.compile(r"⟦[^⟧\n]{0,60}⟧?|⟧|(?<![A-Za-z0-9_:])T[234]:[a-z_.]+:[a-z_]+")
_RUN_IN = re.compile(r"^(?P<heading>（[一二三四五]）[^。：:，\n]{2,14})[。：:\s]+(?P<text>\S.*)$")


def read_answer(raw: str, brief: Brief) -> Narrative:
    """The narrative in a model's answer: our JSON, JSON inside prose or fences, or plain paragraphs.

    Placeholders become the figures of the brief; one that names none becomes a visible gap and a question.
    Supports that the brief does not know are dropped. A sub-topic left out becomes a gap under its heading.
    Raises: WriterUnavailable where no paragraph can be found, or broken JSON stands in place of text.
    """
    answer = without_thoughts(raw)
    written = _json_in(answer)
    questions: list[str] = []
    if written is None:
        if answer.lstrip("`json \n")[:1] in ("{", "["):
            raise WriterUnavailable("返回的内容不完整，无法读出正文", where="模型接口", remedy=_REMEDY, retry=True)
        drafts = _plain_paragraphs(answer, brief)
    else:
        drafts = [_Draft(p.get("heading"), p["text"], p.get("supports")) for p in _paragraph_objects(written)]
        asked = written.get("questions") if isinstance(written, dict) else None
        questions = [_clean(q) for q in asked if isinstance(q, str) and q.strip()] if isinstance(asked, list) else []
    paragraphs = [one for draft in drafts for one in _paragraphs(draft, brief, questions)]
    if not paragraphs:
        raise WriterUnavailable("没有写出正文", where="模型接口", remedy=_REMEDY, retry=True)
    paragraphs = _complete(paragraphs, brief, questions)
    return Narrative(brief.section, tuple(paragraphs), tuple(dict.fromkeys(questions)))


def without_thoughts(raw: str) -> str:
    """The answer without <think>…</think>; an opened thought that never closes takes the rest with it."""
    answer = re.sub(r"<think(?:ing)?>.*?</think(?:ing)?>", "", raw, flags=re.DOTALL | re.IGNORECASE)
    answer = re.split(r"</think(?:ing)?>", answer, flags=re.IGNORECASE)[-1]
    return re.split(r"<think(?:ing)?>", answer, flags=re.IGNORECASE)[0].strip()


def readable(raw: str) -> str:
    """What a person may see of an unfinished answer: the paragraphs' texts so far."""
    answer = without_thoughts(raw)
    if answer.lstrip("`json \n")[:1] not in ("{", "["):
        return answer
    texts = re.findall(r'"text"\s*:\s*"((?:[^"\\]|\\.)*)', answer)
    return "\n".join(text.replace("\\n", "\n").replace('\\"', '"') for text in texts)


class _Draft:
    """A paragraph as the model gave it, of any types."""

    def __init__(self, heading: object, text: str, supports: object) -> None:
        self.heading = _clean(heading) if isinstance(heading, str) and heading.strip() else None
        self.text = text
        self.supports = [s for s in supports if isinstance(s, str)] if isinstance(supports, list) else []


def _json_in(answer: str) -> Any:
    """The first whole JSON value in the answer that holds paragraphs; None where there is none.

    A list or a single paragraph counts only where the answer begins with it: inside a broken value it
    would be a part of an answer passing for the whole.
    """
    decoder = json.JSONDecoder()
    start = len(answer) - len(answer.lstrip("`json \n"))
    for opening in re.finditer(r"[{\[]", answer):
        try:
            value, _ = decoder.raw_decode(answer, opening.start())
        except (ValueError, RecursionError):
            continue
        whole = opening.start() == start or (isinstance(value, dict) and _WRAPPERS & set(value))
        if whole and _paragraph_objects(value):
            return value
    return None


def _paragraph_objects(value: Any) -> list[dict[str, Any]]:
    """The objects with a text in the value, wherever models are wont to put them."""
    if isinstance(value, dict):
        for key in sorted(_WRAPPERS & set(value)):
            if found := _paragraph_objects(value[key]):
                return found
        return [value] if isinstance(value.get("text"), str) else []
    if isinstance(value, list):
        return [one for one in value if isinstance(one, dict) and isinstance(one.get("text"), str)]
    return []


def _plain_paragraphs(answer: str, brief: Brief) -> list[_Draft]:
    """Lines of plain text; a heading opens a sub-topic, whose notes count as its supports."""
    form, drafts, heading, place = load_form(brief.form_id), [], None, brief.section
    title = zh.fold_label(form.section(brief.section).title)
    for line in answer.splitlines():
        text = re.sub(r"\*\*|^(?:#+|[-*>])\s*|^```\w*$", "", line.strip()).strip()
        run_in = _RUN_IN.match(text)
        opens = run_in["heading"] if run_in else text
        if brief.section == "1" and (found := place_of(form, opens, "1")) != "1":
            heading, place, text = opens, found, run_in["text"] if run_in else ""
        if text and zh.without_ordinal(text) != title:
            drafts.append(_Draft(heading, text, [note.support for note in brief.notes if note.place == place]))
            heading = None
    return drafts


def _paragraphs(draft: _Draft, brief: Brief, questions: list[str]) -> list[Paragraph]:
    """The model's paragraph in our words' clothes: one for each line, figures put in, supports proved."""
    heading = draft.heading
    if brief.section == "1" and heading:
        place = place_of(load_form(brief.form_id), heading, "1")
        heading = topic_headings(brief.form_id).get(place, heading)
    elif brief.section != "1":
        heading = None
    known = [support for support in dict.fromkeys(draft.supports) if support in brief.supports]
    made: list[Paragraph] = []
    for line in draft.text.splitlines():
        text, refs = _with_figures(_clean(re.sub(r"\*\*|^#+\s*", "", line)), brief, questions)
        if text:
            made.append(Paragraph(text, None if made else heading, tuple(dict.fromkeys([*known, *refs])), Origin.MODEL))
    return made


def _with_figures(text: str, brief: Brief, questions: list[str]) -> tuple[str, list[str]]:
    """The text with every placeholder replaced, and the cells they named."""
    refs: list[str] = []
    changes = {change.ref: change for change in brief.changes}

    def replacement(found: re.Match[str]) -> str:
        ref, unit = found["ref"], found["unit"] or ""
        if found["delta"] and ref in changes:
            refs.append(ref)
            return changes[ref].words
        figure = None if found["delta"] else brief.values.get(ref)
        if figure is None:
            return _gap(found.group(), questions)
        refs.append(ref)
        following = text[found.end() : found.end() + 1]
        return f"{printed(figure.value)}{unit.strip() or ('' if following in '元件万' and following else figure.unit)}"

    filled = _PLACEHOLDER.sub(replacement, text)
    return _STRAY.sub(lambda stray: _gap(stray.group(), questions), filled), refs


def _gap(placeholder: str, questions: list[str]) -> str:
    name = placeholder.strip("⟦⟧[]【】 ")
    questions.append(f"模型引用了没有填报的数据（{name}），此处应为多少？")
    return GAP.format("没有填报的数据")


def _complete(paragraphs: list[Paragraph], brief: Brief, questions: list[str]) -> list[Paragraph]:
    """The paragraphs with a gap for each sub-topic that the model left out."""
    headings = topic_headings(brief.form_id)
    missing = [h for h in headings.values() if h not in {p.heading for p in paragraphs}] if brief.section == "1" else []
    for heading in missing:
        questions.append(f"{heading}：模型没有写这一部分，请补充。")
        gap = Paragraph(GAP.format(f"{heading[3:]}情况"), heading, (), Origin.MODEL)
        later = list(headings.values())[list(headings.values()).index(heading) + 1 :]
        at = next((i for i, p in enumerate(paragraphs) if p.heading in later), len(paragraphs))
        paragraphs = [*paragraphs[:at], gap, *paragraphs[at:]]
    return paragraphs


def _clean(text: str) -> str:
    return _UNSEEN.sub("", text).strip()
