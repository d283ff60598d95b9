"""Make data/overview anew: the results of the sample reports, which the overview notebook shows.

Only results, no notebooks and pages: they would say the same at ten times the size. Beside them the
tables of a scan of a made-up county's reports of three years, and the list of its units.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ogi_audit import UnreadableError, audit
from ogi_audit.batch.files import write_whole
from ogi_audit.batch.manifest import MANIFEST, Input, Record, sha256_of
from ogi_audit.schema import SCHEMA
from ogi_audit_testing import ROOT
from ogi_audit_testing.folders.county import COUNTY, UNITS, county
from ogi_audit_testing.folders.scanned import audits_of, write_scan

DATA = ROOT / "data"
FOLDER = "overview"
# Reports with that of the year before.
SAMPLES = {
    "sample-2023.txt": None,
    "clean-2023.html": None,
    "clean-2024.html": "clean-2023.html",
    "blanks-2024.docx": None,
    "mixed-form-2023.pdf": None,
    "gaps-2022.md": None,
}
DAMAGED = "damaged.pdf"


def results() -> Iterator[tuple[Record, dict[str, Any]]]:
    """Each sample's record and result, and those of a file that cannot be read."""
    for name, previous in SAMPLES.items():
        result = audit(DATA / name, previous=DATA / previous if previous else None).to_json()
        report = result["report"]
        yield (
            Record(
                report["id"],
                "audited",
                _input(name),
                agency=report["agency"],
                year=report["year"],
                previous=_input(previous) if previous else None,
            ),
            result,
        )
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / DAMAGED
        file.write_bytes(b"%PDF-1.4\nnot really")
        digest = sha256_of(file)
        try:
            audit(file)
        except UnreadableError as error:
            result = {"schema": SCHEMA, "source": {"name": DAMAGED}, "error": error.to_json()}
            identifier = f"{file.stem}-{digest[:12]}"
            yield Record(identifier, "unreadable", Input(f"../{DAMAGED}", digest)), result


def make(folder: Path) -> None:
    """Write the folder; the same bytes each time."""
    folder.mkdir(exist_ok=True)
    lines = []
    for record, result in results():
        file = folder / f"{record.id}.json"
        write_whole(file, json.dumps(result, ensure_ascii=False, indent=1) + "\n")
        record = replace(record, outputs={"json": sha256_of(file)})
        lines.append((record.id, record.to_line()))
    write_whole(folder / MANIFEST, "".join(line for _, line in sorted(lines)))
    with tempfile.TemporaryDirectory() as scratch:
        write_scan(folder, audits_of(county().values(), Path(scratch)), Path(scratch))
    listed = "".join(f"{unit},{COUNTY}\n" for unit in UNITS)
    write_whole(folder / "units.csv", f"agency,parent\n{listed}")


def _input(name: str) -> Input:
    return Input(f"../{name}", sha256_of(DATA / name))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if sys.argv[1:] else DATA / FOLDER)
