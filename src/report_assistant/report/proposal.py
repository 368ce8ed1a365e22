"""A proposal: a change to a report that nobody has accepted yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from report_assistant.report.cell import Cell
from report_assistant.report.narrative import Narrative
from report_assistant.report.note import Note
from report_assistant.report.report import Report


@dataclass(frozen=True, slots=True)
class Proposal:
    """Cells, a section's text or notes that would change; `source` is the sentence or writer it came from.

    `problems`: what the grounding gate holds against a drafted text, one line each, shown with the
    proposal. Accepting is a person's act; nothing here is applied by itself.
    """

    id: int
    source: str
    cells: Mapping[str, Cell] = field(default_factory=dict)
    narrative: Narrative | None = None
    notes: tuple[Note, ...] = ()
    problems: tuple[str, ...] = ()

    def applied_to(self, report: Report) -> Report:
        """The report with the change in it; note ids go on from the report's own."""
        changed = report.with_cells(self.cells)
        if self.narrative is not None:
            changed = changed.with_section(self.narrative.section, self.narrative.paragraphs)
        if self.notes:
            next_id = max((note.id for note in report.notes), default=0) + 1
            added = tuple(replace(note, id=next_id + index) for index, note in enumerate(self.notes))
            changed = replace(changed, notes=changed.notes + added)
        return changed
