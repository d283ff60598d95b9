"""What a layout is: a name, a suffix, a way to write, and what the way loses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ogi_audit_testing.makers.figures import Specimen


@dataclass(frozen=True)
class Layout:
    """One way to put a report into a file."""

    name: str
    suffix: str
    render: Callable[[Specimen], bytes]
    separators: bool = True
    """Whether an empty cell keeps its place; if not, a reader can only say that one is missing."""
    traditional: bool = False
    """Whether the words come out in Traditional characters (the figures never change)."""
    needs: str | None = None
    """A program that must be on the PATH."""

    def write(self, specimen: Specimen, path: Path) -> Path:
        """Write the specimen and give the path back, for use as an argument."""
        path.write_bytes(self.render(specimen))
        return path

    def file(self, specimen: Specimen, directory: Path) -> Path:
        """Write the specimen under a name of the layout's own."""
        return self.write(specimen, directory / f"{self.name}{self.suffix}")
