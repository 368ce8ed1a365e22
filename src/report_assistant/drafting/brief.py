"""The brief: all that a writer may know of one section, and nothing else."""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypeVar

from report_assistant import zh
from report_assistant.drafting.placing import place_for, speaks_of_fee
from report_assistant.intake.identity import organ_named
from report_assistant.official.lineage import ancestry
from report_assistant.report import Figure, Note, Organ, Paragraph, Passage, Report, Value, figures_of

_Wording = TypeVar("_Wording")
_OF_SECTION = {"5": (), "6": ("T2:fees:amount", "T3:other.unpaid:total")}


@dataclass(frozen=True, slots=True)
class Change:
    """What prose may say of a cell against the year before, computed by us.

    Unit: that of the cell. `words` is the whole phrase, e.g. 较上年增加〔甲〕件, so that direction and
    number cannot part.
    """

    ref: str
    label: str
    delta: Decimal
    words: str

    @property
    def placeholder(self) -> str:
        """How a model names it."""
        return f"⟦Δ{self.ref}⟧"


@dataclass(frozen=True, slots=True)
class Brief:
    """Figures, changes, notes, passages, earlier wording and wishes for one section.

    `style` passages and `earlier` (last year's paragraphs of this section) may shape a sentence, never feed
    it a fact; `authority` passages say what the section has to cover. `current`: the text to be revised,
    empty where a fresh draft is wanted. `notes` carry their place; `unplaced` are those we placed ourselves.
    """

    organ: Organ
    year: int
    form_id: str
    section: str
    figures: tuple[Figure, ...] = ()
    changes: tuple[Change, ...] = ()
    notes: tuple[Note, ...] = ()
    unplaced: tuple[int, ...] = ()
    style: tuple[Passage, ...] = ()
    authority: tuple[Passage, ...] = ()
    earlier: tuple[str, ...] = ()
    instructions: str = ""
    current: tuple[Paragraph, ...] = ()

    @property
    def values(self) -> Mapping[str, Figure]:
        """The figures by cell address."""
        return MappingProxyType({figure.ref: figure for figure in self.figures})

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Both kinds, authority first."""
        return (*self.authority, *self.style)

    @property
    def supports(self) -> frozenset[str]:
        """Everything a paragraph written from this brief may name as its support."""
        return frozenset(
            (*self.values, *(note.support for note in self.notes), *(passage.support for passage in self.passages))
        )

    @property
    def sha256(self) -> str:
        """The hash of the content: same facts and wishes, same hash."""
        written = json.dumps(_plain(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()


def make_brief(
    report: Report,
    section: str,
    *,
    prior: Report | None = None,
    passages: Sequence[Passage] = (),
    instructions: str = "",
) -> Brief:
    """The brief for section ``1``, ``5`` or ``6``.

    Blank: a cell not given is no figure, and a change needs both years.
    Raises: ValueError where the section is not a narrative one.
    """
    if section not in {str(s.number) for s in report.form.narrative_sections}:
        raise ValueError(section)
    notes, unplaced = _notes_of(report.notes, section)
    wishes = instructions.strip()
    return Brief(
        *(report.organ, report.year, report.form_id, section),
        figures=tuple(f for ref, f in figures_of(report).items() if ref in _OF_SECTION.get(section, (ref,))),
        changes=tuple(_changes(report, prior)) if prior and section == "1" else (),
        notes=notes,
        unplaced=unplaced,
        style=tuple(passage for passage in passages if passage.use == "style"),
        authority=tuple(passage for passage in passages if passage.use == "authority"),
        earlier=tuple(p.text for p in prior.sections.get(section, ())) if prior else (),
        instructions=wishes,
        current=report.sections.get(section, ()) if wishes else (),
    )


def _notes_of(notes: Sequence[Note], section: str) -> tuple[tuple[Note, ...], tuple[int, ...]]:
    """The notes of one section, each with a place, and the ids of those nobody had placed.

    Section six owes its statement wherever it was told: a note on 信息处理费 in section one serves it too.
    """
    placed = [Note(note.id, note.place or place_for(note.text), note.text) for note in notes]
    own = tuple(note for note in placed if note.place.split(".")[0] == section)
    if section == "6" and not any(speaks_of_fee(note.text) for note in own):
        own += tuple(note for note in placed if note not in own and speaks_of_fee(note.text, anywhere=True))
    unplaced = {note.id for note in notes if not note.place}
    return own, tuple(note.id for note in own if note.id in unplaced)


def _changes(report: Report, prior: Report) -> Iterator[Change]:
    """The differences of totals that both years give, each with a forerunner of its own."""
    if (prior.organ.name, prior.year) != (report.organ.name, report.year - 1):
        return
    for ref, figure in figures_of(report).items():
        found = ancestry(ref, report.form, prior.form)
        before = prior.value(found.sources[0]) if len(found.sources) == 1 and not found.merged else None
        if before is None or ref.rsplit(":", 1)[1] not in ("total", "decisions", "issued", "in_force"):
            continue
        delta = Decimal(figure.value) - Decimal(before)
        word = "增加" if delta > 0 else "减少"
        words = f"较上年{word}{abs(delta)}{figure.unit}" if delta else "与上年持平"
        yield Change(ref, figure.label, delta, words)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    slots = getattr(value, "__dataclass_fields__", None)
    if slots:
        return {name: _plain(getattr(value, name)) for name in slots}
    return value if isinstance(value, str | int | None) else str(value)


def printed(value: Value) -> str:
    """A figure as prose prints it: money with the places it was given with."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def variant(brief: Brief, *wordings: _Wording) -> _Wording:
    """One of the wordings, by organ and year: two years running never get the same of three.

    Frames that stand in every report would else be what rule W-03 calls copied from last year.
    """
    return wordings[(zlib.crc32(brief.organ.name.encode()) - brief.year) % len(wordings)]


def short_name(organ: Organ) -> str:
    """How the organ calls itself in its own report after the first mention: 石桥镇, 财政局."""
    given = zh.half_width(organ.short_name).strip()
    return given if given and given != organ.name else organ_named(organ.name).short_name or organ.name
