"""What every reader hands over, and the cleaning of text that is common to all formats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from ogi_audit.document import Block, Cell, Grid, Paragraph, Place
from ogi_audit.text.marks import apart

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Zero-width characters, direction marks and control characters: none of them is ever seen.
_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]"
)


@dataclass(frozen=True, slots=True)
class Content:
    """A file's content, before it is known as a `Document` of a certain name."""

    blocks: tuple[Block, ...]
    properties: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def clean(text: str) -> str:
    """The text without unseen characters and without white space at its ends."""
    # What can be printed can be seen, and breaks no line; to ask that takes far less time.
    return (text if text.isprintable() else _UNSEEN.sub("", text)).strip()


def lines(text: str) -> list[str]:
    """The lines of a text, cleaned; blank ones are left out."""
    parts = [text] if text.isprintable() else _BREAK.split(text)
    return [line for part in parts if (line := clean(part))]


def paragraph_of(text: str, place: Place) -> Paragraph:
    """A paragraph of a cleaned line, the marks in it told apart."""
    marked = apart(text)
    return Paragraph(marked.text.strip(), place, marked.written if marked.notes else "")


def cell_of(text: str, place: Place) -> Cell:
    """A cell of a text, whose lines are cleaned and the marks in it told apart."""
    marked = apart("\n".join(lines(text)))
    return Cell(marked.text.strip(), place, marked.written if marked.notes else "")


class Assembler:
    """Collects blocks in order and numbers paragraphs and tables, where a format has no lines."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._paragraphs = 0
        self._tables = 0

    def paragraph(self, text: str) -> None:
        """Add a source paragraph; its line breaks make several paragraphs with one number."""
        written = lines(text)
        if written:
            self._paragraphs += 1
            place = Place(paragraph=self._paragraphs)
            self.blocks.extend(paragraph_of(line, place) for line in written)

    def grid(self, rows: Iterable[Sequence[str]]) -> None:
        """Add a table of cell texts; a table without any text is only spacing and is left out."""
        written = [row for row in rows if row]
        table = self._tables + 1
        cells = tuple(
            tuple(
                cell_of(text, Place(table=table, row=number, column=column))
                for column, text in enumerate(row, 1)
            )
            for number, row in enumerate(written, 1)
        )
        if any(cell.as_written for row in cells for cell in row):
            self._tables = table
            self.blocks.append(Grid(cells, Place(table=table)))
