"""`check` of folders and many files: table, JSON lines, workbook; one broken file never stops the rest."""

import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace

import openpyxl
import pytest

from consistent import sound_prior, sound_report
from report_assistant.batch import MOST_ACROSS
from report_assistant.cli import main
from report_assistant.cli.summary import Summary, aligned, watched
from report_assistant.export import render
from report_assistant.report import Organ, dump_report, given

WRONG = {"T3:new:natural": given(8)}
OTHER = Organ("样例市白水镇人民政府", "白水镇", "township")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Two organs, one with its year before; one report with an error, one file that is no report."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REPORT_ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    folder = tmp_path / "各单位"
    (folder / "白水镇").mkdir(parents=True)
    (folder / "青禾2025.docx").write_bytes(render(sound_report(), ".docx"))
    (folder / "青禾2024.report.json").write_text(dump_report(sound_prior()), encoding="utf-8")
    other = replace(sound_report().with_cells(WRONG), organ=OTHER)
    (folder / "白水镇" / "2025.report.json").write_text(dump_report(other), encoding="utf-8")
    (folder / "通知.txt").write_text("关于召开座谈会的通知\n请各股室参加。\n", encoding="utf-8")
    return folder


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_json_lines_name_file_prior_and_findings_or_why_there_are_none(capsys, folder):
    code, out, err = run(capsys, "check", folder, "--jsonl", "--rule", "T3-01", "--rule", "Y-01")
    values = {value["file"]: value for value in map(json.loads, out.splitlines())}
    assert list(values) == ["白水镇/2025.report.json", "通知.txt", "青禾2024.report.json", "青禾2025.docx"]
    assert (code, err) == (1, "")
    assert {name: value.get("prior") for name, value in values.items()} == dict.fromkeys(values) | {
        "青禾2025.docx": "青禾2024.report.json"
    }
    assert [one["rule"] for one in values["白水镇/2025.report.json"]["findings"]] == ["T3-01"]
    assert values["青禾2025.docx"]["outcomes"] == {"held": 2, "broken": 0, "not_judged": 0, "crashed": 0}
    assert set(values["通知.txt"]) == {"file", "error"}


def test_json_is_one_value_of_the_same(capsys, folder):
    _, lines, _ = run(capsys, "check", folder, "--jsonl", "--rule", "T3-01")
    _, out, _ = run(capsys, "check", folder, "--json", "--rule", "T3-01")
    assert json.loads(out) == [json.loads(line) for line in lines.splitlines()]


def test_the_table_tells_each_report_and_sums_up(capsys, folder):
    code, out, _ = run(capsys, "check", folder, "--rule", "T3-01")
    head, *rows, last = out.splitlines()
    assert code == 1
    assert head.split() == ["文件", "单位", "年度", "错误", "提醒", "待确认", "文面", "上年报告", "首个错误"]
    assert rows[0].split()[:4] == ["白水镇/2025.report.json", OTHER.name, "2025", "1"]
    assert rows[0].endswith("T3-01 表三新收加结转不等于办理结果加结转下年度")
    assert "不能核对：不是政府信息公开工作年度报告" in rows[1]
    assert last == "共 4 份：有错误 1 份，没有错误 2 份，不能核对 1 份。问题合计：错误 1，提醒 0，待确认 0，文面 0。"


@pytest.mark.parametrize(
    ("left", "code"), [({"青禾2025.docx", "通知.txt"}, 2), ({"通知.txt"}, 2), ({"青禾2025.docx"}, 0)]
)
def test_two_is_said_only_where_no_report_has_an_error(capsys, folder, left, code):
    for file in [one for one in folder.rglob("*") if one.is_file() and one.name not in left]:
        file.unlink()
    assert run(capsys, "check", folder, "--rule", "T3-01")[0] == code


def test_two_files_of_one_organ_and_year_are_named_with_the_one_that_serves_as_prior(capsys, folder):
    assert "有 2 份" not in run(capsys, "check", folder, "--rule", "Y-01")[2]
    (folder / "青禾2024另.report.json").write_text(dump_report(sound_prior()), encoding="utf-8")
    _, _, err = run(capsys, "check", folder, "--rule", "Y-01")
    (told,) = err.splitlines()
    assert "2024 年的报告有 2 份：青禾2024.report.json、青禾2024另.report.json，作为上年报告的是青禾2024" in told


