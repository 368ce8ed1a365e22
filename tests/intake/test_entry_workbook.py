"""Figures in a workbook: bound by their addresses, else by their labels; broken files refused in a line."""

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from consistent import FORM
from report_assistant.errors import UnusableInput
from report_assistant.export.xlsx import figures_sheet
from report_assistant.intake.entry import Entry, complete_totals, read_figures
from report_assistant.intake.value import read_value
from report_assistant.report import BLANK, UNREADABLE, Cell, Reading


def _number(value) -> Cell:
    return Cell(Reading.GIVEN, value)


def _from(tmp_path: Path, name: str, content: bytes) -> Entry:
    path = tmp_path / name
    path.write_bytes(content)
    return read_figures(path, FORM)


def _filled(change=lambda book: None) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(figures_sheet(FORM, "样例局", 2026)))
    change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _put(sheet, label: str, column: str, value) -> None:
    row = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == label)
    sheet[f"{column}{row}"] = value


def test_a_filled_sheet_is_read_by_address_and_its_totals_are_left_to_us(tmp_path):
    def fill(book):
        for column in "EFGHIJ":
            _put(book["表三"], "（一）予以公开", column, 2)
        _put(book["表二"], "行政事业性收费", "C", 0.1 + 0.2)
        _put(book["表三"], "2.重复申请", "E", "12件")

    entry = _from(tmp_path, "数.xlsx", _filled(fill))
    assert entry.cells["T3:granted:natural"] == _number(2)
    assert entry.cells["T3:granted:total"] == BLANK
    assert entry.cells["T2:fees:amount"] == _number(Decimal("0.3"))
    assert complete_totals(entry.cells, FORM)["T3:granted:total"] == _number(12)
    assert [(r.code, r.place) for r in entry.remarks] == [("unit-in-cell", "T3:refused.repeat:natural")]


def test_a_workbooks_binary_fractions_are_read_as_they_were_typed():
    assert read_value(0.1 + 0.2, FORM.cells["T2:fees:amount"]) == (_number(Decimal("0.3")), None)
    assert read_value(12.0, FORM.cells["T3:new:natural"]) == (_number(12), None)
    assert read_value(1e300, FORM.cells["T3:new:natural"])[0] == UNREADABLE


def test_a_total_that_somebody_typed_is_kept(tmp_path):
    entry = _from(tmp_path, "数.xlsx", _filled(lambda book: _put(book["表三"], "（七）总计", "E", 99)))
    assert entry.cells["T3:total:natural"] == _number(99)


def test_a_formula_without_its_result_is_told(tmp_path):
    entry = _from(tmp_path, "数.xlsx", _filled(lambda book: _put(book["表三"], "（一）予以公开", "E", "=3+4")))
    assert entry.cells["T3:granted:natural"] == UNREADABLE
    (remark,) = entry.remarks
    assert (remark.code, remark.place) == ("cell-unreadable", "T3:granted:natural")
    assert "=3+4" in remark.message
    assert "保存一次" in remark.message


def test_rows_and_columns_put_in_by_hand_shift_nothing(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["随手记"],
        [None, None, "T3:*:natural", "备注", "T3:*:total"],
        ["T3:new:*", None, 9, "x", 12],
        [],
        [None, None, 7],
    ):
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    entry = _from(tmp_path, "数.xlsx", written.getvalue())
    assert entry.cells == {"T3:new:natural": _number(9), "T3:new:total": _number(12)}


def test_a_sheet_without_addresses_is_read_by_its_labels(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["", "申请人情况", None])
    sheet.append([None, "自然人", "商业企业"])
    sheet.append(["一、本年新收政府信息公开申请数量", 9, 3.0])
    sheet.merge_cells("B1:C1")
    written = io.BytesIO()
    book.save(written)
    entry = _from(tmp_path, "数.xlsx", written.getvalue())
    assert entry.cells == {"T3:new:natural": _number(9), "T3:new:business": _number(3)}


def test_an_unknown_address_in_a_sheet_is_named(tmp_path):
    book = openpyxl.Workbook()
    book.active.append([None, "T3:*:naturl"])
    book.active.append(["T3:new:*", 1])
    written = io.BytesIO()
    book.save(written)
    with pytest.raises(UnusableInput, match="T3:new:natural"):
        _from(tmp_path, "数.xlsx", written.getvalue())


def _zip(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (_zip({"a.xml": bytes(30_000_000)}), "异常庞大"),
        (_zip({f"{number}.xml": b"1" for number in range(2001)}), "异常庞大"),
        (_zip({"word/document.xml": b"<a/>"}), "读不出来"),
        (_filled()[:-200], "不是完整的 .xlsx"),
    ],
)
def test_workbooks_that_are_no_workbooks(tmp_path, content, says):
    with pytest.raises(UnusableInput) as refused:
        _from(tmp_path, "数.xlsx", content)
    assert says in str(refused.value)


def test_an_entity_bomb_is_refused(tmp_path):
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><worksheet>&c;</worksheet>'
    with zipfile.ZipFile(io.BytesIO(_filled())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["xl/worksheets/sheet1.xml"] = bomb
    with pytest.raises(UnusableInput, match="文档类型定义"):
        _from(tmp_path, "数.xlsx", _zip(members))
