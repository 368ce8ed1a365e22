"""Text folded for comparison, with the way back to the text as it stands."""

import re
from dataclasses import dataclass
from functools import lru_cache

from report_assistant import zh

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)|二[〇○零][一二三四五六七八九〇○零]{2}(?=年)")
_SOME_YEAR = "0000"  # as long as any year that is matched, so that `origin` stays true
_QUOTES = dict.fromkeys(map(ord, "“”‘’「」『』'"), '"')
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without spaces, widths, kinds of quotes and years.

    Shape: `origin` has one entry a character of `text`: where that character stands in the unfolded text.
    """

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the unfolded text on which the folded characters `start` to `end` stand."""
        return self.origin[start], self.origin[end - 1] + 1


@lru_cache(maxsize=1024)
def fold(text: str) -> Folded:
    """Fold a text. Each year before 年 becomes the same four characters: 2024年 and 2025年 fold alike."""
    plain = zh.half_width(text).translate(_QUOTES)
    kept = [(c, at) for at, c in enumerate(plain) if not c.isspace() and c not in _INVISIBLE]
    bare = "".join(c for c, _ in kept)
    return Folded(_YEAR.sub(_SOME_YEAR, bare), tuple(at for _, at in kept))
