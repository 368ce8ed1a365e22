import zipfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from consistent import sound_prior, sound_report
from report_assistant.checks import barring
from report_assistant.errors import ExportRefused, UnusableInput
from report_assistant.export import render
from report_assistant.report import BLANK, Organ, Paragraph, given
from report_assistant.web import documents, findings, reports
from report_assistant.web import notes as notes_pane

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "reports"


def test_a_prior_report_is_read_laid_beside_and_compared(seat):
    told = documents.take_prior(seat, str(CORPUS / "qinghe" / "2025.txt"))
    assert "2025 年" in told
    assert (seat.desk.prior.year, seat.tab, seat.heed) == (2025, "comparison", "")


def test_a_prior_of_another_organ_and_year_is_taken_with_a_warning_that_names_both(seat):
    documents.lay_beside(seat, replace(sound_prior(), organ=Organ("样例市白水镇人民政府")))
    own = f"{seat.desk.report.organ.name} 2026 年"
    assert seat.heed == f"请留意：上年报告是样例市白水镇人民政府 2024 年的报告，这份是{own}的"


def test_figures_fill_the_tables_and_totals_follow(seat):
    told = documents.take_figures(seat, str(CORPUS / "qinghe" / "2026.figures.toml"))
    assert told.startswith("已填入 ")
    assert seat.desk.report.value("T2:licences:decisions") == 52
    assert not any(finding.rule.startswith("T3") for finding in seat.sight().standing)


def test_figures_of_another_year_or_organ_are_refused_and_nothing_is_filled(seat, tmp_path):
    own, before = seat.desk.report, seat.desk
    path = tmp_path / "数据.xlsx"
    town = Organ("样例市白水镇人民政府")
    for organ, year, told in ((own.organ, own.year - 1, " 2025 年"), (town, own.year, f"“{town.name}”")):
        path.write_bytes(seat.bench.figures_sheet(organ, year, sound_prior()))
        with pytest.raises(UnusableInput, match=f"^数据.xlsx：数据表的标题写的是{told}，这份报告是"):
            documents.take_figures(seat, str(path))
    assert seat.desk == before


def test_an_entered_total_that_does_not_add_up_stays_and_is_found(seat, tmp_path):
    figures = tmp_path / "数据.toml"
    figures.write_text('"T3:new:total" = 99\n', encoding="utf-8")
    documents.take_figures(seat, str(figures))
    assert seat.desk.report.value("T3:new:total") == 99
    assert any("T3:new:total" in finding.cells for finding in seat.sight().standing)


def test_notes_are_added_to_those_there_and_never_twice(seat):
    notes_pane.add(seat, "# 监督保障\n- 公布了联系电话。")
    file = str(CORPUS / "qinghe" / "2026.notes.md")
    documents.take_notes(seat, file)
    notes = seat.desk.report.notes
    assert [note.id for note in notes] == list(range(1, len(notes) + 1))
    assert "已加入 0 条" in documents.take_notes(seat, file)
    assert seat.desk.report.notes == notes


def test_a_file_that_cannot_be_read_is_refused_and_nothing_changes(seat, tmp_path):
    before = seat.desk
    other = tmp_path / "照片.png"
    other.write_bytes(b"\x89PNG")
    for take in (documents.take_prior, documents.take_figures, reports.take_report):
        with pytest.raises(UnusableInput, match=r"照片\.png"):
            take(seat, str(other))
    assert seat.desk == before


@pytest.mark.parametrize("kind", documents.SUFFIXES)
def test_a_draft_leaves_in_every_format_with_a_chinese_name(seat, kind):
    documents.export(seat, kind, draft=True)
    assert seat.file.name == f"样例市青禾街道办事处2026年政府信息公开工作年度报告（草稿）{documents.SUFFIXES[kind]}"
    assert seat.file.stat().st_size > 1000


