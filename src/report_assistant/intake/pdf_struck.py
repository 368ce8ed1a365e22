"""What is struck out on a leaf of a PDF: words with a line drawn through them, from their beginning to their end."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from report_assistant.intake.pdf_leaf import Glyph, Leaf, Ruling

_MIDDLE = (0.12, 0.55)  # of a glyph's size, above its base line
_ENDS_WITH = 0.35  # of a glyph's size: a table's line goes on beyond what happens to stand on it
_LARGEST = 80.0  # the size of a title on a poster


def without_struck(leaf: Leaf) -> tuple[Leaf, list[str]]:
    """The leaf without its struck words and the lines through them, and those words."""
    glyphs = sorted((glyph for glyph in leaf.glyphs if not glyph.text.isspace()), key=lambda glyph: glyph.base)
    bases = [glyph.base for glyph in glyphs]
    gone: set[Glyph] = set()
    lines: set[Ruling] = set()
    words = []
    for ruling in (r for r in leaf.rulings if r.across):
        near = glyphs[bisect_left(bases, ruling.at) : bisect_right(bases, ruling.at + _LARGEST)]
        run = _struck_by(ruling, near)
        if run:
            lines.add(ruling)
        if not gone.issuperset(run):  # a second line through the same words strikes no others
            words.append("".join(glyph.text for glyph in run))
            gone.update(run)
    if not lines:
        return leaf, []
    kept = tuple(glyph for glyph in leaf.glyphs if glyph not in gone)
    return replace(leaf, glyphs=kept, rulings=tuple(r for r in leaf.rulings if r not in lines)), words


def _struck_by(line: Ruling, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs that a line goes through; none where it begins before them or ends behind them."""
    low, high = _MIDDLE
    through = [g for g in glyphs if line.start <= g.centre[0] <= line.end and low < (g.base - line.at) / g.size < high]
    run = sorted(through, key=lambda glyph: glyph.left)
    if not run:
        return []
    beyond = max(run[0].left - line.start, line.end - run[-1].right)
    return run if beyond <= _ENDS_WITH * run[0].size else []
