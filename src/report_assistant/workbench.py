"""The use-cases, one method each: read, begin, enter, draft, check, compare, export, keep.

Chat, page and command line call these and nothing beneath them. A method puts values together; what is
to be thought of them stands in the packages below. Every change a person accepts is saved before it is
shown (`Desk.revision`), so a closed window loses nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from report_assistant.checks import Case, Finding, Stage, Verdict, answered, check, let_leave, let_pass
from report_assistant.comparison import Comparison, carried_over, compare
from report_assistant.desk import Desk
from report_assistant.export import export, render_annex, write_whole
from report_assistant.intake import Entry, complete_totals, read, read_back, with_totals
from report_assistant.intake.figures_title import let_stand
from report_assistant.intake.sandbox import read_apart, read_figures_apart, read_notes_apart, read_pasted_apart
from report_assistant.official import form_for_year
from report_assistant.report import BLANK, Cell, Note, Organ, Paragraph, Passage, Proposal, Report
from report_assistant.services import Services

if TYPE_CHECKING:  # these take long to import, and `check` needs none of them
    from report_assistant.drafting import Draft, Writer
    from report_assistant.retrieval import Hit, IndexedDocument, Library
    from report_assistant.store import Revisions

_STYLE_PASSAGES, _AUTHORITY_PASSAGES = 3, 5


class Workbench:
    """The use-cases over one store, one library and one writer; built by `wiring`."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.close = services.close

    @cached_property
    def writer(self) -> "Writer":
        """The configured writer."""
        return self._services.writer()

    @cached_property
    def revisions(self) -> "Revisions":
        """The store's revisions; the store is opened when first asked for."""
        return self._services.revisions()

    @cached_property
    def library(self) -> "Library":
        """The library; opened, and indexed where it is empty, when first asked for."""
        return self._services.library()

    # Reading and beginning

    def read(self, source: Path) -> Report:
        """Any accepted document as a report."""
        with self._services.holding(source):
            return read_apart(source)

    def read_pasted(self, written: str) -> Report:
        """What was pasted as a report: a page's markup, or text cut by tabs."""
        return read_pasted_apart(written)

    def read_figures(self, source: Path, year: int, organ: Organ | None = None) -> Entry:
        """Entered figures of this year and organ, each cell with how it was read."""
        with self._services.holding(source):
            entry = read_figures_apart(source, form_for_year(year))
        let_stand(entry.titles, organ, year, source.name)
        return entry

    def read_notes(self, source: Path) -> tuple[Note, ...]:
        """Notes on this year's work."""
        with self._services.holding(source):
            return read_notes_apart(source)

    def begin(self, organ: Organ, year: int, entry: Entry | None = None, notes: Sequence[Note] = ()) -> Report:
        """A new report of this year's form: what was entered, its totals, and blanks for what was not."""
        form = form_for_year(year)
        entered = complete_totals(entry.cells, form) if entry else {}
        cells = dict.fromkeys(form.cells, BLANK) | entered
        return Report(organ, year, form.id, cells=cells, notes=tuple(notes), remarks=entry.remarks if entry else ())

    def figures_sheet(self, organ: Organ, year: int, prior: Report | None = None) -> bytes:
        """The blank workbook that clerks fill in, with last year's numbers beside."""
        from report_assistant.export.xlsx import figures_sheet  # openpyxl is slow to import, and `check` never needs it

        return figures_sheet(form_for_year(year), organ.name, year, prior)

    # Judging

    def check(
        self, report: Report, prior: Report | None = None, only: Collection[str] = (), stage: Stage = Stage.IMPORT
    ) -> Verdict:
        """All rules, or those named, on one report, beside those in the library that are like it."""
        return check(Case(report, prior, stage, self._services.others(report)), only)

    def compare(self, report: Report, prior: Report) -> Comparison:
        """Cells and sentences, year on year."""
        return compare(report, prior)

    # Writing

    def draft(
        self,
        report: Report,
        section: str,
        prior: Report | None = None,
        instructions: str = "",
        *,
        offline: bool = False,
    ) -> "Draft":
        """One narrative section by the configured writer, or by the offline one, behind the grounding gate."""
        from report_assistant.drafting import draft_section

        return draft_section(
            report,
            section,
            self._services.offline() if offline else self.writer,
            prior=prior,
            passages=self.passages_for(report, section),
            instructions=instructions,
        )

    def passages_for(self, report: Report, section: str) -> tuple[Passage, ...]:
        """What the library holds for a section: guidance as authority, own prior years as style."""
        title = report.form.section(section).title
        words = " ".join([title, *(topic.title for topic in report.form.section(section).topics)])
        guidance = self.library.search(words, kind="guidance", k=_AUTHORITY_PASSAGES)
        style = self.library.search(
            words, kind="report", organ=report.organ.name, year=report.year - 1, section=section, k=_STYLE_PASSAGES
        )
        return tuple(hit.passage for hit in (*guidance, *style))

    def answer(self, question: str) -> str:
        """A question about the form or the rules, answered from guidance with its sources."""
        from report_assistant.drafting import answer

        hits = self.library.search(question, kind="guidance", k=_AUTHORITY_PASSAGES)
        return answer(question, tuple(hit.passage for hit in hits), self.writer)

    # The desk: every accepted change is a revision

    def sample_desk(self) -> Desk:
        """The shipped sample with its planted errors, and its prior year."""
        current, prior = self._services.sample()
        desk = self.desk_of(read(current))  # our own: nothing to be afraid of
        return replace(desk, prior=desk.prior or read(prior))

    def desk_of(self, report: Report, prior: Report | None = None) -> Desk:
        """A desk with the newest saved state of this report, or this report itself, not yet saved."""
        saved = self.revisions.latest(report.organ.name, report.year)
        before = self.revisions.latest(report.organ.name, report.year - 1)
        return Desk(
            report=saved.report if saved else report,
            prior=prior or (before.report if before else None),
            revision=saved,
        )

    def keep(self, desk: Desk, report: Report, *, by: str, why: str) -> Desk:
        """Save this state of the desk's report."""
        revision = self.revisions.save(report, by=by, why=why)
        return replace(desk, report=report, revision=revision)

    def keep_prior(self, desk: Desk, prior: Report, *, by: str) -> Desk:
        """Lay last year's report beside the desk, and save it as that year's."""
        self.revisions.save(prior, by=by, why="prior")
        return replace(desk, prior=prior)

    def set_cells(self, desk: Desk, cells: Mapping[str, Cell], *, by: str) -> Desk:
        """Cells that a person typed; the totals over them follow where their parts are all given."""
        return self.keep(desk, with_totals(desk.report, cells), by=by, why="cells")

    def rename(self, desk: Desk, organ: Organ, year: int, *, over: bool, by: str) -> Desk:
        """The desk's report as this organ's of this year; what was saved before stays under its own name.

        Raises: UnusableInput where another report lies there, unless it may be laid `over` that one.
        """
        report = replace(desk.report, organ=organ, year=year)
        self.revisions.let_replace(desk.report, report, over=over)
        kept = self.keep(desk, report, by=by, why="identity")
        return replace(self.desk_of(kept.report, desk.prior), proposals=desk.proposals)

    def rename_prior(self, desk: Desk, prior: Report, *, over: bool, by: str) -> Desk:
        """The same for last year's report beside the desk."""
        self.revisions.let_replace(desk.prior, prior, over=over)
        return self.keep_prior(desk, prior, by=by)

    def set_section(self, desk: Desk, section: str, paragraphs: tuple[Paragraph, ...], *, by: str) -> Desk:
        """A section's text as a person typed it."""
        return self.keep(desk, desk.report.with_section(section, paragraphs), by=by, why=f"section {section}")

    def add_notes(self, desk: Desk, notes: Sequence[Note], *, by: str) -> Desk:
        """Notes added to the report's own."""
        return self.keep(desk, Proposal(0, "", notes=tuple(notes)).applied_to(desk.report), by=by, why="notes")

    def propose_draft(self, desk: Desk, section: str, instructions: str = "", *, offline: bool = False) -> Desk:
        """A drafted section as a proposal, with what the gate holds against it."""
        draft = self.draft(desk.report, section, desk.prior, instructions, offline=offline)
        source = instructions or (self._services.offline() if offline else self.writer).name
        return desk.proposing(Proposal(0, source, narrative=draft.narrative, problems=draft.problems))

    def propose_carried(self, desk: Desk) -> Desk:
        """What last year's report hands on to this one, as proposals in place of those that said the same."""
        for proposal in carried_over(desk.report, desk.prior):
            desk = desk.without_source(proposal.source).proposing(proposal)
        return desk

    def accept(self, desk: Desk, proposal_id: int, *, by: str) -> Desk:
        """A proposal becomes part of the report, and the report is saved; an unknown number changes nothing."""
        proposal = desk.proposal(proposal_id)
        if proposal is None:
            return desk
        changed = with_totals(proposal.applied_to(desk.report), proposal.cells)
        return self.keep(desk, changed, by=by, why="accepted").without(proposal_id)

    def reject(self, desk: Desk, proposal_id: int) -> Desk:
        """A proposal is put away."""
        return desk.without(proposal_id)

    def waive(self, desk: Desk, finding: Finding, reason: str, *, by: str) -> Desk:
        """Somebody answers for a finding; it holds while the finding stays what it is."""
        return self.keep(desk, answered(desk.report, finding, reason, by), by=by, why="waiver")

    # Leaving the house

    def export(self, report: Report, target: Path, prior: Report | None = None, *, draft: bool = False) -> Path:
        """The finished document; a final one is read back before it lies there.

        Raises: ExportRefused where an error stands unwaived, or the document does not say what the report says.
        """
        if draft:
            return export(report, target, draft=True)
        let_pass(self.check(report, prior, stage=Stage.EXPORT))
        return export(report, target, proof=lambda content: let_leave(report, read_back(content, target.name, report)))

    def annex(self, report: Report, target: Path, prior: Report | None = None) -> None:
        """Beside the document: who answers for which finding, and what nobody has answered."""
        write_whole(target, render_annex(self.check(report, prior, stage=Stage.EXPORT), target.suffix))

    def export_folder(self) -> Path:
        """A new folder of its own for one document that a person fetches."""
        self._services.exports.mkdir(parents=True, exist_ok=True)
        return Path(mkdtemp(dir=self._services.exports))

    # The library

    def search(
        self, question: str, *, kind: str | None = None, organ: str | None = None, k: int = 8
    ) -> "Sequence[Hit]":
        """Passages nearest to a question."""
        return self.library.search(question, kind=kind, organ=organ, k=k)

    def index(self, paths: Iterable[Path]) -> "Sequence[IndexedDocument]":
        """Take documents into the library; with none, the shipped corpus anew."""
        with ExitStack() as held:
            for path in (named := list(paths)):
                held.enter_context(self._services.holding(path))
            return self.library.index(named)
