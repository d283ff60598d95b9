"""Which of a row's cells is which figure. What cannot be placed for certain stays unplaced."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from ogi_audit.document import Cell
from ogi_audit.extraction.align import Match
from ogi_audit.extraction.figures import looks_like_figure
from ogi_audit.extraction.lines import Line
from ogi_audit.wording import plain

_NARROW = 3
"""Cells beside a label in table 2."""

_GLUED = re.compile(r".*[^\d.,](\d+(?:\.\d+)?)", re.DOTALL)


def usual_blanks_after(matches: Iterable[Match], width: int) -> int:
    """How many empty cells usually follow the last figure in the complete rows of a table."""
    counts = Counter(
        len(cells) - start - width
        for match in matches
        if (cells := match.line.cells) and len(starts := _full(cells, width)) == 1
        for start in starts
    )
    return min(counts, key=lambda blanks: (-counts[blanks], blanks)) if counts else 0


def place_figures(
    line: Line, is_label: Callable[[str], bool], width: int, blanks_after: int = 0
) -> tuple[Cell, ...] | None:
    """The ``width`` cells of a matched row in the form's order, or ``None`` if they cannot be told.

    ``is_label`` tells whether a text belongs to the words before the figures. ``blanks_after``: see
    `usual_blanks_after`.
    """
    if line.is_row:
        return _from_row(line, is_label, width, blanks_after)
    return _from_text(line, width)


def _from_text(line: Line, width: int) -> tuple[Cell, ...] | None:
    """Figures in running text: without separators only a complete run can be placed."""
    figures = line.figures
    if not figures and (last := line.fragments[-1:]) and width == 1:
        figures = _glued(line, last[0])
    elif len(figures) == width - 1 and line.fragments:
        figures = _glued(line, line.fragments[-1]) + figures
    if len(figures) == width:
        return figures
    # Several lines of nothing but figures: one of them is the row, the others page numbers.
    whole = [number for number, size in enumerate(line.chunks) if size == width]
    if len(whole) == 1 and width > 1:
        start = sum(line.chunks[: whole[0]])
        return figures[start : start + width]
    return tuple(Cell("", line.place) for _ in range(width)) if not figures else None


def _glued(line: Line, fragment: str) -> tuple[Cell, ...]:
    """A first figure that lost the space between the label and itself (「（七）总计52 2 0 …」)."""
    found = _GLUED.fullmatch(plain(fragment))
    return (Cell(found[1], line.place),) if found else ()


def _from_row(
    line: Line, is_label: Callable[[str], bool], width: int, blanks_after: int
) -> tuple[Cell, ...] | None:
    cells = line.cells
    labels = max((i + 1 for i, cell in enumerate(cells) if is_label(cell.text)), default=0)
    after = cells[labels:]
    last = {plain(cell.text) for cell in after[width - 1 :]}
    if (
        line.ruled
        and 1 < width < len(after) <= _NARROW
        and not plain(after[0].text)
        and len(last) == 1
        and "" not in last
    ):
        # An empty first figure, and the last one repeated where its merged cell reaches.
        return after[:width]
    full = _full(cells, width)
    if full:
        return cells[full[0] : full[0] + width] if len(full) == 1 else None
    if width == 1:
        filled = [cell for cell in after if plain(cell.text)]
        # A merged cell may be repeated in every place it covers.
        same = len({plain(cell.text) for cell in filled}) == 1
        if same or not filled:
            # A row of nothing but its label has no cell for the figure, not an empty one.
            return tuple(filled[:1]) or after[:1] or None
        return None
    texts = [plain(cell.text) for cell in after]
    if width < len(texts) and all(texts) and len(set(texts[width - 1 :])) == 1:
        # Likewise the last one, which fills the width that other rows need.
        return after[:width]
    if not line.ruled:
        # A closing bar or tab that every row has is no empty figure.
        if blanks_after and not any(texts[-blanks_after:]):
            after = after[:-blanks_after]
        # Outer tabs come and go: with one at either end, an empty figure could be on either side.
        if len(after) > width and not plain(after[0].text) and not plain(after[-1].text):
            return None
        blanks_after = 0
    stop = len(after) - (blanks_after if len(after) > width else 0)
    if stop < width or any(plain(cell.text) for cell in (*after[: stop - width], *after[stop:])):
        return None
    return after[stop - width : stop]


def _full(cells: Sequence[Cell], width: int) -> list[int]:
    """Where runs of exactly ``width`` neighbouring figures start, none of them empty."""
    flags = [bool(plain(cell.text)) and looks_like_figure(cell.text) for cell in cells]
    return [
        start
        for start in range(len(cells) - width + 1)
        if all(flags[start : start + width])
        and not any(flags[max(start - 1, 0) : start])
        and not any(flags[start + width : start + width + 1])
    ]
