"""The exported document against the report: every kind passes as it is, and fails with anything changed in it."""

from dataclasses import replace

import pytest

from consistent import FORM, random_report, sound_report
from report_assistant.checks import Case, check
from report_assistant.export import render
from report_assistant.intake import read_bytes
from report_assistant.report import ABSENT, BLANK, DASH, UNREADABLE, Note, Origin, Paragraph, given

KINDS = (".docx", ".html", ".txt", ".md")


def findings(report, exported):
    return check(Case(report, exported=exported), only=["X-01"]).findings


@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_a_document_as_it_is_written_passes(suffix, draft, seed):
    report = replace(random_report(seed), notes=(Note(1, "5", "会商制度已建立"),))
    report = report.with_cells({"T3:new:natural": ABSENT, "T3:new:legal": UNREADABLE, "T2:fees:amount": DASH})
    report = report.with_section("6", (Paragraph("未收取信息处理费。\r\n\t没有其他事项。", "", (), Origin.MODEL),))
    assert findings(report, read_bytes(render(report, suffix, draft), f"报告{suffix}")) == ()


@pytest.mark.parametrize("ref", list(FORM.cells))
def test_every_cell_is_compared(ref):
    report = sound_report()
    for other in (given(report.value(ref) + 1), BLANK, DASH):
        (finding,) = findings(report, report.with_cells({ref: other}))
        assert finding.cells == (ref,)
    blank = report.with_cells({ref: BLANK})
    (finding,) = findings(blank, blank.with_cells({ref: given(0)}))
    assert (finding.expected, finding.actual) == ("空白", "0")


@pytest.mark.parametrize("number", ["1", "5", "6"])
def test_every_paragraph_and_heading_is_compared(number):
    report = sound_report()
    for index, paragraph in enumerate(report.sections[number]):
        kept = list(report.sections[number])
        for other in ([], [replace(paragraph, text=paragraph.text[:-2])], [replace(paragraph, heading="（九）其他")]):
            changed = report.with_section(number, tuple(kept[:index] + other + kept[index + 1 :]))
            (finding,) = findings(report, changed)
            assert finding.section == number


def test_where_the_text_differs_is_shown():
    report = sound_report().with_section("5", (Paragraph("问题是解读少。"), Paragraph("已增加图解。")))
    (finding,) = findings(report, report.with_section("5", (Paragraph("问题是解读多。"), Paragraph("已增加图解。"))))
    assert (finding.expected, finding.actual) == ("“少。已增加图解。…”", "“多。已增加图解。…”")
    joined = report.with_section("5", (Paragraph("问题是解读少。已增加图解。"),))
    assert findings(report, joined)[0].actual == "与上一段连在一起"
    assert findings(joined, report) == ()


def test_another_form_is_told_and_nothing_compared_by_it():
    report = sound_report()
    cells = {ref: cell for ref, cell in report.cells.items() if ref[:2] in ("T3", "T4") and ":other." not in ref}
    verdict = check(Case(report, exported=replace(report, form_id="2019", cells=cells)), only=["X-01"])
    assert [(finding.expected, finding.actual) for finding in verdict.findings] == [("2021", "2019")]
    assert verdict.outcomes == {"X-01": "broken"}
