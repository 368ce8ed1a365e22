"""A cell: what stood there, and how it was read."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Value = int | Decimal


class Reading(StrEnum):
    """The five ways a cell can be read; only `GIVEN` carries a value."""

    GIVEN = "given"
    ABSENT = "absent"  # the row or column itself is not there
    BLANK = "blank"
    DASH = "dash"  # —, -, / : "does not apply", which the form does not know
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a statutory table.

    Unit: 件 as int; money as Decimal in 万元. `value` is None unless the reading is GIVEN.
    """

    reading: Reading
    value: Value | None = None

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.reading is Reading.GIVEN):
            raise ValueError(f"{self.reading} with value {self.value!r}")

    @property
    def text(self) -> str:
        """As it is printed: the number, or nothing; a dash stays a dash."""
        if self.value is None:
            return "—" if self.reading is Reading.DASH else ""
        return format(self.value, "f") if isinstance(self.value, Decimal) else str(self.value)


def given(value: Value) -> Cell:
    """A cell that holds a number."""
    return Cell(Reading.GIVEN, value)


ABSENT = Cell(Reading.ABSENT)
BLANK = Cell(Reading.BLANK)
DASH = Cell(Reading.DASH)
UNREADABLE = Cell(Reading.UNREADABLE)
