"""The results of a whole output folder as two tidy tables: its audits, and their findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ogi_audit.batch.columns import (
    AUDIT_COLUMNS,
    FINDING_COLUMNS,
    SEVERITIES,
    STATUSES,
    check,
    framed,
)
from ogi_audit.batch.facts import BROKEN, read_result
from ogi_audit.batch.levels import level_of, region_of
from ogi_audit.batch.manifest import Manifest, Record
from ogi_audit.batch.scanned_tables import FRAMES, read_table
from ogi_audit.batch.sound_records import is_sound
from ogi_audit.document import place_in
from ogi_audit.errors import LANGUAGES, RenderError
from ogi_audit.form import cell_label
from ogi_audit.lines_shown import visible
from ogi_audit.messages.audit import word
from ogi_audit.messages.verifying import VERIFY
from ogi_audit.phrasing import number

if TYPE_CHECKING:
    import pyarrow as pa

_Row = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """One row an audit in ``audits``, one row a finding in ``findings``; both sorted by id.

    The columns are those of `AUDIT_COLUMNS` and `FINDING_COLUMNS`. ``status`` is *audited*,
    *unreadable* or *failed*; the counts of severities leave out what was dismissed, and all counts
    are missing where there is no audit.
    """

    audits: pd.DataFrame
    findings: pd.DataFrame


def load_results(folder: Path, records: Mapping[str, Record] | None = None) -> Results:
    """Read what the audits of a folder found; ``records`` is its manifest, read if not given.

    An audit whose JSON is missing or is not as we write it, or whose record was spoilt by hand, is a
    row with status *failed* and the reason. Reports that were scanned and have no audit have their rows
    from the tables of the scan. Raises `RenderError` if the manifest or these tables cannot be read.
    """
    if records is None:
        records = Manifest(folder).read()
    audits: list[_Row] = []
    findings: list[_Row] = []
    for identifier in sorted(records):
        record = records[identifier]
        audit, found = _rows(folder, record) if is_sound(record) else (_spoilt(identifier), [])
        audits.append(writable(audit))
        findings += map(writable, found)
    return Results(
        _with_scanned(framed(audits, AUDIT_COLUMNS), folder, "audits", records),
        _with_scanned(framed(findings, FINDING_COLUMNS), folder, "findings", records),
    )


def _with_scanned(
    frame: pd.DataFrame, folder: Path, table: str, records: Mapping[str, Record]
) -> pd.DataFrame:
    """The rows with those that were scanned, sorted by id; of what there is an audit of, its page holds."""
    try:
        parts = [_as_framed(rows) for rows in read_table(folder, table)]
    except (OSError, ValueError) as error:
        raise RenderError("tables_broken", FRAMES, detail=error) from error
    if not parts:
        return frame
    parts = [part[~part["id"].isin(records)][list(frame)] for part in parts]
    # Findings stay in the order that their audit has them in.
    return pd.concat([frame, *parts]).sort_values("id", kind="stable", ignore_index=True)


def _as_framed(rows: pa.Table) -> pd.DataFrame:
    """Rows of a scan's table in the types of `framed`."""
    import pyarrow as pa

    types = {
        pa.string(): pd.StringDtype("python", na_value=np.nan),
        pa.int64(): pd.Int64Dtype(),
        pa.float64(): pd.Float64Dtype(),
    }
    frame: pd.DataFrame = rows.to_pandas(types_mapper=types.get, use_threads=False)
    return frame


def _rows(folder: Path, record: Record) -> tuple[_Row, list[_Row]]:
    if record.status == "failed":
        return rows_of(record)
    problem = "result_missing"
    try:
        content = (folder / f"{record.id}.json").read_bytes()
        problem = "result_broken"
        return rows_of(record, read_result(content))
    except (OSError, *BROKEN):
        details: _Row = {"status": "failed", "error_code": problem}
        details |= {f"error_{language}": word(problem, language) for language in LANGUAGES}
        if problem == "result_missing":
            details["outputs"] = " ".join(sorted(set(record.outputs) - {"json"}))
        return _row(record, details), []


def rows_of(record: Record, result: dict[str, Any] | None = None) -> tuple[_Row, list[_Row]]:
    """The row of an audit and those of its findings, from what its result says; none if it failed.

    Raises one of `BROKEN` for what is no result.
    """
    if result is None:
        return _row(record, _error(record.error or {})), []
    details, found = _details(record.id, result)
    check(details, AUDIT_COLUMNS)
    for one in found:
        check(one, FINDING_COLUMNS)
    return _row(record, details), found


