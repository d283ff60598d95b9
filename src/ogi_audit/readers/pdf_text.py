"""Glyphs of a PDF page put together to the lines that are seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median
from typing import TypeAlias

from ogi_audit.text.marks import LEVEL, RAISED

# Gaps between glyphs, in heights of a glyph. Justified Chinese text is set wide without spaces.
_WIDE_GAP = 1.5
_GAP = 0.2
_CHINESE_GAP = 0.6
# The mark of a note: so much smaller, no farther behind, so far above its line, in heights of what it is at.
_SMALLER, _BESIDE, _SHIFTED = 0.75, 1.6, 0.2
_POINTING = re.compile(r"[\d①-⑳a-z*＊※#＃†‡§△▲☆★\[\]()（）〔〕【】注]")
# No line is lower than so much of the usual height.
_LOW = 0.6
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


# Each glyph as it would stand upright, and as it stands.
_Row: TypeAlias = list[tuple[Glyph, Glyph]]


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
    for angle, group in groupby(sorted(glyphs, key=_upright_first), key=lambda one: one.angle):
        members = list(group)
        if angle % 90:
            # A watermark across the page: its glyphs are in the order of the file.
            lines.append(TextLine(_join(members, gaps=False), min(one.top for one in members)))
            continue
        for row in _with_raised(_rows([(turned(glyph, angle), glyph) for glyph in members])):
            top = min(glyph.top for _, glyph in row)
            lines.append(TextLine(_join([level for level, _ in row]), top))
    return [line for line in lines if line.text.strip()]


def _upright_first(glyph: Glyph) -> tuple[bool, int]:
    return glyph.angle % 90 != 0, glyph.angle


def turned(glyph: Glyph, angle: int) -> Glyph:
    """The glyph as it would stand if the page were turned so that text of a right angle is upright."""
    left, top, right, bottom = glyph.left, glyph.top, glyph.right, glyph.bottom
    if angle == 90:
        left, top, right, bottom = -bottom, left, -top, right
    elif angle == 180:
        left, top, right, bottom = -right, -bottom, -left, -top
    elif angle == 270:
        left, top, right, bottom = top, -right, bottom, -left
    return replace(
        glyph,
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        angle=(glyph.angle - angle) % 360,
    )


def _rows(pairs: Iterable[tuple[Glyph, Glyph]]) -> Iterator[_Row]:
    """Upright glyphs (first of each pair) grouped by the line they stand on, left to right."""
    row: _Row = []
    middle = total = 0.0
    ordered = sorted(pairs, key=lambda pair: pair[0].middle[1])
    # Some fonts have a box as low as the sign itself: 一 is a line of its own height no more than 、 is.
    least = _LOW * median(level.height for level, _ in ordered) if ordered else 0.0
    for pair in ordered:
        level = pair[0]
        height = max(least, min(level.height, row[-1][0].height if row else level.height))
        if row and level.middle[1] - middle > 0.5 * height:
            yield sorted(row, key=lambda pair: pair[0].left)
            row, total = [], 0.0
        row.append(pair)
        total += level.middle[1]
        middle = total / len(row)
    if row:
        yield sorted(row, key=lambda pair: pair[0].left)


def _with_raised(rows: Iterable[_Row]) -> list[_Row]:
    """The rows, those of nothing but raised or lowered glyphs joined with the row that they stand at."""
    joined: list[_Row] = []
    for row in rows:
        before = joined[-1] if joined else []
        if before and (_stand_at(row, before) or _stand_at(before, row)):
            joined[-1] = sorted((*before, *row), key=lambda pair: pair[0].left)
        else:
            joined.append(row)
    return joined


def _stand_at(row: _Row, line: _Row) -> bool:
    """Whether each glyph of a row is raised or lowered at one of a line."""
    return all(any(_is_raised(glyph, at) for at, _ in line) for glyph, _ in row)


def _is_raised(glyph: Glyph, at: Glyph) -> bool:
    """Whether a glyph is smaller than one before it, near it, and does not stand on its line.

    A sign that is low by itself, such as 一 or a dash, is none: only what may point to a note is looked at.
    """
    raised, lowered = at.bottom - glyph.bottom, glyph.top - at.top
    return (
        glyph.height < _SMALLER * at.height
        and bool(_POINTING.match(glyph.text))
        and at.left < glyph.left < at.right + _BESIDE * at.height
        and (
            (raised > _SHIFTED * at.height and glyph.bottom > at.top)
            or (lowered > 2 * _SHIFTED * at.height and -raised > 0 and glyph.top < at.bottom)
        )
    )


def _join(glyphs: Sequence[Glyph], gaps: bool = True) -> str:
    parts = [glyphs[0].text]
    level, was_raised = glyphs[0], False
    for before, glyph in pairwise(glyphs):
        is_raised = gaps and _is_raised(glyph, level)
        gap = (glyph.left - before.right) / min(before.height, glyph.height) if gaps else 0.0
        is_chinese = _CHINESE.match(before.text) and _CHINESE.match(glyph.text)
        if is_raised is not was_raised:
            parts.append(RAISED if is_raised else LEVEL)
        if is_raised:
            # A mark stands closely; a gap before it says nothing.
            gap = 0.0
        else:
            level = glyph
        if gap > _WIDE_GAP:
            parts.append("  ")
        elif (glyph.is_spaced and not is_raised) or gap > (_CHINESE_GAP if is_chinese else _GAP):
            parts.append(" ")
        parts.append(glyph.text)
        was_raised = is_raised
    return "".join([*parts, LEVEL] if was_raised else parts)
