"""The rows of a table that a scan left, as frames: some columns, some rows, or all a few at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ogi_audit.batch.columns import AUDIT_COLUMNS, FINDING_COLUMNS
from ogi_audit.batch.scanned_tables import FRAMES, read_batches, read_table, table_files
from ogi_audit.errors import RenderError

if TYPE_CHECKING:
    import pyarrow as pa

_COLUMNS = {"audits": AUDIT_COLUMNS, "findings": FINDING_COLUMNS}


@dataclass(frozen=True, slots=True)
class ScannedRows:
    """The rows of ``audits`` or ``findings`` in a folder, but those of the ids in ``without``.

    Of what there is an audit of, its page holds. All methods raise `RenderError` if the tables are not
    whole.
    """

    folder: Path
    table: str
    without: frozenset[str]

    def frames(
        self, columns: Sequence[str] = (), where: tuple[str, Collection[str]] | None = None
    ) -> Iterator[pd.DataFrame]:
        """The rows, a group at a time; those whose column has one of the values if ``where`` says so."""
        wanted = list(columns or _COLUMNS[self.table])
        with _read():
            for rows in read_table(self.folder, self.table, wanted):
                yield self._framed(rows, where)[wanted]

    def batches(self, size: int) -> list[Iterator[pd.DataFrame]]:
        """For each year's file its rows, so many at a time."""
        with _read():
            files = table_files(self.folder, self.table)
        return [self._of(file, size) for file in files]

    def _of(self, path: Path, size: int) -> Iterator[pd.DataFrame]:
        wanted = list(_COLUMNS[self.table])
        with _read():
            for rows in read_batches(path, size):
                yield self._framed(rows, None)[wanted]

    def _framed(self, rows: pa.Table, where: tuple[str, Collection[str]] | None) -> pd.DataFrame:
        import pyarrow as pa
        import pyarrow.compute as pc

        if where:
            column, values = where
            rows = rows.filter(pc.is_in(rows[column], pa.array(sorted(values), pa.string())))
        frame = as_framed(rows)
        return frame[~frame["id"].isin(self.without)] if self.without else frame


def sources_of(folder: Path, without: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """The files that the last scan read: the report's id, the path from the folder, and the SHA-256.

    Of the ids in ``without`` none; what a row does not say is empty. Raises `RenderError` if the tables
    are not as we write them.
    """
    columns = ("id", "sha256", "path", "copies")
    for frame in ScannedRows(folder, "audits", without).frames(columns):
        if not all(isinstance(dtype, pd.StringDtype) for dtype in frame.dtypes):
            raise RenderError("tables_broken", FRAMES, detail=", ".join(columns))
        for identifier, digest, own, copies in frame.fillna("").itertuples(index=False):
            for path in (own, *copies.splitlines()):
                yield identifier, path, digest


def as_framed(rows: pa.Table) -> pd.DataFrame:
    """Rows of a scan's table in the types of `ogi_audit.batch.columns.framed`."""
    import pyarrow as pa

    types = {pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype()}
    return pd.DataFrame(
        {
            name: _text(column)
            if column.type == pa.string()
            else column.to_pandas(types_mapper=types.get)
            for name, column in zip(rows.column_names, rows.columns, strict=True)
        }
    )


def _text(column: pa.ChunkedArray) -> pd.api.extensions.ExtensionArray:
    """Texts as Python has them, each different one once: most stand in many rows."""
    encoded = column.combine_chunks().dictionary_encode()
    words = np.array([*encoded.dictionary.to_pylist(), np.nan], dtype=object)
    codes = encoded.indices.fill_null(len(words) - 1).to_numpy(zero_copy_only=False)
    texts: pd.api.extensions.ExtensionArray = pd.array(
        words[codes], dtype=pd.StringDtype("python", na_value=np.nan)
    )
    return texts


def merged(sources: Sequence[Iterator[pd.DataFrame]]) -> Iterator[pd.DataFrame]:
    """The rows of all sources by id, a part at a time; each source is sorted, and has its ids alone.

    At no time more than a part of each source is held.
    """
    heads: dict[int, pd.DataFrame] = {}
    waiting = dict(enumerate(sources))
    while True:
        for number in [number for number in waiting if number not in heads]:
            head = next((one for one in waiting[number] if len(one)), None)
            if head is None:
                del waiting[number]
            else:
                heads[number] = head
        if not heads:
            return
        # Up to here no source can bring more: what comes next in it comes later.
        bound = min(head["id"].iloc[-1] for head in heads.values())
        ready = []
        for number, head in list(heads.items()):
            is_ready = (head["id"] <= bound).to_numpy()
            ready.append(head[is_ready])
            heads[number] = head[~is_ready]
            if heads[number].empty:
                del heads[number]
        yield pd.concat(ready).sort_values("id", kind="stable", ignore_index=True)


@contextmanager
def _read() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, LookupError) as error:
        raise RenderError("tables_broken", FRAMES, detail=error) from error
