"""A report: organ, year, cells, sections, and what is known about how they came to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, get_args

from report_assistant.official import Form, load_form
from report_assistant.report.cell import ABSENT, Cell, Value
from report_assistant.report.narrative import Paragraph
from report_assistant.report.note import Note
from report_assistant.report.source import Source

OrganKind = Literal["subdistrict", "township", "county", "city", "province", "department", "other"]
ORGAN_KINDS: tuple[str, ...] = get_args(OrganKind)


@dataclass(frozen=True, slots=True)
class Organ:
    """The body whose report it is."""

    name: str
    short_name: str = ""
    kind: OrganKind = "other"


@dataclass(frozen=True, slots=True)
class Remark:
    """What intake found unclear. `place`: a cell, a table, a section, ``title`` or ``file``.

    `code` is one of the codes listed in `intake/remark.py`; rules judge by it, never by the message.
    """

    code: str
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding somebody answers for; it holds only while the finding's fingerprint stays the same.

    `rule`, `told`: the finding's rule and message when it was answered, for the day when it is gone. Blank:
    "" in report files of the first version.
    """

    fingerprint: str
    reason: str
    by: str
    at: str
    rule: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the document printed above and below the six sections.

    `title`: as printed; "" where it is the one that the form demands. `closing`: the signature's lines as
    printed, organ and date; empty where there is none, or nothing but the organ's name.
    """

    title: str = ""
    closing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One organ, one year, one revision.

    Shape: `cells` holds every cell of the form, absent ones included; `sections` the narrative sections
    ``1``, ``5`` and ``6`` that are there. `sources`: the cells that a document had, as it had them; where
    they came from makes no other report, so it counts for nothing when two are compared.
    """

    organ: Organ
    year: int
    form_id: str = "2021"
    cells: Mapping[str, Cell] = field(default_factory=dict)
    sections: Mapping[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    notes: tuple[Note, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    imprint: Imprint = Imprint()
    sources: Mapping[str, Source] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        known = self.form.cells
        if unknown := [ref for ref in (*self.cells, *self.sources) if ref not in known]:
            raise KeyError(f"no such cell in form {self.form_id}: {unknown}")
        cells = {ref: self.cells.get(ref, ABSENT) for ref in known}
        object.__setattr__(self, "cells", MappingProxyType(cells))
        object.__setattr__(self, "sources", MappingProxyType(dict(self.sources)))
        sections = {number: tuple(self.sections[number]) for number in sorted(self.sections)}
        object.__setattr__(self, "sections", MappingProxyType(sections))

    @property
    def form(self) -> Form:
        """The form it follows."""
        return load_form(self.form_id)

    @property
    def title(self) -> str:
        """The title the form demands."""
        return self.form.title.format(organ=self.organ.name, year=self.year)

    @property
    def corrections(self) -> Mapping[str, Source | None]:
        """The cells that no longer hold what was read, with their sources; None where the document had no such cell.

        Blank: empty for a report that was not read from a document.
        """
        return {
            ref: self.sources.get(ref)
            for ref, cell in self.cells.items()
            if self.sources and cell != (self.sources[ref].read_as if ref in self.sources else ABSENT)
        }

    def value(self, ref: str) -> Value | None:
        """The number in a cell; None for every other reading."""
        return self.cells[ref].value

    def with_cells(self, cells: Mapping[str, Cell]) -> "Report":
        """The same report with these cells."""
        return replace(self, cells={**self.cells, **cells})

    def with_section(self, number: str, paragraphs: tuple[Paragraph, ...]) -> "Report":
        """The same report with this section's text."""
        return replace(self, sections={**self.sections, number: paragraphs})

    def with_waiver(self, waiver: Waiver) -> "Report":
        """The same report with this answer, in place of an earlier one to the same finding."""
        return replace(self, waivers=(*self.without_waiver(waiver.fingerprint).waivers, waiver))

    def without_waiver(self, fingerprint: str) -> "Report":
        """The same report with the answer to this finding withdrawn."""
        return replace(self, waivers=tuple(one for one in self.waivers if one.fingerprint != fingerprint))

    def note(self, support: str) -> Note | None:
        """The note that a support such as ``note:3`` names."""
        return next((note for note in self.notes if note.support == support), None)
