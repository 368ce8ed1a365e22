"""The printed grid is the official form's, box by box."""

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from consistent import FORM
from report_assistant.export import render
from report_assistant.export.shape import shapes
from report_assistant.official import load_form
from report_assistant.report import Organ, Report

OFFICIAL = Path(__file__).parents[3] / "shared" / "data" / "空白格式2021.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _tables(document: bytes) -> list[list[list[tuple[int, str, str]]]]:
    """Each table as rows of (columns spanned, vertical merge, text without white space)."""
    body = etree.fromstring(document)
    return [
        [[_box(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")] for table in body.iter(f"{W}tbl")
    ]


def _box(cell: etree._Element) -> tuple[int, str, str]:
    span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
    merged = "" if merge is None else merge.get(f"{W}val", "continue")
    text = "".join(part.text or "" for part in cell.iter(f"{W}t"))
    return int(span.get(f"{W}val")) if span is not None else 1, merged, "".join(text.split())


def _document(content: bytes | Path) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content) as archive:
        return archive.read("word/document.xml")


def test_word_grids_equal_the_blank_official_form():
    if not OFFICIAL.is_file():
        pytest.skip("the blank official form lies beside the project, not in it")
    ours = _tables(_document(render(Report(Organ("样例局"), 2025), ".docx")))
    theirs = _tables(_document(OFFICIAL))
    assert [(len(table), sum(box[0] for box in table[-1])) for table in theirs] == [(14, 4), (28, 10), (4, 15)]
    assert ours == theirs


@pytest.mark.parametrize(("section", "height", "width", "head"), [(2, 14, 4, 0), (3, 28, 10, 3), (4, 4, 15, 3)])
def test_extent_of_the_2021_tables(section, height, width, head):
    shape = shapes(FORM)[section]
    assert (shape.height, shape.width, shape.head_rows) == (height, width, head)


@pytest.mark.parametrize("form_id", ["2021", "2019"])
def test_every_place_is_covered_once_and_every_cell_stands_once(form_id):
    form = load_form(form_id)
    refs = []
    for shape in shapes(form).values():
        covered = [
            (row, column)
            for slot in shape.slots
            for row in range(slot.row, slot.row + slot.rows)
            for column in range(slot.column, slot.column + slot.columns)
        ]
        assert sorted(covered) == [(row, column) for row in range(shape.height) for column in range(shape.width)]
        refs += [slot.ref for slot in shape.slots if slot.ref]
    assert refs == list(form.cells)


def test_every_number_stands_under_its_column_and_beside_its_row():
    shape = shapes(FORM)[3]
    for slot in (slot for slot in shape.slots if slot.ref):
        cell = FORM.cells[slot.ref]
        above = {s.text for s in shape.slots if s.role == "head" and s.column <= slot.column < s.column + s.columns}
        beside = {s.text for s in shape.slots if s.role == "label" and s.row <= slot.row < s.row + s.rows}
        assert above == {cell.column.label, *cell.column.headings}
        assert beside == {cell.row.label, *cell.row.headings}
