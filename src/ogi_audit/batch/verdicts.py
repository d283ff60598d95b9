"""Judges reports in stacks: the same suites, once over all their frames, and what follows for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ogi_audit.batch.facts import facts_of
from ogi_audit.batch.manifest import Record, sha256_of
from ogi_audit.batch.parcels import beside
from ogi_audit.batch.plan import Audit
from ogi_audit.errors import OgiAuditError

if TYPE_CHECKING:
    from ogi_audit.auditing import Audit as Audited
    from ogi_audit.report import Report

TABLES = ("audits", "findings", "unassessed", "cells", "sections")
Kept = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Stack:
    """Audits to be judged together, with where their reports and those of last year are kept.

    ``kept`` is in ``place``; ``into`` is where the tables' parts are written, under ``number``.
    """

    number: int
    audits: tuple[Audit, ...]
    kept: tuple[Kept | None, ...]
    previous: tuple[Kept | None, ...]
    place: Path
    into: Path

    @property
    def parts(self) -> dict[str, Path]:
        """The files that the tables' rows are written to."""
        return {name: self.into / f"{self.number:08}.{name}.parquet" for name in TABLES}

    def reads(self) -> Iterator[tuple[Path, bytes]]:
        """See `ogi_audit.batch.parcels.Portable`."""
        from ogi_audit.batch.packed import only

        wanted: dict[str, set[int]] = {}
        for one in (*self.kept, *self.previous):
            if one is not None:
                wanted.setdefault(one[0], set()).add(one[1])
        for name, numbers in wanted.items():
            yield self.place / name, only(self.place / name, numbers)
        yield from beside((audit.report for audit in self.audits), self.audits[0].parameters)

    @property
    def writes(self) -> Path:
        """The folder of the parts."""
        return self.into


def judge_stack(task: Stack) -> tuple[Record, ...]:
    """Judge the audits and write the rows of all tables. The work of a worker.

    Returns what the manifest would say of each. What went wrong with one is in its record.
    """
    from ogi_audit.batch.rows import rows_of
    from ogi_audit.batch.tidy import Rows, rows_unassessed

    rows = Rows()
    records = []
    reports = _unpacked(task, task.kept)
    audited = _audited(task, reports)
    for number, audit in enumerate(task.audits):
        record, result = audit.record, None
        if number in audited:
            answer = audited[number]
            if isinstance(answer, OgiAuditError):
                record = replace(record, status="failed", error=answer.to_json())
            else:
                result = answer.to_json(cells=False)
        elif audit.held:
            record = replace(record, status="failed", error=audit.held.to_json())
        if result is not None:
            record = replace(record, **facts_of(result))
            rows.add_report(record.id, reports[number])
            rows.add("unassessed", rows_unassessed(record.id, result))
        row, findings = rows_of(record, result)
        rows.add("audits", [row])
        rows.add("findings", findings)
        records.append(record)
    rows.write(task.parts)
    return tuple(records)


def _unpacked(task: Stack, kept: Sequence[Kept | None]) -> dict[int, Report]:
    """The reports by their number in the stack."""
    from ogi_audit.batch.packed import read_packed

    by_file: dict[str, list[tuple[int, int]]] = {}
    for number, one in enumerate(kept):
        if one is not None:
            by_file.setdefault(one[0], []).append((number, one[1]))
    return {
        number: report
        for name, wanted in by_file.items()
        for (number, _), report in zip(
            wanted, read_packed(task.place / name, [at for _, at in wanted]), strict=True
        )
    }


def _audited(task: Stack, reports: Mapping[int, Report]) -> dict[int, Audited | OgiAuditError]:
    """The audits by number; in place of one, why it cannot be made."""
    from ogi_audit.auditing import load_reviews, reviewed
    from ogi_audit.parameters import parse_weights, split_entries
    from ogi_audit.stacked import audit_reports

    numbers = [
        n for n in reports if task.audits[n].record.status == "audited" and not task.audits[n].held
    ]
    if not numbers:
        return {}
    last = _unpacked(task, task.previous)
    given = task.audits[numbers[0]].parameters
    suites = Path(str(given["suites"])) if given.get("suites") else None
    found: dict[int, Audited | OgiAuditError] = {}
    results = audit_reports(
        [reports[number] for number in numbers],
        [last.get(number) for number in numbers],
        suites=suites,
        weights=parse_weights(split_entries(str(given.get("weights") or ""))),
    )
    for number, result in zip(numbers, results, strict=True):
        audit = task.audits[number]
        try:
            named = audit.parameters.get("reviews")
            reviews = load_reviews(audit.report, str(named) if named else None)
            found[number] = reviewed(result, reviews)
        except OgiAuditError as error:
            found[number] = error
    return found


@dataclass(frozen=True, slots=True)
class Joining:
    """The parts of the tables, in their order, and the folder that they become tables in."""

    parts: tuple[Mapping[str, Path], ...]
    into: Path


def join_stacks(task: Joining) -> dict[str, str]:
    """Join the parts. Returns the SHA-256 of each file by its path in the folder. The work of a worker."""
    from ogi_audit.batch.tidy import join_parts

    return {
        path.relative_to(task.into).as_posix(): sha256_of(path)
        for path in join_parts(task.parts, task.into)
    }
