"""A note: a fact told by staff."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """One fact about this year, in the words of the person who told it.

    `place`: the section or sub-topic it belongs to (``1.1`` … ``1.5``, ``1``, ``5``, ``6``), or "" where
    nobody said. A paragraph names it as ``note:<id>``.
    """

    id: int
    place: str
    text: str

    @property
    def support(self) -> str:
        """How a paragraph names it."""
        return f"note:{self.id}"
