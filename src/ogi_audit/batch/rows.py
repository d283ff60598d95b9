"""The rows of the two tables of results: what one audit's result says, as columns hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ogi_audit.batch.columns import (
    AUDIT_COLUMNS,
    FINDING_COLUMNS,
    SEVERITIES,
    STATUSES,
    check,
)
from ogi_audit.batch.levels import level_of, region_of
from ogi_audit.batch.manifest import Record
from ogi_audit.document import place_in
from ogi_audit.errors import LANGUAGES
from ogi_audit.form import cell_label
from ogi_audit.lines_shown import visible
from ogi_audit.messages.audit import word
from ogi_audit.messages.verifying import VERIFY
from ogi_audit.phrasing import number

Row = dict[str, Any]


def rows_of(record: Record, result: dict[str, Any] | None = None) -> tuple[Row, list[Row]]:
    """The row of an audit and those of its findings, from what its result says; none if it failed.

    Raises one of `BROKEN` for what is no result.
    """
    if result is None:
        return row_of(record, _error(record.error or {})), []
    details, found = _details(record.id, result)
    check(details, AUDIT_COLUMNS)
    for one in found:
        check(one, FINDING_COLUMNS)
    return row_of(record, details), found


def row_of(record: Record, details: Row) -> Row:
    """What the manifest says of an audit, and the ``details``, which hold where both say something."""
    row = {
        "id": record.id,
        "status": record.status,
        "agency": record.agency,
        "year": record.year,
        "source": _name(record.report.path),
        "previous": _name(record.previous.path) if record.previous else None,
        "outputs": " ".join(sorted(record.outputs)),
        "path": _unbroken(record.report.path),
        "sha256": record.report.sha256,
        "copies": "\n".join(map(_unbroken, record.copies)) or None,
        **details,
    }
    return {**row, "level": level_of(row["agency"]), "region": region_of(row["agency"])}


def spoilt_row(identifier: str) -> Row:
    """The row of an audit of which the manifest says nothing that can be used."""
    return {
        "id": identifier,
        "status": "failed",
        "level": level_of(None),
        "outputs": "",
        "error_code": "record_broken",
        **{f"error_{language}": VERIFY["record"][language] for language in LANGUAGES},
    }


def writable(row: Mapping[str, Any]) -> Row:
    """A row without what steers, and without halves of characters, as a file name can have them."""
    return {name: visible(one) if isinstance(one, str) else one for name, one in row.items()}


def _details(identifier: str, result: dict[str, Any]) -> tuple[Row, list[Row]]:
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


def _findings(result: dict[str, Any]) -> Iterator[Row]:
    suspects: dict[str, Row] = {}
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


def _changes(suspect: Row, language: str | None = None) -> str:
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


def _error(error: Mapping[str, Any]) -> Row:
    message = error.get("message")
    said = message if isinstance(message, Mapping) else {}
    words = {
        f"error_{language}": str(said.get(language) or word("no_reason", language))
        for language in LANGUAGES
    }
    return {"error_code": str(error.get("code") or "unknown"), **words}


def _unbroken(path: str) -> str:
    """A path as one line: line breaks in names would make two of it."""
    return re.sub(r"[\r\n]", "\ufffd", path)


def _name(path: str) -> str:
    """The last part of a path written on any system."""
    return re.split(r"[\\/]", path)[-1]
