"""Workbooks: a report's tables with a line for the county's roll-up, and the blank sheet clerks fill in."""

import io
from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from report_assistant.export.printed import draft_mark, printable
from report_assistant.export.shape import shape_of
from report_assistant.export.sheet import cell_at, draw, put_text
from report_assistant.official import CellForm, Form
from report_assistant.official.lineage import ancestry
from report_assistant.report import Report

_UNITS = "单位：件；行政事业性收费为万元"
_HOW_TO_FILL = f"白色格填写，没有的填 0，不要留空；灰色格自动合计，不用填写。{_UNITS}"
_COMPUTED_FILL = PatternFill("solid", fgColor="D9D9D9")
_WRONG = DifferentialStyle(font=Font(color="C00000", bold=True))


def write_xlsx(report: Report, *, draft: bool = False) -> bytes:
    """The three tables in their official shape, and 汇总: one line under all cell addresses."""
    book = Workbook()
    mark = [draft_mark(report)] if draft else []
    for table in report.form.tables:
        section = report.form.section(table.section)
        sheet = _add_sheet(book, table.name)
        for ref, cell in draw(sheet, shape_of(table), [report.title, *mark, f"{section.heading}（{_UNITS}）"]).items():
            _put_value(cell, report, ref)
    _roll_up(_add_sheet(book, "汇总"), report, *mark)
    return _saved(book, printable(report.title), printable(report.organ.name))


def figures_sheet(form: Form, organ_name: str = "", year: int | None = None, prior: Report | None = None) -> bytes:
    """The blank workbook for the year's figures: addresses inside, totals as formulas, counts checked on entry.

    Blank: no cell holds a 0 that nobody typed; a total shows nothing until all its parts are there.
    """
    book = Workbook()
    title = f"{organ_name}{f'{year}年' if year else ''}政府信息公开工作年度报告数据填报表"
    for table in form.tables:
        sheet = _add_sheet(book, table.name)
        drawn = draw(sheet, shape_of(table), [title, _HOW_TO_FILL, form.section(table.section).heading])
        _put_totals(drawn, form)
        _put_checks(sheet, drawn, form)
        _admit_only_figures(sheet, drawn, form, prior)
        sheet.protection.sheet = True  # no password: it keeps hands off the addresses, not people out
        sheet.protection.formatColumns = sheet.protection.formatRows = False
    return _saved(book, title, organ_name)


def _add_sheet(book: Workbook, title: str) -> Worksheet:
    sheet: Worksheet = book.create_sheet(title)
    return sheet


def _saved(book: Workbook, title: str, creator: str) -> bytes:
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = title, creator or None
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _put_value(cell: Cell, report: Report, ref: str) -> None:
    value = report.cells[ref].value
    if value is not None:
        cell.value = value
    elif text := report.cells[ref].text:
        put_text(cell, text)


def _roll_up(sheet: Worksheet, report: Report, mark: str = "") -> None:
    """Line one the addresses, line two the form's words for them, line three the figures."""
    for column, (address, words) in enumerate((("organ", "单位"), ("year", "年度")), start=1):
        put_text(cell_at(sheet, 1, column), address)
        put_text(cell_at(sheet, 2, column), words)
    put_text(cell_at(sheet, 3, 1), f"{report.organ.name}{f'【{mark}】' if mark else ''}")
    cell_at(sheet, 3, 2).value = report.year
    for column, (ref, cell) in enumerate(report.form.cells.items(), start=3):
        put_text(cell_at(sheet, 1, column), ref)
        put_text(cell_at(sheet, 2, column), cell.label)
        _put_value(cell_at(sheet, 3, column), report, ref)
    sheet.freeze_panes = "C3"


def _put_totals(drawn: Mapping[str, Cell], form: Form) -> None:
    for relation in form.relations:
        total = relation.right[0]
        if len(relation.right) == 1 and total in drawn and drawn[total].value is None:
            parts = [drawn[ref] for ref in relation.left]
            drawn[total].value = f'=IF(COUNT({_areas(parts)})={len(parts)},SUM({_areas(parts)}),"")'
            drawn[total].fill = _COMPUTED_FILL


def _put_checks(sheet: Worksheet, drawn: Mapping[str, Cell], form: Form) -> None:
    """Under each column whose ends must meet, whether they do; only clerks read it."""
    line = max(cell.row for cell in drawn.values()) + 2
    for relation in form.relations:
        if len(relation.right) == 1 or relation.left[0] not in drawn:
            continue
        left, right = ([drawn[ref] for ref in refs] for refs in (relation.left, relation.right))
        check = cell_at(sheet, line, left[0].column)
        difference = f"SUM({_areas(left)})-SUM({_areas(right)})"
        everything = _areas(left + right)
        check.value = f'=IF(COUNT({everything})<{len(relation.cells)},"",IF({difference}=0,"平","差"&({difference})))'
        rule = Rule("expression", dxf=_WRONG, formula=[f'LEFT({check.coordinate},1)="差"'])
        sheet.conditional_formatting.add(check.coordinate, rule)
        put_text(cell_at(sheet, line, 2), f"核对：{relation.words}")


def _areas(cells: list[Cell]) -> str:
    """Coordinates, neighbours in a column or a row as one range."""
    by_column = len({cell.column for cell in cells}) == 1
    places = [(cell.row if by_column else cell.column, cell.coordinate) for cell in cells]
    runs = groupby(enumerate(places), key=lambda numbered: numbered[1][0] - numbered[0])
    ends = [[coordinate for _, (_, coordinate) in run] for _, run in runs]
    return ",".join(run[0] if len(run) == 1 else f"{run[0]}:{run[-1]}" for run in ends)


def _admit_only_figures(sheet: Worksheet, drawn: Mapping[str, Cell], form: Form, prior: Report | None) -> None:
    checks: dict[tuple[str, str], DataValidation] = {}
    for ref, cell in drawn.items():
        if form.cells[ref].computed:
            continue
        cell.protection = Protection(locked=False)
        hint = _last_year(ref, form, prior)
        key = (form.cells[ref].column.kind, hint)
        if key not in checks:
            checks[key] = _validation(form.cells[ref], hint)
            sheet.add_data_validation(checks[key])
        checks[key].add(cell)


def _validation(cell: CellForm, hint: str) -> DataValidation:
    kind = cell.column.kind
    what = {"count": "不小于 0 的整数", "money": "不小于 0 的数，单位万元", "signed": "整数，减少的填负数"}[kind]
    return DataValidation(
        type="decimal" if kind == "money" else "whole",
        operator="between" if kind == "signed" else "greaterThanOrEqual",
        formula1="-999999999" if kind == "signed" else "0",
        formula2="999999999" if kind == "signed" else None,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="这里不能这样填",
        error=f"请填{what}；没有的填 0",
        showInputMessage=bool(hint),
        promptTitle="上年" if hint else None,
        prompt=hint or None,
    )


def _last_year(ref: str, form: Form, prior: Report | None) -> str:
    """What last year's report says in the cells that this one continues; "" where it says nothing."""
    if prior is None or prior.form.first_year > form.first_year:
        return ""
    origin = ancestry(ref, form, prior.form)
    values = [prior.value(source) for source in origin.sources]
    if not values or any(value is None for value in values):
        return ""
    total = sum(Decimal(value) for value in values if value is not None)
    words = f"{prior.year}年报告为 {total:f} {form.cells[ref].column.unit}"
    return f"{words}（旧格式合并计算）" if origin.merged else words
