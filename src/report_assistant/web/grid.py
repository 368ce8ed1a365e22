"""The three statutory tables in their official shape: entry where the form wants a number, totals locked."""

from collections.abc import Callable, Mapping
from typing import Any

import gradio as gr

from report_assistant.export.shape import Shape, Slot, shape_of
from report_assistant.intake.value import read_value
from report_assistant.official import CellForm, TableForm
from report_assistant.report import BLANK, Cell, Reading, Remark
from report_assistant.web import present
from report_assistant.web.board import Board
from report_assistant.web.markup import Html, join, tag
from report_assistant.web.resources import resource
from report_assistant.web.seat import Seat
from report_assistant.web.sight import Sight

Spans = Mapping[str, int | None]
_HANDED_ON = (2, 3)  # 现行有效件数; 上年结转
_COUNT, _MONEY = r"\d{1,9}", r"\d{1,9}(\.\d{1,6})?"


def build(board: Board, section: int) -> None:
    """The table of a section, and what happens when numbers are typed or pasted into it."""
    if section in _HANDED_ON:
        button = gr.Button("从上年带入", size="sm", elem_id=f"carry-{section}", elem_classes="carry")
        board.on(button.click, carry_over)
    table = gr.HTML(
        elem_id=f"grid-{section}", elem_classes="grid", apply_default_css=False, js_on_load=resource("grid.js")
    )
    board.pane(f"grid-{section}", table, lambda sight: {"value": table_html(sight, section)})
    board.on_press(table.input, enter)


def enter(seat: Seat, told: Mapping[str, Any]) -> str | None:
    """Numbers that were typed: `told` has ``cells``, address → text."""
    before = seat.desk.report
    form, written = before.form, told.get("cells", {})
    read = {ref: read_cell(str(text), form.cells[ref]) for ref, text in written.items() if ref in form.cells}
    seat.change(lambda desk: seat.bench.set_cells(desk, {ref: cell for ref, (cell, _) in read.items()}, by=seat.by))
    remarks = [remark.message for _, remark in read.values() if remark]
    return "；".join(remarks) or present.totals_followed(before, seat.desk.report, list(read))


def carry_over(seat: Seat) -> str | None:
    """What last year's report hands on lies among the proposals until it is accepted."""
    before = seat.desk.proposals
    seat.change(seat.bench.propose_carried)
    if seat.desk.proposals == before:
        return "上年结转和现行有效件数已经与上年报告一致，没有要带入的"
    seat.tab = "proposals"
    return "从上年带入的数已列入“建议”，采纳后生效"


def read_cell(text: str, form: CellForm) -> tuple[Cell, Remark | None]:
    """A typed text as a cell. Blank: an emptied box is BLANK, never 0."""
    return read_value(text, form) if text.strip() else (BLANK, None)


def table_html(sight: Sight, section: int) -> Html:
    """A table with its boxes, the line that tells of the box in hand, and what is wrong in it."""
    form = sight.report.form
    table = form.table(str(form.section(section).table))
    hint = tag(
        "p", "点击数字格：此处显示该格名称和上年数", class_="hint", data_idle="点击数字格：此处显示该格名称和上年数"
    )
    return join(hint, drawn(table, lambda slot, spans: _box(slot, spans, sight), table.name), _complaints(sight, table))


def drawn(table: TableForm, number: Callable[[Slot, Spans], Html], name: str) -> Html:
    """A table in its official shape; `number` draws the box of one."""
    shape = shape_of(table)
    rows = [
        tag("tr", [_slot(slot, number) for slot in line if slot.row == top]) for top, line in enumerate(shape.lines())
    ]
    return tag("table", _columns(shape), tag("tbody", rows), class_=f"official {table.id}", aria_label=name)


def _slot(slot: Slot, number: Callable[[Slot, Spans], Html]) -> Html:
    spans = {"rowspan": slot.rows if slot.rows > 1 else None, "colspan": slot.columns if slot.columns > 1 else None}
    if slot.role == "value":
        return number(slot, spans)
    return tag("th", slot.text, class_=slot.role, scope="col" if slot.role == "head" else "row", **spans)


def _columns(shape: Shape) -> Html:
    """Columns of labels before columns of numbers; the last label column takes what is left."""
    labels, width = shape.label_columns, shape.width
    kinds = ["side"] * (labels - 1) + ["label"] * (labels > 0) + ["number"] * (width - labels)
    return tag("colgroup", [tag("col", class_=kind) for kind in kinds])


def _box(slot: Slot, spans: Spans, sight: Sight) -> Html:
    found = sight.by_cell.get(slot.ref, ())
    cell, form = sight.report.cells[slot.ref], sight.report.form.cells[slot.ref]
    marks = ["sum" if form.computed else "typed", *(f"has-{finding.severity.value}" for finding in found[:1])]
    marks += [cell.reading.value] if cell.reading is not Reading.GIVEN else []
    hints = {
        "title": _hint(sight, slot.ref),
        "data_told": f"{form.label}　上年：{sight.prior_texts.get(slot.ref, '') or '无'}",
        "data_trouble": "；".join(f"{finding.rule} {finding.message}" for finding in found),
    }
    content = tag("output", cell.text, tabindex="0", **hints) if form.computed else entry_box(cell, form, hints)
    return tag("td", content, id=slot.ref, class_=" ".join(marks), **spans)


def entry_box(cell: Cell, form: CellForm, hints: Mapping[str, str]) -> Html:
    """The box for one number; what is not given shows as nothing, a dash as a shadow."""
    money = form.column.kind == "money"
    return tag(
        "input",
        value=cell.text if cell.value is not None else "",
        placeholder=cell.text if cell.reading is Reading.DASH else None,
        data_ref=form.ref,
        aria_label=form.label,
        inputmode="decimal" if money else "numeric",
        pattern=_MONEY if money else _COUNT,
        maxlength=16,
        autocomplete="off",
        spellcheck="false",
        **hints,
    )


def _hint(sight: Sight, ref: str) -> str:
    """What the pointer tells of a cell: last year's number, why it is empty or locked, what is wrong."""
    prior, cell = sight.prior_texts.get(ref), sight.report.cells[ref]
    lines = [f"上年：{prior}" if prior is not None else "上年：无"]
    lines += ["合计由程序计算，不用填写"] if sight.report.form.cells[ref].computed else []
    lines += [present.READINGS[cell.reading]] if present.READINGS[cell.reading] else []
    lines += [f"{finding.rule}：{finding.message}" for finding in sight.by_cell.get(ref, ())]
    return "\n".join(lines)


def _complaints(sight: Sight, table: TableForm) -> Html | None:
    """What stands against this table, each line leading to its first cell."""
    found = [finding for finding in sight.of_section(table.section) if finding.cells]
    lines = [
        tag(
            "li",
            tag("a", f"{finding.rule}", href=f"#{finding.cells[0]}", class_="locate"),
            f" {finding.message}",
            class_=finding.severity.value,
        )
        for finding in found
    ]
    return tag("ul", lines, class_="complaints") if lines else None
