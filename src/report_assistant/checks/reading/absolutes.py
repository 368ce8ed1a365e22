"""Absolutes and sweeping success (`absolutes.toml`) that no quantity stands by."""

from collections.abc import Iterator
from functools import partial

from report_assistant import zh
from report_assistant.checks.reading.lexicon import words
from report_assistant.checks.reading.quantities import quantities

_cue = partial(words, "absolutes")
_Span = tuple[int, int]
_KINDS = ("complete", "everything", "success")
_WHOLE = 100  # per cent
_NEAR = 8  # characters before sweeping success within which an aim is an aim at it
_PAUSES = ",;:。!?\n"


def unsupported_absolutes(text: str) -> Iterator[tuple[_Span, ...]]:
    """Where absolutes stand that nothing supports, those of one sentence together.

    What supports is a quantity in the sentence, or in the one before or behind it.
    """
    plain = zh.half_width(text)
    if not _cue(*_KINDS).search(plain):
        return
    sentences = list(zh.sentences(text))
    for n, (start, end) in enumerate(sentences):
        found = tuple(_absolutes(plain, start, end))
        if found:
            begin, finish = sentences[max(n - 1, 0)][0], sentences[min(n + 1, len(sentences) - 1)][1]
            if not _counts(text[begin:finish]):
                yield found


def _absolutes(plain: str, start: int, end: int) -> Iterator[_Span]:
    if _cue("future").search(plain, start, end):
        return
    for found in _cue(*_KINDS).finditer(plain, start, end):
        clause = max(plain.rfind(mark, start, found.start()) for mark in _PAUSES) + 1
        before = plain[max(clause, start) : found.start()]
        near = before[-_NEAR:] if _cue("success").fullmatch(found[0]) else before
        if not (_cue("denied").search(before) or _cue("aims").search(near) or _cue("rates").search(before)):
            yield found.span()


def _counts(text: str) -> bool:
    """Whether a quantity stands in it; a hundred per cent is an absolute itself."""
    return any(found.value != _WHOLE or found.unit != "%" for found in quantities(text))
