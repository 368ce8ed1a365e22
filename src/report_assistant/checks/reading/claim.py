"""A claim: what a stretch of prose says of cells of the form."""

from collections.abc import Iterable
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache
from typing import Literal, NamedTuple

from report_assistant.checks.reading.claim_scope import Part
from report_assistant.official import load_form

Polarity = Literal["count", "about", "accepted", "none", "some", "all_done"]


class Claim(NamedTuple):
    """What a stretch of text says of one or several cells.

    Shape: `start`…`end` and `quote` of the text; `subject`: cells whose sum is meant; `others`: sums that
    it may mean instead, where the sentence leaves it open. `polarity`: ``count`` is an exact number, ``about``
    one that only lies `between` two bounds (十余件; a part of its cell), ``accepted`` one of 受理, which may
    count what was carried in; ``none``, ``some`` and ``all_done`` have no number.
    Unit: `value` in the cells' unit (万元 for fees); 0 for ``none`` and ``all_done``, 1 = "at least one"
    for ``some``. `period`: the year it speaks of.
    """

    start: int
    end: int
    quote: str
    subject: tuple[str, ...]
    value: Decimal
    period: int
    polarity: Polarity = "count"
    others: tuple[tuple[str, ...], ...] = ()
    between: tuple[Decimal, Decimal] | None = None


class Said(NamedTuple):
    """What is said of some parts of the form: as in `Claim`, `others` still as parts."""

    value: Decimal
    polarity: Polarity
    others: Iterable[tuple[Part, ...]] = ()
    between: tuple[Decimal, Decimal] | None = None


def cells_of(form_id: str, parts: Iterable[Part]) -> tuple[str, ...]:
    """The cells of these parts, in the form's order; none where the form lacks one of them."""
    found = [_cells(form_id, pattern) for part in parts for pattern in part]
    if len(found) < 2 or not all(found):
        return found[0] if len(found) == 1 else ()
    named = {ref for cells in found for ref in cells}
    return tuple([ref for ref in load_form(form_id).cells if ref in named])


@cache  # the vocabulary makes few patterns
def _cells(form_id: str, pattern: str) -> tuple[str, ...]:
    return tuple(ref for ref in load_form(form_id).cells if fnmatchcase(ref, pattern))
