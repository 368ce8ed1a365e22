"""Neighbours: the other organs' reports in the library that have words in common with one report.

They are found by their marks (`comparison.marks`), so that of a thousand reports a handful is read. Nothing here
needs a search index or the readers of documents: `check` of a single report comes this way.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from struct import pack, unpack

from report_assistant.comparison import retold
from report_assistant.comparison.marks import SCHEME, kept_marks, sought_marks
from report_assistant.errors import UnusableInput
from report_assistant.intake.identity import UNNAMED
from report_assistant.official import form_for_year, load_form
from report_assistant.report import Organ, Paragraph, Report
from report_assistant.report.organ import same_organ
from report_assistant.store import Document, Marked, Passages, StoredPassage

MOST = 20  # reports: those with most words in common
_FEWEST = 2  # marks: a passage of forty characters leaves three, a section alike in shorter runs fewer


def reports_like(passages: Passages, report: Report, most: int = MOST) -> tuple[Report, ...] | None:
    """Other organs' reports of this year and the year before that share words, most first; their narrative only.

    None where the library has no report of another organ, those of the shipped invented offices set aside.
    Raises: UnusableInput where the report does not say whose it is: it may be one of the library itself.
    """
    if report.organ.name == UNNAMED:
        raise UnusableInput("看不出是哪个单位的报告", remedy="请在标题里写明单位")
    mark_reports(passages)
    kept = passages.marked(SCHEME, (report.year, report.year - 1))
    shared = sorted(_sharing(report, kept), key=lambda found: (-found[0], found[1].id))
    alike = islice((one for _, one in shared if _is_other(report, one)), most)
    found = tuple(told for one in alike if (told := report_of(passages, one.id)) is not None)
    known = bool(found) or any(not one.shipped and _is_other(report, one) for one in kept)
    return found if known else None


def mark_reports(passages: Passages) -> None:
    """Keep the marks of every report that was taken in since, or before there were marks."""
    told = ((name, report_of(passages, name)) for name in passages.unmarked(SCHEME))
    marks = {name: _written(kept_marks(retold(report))) for name, report in told if report is not None}
    if marks:
        passages.keep_marks(SCHEME, marks)


def report_of(passages: Passages, document_id: str) -> Report | None:
    """The narrative of a report put together again; None where it was taken out meanwhile."""
    document = passages.document(document_id)
    return put_together(document, passages.of_document(document_id)) if document else None


def put_together(document: Document, cuts: Iterable[StoredPassage]) -> Report:
    """A document's passages as the report they were cut from: no cells, and paragraphs only where one was cut."""
    year = document.year or 0
    form = load_form(document.form) if document.form else form_for_year(year)
    titles = {topic.id: topic.title for topic in form.topics}
    sections: dict[str, list[Paragraph]] = {}
    place = ""
    for cut in sorted(cuts, key=lambda one: one.section):  # what stands before the sub-topics comes first
        heading = titles.get(cut.section) if cut.section != place else None
        sections.setdefault(cut.section[:1], []).append(Paragraph(cut.text, heading))
        place = cut.section
    return Report(Organ(document.organ), year, form.id, sections={n: tuple(told) for n, told in sections.items()})


def _sharing(report: Report, kept: Iterable[Marked]) -> Iterator[tuple[int, Marked]]:
    """The reports with marks in common, and how many."""
    sought = sought_marks(retold(report))
    for one in kept:
        common = len(sought.intersection(unpack(f"<{len(one.marks) // 4}I", one.marks)))
        if common >= _FEWEST:
            yield common, one


def _is_other(report: Report, one: Marked) -> bool:
    return not same_organ(report.organ, Organ(one.organ))


def _written(marks: frozenset[int]) -> bytes:
    return pack(f"<{len(marks)}I", *sorted(marks))
