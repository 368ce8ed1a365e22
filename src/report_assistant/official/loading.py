"""Forms out of their TOML files, each proved while it is loaded."""

import tomllib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from report_assistant.official.form import Block, CellForm, Column, Form, Relation, Row, Section, TableForm, Topic


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
            columns=tuple(_column(**_tuples(column)) for column in block["columns"]),
            rows=tuple(_row(**_tuples(row)) for row in block["rows"]),
        )
        for block in written["block"]
    )
    return TableForm(written["id"], written["section"], written["name"], written["basis"], blocks)


def _tuples(written: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in sorted(written.items())}


# What is printed alike in two blocks or two forms is one column and one row, as whoever reads a document has it.
_column, _row = cache(Column), cache(Row)


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
