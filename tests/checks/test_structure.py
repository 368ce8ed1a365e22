"""Structure on real documents: what is found on the golden report, and what is not."""

from dataclasses import replace
from pathlib import Path

import pytest

from consistent import sound_report
from report_assistant.checks import Case, check
from report_assistant.intake.read import read
from report_assistant.official import load_form
from report_assistant.report import ABSENT, Remark, Report, full_text, given

DATA = Path(__file__).parents[3] / "shared" / "data"
GOLDEN = DATA / "鲁山县汇源街道办事处2025.txt"
MINE = ("S-01", "S-02", "S-06", "S-07", "T2-01", "T-02", "W-01", "W-02", "F-01")


@pytest.fixture(scope="module")
def verdict():
    if not GOLDEN.is_file():
        pytest.skip("the golden report is not beside the checkout")
    return check(Case(read(GOLDEN)), only=MINE)


def test_what_the_golden_report_breaks_and_what_it_does_not(verdict):
    assert sorted(f.rule for f in verdict.findings) == ["F-01", "S-02", "S-02", "W-02"]
    assert {rule: end for rule, end in verdict.outcomes.items() if end != "held"} == {
        "F-01": "broken", "S-02": "broken", "W-02": "broken",
    }  # fmt: skip


def test_the_missing_column_and_the_altered_label_are_two_findings(verdict):
    column, label = sorted((f for f in verdict.findings if f.rule == "S-02"), key=lambda f: f.quote or "")
    assert len(column.cells) == 25
    assert all(ref.endswith(":other") for ref in column.cells)
    assert label.quote == "2.其他法律法规禁止公开"
    assert "2.其他法律行政法规禁止公开" in label.message


def test_the_tail_of_section_five_is_the_supervision_paragraph(verdict):
    (finding,) = (f for f in verdict.findings if f.rule == "W-02")
    text = full_text(verdict.report.sections["5"])
    assert (finding.section, len(finding.quote)) == ("5", 134)
    assert text[slice(*finding.span)] == finding.quote
    assert text.endswith(finding.quote)
    assert "“一（五）监督保障”有 134 字相同" in finding.message


def test_the_blank_form_has_its_tables_whole():
    form = DATA / "空白格式2021.docx"
    if not form.is_file():
        pytest.skip("the blank form is not beside the checkout")
    ended = check(Case(read(form)), only=["S-01", "S-02"])
    assert ended.findings == ()


LINES = [
    pytest.param(table.id, [ref for _, row, column, ref in table.addresses() if key in (row.key, column.key)], id=name)
    for table in load_form("2021").tables
    for block in table.blocks
    for key, name in (
        [(row.key, f"{table.id} {row.key}") for row in block.rows]
        + [(column.key, f"{table.id} {column.key}") for column in block.columns if table.id != "T2"]
    )
    if key not in {"total", "other"}
]


@pytest.mark.parametrize(("table_id", "refs"), LINES)
def test_every_absent_row_and_column_is_told_once_with_its_cells(table_id, refs):
    told = (Remark("column-missing", table_id, "缺少一列"), Remark("row-missing", table_id, "缺少一行"))
    short = replace(sound_report().with_cells(dict.fromkeys(refs, ABSENT)), remarks=told)
    (finding,) = check(Case(short), only=["S-02"]).findings
    assert sorted(finding.cells) == sorted(refs)


def test_a_column_of_a_block_with_one_row_is_a_column():
    old = load_form("2019")
    report = Report(sound_report().organ, 2020, "2019", {ref: given(0) for ref in old.cells})
    (finding,) = check(Case(report.with_cells({"T2:fees:change": ABSENT})), only=["S-02"]).findings
    assert finding.cells == ("T2:fees:change",)
    assert "“本年增/减”列" in finding.message


@pytest.mark.parametrize(
    ("rule_id", "remark"),
    [
        ("S-01", Remark("heading-out-of-order", "2", "标题“二、主动公开政府信息情况”排在了最后")),
        ("S-02", Remark("column-missing", "T3", "表三缺少“其他”列")),
    ],
)
def test_what_does_not_stand_in_the_document_is_not_quoted(rule_id, remark):
    (finding,) = check(Case(replace(sound_report(), remarks=(remark,))), only=[rule_id]).findings
    assert finding.quote is None
