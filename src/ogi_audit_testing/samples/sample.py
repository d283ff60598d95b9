"""What a sample is: a report, its layout, and the faults it was given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ogi_audit_testing.makers import LAYOUTS, form
from ogi_audit_testing.makers.figures import Cells, Specimen

Fault = tuple[str, str]
"""Rule and place, as in a finding."""


@dataclass(frozen=True)
class Sample:
    """One file of data/. ``faults`` are the findings it must give, one a finding, and no others."""

    name: str
    specimen: Specimen
    layout: str
    faults: tuple[Fault, ...] = ()

    def write(self, directory: Path) -> Path:
        """Write the file under its name and give the path back."""
        return LAYOUTS[self.layout].write(self.specimen, directory / self.name)


def cells(rows: str, edition: form.Edition = "2021") -> Cells:
    """The figures of a report, a row a line, its key before them; rows left out are 0 throughout."""
    written: dict[str, list[str]] = {}
    for line in rows.split("\n"):
        if line.strip():
            row, *figures = line.split()
            written[row] = figures
    columns: dict[str, list[str]] = {}
    for key in form.keys(edition):
        row, _, column = key.rpartition(".")
        columns.setdefault(row, []).append(column)
    if unknown := written.keys() - columns.keys():
        raise KeyError(f"the form has no row {unknown}")
    return {
        f"{row}.{column}": figure
        for row, names in columns.items()
        for column, figure in zip(names, written.get(row, ["0"] * len(names)), strict=True)
    }
