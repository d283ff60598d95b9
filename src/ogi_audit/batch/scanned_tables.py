"""What `ogi-audit scan` leaves in an output folder: its tables, and the file that says that they hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ogi_audit.batch.manifest import sha256_of

if TYPE_CHECKING:
    import pyarrow as pa

SCAN = "scan.json"
"""How many reports were scanned last, with what, and the SHA-256 of each table's file."""
FRAMES = "frames"
"""The folder of the tables: ``frames/<table>/<year>/part-0.parquet``."""
SCHEMA = "ogi-audit-scan/1"


def scan_of(folder: Path) -> dict[str, Any] | None:
    """What was scanned last into a folder; ``None`` if nothing was, or a run is just replacing it."""
    try:
        content = json.loads((folder / SCAN).read_text("utf-8"))
        if content["schema"] == SCHEMA and isinstance(content["files"], dict):
            return dict(content)
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        pass
    return None


def damage(folder: Path) -> Iterator[tuple[str, str]]:
    """Which of the last scan's files are not as they should be, by their paths.

    ``missing``, ``table_changed``, or a ``table_stray`` that the scan did not write, which those who read
    the folder would take for a part of it; ``scan_broken`` if nothing says any more what they should be.
    """
    scan = scan_of(folder)
    if scan is None:
        if (folder / FRAMES).exists() or (folder / SCAN).exists():
            yield SCAN, "scan_broken" if (folder / SCAN).exists() else "missing"
        return
    for name, digest in sorted(scan["files"].items()):
        path = folder / FRAMES / name
        if not path.is_file():
            yield f"{FRAMES}/{name}", "missing"
        elif sha256_of(path) != digest:
            yield f"{FRAMES}/{name}", "table_changed"
    for path in sorted((folder / FRAMES).rglob("*")):
        name = path.relative_to(folder / FRAMES).as_posix()
        if name not in scan["files"] and not path.is_dir():
            yield f"{FRAMES}/{name}", "table_stray"


def table_files(folder: Path, table: str) -> list[Path]:
    """The files of a table of the last scan; none of one that is not there."""
    scan = scan_of(folder)
    return [
        folder / FRAMES / name
        for name in sorted(scan["files"] if scan else ())
        if name.split("/")[0] == table
    ]


def read_table(folder: Path, table: str, columns: Sequence[str] = ()) -> Iterator[pa.Table]:
    """The rows of a table of the last scan, a group of rows at a time.

    Nothing is said of a table that is not there. Raises `OSError` and `pyarrow.ArrowInvalid` for files
    that are not as we write them.
    """
    for path in table_files(folder, table):
        # Only here: most folders have no tables, and it is large.
        import pyarrow.parquet as pq

        with pq.ParquetFile(path) as file:
            for number in range(file.num_row_groups):
                yield file.read_row_group(number, [*columns] or None, use_threads=False)


def read_batches(path: Path, size: int) -> Iterator[pa.Table]:
    """The rows of one of `table_files`, so many at a time. Raises what `read_table` does."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(size, use_threads=False):
            yield pa.Table.from_batches([batch])
