"""A folder of report files that were read from documents, and the ledger of what was read.

A document is entered when its report file stands there whole. So a run that was broken off goes on with the next
document, and a report file that somebody has corrected since is never written over.
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from report_assistant import __version__
from report_assistant.errors import UnusableInput
from report_assistant.export import write_whole
from report_assistant.intake.files import MAX_BYTES
from report_assistant.intake.identity import UNNAMED
from report_assistant.report import Confidence, Report, dump_report
from report_assistant.report.file import SUFFIX

LEDGER = ".read.jsonl"
_TOLD = ("file", "report", "organ", "year", "form", "given", "cells", "remarks", "doubtful", "skipped")
_ENTERED = {*_TOLD, "sha256", "program", "written"}


class Shelf:
    """The folder, with what its ledger says of each document."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._entries = {entry["file"]: entry for entry in _entries(folder / LEDGER)}

    def known(self, name: str, digest: str) -> dict[str, Any] | None:
        """What was told of this document, if this program read just these bytes and the report file is still there."""
        entry = self._entries.get(name)
        if entry is None or (entry["sha256"], entry["program"]) != (digest, __version__):
            return None
        if not (self.folder / _report_name(name)).is_file():
            return None
        return {key: entry[key] for key in _TOLD} | {"skipped": True}

    def put(self, name: str, digest: str, report: Report) -> dict[str, Any]:
        """The report's file, written and entered; what is told of it.

        Raises: UnusableInput where another report stands in its place; SurroundingsFailed where the disk refuses.
        """
        written = dump_report(report).encode()
        line = told(name, report) | {"report": _report_name(name)}
        entry = line | {"sha256": digest, "program": __version__, "written": sha256(written).hexdigest()}
        target = self.folder / _report_name(name)
        if target.exists() and not self._may_replace(target, entry):
            remedy = "请先把它移到别处或者改名，再读一次"
            raise UnusableInput("这里已有改过的或者另一份报告文件，没有覆盖", where=str(target), remedy=remedy)
        write_whole(target, written)
        with (self.folder / LEDGER).open("a", encoding="utf-8") as ledger:
            ledger.write(f"\n{json.dumps(entry)}")  # a line that was broken off stays alone on its own
        self._entries[name] = entry
        return line

    def _may_replace(self, target: Path, entry: Mapping[str, Any]) -> bool:
        """Whether nothing is lost: the same stands there, or what was written of these bytes or this organ and year."""
        standing, before = digest_of(target), self._entries.get(entry["file"])
        if before is None or standing != before["written"]:
            return standing == entry["written"]
        return any(all(before[key] == entry[key] for key in keys) for keys in (["sha256"], ["organ", "year"]))


def told(name: str, report: Report) -> dict[str, Any]:
    """One line of `read --jsonl`. Blank: `organ` is None where the document does not name it."""
    return {
        "file": name,
        "report": None,
        "organ": None if report.organ.name == UNNAMED else report.organ.name,
        "year": report.year,
        "form": report.form_id,
        "given": sum(cell.value is not None for cell in report.cells.values()),
        "cells": len(report.cells),
        "remarks": len(report.remarks),
        "doubtful": sum(source.confidence is Confidence.DOUBTFUL for source in report.sources.values()),
        "skipped": False,
    }


def digest_of(file: Path) -> str:
    """The SHA-256 of a file. Blank: "" where it cannot be opened or is larger than any that is read."""
    try:
        if file.stat().st_size > MAX_BYTES:
            return ""
        with file.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _report_name(name: str) -> str:
    """A document keeps its suffix, so that a Word file and a web page of one name do not meet in one report file."""
    return name if name.endswith(SUFFIX) else f"{name}{SUFFIX}"


def _entries(ledger: Path) -> Iterator[dict[str, Any]]:
    """What was entered whole; a line that was broken off counts for nothing, its document is read again."""
    if not ledger.is_file():
        return
    for line in ledger.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict) and entry.keys() >= _ENTERED:
            yield entry
