"""SQL over an output folder: the tables of its scan where they lie, never loaded whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ogi_audit.batch.scanned_tables import FRAMES, table_files
from ogi_audit.errors import RenderError

if TYPE_CHECKING:
    import duckdb

# Nothing is fetched, nothing is written beside the question, and no answer may fill the machine.
_CONFIG: Mapping[str, str | bool | int] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "python_enable_replacements": False,
    "temp_directory": "",
    "memory_limit": "512MB",
    "threads": 2,
}
_PATTERN = re.compile(r"[*?\[]")


def has_table(folder: Path, table: str) -> bool:
    """Whether the last scan of a folder left such a table."""
    return bool(table_files(folder, table))


@contextmanager
def opened(folder: Path, *tables: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in which each of the scan's tables is a view of its name; those not there are none.

    What is asked must say its order. Raises `RenderError` if the tables are not as a scan leaves them.
    """
    import duckdb

    with duckdb.connect(":memory:", config=dict(_CONFIG)) as connection:
        try:
            files = {
                table: [path.resolve() for path in table_files(folder, table)] for table in tables
            }
            paths = [path for own in files.values() for path in own]
            named = ", ".join(_text(name) for path in paths for name in (str(path), _literal(path)))
            # From here on nothing else can be read, and no question undoes it.
            connection.execute(f"SET allowed_paths = [{named}]")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            for table, own in files.items():
                if own:
                    listed = ", ".join(_text(_literal(path)) for path in own)
                    connection.execute(_VIEW.format(table=table, files=listed))
            yield connection
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            raise RenderError("tables_broken", FRAMES, detail=error) from error


_VIEW = "CREATE VIEW {table} AS SELECT * FROM read_parquet([{files}], hive_partitioning = false)"


def ask(connection: duckdb.DuckDBPyConnection, question: str, **given: object) -> pd.DataFrame:
    """The answer to a question in SQL; ``$name`` stands for what is given under the name."""
    answer: pd.DataFrame = connection.execute(question, given or None).df()
    return answer


def _literal(path: Path) -> str:
    """A file's path as a pattern that is this file alone."""
    return _PATTERN.sub(lambda mark: f"[{mark.group()}]", str(path))


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
