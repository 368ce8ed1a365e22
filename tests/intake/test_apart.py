"""A process apart knows nothing, reaches nobody, and is missed by nobody when it is gone."""

import json
import os
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path
from threading import Timer

import pytest

from consistent import sound_report
from report_assistant.errors import SurroundingsFailed, UnusableInput
from report_assistant.export import render
from report_assistant.intake import apart
from report_assistant.intake.apart import ReadingProcess
from report_assistant.intake.confinement import MB, Limits, memory_used, why_ended
from report_assistant.intake.sandbox import Sandbox

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds every limit, and shows it in /proc")
DOCX = render(sound_report(), ".docx")
NOTES = "培训3次".encode()


@pytest.fixture
def sandbox():
    with Sandbox(1) as sandbox:
        sandbox.read_notes(NOTES, "说明.md")
        yield sandbox


def process_of(sandbox):
    (process,) = sandbox._idle
    return process


def proc(sandbox, name):
    return Path(f"/proc/{process_of(sandbox)._process.pid}/{name}")


def gone(pid, seconds=10):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.02)
    return False


def run(code, *arguments):
    script = [sys.executable, "-c", code, *arguments]
    return subprocess.run(script, capture_output=True, text=True, timeout=60, check=False)


class TestWhatItHas:
    def test_no_secret_and_no_open_file_of_ours(self, monkeypatch, tmp_path):
        monkeypatch.setenv("REPORT_ASSISTANT_LLM_API_KEY", "sk-1")
        with open(tmp_path / "甲", "wb") as ours, Sandbox(1) as sandbox:
            os.set_inheritable(ours.fileno(), True)
            sandbox.read_notes(NOTES, "说明.md")
            known = {line.split(b"=")[0] for line in proc(sandbox, "environ").read_bytes().split(b"\0") if line}
            assert known <= {b"TMPDIR", b"TEMP", b"OPENBLAS_NUM_THREADS", b"OMP_NUM_THREADS", b"LD_LIBRARY_PATH"}
            open_files = {os.readlink(one) for one in proc(sandbox, "fd").iterdir()}
            assert [one for one in open_files if one.endswith("甲")] == []

    def test_its_limits_are_the_system_s(self, sandbox):
        lines = proc(sandbox, "limits").read_text().splitlines()
        limits = {line[:26].strip(): line[26:47].strip() for line in lines}
        assert limits["Max address space"] == str(512 * MB)
        assert (limits["Max processes"], limits["Max core file size"]) == ("0", "0")
        assert sandbox.held[1:] == ("内存 512 MB", "处理时间 10 秒")

    def test_a_folder_of_its_own_which_goes_with_it(self, sandbox):
        folder = Path(os.readlink(proc(sandbox, "cwd")))
        assert list(folder.iterdir()) == []
        sandbox.close()
        assert not folder.exists()

    @pytest.mark.parametrize(
        "call",
        [
            "import socket; socket.create_connection(('127.0.0.1', 9), 1)",
            "import socket; socket.getaddrinfo('127.0.0.1', 9)",
            "import subprocess; subprocess.run(['true'])",
            "import os; os.system('true')",
            "import os; os.fork()",
            "import os; os.execv('/bin/true', ['true'])",
        ],
    )
    def test_neither_network_nor_other_programs(self, call):
        confined = "from report_assistant.intake.confinement import *; confine(Limits())\n"
        assert "is refused where documents are read" in run(confined + call).stderr

    def test_its_peak_is_its_own_and_not_that_of_who_began_it(self):
        code = """if True:
            import subprocess, sys
            ballast = bytearray(400_000_000)
            asked = "from report_assistant.intake.confinement import *; print(memory_used(Limits()))"
            print(subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True).stdout)"""
        assert 0 < float(run(code).stdout) < 0.3
        assert memory_used(Limits(memory=1)) > 1

    def test_what_was_read_with_hardly_any_memory_left_is_not_believed(self):
        code = """if True:
            from io import BytesIO
            from report_assistant.intake.child import _serve, write_frame
            from report_assistant.intake.confinement import Limits
            asked = BytesIO()
            write_frame(asked, b'{"kind": "notes", "name": "a.md", "form": "2021"}')
            write_frame(asked, b"words")
            for memory in (2**40, 1):
                asked.seek(0)
                answers = BytesIO()
                try:
                    _serve(asked, answers, Limits(memory=memory))
                except MemoryError:
                    print("starved")
                print(b"words" in answers.getvalue())"""
        assert run(code).stdout.split() == ["True", "starved", "False"]