def test_a_final_document_is_refused_while_errors_stand_and_the_reasons_are_shown(seat, with_report):
    report = seat.desk.report
    for section in ("5", "6"):  # two errors of one rule
        report = report.with_section(section, (*report.sections[section], Paragraph("另有XX件正在办理。")))
    with_report(report, prior=seat.desk.prior)
    with pytest.raises(ExportRefused, match="个错误未处理") as refused:
        documents.export(seat, "Word（.docx）", draft=False)
    assert (seat.tab, seat.file) == ("findings", None)
    count = refused.value.what.removeprefix("有 ").split(" ")[0]
    assert f"<h4>错误（{count}）</h4>" in findings.findings_html(seat.sight())
    assert f"错误 {count} 个" in findings.judge(seat)
    assert int(count) > len(barring(seat.sight().verdict))  # which has one line a rule


def test_a_rule_that_crashed_bars_the_final_document_in_its_own_words(seat, with_report, monkeypatch):
    with_report(sound_report(), prior=sound_prior())
    crashed = replace(seat.sight().verdict, outcomes={"T3-01": "crashed"})
    monkeypatch.setattr(type(seat.bench), "check", lambda *_, **__: crashed)
    with pytest.raises(ExportRefused, match="T3-01 核对程序出错"):
        documents.export(seat, "网页（.html）", draft=False)


def test_a_document_that_does_not_say_what_the_report_says_is_refused_in_those_words(seat, with_report, monkeypatch):
    with_report(sound_report(), prior=sound_prior())
    spoilt = sound_report().with_cells({"T2:licences:decisions": given(63)})
    monkeypatch.setattr(import_module("report_assistant.export.render"), "render", lambda *_: render(spoilt, ".html"))
    with pytest.raises(ExportRefused, match="读回后与报告不一致"):
        documents.export(seat, "网页（.html）", draft=False)
    assert seat.file is None


def test_the_blank_sheet_is_a_workbook_named_for_organ_and_year(seat):
    documents.blank_sheet(seat)
    assert seat.file.name == "样例市青禾街道办事处2026年数据填报表.xlsx"
    assert "xl/workbook.xml" in zipfile.ZipFile(seat.file).namelist()


def test_a_new_report_has_every_cell_blank_and_nothing_of_the_old_desk(seat):
    reports.begin(seat, " 样例市白水镇人民政府 ", "township", 2026)
    report = seat.desk.report
    assert (report.organ.name, report.organ.kind, report.year) == ("样例市白水镇人民政府", "township", 2026)
    assert set(report.cells.values()) == {BLANK}
    assert (seat.desk.prior, seat.desk.revision, seat.desk.proposals) == (None, None, ())


@pytest.mark.parametrize(
    ("name", "year"), [("", 2026), ("  ", 2026), ("样例市", None), ("样例市", 2018), ("样例市", 1e9)]
)
def test_a_new_report_needs_a_name_and_a_year(seat, name, year):
    with pytest.raises(UnusableInput):
        reports.begin(seat, name, "other", year)


def test_what_was_saved_is_offered_and_opened(seat):
    reports.begin(seat, "样例市白水镇人民政府", "township", 2026)
    seat.change(lambda desk: seat.bench.set_cells(desk, {"T2:licences:decisions": given(5)}, by=""))
    ((label, number),) = reports.choices(seat.bench)
    assert label == f"样例市白水镇人民政府 2026 年（第 {number} 版）"
    seat.turn_to(seat.bench.sample_desk())
    reports.open_report(seat, number)
    assert seat.desk.report.value("T2:licences:decisions") == 5
    with pytest.raises(UnusableInput):
        reports.open_report(seat, None)


def test_an_uploaded_report_replaces_an_older_saved_state(seat):
    file = str(CORPUS / "qinghe" / "2026.report.json")
    seat.change(lambda desk: seat.bench.set_cells(desk, {"T3:granted:natural": given(9)}, by=""))
    reports.take_report(seat, file)
    assert seat.desk.report.value("T3:granted:natural") == 6
    assert seat.desk.revision.why == "import"
