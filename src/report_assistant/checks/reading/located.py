"""Where a character of the narrative stands, and how that place is named; stretches are `report.stretch`."""

from report_assistant.official import Form
from report_assistant.report import Report
from report_assistant.report.stretch import Stretch, heading_length, placed, stretches

__all__ = ["Stretch", "place_at", "place_name", "placed", "stretches"]


def place_at(report: Report, section: str, offset: int) -> str:
    """The sub-topic (or the section itself) in which a character of the section's full text stands."""
    found = section
    for paragraph, start, place in placed(report.form, section, report.sections[section]):
        if start - heading_length(paragraph) > offset:
            break
        found = place
    return found


def place_name(form: Form, place: str) -> str:
    """A place as it is named within a sentence, e.g. ``“一（二）依申请公开”``."""
    return f"“{form.place_label(place)}”"
