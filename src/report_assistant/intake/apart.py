"""One process apart, as the side that asks sees it: begun, asked, found dead, ended."""

import json
import logging
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryFile, mkdtemp
from threading import Timer
from typing import IO, Any, cast

from report_assistant.errors import NoReport, SurroundingsFailed, UnusableInput
from report_assistant.intake.child import FrameTooLong, read_frame, write_frame
from report_assistant.intake.confinement import MB, Limits, why_ended
from report_assistant.report import Report, parse_report
from report_assistant.settings import bare_environment

_log = logging.getLogger(__name__)
_BEGIN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from report_assistant.intake.child import main; main()"
)
_MOST_HEAD = MB // 16
_MOST_ANSWERED = 4 * MB  # a long report with the origin of every cell takes a tenth of it
_GRACE_S = 2  # its own timer comes first, where the system has one
_TAIL = 4000
_NOTHING_SAID = (None, None)

Answer = tuple[bytes | None, bytes | None]


class ReadingProcess:
    """A process that reads one document after another, for one asker at a time; it inherits nothing.

    `fit`: whether it may be asked again. `held`: the limits it set on itself, in words.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._overstayed = False
        self._folder = Path(mkdtemp(prefix="report-assistant-apart-"))
        self._complaints = TemporaryFile()  # noqa: SIM115  (closed by `end`)
        self._process = self._begun()
        self.fit = False
        self.held = self._greeting()
        self.fit = True

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def ask(self, head: bytes, content: bytes, name: str) -> Report:
        """What it read in a document; `name` is told in messages.

        Raises: UnusableInput where it refused the document, or did not survive it.
        """
        self.fit = False
        try:
            spoken, written = self._exchange(head, content)
        except FrameTooLong as error:
            remedy = "请核对文件，只导入一份年度报告"
            raise UnusableInput("读出的内容异常庞大，不像一份年度报告", where=name, remedy=remedy) from error
        told = _told(spoken)
        if told is None or written is None:
            raise self._death(name)
        self.fit = not told.get("last", True)
        if refused := told.get("refused"):
            kind = NoReport if refused.get("sound") else UnusableInput
            raise kind(str(refused["what"]), where=name, remedy=str(refused["remedy"]))
        return parse_report(written.decode("utf-8", "replace"), name)

    def end(self) -> None:
        """Let it go; one that is in the midst of something, at once."""
        if not self.fit:
            self._process.kill()
        self.fit = False
        with suppress(OSError):  # it may have died before all was sent
            self._pipes[0].close()
        self._exit_code()
        self._pipes[1].close()
        self._complaints.close()
        rmtree(self._folder, ignore_errors=True)

    @property
    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        return cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)

    def _begun(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-I", "-B", "-c", _BEGIN, json.dumps(sys.path), json.dumps(asdict(self._limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            cwd=self._folder,
            env=bare_environment(self._folder),
            start_new_session=True,  # Ctrl+C is for the asker, who then closes the pipe
        )

    def _greeting(self) -> tuple[str, ...]:
        told = _told(self._exchange()[0])
        if told is not None:
            return tuple(told["held"])
        code = self._exit_code()
        self._log_complaints(f"a reading process did not begin ({code})")
        self.end()
        remedy = "请关闭一些程序后重试；仍然如此请运行 report-assistant doctor"
        raise SurroundingsFailed("读取文档的程序启动不了", remedy=remedy, retry=True)

    def _exchange(self, *sent: bytes) -> Answer:
        """Send frames and take the answer; two times None where it ends instead."""
        requests, answers = self._pipes
        guard = Timer(self._limits.wall + _GRACE_S, self._stop)
        guard.daemon = True
        guard.start()
        try:
            for frame in sent:
                write_frame(requests, frame)
            requests.flush()
            return read_frame(answers, _MOST_HEAD), read_frame(answers, _MOST_ANSWERED)
        except OSError:
            return _NOTHING_SAID
        finally:
            guard.cancel()

    def _stop(self) -> None:
        self._overstayed = True
        self._process.kill()

    def _exit_code(self) -> int:
        """How it ended; it is given a moment, and no more."""
        try:
            return self._process.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _death(self, name: str) -> UnusableInput:
        """Why it did not survive a document."""
        code = self._exit_code()
        why = why_ended(code, self._limits, overstayed=self._overstayed)
        if why is not None:
            remedy = "请用 Word 或 WPS 打开，只留年度报告的文字和表格，另存为新的 .docx 再导入"
            return UnusableInput(why, where=name, remedy=remedy)
        self._log_complaints(f"{name}: the reading process ended ({code})")
        remedy = "请核对文件来源；来源可靠的，请用 Word 或 WPS 打开后另存为新的 .docx 再导入"
        return UnusableInput("读取程序意外中止，文件可能损坏或有害", where=name, remedy=remedy)

    def _log_complaints(self, what: str) -> None:
        self._complaints.seek(0)
        written = self._complaints.read().decode("utf-8", "replace")
        _log.error("%s\n%s", what, written[-_TAIL:])


def _told(spoken: bytes | None) -> dict[str, Any] | None:
    """The head of an answer; None where there is none, or nothing that can be one."""
    try:
        told = json.loads(spoken or b"")
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None
