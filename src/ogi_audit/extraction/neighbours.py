"""Rows placed by their neighbours: whole rows of figures whose labels are like none of the form's.

A full run of figures between two rows that are sure belongs to the row that the form has there. Where
more than one could be meant, none is: the figures are unread, and the rows that they may be unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ogi_audit.extraction.align import Match
from ogi_audit.extraction.lines import Line
from ogi_audit.extraction.tables import is_aside
from ogi_audit.form import Row
from ogi_audit.wording import plain, similarity

# A label that is at least so like one row of a gap, and so much less like the others, tells which it is.
_LIKE, _APART = 0.3, 0.15


@dataclass(slots=True)
class Neighbours:
    """What was placed by neighbours, and what could not be: lines, and the rows that they may be."""

    placed: dict[str, Match] = field(default_factory=dict)
    unread: list[Line] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)


def by_neighbours(
    lines: Sequence[Line], rows: Sequence[Row], matches: Mapping[str, Match], width: int
) -> Neighbours:
    """Place whole rows of figures that no label claims between rows that are matched.

    ``rows`` are those of one edition, in order; ``width`` is how many figures make a row whole.
    """
    found = Neighbours()
    sure = [number for number, row in enumerate(rows) if row.key in matches]
    for before, after in pairwise(sure):
        start, stop = matches[rows[before].key].stop, matches[rows[after].key].start
        loose = [at for at in range(start, stop) if is_whole(lines[at], width)]
        gap = rows[before + 1 : after]
        if not loose:
            continue
        placed = _placed(loose, lines, gap)
        for at, row in placed.items():
            label = _label(lines[at])
            likeness = max(similarity(label, wording) for wording in row.label.wordings)
            found.placed[row.key] = Match(at, at + 1, (lines[at],), label, likeness)
        if left := [at for at in loose if at not in placed]:
            found.unread += [lines[at] for at in left]
            found.unsure.update(row.key for row in gap if row not in placed.values())
    return found


def _label(line: Line) -> str:
    """The label of a row without that of the group which it begins."""
    own = [one for one in line.fragments if not is_aside(one)]
    return "".join(own or line.fragments)


def is_whole(line: Line, width: int) -> bool:
    """Whether a line has a figure for each column of a row, and no more."""
    filled = [cell for cell in line.figures if plain(cell.text)]
    return len(filled) == width and (line.is_row or len(line.figures) == width)


def _placed(loose: Sequence[int], lines: Sequence[Line], gap: Sequence[Row]) -> dict[int, Row]:
    if len(loose) == len(gap):
        return dict(zip(loose, gap, strict=True))
    placed: dict[int, Row] = {}
    first = 0
    for at in loose:
        label = _label(lines[at])
        likenesses = sorted(
            (
                (max(similarity(label, wording) for wording in row.label.wordings), number)
                for number, row in enumerate(gap[first:], first)
            ),
            reverse=True,
        )
        if not likenesses:
            break
        best, *others = likenesses
        if best[0] >= _LIKE and all(best[0] - other[0] >= _APART for other in others):
            placed[at], first = gap[best[1]], best[1] + 1
    return placed
