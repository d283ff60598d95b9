"""The findings of an output folder as files for others: Excel, CSV and Parquet."""

from __future__ import annotations

import io
import math
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ogi_audit.batch.columns import PLACE_COLUMN
from ogi_audit.batch.files import write_named
from ogi_audit.batch.results import Results
from ogi_audit.batch.workbook import workbook
from ogi_audit.lines_shown import could_run, write_cells
from ogi_audit.messages.terms import (
    AUDIT_STATUS,
    COLUMN,
    EDITION,
    LEVEL,
    REVIEW_STATE,
    SEVERITY,
    STRENGTH,
)

Value = str | int | float | None
Sheet = dict[str, list[Value]]
"""The values of a table by the name of its column in `COLUMN`."""
FINDINGS = (
    *("severity", "agency", "year", "message", "observed", "expected", "difference", "suspect"),
    *("place", "evidence", "basis", "strength", "review", "reason", "reviewer", "link"),
    *("rule", "at", "fingerprint"),
)
AUDITS = (
    *("agency", "year", "level", "region", "status", "error", "critical", "warning", "info"),
    *("dismissed", "passed", "failed", "not_assessable", "not_applicable", "crashed"),
    *("edition", "published", "format", "source", "previous", "link"),
)
_WORDS = {
    **{"severity": SEVERITY, "review": REVIEW_STATE, "strength": STRENGTH, "level": LEVEL},
    **{"status": AUDIT_STATUS, "edition": EDITION},
}
# Where each language's words are in a column of their own.
_BY_LANGUAGE = ("message", "suspect", "evidence", "error")
# XML has none of these, and a spreadsheet no use for them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def write_exports(folder: Path, results: Results, language: str = "zh") -> list[Path]:
    """Write ``findings.xlsx``, ``findings.csv`` and ``findings.parquet``; return their paths.

    They depend on the results and the language alone, the Parquet file on the results. Raises
    `RenderError` if they cannot be written.
    """
    findings = sheet_of(results.findings, FINDINGS, results.audits, language)
    audits = sheet_of(results.audits, AUDITS, results.audits, language)
    contents = {
        "xlsx": workbook({"findings": findings, "audits": audits}, language),
        "csv": csv_of(findings, language),
        "parquet": parquet_of(results.findings),
    }
    paths = []
    for suffix, content in contents.items():
        path = folder / f"findings.{suffix}"
        write_named(path, content)
        paths.append(path)
    return paths


def sheet_of(
    frame: pd.DataFrame, columns: tuple[str, ...], audits: pd.DataFrame, language: str
) -> Sheet:
    """A table as people read it: in words, figures as whole numbers where they are."""
    outputs = zip(audits["id"], audits["outputs"], strict=True)
    has_page = {identifier for identifier, suffixes in outputs if "html" in suffixes.split()}
    sheet: Sheet = {}
    for name in columns:
        if name == "link":
            sheet[name] = [f"{one}.html" if one in has_page else None for one in frame["id"]]
            continue
        source = f"{name}_{language}" if name in _BY_LANGUAGE else name
        if name == "place":
            source = PLACE_COLUMN[language]
        values = [_value(value) for value in frame[source].tolist()]
        if name in ("observed", "expected"):
            said = [_value(value) for value in frame[f"{name}_text"].tolist()]
            values = [w if v is None else v for v, w in zip(values, said, strict=True)]
        words = _WORDS.get(name, {})
        sheet[name] = [
            words[value][language] if isinstance(value, str) and value in words else value
            for value in values
        ]
    return sheet


def _value(value: Any) -> Value:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return _CONTROL.sub("", value) if isinstance(value, str) else value


def csv_of(sheet: Sheet, language: str) -> bytes:
    """The table as CSV that Excel opens: UTF-8 with its mark, and no text that it takes for a formula."""
    stream = io.StringIO()
    rows = (
        [harmless(value) if isinstance(value, str) else value for value in row]
        for row in zip(*sheet.values(), strict=True)
    )
    write_cells(stream, ([COLUMN[name][language] for name in sheet], *rows))
    return stream.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet could run it as a formula."""
    return "'" + text if could_run(text) else text


def parquet_of(frame: pd.DataFrame) -> bytes:
    """All columns of the findings, with their types, under their English names."""
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    fields = [
        field.with_type(pa.string()) if pa.types.is_large_string(field.type) else field
        for field in table.schema
    ]
    stream = io.BytesIO()
    pq.write_table(table.cast(pa.schema(fields)), stream, compression="zstd")
    return stream.getvalue()
