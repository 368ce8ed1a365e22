"""What was read, cell by cell, for the person who looks it over; pure, without a trace of markup."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from report_assistant.intake.remark import Code
from report_assistant.report import Cell, Confidence, Reading, Remark, Report, Source

_READINGS = {
    Reading.ABSENT: "没有",
    Reading.BLANK: "空白",
    Reading.DASH: "横线",
    Reading.UNREADABLE: "无法辨认",
}
_NOT_THERE = "原件没有"
_FIRST, _THEN, _LAST = range(3)
_GRAVEST_FIRST = (
    Code.TABLE_MISSING,
    Code.FORM_DISAGREES,
    Code.ROW_RAGGED,
    Code.ROW_MISSING,
    Code.COLUMN_MISSING,
    Code.ROW_DUPLICATED,
    Code.COLUMN_DUPLICATED,
    Code.ROW_UNKNOWN,
    Code.COLUMN_UNKNOWN,
    Code.CELL_UNREADABLE,
    Code.TABLE_UNKNOWN,
    Code.TEXT_UNPLACED,
    Code.TITLE_YEAR_DISAGREES,
    Code.TITLE_ORGAN_DISAGREES,
    Code.UNIT_IN_CELL,
    Code.NOTE_IN_CELL,
    Code.TITLE_MISSING,
    Code.TITLE_YEAR_MISSING,
    Code.TITLE_ORGAN_MISSING,
    Code.HEADING_MISSING,
    Code.LABEL_MISSING,
)


@dataclass(frozen=True, slots=True)
class CellReview:
    """One cell: what is printed and where, how surely it was read as what, and what it was corrected to.

    `rank`: 0 wants a person's eye, 1 a glance, 2 none. A correction does not change it, so that no line of a
    list moves under the hand that corrects.
    """

    ref: str
    label: str
    printed: str
    place: str
    sureness: str
    read: str
    rank: int
    corrected: bool
    remarks: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether it surely stands in the document as it was read, be it a blank."""
        return self.sureness == Confidence.EXACT.word

    @property
    def origin(self) -> str:
        """Place and words."""
        return f"{self.place}，{self.printed}" if self.place else self.printed

    @property
    def told(self) -> str:
        """All of it in one line."""
        reading = f"已更正（{self.printed}，识读为{self.read}）" if self.corrected else f"识读为{self.read}"
        return "　".join([self.label, self.origin, self.sureness, reading, *self.remarks])


def reviews(report: Report) -> Mapping[str, CellReview]:
    """Every cell of a report that was read from a document. Blank: empty for one that was not."""
    if not report.sources:
        return {}
    messages: dict[str, list[str]] = defaultdict(list)
    for remark in report.remarks:
        messages[remark.place].append(remark.message)
    corrected = report.corrections
    return {
        ref: _review(ref, report, corrected=ref in corrected, remarks=tuple(messages.get(ref, ())))
        for ref in report.form.cells
    }


def to_look_over(report: Report) -> tuple[CellReview, ...]:
    """The cells for a person's eye, then those for a glance, then what else was corrected; each in the form's order."""
    listed = [review for review in reviews(report).values() if review.rank < _LAST or review.corrected]
    return tuple(sorted(listed, key=lambda review: review.rank))


def open_doubts(report: Report | None) -> int:
    """How many cells want a person's eye and have not been corrected."""
    found = reviews(report).values() if report else ()
    return sum(review.rank == _FIRST and not review.corrected for review in found)


def restored(report: Report, ref: str) -> Report:
    """The report with what was read in this cell again. Blank: what the document does not have is absent again."""
    source = report.sources.get(ref)
    return report.with_cells({ref: source.read_as if source else Cell(Reading.ABSENT)})


def remarks_beside_cells(report: Report) -> tuple[Remark, ...]:
    """What intake found unclear of anything but one cell."""
    return tuple(remark for remark in report.remarks if remark.place not in report.form.cells)


def import_told(report: Report) -> str:
    """What is left to do with a report that was just read."""
    doubts = open_doubts(report)
    gravest = min(report.remarks, key=_lightness, default=None)
    told = ""
    if gravest:
        few = len(report.remarks) == 1
        told = f"，识别提示 {len(report.remarks)} 条{'' if few else '，最要紧的'}：{gravest.message}"
    return told + (f"；有 {doubts} 格需要核对，请点“核对识读”" if doubts else "")


def _lightness(remark: Remark) -> int:
    """Low for what costs figures or text, high for what is only printed otherwise."""
    return _GRAVEST_FIRST.index(Code(remark.code)) if remark.code in _GRAVEST_FIRST else len(_GRAVEST_FIRST)


def _review(ref: str, report: Report, *, corrected: bool, remarks: tuple[str, ...]) -> CellReview:
    source, label = report.sources.get(ref), report.form.cells[ref].label
    if source is None:
        remarks = (*remarks, *_about_the_line(ref, report))
        read = _READINGS[Reading.ABSENT]
        return CellReview(ref, label, "原件没有这一格", "", _NOT_THERE, read, _FIRST, corrected, remarks)
    printed = f"原文“{source.words}”" if source.words.strip() else "原文空白"
    sureness, read = source.confidence.word, _read(source.read_as)
    return CellReview(ref, label, printed, source.place, sureness, read, _rank(source), corrected, remarks)


def _about_the_line(ref: str, report: Report) -> list[str]:
    """Why a cell is not there: its table, row or column is missing."""
    cell = report.form.cells[ref]
    words = {
        Code.TABLE_MISSING: cell.table_name,
        Code.ROW_MISSING: cell.row.label,
        Code.COLUMN_MISSING: cell.column.label,
    }
    return [
        remark.message
        for remark in report.remarks
        if remark.place == cell.table
        and any(remark.code == code and word in remark.message for code, word in words.items())
    ]


def _rank(source: Source) -> int:
    if source.confidence is Confidence.DOUBTFUL or source.read_as.value is None:
        return _FIRST
    return _THEN if source.confidence is Confidence.FOLDED else _LAST


def _read(cell: Cell) -> str:
    return cell.text if cell.value is not None else _READINGS[cell.reading]
