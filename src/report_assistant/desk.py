"""The desk: what lies before one person. Every use-case takes one and gives the next."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from report_assistant.report import Proposal, Report

if TYPE_CHECKING:  # the store takes long to import, and `check` does not need it
    from report_assistant.store import Revision


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before one person: a report, last year's, and what is proposed but not accepted."""

    report: Report
    prior: Report | None = None
    proposals: tuple[Proposal, ...] = ()
    revision: "Revision | None" = None

    def proposal(self, proposal_id: int) -> Proposal | None:
        """The open proposal with this number."""
        return next((one for one in self.proposals if one.id == proposal_id), None)

    def without(self, proposal_id: int) -> "Desk":
        """The desk with this proposal gone."""
        return replace(self, proposals=tuple(one for one in self.proposals if one.id != proposal_id))

    def without_source(self, source: str) -> "Desk":
        """The desk with the proposals gone that came from there."""
        return replace(self, proposals=tuple(one for one in self.proposals if one.source != source))

    def proposing(self, proposal: Proposal) -> "Desk":
        """The desk with this proposal laid on it under the next free number."""
        number = max((one.id for one in self.proposals), default=0) + 1
        return replace(self, proposals=(*self.proposals, replace(proposal, id=number)))
