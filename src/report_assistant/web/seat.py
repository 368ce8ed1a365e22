"""A seat: one browser session with the desk before it.

The desk is replaced under a lock. What takes long (a model drafting) works on the desk as it was, and only
lays its proposals on the desk as it is by then: nothing typed meanwhile is lost.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from threading import RLock
from typing import Any

from report_assistant.chat import Reply
from report_assistant.checks import Stage
from report_assistant.desk import Desk
from report_assistant.drafting import PlainWriter
from report_assistant.errors import UnusableInput
from report_assistant.retrieval import Hit
from report_assistant.web.sight import Failure, Reviewing, Said, Sight
from report_assistant.workbench import Workbench

Change = Callable[[Desk], Desk]
_UNFIT = re.compile(r'[\x00-\x1f/\\:*?"<>|]')  # what no file system of an office computer takes
_LONGEST_STEM = 70  # characters; names are limited to 255 bytes


class Seat:
    """One session. `shown`: what each pane was last given; `tab`, `file`, `heed`: told or opened with the next one."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.desk = opening(bench)
        self.lock = RLock()
        self.stage = Stage.IMPORT
        self.talk: list[dict[str, Any]] = []
        self.said = Said()
        self.hits: tuple[Hit, ...] | None = None
        self.by = ""
        self.reviewing: Reviewing = ""
        self.failures: tuple[Failure, ...] = ()
        self.shown: dict[str, Any] = {}
        self.tab: str | None = None
        self.file: Path | None = None
        self.heed = ""
        self._prior_known = 0  # the newest revision of last year's report that was laid here
        self._folder: TemporaryDirectory[str] | None = None

    def change(self, act: Change) -> None:
        """Replace the desk by what a quick use-case makes of it."""
        with self.lock:
            self.catch_up()
            self.desk = act(self.desk)

    def turn_to(self, desk: Desk) -> None:
        """Lay another report on the desk; what was said and proposed for the old one goes."""
        with self.lock:
            self.desk, self.stage, self._prior_known = desk, Stage.IMPORT, 0
            self.talk, self.file, self.reviewing = [], None, ""

    def propose(self, act: Change) -> None:
        """Run a slow use-case that only proposes.

        Raises: UnusableInput where another report lies on the desk by the time it is done.
        """
        with self.lock:
            self.catch_up()
            before = self.desk
        self._settle(before, act(before))

    def converse(self, act: Callable[[Desk], Reply]) -> Reply:
        """Run a sentence; where it changed a desk that had moved on meanwhile, run it on the present one."""
        with self.lock:
            self.catch_up()
            before = self.desk
        reply = act(before)
        with self.lock:
            if self.desk is not before and reply.changed:
                before, reply = self.desk, act(self.desk)
            self._settle(before, reply.desk)
        return reply

    def catch_up(self) -> None:
        """Go on from what another page has saved of both reports: a change made on an older state would undo it."""
        report, known = self.desk.report, self.desk.revision
        newest = self.bench.revisions.latest(report.organ.name, report.year)
        if newest is not None and (known is None or newest.id > known.id):
            self.desk = replace(self.desk, report=newest.report, revision=newest)
        prior = self.desk.prior
        laid = self.bench.revisions.latest(prior.organ.name, prior.year) if prior else None
        if laid is not None and laid.id > self._prior_known:
            self._prior_known = laid.id
            self.desk = replace(self.desk, prior=laid.report)

    def _settle(self, before: Desk, after: Desk) -> None:
        with self.lock:
            if self.desk is before:
                self.desk = after
                return
            if (self.desk.report.organ, self.desk.report.year) != (before.report.organ, before.report.year):
                raise UnusableInput("起草期间换了一份报告，这份建议没有放入", remedy="请打开原来的报告再起草一次")
            gone = [proposal for proposal in before.proposals if proposal not in after.proposals]
            kept = tuple(proposal for proposal in self.desk.proposals if proposal not in gone)
            self.desk = replace(self.desk, proposals=kept)
            for proposal in after.proposals:
                if proposal not in before.proposals:
                    self.desk = self.desk.proposing(proposal)

    def file_named(self, stem: str, suffix: str) -> Path:
        """A path for a download; it lasts as long as the session."""
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="report-assistant-")
        return Path(self._folder.name) / (_UNFIT.sub("_", stem)[:_LONGEST_STEM] + suffix)

    def handed_out(self, file: Path) -> Path:
        """A copy for the browser: gradio serves no file of the data folder, which other sessions share."""
        return Path(copyfile(file, self.file_named(file.stem, file.suffix)))

    def close(self) -> None:
        """The session is over: its downloads go."""
        if self._folder is not None:
            self._folder.cleanup()

    def sight(self) -> Sight:
        """The desk judged and compared."""
        desk = self.desk
        verdict = self.bench.check(desk.report, desk.prior, stage=self.stage)
        comparison = self.bench.compare(desk.report, desk.prior) if desk.prior else None
        shown = (tuple(self.talk), self.said, self._writer(), self.hits, self.reviewing, self.failures)
        return Sight(desk, verdict, comparison, *shown)

    def _writer(self) -> str:
        writer = self.bench.writer
        return "离线起草" if isinstance(writer, PlainWriter) else f"模型 {writer.name}"


def opening(bench: Workbench) -> Desk:
    """The report that was last worked on; the shipped sample where there is none."""
    sample = bench.sample_desk()
    worked_on = [revision for revision in bench.revisions.reports() if revision.why != "prior"]
    if not worked_on:
        return sample
    newest = max(worked_on, key=lambda revision: revision.id).report
    is_sample = (newest.organ.name, newest.year) == (sample.report.organ.name, sample.report.year)
    return sample if is_sample else bench.desk_of(newest)
