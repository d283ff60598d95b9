"""What a report is made of on the page: passages of text, and tables of boxes with spans."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Role = Literal["article", "note", "head", "label", "value"]


@dataclass(frozen=True)
class Box:
    """One cell as drawn: a label or a figure, over so many columns and rows."""

    text: str
    role: Role
    across: int = 1
    down: int = 1
    key: str | None = None
    vertical: bool = False


@dataclass(frozen=True)
class Slot:
    """One place of the plain raster, and how far it lies inside the box that covers it."""

    box: Box
    right: int = 0
    below: int = 0

    @property
    def own(self) -> bool:
        """Whether the box begins here."""
        return not self.right and not self.below


@dataclass(frozen=True)
class Table:
    """Rows of the boxes that begin in them; ``heads`` of them are the header."""

    name: str
    rows: tuple[tuple[Box, ...], ...]
    heads: int

    @property
    def width(self) -> int:
        """Columns of the raster."""
        return len(self.raster[0])

    @property
    def widths(self) -> tuple[int, ...]:
        """Width of each column as on the official form, in twentieths of a point."""
        if self.name == "requests":
            return (754, 921, 3271, *[685] * (self.width - 3))
        return (9740 // self.width,) * self.width

    @cached_property
    def raster(self) -> tuple[tuple[Slot, ...], ...]:
        """Every row with all its places, covered ones too."""
        raster: list[dict[int, Slot]] = [{} for _ in self.rows]
        for top, row in enumerate(self.rows):
            left = 0
            for box in row:
                while left in raster[top]:
                    left += 1
                for below in range(box.down):
                    for right in range(box.across):
                        raster[top + below][left + right] = Slot(box, right, below)
                left += box.across
        return tuple(tuple(row[column] for column in sorted(row)) for row in raster)


@dataclass(frozen=True)
class Passage:
    """A paragraph of the report and what it is there for."""

    text: str
    role: Literal["title", "text", "heading", "subheading", "closing"]


Block = Passage | Table
