"""What came of a message: the answer, and the desk as it is afterwards."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from report_assistant.desk import Desk

Shows = Literal["findings", "comparison", "proposals", "file"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered, in Markdown, and the desk as it is afterwards.

    `changed`: the report itself became another one. `shows`: the pane that now has something to show.
    `options`: sentences that may be said next.
    """

    desk: Desk
    text: str
    changed: bool = False
    shows: Shows | None = None
    file: Path | None = None
    options: tuple[str, ...] = ()
