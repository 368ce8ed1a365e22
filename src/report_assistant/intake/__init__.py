"""Everything that comes in, by one door.

In: documents (text, web page, Word, workbook, report file), figures and notes, as files or bytes. Out: a `Report`
whose remarks say what was unclear, or figures and notes for one. It must not know rules, severities or
how anything is shown. The decision a newcomer would otherwise undo: tables are read by the labels on
both axes and never by position alone, so what cannot be placed stays unread and is remarked on; no
value is shifted, summed, converted or guessed.
"""

from report_assistant.intake.entry import Entry, complete_totals, figures_from_text, read_figures, with_totals
from report_assistant.intake.notes import parse_notes, read_notes
from report_assistant.intake.read import read, read_back, read_bytes, read_pasted

__all__ = [
    "Entry",
    "complete_totals",
    "figures_from_text",
    "parse_notes",
    "read",
    "read_back",
    "read_bytes",
    "read_figures",
    "read_notes",
    "read_pasted",
    "with_totals",
]
