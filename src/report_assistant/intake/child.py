"""What runs apart: one document after another from standard input, each answered with plain JSON.

Shape: a frame is its length in four bytes and that many bytes. Asked: a JSON head (`kind`, `name`, `form`), then
the document. Answered: a JSON head (`refused` or null, `last` where this process ends after it), then the text
of a report file. Figures and notes travel in a report file too: it is the one JSON that is read strictly.
"""

import json
import os
import shutil
import struct
import sys
from collections.abc import Callable, Mapping
from itertools import count
from types import MappingProxyType
from typing import IO, Any

from report_assistant.errors import NoReport, UnusableInput
from report_assistant.intake.confinement import OUT_OF_MEMORY, Limits, allot, confine, memory_used
from report_assistant.intake.entry import figures_from_bytes
from report_assistant.intake.files import MAX_BYTES
from report_assistant.intake.notes import notes_from_bytes
from report_assistant.intake.read import read_bytes, read_pasted
from report_assistant.official import load_form
from report_assistant.report import Imprint, Organ, Report, report_to_json

REPORT, PASTED, FIGURES, NOTES = "report", "pasted", "figures", "notes"
_MOST_FILES = 200  # a fresh process now and then: libraries keep what they once cached
_WORN, _STARVED = 0.5, 0.8  # shares of the memory
_LENGTH = struct.Struct(">I")
_CARRIER = Organ("-")
_CARRIED_YEAR = 2021


class FrameTooLong(ValueError):
    """The other side says it is about to send more than is taken."""


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Send one frame; the last of a message is flushed by who sends it."""
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)


def read_frame(stream: IO[bytes], most: int) -> bytes | None:
    """The next frame; None where the other side has ended, be it in the midst of one.

    Raises: FrameTooLong before anything of it is read.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > most:
        raise FrameTooLong(length)
    content = stream.read(length)
    return content if len(content) == length else None


def main() -> None:
    """Read until standard input ends, or until this process is worn; its folder goes with it."""
    limits = Limits(**json.loads(sys.argv[2]))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints would stand between the frames
    try:
        _send(answers, {"held": confine(limits)})
        _serve(sys.stdin.buffer, answers, limits)
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    finally:
        shutil.rmtree(os.getcwd(), ignore_errors=True)  # whoever began this process may be gone


def _serve(requests: IO[bytes], answers: IO[bytes], limits: Limits) -> None:
    for number in count(1):
        head = read_frame(requests, MAX_BYTES)
        allot(limits)
        content = read_frame(requests, MAX_BYTES)
        if head is None or content is None:
            return
        refused, written = _read(json.loads(head), content)
        allot(None)
        used = memory_used(limits)
        if used > _STARVED:
            raise MemoryError  # some library may have gone without, and passed a part for the whole
        last = number == _MOST_FILES or used > _WORN
        _send(answers, {"refused": refused, "last": last}, written)
        if last:
            return


def _send(answers: IO[bytes], head: Mapping[str, Any], written: bytes = b"") -> None:
    write_frame(answers, json.dumps(head).encode())
    write_frame(answers, written)
    answers.flush()


def _read(asked: Mapping[str, Any], content: bytes) -> tuple[Mapping[str, str | bool] | None, bytes]:
    try:
        report = _READ[asked["kind"]](content, asked["name"], asked["form"])
    except UnusableInput as refused:
        # Whose document it is, the asker knows.
        return {"what": refused.what, "remedy": refused.remedy, "sound": isinstance(refused, NoReport)}, b""
    return None, json.dumps(report_to_json(report), ensure_ascii=False).encode("utf-8", "replace")


def _figures(content: bytes, name: str, form_id: str) -> Report:
    entry = figures_from_bytes(content, name, load_form(form_id))
    titles = Imprint(closing=entry.titles)
    return Report(_CARRIER, _CARRIED_YEAR, form_id, entry.cells, remarks=entry.remarks, imprint=titles)


def _notes(content: bytes, name: str, form_id: str) -> Report:
    return Report(_CARRIER, _CARRIED_YEAR, form_id, notes=notes_from_bytes(content, name))


_READ: Mapping[str, Callable[[bytes, str, str], Report]] = MappingProxyType(
    {
        REPORT: lambda content, name, _: read_bytes(content, name),
        PASTED: lambda content, *_: read_pasted(content.decode()),
        FIGURES: _figures,
        NOTES: _notes,
    }
)
