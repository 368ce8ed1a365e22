"""A passage: a cut of a prior report (style) or of policy guidance (authority)."""

from dataclasses import dataclass
from typing import Literal

PassageKind = Literal["report", "guidance"]
Use = Literal["style", "authority"]


@dataclass(frozen=True, slots=True)
class Passage:
    """What the library gives back; `id` is stable as long as the passage's place in its document is.

    `use`: a *style* passage may shape a sentence, never feed it a fact.
    """

    id: str
    kind: PassageKind
    use: Use
    title: str
    text: str
    organ: str = ""
    year: int | None = None
    section: str = ""

    @property
    def support(self) -> str:
        """How a paragraph names it."""
        return f"passage:{self.id}"
