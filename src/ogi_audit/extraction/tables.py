"""A table of the form as found in a document: its cells and rows, and how they are recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from ogi_audit.document import Cell, Place
from ogi_audit.extraction.align import Match
from ogi_audit.extraction.figures import UNPLACED, Reading, State, read_figure
from ogi_audit.extraction.placing import place_figures, usual_blanks_after
from ogi_audit.form import (
    NUMERALS,
    OUTCOME_GROUPS,
    RESULTS,
    Label,
    Row,
    figure_of,
)
from ogi_audit.wording import core, numbering, plain, similarity


@dataclass(frozen=True, slots=True)
class FoundCell:
    """One figure of the report: its key, what was read, the text as written, where."""

    table: str
    row: str
    column: str
    text: str
    reading: Reading
    place: Place

    @property
    def key(self) -> str:
        """``<table>.<row>.<column>``."""
        return f"{self.table}.{self.row}.{self.column}"

    @property
    def value(self) -> float | None:
        """The figure; ``None`` if it is unknown."""
        return self.reading.value

    @property
    def state(self) -> State:
        """How it was written, or that nothing was. See `State`."""
        return self.reading.state


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row that the form asks for: found or not, its label as written, its likeness to the form's.

    A row that is not found ``may_be_unread`` where figures stand that could not be placed.
    """

    table: str
    row: str
    label: str | None
    similarity: float | None
    figures: int | None
    place: Place
    may_be_unread: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be placed: a ``row`` of figures, its label and figures as written, where."""

    kind: str
    table: str
    text: str
    place: Place


@dataclass(slots=True)
class FoundTable:
    """What was found of one table. ``signs`` are wordings by edition that tell which form was used."""

    key: str
    cells: list[FoundCell] = field(default_factory=list)
    rows: list[FoundRow] = field(default_factory=list)
    missing_columns: list[str] = field(default_factory=list)
    signs: dict[str, list[str]] = field(default_factory=lambda: {"2019": [], "2021": []})
    unread: list[Unread] = field(default_factory=list)
    start: int | None = None
    stop: int | None = None
    lines: set[int] = field(default_factory=set)
    """All lines that are of the table, be they of a copy that was not chosen."""

    @property
    def is_old(self) -> bool:
        """Whether all signs are of the 2019 edition."""
        return bool(self.signs["2019"]) and not self.signs["2021"]


def fill(
    table: FoundTable,
    rows: Sequence[Row],
    matches: Mapping[str, Match],
    columns_of: Callable[[Row], Sequence[Label]],
    torn: Set[str] = frozenset(),
    unsure: Set[str] = frozenset(),
) -> None:
    """Record each row and, for those found, each cell; the cells of ``torn`` rows are unplaced.

    Rows that are ``unsure`` may be among the figures that could not be placed.
    """
    widths = Counter(len(columns_of(row)) for row in rows)
    blanks_after = {
        width: usual_blanks_after(
            [
                matches[row.key]
                for row in rows
                if row.key in matches and len(columns_of(row)) == width
            ],
            width,
        )
        for width in widths
    }
    for row in rows:
        match = matches.get(row.key)
        if match is None:
            table.rows.append(
                FoundRow(table.key, row.key, None, None, None, Place(), row.key in unsure)
            )
            continue
        columns = columns_of(row)
        line = match.line

        def is_label(text: str, wordings: Sequence[str] = row.label.wordings) -> bool:
            return _is_label(text, wordings)

        cells = None
        if row.key not in torn:
            cells = place_figures(line, is_label, len(columns), blanks_after[len(columns)])
        filled = sum(1 for cell in line.figures if plain(cell.text))
        table.rows.append(
            FoundRow(table.key, row.key, match.label, match.similarity, filled, line.place)
        )
        table.cells.extend(found_cells(table.key, row.key, columns, cells, line.place))


def found_cells(
    table: str, row: str, columns: Sequence[Label], cells: Sequence[Cell] | None, place: Place
) -> Iterator[FoundCell]:
    """The cells of one row; all unplaced where ``cells`` is ``None``."""
    if cells is None:
        for column in columns:
            yield FoundCell(table, row, column.key, "", UNPLACED, place)
        return
    for column, cell in zip(columns, cells, strict=True):
        reading = read_figure(cell.text, figure_of(table, row, column.key))
        if cell.written and reading.state == "number":
            # It has the mark of a note.
            reading = Reading(reading.value, "notation")
        yield FoundCell(table, row, column.key, cell.as_written, reading, cell.place)


def locate(table: FoundTable, matches: Mapping[str, Match], offset: int) -> None:
    """Record which lines the table takes; ``offset`` is the number of the first line aligned."""
    if matches:
        table.start = offset + min(match.start for match in matches.values())
        table.stop = offset + max(match.stop for match in matches.values())


def _is_label(text: str, wordings: Sequence[str]) -> bool:
    words = core(text)
    if not words:
        return bool(numbering(text))
    return is_aside(text) or any(
        words in core(wording) or similarity(text, wording) >= 0.6 for wording in wordings
    )


@lru_cache(maxsize=65536)
def is_aside(fragment: str) -> bool:
    """Whether a fragment may be of a merged cell at the left: a group, or 三、本年度办理结果."""
    words = core(fragment)
    if numbering(fragment)[:1].isdigit():
        return not words
    results = NUMERALS[2] + core(RESULTS.zh)
    if not words or (len(words) <= 3 and words in results):
        return True
    # Written vertically in two columns, its characters come in any order.
    if len(words) >= 5 and set(words) <= set(results):
        return True
    if core(RESULTS.zh).startswith(words) or results.endswith(words):
        return True
    for group in OUTCOME_GROUPS:
        whole = core(group.zh)
        if words == whole or (numbering(fragment)[:1] == "(" and whole.startswith(words)):
            return True
        if len(words) == 1 and words in whole:
            # Written vertically, a character between other rows' labels.
            return True
        if len(words) >= 2 and (whole.startswith(words) or whole.endswith(words)):
            return True
    return False