def test_of_many_copies_the_first_three_are_named_with_their_number(capsys, folder):
    for number in range(3):
        (folder / f"青禾2024第{number}份.report.json").write_text(dump_report(sound_prior()), encoding="utf-8")
    (told,) = run(capsys, "check", folder, "--rule", "Y-01")[2].splitlines()
    names = "青禾2024.report.json、青禾2024第0份.report.json、青禾2024第1份.report.json 等，作为上年报告的是青禾2024"
    assert f"2024 年的报告有 4 份：{names}" in told


def test_files_of_kinds_that_are_not_read_are_told_in_one_line(capsys, folder):
    for name in ("扫描.jpg", "白水镇/打包.zip", "年报", "二维码.png", "青禾2025.jpg"):
        (folder / name).write_bytes(b"x")
    code, out, err = run(capsys, "check", folder, "--jsonl", "--rule", "T3-01")
    assert (code, len(out.splitlines())) == (1, 4)
    assert err == "提醒：另有 4 个文件不是可读的格式：二维码.png、年报、扫描.jpg 等，请逐一处理\n"


def test_an_empty_folder_with_a_workbook_is_one_line(folder, tmp_path):
    (tmp_path / "空").mkdir()
    ended = subprocess.run(
        [sys.executable, "-m", "report_assistant", "check", "空", "--xlsx", "空.xlsx"],
        cwd=tmp_path, capture_output=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)
    assert "文件夹里没有可核对的报告" in ended.stderr
    assert not (tmp_path / "空.xlsx").exists()


def test_last_year_s_reports_may_lie_in_a_folder_of_their_own(capsys, folder, tmp_path):
    (tmp_path / "往年").mkdir()
    (folder / "青禾2024.report.json").rename(tmp_path / "往年" / "青禾2024.report.json")
    (tmp_path / "往年" / "坏.report.json").write_text("{")
    _, out, err = run(capsys, "check", folder, "--prior", tmp_path / "往年", "--jsonl", "--rule", "Y-01")
    priors = {value["file"]: value.get("prior") for value in map(json.loads, out.splitlines())}
    assert priors["青禾2025.docx"] == "青禾2024.report.json"
    assert "坏.report.json" in err
    _, out, err = run(capsys, "check", folder / "青禾2025.docx", "--prior", tmp_path / "往年", "--json")
    assert "Y-01" not in {one["rule"] for one in json.loads(out)["not_judged"]}
    assert "上年报告：青禾2024.report.json" in err
    _, out, err = run(capsys, "check", folder / "白水镇" / "2025.report.json", "--prior", tmp_path / "往年", "--json")
    assert "没有样例市白水镇人民政府 2024 年的报告" in err
    assert "Y-01" in {one["rule"] for one in json.loads(out)["not_judged"]}


def test_the_workbook_has_a_line_a_finding_and_a_line_a_file(capsys, folder, tmp_path):
    arguments = ("check", folder, "--xlsx", tmp_path / "清单" / "问题.xlsx", "--rule", "T3-01")
    assert run(capsys, *arguments)[0] == 2
    assert not (tmp_path / "清单").exists()
    (tmp_path / "清单").mkdir()
    code, out, err = run(capsys, *arguments)
    assert (code, "共 4 份" in out, "已写入" in err) == (1, True, True)
    book = openpyxl.load_workbook(tmp_path / "清单" / "问题.xlsx")
    (finding,) = list(book["问题"].values)[1:]
    assert finding[:5] == ("白水镇/2025.report.json", OTHER.name, 2025, "T3-01", "错误")
    assert len(list(book["报告"].values)) == 5


def test_one_report_alone_can_be_written_to_a_workbook_too(capsys, folder, tmp_path):
    file = folder / "白水镇" / "2025.report.json"
    _, plain, _ = run(capsys, "check", file, "--rule", "T3-01")
    code, out, _ = run(capsys, "check", file, "--rule", "T3-01", "--xlsx", tmp_path / "问题.xlsx")
    assert (code, out) == (1, plain)
    content = io.BytesIO((tmp_path / "问题.xlsx").read_bytes())
    assert len(list(openpyxl.load_workbook(content)["问题"].values)) == 2


