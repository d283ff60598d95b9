"""Glyphs of a PDF page put together to the lines that are seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

# Gaps between glyphs, in heights of a glyph. Justified Chinese text is set wide without spaces.
_WIDE_GAP = 1.5
_GAP = 0.2
_CHINESE_GAP = 0.6
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character where it stands, measured from the top left corner of the page as it is seen.

    ``angle`` is how far it is turned to the left, in degrees; ``is_spaced`` tells that the file has
    a space before it.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    angle: int = 0
    is_spaced: bool = False

    @property
    def height(self) -> float:
        """The height, but never nothing."""
        return max(self.bottom - self.top, 0.1)

    @property
    def middle(self) -> tuple[float, float]:
        """The middle, across and down."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text and how far down the page it begins."""

    text: str
    top: float


def text_lines(glyphs: Sequence[Glyph]) -> list[TextLine]:
    """The lines of glyphs, top to bottom; turned text comes after what stands upright.

    Words on one line are joined by a space, across a wide gap by two.
    """
    lines = []
    for angle, turned in groupby(sorted(glyphs, key=_upright_first), key=lambda one: one.angle):
        members = list(turned)
        if angle % 90:
            # A watermark across the page: its glyphs are in the order of the file.
            lines.append(TextLine(_join(members, gaps=False), min(one.top for one in members)))
            continue
        for row in _rows([(_turn(glyph), glyph) for glyph in members]):
            top = min(glyph.top for _, glyph in row)
            lines.append(TextLine(_join([level for level, _ in row]), top))
    return [line for line in lines if line.text.strip()]


def _upright_first(glyph: Glyph) -> tuple[bool, int]:
    return glyph.angle % 90 != 0, glyph.angle


def _turn(glyph: Glyph) -> Glyph:
    """The glyph as it would stand if the page were turned so that it is upright."""
    left, top, right, bottom = glyph.left, glyph.top, glyph.right, glyph.bottom
    if glyph.angle == 90:
        left, top, right, bottom = -bottom, left, -top, right
    elif glyph.angle == 180:
        left, top, right, bottom = -right, -bottom, -left, -top
    elif glyph.angle == 270:
        left, top, right, bottom = top, -right, bottom, -left
    return replace(glyph, left=left, top=top, right=right, bottom=bottom)


def _rows(pairs: Iterable[tuple[Glyph, Glyph]]) -> Iterator[list[tuple[Glyph, Glyph]]]:
    """Upright glyphs (first of each pair) grouped by the line they stand on, left to right."""
    row: list[tuple[Glyph, Glyph]] = []
    middle = total = 0.0
    for pair in sorted(pairs, key=lambda pair: pair[0].middle[1]):
        level = pair[0]
        if row and level.middle[1] - middle > 0.5 * min(level.height, row[-1][0].height):
            yield sorted(row, key=lambda pair: pair[0].left)
            row, total = [], 0.0
        row.append(pair)
        total += level.middle[1]
        middle = total / len(row)
    if row:
        yield sorted(row, key=lambda pair: pair[0].left)


def _join(glyphs: Sequence[Glyph], gaps: bool = True) -> str:
    parts = [glyphs[0].text]
    for before, glyph in pairwise(glyphs):
        gap = (glyph.left - before.right) / min(before.height, glyph.height) if gaps else 0.0
        is_chinese = _CHINESE.match(before.text) and _CHINESE.match(glyph.text)
        if gap > _WIDE_GAP:
            parts.append("  ")
        elif glyph.is_spaced or gap > (_CHINESE_GAP if is_chinese else _GAP):
            parts.append(" ")
        parts.append(glyph.text)
    return "".join(parts)
