"""The findings of an output folder as files for others: Excel, CSV and Parquet."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
import pyarrow as pa

from ogi_audit.batch.columns import PLACE_COLUMN
from ogi_audit.batch.files import whole_named
from ogi_audit.batch.grouped import GroupedWriter
from ogi_audit.batch.results import Results
from ogi_audit.batch.tidy import schema_of
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
    *("rule", "at", "fingerprint", "id"),
)
AUDITS = (
    *("agency", "year", "level", "region", "status", "error", "critical", "warning", "info"),
    *("dismissed", "passed", "failed", "not_assessable", "not_applicable", "crashed"),
    *("edition", "published", "format", "source", "previous", "link"),
    *("id", "path", "copies"),
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

    They depend on the results and the language alone, the Parquet file on the results. However many
    findings there are, only some thousands are in memory. Raises `RenderError` if they cannot be written.
    """
    paths = [folder / f"findings.{suffix}" for suffix in ("xlsx", "csv", "parquet")]
    pages = _pages(results.audits)
    audits = sheet_of(results.audits, AUDITS, pages, language)

    def sheets() -> Iterator[Sheet]:
        return (sheet_of(part, FINDINGS, pages, language) for part in results.parts())

    sizes = {"findings": results.number, "audits": len(results.audits)}
    with whole_named(paths[0]) as stream, workbook(stream, sizes, language, folder) as book:
        book.add("findings", FINDINGS, sheets())
        book.add("audits", AUDITS, [audits])
    with whole_named(paths[1]) as stream:
        stream.write(csv_of(dict.fromkeys(FINDINGS, ()), language).encode("utf-8-sig"))
        for sheet in sheets():
            stream.write(csv_of(sheet, language, head=False).encode())
    with whole_named(paths[2]) as stream:
        write_parquet(stream, results.parts())
    return paths


def _pages(audits: pd.DataFrame) -> frozenset[str]:
    """The ids of audits that have a page."""
    outputs = zip(audits["id"], audits["outputs"], strict=True)
    return frozenset(identifier for identifier, suffixes in outputs if "html" in suffixes.split())


def sheet_of(
    frame: pd.DataFrame, columns: tuple[str, ...], pages: Collection[str], language: str
) -> Sheet:
    """A table as people read it: in words, figures as whole numbers where they are.

    ``pages`` are the ids of audits that have a page to link.
    """
    sheet: Sheet = {}
    for name in columns:
        if name == "link":
            sheet[name] = [f"{one}.html" if one in pages else None for one in frame["id"]]
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


def csv_of(sheet: Mapping[str, Sequence[Value]], language: str, *, head: bool = True) -> str:
    """The table as CSV that Excel opens, once it has its mark: no text that it takes for a formula."""
    stream = io.StringIO()
    rows = (
        [harmless(value) if isinstance(value, str) else value for value in row]
        for row in zip(*sheet.values(), strict=True)
    )
    heads = [[COLUMN[name][language] for name in sheet]] if head else []
    write_cells(stream, (*heads, *rows))
    return stream.getvalue()


def harmless(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet could run it as a formula."""
    return "'" + text if could_run(text) else text


def write_parquet(stream: BinaryIO, parts: Iterable[pd.DataFrame]) -> None:
    """Write all columns of the findings, with their types, under their English names."""
    writer = GroupedWriter(stream, schema_of("findings"))
    for part in parts:
        writer.add(pa.Table.from_pandas(part, preserve_index=False))
    writer.close()
