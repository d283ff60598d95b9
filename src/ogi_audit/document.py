"""What a reader gives: a document as an ordered list of paragraphs and grids, each with its place.

Readers know nothing of reports; everything above this module knows nothing of file formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from ogi_audit.messages.places import PLACE
from ogi_audit.messages.punctuation import MARKS


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the source, from 1; ``None`` where the format has no such notion.

    Text and Markdown have lines, DOCX and HTML paragraphs and tables, PDF pages and tables.
    """

    page: int | None = None
    line: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def describe(self, language: str = "en") -> str:
        """The place in words, e.g. ``page 3, table 2, row 5, column 4``; empty if nothing is known."""
        parts = [
            words[language].format(number=number)
            for name, words in PLACE.items()
            if (number := getattr(self, name)) is not None
        ]
        return MARKS[language].comma.join(parts)

    def __str__(self) -> str:
        return _described(self)


@lru_cache(maxsize=65536)
def _described(place: Place) -> str:
    """In English: for each cell twice, and cells of many reports have the same place."""
    return place.describe("en")


def place_in(text: str, language: str) -> str:
    """A place as results state it, ``page 3, row 5``, in words of ``language``; other texts as they are."""
    parts = dict(re.findall(r"(?<![a-z])([a-z]++) (\d{1,9})", text))
    if not parts.keys() <= PLACE.keys():
        return text
    place = Place(**{name: int(value) for name, value in parts.items()})
    return place.describe(language) if place.describe("en") == text else text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text between breaks; never contains a line break.

    ``written`` is the text with the marks of notes in it, where there are any.
    """

    text: str
    place: Place = Place()
    written: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    r"""One cell as the source delimits it; line breaks inside it are kept as ``\n``.

    A cell that another one covers (rowspan, vMerge) is not a cell of its row. ``written`` is the text with
    what is no part of it, such as the mark of a note at a figure, where there is any.
    """

    text: str
    place: Place = Place()
    written: str = ""

    @property
    def as_written(self) -> str:
        """All that is written in the cell."""
        return self.written or self.text


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of their own cells, not necessarily of equal length.

    ``ruled`` tells whether each cell was delimited by markup or by lines, so that an empty cell is
    certainly one cell. In plain text (tabs, bars) a row's outer cells may have been lost or added;
    a table whose rows are all of one length is taken for whole.
    """

    rows: tuple[tuple[Cell, ...], ...]
    place: Place = Place()
    ruled: bool = True


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph, or a row of a grid with its ``cells``.

    ``text`` is the paragraph's, or that of a row's only filled cell: headings and sentences stand in
    tables too. It is empty for other rows.
    """

    text: str
    place: Place
    cells: tuple[Cell, ...] = ()
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One source file, read. ``properties`` holds what the format itself states (meta elements …)."""

    name: str
    sha256: str
    format: str
    blocks: tuple[Block, ...]
    properties: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs outside grids, in order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def grids(self) -> Iterator[Grid]:
        """The grids, in order."""
        return (block for block in self.blocks if isinstance(block, Grid))

    @property
    def items(self) -> Iterator[Item]:
        """The paragraphs and the rows of the grids in one sequence, in order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield Item(block.text, block.place)
            else:
                lengths = {len(row) for row in block.rows}
                # A few rows of plain text may be of one length by chance.
                fewest = 2 if self.format == "markdown" else 5
                even = len(block.rows) >= fewest and len(lengths) == 1
                ruled = block.ruled or even
                for row in block.rows:
                    filled = [cell for cell in row if cell.text.strip()]
                    alone = "".join(filled[0].text.split("\n")) if len(filled) == 1 else ""
                    yield Item(alone, filled[0].place if filled else block.place, row, ruled)
