"""What there is to see: one desk judged and compared once, for all panes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from report_assistant.checks import Finding, Verdict
from report_assistant.comparison import Comparison, prior_doubt
from report_assistant.desk import Desk
from report_assistant.report import Report
from report_assistant.retrieval import Hit

Reviewing = Literal["", "prior", "report"]


@dataclass(frozen=True, slots=True)
class Said:
    """The line that tells what the last action did; `trouble` where it did not succeed, `heed` where it is odd."""

    words: str = ""
    trouble: bool = False
    heed: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that did not come in: its name, how far it came, why, and what to do next."""

    name: str
    stage: str
    reason: str
    remedy: str


@dataclass(frozen=True)
class Sight:
    """A desk as the panes present it; `talk` is the conversation so far, `hits` what was last looked up.

    `reviewing`: which of the two reports is held against its document, "" none.
    """

    desk: Desk
    verdict: Verdict
    comparison: Comparison | None = None
    talk: Sequence[Mapping[str, Any]] = ()
    said: Said = Said()
    writer: str = ""
    hits: Sequence[Hit] | None = None
    reviewing: Reviewing = ""
    failures: Sequence[Failure] = ()

    @property
    def reviewed(self) -> Report | None:
        """The report that is held against its document."""
        return {"": None, "prior": self.desk.prior, "report": self.desk.report}[self.reviewing]

    @property
    def prior_doubt(self) -> str:
        """What last year's report is instead of this organ's own; "" where it is that, or there is none."""
        return prior_doubt(self.report, self.desk.prior) if self.desk.prior else ""

    @property
    def report(self) -> Report:
        """The report on the desk."""
        return self.desk.report

    @cached_property
    def standing(self) -> tuple[Finding, ...]:
        """Findings nobody answers for."""
        return tuple(finding for finding in self.verdict.findings if finding.fingerprint not in self.verdict.waived)

    @cached_property
    def answered(self) -> tuple[Finding, ...]:
        """Findings somebody answers for."""
        return tuple(finding for finding in self.verdict.findings if finding.fingerprint in self.verdict.waived)

    @cached_property
    def by_cell(self) -> Mapping[str, tuple[Finding, ...]]:
        """Standing findings by the cells they speak of, gravest first."""
        found: dict[str, tuple[Finding, ...]] = {}
        for finding in self.standing:
            for ref in finding.cells:
                found[ref] = (*found.get(ref, ()), finding)
        return found

    @cached_property
    def prior_texts(self) -> Mapping[str, str]:
        """Last year's number of every cell that has one, as it is printed."""
        changes = self.comparison.cells if self.comparison else ()
        return {change.cell: str(change.prior) for change in changes if change.prior is not None}

    def of_section(self, number: int) -> tuple[Finding, ...]:
        """Standing findings of one of the six sections."""
        return tuple(finding for finding in self.standing if section_of(finding, self.report) == number)

    def of_place(self, place: str) -> tuple[Finding, ...]:
        """Standing findings of a section or sub-topic of the narrative."""
        return tuple(finding for finding in self.standing if finding.section == place)


def section_of(finding: Finding, report: Report) -> int | None:
    """The section a finding belongs to: where its words stand, else where its first cell does."""
    if finding.section:
        return int(finding.section.split(".", maxsplit=1)[0])
    return report.form.table(finding.cells[0].split(":", maxsplit=1)[0]).section if finding.cells else None
