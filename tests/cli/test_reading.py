"""`read` of a folder: a report file for each document, a line for each, nothing read twice and nothing lost."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest

from consistent import sound_prior, sound_report
from report_assistant.batch import sources
from report_assistant.cli import main
from report_assistant.cli.shelf import LEDGER, Shelf, digest_of, told
from report_assistant.cli.show import document_line
from report_assistant.cli.summary import tell
from report_assistant.errors import UnusableInput, one_line
from report_assistant.export import render
from report_assistant.export.xlsx import figures_sheet
from report_assistant.official import load_form
from report_assistant.report import UNREADABLE, Confidence, Organ, Remark, Source, dump_report, given, parse_report

NAME = sound_report().organ.name
OTHER = replace(sound_report(), organ=Organ("样例市白水镇人民政府", "白水镇", "township"))
ALL_READ = {"青禾2025.docx", "青禾2025.html", "白水镇/2024.report.json"}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Two documents of one name, one in a folder below, one that is no report, notes and the figures' sheet."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "各单位"
    (folder / "白水镇").mkdir(parents=True)
    for suffix in (".docx", ".html"):
        (folder / f"青禾2025{suffix}").write_bytes(render(sound_report(), suffix))
    put(folder / "白水镇" / "2024.report.json", sound_prior())
    (folder / "通知.txt").write_text("关于召开座谈会的通知\n请各股室参加。\n", encoding="utf-8")
    (folder / "说明.md").write_text("各单位报告已收齐。\n", encoding="utf-8")
    (folder / "数据.xlsx").write_bytes(figures_sheet(load_form("2021"), NAME, 2025, None))
    return folder


def put(file, report):
    file.write_text(dump_report(report), encoding="utf-8")


def run(capsys, *arguments):
    code = main(["read", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def lines_of(capsys, *arguments):
    """What `--jsonl` tells of each file, without exit code and summary."""
    return {line["file"]: line for line in map(json.loads, run(capsys, *arguments, "--jsonl")[1].splitlines())}


def only_reports(folder):
    for name in ("通知.txt", "说明.md", "数据.xlsx"):
        (folder / name).unlink()


class TestAFolder:
    def test_each_document_gets_a_report_file_that_keeps_its_name_and_suffix(self, capsys, folder, tmp_path):
        code, _, err = run(capsys, folder, "-o", "结果")
        written = {file.relative_to(tmp_path / "结果").as_posix() for file in (tmp_path / "结果").rglob("*.json")}
        assert written == {f"{name.removesuffix('.report.json')}.report.json" for name in ALL_READ}
        assert code == 2
        assert err == "读入 3 份，跳过 0 份（此前已读入），未能读入 1 份，不是报告 2 份；报告文件在 结果\n"
        read = parse_report((tmp_path / "结果" / "青禾2025.docx.report.json").read_text(encoding="utf-8"))
        assert read.cells == sound_report().cells
        assert read.sources

    def test_a_line_tells_whose_report_and_how_well_it_was_read_or_why_it_was_not(self, capsys, folder):
        _, out, _ = run(capsys, folder, "-o", "结果")
        by_name = {line.partition("：")[0]: line.partition("：")[2] for line in out.splitlines()}
        assert set(by_name) == ALL_READ | {"通知.txt", "说明.md", "数据.xlsx"}
        assert by_name["青禾2025.docx"] == f"{NAME} 2025 年，200/200 格有数，识别提示 0，存疑 0 格"
        assert by_name["通知.txt"].startswith("未能读入：不是政府信息公开工作年度报告")
        assert by_name["说明.md"].startswith("不作为报告：")
        assert by_name["数据.xlsx"].startswith("不作为报告：这是数据填报表")

    def test_json_is_a_line_a_file_or_one_value_of_the_same(self, capsys, folder):
        found = lines_of(capsys, folder, "-o", "结果")
        assert found["白水镇/2024.report.json"] == {
            "file": "白水镇/2024.report.json", "report": "白水镇/2024.report.json", "organ": NAME, "year": 2024,
            "form": "2021", "given": 200, "cells": 200, "remarks": 0, "doubtful": 0, "skipped": False,
        }  # fmt: skip
        assert set(found["通知.txt"]) == {"file", "error"}
        assert set(found["数据.xlsx"]) == {"file", "passed_over"}
        again = json.loads(run(capsys, folder, "-o", "另一处", "--json")[1])
        assert again == list(found.values())

    def test_a_file_of_a_kind_that_is_not_read_has_a_line_that_says_why(self, capsys, folder):
        (folder / "白水镇" / "扫描.jpg").write_bytes(b"x")
        only_reports(folder)
        code, out, err = run(capsys, folder, "-o", "结果")
        assert out.splitlines()[-1].startswith("白水镇/扫描.jpg：未读：不能读取 .jpg 文件。请用报告的 Word 原稿")
        assert (code, "读入 3 份" in err, "不是报告 0 份，格式不可读 1 份；" in err) == (0, True, True)
        found = lines_of(capsys, folder, "-o", "结果")
        assert set(found["白水镇/扫描.jpg"]) == {"file", "unread"}

    def test_it_is_clean_where_every_report_was_read(self, capsys, folder):
        (folder / "通知.txt").unlink()
        assert run(capsys, folder, "-o", "结果")[0] == 0

    def test_a_damaged_workbook_is_no_file_that_only_lies_there(self, capsys, folder):
        only_reports(folder)
        (folder / "数据.xlsx").write_bytes(b"PK\x03\x04 broken off")
        code, out, err = run(capsys, folder, "-o", "结果")
        assert (code, "数据.xlsx：未能读入：" in out, "未能读入 1 份，不是报告 0 份" in err) == (2, True, True)

    def test_the_twin_of_a_refused_document_takes_its_place_also_the_second_time(self, capsys, folder):
        only_reports(folder)
        (folder / "青禾2025.docx").rename(folder / "青禾2025.wps")
        (folder / "青禾2025.html").write_text("<p>网页打不开</p>", encoding="utf-8")
        for skipped in (False, True):
            code, out, err = run(capsys, folder, "-o", "结果", "--jsonl")
            found = {line["file"]: line for line in map(json.loads, out.splitlines())}
            assert (code, set(found)) == (0, {"青禾2025.wps", "白水镇/2024.report.json"})
            assert found["青禾2025.wps"]["skipped"] is skipped
            assert "提醒：青禾2025.html 不能读取（不是政府信息公开工作年度报告" in err

    def test_a_report_file_that_cannot_be_written_keeps_no_other_from_it(self, capsys, folder, tmp_path):
        only_reports(folder)
        (tmp_path / "结果").mkdir()
        (tmp_path / "结果" / "白水镇").write_text("在前面", encoding="utf-8")
        found = lines_of(capsys, folder, "-o", "结果")
        assert "文件写不进去" in found["白水镇/2024.report.json"]["error"]
        assert {name for name, line in found.items() if "error" not in line} == ALL_READ - {"白水镇/2024.report.json"}
        assert run(capsys, folder, "-o", "结果")[0] == 3

    def test_the_report_files_may_lie_below_the_documents_and_are_no_documents_then(self, capsys, folder):
        only_reports(folder)
        for _ in range(2):
            assert set(lines_of(capsys, folder, "-o", folder / "结果")) == ALL_READ
        assert run(capsys, folder / "白水镇", "-o", folder)[2].startswith("读入 1 份")

    @pytest.mark.parametrize(
        ("target", "says"),
        [
            ([], "请用 -o 写一个文件夹"),
            (["-o", "a.report.json"], "应是文件夹"),
            (["-o", "各单位/../各单位"], "放在一起"),
        ],
    )
    def test_a_wrong_place_for_the_report_files_is_one_line(self, capsys, folder, target, says):
        code, out, err = run(capsys, folder, *target)
        assert (code, out, len(err.splitlines())) == (2, "", 1)
        assert says in err

    def test_nothing_but_what_was_written_here_is_nothing_to_read(self, capsys, folder):
        (folder / "白水镇" / "结果").mkdir()
        (folder / "白水镇" / "2024.report.json").rename(folder / "白水镇" / "结果" / "2024.report.json")
        code, _, err = run(capsys, folder / "白水镇", "-o", folder / "白水镇" / "结果")
        assert (code, "没有可读入的报告" in err) == (2, True)


class TestAgain:
    def test_what_was_read_is_not_read_again_and_what_changed_is(self, capsys, folder, tmp_path):
        only_reports(folder)
        first = lines_of(capsys, folder, "-o", "结果")
        assert lines_of(capsys, folder, "-o", "结果") == {n: line | {"skipped": True} for n, line in first.items()}
        (folder / "青禾2025.html").write_bytes(render(sound_report().with_cells({"T3:new:natural": given(8)}), ".html"))
        (tmp_path / "结果" / "青禾2025.docx.report.json").unlink()
        again = lines_of(capsys, folder, "-o", "结果")
        assert {name for name, line in again.items() if line["skipped"]} == {"白水镇/2024.report.json"}
        read = parse_report((tmp_path / "结果" / "青禾2025.html.report.json").read_text(encoding="utf-8"))
        assert read.value("T3:new:natural") == 8
        assert "（此前已读入）" in run(capsys, folder, "-o", "结果")[1].splitlines()[0]

    def test_another_version_of_the_program_reads_everything_again(self, capsys, folder, monkeypatch):
        only_reports(folder)
        lines_of(capsys, folder, "-o", "结果")
        monkeypatch.setattr("report_assistant.cli.shelf.__version__", "9")
        assert not any(line["skipped"] for line in lines_of(capsys, folder, "-o", "结果").values())

    def test_a_refused_document_is_tried_again(self, capsys, folder):
        assert "error" in lines_of(capsys, folder, "-o", "结果")["通知.txt"]
        (folder / "通知.txt").write_bytes(render(sound_report(), ".txt"))
        assert lines_of(capsys, folder, "-o", "结果")["通知.txt"]["organ"] == NAME

    @pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise on Windows")
    def test_broken_off_it_leaves_whole_files_and_goes_on_where_it_stopped(self, capsys, tmp_path):
        many = tmp_path / "多"
        many.mkdir()
        for number in range(300):
            put(many / f"第{number}镇.report.json", sound_report())
        running = subprocess.Popen(
            [sys.executable, "-m", "report_assistant", "read", str(many), "-o", "结果"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", errors="replace", start_new_session=True,
        )  # fmt: skip
        assert running.stdout.readline()
        os.killpg(running.pid, signal.SIGINT)
        summary, last = running.communicate(timeout=60)[1].splitlines()
        told_of = int(summary.partition("读入 ")[2].partition(" ")[0])
        assert (last, running.returncode) == ("已中断，已保存的内容不受影响。", 3)
        written = list((tmp_path / "结果").glob("*.report.json"))
        assert len(written) < 300
        assert all(parse_report(file.read_text(encoding="utf-8")) == sound_report() for file in written)
        known = [line for line in lines_of(capsys, many, "-o", "结果").values() if line["skipped"]]
        assert 1 <= told_of <= len(known) <= len(written) <= told_of + 1  # it may stop between any two steps of one
        assert len(list((tmp_path / "结果").glob("*.report.json"))) == 300


class TestTheShelf:
    def known(self, tmp_path, name="甲.docx", digest="1"):
        return Shelf(tmp_path).known(name, digest)

    def test_a_line_that_was_broken_off_or_is_no_entry_costs_one_reading(self, tmp_path):
        Shelf(tmp_path).put("甲.docx", "1", sound_report())
        with (tmp_path / LEDGER).open("a", encoding="utf-8") as ledger:
            ledger.write('\n{"file": "乙.docx", "re')
        Shelf(tmp_path).put("丙.docx", "3", sound_report())
        with (tmp_path / LEDGER).open("a", encoding="utf-8") as ledger:
            ledger.write('\n{"file": "丁.docx"}\n[]\n7')
        known = {
            name for name in ("甲.docx", "乙.docx", "丙.docx", "丁.docx") for n in "13" if self.known(tmp_path, name, n)
        }
        assert known == {"甲.docx", "丙.docx"}
        assert self.known(tmp_path, digest="2") is None

    def test_a_report_file_that_somebody_corrected_is_never_written_over(self, tmp_path):
        shelf, target = Shelf(tmp_path), tmp_path / "甲.docx.report.json"
        shelf.put("甲.docx", "1", sound_report())
        put(target, sound_report().with_cells({"T3:new:natural": given(8)}))
        assert self.known(tmp_path) is not None
        corrected = target.read_bytes()
        with pytest.raises(UnusableInput, match="没有覆盖。请先把它移到别处"):
            Shelf(tmp_path).put("甲.docx", "2", sound_report())
        assert target.read_bytes() == corrected

    def test_another_organ_s_report_of_the_same_name_is_not_written_over(self, tmp_path):
        Shelf(tmp_path).put("2025.docx", "1", sound_report())
        with pytest.raises(UnusableInput, match="没有覆盖"):
            Shelf(tmp_path).put("2025.docx", "2", OTHER)
        assert Shelf(tmp_path).put("2025.docx", "1", OTHER)["organ"] == OTHER.organ.name  # the same bytes, read better

    def test_without_its_entry_a_report_file_is_taken_as_it_stands_if_it_is_the_same(self, tmp_path):
        Shelf(tmp_path).put("甲.docx", "1", sound_report())
        (tmp_path / LEDGER).unlink()
        with pytest.raises(UnusableInput, match="没有覆盖"):
            Shelf(tmp_path).put("甲.docx", "1", sound_prior())
        Shelf(tmp_path).put("甲.docx", "1", sound_report())
        assert self.known(tmp_path)["year"] == 2025

    def test_what_is_too_large_or_cannot_be_opened_has_no_digest(self, tmp_path, monkeypatch):
        (tmp_path / "甲.txt").write_bytes(b"1")
        assert len(digest_of(tmp_path / "甲.txt")) == 64
        assert digest_of(tmp_path / "没有.txt") == ""
        monkeypatch.setattr("report_assistant.cli.shelf.MAX_BYTES", 0)
        assert digest_of(tmp_path / "甲.txt") == ""


class TestWhatIsTold:
    def test_doubtful_cells_remarks_and_a_missing_name_are_told(self):
        ref = "T3:new:natural"
        unsure = Source("0 0", 2, 4, 1, UNREADABLE, Confidence.DOUBTFUL)
        sure = Source("3", 2, 4, 2, given(3), Confidence.FOLDED)
        report = replace(
            sound_report().with_cells({ref: UNREADABLE}),
            organ=Organ("〔待补充：单位名称〕"),
            remarks=(Remark("organ-missing", "title", "没有单位名称"),),
            sources={ref: unsure, "T3:new:business": sure},
        )
        line = told("甲.docx", report)
        assert (line["organ"], line["given"], line["remarks"], line["doubtful"]) == (None, 199, 1, 1)
        assert document_line(line) == "甲.docx：单位名称不明 2025 年，199/200 格有数，识别提示 1，存疑 1 格"

    def test_a_file_s_name_never_makes_two_lines_or_speaks_to_the_terminal(self):
        assert document_line({"file": "甲\n乙\x1b[2J.docx", "error": "坏"}) == "甲 乙\ufffd[2J.docx：未能读入：坏"
        assert one_line(" 甲 \u3000 乙\u202e") == "甲 乙\ufffd"

    def test_beneath_a_bar_a_line_still_goes_to_standard_output(self, capsys, monkeypatch):
        tell("甲")
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        tell("乙")
        assert capsys.readouterr() == ("甲\n乙\n", "")


class TestOneDocument:
    def test_jsonl_is_its_line_with_where_its_report_file_lies(self, capsys, folder):
        code, out, _ = run(capsys, folder / "青禾2025.docx", "--jsonl", "-o", "甲.report.json")
        assert code == 0
        assert json.loads(out) == told("青禾2025.docx", sound_report()) | {"report": "甲.report.json"}
        code, out, err = run(capsys, folder / "通知.txt", "--jsonl")
        assert (code, set(json.loads(out)), err) == (2, {"file", "error"}, "")

    def test_a_workbook_alone_in_a_folder_may_be_the_report_and_one_beside_a_document_is_not(self, tmp_path):
        for name in ("甲/2025.xlsx", "乙/2025.xlsx", "乙/2025.docx"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(b"1")
        assert [one.name for one in sources([tmp_path / "甲"])] == ["2025.xlsx"]
        assert [one.name for one in sources([tmp_path / "乙"])] == ["2025.docx"]
