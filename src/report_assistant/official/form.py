"""A form: sections, tables, cells and the relations between them.

Cell addresses are the strings of contracts §1, e.g. ``T3:denied.secret:natural``. Each part of a form is there
once and equal to itself alone: readers look things up by row and column thousands of times a document.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["count", "money", "signed"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A sub-topic of section one, e.g. ``1.2`` 依申请公开."""

    id: str
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections; `table` is None where the section is narrative."""

    number: int
    title: str
    source: str
    aliases: tuple[str, ...] = ()
    table: str | None = None
    topics: tuple[Topic, ...] = ()

    @property
    def heading(self) -> str:
        """The heading as the form prints it, e.g. ``一、总体情况``."""
        return f"{'一二三四五六'[self.number - 1]}、{self.title}"


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row (table four: a group); `headings` are the labels printed above or before it."""

    key: str
    label: str
    headings: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column; `kind` says what may stand in it, `unit` in which unit."""

    key: str
    label: str
    headings: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    kind: Kind = "count"
    unit: str = "件"


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A part of a table with its own head; tables three and four have one, table two has several."""

    heading: str
    corner: str
    source: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def groups(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows under each heading that stands over several, the widest heading first."""
        headings = dict.fromkeys(heading for row in self.rows for heading in row.headings)
        under = {heading: tuple(row for row in self.rows if heading in row.headings) for heading in headings}
        return {heading: rows for heading, rows in under.items() if len(rows) > 1}


@dataclass(frozen=True, slots=True)
class Relation:
    """Sum of the `left` cells = sum of the `right` cells, in one column or one row."""

    rule: str
    place: str  # "T3:*:natural" or "T3:new:*"
    left: tuple[str, ...]
    right: tuple[str, ...]
    words: str
    basis: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell it speaks of, left side first."""
        return self.left + self.right


@dataclass(frozen=True, slots=True, eq=False)
class CellForm:
    """What the form says of one cell."""

    ref: str
    table: str
    table_name: str
    block: Block
    row: Row
    column: Column
    computed: bool

    @property
    def label(self) -> str:
        """Where it stands, in the form's own words, e.g. ``表三“（一）予以公开”的“自然人”``."""
        heading = self.row.headings[-1] if self.row.headings else ""
        under = f"{heading}—" if heading and heading[0] in "（行" else ""
        return f"{self.table_name}“{under}{self.row.label}”的“{self.column.label}”"


@dataclass(frozen=True, slots=True, eq=False)
class TableForm:
    """One statutory table."""

    id: str
    section: int
    name: str
    basis: str
    blocks: tuple[Block, ...]

    def addresses(self) -> Iterator[tuple[Block, Row, Column, str]]:
        """Each cell of the table in printed order."""
        for block in self.blocks:
            for row in block.rows:
                for column in block.columns:
                    yield block, row, column, f"{self.id}:{row.key}:{column.key}"


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """The official format of a span of years."""

    id: str
    number: str
    first_year: int
    title: str
    source: str
    sections: tuple[Section, ...]
    tables: tuple[TableForm, ...]
    cells: Mapping[str, CellForm]
    relations: tuple[Relation, ...]
    relations_of: Mapping[str, tuple[Relation, ...]] = field(repr=False)

    def table(self, table_id: str) -> TableForm:
        """The table with this id; KeyError where the form has none."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)

    def section(self, number: int | str) -> Section:
        """The section with this number."""
        return self.sections[int(number) - 1]

    def totals_over(self, refs: Iterable[str]) -> set[str]:
        """The computed cells that follow from these cells, also through another total."""
        found: set[str] = set()
        pending = list(refs)
        while pending:
            ref = pending.pop()
            for relation in self.relations_of[ref]:
                if len(relation.right) == 1 and ref in relation.left and relation.right[0] not in found:
                    found.add(relation.right[0])
                    pending.append(relation.right[0])
        return found

    @property
    def narrative_sections(self) -> tuple[Section, ...]:
        """Sections one, five and six."""
        return tuple(section for section in self.sections if section.table is None)

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The sub-topics of section one in order."""
        return self.sections[0].topics

    def place_label(self, place: str) -> str:
        """How a section or sub-topic is named to a person: ``1.2`` → ``一（二）依申请公开``."""
        for index, topic in enumerate(self.topics):
            if topic.id == place:
                return f"一（{'一二三四五'[index]}）{topic.title}"
        return self.section(place.split(".", maxsplit=1)[0]).heading
