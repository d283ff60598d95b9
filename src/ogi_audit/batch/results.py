"""The results of a whole output folder as two tidy tables: its audits, and their findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from ogi_audit.batch.columns import AUDIT_COLUMNS, FINDING_COLUMNS, framed
from ogi_audit.batch.facts import BROKEN, read_result
from ogi_audit.batch.manifest import Manifest, Record
from ogi_audit.batch.rows import Row, row_of, rows_of, spoilt_row, writable
from ogi_audit.batch.scanned_rows import ScannedRows, merged
from ogi_audit.batch.sound_records import is_sound
from ogi_audit.errors import LANGUAGES
from ogi_audit.messages.audit import word

COUNTED = ("id", "agency", "year", "rule", "severity", "at", "review")
"""The columns of findings that counting takes; the others are most of what a country's weigh."""
_TOGETHER = 2048


@dataclass(frozen=True, eq=False)
class Results:
    """One row an audit in ``audits``, one row a finding in ``findings``; both sorted by id.

    The columns are those of `AUDIT_COLUMNS` and `FINDING_COLUMNS`. ``status`` is *audited*,
    *unreadable* or *failed*; the counts of severities leave out what was dismissed, and all counts
    are missing where there is no audit.

    Of a country's reports all findings together take gigabytes. ``counted`` has all of them in the
    columns `COUNTED`, `those` some in all columns, and `parts` all, some thousands at a time. Each of
    them raises `RenderError` if the tables of a scan cannot be read. ``rendered`` are the findings of
    the manifest's audits, ``scanned`` those that only tables have.
    """

    audits: pd.DataFrame
    rendered: pd.DataFrame
    scanned: ScannedRows

    @cached_property
    def findings(self) -> pd.DataFrame:
        """All findings in all columns; they stay in memory."""
        return self._joined(list(self.scanned.frames()))

    @cached_property
    def counted(self) -> pd.DataFrame:
        """All findings in the columns `COUNTED`."""
        return self._joined(list(self.scanned.frames(COUNTED)), COUNTED)

    @cached_property
    def number(self) -> int:
        """How many findings there are."""
        return len(self.rendered) + sum(map(len, self.scanned.frames(("id",))))

    def those(self, column: str, values: Collection[str]) -> pd.DataFrame:
        """The findings that have one of these values in a column."""
        own = self.rendered[self.rendered[column].isin(list(values))]
        found = [own, *self.scanned.frames(where=(column, values))]
        return pd.concat(found).sort_values("id", kind="stable", ignore_index=True)

    def parts(self) -> Iterator[pd.DataFrame]:
        """All findings in their order, some thousands at a time."""
        starts = range(0, len(self.rendered), _TOGETHER)
        rendered = (self.rendered.iloc[start : start + _TOGETHER] for start in starts)
        return merged([rendered, *self.scanned.batches(_TOGETHER)])

    def _joined(self, frames: list[pd.DataFrame], columns: Collection[str] = ()) -> pd.DataFrame:
        own = self.rendered[list(columns)] if columns else self.rendered
        if not frames:
            return own
        # Findings stay in the order that their audit has them in.
        return pd.concat([own, *frames]).sort_values("id", kind="stable", ignore_index=True)


def load_results(folder: Path, records: Mapping[str, Record] | None = None) -> Results:
    """Read what the audits of a folder found; ``records`` is its manifest, read if not given.

    An audit whose JSON is missing or is not as we write it, or whose record was spoilt by hand, is a
    row with status *failed* and the reason. Reports that were scanned and have no audit have their rows
    from the tables of the scan. Raises `RenderError` if the manifest or these tables cannot be read.
    """
    if records is None:
        records = Manifest(folder).read()
    audits: list[Row] = []
    findings: list[Row] = []
    for identifier in sorted(records):
        record = records[identifier]
        audit, found = _rows(folder, record) if is_sound(record) else (spoilt_row(identifier), [])
        audits.append(writable(audit))
        findings += map(writable, found)
    own = framed(audits, AUDIT_COLUMNS)
    scanned = list(ScannedRows(folder, "audits", frozenset(records)).frames())
    if scanned:
        own = pd.concat([own, *scanned]).sort_values("id", kind="stable", ignore_index=True)
    return Results(
        own,
        framed(findings, FINDING_COLUMNS),
        ScannedRows(folder, "findings", frozenset(records)),
    )


def _rows(folder: Path, record: Record) -> tuple[Row, list[Row]]:
    if record.status == "failed":
        return rows_of(record)
    problem = "result_missing"
    try:
        content = (folder / f"{record.id}.json").read_bytes()
        problem = "result_broken"
        return rows_of(record, read_result(content))
    except (OSError, *BROKEN):
        details: Row = {"status": "failed", "error_code": problem}
        details |= {f"error_{language}": word(problem, language) for language in LANGUAGES}
        if problem == "result_missing":
            details["outputs"] = " ".join(sorted(set(record.outputs) - {"json"}))
        return row_of(record, details), []
