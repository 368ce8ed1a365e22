"""Stated numbers: each quantity of a text with its sentence, the words round it and the cells they name."""

from collections.abc import Iterator
from dataclasses import dataclass

from report_assistant import zh
from report_assistant.checks.reading.quantities import Quantity, quantities, words_round
from report_assistant.checks.reading.subjects import Subject, subject_of
from report_assistant.official import Form


@dataclass(frozen=True, slots=True)
class Stated:
    """A number where it stands: its sentence up to it, the words round it, the cells they name.

    `topics`: the cells that this and the numbers before it in the sentence are named for.
    """

    number: Quantity
    lead: str
    words: frozenset[str]
    subject: Subject | None
    topics: tuple[tuple[str, ...], ...]


def stated_numbers(text: str, form: Form) -> Iterator[Stated]:
    """The numbers of a text, each with what its surroundings say of it."""
    spans = list(zh.sentences(text))
    last, topics = 0, dict[int, list[tuple[str, ...]]]()
    for number in quantities(text):
        start, end = next(((s, e) for s, e in spans if s <= number.start < e), (0, len(text)))
        sentence, at = text[start:end], number.start - start
        subject = subject_of(form, sentence, at, number.end - start, max(last - start, 0))
        spoken_of = topics.setdefault(start, [])
        if subject:
            spoken_of.append(subject.cells)
        yield Stated(number, sentence[:at], words_round(text, number), subject, tuple(spoken_of))
        last = number.end
