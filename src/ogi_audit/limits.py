"""How much a file may hold and how long reading it may take; beyond that it is refused.

No report comes near these: the longest has some 60,000 characters, 600 cells and 40 pages.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ogi_audit.errors import ParameterError, UnreadableError

MEGABYTE = 1024 * 1024
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of one file. All are whole numbers above 0.

    Raises `ParameterError` for one that is not, or for a ``nesting`` that no parser reaches.
    """

    size: int = 200
    """Megabytes of the file."""
    unpacked: int = 256
    """Megabytes of what is packed in it, all parts together (DOCX and ODT are ZIP archives)."""
    ratio: int = 200
    """How many times larger it may get when unpacked; below 8 MB that is not looked at."""
    pages: int = 1000
    """Pages of a PDF."""
    characters: int = 2_000_000
    """Characters of text, in paragraphs and cells together."""
    lines: int = 100_000
    """Lines of text: paragraphs and cells, and each line within one."""
    cells: int = 100_000
    """Cells of all tables together."""
    nesting: int = 200
    """Elements inside one another, in HTML, DOCX and other XML; the parsers go no deeper than 250."""
    seconds: int = 120
    """Seconds that reading may take."""
    memory: int = 2048
    """Megabytes of memory that reading may take."""

    def __post_init__(self) -> None:
        for name, value in dataclasses.asdict(self).items():
            most = 250 if name == "nesting" else None
            if type(value) is not int or value < 1 or (most and value > most):
                expected = f"{name}=1…{most or ''}"
                raise ParameterError("value", "limits", value=f"{name}={value}", expected=expected)

    @property
    def unpacked_bytes(self) -> int:
        """`unpacked` in bytes."""
        return self.unpacked * MEGABYTE

    @property
    def memory_bytes(self) -> int:
        """`memory` in bytes."""
        return self.memory * MEGABYTE

    def check_size(self, found: int, name: str) -> None:
        """Raise `UnreadableError` if a file has too many bytes."""
        if found > self.size * MEGABYTE:
            # Rounded up: 200.1 MB are more than 200 MB.
            raise self._exceeded("limit_size", -(-found // MEGABYTE), name)

    def check_unpacked(self, found: int, packed: int, name: str) -> None:
        """Raise `UnreadableError` if what is packed in ``packed`` bytes has too many."""
        if found > self.unpacked_bytes:
            raise self._exceeded("limit_unpacked", -(-found // MEGABYTE), name)
        if found > 8 * MEGABYTE and found > self.ratio * packed:
            raise self._exceeded("limit_ratio", found // max(packed, 1), name)

    def check_pages(self, found: int, name: str) -> None:
        """Raise `UnreadableError` for too many pages."""
        if found > self.pages:
            raise self._exceeded("limit_pages", found, name)

    def check_text(self, written: Sequence[str], cells: int, name: str) -> None:
        """Raise `UnreadableError` for too much text, in paragraphs and cells, or too large tables."""
        if (characters := sum(map(len, written))) > self.characters:
            raise self._exceeded("limit_characters", characters, name)
        # What the report's text means is looked for line by line, after it was read.
        if (lines := sum(text.count("\n") + 1 for text in written)) > self.lines:
            raise self._exceeded("limit_lines", lines, name)
        if cells > self.cells:
            raise self._exceeded("limit_cells", cells, name)

    def too_deep(self, name: str) -> UnreadableError:
        """The error for elements that are nested deeper than `nesting`."""
        return UnreadableError("limit_nesting", name, limit=self.nesting)

    def too_slow(self, name: str) -> UnreadableError:
        """The error for reading that took longer than `seconds`."""
        return UnreadableError("limit_seconds", name, limit=self.seconds)

    def too_large(self, name: str) -> UnreadableError:
        """The error for reading that took more than `memory`."""
        return UnreadableError("limit_memory", name, limit=self.memory)

    def _exceeded(self, code: str, found: int, name: str) -> UnreadableError:
        limit = getattr(self, code.removeprefix("limit_"))
        return UnreadableError(code, name, found=found, limit=limit)


NAMES = tuple(field.name for field in dataclasses.fields(Limits))
"""The names of the limits."""
DEFAULT = Limits()
"""What holds if nothing else is said."""


def parse_limits(entries: Iterable[str]) -> Limits:
    """Limits as given by parameter, each ``NAME=NUMBER``; the others at their defaults.

    Raises `ParameterError` for another name, or a value that is no whole number above 0.
    """
    given = {}
    for entry in entries:
        name, _, value = (part.strip() for part in entry.partition("="))
        if name not in NAMES or not (value.isascii() and value.isdigit() and len(value) < 10):
            expected = tuple(f"{known}=N" for known in NAMES)
            raise ParameterError("value", "limits", value=entry, expected=expected)
        given[name] = int(value)
    return Limits(**given)
