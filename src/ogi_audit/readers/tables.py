"""Tells tables of data from tables that only lay out a page, row by row, for HTML and DOCX."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from ogi_audit.readers.blocks import Assembler

# The longest labels of a data cell have some 60 characters; a footnote may double that.
_PROSE = 150
# So much text is page content even beside several other filled cells (menu, article, sidebar).
_PAGE = 600
# No page is laid out in more columns than these: a row with more filled cells is one of data.
_COLUMNS = 5


@dataclass(frozen=True)
class TableCell:
    """A cell as a reader sees it; ``walk`` adds what it holds to the document as page content.

    ``lines`` gives its text line by line: of a cell that holds a page, within others that do as well,
    no more is read than tells that.
    """

    lines: Callable[[], Iterator[str]]
    has_table: bool
    walk: Callable[[], None]

    @property
    def text(self) -> str:
        """What is written in the cell."""
        begins, is_all = self._beginning
        return "\n".join(begins if is_all else self.lines())

    @property
    def length(self) -> int:
        """How many characters that are, as far as it matters."""
        begins, _ = self._beginning
        return max(0, sum(1 + len(line) for line in begins) - 1)

    @cached_property
    def _beginning(self) -> tuple[list[str], bool]:
        """So many lines as make a page, and whether they are all."""
        begins, length = [], -1
        for line in self.lines():
            begins.append(line)
            length += 1 + len(line)
            if length >= _PAGE:
                return begins, False
        return begins, True


def add_table(rows: Sequence[Sequence[TableCell]], out: Assembler) -> None:
    """Add a table: its rows of data as grids, its rows that hold page content as what they hold.

    A table that never has two cells in a row says nothing as a grid and becomes paragraphs.
    """
    rows = [row for row in rows if row]
    told = [(_holds_page(row), row) for row in rows]
    is_layout = any(holds_page for holds_page, _ in told) or all(len(row) == 1 for row in rows)
    for holds_page, group in groupby(told, key=itemgetter(0)):
        part = [row for _, row in group]
        if holds_page or (is_layout and all(_filled(row) < 2 for row in part)):
            for row in part:
                for cell in row:
                    cell.walk()
        else:
            out.grid([[cell.text for cell in row] for row in part])


def _filled(row: Sequence[TableCell]) -> int:
    return sum(1 for cell in row if cell.length)


def _holds_page(row: Sequence[TableCell]) -> bool:
    if any(cell.has_table for cell in row):
        return True
    longest = max(cell.length for cell in row)
    return (longest >= _PAGE and _filled(row) <= _COLUMNS) or (
        longest >= _PROSE and _filled(row) <= 2
    )
