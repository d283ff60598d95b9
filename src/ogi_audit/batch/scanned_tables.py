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
"""The folder of the tables: ``frames/<table>/year=<year>/part-0.parquet``."""
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
    """Which of the last scan's files are ``missing`` or ``changed``, by their paths."""
    scan = scan_of(folder)
    if scan is None:
        if (folder / FRAMES).exists() or (folder / SCAN).exists():
            # Nothing says any more what the tables should be.
            yield SCAN, "changed" if (folder / SCAN).exists() else "missing"
        return
    for name, digest in sorted(scan["files"].items()):
        path = folder / FRAMES / name
        if not path.is_file():
            yield f"{FRAMES}/{name}", "missing"
        elif sha256_of(path) != digest:
            yield f"{FRAMES}/{name}", "changed"


def table_files(folder: Path, table: str) -> list[tuple[Path, int | None]]:
    """The files of a table of the last scan, with the year that each holds; none of one not there."""
    scan = scan_of(folder)
    files = []
    for name in sorted(scan["files"] if scan else ()):
        kind, year = name.split("/")[0], name.split("/")[1].removeprefix("year=")
        if kind == table:
            files.append((folder / FRAMES / name, int(year) if year.isdigit() else None))
    return files


def read_table(folder: Path, table: str, columns: Sequence[str] = ()) -> Iterator[pa.Table]:
    """The rows of a table of the last scan, a group of rows at a time, with their year.

    Nothing is said of a table that is not there. Raises `OSError` and `pyarrow.ArrowInvalid` for files
    that are not as we write them.
    """
    for path, year in table_files(folder, table):
        # Only here: most folders have no tables, and it is large.
        import pyarrow.parquet as pq

        with pq.ParquetFile(path) as file:
            wanted = [name for name in columns if name != "year"] or None
            for number in range(file.num_row_groups):
                yield _dated(file.read_row_group(number, wanted, use_threads=False), year)


def read_batches(path: Path, year: int | None, size: int) -> Iterator[pa.Table]:
    """The rows of one of `table_files`, so many at a time. Raises what `read_table` does."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(size, use_threads=False):
            yield _dated(pa.Table.from_batches([batch]), year)


def _dated(rows: pa.Table, year: int | None) -> pa.Table:
    """The rows with their year, which is in the folder's name alone."""
    import pyarrow as pa

    return rows.append_column("year", pa.array([year] * len(rows), pa.int64()))
