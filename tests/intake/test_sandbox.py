"""Read apart is read the same; what outstays its limits, dies or speaks nonsense takes only its own file along."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from consistent import sound_prior, sound_report
from report_assistant.errors import UnusableInput
from report_assistant.export import render
from report_assistant.intake import parse_notes, read_bytes
from report_assistant.intake.confinement import MB, Limits
from report_assistant.intake.entry import figures_from_bytes
from report_assistant.intake.legacy import find_office
from report_assistant.intake.read import read_pasted
from report_assistant.intake.sandbox import Sandbox, read_apart, read_figures_apart, read_notes_apart, read_pasted_apart
from report_assistant.official import load_form
from report_assistant.report import dump_report

FORM = load_form("2021")
DOCX = render(sound_report(), ".docx")
NOTES = "# 监督保障\n- 全年开展培训3次".encode()
HUNGRY = b"[" + b"{}," * 1_500_000 + b"{}]"  # takes more than 150 MB before it is refused
SLOW = b"[" + b"1," * 8_000_000 + b"1]"  # takes about half a second
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds every limit")


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(2) as sandbox:
        yield sandbox


def pids(sandbox):
    return [process._process.pid for process in sandbox._idle]


def told(sandbox, content, name="甲.docx"):
    with pytest.raises(UnusableInput) as refused:
        sandbox.read(content, name)
    return str(refused.value)


class TestTheSameAsHere:
    @pytest.mark.parametrize("suffix", [".docx", ".html", ".txt", ".md"])
    def test_a_document_with_the_origin_of_every_cell(self, sandbox, suffix):
        content = render(sound_report(), suffix)
        found, here = sandbox.read(content, f"甲{suffix}"), read_bytes(content, f"甲{suffix}")
        assert (found, found.sources) == (here, here.sources)

    def test_figures_keep_what_was_named_and_nothing_else(self, sandbox):
        written = "T3:new:natural\t12\nT3:new:business\t\nT3:carried_in:natural\t3件".encode()
        found = sandbox.read_figures(written, "数据.tsv", FORM)
        assert found == figures_from_bytes(written, "数据.tsv", FORM)
        assert len(found.cells) == 3

    def test_notes(self, sandbox):
        assert sandbox.read_notes(NOTES, "说明.md") == parse_notes(NOTES.decode())

    @pytest.mark.parametrize(
        ("content", "name"), [(b"PK\x03\x04", "甲.docx"), (b" ", "甲.txt"), ("通知".encode(), "/乙/甲.txt")]
    )
    def test_a_refusal_word_for_word(self, sandbox, content, name):
        with pytest.raises(UnusableInput) as here:
            read_bytes(content, name)
        assert told(sandbox, content, name) == str(here.value)

    @pytest.mark.parametrize("suffix", [".html", ".txt"])
    def test_what_was_pasted(self, sandbox, suffix):
        written = render(sound_report(), suffix).decode()
        assert sandbox.read_pasted(written) == read_pasted_apart(written) == read_pasted(written)
        with pytest.raises(UnusableInput, match=r"^粘贴的内容：文件是空的"):
            sandbox.read_pasted(" ")

    @pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed here")
    def test_an_old_document_is_converted_here_and_read_apart(self, sandbox):
        plain = "\n".join(["{\\rtf1\\ansi", *(f"\\u{ord(sign)}?" for sign in "二、主动公开"), "}"])
        refused = told(sandbox, plain.encode(), "旧.rtf")
        assert "旧.rtf：不是政府信息公开工作年度报告" in refused  # read, after what no process apart may do

    def test_files_by_their_paths(self, tmp_path):
        for name, content in {"2025年 报告.docx": DOCX, "说明.md": NOTES, "数据.tsv": b"T3:new:natural\t1"}.items():
            (tmp_path / name).write_bytes(content)
        assert read_apart(tmp_path / "2025年 报告.docx") == read_bytes(DOCX, "2025年 报告.docx")
        assert read_notes_apart(tmp_path / "说明.md") == parse_notes(NOTES.decode())
        assert list(read_figures_apart(tmp_path / "数据.tsv", FORM).cells) == ["T3:new:natural"]

    def test_a_report_file_needs_no_process_unless_it_is_larger_than_any_report(self):
        written = dump_report(sound_report()).encode()
        with Sandbox(1) as sandbox:
            assert sandbox.read(written, "甲.report.json") == sound_report()
            assert pids(sandbox) == []
            assert sandbox.read(written + b" " * 2 * MB, "甲.report.json") == sound_report()
            assert len(pids(sandbox)) == 1

    @pytest.mark.parametrize("depth", [100_000, 3_000_000])
    def test_brackets_without_end_are_one_line_here_and_apart(self, sandbox, depth):
        assert "不是完整的 JSON" in told(sandbox, b"[" * depth, "甲.report.json")


class TestManyAtOnce:
    def test_files_come_in_their_order_and_broken_ones_stop_nobody(self, sandbox, tmp_path):
        sound = [render(sound_prior(), ".docx"), DOCX]
        paths = [tmp_path / f"{number}.docx" for number in range(12)]
        for number, path in enumerate(paths):
            path.write_bytes(b"PK\x03\x04" if number % 3 == 1 else sound[number % 2])
        paths[6].unlink()
        found = list(sandbox.read_many(paths))
        assert [path for path, _ in found] == paths
        refused = {path.name: str(one) for path, one in found if isinstance(one, UnusableInput)}
        assert list(refused) == ["1.docx", "4.docx", "6.docx", "7.docx", "10.docx"]
        assert "找不到文件" in refused["6.docx"]
        years = [one.year - sound_prior().year for path, one in found if path.name not in refused]
        assert years == [0, 0, 1, 1, 0, 1, 1]

    def test_who_stops_listening_stops_the_reading(self, sandbox, tmp_path):
        (tmp_path / "甲.txt").write_bytes(b"1")
        asked = []
        paths = (asked.append(number) or tmp_path / "甲.txt" for number in range(1000))
        found = sandbox.read_many(paths)
        next(found)
        found.close()
        assert len(asked) < 20

    def test_threads_share_the_processes_and_get_their_own_answers(self, sandbox):
        texts = [f"第{number}件事" for number in range(60)]
        with ThreadPoolExecutor(8) as crowd:
            found = list(crowd.map(lambda text: sandbox.read_notes(text.encode(), "说明.md"), texts))
        assert [notes[0].text for notes in found] == texts
        assert 1 <= len(pids(sandbox)) <= 2

    def test_a_process_is_replaced_before_it_is_worn(self):
        with Sandbox(1) as sandbox:
            seen = set()
            for _ in range(201):
                sandbox.read_notes(NOTES, "说明.md")
                seen |= set(pids(sandbox))
        assert len(seen) == 2


@linux
class TestLimits:
    @pytest.mark.parametrize(
        ("limits", "greedy", "why"),
        [
            (Limits(seconds=0.1), SLOW, "读取时用了超过 0.1 秒处理时间，已停止。请"),
            (Limits(memory=150 * MB), HUNGRY, "读取时用了超过 150 MB 内存，已停止。请"),
        ],
    )
    def test_a_greedy_file_is_ended_with_the_reason_and_the_next_one_is_read(self, limits, greedy, why):
        with Sandbox(1, limits) as sandbox:
            assert told(sandbox, greedy, "甲.report.json").startswith(f"甲.report.json：{why}")
            assert sandbox.read(DOCX, "甲.docx") == read_bytes(DOCX, "甲.docx")

    def test_time_counts_for_each_file_and_not_for_all(self):
        with Sandbox(1, Limits(seconds=0.7)) as sandbox:
            for _ in range(16):
                told(sandbox, b"[" + b"1," * 2_000_000 + b"1]", "甲.report.json")
            assert len(pids(sandbox)) == 1

    def test_a_process_may_be_idle_for_longer_than_it_may_read(self):
        with Sandbox(1, Limits(wall=1)) as sandbox:
            sandbox.read_notes(NOTES, "说明.md")
            (begun,) = pids(sandbox)
            time.sleep(1.1)
            sandbox.read_notes(NOTES, "说明.md")
            assert pids(sandbox) == [begun]

    def test_waiting_counts_as_well(self):
        with Sandbox(1, Limits(wall=0.02)) as sandbox:
            assert "甲.docx：超过 0.02 秒仍未读完，已停止" in told(sandbox, DOCX)

    def test_this_process_holds_no_more_than_the_file(self):
        def resident():
            with open("/proc/self/statm", encoding="ascii") as told:
                return int(told.read().split()[1]) * 4096

        with Sandbox(1, Limits(memory=150 * MB)) as sandbox:
            told(sandbox, HUNGRY, "甲.report.json")
            before = resident()
            for _ in range(4):
                told(sandbox, HUNGRY, "甲.report.json")
            assert resident() - before < 5 * MB
