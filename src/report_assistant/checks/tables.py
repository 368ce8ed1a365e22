"""T-01, T-02: what may stand in a cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from report_assistant.checks.finding import Breach, Fix, Severity, Unjudged
from report_assistant.checks.reading.remarks import quoted, said
from report_assistant.checks.reading.sums import totals_that_follow
from report_assistant.checks.rule import Case, Stage, rule
from report_assistant.official import CellForm, TableForm
from report_assistant.official.lineage import ancestry
from report_assistant.report import Reading, Remark, Value

_READINGS = {
    Reading.BLANK: "空白",
    Reading.DASH: "填的是横线",
    Reading.ABSENT: "没有读到",
    Reading.UNREADABLE: "读不出数",
}
_MORE_THAN_A_NUMBER = ("unit-in-cell", "note-in-cell")
_CELL_CODES = ("cell-unreadable", *_MORE_THAN_A_NUMBER)
_DEMANDED = re.compile("不是“[^”]*”")  # what should stand there, quoted beside what does
_FEE_JUMP = 5000  # 元 in place of 万元 is a factor of 10,000; half of it leaves room for a real change
_NAMED = 3  # rows named before “等”


@rule(
    "T-01",
    Severity.ASK,
    title="单元格没有填数；读入时为待确认，导出时为错误",
    basis="国办公开办函〔2021〕30号 附件 二至四部分表格",
)
def every_cell_holds_a_number(case: Case) -> Iterator[Breach | Unjudged]:
    """每个单元格都填了数，没有发生的填 0。

    Demands: 表二、表三、表四的每一格都是数；空白、横线、缺格都不是 0。
    Breach: 表三“（一）予以公开”各列空白。
    Sound: 没有发生的填 0。
    Remedy: 对照台账补填；确实没有发生的填 0。读入时提示，导出时必须补齐。
    Source: 国办公开办函〔2021〕30号 附件；横线和空白没有规定的含义。
    """
    lacking = {ref: cell.reading for ref, cell in case.report.cells.items() if cell.value is None}
    sums = totals_that_follow(case.report) if lacking else {}
    for table in case.form.tables if lacking else ():
        for reading in _READINGS:
            refs = [ref for *_, ref in table.addresses() if lacking.get(ref) is reading]
            if typed := [ref for ref in refs if ref not in sums]:
                advice = f"{_printed(case, typed)}。请对照台账填数，没有发生的填 0。"
                yield _not_given(case, table, typed, advice)
            if totals := {ref: sums[ref] for ref in refs if ref in sums}:
                fix = Fix(totals, "certain")
                yield replace(_not_given(case, table, list(totals), _advised(case, totals)), fix=fix)


@rule(
    "T-02",
    Severity.ERROR,
    title="单元格里不是规范的数；疑似把元填成万元的为待确认，数后带括号说明的为提醒",
    basis="国办公开办函〔2021〕30号 附件 二至四部分表格",
)
def counts_are_counts_and_money_is_in_ten_thousands(case: Case) -> Iterator[Breach | Unjudged]:
    """件数是非负整数，金额以万元为单位，格内不写单位。

    Demands: 件数为 0 或正整数；收费金额单位为万元；格内只填数字。
    Breach: 行政处罚填 -3；新收填 12.5；收费金额 251000 元填成 251000 万元。
    Sound: 行政处罚 3；新收 12；收费金额 25.1。
    Remedy: 改为非负整数；金额除以 10000 换算为万元；删去格内的单位。
    Source: 国办公开办函〔2021〕30号 附件第二部分“单位：万元”。
    """
    if all(cell.value is None for cell in case.report.cells.values()):
        yield Unjudged("没有一个单元格有可用的数")
    alike: dict[tuple[str | None, str, str], list[_Slip]] = {}
    for slip in _slips(case):
        alike.setdefault((slip.breach.section, slip.kind, slip.advice), []).append(slip)
    yield from (_as_one(case, slips) for slips in alike.values())
    yield from _fee_in_yuan(case)


def _not_given(case: Case, table: TableForm, refs: Sequence[str], advice: str) -> Breach:
    reading = case.report.cells[refs[0]].reading
    return Breach(
        message=f"{table.name}有 {len(refs)} 格{_READINGS[reading]}：{name_cells(table, refs)}{advice}",
        cells=tuple(refs),
        section=str(table.section),
        severity=Severity.ERROR if case.stage is Stage.EXPORT else Severity.ASK,
        actual=reading.value,
        basis=table.basis,
    )


def _printed(case: Case, refs: Sequence[str]) -> str:
    """What stands in cells that could not be read, as far as intake quotes it."""
    labels = {ref: case.form.cells[ref].label for ref in refs}
    quotes = {
        labels[remark.place]: quote
        for remark in case.report.remarks
        if remark.code in _CELL_CODES and remark.place in labels
        if (quote := quoted(_DEMANDED.sub("", remark.message.removeprefix(labels[remark.place]))))
    }
    if len(refs) == 1:
        return "".join(f"（原表写的是“{quote}”）" for quote in quotes.values())
    named = "、".join(f"{label}“{quote}”" for label, quote in list(quotes.items())[:_NAMED])
    return f"（原表写的是：{named}{'等' if len(quotes) > _NAMED else ''}）" if named else ""


def _advised(case: Case, totals: Mapping[str, int]) -> str:
    """What computed totals should be."""
    named = [f"{case.form.cells[ref].label}应为 {value}" for ref, value in totals.items()]
    more = f"等 {len(named)} 格" if len(named) > _NAMED else ""
    return f"{_printed(case, list(totals))}。各组成项都已填数，由此算出{'、'.join(named[:_NAMED])}{more}。请照此填写。"


@dataclass(frozen=True, slots=True)
class _Slip:
    """One cell that holds something else than its number: the breach where it is alone, and what it has in common.

    `stands`: what is printed in the cell. `advice`: what to do with several of its kind.
    """

    breach: Breach
    kind: str
    stands: str
    advice: str


def _as_one(case: Case, slips: Sequence[_Slip]) -> Breach:
    """The slips of one kind in one table as one breach: a table is often filled in one way throughout."""
    first = slips[0]
    if len(slips) == 1:
        return first.breach
    refs = [ref for slip in slips for ref in slip.breach.cells]
    cells, more = [case.form.cells[ref] for ref in refs], "等" if len(refs) > _NAMED else ""
    named = "、".join(f"{cell.label}{slip.stands}" for cell, slip in list(zip(cells, slips, strict=True))[:_NAMED])
    fixes = [slip.breach.fix for slip in slips if slip.breach.fix]
    sets = {ref: whole for fix in fixes for ref, whole in fix.cells.items()}
    return replace(
        first.breach,
        message=f"{cells[0].table_name}有 {len(refs)} 格{first.kind}：{named}{more}。{first.advice}。",
        cells=tuple(refs),
        expected=None,
        actual=None,
        fix=Fix(sets, "certain") if sets else None,
    )


def _slips(case: Case) -> Iterator[_Slip]:
    for ref, cell in case.report.cells.items():
        if cell.value is not None and (cell.value < 0 or isinstance(cell.value, Decimal)):
            yield from _malformed(case, case.form.cells[ref], cell.value)
    for remark in case.report.remarks:
        if remark.code in _MORE_THAN_A_NUMBER and remark.place in case.form.cells:
            yield _more_than_a_number(case, case.form.cells[remark.place], remark)


def _malformed(case: Case, cell: CellForm, value: Value) -> Iterator[_Slip]:
    money, text = cell.column.kind == "money", case.report.cells[cell.ref].text
    told = f"{cell.label}填的是 {text}，"
    if value < 0 and cell.column.kind != "signed":
        advice = f"请核对后改为不小于 0 的{'金额' if money else '整数'}"
        yield _Slip(_of_cell(case, cell, f"{told}是负数。{advice}。", value), "是负数", f" {text}", advice)
    elif isinstance(value, Decimal) and not money and value != value.to_integral_value():
        advice = "件数请核对后填整数"
        yield _Slip(_of_cell(case, cell, f"{told}是小数。{advice}。", value), "是小数", f" {text}", advice)
    elif isinstance(value, Decimal) and not money:
        breach = _of_cell(case, cell, f"{told}写成了小数。请改为 {int(value)}。", value)
        breach = replace(breach, fix=Fix({cell.ref: int(value)}, "certain"), expected=int(value))
        yield _Slip(breach, "把整数写成了小数", f" {text}", "请改为整数")


def _more_than_a_number(case: Case, cell: CellForm, remark: Remark) -> _Slip:
    noted, stands = remark.code == "note-in-cell", said(remark, f"{cell.label}里不只有数")
    advice = f"格内请只填以{cell.column.unit}为单位的数字{'，说明写到文字部分' if noted else ''}"
    breach = replace(_of_cell(case, cell, f"{stands}。{advice}。", None), severity=Severity.WARNING if noted else None)
    quote = quoted(_DEMANDED.sub("", stands.removeprefix(cell.label)))
    return _Slip(breach, "的数后面带着说明" if noted else "里不只有数", f"“{quote}”" if quote else "", advice)


def _of_cell(case: Case, cell: CellForm, message: str, actual: Value | None) -> Breach:
    table = case.form.table(cell.table)
    return Breach(message, (cell.ref,), str(table.section), actual=actual, basis=table.basis)


def _fee_in_yuan(case: Case) -> Iterator[Breach]:
    """Money that is thousands of times last year's was entered in 元."""
    if case.prior is None:
        return
    for ref, cell in case.form.cells.items():
        if cell.column.kind != "money":
            continue
        sources = ancestry(ref, case.form, case.prior.form).sources
        current = case.report.value(ref)
        before = case.prior.value(sources[0]) if sources else None
        if current and before and looks_like_yuan(current, before):
            yield Breach(
                message=f"{cell.label}填的是 {current}，是上年 {before} 的 {current / before:.0f} 倍，"
                f"可能把元填成了万元。如是 {current} 元，请改填 {Decimal(current) / 10_000:f}；确有此数的请说明。",
                cells=(ref,),
                section=str(case.form.table(cell.table).section),
                actual=current,
                severity=Severity.ASK,
            )


