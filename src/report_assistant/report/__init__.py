"""The value everything shares: one organ, one year, one revision of an annual report.

In: cells, paragraphs, notes and remarks. Out: frozen values and the report file of contracts §2. It must
not know where anything was read from, how it is judged or how it is shown. The decision a newcomer
would otherwise undo: a blank is a reading of its own and never becomes nought.
"""

from report_assistant.report.cell import ABSENT, BLANK, DASH, UNREADABLE, Cell, Reading, Value, given
from report_assistant.report.figure import Figure, figures_of
from report_assistant.report.file import dump_report, parse_report, report_to_json
from report_assistant.report.narrative import Narrative, Origin, Paragraph, full_text, place_of, topic_texts
from report_assistant.report.note import Note
from report_assistant.report.passage import Passage
from report_assistant.report.proposal import Proposal
from report_assistant.report.report import Imprint, Organ, Remark, Report, Waiver
from report_assistant.report.source import Confidence, Source

__all__ = [
    "ABSENT",
    "BLANK",
    "DASH",
    "UNREADABLE",
    "Cell",
    "Confidence",
    "Figure",
    "Imprint",
    "Narrative",
    "Note",
    "Organ",
    "Origin",
    "Paragraph",
    "Passage",
    "Proposal",
    "Reading",
    "Remark",
    "Report",
    "Source",
    "Value",
    "Waiver",
    "dump_report",
    "figures_of",
    "full_text",
    "given",
    "parse_report",
    "place_of",
    "report_to_json",
    "topic_texts",
]
