"""Text of a PDF page that a line is drawn through: it is not said any more."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ogi_audit.readers.pdf_page import Stroke
from ogi_audit.readers.pdf_text import Glyph

# In heights of a glyph: how far from its middle a line still goes through it, and how far the line
# reaches beyond the text. What reaches farther is a rule of a table that text was laid over.
_MIDDLE, _BEYOND = 0.2, 0.6
# So much of a stroke must be over text.
_COVERED = 0.7


def without_struck(
    glyphs: Sequence[Glyph], strokes: Sequence[Stroke]
) -> tuple[list[Glyph], list[Stroke]]:
    """The glyphs and strokes of a page without what is struck out and what strikes it out."""
    level = sorted(
        (glyph for glyph in glyphs if not glyph.angle), key=lambda glyph: glyph.middle[1]
    )
    middles = [glyph.middle[1] for glyph in level]
    tallest = max((glyph.height for glyph in level), default=0.0)
    struck: set[int] = set()
    kept: list[Stroke] = []
    for stroke in strokes:
        through = []
        if stroke.is_across and level:
            first = bisect_left(middles, stroke.at - _MIDDLE * tallest)
            last = bisect_right(middles, stroke.at + _MIDDLE * tallest)
            through = [glyph for glyph in level[first:last] if _goes_through(stroke, glyph)]
        if through and _is_of(stroke, through):
            struck.update(map(id, through))
        else:
            kept.append(stroke)
    return [glyph for glyph in glyphs if id(glyph) not in struck], kept


def _goes_through(stroke: Stroke, glyph: Glyph) -> bool:
    middle, down = glyph.middle
    return abs(down - stroke.at) <= _MIDDLE * glyph.height and stroke.start <= middle <= stroke.end


def _is_of(stroke: Stroke, through: Sequence[Glyph]) -> bool:
    """Whether a stroke is drawn for the glyphs that it goes through: it begins and ends with them."""
    height = max(glyph.height for glyph in through)
    left, right = min(glyph.left for glyph in through), max(glyph.right for glyph in through)
    covered = sum(glyph.right - glyph.left for glyph in through)
    return (
        abs(stroke.start - left) <= _BEYOND * height
        and abs(stroke.end - right) <= _BEYOND * height
        and covered >= _COVERED * (stroke.end - stroke.start)
    )
