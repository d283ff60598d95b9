"""Tables of a PDF page: strokes that touch one another, and the cells they enclose."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from statistics import fmean

from ogi_audit.readers.pdf_page import Stroke
from ogi_audit.readers.pdf_text import Glyph

# Strokes nearer to one another than this are drawn as one, or are meant to touch.
_NEAR = 3.0
# Neither a row nor a column is narrower: two strokes nearer than this are a double line.
_NARROW = 4.0
# So far beyond the outermost stroke a table's side is open: a row cut off by the page's end.
_OPEN = 8.0
# No table has so many strokes; a map or a chart does.
_DRAWING = 1000


@dataclass(slots=True)
class Box:
    """A cell: the rows and columns it reaches over, and the glyphs that stand in it."""

    top: int
    left: int
    bottom: int
    right: int
    glyphs: list[Glyph] = field(default_factory=list)


class Region:
    """An area ruled by strokes that touch; every spot in it belongs to exactly one cell.

    The fields between neighbouring strokes are joined wherever no stroke parts them. So merged
    cells are one cell, an open side is closed, and no glyph can fall between cells.
    """

    def __init__(self, strokes: Sequence[Stroke]) -> None:
        across = [stroke for stroke in strokes if stroke.is_across]
        down = [stroke for stroke in strokes if not stroke.is_across]
        self._ys, self._open_rows = _positions(across, down)
        self._xs, self._open_columns = _positions(down, across)
        self.left, self.right = self._xs[0], self._xs[-1]
        self.top, self.bottom = self._ys[0], self._ys[-1]
        self._box_at = _join(self._ys, self._xs, across, down)

    def holds(self, glyph: Glyph) -> bool:
        """Whether the glyph stands in the region."""
        x, y = glyph.middle
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def is_around(self, other: Region) -> bool:
        """Whether the other region lies within this one."""
        return (
            self.left < other.left + _NEAR
            and self.top < other.top + _NEAR
            and other.right < self.right + _NEAR
            and other.bottom < self.bottom + _NEAR
        )

    @property
    def is_table(self) -> bool:
        """Whether anything is parted from anything else in a row."""
        return any(box.left > 0 for box in self._box_at.values())

    def rows(self, glyphs: Iterable[Glyph]) -> list[list[Box]]:
        """The rows of cells with their glyphs; a cell is in the row where it begins."""
        for glyph in glyphs:
            x, y = glyph.middle
            spot = _interval(self._ys, y), _interval(self._xs, x)
            self._box_at[spot].glyphs.append(glyph)
        boxes = list({id(box): box for box in self._box_at.values()}.values())
        for row in self._open_rows:
            boxes = _without_blank_edge(
                boxes, [box for box in boxes if box.top == box.bottom == row]
            )
        for column in self._open_columns:
            boxes = _without_blank_edge(
                boxes, [box for box in boxes if box.left == box.right == column]
            )
        rows: dict[int, list[Box]] = {}
        for box in sorted(boxes, key=lambda box: box.left):
            if box.glyphs or not self._is_narrow(box):
                rows.setdefault(self._row_of(box), []).append(box)
        return [rows[row] for row in sorted(rows)]

    def _is_narrow(self, box: Box) -> bool:
        height = self._ys[box.bottom + 1] - self._ys[box.top]
        width = self._xs[box.right + 1] - self._xs[box.left]
        return min(height, width) < _NARROW

    def _row_of(self, box: Box) -> int:
        """The row of a cell; what begins at either stroke of a double line is in one row."""
        row = box.top
        while row < box.bottom and self._ys[row + 1] - self._ys[row] < _NARROW:
            row += 1
        return row


def find_regions(strokes: Sequence[Stroke]) -> list[Region]:
    """The tables of a page, from the top; those that hold another one are only its frame."""
    merged = [
        stroke
        for is_across in (True, False)
        for stroke in _merge([stroke for stroke in strokes if stroke.is_across is is_across])
    ]
    regions = [
        Region(group)
        for group in _touching(merged if len(merged) < _DRAWING else [])
        if len({stroke.is_across for stroke in group}) == 2
    ]
    tables = [region for region in regions if region.is_table]
    return sorted(
        (
            table
            for table in tables
            if not any(table is not other and table.is_around(other) for other in tables)
        ),
        key=lambda table: (table.top, table.left),
    )


def _merge(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Strokes in one direction, those on one line joined: borders are often drawn cell by cell."""
    merged: list[Stroke] = []
    lines: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.at):
        # Measured from the first, so that lines close together do not chain up.
        if lines and stroke.at - lines[-1][0].at <= _NEAR / 2:
            lines[-1].append(stroke)
        else:
            lines.append([stroke])
    for line in lines:
        at = fmean(stroke.at for stroke in line)
        start, end = min((stroke.start, stroke.end) for stroke in line)
        for stroke in sorted(line, key=lambda stroke: stroke.start):
            if stroke.start - end > _NEAR:
                merged.append(Stroke(stroke.is_across, at, start, end))
                start = stroke.start
            end = max(end, stroke.end)
        merged.append(Stroke(line[0].is_across, at, start, end))
    return [stroke for stroke in merged if stroke.end - stroke.start > _NARROW]