def looks_like_yuan(current: Value, before: Value) -> bool:
    """Whether an amount is so many times last year's that it was entered in 元."""
    return current >= before * _FEE_JUMP > 0


def name_cells(table: TableForm, refs: Sequence[str]) -> str:
    """Cells of one table by row and column, rows that lack the same columns together."""
    all_columns = {row.key: [c.label for c in block.columns] for block in table.blocks for row in block.rows}
    lacking: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for _, row, column, ref in table.addresses():
        if ref in refs:
            lacking.setdefault(row.key, []).append(column.label)
            labels[row.key] = row.label
    groups: dict[tuple[str, ...], list[str]] = {}
    for key, columns in lacking.items():
        whole = len(columns) > 1 and columns == all_columns[key]
        groups.setdefault(() if whole else tuple(columns), []).append(labels[key])
    if list(groups) == [()] and len(lacking) == len(all_columns):
        return "整张表"
    return "；".join(_name_group(columns, rows, len(all_columns)) for columns, rows in groups.items())


def _name_group(columns: Sequence[str], rows: Sequence[str], all_rows: int) -> str:
    if len(rows) == all_rows:
        named = "各行"
    else:
        named = "、".join(f"“{row}”" for row in rows[:_NAMED]) + (f"等 {len(rows)} 行" if len(rows) > _NAMED else "行")
    return f"{named}的" + "、".join(f"“{column}”" for column in columns) if columns else named
