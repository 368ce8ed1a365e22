"""What the use-cases stand on: the store, the library, the writers. Built by `wiring`, called by `workbench`."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from report_assistant.checks import Unjudged
from report_assistant.report import Report

if TYPE_CHECKING:  # these take long to import, and `check` needs none of them
    from report_assistant.drafting import Writer
    from report_assistant.retrieval import Library
    from report_assistant.store import Revisions


@dataclass(frozen=True, slots=True)
class Services:
    """What the use-cases stand on; the callables open nothing before they are called.

    `others`: other organs' reports in the library that are like this one, or why there are none. `sample`:
    the files of the shipped sample and of its prior year. `exports`: where documents go that a person
    fetches from the chat or the page. `holding`: what is refused within it is kept.
    """

    revisions: "Callable[[], Revisions]"
    library: "Callable[[], Library]"
    others: Callable[[Report], tuple[Report, ...] | Unjudged]
    sample: Callable[[], tuple[Path, Path]]
    close: Callable[[], None]
    exports: Path
    writer: "Callable[[], Writer]"
    offline: "Callable[[], Writer]"
    holding: Callable[[Path], AbstractContextManager[object]] = nullcontext