class TestHowItEnds:
    def test_one_that_died_meanwhile_is_replaced_unnoticed(self, sandbox):
        process_of(sandbox)._process.kill()
        process_of(sandbox)._process.wait()
        assert sandbox.read(DOCX, "甲.docx") == sound_report()

    def test_one_that_dies_on_a_file_takes_only_that_along(self, sandbox, caplog):
        pid, folder = process_of(sandbox)._process.pid, Path(os.readlink(proc(sandbox, "cwd")))
        os.kill(pid, signal.SIGSTOP)
        end = Timer(0.2, os.kill, (pid, signal.SIGKILL))
        end.start()
        with pytest.raises(UnusableInput, match=r"^甲.docx：读取程序意外中止，文件可能损坏或有害。请核对"):
            sandbox.read(DOCX, "甲.docx")
        assert "甲.docx: the reading process ended (-9)" in caplog.text
        assert not folder.exists()
        assert sandbox.read(DOCX, "甲.docx") == sound_report()

    def test_one_that_no_timer_of_its_own_ends_is_ended_from_here(self, monkeypatch):
        monkeypatch.setattr(apart, "_GRACE_S", 0.1)
        with Sandbox(1, Limits(wall=1)) as sandbox:
            sandbox.read_notes(NOTES, "说明.md")
            os.kill(process_of(sandbox)._process.pid, signal.SIGSTOP)
            with pytest.raises(UnusableInput, match="超过 1 秒仍未读完"):
                sandbox.read(DOCX, "甲.docx")

    def test_none_outlives_who_began_it(self):
        code = """if True:
            import os, signal
            from report_assistant.intake.sandbox import shared
            shared().read_notes("甲".encode(), "甲.md")
            pid = shared()._idle[0]._process.pid
            print(pid, os.readlink(f"/proc/{pid}/cwd"), flush=True)
            os.kill(os.getpid(), signal.SIGKILL)"""
        pid, folder = run(code).stdout.split()
        assert gone(pid)
        assert not Path(folder).exists()

    def test_a_copy_of_this_process_asks_processes_of_its_own(self):
        code = """if True:
            import os
            from report_assistant.intake.sandbox import shared
            ours = shared()
            if os.fork() == 0:
                os._exit(shared() is ours)
            print(os.wait()[1])"""
        assert run(code).stdout == "0\n"

    def test_where_none_can_begin_the_surroundings_are_to_blame(self, monkeypatch, caplog):
        monkeypatch.setattr(apart, "_BEGIN", "raise SystemExit('no such module')")
        with pytest.raises(SurroundingsFailed, match="启动不了") as failed:
            ReadingProcess(Limits())
        assert failed.value.retry
        assert "no such module" in caplog.text

    def test_exit_codes_that_are_no_limit_s_say_nothing(self):
        assert [why_ended(code, Limits(), overstayed=False) for code in (0, 1, -signal.SIGSEGV, -signal.SIGKILL)] == [
            None
        ] * 4


class TestNonsense:
    """What a process says once strangers have taken it over."""

    def speaking(self, monkeypatch, *frames):
        greeting = [json.dumps({"held": []}).encode(), b""]
        spoken = b"".join(struct.pack(">I", len(one)) + one for one in greeting) + b"".join(frames)
        monkeypatch.setattr(
            apart, "_BEGIN", f"import sys; sys.stdout.buffer.write({spoken!r}); sys.stdout.flush(); sys.stdin.read()"
        )
        return Sandbox(1)

    @pytest.mark.parametrize("head", [b"{", b"[]", b'"refused"', b"[" * 5000, b"\xff"])
    def test_is_the_end_of_it(self, monkeypatch, head):
        monkeypatch.setattr(apart, "_GRACE_S", 0.1)
        with self.speaking(monkeypatch, struct.pack(">I", len(head)) + head, struct.pack(">I", 0)) as sandbox:
            with pytest.raises(UnusableInput, match="意外中止"):
                sandbox.read(DOCX, "甲.docx")
            assert sandbox._idle == []

    def test_more_than_a_report_can_be_is_not_taken(self, monkeypatch):
        monkeypatch.setattr(apart, "_GRACE_S", 0.1)
        head = b'{"refused": null, "last": false}'
        frames = struct.pack(">I", len(head)) + head, struct.pack(">I", 2**31)
        with self.speaking(monkeypatch, *frames) as sandbox, pytest.raises(UnusableInput, match="异常庞大"):
            sandbox.read(DOCX, "甲.docx")

    def test_what_is_no_report_file_is_refused_as_one(self, monkeypatch):
        head = b'{"refused": null, "last": false}'
        frames = struct.pack(">I", len(head)) + head, struct.pack(">I", 2) + b"{}"
        with self.speaking(monkeypatch, *frames) as sandbox, pytest.raises(UnusableInput, match="不是报告文件"):
            sandbox.read(DOCX, "甲.docx")
