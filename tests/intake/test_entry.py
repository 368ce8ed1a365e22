"""Figures: bound by address or label, totals completed, nothing dropped silently."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from consistent import FORM, consistent_reports, sound_report
from report_assistant.errors import UnusableInput
from report_assistant.export import render
from report_assistant.intake.entry import Entry, complete_totals, figures_from_text, read_figures, with_totals
from report_assistant.report import BLANK, DASH, UNREADABLE, Cell, Reading


def _number(value) -> Cell:
    return Cell(Reading.GIVEN, value)


def _from(tmp_path: Path, name: str, content: str | bytes) -> Entry:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_figures(path, FORM)


# Addresses and values


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("数.toml", '"T3:new:natural" = 9\n"T3:denied.secret:natural" = 1\n"T2:fees:amount" = 31.64\n'),
        ("数.toml", "[T3.new]\nnatural = 9\n[T3.denied.secret]\nnatural = 1\n[T2.fees]\namount = 31.64\n"),
        ("数.toml", 'T3.new.natural = 9\nT3."denied.secret".natural = 1\n"T2:fees".amount = "31.64"\n'),
        ("数.json", '{"T3:new:natural": 9, "T3": {"denied.secret": {"natural": 1}}, "T2:fees:amount": 31.64}'),
        (
            "数.json",
            '\ufeff{"T3:new": {"natural": "９"}, "T3:denied.secret:natural": "1", "T2": {"fees": {"amount": "31.64"}}}',
        ),
        ("数.tsv", "T3:new:natural\t9\nT3:denied.secret:natural\t1\n\nT2:fees:amount\t31.64\n"),
        ("数.txt", "# 注释\nt3：new：natural　9\nT3:denied.secret:natural = 1\r\nT2:fees:amount: 31.64"),
    ],
)
def test_addresses_in_every_way_of_writing(tmp_path, name, content):
    entry = _from(tmp_path, name, content)
    assert entry.cells == {
        "T3:new:natural": _number(9),
        "T3:denied.secret:natural": _number(1),
        "T2:fees:amount": _number(Decimal("31.64")),
    }
    assert isinstance(entry.cells["T2:fees:amount"].value, Decimal)
    assert isinstance(entry.cells["T3:new:natural"].value, int)
    assert entry.remarks == ()


@pytest.mark.parametrize(
    ("written", "cell", "code"),
    [
        ("", BLANK, None),
        ("　", BLANK, None),
        ("—", DASH, None),
        ("/", DASH, None),
        ("1,204", _number(1204), None),
        ("12件", _number(12), "unit-in-cell"),
        ("-3", _number(-3), "cell-unreadable"),
        ("2.5", _number(Decimal("2.5")), "cell-unreadable"),
        ("十二", UNREADABLE, "cell-unreadable"),
        ("9\t备注", UNREADABLE, "cell-unreadable"),
    ],
)
def test_what_stands_in_a_count(written, cell, code):
    entry = figures_from_text(f"T3:new:natural\t{written}\n", FORM)
    assert entry.cells == {"T3:new:natural": cell}
    assert [(r.code, r.place) for r in entry.remarks] == ([(code, "T3:new:natural")] if code else [])
    assert all("表三“一、本年新收政府信息公开申请数量”的“自然人”" in r.message for r in entry.remarks)


@pytest.mark.parametrize(
    ("written", "cell", "code"),
    [
        ("31.64", _number(Decimal("31.64")), None),
        ("5", _number(Decimal(5)), None),
        ("31.64万元", _number(Decimal("31.64")), "unit-in-cell"),
        ("251000元", UNREADABLE, "unit-in-cell"),
        ("-1", _number(Decimal(-1)), "cell-unreadable"),
    ],
)
def test_what_stands_in_the_fee(written, cell, code):
    entry = figures_from_text(f"T2:fees:amount\t{written}", FORM)
    assert entry.cells == {"T2:fees:amount": cell}
    assert [r.code for r in entry.remarks] == ([code] if code else [])


def test_json_values_that_are_no_numbers(tmp_path):
    content = json.dumps({"T3:new:natural": None, "T3:new:business": True, "T3:new:legal": [1]})
    entry = _from(tmp_path, "数.json", content)
    assert list(entry.cells.values()) == [BLANK, UNREADABLE, UNREADABLE]
    assert [r.place for r in entry.remarks] == ["T3:new:business", "T3:new:legal"]


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("T3:new:naturl", "T3:new:natural"),
        ("T3:denied.secrets:total", "T3:denied.secret:total"),
        ("T2:fees:money", "T2:fees:amount"),
        ("T4:reviews:upheld", "T4:review:upheld"),
    ],
)
def test_an_unknown_address_names_the_nearest(tmp_path, address, near):
    with pytest.raises(UnusableInput) as refused:
        _from(tmp_path, "数.json", json.dumps({address: 1}))
    assert f"“{address}”" in str(refused.value)
    assert near in str(refused.value)
    assert str(refused.value).startswith("数.json：")


# Pasted tables


def test_a_pasted_block_of_table_three_is_placed_by_its_labels():
    pasted = (
        "\t自然人\t总计\t商业企业\n"
        "一、本年新收政府信息公开申请数量\t9\t12\t3\n"
        "（一）予以公开\t6\t8\t2\n"
        "4.保护第三方合法权益\t\t1\t1件\n"
    )
    entry = figures_from_text(pasted, FORM)
    assert entry.cells == {
        "T3:new:natural": _number(9),
        "T3:new:business": _number(3),
        "T3:new:total": _number(12),
        "T3:granted:natural": _number(6),
        "T3:granted:business": _number(2),
        "T3:granted:total": _number(8),
        "T3:denied.third_party:natural": BLANK,
        "T3:denied.third_party:business": _number(1),
        "T3:denied.third_party:total": _number(1),
    }
    assert [(r.code, r.place) for r in entry.remarks] == [("unit-in-cell", "T3:denied.third_party:business")]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(report=consistent_reports())
def test_all_tables_pasted_as_printed(report):
    printed = render(report, ".txt").decode()
    tables = "\n".join(line for line in printed.splitlines() if "\t" in line or not line)
    entry = figures_from_text(tables, FORM)
    assert dict(entry.cells) == dict(report.cells)
    assert entry.remarks == ()


def test_what_was_pasted_round_a_table_is_told():
    entry = figures_from_text("各位同事请核对\n\t自然人\n一、本年新收政府信息公开申请数量\t4\n", FORM)
    assert entry.cells == {"T3:new:natural": _number(4)}
    assert [r.code for r in entry.remarks] == ["text-unplaced"]
    assert "各位同事请核对" in entry.remarks[0].message


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "没有数据"),
        ("# 只有注释\n", "没有数据"),
        ("今年共收到申请12件", "没有认出"),
        ("甲\t乙\n1\t2\n", "没有认出"),
        ("T3:new:natural\t9\n新收商业企业\t3\n", "第 2 行"),
        ("T3:new:natural\t9\nT3:new:natural\t8\n", "填了两次"),
    ],
)
def test_pasted_text_that_cannot_be_used(text, says):
    with pytest.raises(UnusableInput, match=says):
        figures_from_text(text, FORM)


# Bad files


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("数.toml", "a = = 1", "第 1 行附近不合 TOML 写法"),
        ("数.toml", "[T3.new]\nnatural = 1\nnatural = 2\n", "第 3 行附近"),
        ("数.json", "{", "不合 JSON 写法"),
        ("数.json", '{"T3:new:natural": 1, "T3:new:natural": 2}', "“T3:new:natural”写了两次"),
        ("数.json", "[1]", "不是“地址 = 数值”"),
        ("数.json", "[" * 100_000, "不合 JSON 写法"),
        ("数.json", "{}", "没有任何单元格"),
        ("数.json", '{"T3:new:natural": 1, "T3": {"new": {"natural": 2}}}', "填了两次"),
        ("数.tsv", b"", "文件是空的"),
        ("数.tsv", b"\x00\x01\x02\xff\xfe", "后缀与内容不符"),
        ("数.csv", "T3:new:natural,1", "不能从“.csv”文件读取数据"),
        ("数", "1", "没有后缀"),
        ("数.xlsx", "不是工作簿", "内容不是 .xlsx 文件"),
        ("数.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "加密"),
    ],
)
def test_files_that_cannot_be_used(tmp_path, name, content, says):
    with pytest.raises(UnusableInput) as refused:
        _from(tmp_path, name, content)
    assert says in str(refused.value)
    assert str(refused.value).startswith(f"{name}：")
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UnusableInput, match="找不到文件"):
        read_figures(tmp_path / "没有.toml", FORM)
    (tmp_path / "夹.toml").mkdir()
    with pytest.raises(UnusableInput, match="是文件夹"):
        read_figures(tmp_path / "夹.toml", FORM)


def test_a_file_that_is_too_large(tmp_path):
    path = tmp_path / "大.tsv"
    with path.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    with pytest.raises(UnusableInput, match="20 MB"):
        read_figures(path, FORM)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_of_an_office(tmp_path, encoding):
    text = "# 数据\n\t自然人\n（一）予以公开\t5\n"
    assert _from(tmp_path, "数.txt", text.encode(encoding)).cells == {"T3:granted:natural": _number(5)}


# Totals


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(report=consistent_reports())
def test_totals_follow_from_their_parts(report):
    parts = {ref: cell for ref, cell in report.cells.items() if not FORM.cells[ref].computed}
    assert len(parts) == 166
    assert complete_totals(parts, FORM) == dict(report.cells)


def test_an_entered_total_stays_as_entered():
    cells = dict(sound_report().cells) | {"T3:granted:total": _number(999), "T4:review:total": DASH}
    assert complete_totals(cells, FORM) == cells


def test_where_an_entered_total_splits_row_and_column_the_row_decides():
    cells = dict.fromkeys(FORM.cells, _number(1)) | {"T3:total:natural": _number(999)}
    del cells["T3:total:total"]
    assert complete_totals(cells, FORM)["T3:total:total"] == _number(999 + 5)


def test_a_part_that_is_not_given_leaves_its_totals_out():
    report = sound_report()
    parts = {ref: cell for ref, cell in report.cells.items() if not FORM.cells[ref].computed}
    del parts["T3:granted:natural"]
    parts["T4:direct:upheld"] = BLANK
    completed = complete_totals(parts, FORM)
    missing = {ref for ref in FORM.cells if ref not in completed}
    assert missing == {
        "T3:granted:natural",
        "T3:granted:total",
        "T3:total:natural",
        "T3:total:total",
        "T4:direct:total",
    }
    assert completed["T3:total:business"] == report.cells["T3:total:business"]


def test_totals_that_were_left_blank_are_computed():
    cells = dict.fromkeys(FORM.cells, _number(1)) | {"T3:new:total": BLANK}
    assert complete_totals(cells, FORM)["T3:new:total"] == _number(6)


def test_typed_cells_bring_their_totals_along_and_leave_other_totals_as_they_stand():
    wrong = sound_report().with_cells({"T3:partial:total": _number(5)})
    changed = with_totals(wrong, {"T3:granted:natural": _number(7)})
    assert [changed.value(f"T3:{place}") for place in ("granted:total", "total:natural", "total:total")] == [9, 11, 14]
    assert changed.value("T3:partial:total") == 5


def test_a_total_with_a_part_that_is_not_given_stays_as_it_was_said():
    report = sound_report().with_cells({"T3:new:legal": BLANK, "T3:new:total": _number(12)})
    assert with_totals(report, {"T3:new:natural": _number(8)}).value("T3:new:total") == 12
    assert with_totals(report, {"T3:new:legal": _number(2)}).value("T3:new:total") == 14


def test_a_typed_total_stays_as_typed():
    assert (
        with_totals(sound_report(), {"T3:new:natural": _number(8), "T3:new:total": _number(99)}).value("T3:new:total")
        == 99
    )


def test_a_whole_report_is_not_taken_for_this_year_s_figures():
    text = render(sound_report(), ".txt").decode("utf-8")
    with pytest.raises(UnusableInput, match="年度报告，不是本年数据"):
        figures_from_text(text, FORM)


def test_an_emptied_part_empties_its_totals():
    emptied = with_totals(sound_report(), {"T3:granted:natural": BLANK})
    readings = {
        ref: emptied.cells[f"T3:{ref}"].reading.value for ref in ("granted:total", "total:natural", "total:total")
    }
    assert set(readings.values()) == {"blank"}
    assert emptied.value("T3:partial:total") == 1
