"""What last year's report hands on to this year's: the applications still open, and the documents in force.

Everything is a proposal. What last year's report does not give as a count is told with it and carries nothing:
an open application that nobody counted is not none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from report_assistant.errors import UnusableInput
from report_assistant.official import Column
from report_assistant.report import Cell, Proposal, Reading, Report, Value, given
from report_assistant.report.organ import same_organ

_WANTING = {
    Reading.ABSENT: "没有这一格",
    Reading.BLANK: "是空白",
    Reading.DASH: "是横线",
    Reading.UNREADABLE: "无法辨认",
}
_CARRIED_IN, _CARRIED_OUT = "T3:carried_in", "T3:carried_out"
_NAMED = ("regulations", "normative")


@dataclass(frozen=True, slots=True)
class _Carried:
    """A cell to be put in, or none; `told` is what a person should know of it."""

    ref: str
    cell: Cell | None = None
    told: str = ""


def carried_over(report: Report, prior: Report | None) -> tuple[Proposal, ...]:
    """上年结转 column by column, then 现行有效; one that would change nothing and has nothing to tell is left out.

    Raises: UnusableInput where `prior` is not there, or not the year before: its numbers belong to another report.
    """
    if prior is None:
        raise UnusableInput("还没有上年报告", where="从上年带入", remedy="请先导入上年报告")
    if prior.year != report.year - 1:
        other_year = f"手边的上年报告是 {prior.year} 年的，不是 {report.year - 1} 年的"
        raise UnusableInput(other_year, where="从上年带入", remedy=f"请导入 {report.year - 1} 年的报告")
    another = f"上年报告的单位是“{prior.organ.name}”，与本报告不同，采纳前请核实"
    told: tuple[str, ...] = () if same_organ(report.organ, prior.organ) else (another,)
    from_prior = f"{prior.organ.name} {prior.year} 年报告"
    proposals = (
        _proposal(report, f"{from_prior}的“四、结转下年度继续办理”", _open_applications(report, prior), told),
        _proposal(report, f"{from_prior}的现行有效件数，加本年制发、减本年废止", _in_force(report, prior), told),
    )
    return tuple(proposal for proposal in proposals if proposal.cells or len(proposal.problems) > len(told))


def _proposal(report: Report, source: str, carried: Iterator[_Carried], told: tuple[str, ...]) -> Proposal:
    found = tuple(carried)
    cells = {one.ref: one.cell for one in found if one.cell is not None and one.cell != report.cells[one.ref]}
    labels = report.form.cells
    problems = [f"{labels[one.ref].label}：{one.told}" for one in found if one.told and _matters(one, cells)]
    return Proposal(0, source, cells=cells, problems=(*told, *problems))


def _matters(one: _Carried, cells: dict[str, Cell]) -> bool:
    """A cell that stays as it is needs no word of how it would have been reached."""
    return one.cell is None or one.ref in cells


def _open_applications(report: Report, prior: Report) -> Iterator[_Carried]:
    """The parts as last year's report has them, and its total where the parts do not speak for themselves."""
    parts: list[Value | None] = []
    for column in report.form.table("T3").blocks[0].columns:
        ref = f"{_CARRIED_IN}:{column.key}"
        if report.form.cells[ref].computed:
            yield _total(ref, column, prior, parts)
            continue
        one = _handed_on(ref, f"{_CARRIED_OUT}:{column.key}", prior)
        parts.append(one.cell.value if one.cell else None)
        yield one


def _total(ref: str, column: Column, prior: Report, parts: list[Value | None]) -> _Carried:
    whole = _handed_on(ref, f"{_CARRIED_OUT}:{column.key}", prior)
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return whole
    computed = sum(known)
    if whole.cell is not None and whole.cell.value != computed:
        told = f"上年报告的总计是 {whole.cell.text}，各列之和是 {computed}，按各列之和算出，请核实"
        return _Carried(ref, given(computed), told)
    return _Carried(ref, given(computed))


def _handed_on(ref: str, source: str, prior: Report) -> _Carried:
    """A cell with last year's count in it; without one nothing is carried, and it is told why."""
    cell = prior.cells[source]
    if cell.value is None:
        return _Carried(ref, told=f"上年报告的相应一格{_WANTING[cell.reading]}，没有带入")
    if cell.value < 0 or cell.value != int(cell.value):
        return _Carried(ref, told=f"上年报告的相应一格是 {cell.text}，不是件数，没有带入")
    return _Carried(ref, cell)


def _in_force(report: Report, prior: Report) -> Iterator[_Carried]:
    """By the relation of the form: last year's, and what was issued and repealed since."""
    for key in _NAMED:
        ref = f"T2:{key}:in_force"
        if ref not in report.form.cells:
            continue
        if ref not in prior.form.cells:
            yield _Carried(ref, told=f"上年报告用的是 {prior.form.id} 年格式，没有现行有效件数，没有带入")
            continue
        yield _rolled_forward(_handed_on(ref, ref, prior), report)


def _rolled_forward(before: _Carried, report: Report) -> _Carried:
    ref = before.ref
    if before.cell is None or before.cell.value is None:
        return before
    issued, repealed = (report.value(ref.replace("in_force", column)) for column in ("issued", "repealed"))
    if issued is None or repealed is None:
        if report.value(ref) is not None:
            return _Carried(ref, told="本年制发、废止件数没有填齐，推算不出，保留已填的数")
        return _Carried(ref, before.cell, "本年制发、废止件数没有填齐，这是上年的现行有效件数，填齐后请再带入一次")
    now = before.cell.value + issued - repealed
    if now < 0:
        told = f"上年 {before.cell.text} + 本年制发 {issued} - 本年废止 {repealed} 小于 0，没有带入，请核对"
        return _Carried(ref, told=told)
    return _Carried(ref, given(now), f"上年 {before.cell.text} + 本年制发 {issued} - 本年废止 {repealed} = {now}")
