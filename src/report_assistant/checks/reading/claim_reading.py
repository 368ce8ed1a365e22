"""Read prose clause by clause into claims: what a text says of the tables, and only what is certain."""

from collections.abc import Sequence
from functools import lru_cache

from report_assistant.checks.reading.claim import Claim
from report_assistant.checks.reading.claim_scope import Scope
from report_assistant.checks.reading.claim_sentence import SentenceReader
from report_assistant.checks.reading.claim_text import lines_of
from report_assistant.official import Form, load_form

__all__ = ["Claim", "read_claims"]


def read_claims(
    text: str, form: Form, year: int, *, names: Sequence[str] = (), section: str = "1"
) -> tuple[Claim, ...]:
    """Every claim in `text`, left to right; `names`: what the organ calls itself.

    A number counts only where the words that name it are known and what it counts is beyond doubt; figures
    of other years are claims of that `period`. Comparisons, rates, channels, petitions, plans, dates are none.
    """
    return _read(text, form.id, year, tuple(names), section)


@lru_cache(maxsize=64)  # several rules and a page read the same text
def _read(text: str, form_id: str, year: int, names: tuple[str, ...], section: str) -> tuple[Claim, ...]:
    claims: list[Claim] = []
    scope = Scope(year, year)
    for line in lines_of(text, load_form(form_id), year, names, section):
        reader = SentenceReader(text, line, form_id, scope)
        claims += reader.claims()
        scope = reader.scope
    return tuple(claims)