def _row(record: Record, details: _Row) -> _Row:
    """What the manifest says of an audit, and the ``details``, which hold where both say something."""
    row = {
        "id": record.id,
        "status": record.status,
        "agency": record.agency,
        "year": record.year,
        "source": _name(record.report.path),
        "previous": _name(record.previous.path) if record.previous else None,
        "outputs": " ".join(sorted(record.outputs)),
        **details,
    }
    return {**row, "level": level_of(row["agency"]), "region": region_of(row["agency"])}


def _spoilt(identifier: str) -> _Row:
    """The row of an audit of which the manifest says nothing that can be used."""
    return {
        "id": identifier,
        "status": "failed",
        "level": level_of(None),
        "outputs": "",
        "error_code": "record_broken",
        **{f"error_{language}": VERIFY["record"][language] for language in LANGUAGES},
    }


def writable(row: _Row) -> _Row:
    """A row without what steers, and without halves of characters, as a file name can have them."""
    return {name: visible(one) if isinstance(one, str) else one for name, one in row.items()}


def _details(identifier: str, result: dict[str, Any]) -> tuple[_Row, list[_Row]]:
    """What a result says of the audit, and its findings."""
    if error := result.get("error"):
        return {"status": "unreadable", **_error(error)}, []
    report = result["report"]
    findings = [
        {"agency": report["agency"], "year": report["year"], "id": identifier} | finding
        for finding in _findings(result)
    ]
    open_ones = [row["severity"] for row in findings if row["review"] != "dismissed"]
    details = {name: report[name] for name in ("agency", "year", "edition", "published")}
    details |= {"format": report["source"]["format"], "source": report["source"]["name"]}
    details |= {severity: open_ones.count(severity) for severity in SEVERITIES}
    details |= {"dismissed": len(findings) - len(open_ones)}
    details |= {status: int(result["outcomes"][status]) for status in STATUSES}
    if previous := result.get("previous"):
        details["previous"] = previous["name"]
    return details, findings


def _findings(result: dict[str, Any]) -> Iterator[_Row]:
    suspects: dict[str, _Row] = {}
    for suspect in result["suspects"]:
        for fingerprint in suspect["resolves"]:
            # The best explanation comes first.
            suspects.setdefault(fingerprint, suspect)
    for finding in result["findings"]:
        evidence, review = finding["evidence"] or {}, finding["review"] or {}
        suspect = suspects.get(finding["fingerprint"])
        yield {
            **{name: finding[name] for name in ("rule", "severity", "at", "fingerprint", "place")},
            "cells": " ".join(finding["cells"]),
            **{name: _figure(finding[name]) for name in ("observed", "expected", "difference")},
            **{f"{name}_text": _words(finding[name]) for name in ("observed", "expected")},
            **{f"message_{language}": finding["message"][language] for language in LANGUAGES},
            "basis": finding["basis"]["text"],
            "strength": finding["basis"]["strength"],
            "place_zh": place_in(finding["place"], "zh"),
            **{f"evidence_{language}": evidence.get(language) for language in LANGUAGES},
            "suspect": _changes(suspect) if suspect else None,
            **{
                f"suspect_{language}": _changes(suspect, language) if suspect else None
                for language in LANGUAGES
            },
            "review": review.get("state", "open"),
            "reason": review.get("reason") or None,
            "reviewer": review.get("reviewer") or None,
        }


def _changes(suspect: _Row, language: str | None = None) -> str:
    """The cells of a suspect with the figures written and proposed; by key if no language is given."""
    return "; ".join(
        f"{cell_label(change['cell'], language) if language else change['cell']}: "
        f"{number(change['value'])} → {number(change['proposed'])}"
        for change in suspect["changes"]
    )


def _figure(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _words(value: Any) -> str | None:
    return number(value) if isinstance(value, int | float) else value


def _error(error: Mapping[str, Any]) -> _Row:
    message = error.get("message")
    said = message if isinstance(message, Mapping) else {}
    words = {
        f"error_{language}": str(said.get(language) or word("no_reason", language))
        for language in LANGUAGES
    }
    return {"error_code": str(error.get("code") or "unknown"), **words}


def _name(path: str) -> str:
    """The last part of a path written on any system."""
    return re.split(r"[\\/]", path)[-1]
