"""Half-width marks beside Han, full-width digits and letters, and spaces where none belong."""

import re
from collections.abc import Iterator

from report_assistant.checks.reading.lexicon import expression

# Nearly all clean text holds none of these, so that the rest of the work is seldom done.
_SIGNS = '[,;:!?()"０-９Ａ-Ｚａ-ｚ \u3000\t]'
_CANDIDATE = re.compile(f"{_SIGNS}{_SIGNS}*")  # an expression that begins with + is not looked up so fast
_ADDRESS = r"(?:https?://|www\.)[^\s一-鿿，。；）]+|[\w.+-]+@[\w.-]+"
_LINKED = re.compile("@|://|www")
_MARKS = frozenset("，。；：、！？”’）》〉〕】“‘（《〈〔【%％")
_SIDES = 3  # characters shown on each side


def width_faults(text: str) -> Iterator[tuple[int, int]]:
    """The places where widths are mixed or a space stands within a sentence, left to right.

    Not told: addresses of sites and mail, 10:30, 1,011, 5G and A4, a bracket round Latin letters alone,
    spaces beside Latin letters, the indent of a line.
    """
    addresses = [found.span() for found in expression(_ADDRESS).finditer(text)] if _LINKED.search(text) else []
    for found in _CANDIDATE.finditer(text):
        start, end = found.span()
        if not any(first <= start < last for first, last in addresses) and _is_fault(text, start, end):
            yield start, end


def with_sides(text: str, start: int, end: int) -> tuple[int, int]:
    """A place with what stands beside it, within its line; a number before it is not cut."""
    first = max(text.rfind("\n", 0, start) + 1, start - _SIDES)
    while first and text[first].isdigit() and text[first - 1].isdigit():
        first -= 1
    stop = text.find("\n", end)
    return first, min(end + _SIDES, stop if stop >= 0 else len(text))


def _is_han(character: str) -> bool:
    return "一" <= character <= "鿿"


def _is_fault(text: str, start: int, end: int) -> bool:
    before, behind = text[start - 1 : start], text[end : end + 1]
    signs = text[start:end]
    if not signs.strip():
        return _is_stray_space(before, behind)
    if re.search("[０-９Ａ-Ｚａ-ｚ]", signs):
        return True
    if "(" in signs or ")" in signs:
        return _is_half_bracket(text, start, end)
    if '"' in signs:
        return _is_han(before) or _is_han(behind)
    # 12,其中 and 说明:一是 are faults, 1,011 and 10:30 are not; a list mark such as 1, has a digit before it.
    return _is_han(before) or before in _MARKS or bool(_is_han(behind) and before.strip())


def _is_stray_space(before: str, behind: str) -> bool:
    if before in ("", "\n") or behind in ("", "\n"):
        return False
    if not (_is_han(before) or _is_han(behind)):
        return False
    return all(_is_han(c) or c in _MARKS or c.isdecimal() for c in (before, behind))


def _is_half_bracket(text: str, start: int, end: int) -> bool:
    """Whether a half-width bracket encloses Han, or closes a full-width one."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    at = start + next(i for i, c in enumerate(text[start:end]) if c in "()")
    if text[at] == "(":
        inner = re.match(r"\(([^()（）\n]*)[)）]", text[at:line_end])
        return bool(inner and (any(map(_is_han, inner[1])) or inner[0].endswith("）")))
    inner = re.search(r"（[^()（）\n]*$", text[line_start:at])
    return inner is not None
