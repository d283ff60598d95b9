"""What is marked in the statutory tables: each head and figure with its signs and findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from ogi_audit.auditing import Audit
from ogi_audit.display.shortened import IN_CELL, shortened
from ogi_audit.findings import Finding
from ogi_audit.form import Label, Row
from ogi_audit.messages.audit import word
from ogi_audit.phrasing import number

_SIGNS = {"odd": "！", "notation": "", "unplaced": "？", "number": "", "blank": ""}


@dataclass(frozen=True, slots=True)
class Box:
    """One cell as drawn, with its marks and the numbers of its findings.

    ``head`` is what a head is the head of (``col``, ``colgroup``, ``row``, ``rowgroup``), empty for a
    figure.
    """

    text: str
    classes: str = ""
    sign: str = ""
    notes: tuple[int, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    head: str = ""


class Marks:
    """The marks of one audit's tables."""

    def __init__(self, audit: Audit, language: str) -> None:
        self.language = language
        self.cells = {cell.key: cell for cell in audit.report.found_cells}
        self.written = {(row.table, row.row): row.label for row in audit.report.found_rows}
        self.findings: dict[str, list[tuple[int, Finding]]] = {}
        # The best single explanation of failing identities, and the figure it proposes.
        self.suspects = {
            suspect.changes[0].cell: suspect.changes[0].proposed
            for suspect in audit.suspects
            if suspect.rank == 1 and len(suspect.changes) == 1
        }
        # Failing identities shade the line they run along; its head says ≠ and which finding it is.
        self.faulty: dict[tuple[str, str], list[int]] = {}
        # Findings of a whole row or column: its wording, or that it is not there.
        self.of_lines: dict[tuple[str, str], list[int]] = {}
        for at, finding in enumerate(audit.findings, 1):
            for key in finding.cells:
                self.findings.setdefault(key, []).append((at, finding))
            if _is_identity(finding) and finding.cells:
                table = finding.cells[0].split(".")[0]
                self.faulty.setdefault((table, finding.at), []).append(at)
            elif finding.table and not finding.cells:
                self.of_lines.setdefault((finding.table, finding.at), []).append(at)

    def label(self, label: Label, head: str, *, colspan: int = 1, rowspan: int = 1) -> Box:
        """A head that no finding is about."""
        return Box(label.text(self.language), head=head, colspan=colspan, rowspan=rowspan)

    def column(
        self, table: str, label: Label, *, colspan: int = 1, rowspan: int = 1, head: str = "col"
    ) -> Box:
        """The head of a column, or of a group of them."""
        faults = self.faulty.get((table, label.key), [])
        return Box(
            label.text(self.language),
            "ogi-fault" if faults else "",
            "≠" if faults else "",
            (*faults, *self.of_lines.get((table, label.key), ())),
            colspan,
            rowspan,
            head,
        )

    def row(self, table: str, row: Row, colspan: int = 1) -> Box:
        """The head of a row."""
        faults = self.faulty.get((table, row.key), [])
        missing = pd.isna(self.written.get((table, row.key)))
        return Box(
            row.label.text(self.language),
            "ogi-fault" if faults else "ogi-missing" if missing else "",
            "≠" if faults else word("missing", self.language) if missing else "",
            (*faults, *self.of_lines.get((table, row.key), ())),
            colspan,
            head="row",
        )

    def figures(self, keys: Iterable[str]) -> list[Box]:
        """The figures of these cells."""
        return [self.figure(key) for key in keys]

    def figure(self, key: str, colspan: int = 1) -> Box:
        """The figure of a cell, as the report has it."""
        cell = self.cells.get(key)
        if cell is None:
            return Box("", "ogi-missing", colspan=colspan)
        findings = self.findings.get(key, [])
        identities = [finding for _, finding in findings if _is_identity(finding)]
        notes = tuple(at for at, finding in findings if not _is_identity(finding))
        classes = ["ogi-shaded"] if identities else []
        if cell.state in ("blank", "odd", "unplaced"):
            classes.append(f"ogi-{cell.state}")
        total = any(key == finding.cells[0] and len(finding.cells) > 4 for finding in identities)
        if total or len(identities) > 1:
            classes.append("ogi-fault")
        text = cell.text or (word("blank", self.language) if cell.state == "blank" else "")
        if cell.state == "number" and cell.value is not None:
            text = number(cell.value)
        sign = _SIGNS[cell.state]
        if key in self.suspects:
            classes.append("ogi-suspect")
            sign = f"{sign}→{self.suspects[key]}"
        shown = shortened(text, IN_CELL, self.language)
        return Box(shown, " ".join(classes), sign, notes, colspan)


def _is_identity(finding: Finding) -> bool:
    return finding.strength == "form_identity"
