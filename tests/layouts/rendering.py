"""Variants of reports as files: all at once, since a word processor starts slowly."""

from collections.abc import Iterable
from dataclasses import dataclass

from layouts.paper import Paper
from layouts.pdf import printed_documents, printed_pages
from layouts.variants import Variant
from report_assistant.report import Report


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file, and the paper it shows; `report` numbers the known report."""

    variant: Variant
    report: int
    paper: Paper
    content: bytes

    @property
    def file_name(self) -> str:
        return f"{self.variant.name}{self.variant.suffix}"


def rendered(variants: Iterable[Variant], reports: Iterable[Report]) -> list[Rendered]:
    """Every variant of every report; one to be printed is left out where the program for it is not installed."""
    known = list(reports)
    made = {
        f"{number} {variant.name}": Rendered(variant, number, variant.paper(report), variant.content(report))
        for variant in variants
        for number, report in enumerate(known)
    }
    prints = printed_documents(_to_print(made, "document")) | printed_pages(_to_print(made, "page"))
    return [
        Rendered(one.variant, one.report, one.paper, prints.get(name, one.content))
        for name, one in made.items()
        if not one.variant.printed or name in prints
    ]


def _to_print(made: dict[str, Rendered], printed: str) -> dict[str, bytes]:
    return {name: one.content for name, one in made.items() if one.variant.printed == printed}
