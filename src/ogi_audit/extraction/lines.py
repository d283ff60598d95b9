"""The lines of a document: one stream of labels and figures, whatever the layout they came in.

A row of a grid is a line of cells; a paragraph is a line whose trailing run of figures, if any, is
split from the text before it. Page numbers and blank text are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ogi_audit.document import Cell, Document, Item, Place
from ogi_audit.extraction.figures import looks_like_figure
from ogi_audit.wording import plain

_PAGE_NUMBER = re.compile(r"[-—–─·~]{1,2}\d{1,3}[-—–─·~]{1,2}|第\d{1,3}页(?:[,/]?共\d{1,3}页)?")


_MOST_ODD = 2


@dataclass(frozen=True)
class Line:
    """Cells of a row, or label fragments and figures of a line of text.

    ``cells`` is the whole row for a grid and empty for text. ``fragments`` are the texts before the
    trailing run of figures, ``figures`` that run; ``chunks`` counts the figures of each source line
    when several lines of nothing but figures were joined. ``ruled``: see `Grid`. ``item`` is the
    number of the document's item that it comes from.
    """

    fragments: tuple[str, ...]
    figures: tuple[Cell, ...]
    place: Place
    cells: tuple[Cell, ...] = ()
    ruled: bool = False
    chunks: tuple[int, ...] = ()
    item: int = 0

    @property
    def is_row(self) -> bool:
        """Whether the source itself separated the cells of this line."""
        return bool(self.cells)

    @cached_property
    def has_figures(self) -> bool:
        """Whether at least one figure is filled in."""
        return any(plain(cell.text) for cell in self.figures)

    @property
    def text(self) -> str:
        """The label part as one text."""
        return " ".join(self.fragments)


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but a page number (``- 3 -``, ``第3页 共5页``)."""
    return _PAGE_NUMBER.fullmatch(plain(text)) is not None


def lines_of(document: Document) -> list[Line]:
    """The document's lines in order, runs of figures on lines of their own joined."""
    return [
        replace(
            run[0],
            figures=tuple(cell for line in run for cell in line.figures),
            chunks=tuple(chunk for line in run for chunk in line.chunks),
        )
        if len(run) > 1
        else run[0]
        for run in _runs(_lines(document))
    ]


def _runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Neighbouring lines of text with nothing but figures together, any other line by itself."""
    run: list[Line] = []
    for line in lines:
        is_bare = not (line.is_row or line.fragments)
        if run and not (is_bare and not (run[0].is_row or run[0].fragments)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _lines(document: Document) -> Iterator[Line]:
    for number, item in enumerate(document.items):
        found = _row_lines(item) if item.cells else _text_line(item.text, item.place)
        yield from (replace(line, item=number) for line in found)


def _row_lines(item: Item) -> Iterator[Line]:
    row = item.cells
    if len(row) == 1 and not looks_like_figure(row[0].text):
        for text in row[0].text.split("\n"):
            yield from _text_line(text, row[0].place)
        return
    cells = row if item.ruled else tuple(_split_runs(row))
    start = _labels_end(cells)
    fragments = tuple(
        "".join(cell.text.split("\n")).strip() for cell in cells[:start] if plain(cell.text)
    )
    yield Line(fragments, cells[start:], cells[0].place, cells, item.ruled)


def _figures_start(flags: list[bool]) -> int:
    """Where the figures of a line of text start: its trailing run, or one with odd words in it.

    An agency may have written 「见附件」 among the figures; more than a few words are prose.
    """
    start = len(flags)
    while start and flags[start - 1]:
        start -= 1
    if True in flags[1:]:
        first = flags.index(True, 1)
        figures = flags[first:].count(True)
        if len(flags) - first - figures <= min(_MOST_ODD, figures // 2):
            return min(start, first)
    return start


def _labels_end(cells: tuple[Cell, ...]) -> int:
    """Where the figures of a row may start: after its leading texts, a bare row number among them."""
    end = 0
    for number, cell in enumerate(cells):
        text = plain(cell.text)
        if looks_like_figure(text) and (
            end or not any(_is_text(c) for c in cells[number + 1 :][:1])
        ):
            break
        if _is_text(cell):
            end = number + 1
    return end


def _is_text(cell: Cell) -> bool:
    return bool(plain(cell.text)) and not looks_like_figure(cell.text)


def _split_runs(row: tuple[Cell, ...]) -> Iterator[Cell]:
    """Cells of plain text in which only spaces stood between some of the figures."""
    for cell in row:
        tokens = cell.text.split()
        if len(tokens) > 1 and all(looks_like_figure(token) for token in tokens):
            yield from (Cell(token, cell.place) for token in tokens)
        else:
            yield cell


def _text_line(text: str, place: Place) -> Iterator[Line]:
    if not plain(text) or is_page_number(text):
        return
    tokens = text.split()
    start = _figures_start([looks_like_figure(token) for token in tokens])
    figures = tuple(Cell(token, place) for token in tokens[start:])
    yield Line(tuple(tokens[:start]), figures, place, chunks=(len(figures),))
