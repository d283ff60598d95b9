"""Output folders with results that are made by hand, for what sums them up."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ogi_audit.batch.manifest import Input, Manifest, Record, sha256_of
from ogi_audit.schema import SCHEMA

SEVERITY = {"requests.balance": "critical", "form.cell_blank": "warning", "form.row_label": "info"}


@dataclass(frozen=True)
class Case:
    """An audit: its findings by rule, where rules could not be judged, and what its cells say."""

    id: str
    agency: str | None = "云岭省沂川市水务局"
    year: int | None = 2023
    findings: Sequence[str] = ()
    dismissed: int = 0
    unassessed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    cells: Sequence[str | int] = (1, 0)
    previous: str | None = None
    format: str = "text"
    crashed: int = 0
    error: Mapping[str, Any] | None = None
    status: str = "audited"
    suffixes: Sequence[str] = ("html", "json")


def make(folder: Path, cases: Sequence[Case]) -> Path:
    """Publish the audits as a run does."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = Manifest(folder)
    for case in cases:
        files = {}
        if case.status != "failed":
            for suffix in case.suffixes:
                files[suffix] = folder / f".made.{suffix}"
                content = json.dumps(_result(case), ensure_ascii=False, indent=1)
                files[suffix].write_text(content if suffix == "json" else "page", "utf-8")
        record = Record(
            case.id,
            case.status,
            Input(f"in/{case.id}.txt", "0"),
            agency=case.agency if case.status != "unreadable" else None,
            year=case.year if case.status != "unreadable" else None,
            outputs={suffix: sha256_of(file) for suffix, file in files.items()},
            error=case.error if case.status == "failed" else None,
        )
        manifest.publish(record, files)
    manifest.tidy()
    return folder


def _result(case: Case) -> dict[str, Any]:
    if case.error:
        return {"schema": SCHEMA, "source": {"name": f"{case.id}.txt"}, "error": case.error}
    counts = dict.fromkeys(("passed", "not_applicable"), 0)
    return {
        "schema": SCHEMA,
        "report": {
            "id": case.id,
            "agency": case.agency,
            "year": case.year,
            "edition": "2021",
            "published": None,
            "source": {"name": f"{case.id}.txt", "sha256": "0", "format": case.format},
        },
        "previous": {"name": case.previous, "sha256": "0"} if case.previous else None,
        "cells": {
            f"requests.new_received.{number}": {
                "value": text if isinstance(text, int) else None,
                "text": str(text),
                "place": "line 1",
            }
            for number, text in enumerate(case.cells)
        },
        "sections": [],
        "unread": [],
        "outcomes": {
            **counts,
            "failed": len(case.findings),
            "not_assessable": sum(map(len, case.unassessed.values())),
            "crashed": case.crashed,
        },
        "not_assessable": case.unassessed,
        "findings": [
            _finding(rule, number < case.dismissed) for number, rule in enumerate(case.findings)
        ],
        "suspects": [],
        "suspects_state": "complete",
    }


def _finding(rule: str, dismissed: bool) -> dict[str, Any]:
    return {
        "rule": rule,
        "severity": SEVERITY.get(rule, "warning"),
        "at": "total",
        "cells": [],
        "observed": 1,
        "expected": 2,
        "difference": -1,
        "message": {"zh": "不符", "en": "differs"},
        "basis": {"text": "依据", "strength": "logical"},
        "place": "line 1",
        "evidence": None,
        "fingerprint": "0" * 16,
        "review": {"state": "dismissed", "reason": "x", "reviewer": "Li"} if dismissed else None,
    }
