"""A form: sections, tables, cells and the relations between them, loaded from TOML and proved.

Cell addresses are the strings of contracts §1, e.g. ``T3:denied.secret:natural``.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

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


@dataclass(frozen=True, slots=True)
class Row:
    """A row (table four: a group); `headings` are the labels printed above or before it."""

    key: str
    label: str
    headings: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `kind` says what may stand in it, `unit` in which unit."""

    key: str
    label: str
    headings: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    kind: Kind = "count"
    unit: str = "件"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a table with its own head; tables three and four have one, table two has several."""

    heading: str
    corner: str
    source: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


def form_for_year(year: int) -> Form:
    """The form that a report of this year follows; years before 2019 are read with the 2019 form."""
    return load_form("2021" if year >= load_form("2021").first_year else "2019")


@cache
def load_form(form_id: str) -> Form:
    """Load and prove the form `form_id` (``2021`` or ``2019``).

    Raises: ValueError where the file contradicts itself; KeyError for an unknown form.
    """
    file = resources.files(__package__).joinpath(f"form_{form_id}.toml")
    if not file.is_file():
        raise KeyError(form_id)
    return build_form(tomllib.loads(file.read_text(encoding="utf-8")))


def build_form(written: Mapping[str, Any]) -> Form:
    """A proved form out of the parsed TOML."""
    tables = tuple(_table(table) for table in written["table"])
    relations = tuple(
        relation
        for table, table_written in zip(tables, written["table"], strict=True)
        for relation_written in table_written.get("relation", ())
        for relation in _relations(table, relation_written)
    )
    sums = {relation.right[0] for relation in relations if len(relation.right) == 1}
    cells = {
        ref: CellForm(ref, table.id, table.name, block, row, column, computed=ref in sums)
        for table in tables
        for block, row, column, ref in table.addresses()
    }
    form = Form(
        id=written["id"],
        number=written["number"],
        first_year=written["first_year"],
        title=written["title"],
        source=written["source"],
        sections=tuple(_section(section) for section in written["section"]),
        tables=tables,
        cells=MappingProxyType(cells),
        relations=relations,
        relations_of=MappingProxyType({ref: tuple(r for r in relations if ref in r.cells) for ref in cells}),
    )
    _prove(form)
    return form


def _section(written: Mapping[str, Any]) -> Section:
    return Section(
        number=written["number"],
        title=written["title"],
        source=written["source"],
        aliases=tuple(written.get("aliases", ())),
        table=written.get("table"),
        topics=tuple(
            Topic(topic["id"], topic["title"], tuple(topic.get("aliases", ()))) for topic in written.get("topic", ())
        ),
    )


def _table(written: Mapping[str, Any]) -> TableForm:
    blocks = tuple(
        Block(
            heading=block["heading"],
            corner=block["corner"],
            source=block["source"],
            columns=tuple(Column(**_tuples(column)) for column in block["columns"]),
            rows=tuple(Row(**_tuples(row)) for row in block["rows"]),
        )
        for block in written["block"]
    )
    return TableForm(written["id"], written["section"], written["name"], written["basis"], blocks)


def _tuples(written: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in written.items()}


def _relations(table: TableForm, written: Mapping[str, Any]) -> Iterator[Relation]:
    (block,) = table.blocks
    rows, columns = [row.key for row in block.rows], [column.key for column in block.columns]
    by_column = written["each"] == "column"
    own, others = (rows, columns) if by_column else (columns, rows)
    left, right = _keys(written["left"], own), _keys(written["right"], own)
    for other in others:
        address = f"{table.id}:{{}}:{other}" if by_column else f"{table.id}:{other}:{{}}"
        yield Relation(
            rule=written["rule"],
            place=address.format("*"),
            left=tuple(address.format(key) for key in left),
            right=tuple(address.format(key) for key in right),
            words=written["words"],
            basis=written["basis"],
        )


def _keys(patterns: list[str], keys: list[str]) -> list[str]:
    found = [key for pattern in patterns for key in keys if fnmatchcase(key, pattern)]
    if any(not any(fnmatchcase(key, pattern) for key in keys) for pattern in patterns):
        raise ValueError(f"a relation names no existing row or column: {patterns}")
    return found


def _prove(form: Form) -> None:
    """Raise ValueError where the form contradicts itself."""
    complaints = []
    if [section.number for section in form.sections] != [1, 2, 3, 4, 5, 6]:
        complaints.append("six sections in order")
    addresses = [ref for table in form.tables for *_, ref in table.addresses()]
    if len(addresses) != len(set(addresses)):
        complaints.append("every cell once")
    for table in form.tables:
        if form.section(table.section).table != table.id:
            complaints.append(f"{table.id} stands in its section")
        for block in table.blocks:
            labels = [(row.headings, row.label) for row in block.rows]
            if len(labels) != len(set(labels)) or not block.source:
                complaints.append(f"{table.id}: labels once, a source each block")
    for relation in form.relations:
        if len(set(relation.cells)) != len(relation.cells):
            complaints.append(f"{relation.place}: each cell once in a relation")
        if not all(ref in form.cells for ref in relation.cells) or not relation.basis:
            complaints.append(f"{relation.place}: existing cells, a basis")
    unguarded = [ref for ref in form.cells if ref[:2] in ("T3", "T4") and not form.relations_of[ref]]
    if unguarded:
        complaints.append(f"every cell of tables three and four under a relation: {unguarded}")
    if complaints:
        raise ValueError(f"form {form.id} contradicts itself: {'; '.join(complaints)}")
