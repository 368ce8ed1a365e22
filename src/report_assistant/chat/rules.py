"""A message into commands by rules alone: orders and questions sentence by sentence, the rest as statements."""

import re
from collections.abc import Iterable

from report_assistant.chat.command import (
    AddNote,
    Ask,
    Clarify,
    Command,
    DraftSection,
    Notice,
    Revise,
    SetFigures,
)
from report_assistant.chat.figures import Heard
from report_assistant.chat.listen import hear
from report_assistant.chat.orders import is_nod, is_question, order_of, split
from report_assistant.chat.vocabulary import place_of_fact
from report_assistant.report import Report

_NOTE = re.compile(
    r"\s*(?:请|帮我|麻烦)*(?:记一下|记下来?|记住|备注|记录(?:一下)?|备忘|情况说明|补充(?:说明|情况|一条)?|[添增]?加(?:一条|个)?(?:情况)?说明)"
    r"\s*[:：，,、 ]+(?P<text>.+)",
    re.DOTALL,
)
_OWN_NOTE = re.compile(r"\s*(?:问题|措施|上年整改)\s*[:：].+")
NOT_UNDERSTOOD = "没有听懂这句话"
_MOST_FACTS = 20


def understand(words: str, report: Report, last_section: str | None = None) -> tuple[Command, ...]:
    """The commands in `words`, by rules alone; `last_section` is the one that was drafted last.

    What changes figures is only ever what the words say; what they leave open comes back as `Clarify`.
    """
    if noted := _NOTE.fullmatch(words):
        lines = [line.strip(" -•·\t") for line in noted["text"].splitlines()]
        return tuple(AddNote(place_of_fact(line), line) for line in lines if line)
    commands: list[Command] = []
    told = ""
    for sentence, ordered in _ordered(words, report, last_section):
        if ordered is None:
            told += sentence
            continue
        commands += _statement(told, report) if told.strip() else ()
        told = ""
        commands += ordered
    commands += _statement(told, report) if told.strip() else ()
    return tuple(commands) or (Clarify("请说要填的数据、要起草的部分，或者要问的事", ("帮助",), open=True),)


def _ordered(words: str, report: Report, last_section: str | None) -> Iterable[tuple[str, tuple[Command, ...] | None]]:
    """Each sentence with what it orders; None is a statement. What follows a draft order instructs it."""
    sentences = list(split(words))
    while sentences:
        sentence = sentences.pop(0)
        ordered = order_of(sentence, report.form, last_section)
        if ordered is not None:
            if isinstance(ordered[-1], DraftSection | Revise):
                wish = _wish(sentences, report, last_section)
                ordered = tuple(_wishing(one, sentence, wish) for one in ordered) if wish else ordered
            yield sentence, ordered
        elif parted := _last_clause(sentence, report, last_section):
            yield from parted
        else:
            yield sentence, (Ask(sentence.strip()),) if is_question(sentence) else None


def _wish(sentences: list[str], report: Report, last_section: str | None) -> str:
    """The statements that follow a draft order, taken off `sentences`."""
    wish = ""
    while sentences and order_of(sentences[0], report.form, last_section) is None and not is_question(sentences[0]):
        wish += sentences.pop(0)
    return wish.strip()


def _wishing(command: Command, sentence: str, wish: str) -> Command:
    if isinstance(command, DraftSection):
        return DraftSection(command.section, f"{command.instructions or sentence.strip()}{wish}", command.offline)
    return Revise(command.section, f"{command.instructions}{wish}") if isinstance(command, Revise) else command


def _last_clause(
    sentence: str, report: Report, last_section: str | None
) -> list[tuple[str, tuple[Command, ...] | None]]:
    """新收12件，检查一下: the last clause may be an order of its own; nothing where it is none."""
    told, comma, last = sentence.rpartition("，")
    ordered = order_of(last, report.form, last_section) if comma else None
    if ordered is None or isinstance(ordered[0], Clarify):
        return []
    # Chatter before an order (数据都填好了，检查一下) is let go; a number never is.
    silent = is_nod(told) or not (re.search(r"\d", told) or hear(told, report.form, report.year).cells)
    return [*([] if silent else [(f"{told}。", None)]), (last, ordered)]


def _statement(told: str, report: Report) -> list[Command]:
    """Figures, notes and questions back, from sentences that state something."""
    heard = hear(told, report.form, report.year)
    commands: list[Command] = []
    if heard.cells:
        commands.append(SetFigures(heard.cells, told.strip(), tuple(heard.zeros)))
    facts = [fact for fact in heard.facts if _OWN_NOTE.fullmatch(fact) or place_of_fact(fact)]
    commands += [AddNote(place_of_fact(fact), fact) for fact in facts[:_MOST_FACTS]]
    commands += doubts_of(heard)
    if heard.elsewhen:
        numbers = "、".join(dict.fromkeys(heard.elsewhen))
        commands.append(Notice(f"{numbers} 不是 {report.year} 年的数，没有填入今年的表。"))
    strange = [fact for fact in heard.facts if fact not in facts] or ([] if commands else [told.strip()])
    if strange:
        choices = tuple(f"记一下：{fact}" for fact in strange[:3])
        commands.append(Clarify(f"{NOT_UNDERSTOOD}：{'；'.join(strange[:3])}", (*choices, "帮助"), open=True))
    return commands


def doubts_of(heard: Heard) -> list[Command]:
    """What was heard and must be asked back, one question each, with sentences that would settle it."""
    questions: list[Command] = []
    for doubt, said in heard.doubts:
        choices = tuple(choice.replace("{n}", said) for choice in doubt.choices)
        about = "" if said in doubt.question else f"{said}："
        questions.append(Clarify(f"{about}{doubt.question}", choices))
    return questions
