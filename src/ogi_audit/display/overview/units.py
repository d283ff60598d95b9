"""The list of units under each government, which a user gives: nothing else tells who is all of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from ogi_audit.batch.levels import one_name, region_of
from ogi_audit.batch.manifest import UNITS
from ogi_audit.errors import ParameterError
from ogi_audit.readers.encoding import decode
from ogi_audit.wording import plain

COLUMNS = ("agency", "parent")
__all__ = ["COLUMNS", "UNITS", "read_units"]
_MOST_BYTES = 50_000_000


def read_units(path: Path, name: str) -> pd.DataFrame:
    """The rows of a list of units, each once, by their names as agencies are counted.

    A CSV file with the columns ``agency`` and ``parent``; others are left aside. Raises `ParameterError`
    for what is no such file, by the ``name`` it was given under.
    """
    try:
        content = _content(path)
        rows = list(csv.DictReader(io.StringIO(decode(content) or ""), restval="", strict=True))
    except (OSError, ValueError, csv.Error):
        rows = []
    if not rows or not set(COLUMNS) <= set(rows[0]):
        raise ParameterError("value", "units", value=name, expected=",".join(COLUMNS))
    pairs = {(_counted(row["agency"]), _counted(row["parent"])) for row in rows}
    kept = sorted(pair for pair in pairs if all(pair) and pair[0] != pair[1])
    return pd.DataFrame(kept, columns=list(COLUMNS)).astype("object")


def _content(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_MOST_BYTES)


def _counted(name: str) -> str:
    agency = plain(name or "").strip()
    return one_name(agency, region_of(agency))
