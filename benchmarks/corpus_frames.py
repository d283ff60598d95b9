"""The tables of a scan of many reports, made of the tables of a scan of some: for load tests.

Usage: python benchmarks/corpus_frames.py SCANNED FOLDER [NUMBER]

The rows of the scanned reports are written again and again under other agencies and years, so that the
tables have the size and the variety of a country's. The same tables and number give the same files.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ogi_audit.batch.levels import level_of, region_of
from ogi_audit.batch.manifest import MANIFEST, sha256_of
from ogi_audit.batch.scanned_tables import FRAMES, SCAN, SCHEMA, read_table
from ogi_audit.batch.tidy import COLUMNS, schema_of

YEARS = range(2019, 2026)
_BUREAUS = (
    "财政局",
    "教育局",
    "水务局",
    "民政局",
    "司法局",
    "交通运输局",
    "农业农村局",
    "自然资源局",
)
_SIGNS = "安丰云石川江林湖泉梁沂栖汀桐岚晴禾原清平"
# So many reports of a table make a group of rows of about the size that a scan writes.
_TOGETHER = {"cells": 300}
_OTHERWISE = 6000


def agencies(number: int) -> list[str]:
    """So many agencies: cities, their counties and the departments of both, sorted."""
    names: list[str] = []
    for one in range(number):
        city = f"云岭省{_SIGNS[one // 20 % 20]}{_SIGNS[one % 20]}{_SIGNS[one // 400 % 20]}市"
        units = [city, *(f"{city}{sign}原县" for sign in _SIGNS[:12])]
        for unit in units:
            names += [f"{unit}人民政府", *(f"{unit}{bureau}" for bureau in _BUREAUS)]
        if len(names) >= number:
            break
    return sorted(names[:number])


class Source:
    """A table of the scanned reports, from which the rows of any of them can be taken."""

    def __init__(self, folder: Path, table: str, ids: list[str]) -> None:
        self.table = table
        self.rows = pa.concat_tables(read_table(folder, table)).combine_chunks()
        numbers = pd.Series(range(len(ids)), index=ids)
        own = numbers.loc[self.rows["id"].to_pylist()].to_numpy()
        order = np.argsort(own, kind="stable")
        counts = np.bincount(own, minlength=len(ids))
        starts = np.cumsum(counts) - counts
        self.at = [order[start : start + n] for start, n in zip(starts, counts, strict=True)]

    def taken(self, numbers: list[int], names: list[str], year: int) -> pa.Table:
        """The rows of these reports under other names."""
        counts = [len(self.at[number]) for number in numbers]
        rows = self.rows.take(np.concatenate([self.at[number] for number in numbers]))
        own = {"id": [_id(name, year) for name in names], "agency": names}
        if self.table == "audits":
            own["level"] = [level_of(name) for name in names]
            own["region"] = [region_of(name) or "" for name in names]
        for column, values in own.items():
            rows = _with(rows, column, np.repeat(np.array(values, dtype=object), counts))
        at = rows.column_names.index("year")
        rows = rows.set_column(at, "year", pa.array([year] * len(rows), pa.int64()))
        if self.table == "findings":
            # Nothing of a finding is as in another report but the rule.
            prints = [
                hashlib.sha256(f"{year}{names[0]}{n}".encode()).hexdigest()[:16]
                for n in range(len(rows))
            ]
            rows = _with(rows, "fingerprint", prints)
            for column in ("message_zh", "message_en", "place", "place_zh"):
                said = [
                    f"{text} {mark[:6]}"
                    for text, mark in zip(rows[column].to_pylist(), prints, strict=True)
                ]
                rows = _with(rows, column, said)
        return rows.select([*COLUMNS[self.table]]).cast(schema_of(self.table))


def make(scanned: Path, folder: Path, number: int) -> None:
    """Write the folder of a scan of so many reports."""
    ids = sorted({one for rows in read_table(scanned, "audits") for one in rows["id"].to_pylist()})
    names = agencies(-(-number // len(YEARS)))
    folder.mkdir(parents=True, exist_ok=True)
    for table in COLUMNS:
        source = Source(scanned, table, ids)
        for year in YEARS:
            path = folder / FRAMES / table / str(year) / "part-0.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            with pq.ParquetWriter(path, schema_of(table), compression="zstd") as writer:
                for rows in _rows(source, names, year, len(ids)):
                    writer.write_table(rows, row_group_size=65536)
    files = {
        path.relative_to(folder / FRAMES).as_posix(): sha256_of(path)
        for path in sorted((folder / FRAMES).rglob("*.parquet"))
    }
    content = {"schema": SCHEMA, "reports": len(names) * len(YEARS), "tools": {}, "files": files}
    (folder / SCAN).write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", "utf-8")
    (folder / MANIFEST).write_bytes(b"")


def _rows(source: Source, names: list[str], year: int, number: int) -> Iterator[pa.Table]:
    step = _TOGETHER.get(source.table, _OTHERWISE)
    for start in range(0, len(names), step):
        some = names[start : start + step]
        # Half of the agencies have the same faults every year, the others change.
        which = [(n * 7 + (year * (n % 2))) % number for n in range(start, start + len(some))]
        yield source.taken(which, some, year)


def _with(rows: pa.Table, column: str, values: object) -> pa.Table:
    return rows.set_column(rows.column_names.index(column), column, pa.array(values, pa.string()))


def _id(name: str, year: int) -> str:
    return f"{name}-{year}-{hashlib.sha256(f'{name}{year}'.encode()).hexdigest()[:12]}"


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]), int((*sys.argv[3:], "100000")[0]))
