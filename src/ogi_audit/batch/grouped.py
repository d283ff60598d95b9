"""Writing a table as Parquet little by little, in groups of rows of one size however they come."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

_ROWS = 65536


class GroupedWriter:
    """Writes a table to a file; so the same rows give the same bytes, and only a group is in memory."""

    def __init__(self, place: Path | BinaryIO, schema: pa.Schema) -> None:
        self._schema = schema
        self._writer = pq.ParquetWriter(place, schema, compression="zstd")
        self._waiting: list[pa.Table] = []
        self._number = 0

    def add(self, rows: pa.Table) -> None:
        """Add rows at the end; of their columns those of the schema are written."""
        self._waiting.append(rows.select(self._schema.names).cast(self._schema))
        self._number += len(rows)
        while self._number >= _ROWS:
            self._write(_ROWS)

    def close(self) -> None:
        """Write what is left."""
        if self._number:
            self._write(self._number)
        self._writer.close()

    def _write(self, number: int) -> None:
        whole = pa.concat_tables(self._waiting)
        self._writer.write_table(whole.slice(0, number).combine_chunks(), row_group_size=_ROWS)
        self._waiting = [whole.slice(number)]
        self._number -= number
