"""A document's tables beside what was read of them, and its texts as they were read."""

from collections.abc import Iterator, Mapping

from report_assistant import zh
from report_assistant.export.shape import Slot
from report_assistant.official import Section
from report_assistant.report import Paragraph, Report, place_of
from report_assistant.web.doubts import CellReview, remarks_beside_cells
from report_assistant.web.grid import Spans, drawn, entry_box
from report_assistant.web.markup import Html, join, tag

_MARKS = ("doubtful", "folded", "exact")


def tables_html(report: Report, found: Mapping[str, CellReview]) -> Html:
    """Each table twice in its official shape: the document's own words, and boxes with the reading."""
    pairs = []
    for table in report.form.tables:
        words = drawn(table, lambda slot, spans: _words(slot, spans, report, found), f"{table.name}（原文）")
        boxes = drawn(table, lambda slot, spans: number_box(slot, spans, report, found), f"{table.name}（识读）")
        pairs.append(
            join(
                tag("h4", report.form.section(table.section).heading),
                _remarks(report, str(table.section), table.id),
                tag(
                    "div",
                    tag("div", tag("p", "原文", class_="side-name"), words),
                    tag("div", tag("p", "识读（可在格内更正）", class_="side-name"), boxes),
                    class_="pair",
                ),
            )
        )
    return tag("div", pairs, class_="both")


def number_box(slot: Slot, spans: Spans, report: Report, found: Mapping[str, CellReview]) -> Html:
    """The box in which a reading is corrected; totals too, for they are read as they are printed."""
    review, cell = found[slot.ref], report.cells[slot.ref]
    told = {"title": review.told, "data_told": review.told}
    box = entry_box(cell, report.form.cells[slot.ref], told)
    marks = f"typed {_MARKS[review.rank]} {cell.reading}{' corrected' if review.corrected else ''}"
    return tag("td", box, class_=marks, data_cell=slot.ref, **spans)


def _words(slot: Slot, spans: Spans, report: Report, found: Mapping[str, CellReview]) -> Html:
    review, source = found[slot.ref], report.sources.get(slot.ref)
    marks = f"words {_MARKS[review.rank]}{'' if source else ' missing'}"
    words = source.words if source else ""
    return tag("td", tag("span", words), class_=marks, data_cell=slot.ref, title=review.origin, **spans)


def texts_html(report: Report) -> Html:
    """The narrative sections: headings as printed beside the form's where they differ, remarks, the text."""
    return tag("div", [_section(section, report) for section in report.form.narrative_sections], class_="both texts")


def _section(section: Section, report: Report) -> Html:
    number = str(section.number)
    paragraphs = report.sections.get(number, ())
    lines = [tag("tr", tag("td", form), tag("td", printed)) for form, printed in _headings(section, paragraphs, report)]
    heads = tag("tr", tag("th", "格式规定的小标题"), tag("th", "原文"))
    read = [
        join(tag("p", one.heading, class_="topic") if one.heading else None, tag("p", one.text) if one.text else None)
        for one in paragraphs
    ]
    return join(
        tag("h4", section.heading),
        _remarks(report, number),
        tag("table", tag("tbody", heads, lines), class_="plain") if lines else None,
        tag("div", read, class_="drafted", tabindex="0") if read else tag("p", "没有读到文字。", class_="quiet"),
    )


def _headings(section: Section, paragraphs: tuple[Paragraph, ...], report: Report) -> Iterator[tuple[str, str]]:
    """The form's sub-headings with what is printed for them, where that is another one or none."""
    printed = {
        place_of(report.form, one.heading, str(section.number)): one.heading for one in paragraphs if one.heading
    }
    for order, topic in enumerate(section.topics, start=1):
        demanded = f"（{zh.spell(order)}）{topic.title}"
        if printed.get(topic.id) != demanded:
            yield demanded, printed.get(topic.id, "没有这一小标题")


def general_remarks(report: Report) -> Html | None:
    """Remarks on the title and on the document as a whole."""
    return _remarks(report, "title", "file")


def _remarks(report: Report, *places: str) -> Html | None:
    lines = [tag("li", one.message, class_="ask") for one in remarks_beside_cells(report) if one.place in places]
    return tag("ul", lines, class_="complaints") if lines else None
