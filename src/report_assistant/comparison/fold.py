"""Text folded for comparison, with the way back to the text as it stands."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

_YEAR = re.compile(r"(?:19\d\d|20\d\d|二[〇○零][一二三四五六七八九〇○零]{2})(?<!\d{5})(?=年)")
_SOME_YEAR = "0000"  # as long as any year that is matched, so that no character moves
_QUOTES = "“”‘’「」『』'＂＇"
_DROPPED = r"\s\u200b\u200c\u200d\u2060\ufeff"
_GAP = re.compile(f"[{_DROPPED}]")
_SIGN = re.compile(f"[！-～{_QUOTES}]")
_HALF = {chr(ord("！") + n): chr(ord("!") + n) for n in range(94)} | dict.fromkeys(_QUOTES, '"')
_PUNCTUATION = tuple(zip("，；：（）“”", ',;:()""', strict=True))


class Folded(NamedTuple):
    """A text without spaces, widths, kinds of quotes and years.

    Shape: `gaps` has one entry a character that was dropped: how many kept ones stand before it.
    """

    text: str
    gaps: tuple[int, ...]

    def origin(self, at: int) -> int:
        """Where the folded character `at` stands in the unfolded text."""
        return at + bisect_right(self.gaps, at)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the unfolded text on which the folded characters `start` to `end` stand."""
        return self.origin(start), self.origin(end - 1) + 1

    def folded_span(self, start: int, end: int) -> tuple[int, int]:
        """The folded characters that stand on this stretch of the unfolded text."""
        return self._kept_before(start), self._kept_before(end)

    def _kept_before(self, offset: int) -> int:
        dropped = bisect_left(range(len(self.gaps)), offset, key=lambda n: self.gaps[n] + n)
        return offset - dropped


@lru_cache(maxsize=1024)
def fold(text: str) -> Folded:
    """Fold a text. Each year before 年 becomes the same four characters: 2024年 and 2025年 fold alike."""
    gaps: tuple[int, ...] = ()
    if " " in text or not text.isprintable():  # what is dropped is a space or cannot be printed; few sentences hold it
        gaps = tuple([found.start() - n for n, found in enumerate(_GAP.finditer(text))])
        text = _GAP.sub("", text)
    for wide, narrow in _PUNCTUATION:  # what prose is full of goes first, and mostly nothing else is wide
        text = text.replace(wide, narrow)
    bare = _SIGN.sub(lambda found: _HALF[found[0]], text)
    return Folded(_YEAR.sub(_SOME_YEAR, bare) if "年" in bare else bare, gaps)
