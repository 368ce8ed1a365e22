"""The closed set of commands; what a sentence can ask for and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

from report_assistant.report import Cell


@dataclass(frozen=True, slots=True)
class SetFigures:
    """Propose these cells; `source` is the sentence that says so.

    `zeros`: the words (没有收到申请) by which whole rows are nought without a digit standing there.
    """

    cells: Mapping[str, Cell]
    source: str
    zeros: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddNote:
    """Propose a note; `place` is "" where the sentence does not tell where it belongs."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class DraftSection:
    """Draft section ``1``, ``5`` or ``6``; `offline` asks for the writer that needs no model."""

    section: str
    instructions: str = ""
    offline: bool = False


@dataclass(frozen=True, slots=True)
class Revise:
    """Write a section anew from what stands there now, following `instructions`."""

    section: str
    instructions: str


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Propose what last year's report hands on to this one."""


@dataclass(frozen=True, slots=True)
class Check:
    """Judge the report by all rules."""


@dataclass(frozen=True, slots=True)
class Compare:
    """Lay the report beside last year's; `section` where only one was asked for."""

    section: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question about the form, the rules, or a figure of this report."""

    question: str


@dataclass(frozen=True, slots=True)
class Export:
    """Write the document; `suffix` with its dot. `draft`: marked 草稿, errors standing."""

    suffix: str = ".docx"
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Accept:
    """Put these proposals into the report; none named means all that are open."""

    proposals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """Put these proposals away; none named means all that are open."""

    proposals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Help:
    """Say what can be said here."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A line to be said before the rest; nothing is done."""

    text: str


@dataclass(frozen=True, slots=True)
class Clarify:
    """Ask back; `options` are sentences that would have been understood.

    `open`: nothing in the sentence was recognised, so another reader may try. A sentence that allows two
    readings is not open: choosing one of them is the person's part.
    """

    question: str
    options: tuple[str, ...] = ()
    open: bool = False


Command = (
    SetFigures
    | AddNote
    | DraftSection
    | Revise
    | CarryOver
    | Check
    | Compare
    | Ask
    | Export
    | Accept
    | Reject
    | Help
    | Notice
    | Clarify
)
