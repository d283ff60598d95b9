"""The statutory tables redrawn as on the form, every fault marked where it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ogi_audit.auditing import Audit
from ogi_audit.display.cases import anchor
from ogi_audit.display.pages import page
from ogi_audit.display.shortened import IN_CELL, IN_SENTENCE, shortened
from ogi_audit.findings import Finding
from ogi_audit.form import (
    DISCLOSURE,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    REQUESTER_KEYS,
    REQUESTERS,
    REQUESTS,
    RESULTS,
    SECTIONS,
    Label,
    Row,
)
from ogi_audit.messages.audit import word
from ogi_audit.messages.document import NOTES
from ogi_audit.phrasing import number
from ogi_audit.report import records

_SIGNS = {"odd": "！", "notation": "", "unplaced": "？", "number": "", "blank": ""}


@dataclass(frozen=True, slots=True)
class Box:
    """One cell as drawn: a head or a figure, with its marks and the numbers of its findings."""

    text: str
    classes: str = ""
    sign: str = ""
    notes: tuple[int, ...] = ()
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Drawing:
    """One table as drawn, with the numbers of the findings that its notes tell."""

    caption: str
    heads: Sequence[Sequence[Box]]
    rows: Sequence[Mapping[str, Sequence[Box]]]

    @property
    def notes(self) -> list[int]:
        """The findings marked in it, in their order."""
        boxes = [
            *(box for row in self.heads for box in row),
            *(box for row in self.rows for boxes in row.values() for box in boxes),
        ]
        return sorted({number for box in boxes for number in box.notes})


def statutory_tables(audit: Audit, language: str = "zh") -> str:
    """Tables 2, 3 and 4 as HTML, in the rows of the edition that the report uses."""
    artist = _Artist(audit, language)
    drawings = [artist.disclosure(), artist.requests(), artist.disputes()]
    said = {
        number: shortened(finding.message[language], IN_SENTENCE, language)
        for number, finding in enumerate(audit.findings, 1)
    }
    return page(
        "tables.html.j2",
        language=language,
        tables=drawings,
        said=said,
        anchors={number: anchor(number) for number in said},
        words={name: texts[language] for name, texts in NOTES.items()},
        legend=word("legend", language),
    )


class _Artist:
    def __init__(self, audit: Audit, language: str) -> None:
        self.language = language
        self.cells = {cell.key: cell for cell in records(audit.report.cells)}
        self.written = {(row.table, row.row): row.label for row in records(audit.report.rows)}
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

    def requests(self) -> Drawing:
        """Table 3, in the rows of the edition that the report uses."""
        edition = "2019" if ("requests", "other") in self.written else "2021"
        rows = REQUESTS[edition].rows
        results = rows[2:-1]
        drawn = []
        for row in rows:
            labels = [
                self._row_head("requests", row, 1 if row.group else 2 if row in results else 3)
            ]
            if row.group:
                members = [other for other in results if other.group == row.group]
                if row is members[0]:
                    labels.insert(0, Box(row.group.text(self.language), rowspan=len(members)))
            if row is results[0]:
                labels.insert(0, Box(RESULTS.text(self.language), rowspan=len(results)))
            keys = [f"requests.{row.key}.{column}" for column in REQUESTER_KEYS]
            drawn.append({"labels": labels, "cells": self._figures(keys)})
        legal, total = REQUESTERS[1:-1], REQUESTERS[-1]
        heads = [
            [
                Box(word("form_identity_note", self.language), colspan=3, rowspan=3),
                Box(word("requesters", self.language), colspan=len(REQUESTERS)),
            ],
            [
                self._head("requests", REQUESTERS[0], rowspan=2),
                Box(word("legal_persons", self.language), colspan=len(legal)),
                self._head("requests", total, rowspan=2),
            ],
            [self._head("requests", column) for column in legal],
        ]
        return Drawing(SECTIONS[2].text(self.language), heads, drawn)

    def disclosure(self) -> Drawing:
        """Table 2, each figure beside its column's head."""
        has = {key.rsplit(".", 1)[0] for key in self.cells}
        old = [row for row in DISCLOSURE["2019"].rows if self._uses(row)]
        rows = [
            next((o for o in old if o.key == row.key), row) for row in DISCLOSURE["2021"].rows
        ] + [row for row in old if row.key not in {r.key for r in DISCLOSURE["2021"].rows}]
        drawn = []
        for row in rows:
            if row.key not in has and ("disclosure", row.key) not in self.written:
                continue
            keys = [f"disclosure.{row.key}.{column.key}" for column in row.columns]
            boxes: list[Box] = []
            for column, box in zip(row.columns, self._figures(keys), strict=True):
                boxes += [Box(column.text(self.language), "ogi-name"), box]
            article = Box(row.group.text(self.language)) if row.group else Box("")
            drawn.append(
                {"labels": [article, self._row_head("disclosure", row, 1)], "cells": boxes}
            )
        return Drawing(SECTIONS[1].text(self.language), [], drawn)

    def _uses(self, row: Row) -> bool:
        return all(f"disclosure.{row.key}.{column.key}" in self.cells for column in row.columns)

    def disputes(self) -> Drawing:
        """Table 4, a group a row."""
        heads = [[Box("")] + [self._head("disputes", column) for column in DISPUTE_RESULTS]]
        rows = []
        for group in DISPUTE_GROUPS:
            keys = [f"disputes.{group.key}.{column.key}" for column in DISPUTE_RESULTS]
            head = self._head("disputes", group)
            rows.append({"labels": [head], "cells": self._figures(keys)})
        return Drawing(SECTIONS[3].text(self.language), heads, rows)

    def _head(self, table: str, label: Label, rowspan: int = 1) -> Box:
        faults = self.faulty.get((table, label.key), [])
        notes = (*faults, *self.of_lines.get((table, label.key), ()))
        text = label.text(self.language)
        return Box(
            text, "ogi-fault" if faults else "", "≠" if faults else "", notes, rowspan=rowspan
        )

    def _row_head(self, table: str, row: Row, colspan: int) -> Box:
        faults = self.faulty.get((table, row.key), [])
        notes = (*faults, *self.of_lines.get((table, row.key), ()))
        missing = pd.isna(self.written.get((table, row.key)))
        sign = "≠" if faults else word("missing", self.language) if missing else ""
        classes = "ogi-fault" if faults else "ogi-missing" if missing else ""
        return Box(row.label.text(self.language), classes, sign, notes, colspan=colspan)

    def _figures(self, keys: Iterable[str]) -> list[Box]:
        return [self._figure(key) for key in keys]

    def _figure(self, key: str) -> Box:
        cell = self.cells.get(key)
        if cell is None:
            return Box("", "ogi-missing")
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
        if cell.state == "number":
            text = number(cell.value)
        sign = _SIGNS[cell.state]
        if key in self.suspects:
            classes.append("ogi-suspect")
            sign = f"{sign}→{self.suspects[key]}"
        shown = shortened(text, IN_CELL, self.language)
        return Box(shown, " ".join(classes), sign, notes)


def _is_identity(finding: Finding) -> bool:
    return finding.strength == "form_identity"