def _touching(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    # At most `_DRAWING` strokes, each compared with each once.
    groups: list[list[Stroke]] = []
    for stroke in strokes:
        touched: list[list[Stroke]] = []
        others: list[list[Stroke]] = []
        for group in groups:
            (touched if any(_touch(stroke, other) for other in group) else others).append(group)
        groups = [*others, [stroke, *chain.from_iterable(touched)]]
    return groups


def _touch(one: Stroke, other: Stroke) -> bool:
    return (
        one.is_across is not other.is_across
        and one.start - _NEAR <= other.at <= one.end + _NEAR
        and other.start - _NEAR <= one.at <= other.end + _NEAR
    )


def _positions(
    strokes: Sequence[Stroke], crossing: Sequence[Stroke]
) -> tuple[list[float], list[int]]:
    """Where strokes part rows (or columns), and which of these are open at the outer side."""
    positions = sorted({stroke.at for stroke in strokes})
    first = min(stroke.start for stroke in crossing)
    last = max(stroke.end for stroke in crossing)
    is_open_first, is_open_last = positions[0] - first > _OPEN, last - positions[-1] > _OPEN
    positions = [
        *([first] if is_open_first else []),
        *positions,
        *([last] if is_open_last or len(positions) == 1 else []),
    ]
    return positions, [
        *([0] if is_open_first else []),
        *([len(positions) - 2] if is_open_last else []),
    ]


def _join(
    ys: Sequence[float], xs: Sequence[float], across: Sequence[Stroke], down: Sequence[Stroke]
) -> dict[tuple[int, int], Box]:
    """The cell of every field: fields with no stroke between them are of one cell."""
    across_at, down_at = _by_position(across), _by_position(down)
    group: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            joined = group[row, column] = [(row, column)]
            if column and not _is_parted(down_at.get(xs[column], ()), ys[row], ys[row + 1]):
                joined = _united(joined, group[row, column - 1], group)
            if row and not _is_parted(across_at.get(ys[row], ()), xs[column], xs[column + 1]):
                _united(joined, group[row - 1, column], group)
    boxes: dict[int, Box] = {}
    for members in group.values():
        if id(members) not in boxes:
            rows, columns = [row for row, _ in members], [column for _, column in members]
            boxes[id(members)] = Box(min(rows), min(columns), max(rows), max(columns))
    return {spot: boxes[id(members)] for spot, members in group.items()}


def _united(
    one: list[tuple[int, int]],
    other: list[tuple[int, int]],
    group: dict[tuple[int, int], list[tuple[int, int]]],
) -> list[tuple[int, int]]:
    """Two groups of fields as one: the smaller is moved into the larger."""
    if one is other:
        return one
    small, large = sorted((one, other), key=len)
    large += small
    for spot in small:
        group[spot] = large
    return large


def _by_position(strokes: Sequence[Stroke]) -> dict[float, list[Stroke]]:
    found: dict[float, list[Stroke]] = {}
    for stroke in strokes:
        found.setdefault(stroke.at, []).append(stroke)
    return found


def _is_parted(strokes: Sequence[Stroke], start: float, end: float) -> bool:
    covered = sum(max(0.0, min(end, stroke.end) - max(start, stroke.start)) for stroke in strokes)
    return covered > 0.5 * (end - start)


def _interval(positions: Sequence[float], value: float) -> int:
    return min(max(bisect_right(positions, value) - 1, 0), len(positions) - 2)


def _without_blank_edge(boxes: list[Box], edge: list[Box]) -> list[Box]:
    """The boxes without those of an open side if nothing is written there."""
    if any(box.glyphs for box in edge):
        return boxes
    blank = set(map(id, edge))
    return [box for box in boxes if id(box) not in blank]
