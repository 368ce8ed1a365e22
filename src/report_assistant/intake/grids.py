"""Grids of a page into the cells of the statutory tables, found by their labels wherever they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from report_assistant.intake.head import head_labels, prints_rows_above, row_labels
from report_assistant.intake.labels import Labels, canonical
from report_assistant.intake.layouts import CrossedReader, ListedReader
from report_assistant.intake.page import Grid
from report_assistant.intake.remark import Code
from report_assistant.intake.rows import Spot
from report_assistant.intake.straighten import straightened
from report_assistant.intake.unfold import unfold
from report_assistant.official import Column, Form, Row, TableForm, form_for_year, load_form
from report_assistant.report import Cell, Remark, Source

FORM_IDS = ("2021", "2019")  # newest first
_CONVINCING = 3


@dataclass(frozen=True, slots=True)
class Tables:
    """The cells read, where each came from, and `left`: the grids that are no statutory table."""

    cells: Mapping[str, Cell]
    sources: Mapping[str, Source]
    remarks: tuple[Remark, ...]
    left: tuple[Grid, ...]


def statutory_grids(form: Form, grids: Sequence[Grid]) -> dict[str, list[Grid]]:
    """The grids of each table of the form, in order; a table may be cut into several."""
    found: dict[str, list[Grid]] = {}
    shapes = [_shape(table) for table in form.tables]
    last: tuple[_Shape, Grid] | None = None
    for grid in grids:
        texts = [text for text in grid.texts if is_label(text)]
        likeness = [shape.likeness(texts) for shape in shapes]
        shape: _Shape | None = shapes[likeness.index(max(likeness))]
        if not any(likeness):
            # A table cut in two: the second part has no head, but the same width and the table's rows.
            shape = last[0] if last and last[1].width == grid.width and last[0].goes_on(texts) else None
        if shape is not None:
            found.setdefault(shape.table.id, []).append(grid)
        last = (shape, grid) if shape is not None else None
    return found


def read_tables(form: Form, grids: Sequence[Grid]) -> Tables:
    """Every cell of the form as the grids give it; absent where no grid has it."""
    found = statutory_grids(form, grids)
    spots = {id(grid): Spot(grid.number or number, grid.leaf) for number, grid in enumerate(grids, 1)}
    cells: dict[str, Cell] = {}
    sources: dict[str, Source] = {}
    remarks: list[Remark] = []
    for table in form.tables:
        if table.id not in found:
            heading = form.section(table.section).heading
            remarks.append(Code.TABLE_MISSING.at(table.id, f"没有找到{table.name}（“{heading}”的表格），各格均未读入"))
            continue
        reader = CrossedReader if prints_rows_above(table) else ListedReader
        parts = [
            (spots[id(grid)], unfold(part, table)) for grid in found[table.id] for part in straightened(grid, table)
        ]
        gathered = reader(form, table, parts).read()
        cells.update(gathered.cells)
        sources.update(gathered.sources)
        remarks += gathered.remarks
    taken = [grid for of_table in found.values() for grid in of_table]
    return Tables(cells, sources, tuple(remarks), tuple(g for g in grids if not any(g is mine for mine in taken)))


def choose_form(year: int, grids: Sequence[Grid]) -> tuple[Form, tuple[Remark, ...]]:
    """The form of this year, unless the tables clearly follow another one."""
    due = form_for_year(year)
    texts = {canonical(text) for grid in grids for text in grid.texts}
    own = len(texts & _own_labels(due.id))
    for form_id in FORM_IDS:
        evidence = len(texts & _own_labels(form_id))
        if form_id != due.id and evidence >= _CONVINCING and evidence > own:
            form = load_form(form_id)
            message = f"{year} 年的报告应当用{due.number}的格式，表格却是{form.number}的格式，已按表格读入"
            return form, (Code.FORM_DISAGREES.at("file", message),)
    return due, ()


@cache
def _own_labels(form_id: str) -> frozenset[str]:
    """The labels that no other form has."""
    return _all_labels(form_id).difference(*(_all_labels(other) for other in FORM_IDS if other != form_id))


def is_label(printed: str) -> bool:
    """Whether a form prints exactly this in one of its tables."""
    return canonical(printed) in _labels_of_forms()


@cache
def _labels_of_forms() -> frozenset[str]:
    return frozenset().union(*map(_all_labels, FORM_IDS))


@cache
def _all_labels(form_id: str) -> frozenset[str]:
    return frozenset(canonical(name) for table in load_form(form_id).tables for name in _names(table))


def _names(table: TableForm) -> Iterable[str]:
    for block in table.blocks:
        yield from (name for name in (block.heading, block.corner) if name)
        for column in block.columns:
            yield from (column.label, *column.aliases, *column.headings)
        for row in block.rows:
            yield from (row.label, *row.aliases, *row.headings)


@dataclass(frozen=True, slots=True)
class _Shape:
    """By which labels a table is known."""

    table: TableForm
    columns: Labels[Column]
    rows: Labels[Row]

    def likeness(self, texts: Iterable[str]) -> int:
        """How many of its columns and rows are there; nought unless both are."""
        columns = {found for text in texts if (found := self.columns.exact(text)) is not None}
        rows = {named for text in texts if (named := self.rows.exact(text)) is not None}
        return len(columns) + len(rows) if columns and rows else 0

    def goes_on(self, texts: Iterable[str]) -> bool:
        """Whether one of its rows is there."""
        return any(self.rows.exact(text) is not None for text in texts)


@cache
def _shape(table: TableForm) -> _Shape:
    return _Shape(table, head_labels(table).columns, row_labels(table))
