"""Table 3, 收到和处理政府信息公开申请情况: 25 rows by seven requester columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ogi_audit.extraction.align import Match, align
from ogi_audit.extraction.copies import chosen, copies_of
from ogi_audit.extraction.lines import Line
from ogi_audit.extraction.neighbours import by_neighbours
from ogi_audit.extraction.tables import FoundTable, Unread, fill, is_aside, locate
from ogi_audit.form import OTHER, REQUESTERS, REQUESTS, REQUESTS_OF_EITHER, Label, Row
from ogi_audit.wording import core, numbering, plain, similarity

_FEWEST_ROWS = 3
# A row so far before one that was there is of another copy of the table.
_BACK = 5
# What a line is that is surely a row by its label: so many fragments at the most, so long, so like it.
_FEW_FRAGMENTS, _SHORTEST, _LONGEST, _SURE = 3, 4, 60, 0.9
_AROUND = 8
"""How many lines around the rows that are sure may hold further rows of the same table."""


def read_requests(
    lines: Sequence[Line], disclosure: FoundTable, year: int | None = None
) -> FoundTable:
    """Table 3, 收到和处理政府信息公开申请情况, in either edition's rows or a mixture.

    ``disclosure`` is table 2 as found: its lines are not looked at again, and where it is wholly of
    the 2019 edition, so are the rows that table 3 should have. Of several such tables it is that of
    ``year``, as far as they say.
    """
    table = FoundTable("requests")
    candidates = REQUESTS_OF_EITHER.rows
    copies = copies_of(lines, [*_marks(lines)], lambda before, row: row <= before - _BACK)
    copies = [copy for copy in copies if copy.weight >= _FEWEST_ROWS]
    if len(copies) > 1:
        own = chosen(copies, lines, "requests", year)
        start, stop = own.start, own.stop
    else:
        taken = disclosure.stop or 0
        start, stop = _region(lines, candidates, len(REQUESTERS))
        start = max(start, taken) if taken < stop else start
    part = lines[start:stop]
    matches = dict(align(part, candidates, is_aside))
    if len(matches) < _FEWEST_ROWS:
        # Heads and sentences elsewhere may read like a row or two.
        matches = {}
    sub_rows = [row.key for row in candidates if row.group is OTHER and row.key in matches]
    one = matches.get(OTHER.key)
    if one and (
        _has_label_of_its_own(one.line)
        if one.line.has_figures
        else sub_rows or len(one.line.figures) < len(REQUESTERS)
    ):
        del matches[OTHER.key]
    as_one = OTHER.key in matches or (disclosure.is_old and not sub_rows)
    if OTHER.key in matches:
        table.signs["2019"].append(matches[OTHER.key].label)
    if sub_rows:
        table.signs["2021"].append(OTHER.zh)
    form = REQUESTS["2019" if as_one else "2021"].rows
    rows = [row for row in candidates if row in form or row.key in matches]
    columns = _columns(part, matches)
    table.missing_columns = [column.key for column in REQUESTERS if column not in columns]
    neighbours = by_neighbours(part, rows, matches, len(columns))
    if (
        not sub_rows
        and OTHER.key not in matches
        and any(row.group is OTHER for row in form if row.key in neighbours.placed)
    ):
        table.signs["2021"].append(OTHER.zh)
    matches |= neighbours.placed
    torn = _torn(part, matches, len(columns))
    fill(table, rows, matches, lambda _row: columns, torn, neighbours.unsure)
    table.unread = [_unread(line) for line in neighbours.unread]
    locate(table, matches, start)
    table.lines = {n for copy in copies for n in range(copy.first, copy.last + 1)}
    table.lines.update(range(table.start or 0, table.stop or 0))
    return table


def _has_label_of_its_own(line: Line) -> bool:
    """Whether a line that names the group （六）其他处理 is the first of the rows under it."""
    others = [one for one in line.fragments if core(one) and core(one) != core(OTHER.zh)]
    return any(numbering(one)[:1].isdigit() or not is_aside(one) for one in others)


def _marks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Lines that are surely rows of the table, by their label alone."""
    for at, line in enumerate(lines):
        if 1 <= len(line.fragments) <= _FEW_FRAGMENTS:
            row = _row_named(line.fragments[-1])
            if row is not None:
                yield at, row


@lru_cache(maxsize=65536)
def _row_named(text: str) -> int | None:
    words = core(text)
    if not _SHORTEST <= len(words) <= _LONGEST:
        return None
    for number, row in enumerate(REQUESTS_OF_EITHER.rows):
        if any(similarity(text, wording) >= _SURE for wording in row.label.wordings):
            return number
    return None


def _unread(line: Line) -> Unread:
    text = " ".join((line.text, *(cell.as_written for cell in line.figures)))
    return Unread("row", "requests", text, line.place)


def _torn(lines: Sequence[Line], matches: Mapping[str, Match], width: int) -> set[str]:
    """The rows of running text whose figures are not whole, or may stand where no row claims them.

    Narrow columns break numbers over lines (``196`` / ``8``): scraps of figures next to a row are
    pieces of its own. Where whole runs of figures are left over, a label without any is not blank.
    """
    claimed = {n for match in matches.values() for n in range(match.start, match.stop)}
    loose = {n: line for n, line in enumerate(lines) if n not in claimed and not line.is_row}
    scraps = {n for n, line in loose.items() if 1 < len(line.figures) < width}
    left_over = any(len(line.figures) >= width for line in loose.values())
    return {
        key
        for key, match in matches.items()
        if not match.line.is_row
        and ({match.start - 1, match.stop} & scraps or (left_over and not match.line.has_figures))
    }


def _region(lines: Sequence[Line], rows: Sequence[Row], width: int) -> tuple[int, int]:
    """The part of the document that a table stands in: from its first to its last complete row."""
    matches = align(lines, rows, is_aside)
    sure = [
        match
        for match in matches.values()
        if match.similarity >= 0.6 and max(len(match.line.figures), len(match.line.cells)) >= width
    ]
    if not sure:
        return 0, len(lines)
    first, last = min(match.start for match in sure), max(match.stop for match in sure)
    return max(0, first - _AROUND), min(len(lines), last + _AROUND)


def _columns(lines: Sequence[Line], matches: Mapping[str, Match]) -> tuple[Label, ...]:
    """The requester columns there are: all seven, unless rows and heads agree that one is not there."""
    widths = Counter(
        sum(1 for cell in match.line.figures if plain(cell.text))
        for match in matches.values()
        if match.line.has_figures
    )
    usual = max(widths, key=lambda width: (widths[width], width), default=len(REQUESTERS))
    first = min((match.start for match in matches.values()), default=0)
    heads = plain("".join(line.text for line in lines[:first])).replace("法人或其他组织", "")
    # Narrow heads are broken over lines: their first two characters tell them apart.
    named = tuple(
        column
        for column in REQUESTERS
        if any(plain(wording)[:2] in heads for wording in column.wordings)
    )
    complete = usual == len(REQUESTERS) or widths[usual] < 0.8 * sum(widths.values())
    return REQUESTERS if complete or len(named) != usual else named
