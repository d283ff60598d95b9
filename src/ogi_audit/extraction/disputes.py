"""Table 4, 行政复议、行政诉讼情况: fifteen figures in one row, or three rows of five."""

from __future__ import annotations

from collections.abc import Sequence

from ogi_audit.document import Cell, Place
from ogi_audit.extraction.lines import Line
from ogi_audit.extraction.placing import place_figures
from ogi_audit.extraction.tables import FoundRow, FoundTable, found_cells
from ogi_audit.form import DISPUTE_GROUPS, DISPUTE_RESULTS, DISPUTES, Label
from ogi_audit.wording import core, plain

_NARROW = len(DISPUTE_RESULTS)
# Every head of the table is made of these characters, whole or broken over lines.
_HEAD_CHARACTERS = set(
    "".join(core(label.zh) for label in (*DISPUTE_RESULTS, *DISPUTE_GROUPS)) + "行政诉讼合计"
)
_MOST_OTHER_LINES = 2


def read_disputes(lines: Sequence[Line], taken: range) -> FoundTable:
    """Read table 4. ``taken`` are the lines that belong to table 3, whose 总计 rows look alike."""
    table = FoundTable("disputes")
    start, stop = _segment(lines, taken)
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
    named = tuple(label for label in DISPUTE_GROUPS if plain(label.zh) in heads)
    return named if named and breadth == len(named) * width else DISPUTE_GROUPS


def _columns(segment: Sequence[Line], breadth: int) -> tuple[Label, ...]:
    """The results there are: all five, unless heads and figures agree that one is not there."""
    heads = plain("".join(line.text for line in segment))
    named = tuple(
        label
        for label in DISPUTE_RESULTS
        if any(plain(wording) in heads for wording in label.wordings)
    )
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


def _segment(lines: Sequence[Line], taken: range) -> tuple[int, int]:
    """The run of lines that holds the table's heads and figures; empty if there is none."""
    best, most = (0, 0), 0
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
        named = sum(label.zh in heads for label in (*DISPUTE_RESULTS[:-1], *DISPUTE_GROUPS))
        if named >= 3 and named > most:
            best, most = (start, last), named
        start = last
    return best


def _is_head(text: str) -> bool:
    words = core(text)
    return bool(words) and set(words) <= _HEAD_CHARACTERS


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
    return None
