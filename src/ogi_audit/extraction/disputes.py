"""Table 4, 行政复议、行政诉讼情况: fifteen figures in one row, or three rows of five."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache

from rapidfuzz.fuzz import partial_ratio

from ogi_audit.document import Cell, Place
from ogi_audit.extraction.copies import Copy, chosen
from ogi_audit.extraction.lines import Line
from ogi_audit.extraction.placing import place_figures
from ogi_audit.extraction.tables import FoundRow, FoundTable, found_cells
from ogi_audit.form import DISPUTE_GROUPS, DISPUTE_RESULTS, DISPUTES, LITIGATION, Label
from ogi_audit.wording import core, plain, similarity

_NARROW = len(DISPUTE_RESULTS)
# Every head of the table is made of these characters, whole or broken over lines.
_HEAD_CHARACTERS = set(
    "".join(core(label.zh) for label in (*DISPUTE_RESULTS, *DISPUTE_GROUPS)) + "行政诉讼合计"
)
_MOST_OTHER_LINES = 2
_FEWEST_NAMED = 3
# How like the form's a head is that has slipped; and how like one a piece of all heads is that names it.
_LIKE, _NAMED, _LONGEST_HEAD = 0.6, 0.75, 16


def read_disputes(lines: Sequence[Line], taken: Set[int], year: int | None = None) -> FoundTable:
    """Read table 4. ``taken`` are the lines that belong to table 3, whose 总计 rows look alike.

    Of several such tables it is that of ``year``, as far as they say.
    """
    table = FoundTable("disputes")
    start, stop = _segment(lines, taken, year)
    if start == stop:
        table.rows = [
            FoundRow("disputes", row.key, None, None, None, Place()) for row in DISPUTES.rows
        ]
        return table
    table.start, table.stop = start, stop
    segment = lines[start:stop]
    wide = max(segment, key=_breadth)
    breadth = _breadth(wide)
    if breadth and not wide.ruled and not plain(wide.figures[-1].text):
        # A closing bar is no figure.
        breadth -= 1
    columns = _columns(segment, breadth)
    table.missing_columns = [label.key for label in DISPUTE_RESULTS if label not in columns]
    width = len(columns)
    if _breadth(wide) > _NARROW:
        groups = _groups(segment, breadth, width)
        placed = place_figures(wide, _is_head, len(groups) * width)
        for row in DISPUTES.rows:
            if row.label not in groups:
                table.rows.append(FoundRow("disputes", row.key, None, None, None, Place()))
                continue
            number = groups.index(row.label)
            part = slice(number * width, (number + 1) * width)
            _add(table, row.key, wide, placed[part] if placed else None, columns)
        return table
    for row in DISPUTES.rows:
        line = _line_of_group(segment, row.key)
        if line is None and not any(map(_breadth, segment)):
            line = segment[-1]
        if line is None:
            table.rows.append(FoundRow("disputes", row.key, None, None, None, Place()))
        else:
            _add(table, row.key, line, place_figures(line, _is_head, width), columns)
    return table


def _groups(segment: Sequence[Line], breadth: int, width: int) -> tuple[Label, ...]:
    """The groups there are: all three, unless heads and figures agree that one is not there."""
    heads = plain("".join(line.text for line in segment))
    named = tuple(label for label in DISPUTE_GROUPS if _is_named(label, heads))
    return named if named and breadth == len(named) * width else DISPUTE_GROUPS


def _columns(segment: Sequence[Line], breadth: int) -> tuple[Label, ...]:
    """The results there are: all five, unless heads and figures agree that one is not there."""
    heads = plain("".join(line.text for line in segment))
    named = tuple(label for label in DISPUTE_RESULTS if _is_named(label, heads))
    agree = breadth in (len(named), len(DISPUTE_GROUPS) * len(named))
    return named if named and agree else DISPUTE_RESULTS


def _add(
    table: FoundTable,
    group: str,
    line: Line,
    cells: Sequence[Cell] | None,
    columns: Sequence[Label],
) -> None:
    label = next(label for label in DISPUTE_GROUPS if label.key == group)
    filled = sum(1 for cell in line.figures if plain(cell.text))
    table.rows.append(FoundRow("disputes", group, label.zh, 1.0, filled, line.place))
    table.cells.extend(found_cells("disputes", group, columns, cells, line.place))


def _segment(lines: Sequence[Line], taken: Set[int], year: int | None) -> tuple[int, int]:
    """The run of lines that holds the table's heads and figures; empty if there is none."""
    copies: list[Copy] = []
    start = 0
    while start < len(lines):
        if start in taken or not _is_head_line(lines[start]):
            start += 1
            continue
        stop, last = start + 1, start + 1
        while stop < len(lines) and stop not in taken and stop - last < _MOST_OTHER_LINES:
            stop += 1
            if _is_head_line(lines[stop - 1]) or _is_data_line(lines[stop - 1]):
                last = stop
        heads = plain("".join(line.text for line in lines[start:last]))
        named = sum(_is_named(label, heads) for label in (*DISPUTE_RESULTS[:-1], *DISPUTE_GROUPS))
        if named >= _FEWEST_NAMED:
            copies.append(Copy(copies[-1].stop if copies else 0, start, last - 1, last, named))
        start = last
    if not copies:
        return 0, 0
    own = chosen(copies, lines, "disputes", year)
    return own.first, own.stop


@lru_cache(maxsize=65536)
def _is_head(text: str) -> bool:
    words = core(text)
    if not words or len(words) > _LONGEST_HEAD:
        return False
    return set(words) <= _HEAD_CHARACTERS or any(
        similarity(words, label.zh) >= _LIKE
        for label in (*DISPUTE_RESULTS[:-1], *DISPUTE_GROUPS, LITIGATION)
    )


def _is_named(label: Label, heads: str) -> bool:
    """Whether the heads name a result or a group, in words like the form's."""
    return any(partial_ratio(plain(w), heads) / 100 >= _NAMED for w in label.wordings)


def _is_head_line(line: Line) -> bool:
    return bool(line.fragments) and all(map(_is_head, filter(core, line.fragments)))


def _is_data_line(line: Line) -> bool:
    if line.fragments:
        return len(core(line.text)) <= 4 and len(line.figures) >= _NARROW
    return bool(line.figures)


def _breadth(line: Line) -> int:
    """How many figures the line has or has cells for."""
    return len(line.figures) if _is_data_line(line) or _is_head_line(line) else 0


def _line_of_group(segment: Sequence[Line], group: str) -> Line | None:
    """The line with the figures of one group: the first one after (or with) the group's own head."""
    current = None
    for line in segment:
        current = _group_named(line) or current
        if current == group and _breadth(line):
            return line
    return None


def _group_named(line: Line) -> str | None:
    words = core(line.text)
    for label in reversed(DISPUTE_GROUPS):
        if label.zh in words:
            return label.key
    if not words or len(words) > _LONGEST_HEAD:
        return None
    likeness, key = max((partial_ratio(label.zh, words), label.key) for label in DISPUTE_GROUPS)
    return key if likeness / 100 >= _NAMED else None
