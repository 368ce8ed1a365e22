"""Uploads that were refused, kept as they came: nobody has to hand them in again to find out what was wrong.

A file lies under its hash and without its suffix, so that nobody opens it by a double click. Nothing is ever
removed here: `doctor` tells when it has become much.
"""

import json
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from report_assistant.errors import UnusableInput

_log = logging.getLogger(__name__)
LIST = "refused.jsonl"


class Quarantine:
    """A folder of refused files, with a line for each refusal: name, hash, size, when and why."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def holding(self, source: Path) -> Iterator[None]:
        """Whatever is refused in here is kept; the refusal goes on its way, also where it could not be."""
        try:
            yield
        except UnusableInput as refused:
            try:
                if source.is_file():
                    self._keep(source, refused)
            except OSError:
                _log.warning("%s was refused and could not be kept", source.name, exc_info=True)
            raise

    def size(self) -> tuple[int, int]:
        """How many files lie here, and how many bytes they have."""
        sizes = [file.stat().st_size for file in self.folder.glob("*") if file.name != LIST]
        return len(sizes), sum(sizes)

    def _keep(self, source: Path, refused: UnusableInput) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
        kept = self.folder / digest
        if not kept.exists():
            half = kept.with_suffix(".half")
            shutil.copyfile(source, half)
            half.replace(kept)
        line = {
            "name": source.name,
            "sha256": digest,
            "size": kept.stat().st_size,
            "at": datetime.now().astimezone().isoformat(timespec="seconds"),
            "why": str(refused),
        }
        with (self.folder / LIST).open("a", encoding="utf-8") as told:
            told.write(json.dumps(line, ensure_ascii=False) + "\n")
