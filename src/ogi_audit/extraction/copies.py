"""A table that a document has more than once: again in an annex, last year's beside this year's.

One of them is chosen whole; rows of two tables are never put together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ogi_audit.extraction.lines import Line
from ogi_audit.form import SECTIONS
from ogi_audit.wording import core, numbering, plain, similarity

# What stands above a table, in lines, and how long a line of it is at the most.
_CAPTION, _LONGEST = 12, 60
_YEAR = re.compile(r"(20\d\d)(?:年|(?=年?度))")
_PROSE = re.compile(r"[。;,]")
_ANNEX = re.compile(r"附[件表录图]?\d*[::]?")


@dataclass(frozen=True, slots=True)
class Copy:
    """One of them: the lines that are surely its ``first`` and ``last`` rows, and what is around it.

    ``start`` is where the one before ends, ``stop`` where the next one begins; ``weight`` is how many
    rows are sure.
    """

    start: int
    first: int
    last: int
    stop: int
    weight: int


def copies_of(
    lines: Sequence[Line], marks: Sequence[tuple[int, int]], begins_anew: Callable[[int, int], bool]
) -> list[Copy]:
    """The copies of a table in a document, in order.

    Args:
        lines: the document's lines.
        marks: which line is surely which row (or head) of the table, in the order of the lines.
        begins_anew: whether a row behind another one is of another copy.
    """
    runs: list[list[tuple[int, int]]] = []
    for mark in marks:
        if runs and not any(begins_anew(row, mark[1]) for _, row in runs[-1]):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    copies = []
    for number, run in enumerate(runs):
        start = runs[number - 1][-1][0] + 1 if number else 0
        stop = runs[number + 1][0][0] if number + 1 < len(runs) else len(lines)
        copies.append(Copy(start, run[0][0], run[-1][0], stop, len(run)))
    return copies


def chosen(copies: Sequence[Copy], lines: Sequence[Line], section: str, year: int | None) -> Copy:
    """The copy that is the report's own.

    It is not captioned with another year, nor as an annex, and stands in the section of the form;
    of several such it is the most complete one, then the first.
    """

    def rank(copy: Copy) -> tuple[bool, bool, int, int]:
        years, is_annexed = _caption(lines[max(copy.start, copy.first - _CAPTION) : copy.first])
        is_other = bool(year and years and year not in years)
        is_in_place = not is_annexed and _section_of(lines, copy.first) == section
        return not is_other, is_in_place, copy.weight, -copy.first

    return max(copies, key=rank)


def _caption(above: Sequence[Line]) -> tuple[set[int], bool]:
    """The years that the short lines above a table name, and whether they say that it is annexed."""
    years: set[int] = set()
    is_annexed = False
    for text in _short(above):
        years.update(int(found[1]) for found in _YEAR.finditer(text))
        is_annexed = is_annexed or _ANNEX.match(text) is not None
    return years, is_annexed


def _short(above: Sequence[Line]) -> Iterator[str]:
    for line in above:
        text = plain(line.text)
        if len(text) <= _LONGEST and not _PROSE.search(text):
            yield text


def _section_of(lines: Sequence[Line], before: int) -> str | None:
    """The key of the section whose heading stands nearest above a line."""
    for line in reversed(lines[:before]):
        text = "".join(line.fragments)
        if not numbering(text) or line.has_figures or len(core(text)) > _LONGEST:
            continue
        for section in SECTIONS:
            if any(similarity(text, wording) >= 0.85 for wording in section.wordings):
                return section.key
    return None
