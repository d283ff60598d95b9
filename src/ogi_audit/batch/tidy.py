"""The tidy tables of many reports: audits, findings, what was not judged, figures, sections, by year."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ogi_audit.batch.columns import AUDIT_COLUMNS, FINDING_COLUMNS
from ogi_audit.batch.grouped import GroupedWriter
from ogi_audit.batch.rows import writable
from ogi_audit.lines_shown import visible
from ogi_audit.report import Report

_TYPES = {"text": pa.string(), "Int64": pa.int64(), "Float64": pa.float64()}
_OF_A_REPORT = {"id": "text", "agency": "text", "year": "Int64"}
_OF_A_CELL = {
    **dict.fromkeys(("key", "table", "row", "column"), "text"),
    "value": "Float64",
    **dict.fromkeys(("text", "state"), "text"),
}
_OF_A_SECTION = dict.fromkeys(("key", "heading", "content"), "text")
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "audits": AUDIT_COLUMNS,
    "findings": FINDING_COLUMNS,
    "unassessed": _OF_A_REPORT | {"rule": "text", "places": "Int64"},
    "cells": _OF_A_REPORT | _OF_A_CELL | {"place": "text"},
    "sections": _OF_A_REPORT | _OF_A_SECTION | {"place": "text"},
}
"""The tables and the kinds of their columns, as in `ogi_audit.batch.columns`."""
_NO_YEAR = "unknown"


def rows_unassessed(identifier: str, result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of ``unassessed`` of one result: a rule, and in how many places it was not judged."""
    report = result["report"]
    own = {"id": identifier, "agency": report["agency"], "year": report["year"]}
    unjudged = sorted(result["not_assessable"].items())
    return [{**own, "rule": rule, "places": len(places)} for rule, places in unjudged]


class Rows:
    """The rows of all tables by column, as they come, without what steers (`rows.writable`)."""

    def __init__(self) -> None:
        self._columns: dict[str, dict[str, list[Any]]] = {
            table: {name: [] for name in columns} for table, columns in COLUMNS.items()
        }

    def add(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows to a table."""
        for row in map(writable, rows):
            for name, column in self._columns[table].items():
                column.append(row.get(name))

    def add_report(self, identifier: str, report: Report) -> None:
        """Add the rows of ``cells`` and ``sections`` of one report. They are most of all."""
        cells = report.found_cells
        sections = [one for one in report.sections if one.heading is not None]
        data = report.metadata
        own = writable({"id": identifier, "agency": data.agency, "year": data.year})
        for table, found, names in (
            ("cells", cells, _OF_A_CELL),
            ("sections", sections, _OF_A_SECTION),
        ):
            columns = self._columns[table]
            for name, value in own.items():
                columns[name] += [value] * len(found)
            for name in names:
                values = [getattr(one, name) for one in found]
                columns[name] += [visible(one) if isinstance(one, str) else one for one in values]
            columns["place"] += [str(one.place) for one in found]

    def write(self, paths: Mapping[str, Path]) -> None:
        """Write each table into its file."""
        for table, columns in self._columns.items():
            written = pa.Table.from_pydict(columns, schema=schema_of(table))
            pq.write_table(written, paths[table], compression="zstd")


def schema_of(table: str) -> pa.Schema:
    """The columns of a table with their types."""
    return pa.schema([(name, _TYPES[kind]) for name, kind in COLUMNS[table].items()])


def join_parts(parts: Iterable[Mapping[str, Path]], folder: Path) -> list[Path]:
    """Write the parts of all tables, in their order, by table and year. Returns the files' paths.

    ``<folder>/<table>/<year>/part-0.parquet``; only the rows of a few groups are in memory at once. The
    year is a column in them, not a part of the folder's name as Hive has it (``year=2023``): some
    readers, pandas among them, cannot read that where the year of a report is not known.
    """
    shutil.rmtree(folder, ignore_errors=True)
    with ExitStack() as stack:
        paths: list[Path] = []
        writers: dict[tuple[str, str], GroupedWriter] = {}
        for part in parts:
            for table, path in part.items():
                for year, rows in _by_year(pq.read_table(path, schema=schema_of(table))):
                    key = table, year
                    if key not in writers:
                        place = folder / table / year / "part-0.parquet"
                        place.parent.mkdir(parents=True, exist_ok=True)
                        writers[key] = GroupedWriter(place, schema_of(table))
                        paths.append(place)
                        stack.callback(writers[key].close)
                    writers[key].add(rows)
    return sorted(paths)


def _by_year(rows: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    years = rows["year"]
    for year in sorted(pc.unique(years).to_pylist(), key=str):
        mask = pc.is_null(years) if year is None else pc.equal(years, year)
        yield (_NO_YEAR if year is None else str(year)), rows.filter(mask)
