"""Output folders of a scan or of a run, made of audits in this process."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from ogi_audit.auditing import Audit, audit
from ogi_audit.batch.facts import facts_of
from ogi_audit.batch.files import write_whole
from ogi_audit.batch.manifest import MANIFEST, Input, Record, sha256_of
from ogi_audit.batch.rows import rows_of
from ogi_audit.batch.scanned_tables import FRAMES, SCAN, SCHEMA
from ogi_audit.batch.tidy import COLUMNS, Rows, join_parts, rows_unassessed
from ogi_audit_testing.makers import LAYOUTS
from ogi_audit_testing.makers.figures import Specimen

One = tuple[Record, Audit]


def audits_of(specimens: Iterable[Specimen], files: Path) -> list[One]:
    """The audits of reports, each with last year's where it is among them; sorted by id."""
    paths = {}
    for one in specimens:
        paths[one.agency, one.year] = path = files / f"{one.agency}-{one.year}.html"
        path.write_bytes(LAYOUTS["html-plain"].render(one))
    found = []
    for (agency, year), path in paths.items():
        last = paths.get((agency, year - 1))
        result = audit(path, previous=last)
        named = [
            Input(f"../in/{file.name}", sha256_of(file)) if file else None for file in (path, last)
        ]
        assert named[0]
        record = Record(result.report.id, "audited", named[0], previous=named[1])
        found.append((Record(**{**_fields(record), **facts_of(result.to_json())}), result))
    return sorted(found, key=lambda one: one[0].id)


def write_scan(folder: Path, audits: Sequence[One], scratch: Path) -> Path:
    """What a scan leaves: its tables and ``scan.json``; a manifest if there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = Rows()
    for record, result in audits:
        written = result.to_json()
        row, findings = rows_of(record, written)
        rows.add("audits", [row])
        rows.add("findings", findings)
        rows.add("unassessed", rows_unassessed(record.id, written))
        rows.add_report(record.id, result.report)
    parts = {name: scratch / f"{name}.parquet" for name in COLUMNS}
    rows.write(parts)
    files = join_parts([parts], folder / FRAMES)
    content = {
        "schema": SCHEMA,
        "reports": len(audits),
        "tools": {},
        "files": {path.relative_to(folder / FRAMES).as_posix(): sha256_of(path) for path in files},
    }
    write_whole(folder / SCAN, json.dumps(content, indent=1, sort_keys=True) + "\n")
    if not (folder / MANIFEST).exists():
        write_whole(folder / MANIFEST, "")
    return folder


def write_run(folder: Path, audits: Iterable[One]) -> Path:
    """What a run leaves, without notebooks and pages."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for record, result in audits:
        file = folder / f"{record.id}.json"
        write_whole(file, json.dumps(result.to_json(), ensure_ascii=False, indent=1) + "\n")
        record = Record(**{**_fields(record), "outputs": {"json": sha256_of(file)}})
        lines.append((record.id, record.to_line()))
    write_whole(folder / MANIFEST, "".join(line for _, line in sorted(lines)))
    return folder


def _fields(record: Record) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}
