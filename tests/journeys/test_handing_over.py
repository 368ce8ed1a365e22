"""A final document is read back before it lies there: what does not say what the report says never leaves."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from consistent import sound_prior, sound_report
from report_assistant.cli import main
from report_assistant.export import SUFFIXES, render
from report_assistant.report import dump_report, given

writing = import_module("report_assistant.export.render")  # the package's own `render` is the function


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("REPORT_ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    Path("年报.report.json").write_text(dump_report(sound_report()), encoding="utf-8")
    Path("上年.report.json").write_text(dump_report(sound_prior()), encoding="utf-8")


def export(suffix, *arguments):
    return main(["export", "年报.report.json", "-o", f"年报{suffix}", "--prior", "上年.report.json", *arguments])


def garbled(report):
    """Another number in a cell that no relation guards."""
    return report.with_cells({"T2:licences:decisions": given(63)})


def shortened(report):
    one, *rest = report.sections["5"]
    return report.with_section("5", (replace(one, text=one.text[:-5]), *rest))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_sound_document_of_every_kind_leaves(suffix):
    assert export(suffix) == 0
    assert Path(f"年报{suffix}").stat().st_size > 1000


@pytest.mark.parametrize(
    ("suffix", "spoilt", "says"),
    [(suffix, garbled, "“行政许可”的“本年处理决定数量”，报告是“36”，文件里是“63”") for suffix in SUFFIXES]
    + [(suffix, shortened, "五、存在的主要问题及改进情况") for suffix in SUFFIXES if suffix != ".xlsx"],
)
def test_a_document_that_says_otherwise_is_refused_and_what_lay_there_stays(capsys, monkeypatch, suffix, spoilt, says):
    Path(f"年报{suffix}").write_text("上一次导出的", encoding="utf-8")
    monkeypatch.setattr(
        writing,
        "render",
        lambda report, kind, draft=False: render(spoilt(report), kind, draft),
    )
    assert export(suffix) == 1
    told = capsys.readouterr().err
    assert says in told
    assert len(told.splitlines()) == 1
    assert Path(f"年报{suffix}").read_text(encoding="utf-8") == "上一次导出的"
    assert sorted(file.name for file in Path().iterdir() if file.is_file()) == sorted(
        ["年报.report.json", "上年.report.json", f"年报{suffix}"]
    )


def test_a_draft_is_not_held_back(monkeypatch):
    monkeypatch.setattr(
        writing,
        "render",
        lambda report, kind, draft=False: render(garbled(report), kind, draft),
    )
    assert export(".html", "--draft") == 0
