"""Figures of some reports of an output folder: from the tables of its scan, or from their results."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

import pandas as pd

from ogi_audit.batch.corpus import ask, has_table, opened

_COLUMNS = {"id": "object", "key": "object", "value": "Float64"}
_BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


def figures_of(folder: Path, ids: Collection[str], keys: Collection[str]) -> pd.DataFrame:
    """One row a report and key, sorted by them: ``id``, ``key``, ``value``; missing where it is blank.

    What a report lacks has no row. An id holds the file's SHA-256, so that what was scanned under it is
    what its audit says too. Raises `RenderError` if the tables of the scan cannot be read.
    """
    rows = pd.DataFrame(columns=list(_COLUMNS)).astype(_COLUMNS)
    if has_table(folder, "cells"):
        with opened(folder, "cells") as connection:
            connection.register("reports", pd.DataFrame({"id": sorted(ids)}, dtype="object"))
            connection.register("wanted", pd.DataFrame({"key": sorted(keys)}, dtype="object"))
            rows = ask(connection, _QUESTION).astype(_COLUMNS)
    own = [
        (identifier, key, value)
        for identifier in sorted(set(ids) - set(rows["id"]))
        for key, value in _of_result(folder / f"{identifier}.json", keys)
    ]
    more = pd.DataFrame(own, columns=list(_COLUMNS)).astype(_COLUMNS)
    return pd.concat([rows, more]).sort_values(["id", "key"], ignore_index=True)


_QUESTION = """
SELECT id, key, value FROM cells SEMI JOIN reports USING (id) SEMI JOIN wanted USING (key)
ORDER BY id, key
"""


def _of_result(path: Path, keys: Collection[str]) -> list[tuple[str, float | None]]:
    """The figures of a result; none if it is not as we write it, of which its row says so."""
    try:
        cells = json.loads(path.read_bytes())["cells"]
        found = [(key, cells[key]["value"]) for key in keys if key in cells]
        return [(key, None if value is None else float(value)) for key, value in found]
    except _BROKEN:
        return []
