"""For each cell the rules that would notice a change, and the cells that none guards."""

from consistent import FORM, sound_prior, sound_report
from report_assistant.checks import coverage
from report_assistant.checks.coverage import coverage_lines
from report_assistant.official import load_form
from report_assistant.report import BLANK, Paragraph


def unguarded(covered):
    return {ref for ref, rules in covered.items() if not rules}


def test_the_form_alone_guards_tables_three_and_four_and_nothing_of_table_two():
    covered = coverage(FORM)
    assert unguarded(covered) == {ref for ref in FORM.cells if ref.startswith("T2")}
    for ref in FORM.cells:
        assert set(covered[ref]) == {relation.rule for relation in FORM.relations_of[ref]}


def test_the_2019_form_is_covered_as_well():
    form = load_form("2019")
    covered = coverage(form)
    assert covered.keys() == form.cells.keys()
    assert covered["T3:total:natural"] == ("T3-01", "T3-02", "T3-03")


def test_last_year_the_organ_and_the_text_guard_more():
    text = (Paragraph("新收政府信息公开申请12件。作出行政许可决定36件。", "（二）依申请公开"),)
    report = sound_report().with_section("1", text)
    alone, whole = coverage(FORM, report), coverage(FORM, report, sound_prior())
    assert "N-02" in alone["T3:new:total"]
    assert "N-02" in alone["T2:licences:decisions"]
    assert "N-02" not in alone["T3:new:legal"]
    assert "T2-01" in alone["T2:regulations:issued"]
    assert alone["T2:normative:issued"] == ()
    assert "Y-02" in whole["T2:normative:issued"]
    assert "Y-01" in whole["T3:carried_in:legal"]
    assert unguarded(whole) == {"T2:penalties:decisions", "T2:compulsion:decisions", "T2:fees:amount"}


def test_a_relation_with_a_blank_cell_guards_none_of_the_others():
    covered = coverage(FORM, sound_report().with_cells({"T4:review:total": BLANK}))
    assert covered["T4:review:upheld"] == ()
    assert covered["T4:direct:upheld"] == ("T4-01",)


def test_the_lines_name_each_table_and_what_machines_cannot_check():
    lines = coverage_lines(coverage(FORM), FORM)
    assert [line for line in lines if not line.startswith("  ")] == [
        "表二，共 10 格", "表三，共 175 格", "表四，共 15 格",
    ]  # fmt: skip
    assert [line for line in lines if "机器无法核对" in line] == [lines[1]]
    assert "  由 T4-01 核对（15 格）：整张表" in lines
