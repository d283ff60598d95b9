"""Output folders for tests: made of results, without running a notebook."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ogi_audit import audit
from ogi_audit.batch.manifest import STATE, Input, Manifest, Record
from ogi_audit.resources import share

SAMPLES = ("sample-2023.txt", "blanks-2024.docx", "gaps-2022.md", "clean-2024.html")
ERROR = {
    "code": "scanned_pdf",
    "where": "扫描件.pdf",
    "message": {"zh": "扫描件.pdf：PDF 是扫描件", "en": "扫描件.pdf: the PDF is a scan"},
}
TIMEOUT = {
    "code": "timeout",
    "where": "慢.doc",
    "message": {"zh": "慢.doc：超过时限", "en": "慢.doc: took too long"},
}


@lru_cache
def _result_of(sample: str) -> str:
    return json.dumps(audit(share("data") / sample).to_json(), ensure_ascii=False)


def result_of(sample: str) -> dict[str, Any]:
    """The result of a sample, to be altered as a test likes."""
    return dict(json.loads(_result_of(sample)))


def publish(folder: Path, result: Mapping[str, Any], identifier: str = "") -> Record:
    """Put an audit into the folder as a run does."""
    report = result.get("report", {})
    name = report.get("source", {}).get("name", "扫描件.pdf")
    record = Record(
        identifier or report["id"],
        "audited" if report else "unreadable",
        Input(f"../in/{name}", "0" * 64),
        report.get("agency"),
        report.get("year"),
        outputs=dict.fromkeys(("html", "ipynb", "json"), "0" * 64),
    )
    contents = {
        "json": json.dumps(result, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        "html": f"<!DOCTYPE html><title>audit</title><p id=audit>{record.id}",
        "ipynb": "{}",
    }
    staged = folder / STATE
    staged.mkdir(parents=True, exist_ok=True)
    files = {suffix: staged / f"next.{suffix}" for suffix in contents}
    for suffix, content in contents.items():
        files[suffix].write_text(content, "utf-8")
    Manifest(folder).publish(record, files)
    return record


def publish_failure(folder: Path, identifier: str = "慢-0123abcd") -> None:
    """Put a report into the folder that could not be audited."""
    record = Record(identifier, "failed", Input("../in/慢.doc", "1" * 64), error=TIMEOUT)
    Manifest(folder).publish(record, {})


def unreadable() -> dict[str, Any]:
    """The result of a file that cannot be read."""
    return {"schema": "ogi-audit/1", "error": ERROR}


def folder_of_all(folder: Path, samples: Iterable[str] = SAMPLES) -> Path:
    """A folder with the samples, a file that cannot be read and one that failed."""
    for sample in samples:
        publish(folder, result_of(sample))
    publish(folder, unreadable(), "扫描件-89abcdef")
    publish_failure(folder)
    return folder
