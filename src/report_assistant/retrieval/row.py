"""A row: a passage as the vector index knows it."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """What can be filtered by, and the name of the words that are embedded.

    `scope`: guidance or report. `places`: the sections it is about.
    """

    id: str
    scope: str
    words: str
    organ: str = ""
    year: int | None = None
    places: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """Changes whenever anything about the row does."""
        return sha256(repr(self).encode("utf-8")).hexdigest()[:16]

    @property
    def metadata(self) -> dict[str, Any]:
        """As Chroma keeps it, which knows no empty values.

        A passage on 1.2 is kept under 1 as well: the filter is an equality, the sections are a tree.
        """
        places = sorted({place.split(".")[0] for place in self.places} | set(self.places))
        written = {"mark": self.mark, "organ": self.organ, "year": self.year, "places": places}
        return {key: value for key, value in written.items() if value not in ("", None, [])}
