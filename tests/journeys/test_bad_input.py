"""Whatever is handed in, the command line answers in one Chinese line, and writes over nothing."""

import json
from pathlib import Path

import pytest

from consistent import sound_report
from report_assistant.cli import main
from report_assistant.export import render
from report_assistant.report import dump_report, report_to_json


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("REPORT_ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    Path("上年.docx").write_bytes(render(sound_report(), ".docx"))
    Path("数.json").write_text('{"T3:new:natural": 3}', encoding="utf-8")
    Path("说明.md").write_text("# 主动公开\n- 公开信息12条\n", encoding="utf-8")
    return tmp_path


def refused(capsys, *arguments: str) -> str:
    code = main(arguments)
    written = capsys.readouterr()
    lines = written.err.splitlines()
    assert (code, written.out, len(lines)) == (2, "", 1)
    return lines[0]


def draft(figures: str = "数.json", notes: str = "说明.md", output: str = "新.report.json") -> list[str]:
    files = ["--prior", "上年.docx", "--figures", figures, "--notes", notes, "-o", output]
    return ["draft", "--year", "2026", "--section", "6", *files]


def altered(**changes) -> str:
    return json.dumps(report_to_json(sound_report()) | changes)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[" * 100_000, "不是完整的 JSON"),
        (dump_report(sound_report()).replace('"T3:new:natural"', '"T3:new:natural": 9, "T3:new:natural"'), "写了两次"),
        (dump_report(sound_report()).replace("本年", "\\ud800", 1), "不是完整的 JSON"),
        (altered(readings={"T3:new:natural": ["blank"]}), "状态“['blank']”不认识"),
        (altered(sections={"1": [{"text": "甲", "origin": [1]}]}), "来源“[1]”不认识"),
        (altered(notes=[{"id": True, "place": "", "text": "甲"}]), "id 应是整数"),
        (altered(cells={"T3:new:natural": 10**400}), "超过 26 位"),
        (altered(cells={"T2:fees:amount": "1E+400000"}), "超过 26 位"),
        (altered(cells={"T3:new:natural": float("nan")}), "“NaN”不是数"),
    ],
)
def test_report_files_that_cannot_be_used(capsys, text, says):
    Path("坏.report.json").write_text(text, encoding="utf-8")
    assert says in refused(capsys, "check", "坏.report.json")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"T3:new:nature": 3}', "最接近的是 T3:new:natural"),
        ('{"": 1}', "没有单元格“”"),
        ('{"T3": {"new": {"natural": {"deep": [1]}}}}', "没有单元格“T3:new.natural:deep”"),
    ],
)
def test_figures_at_unknown_addresses(capsys, text, says):
    Path("坏.json").write_text(text, encoding="utf-8")
    assert says in refused(capsys, *draft(figures="坏.json"))


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1e400", "1" + "0" * 400, "true", '[1, {"a": 2}]', '"3\\n件"'])
def test_a_figure_that_is_no_number_is_told_and_kept_out(capsys, value):
    Path("坏.json").write_text(f'{{"T3:new:natural": {value}}}', encoding="utf-8")
    assert main(draft(figures="坏.json")) == 0
    (told,) = [line for line in capsys.readouterr().err.splitlines() if "识别提示" in line]
    written = json.loads(Path("新.report.json").read_text(encoding="utf-8"))
    assert "T3:new:natural" in told
    assert written["remarks"][0]["message"] in told
    assert written["cells"].get("T3:new:natural", 3) == 3


@pytest.mark.parametrize("output", ["上年.docx", "夹", "夹.report.json", "数.json/新.report.json"])
def test_nothing_is_drafted_for_a_target_that_cannot_be_written(capsys, folder, output):
    for name in ("夹", "夹.report.json"):
        (folder / name).mkdir()
    refused(capsys, *draft(output=output))
    assert Path("上年.docx").read_bytes() == render(sound_report(), ".docx")


def test_a_report_file_is_never_written_over_its_document(capsys):
    assert "后缀应为 .report.json" in refused(capsys, "read", "上年.docx", "-o", "上年.docx")
    assert Path("上年.docx").read_bytes() == render(sound_report(), ".docx")
