"""Values into words and rows; pure, without a trace of markup or of the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from report_assistant.checks import Finding, Severity
from report_assistant.comparison import CellChange
from report_assistant.official import Form, TableForm
from report_assistant.report import Cell, Origin, Paragraph, Proposal, Reading, Report, full_text, topic_texts
from report_assistant.store import Revision
from report_assistant.web.sight import Sight, section_of

ORIGINS = {
    Origin.TYPED: "手工填写",
    Origin.IMPORTED: "导入",
    Origin.PLAIN: "离线起草",
    Origin.MODEL: "模型起草",
}
KINDS = {
    "subdistrict": "街道",
    "township": "乡镇",
    "county": "县（区）政府",
    "city": "市政府",
    "province": "省政府",
    "department": "部门",
    "other": "其他",
}
READINGS = {
    Reading.GIVEN: "",
    Reading.ABSENT: "导入的文件中没有这一格，请填写",
    Reading.BLANK: "还没有填写（空白不等于 0）",
    Reading.DASH: "原为横线，请填数字（没有就填 0）",
    Reading.UNREADABLE: "原文无法辨认，请填数字",
}
NOT_GIVEN = "空白"


@dataclass(frozen=True, slots=True)
class SectionStatus:
    """One line of the contents: what is filled in and what is wrong. `amount` is cells or characters."""

    anchor: str
    heading: str
    amount: str
    errors: int
    others: int
    topics: tuple["SectionStatus", ...] = ()


def chip(revision: Revision | None, now: datetime) -> str:
    """Whether, when and as which version the report on the desk was saved."""
    if revision is None:
        return "本年报告还没有改动"
    at = datetime.fromisoformat(revision.saved_at)
    when = f"{at:%H:%M:%S}" if at.date() == now.astimezone(at.tzinfo).date() else f"{at.year}-{at:%m-%d %H:%M}"
    return f"已保存 {when}　第 {revision.id} 版"


def statuses(sight: Sight) -> tuple[SectionStatus, ...]:
    """The contents, section by section."""
    return tuple(_status(sight, number) for number in range(1, 7))


def _status(sight: Sight, number: int) -> SectionStatus:
    form, found = sight.report.form, sight.of_section(number)
    section = form.section(number)
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    if section.table:
        amount = filled(form.table(section.table), sight.report)
    else:
        amount = f"{characters(sight.report.sections.get(str(number), ()))} 字"
    topics = tuple(_topic_status(sight, topic.id) for topic in section.topics)
    return SectionStatus(f"section-{number}", section.heading, amount, errors, len(found) - errors, topics)


def _topic_status(sight: Sight, place: str) -> SectionStatus:
    found = sight.of_place(place)
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    amount = f"{characters(place_paragraphs(sight.report, place))} 字"
    return SectionStatus(
        f"place-{place}", _after(place_name(sight.report.form, place)), amount, errors, len(found) - errors
    )


def _after(name: str) -> str:
    return name.removeprefix("一")


def place_name(form: Form, place: str) -> str:
    """A section or sub-topic in the form's words."""
    return form.place_label(place)


def filled(table: TableForm, report: Report) -> str:
    """How many of a table's cells hold a number."""
    refs = [ref for *_, ref in table.addresses()]
    return f"{sum(report.value(ref) is not None for ref in refs)}/{len(refs)} 格"


def characters(paragraphs: Sequence[Paragraph]) -> int:
    """Characters of text, headings and blanks not counted."""
    return sum(len("".join(paragraph.text.split())) for paragraph in paragraphs)


def place_paragraphs(report: Report, place: str) -> tuple[Paragraph, ...]:
    """The paragraphs under a section or sub-topic; a section's own are those before its sub-topics."""
    section = place.split(".", maxsplit=1)[0]
    paragraphs = report.sections.get(section, ())
    return tuple(paragraphs[index] for index in topic_texts(report.form, paragraphs, section).get(place, ()))


