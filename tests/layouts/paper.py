"""A report laid out: lines and tables of boxes, each box knowing the cell it shows and what a person reads there."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from report_assistant.export.shape import Role, shape_of
from report_assistant.report import Report, Value


@dataclass(frozen=True, slots=True)
class Box:
    """A printed box with its place in the grid.

    `value`: what a person reads in the cell `ref`, None where nothing is given. `firm`: it can plainly be read;
    otherwise a reader may also say that it cannot tell. `sum_of`: the cells a formula would add up here.
    """

    row: int
    column: int
    text: str = ""
    rows: int = 1
    columns: int = 1
    role: Role = "value"
    ref: str = ""
    value: Value | None = None
    firm: bool = True

    @property
    def bottom(self) -> int:
        return self.row + self.rows

    @property
    def right(self) -> int:
        return self.column + self.columns

    def showing(self, text: str, value: Value | None, firm: bool = True) -> "Box":
        """The same box with other words in it."""
        return replace(self, text=text, value=value, firm=self.firm and firm)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `id` is that of the statutory one it belongs to, "" for any other."""

    id: str
    boxes: tuple[Box, ...]
    head_rows: int = 0

    @property
    def width(self) -> int:
        return max(box.right for box in self.boxes)

    @property
    def height(self) -> int:
        return max(box.bottom for box in self.boxes)

    @property
    def label_columns(self) -> int:
        """The columns left of the first figure."""
        return min((box.column for box in self.boxes if box.role == "value"), default=0)

    def lines(self) -> list[list[Box]]:
        """Row by row every box that covers it, left to right."""
        lines: list[list[Box]] = [[] for _ in range(self.height)]
        for box in sorted(self.boxes, key=lambda box: box.column):
            for row in range(box.row, box.bottom):
                lines[row].append(box)
        return lines

    def changed(self, change: Callable[[Box], Box]) -> "Table":
        """The same table with every box changed."""
        return replace(self, boxes=tuple(change(box) for box in self.boxes))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. `kind`: title, section, topic, text, closing, note, or page (what a portal adds).

    `section`: the narrative section whose text it is; "" where it is no section's. `optional`: a reader may
    take it for the section's text or not.
    """

    text: str
    kind: str
    section: str = ""
    optional: bool = False


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A report as it lies on the desk. `form_id` is "" where its tables follow two forms."""

    organ: str
    year: int
    form_id: str
    blocks: tuple[Block, ...]

    def lines_changed(self, change: Callable[[Line], Line | None]) -> "Paper":
        """The same paper with every line changed, or taken out by None."""
        changed = [change(block) if isinstance(block, Line) else block for block in self.blocks]
        return replace(self, blocks=tuple(block for block in changed if block is not None))

    def tables_changed(self, change: Callable[[Table], Block | Iterable[Block]], only: str = "") -> "Paper":
        """The same paper with every statutory table (or the one named) replaced by what `change` gives."""
        blocks: list[Block] = []
        for block in self.blocks:
            if isinstance(block, Line) or not block.id or (only and block.id != only):
                blocks.append(block)
            else:
                changed = change(block)
                blocks.extend([changed] if isinstance(changed, Line | Table) else changed)
        return replace(self, blocks=tuple(blocks))

    def boxes_changed(self, change: Callable[[Box], Box], role: Role | None = None) -> "Paper":
        """The same paper with every box of the statutory tables (or those of one role) changed."""
        return self.tables_changed(lambda t: t.changed(lambda box: change(box) if role in (None, box.role) else box))

    def before(self, kind: str, *blocks: Block) -> "Paper":
        """The same paper with these blocks before the first line of a kind."""
        at = next(n for n, block in enumerate(self.blocks) if isinstance(block, Line) and block.kind == kind)
        return replace(self, blocks=(*self.blocks[:at], *blocks, *self.blocks[at:]))

    def with_blocks(self, *blocks: Block) -> "Paper":
        """The same paper with these blocks at its end."""
        return replace(self, blocks=(*self.blocks, *blocks))


def paper_of(report: Report) -> Paper:
    """The report in the official layout."""
    blocks: list[Block] = [Line(report.title, "title")]
    for section in report.form.sections:
        number = str(section.number)
        blocks.append(Line(section.heading, "section"))
        if section.table:
            blocks.append(table_of(report, section.table))
        for paragraph in report.sections.get(number, ()):
            if paragraph.heading:
                blocks.append(Line(paragraph.heading, "topic", number))
            blocks.append(Line(paragraph.text, "text", number))
    blocks += [Line(report.organ.name, "closing"), Line(f"{report.year + 1}年1月13日", "closing")]
    return Paper(report.organ.name, report.year, report.form_id, tuple(blocks))


def table_of(report: Report, table_id: str) -> Table:
    """A statutory table of the report in its official shape."""
    shape = shape_of(report.form.table(table_id))
    boxes = []
    for slot in shape.slots:
        cell = report.cells.get(slot.ref)
        text, value = (slot.text, None) if cell is None else (cell.text, cell.value)
        boxes.append(Box(slot.row, slot.column, text, slot.rows, slot.columns, slot.role, slot.ref, value))
    return Table(table_id, tuple(boxes), shape.head_rows)


def simple_table(rows: Sequence[Sequence[str]], table_id: str = "") -> Table:
    """A table without merged boxes and without a figure of the report."""
    boxes = [Box(r, c, text, role="label") for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Table(table_id, tuple(boxes))
