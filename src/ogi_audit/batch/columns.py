"""The columns of the two tables of results, and what each can hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

SEVERITIES = ("critical", "warning", "info")
STATUSES = ("passed", "failed", "not_assessable", "not_applicable", "crashed")
_TEXT, _WHOLE, _NUMBER = "text", "Int64", "Float64"
AUDIT_COLUMNS = {
    **dict.fromkeys(("id", "status", "agency"), _TEXT),
    "year": _WHOLE,
    **dict.fromkeys(("level", "region", "edition", "published", "format", "source"), _TEXT),
    **dict.fromkeys((*SEVERITIES, "dismissed", *STATUSES), _WHOLE),
    **dict.fromkeys(("error_code", "error_zh", "error_en", "previous", "outputs"), _TEXT),
    **dict.fromkeys(("path", "sha256", "copies"), _TEXT),
}
"""The columns of ``audits`` with their kind.

``outputs`` are the suffixes of the audit's files; ``path`` is where the report is from the output folder,
``copies`` likewise, a line each, where files of the same content are.
"""
FINDING_COLUMNS = {
    **dict.fromkeys(("id", "agency"), _TEXT),
    "year": _WHOLE,
    **dict.fromkeys(("rule", "severity", "at", "cells"), _TEXT),
    **dict.fromkeys(("observed", "expected", "difference"), _NUMBER),
    **dict.fromkeys(
        (
            *("observed_text", "expected_text", "message_zh", "message_en", "basis"),
            *("strength", "place", "place_zh"),
            *("evidence_zh", "evidence_en", "suspect", "suspect_zh", "suspect_en"),
            *("fingerprint", "review", "reason", "reviewer"),
        ),
        _TEXT,
    ),
}
"""The columns of ``findings`` with their kind.

``observed`` and ``expected`` are the figures, missing where words are compared; ``observed_text`` and
``expected_text`` are figure or words (Chinese, the form's language). ``cells`` are keys with blanks
between. ``suspect`` is the best explanation that would mend the finding, as ``key: value → proposed``.
"""
PLACE_COLUMN = {"zh": "place_zh", "en": "place"}
"""The column that has the place of a finding in words, by language."""
_TYPES = {_TEXT: str, _WHOLE: int, _NUMBER: float}


def framed(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """The rows as a table with these columns; what a row does not name is missing."""
    # Strings stay with Python: pyarrow's threads would forbid the process to fork.
    text = pd.StringDtype("python", na_value=np.nan)
    return pd.DataFrame(
        {
            name: pd.Series([row.get(name) for row in rows], dtype=text if kind == _TEXT else kind)
            for name, kind in columns.items()
        }
    )


def check(row: Mapping[str, Any], columns: Mapping[str, str]) -> None:
    """Raise `TypeError` or `ValueError` for what its column cannot hold."""
    for name, value in row.items():
        if value is not None and not isinstance(value, _TYPES[columns[name]]):
            raise TypeError(name)
        if isinstance(value, int):
            # More than the table's whole numbers hold is an error here, and not there.
            value.to_bytes(8, signed=True)
        if isinstance(value, str):
            # Half a character cannot be written anywhere.
            value.encode()
