"""Glyphs into printed lines, and printed lines into the paragraphs that a line's end has cut."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from report_assistant.intake.pdf_leaf import Glyph

_SAME_LINE = 0.4  # of a glyph's size
_WORD_GAP, _COLUMN_GAP = 0.25, 1.2
_WIDE_PITCH, _OTHER_SIZE = 1.45, 0.15
_LOOSE_PITCH = 1.12  # behind a sentence's end; browsers round their steps to less than this
_MANY, _MOST_OF = 4, 0.6  # lines behind full ones, and the share of the width, that tell a margin by themselves
_OPENS = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])")
_SENTENCE = re.compile(r"[。！？：:；][”’）)]*$")
_LEADER = re.compile(r"[.．…·]{3,}\s*\d{1,3}$")  # in a table of contents
_HANGING = "，。、；：！？”’）》」』】…"
_TOKEN = re.compile(rf"\s*[“‘（〔《「『【]*(?:[!-~]+|.)[〕{_HANGING}]*")  # what no line's end may part


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line; `size` is the width of its characters, `spaced` whether a space is printed behind it."""

    glyphs: tuple[Glyph, ...]
    text: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """Where the lines of a leaf begin and end, and how far they are apart."""

    left: float
    right: float
    pitch: float


def in_lines(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs line by line, each from left to right; what is printed twice for boldness stands once."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if line and glyph.base - line[0].base > _SAME_LINE * max(line[0].size, glyph.size):
            yield _across(line)
            line = []
        line.append(glyph)
    if line:
        yield _across(line)


def printed(glyphs: Sequence[Glyph]) -> Printed | None:
    """The glyphs of one line as such; None where nothing but spaces is printed."""
    seen = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not seen:
        return None
    size = median(glyph.size for glyph in seen)
    base = median(glyph.base for glyph in seen)
    return Printed(tuple(seen), _text(glyphs), seen[0].left, seen[-1].right, base, size, glyphs[-1].text.isspace())


def run_together(glyphs: Iterable[Glyph]) -> str:
    """What is printed in a cell, its lines joined."""
    text = ""
    for line in in_lines(glyphs):
        text = join(text, _text(line))
    return text


def join(text: str, more: str, *, broken: bool = False) -> str:
    """Two lines as one: a space parts words, and numbers unless they are known to be `broken` by the line's end."""
    if not (text and more and _is_narrow(text[-1]) and _is_narrow(more[0])):
        return text + more
    return text + more if broken and text[-1].isdecimal() and more[0].isdecimal() else f"{text} {more}"


def measure(lines: Sequence[Printed], width: float, tables: Iterable[float] = ()) -> Measure:
    """The measure of leaves of this width with these lines, whose tables reach to these distances."""
    if not lines:
        return Measure(0.0, width, 0.0)
    size = median(line.size for line in lines)
    left, rights = _left_edge(lines, 2, size), sorted(map(_solid_end, lines), reverse=True)
    # One line that juts out is no margin; where no two lines end alike, both margins are taken to be equal.
    evenly = max(rights[0], width - left - 2 * size)
    right = next((one for one, other in pairwise(rights) if one - other < size), evenly)
    # Running text tells where lines begin: a portal's menu may stand further to the left.
    behind = [other for one, other in pairwise(lines) if abs(right - _solid_end(one)) < 2 * size]
    left = _left_edge(behind, max(2, len(behind) // 4), size, left)
    # Tables tell where few lines do: a table may reach beyond the text.
    farthest = max([right, *tables])
    if len(behind) < _MANY or right - left < _MOST_OF * (farthest - left):
        right = farthest
    steps = [other.base - one.base for one, other in pairwise(lines) if 0 < other.base - one.base < 4 * size]
    return Measure(left, right, median(steps) if steps else 2 * size)


def _left_edge(lines: Sequence[Printed], many: int, size: float, otherwise: float | None = None) -> float:
    """The furthest left that so many lines begin alike."""
    lefts = sorted(line.left for line in lines)
    alike = zip(lefts, lefts[many - 1 :], strict=False)
    furthest = lefts[0] if otherwise is None else otherwise
    return next((one for one, other in alike if other - one < 0.5 * size), furthest)


def _solid_end(line: Printed) -> float:
    """Where a line ends but for a mark behind it, which may hang beyond the margin."""
    last = line.glyphs[-1]
    return last.left if last.text in _HANGING else last.right


def goes_on(line: Printed, following: Printed, of: Measure, theirs: Measure) -> bool:
    """Whether a line is followed by another one of the same paragraph; each is measured by its own leaf."""
    size = max(line.size, following.size)
    if abs(line.size - following.size) > _OTHER_SIZE * size or following.left > theirs.left + 0.8 * size:
        return False
    step = _LOOSE_PITCH if _SENTENCE.search(line.text) else _WIDE_PITCH
    if following.base > line.base and following.base - line.base > step * of.pitch:
        return False
    if line.left > (of.left + of.right) / 2:  # a signature, or its date
        return False
    if _LEADER.search(line.text) or (_SENTENCE.search(line.text) and _OPENS.match(following.text)):
        return False
    token = _TOKEN.match(following.text)
    needed = following.glyphs[min(len(token[0].strip() if token else ""), len(following.glyphs)) - 1].right
    return of.right - line.right < needed - following.left + 0.6 * size


def _across(line: list[Glyph]) -> list[Glyph]:
    line.sort(key=lambda glyph: glyph.left)
    kept = line[:1]
    for glyph in line[1:]:
        last = kept[-1]
        if glyph.text != last.text or glyph.left - last.left > 0.3 * (last.right - last.left):
            kept.append(glyph)
    return kept


def _text(line: Sequence[Glyph]) -> str:
    text, last = "", None
    for glyph in line:
        if last is not None and not text.endswith(" ") and not glyph.text.isspace():
            gap = glyph.left - last.right
            words = _is_narrow(last.text) and _is_narrow(glyph.text) and gap > _WORD_GAP * glyph.size
            text += " " if words or _is_raised(last, glyph) or gap > _COLUMN_GAP * glyph.size else ""
        text, last = text + glyph.text, glyph
    return text.strip()


def _is_raised(one: Glyph, other: Glyph) -> bool:
    """Whether two digits side by side are no one number: one of them is a note's mark, or an exponent."""
    most = _OTHER_SIZE * max(one.size, other.size)
    digits = one.text.isdecimal() and other.text.isdecimal()
    return digits and (abs(one.size - other.size) > most or abs(one.base - other.base) > most)


def _is_narrow(text: str) -> bool:
    return text.isascii() and text.isalnum()