def carried_by(paragraphs: Sequence[Paragraph]) -> str:
    """Who wrote a passage, and how many cells, notes and passages carry it."""
    if not paragraphs:
        return ""
    origins = "、".join(dict.fromkeys(ORIGINS[paragraph.origin] for paragraph in paragraphs))
    supports = {support for paragraph in paragraphs for support in paragraph.supports}
    notes = sum(support.startswith("note:") for support in supports)
    passages = sum(support.startswith("passage:") for support in supports)
    counted = [("单元格", len(supports) - notes - passages), ("情况说明", notes), ("参考段落", passages)]
    carried = "、".join(f"{name} {count}" for name, count in counted if count)
    return f"{origins}　依据：{carried}" if carried else origins


def anchor(finding: Finding, report: Report) -> str | None:
    """Where on the page a finding points: its first cell, else its box, else its section."""
    if finding.cells:
        return finding.cells[0]
    if finding.section:
        return f"place-{finding.section}"
    number = section_of(finding, report)
    return f"section-{number}" if number else None


def located_words(finding: Finding, report: Report) -> str | None:
    """The words a finding is about as they stand in the report, which a quote of personal data does not give."""
    if not finding.section or not finding.span:
        return finding.quote
    return full_text(report.sections[finding.section[0]])[slice(*finding.span)]


def by_severity(findings: Sequence[Finding]) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Findings gravest first in groups, each with its Chinese name."""
    for severity, found in groupby(findings, key=lambda finding: finding.severity):
        yield severity.word, tuple(found)


def cell_text(cell: Cell) -> str:
    """A cell in a sentence: its number, or that it is blank."""
    return cell.text or NOT_GIVEN


def proposed_cells(proposal: Proposal, report: Report) -> tuple[tuple[str, str, str], ...]:
    """Rows of what a proposal would change: the cell in the form's words, what stands, what would stand."""
    return tuple(
        (report.form.cells[ref].label, cell_text(report.cells[ref]), cell_text(cell))
        for ref, cell in proposal.cells.items()
    )


def proposal_title(proposal: Proposal, form: Form) -> str:
    """What a proposal is about."""
    parts = [f"{len(proposal.cells)} 个数据"] if proposal.cells else []
    if proposal.narrative:
        parts.append(form.section(proposal.narrative.section).heading)
    parts += [f"{len(proposal.notes)} 条情况说明"] if proposal.notes else []
    return f"建议 {proposal.id}：{'、'.join(parts) or '无改动'}"


def source_words(proposal: Proposal) -> str:
    """Where a proposal comes from: the sentence, or the writer and what was wished of it."""
    narrative = proposal.narrative
    if narrative is None or not narrative.paragraphs:
        return proposal.source
    writer = (narrative.written_by or {}).get("writer", "")
    wish = "" if proposal.source in ("", writer) else f"，要求：{proposal.source}"
    return f"{ORIGINS[narrative.paragraphs[0].origin]}{wish}"


def change_row(change: CellChange, form: Form) -> tuple[str, str, str, str, str]:
    """One changed cell: place, last year, this year, how much, remark."""
    known = form.cells.get(change.cell)
    delta = "" if change.delta is None else f"{change.delta:+}"
    ratio = "" if change.ratio is None else f"（{change.ratio:+.1%}）"
    texts = ["无" if value is None else str(value) for value in (change.prior, change.current)]
    return known.label if known else change.cell, texts[0], texts[1], delta + ratio, change.note


def totals_followed(before: Report, after: Report, typed: Sequence[str]) -> str:
    """Which totals moved with what was typed; nothing where none did."""
    moved = [
        f"{cell.label} {cell_text(before.cells[ref])}→{cell_text(after.cells[ref])}"
        for ref, cell in after.form.cells.items()
        if ref not in typed and before.form_id == after.form_id and before.cells[ref] != after.cells[ref]
    ]
    shown = "；".join(moved[:2])
    return f"合计已随之重算：{shown}{f' 等 {len(moved)} 处' if len(moved) > 2 else ''}" if moved else ""