def test_reports_of_one_year_are_held_against_one_another_up_to_a_number(capsys, folder, monkeypatch):
    monkeypatch.setattr("report_assistant.batch.MOST_ACROSS", 3)
    _, _, err = run(capsys, "check", folder, "--jsonl", "--rule", "T3-01")
    assert "超过 3 份" in err
    assert MOST_ACROSS == 200


def test_coverage_lists_each_table_and_what_no_machine_can_check(capsys, folder):
    code, out, _ = run(capsys, "check", "--coverage")
    assert code == 0
    assert [line for line in out.splitlines() if line.startswith("表三")] == ["表三，共 175 格"]
    _, out, _ = run(capsys, "check", "--coverage", folder / "青禾2025.docx", "--json")
    assert set(json.loads(out)) == set(sound_report().cells)
    assert "T3-01" in json.loads(out)["T3:new:natural"]


def test_the_bar_is_drawn_on_a_terminal_and_nowhere_else(capsys, monkeypatch):
    assert list(watched(iter("甲乙"), 2, "核对")) == ["甲", "乙"]
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert list(watched(iter("甲乙"), 2, "核对")) == ["甲", "乙"]
    shown = capsys.readouterr()
    assert "核对" in shown.err
    assert shown.out == ""


def test_columns_stand_under_one_another_and_a_long_name_keeps_its_end():
    rows = [("文件", "年度", "错误"), ("甲" * 30 + "2025.docx", "2025", "一"), ("a", "2025", "二")]
    head, long, short = aligned(rows)
    assert long.startswith("…甲")
    assert "甲2025.docx  2025  一" in long
    assert short == "a" + " " * 39 + "  2025  二"
    assert head == "文件" + " " * 36 + "  年度  错误"


def test_a_crashed_rule_counts_as_an_error():
    summary = Summary()
    verdict = {"findings": [], "outcomes": {"crashed": 1}, "prior": None, "report": {"organ": "甲", "year": 2025}}
    summary.add({"file": "甲.docx", **verdict})
    assert summary.exit_code == 1
    assert "1 条规则程序出错" in list(summary.lines())[1]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise on Windows")
@pytest.mark.parametrize("stream", ["stderr", "stdout"])
def test_an_interrupt_ends_it_in_one_line(folder, stream):
    """While the processes begin (the line about too many reports is out), and while they judge."""
    for number in range(600):
        text = dump_report(replace(sound_report(), organ=replace(OTHER, name=f"样例市第{number}镇人民政府")))
        (folder / f"{number}.report.json").write_text(text, encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-u", "-m", "report_assistant", "check", str(folder), "--jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",  # reading one line may end within a character of the next
        start_new_session=True,
    )
    assert getattr(running, stream).readline()
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=60)
    told = [line for line in err.splitlines() if not line.startswith("提醒：超过")]
    assert (told, running.returncode) == (["已中断，已保存的内容不受影响。"], 3)


def test_notes_in_a_folder_are_passed_over_and_told_and_no_file_that_was_named(capsys, folder):
    (folder / "说明.md").write_text("各单位报告已收齐。\n", encoding="utf-8")
    _, out, err = run(capsys, "check", folder, "--jsonl", "--rule", "T3-01")
    assert "说明.md" not in out
    assert err.startswith("跳过 说明.md：不是")
    _, out, err = run(capsys, "check", folder / "说明.md", folder / "青禾2025.docx", "--jsonl", "--rule", "T3-01")
    assert "说明.md" in out
    assert err == ""


def test_a_folder_with_notes_alone_has_no_report(capsys, tmp_path):
    notes = tmp_path / "情况"
    notes.mkdir()
    (notes / "说明.md").write_text("各单位报告已收齐。\n", encoding="utf-8")
    code, out, err = run(capsys, "check", notes)
    assert (code, out) == (2, "")
    assert "没有可核对的报告" in err
