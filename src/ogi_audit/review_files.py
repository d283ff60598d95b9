"""Files of reviews, CSV or YAML: rows in, rows out, one writer at a time.

People edit them, in Excel too, and Git merges them: what is not ours in a file is kept as it is,
and what cannot be read is an error with its line, never a lost row.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from ogi_audit.errors import ReviewError
from ogi_audit.lines_shown import could_run, write_cells
from ogi_audit.readers.encoding import decode
from ogi_audit.regular_files import MEGABYTES, UnfitError, read_regular

YAML = (".yaml", ".yml")
SUFFIXES = (".csv", *YAML)
WAIT = 10.0
"""Seconds that a writer waits for another one."""

# Excel takes digits with at most an e between them for a number, of which it keeps 15 digits.
_NUMBER = re.compile(r"\d+(e\d+)?")
_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line, and its values by column; those of unknown columns as they came."""

    line: int
    values: dict[str, Any]

    def text(self, column: str) -> str:
        """The value of a column in words, empty if there is none."""
        value = self.values.get(column, "")
        return value.strip() if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds, and how it is written."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    delimiter: str = ","
    comment: str = ""


def read_table(path: Path, columns: Sequence[str], needed: Sequence[str]) -> Table:
    """The rows of a file; none if there is no file. Raises `ReviewError`."""
    suffix = suffix_of(path)
    try:
        data = read_regular(path)
    except FileNotFoundError:
        return Table(tuple(columns))
    except UnfitError as error:
        code = "limit_size" if error.too_large else "not_file"
        raise ReviewError(code, path.name, limit=MEGABYTES) from None
    except OSError as error:
        raise ReviewError("not_read", path.name, problem=error.strerror) from None
    text = _text(data, path)
    if not text.strip():
        return Table(tuple(columns))
    read = _read_yaml if suffix in YAML else _read_csv
    table = read(text, path, columns, needed)
    return replace(table, columns=tuple(dict.fromkeys((*table.columns, *columns))))


def suffix_of(path: Path) -> str:
    """The suffix, which says the format. Raises `ReviewError` for another one than CSV's and YAML's."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ReviewError("suffix", path.name)
    return suffix


@contextmanager
def locked(path: Path) -> Iterator[Callable[[Table], None]]:
    """Keep other writers out; gives the function that writes, once. Raises `ReviewError`.

    The lock is the new file itself, not yet under its name: it appears complete or not at all.
    """
    to_text = _write_yaml if suffix_of(path) in YAML else _write_csv
    # A link stays a link.
    path = Path(os.path.realpath(path))
    lock = path.with_name(f".{path.name}.lock")
    try:
        handle = _create(lock, path)
        mine = True
        try:
            with os.fdopen(handle, "wb") as stream:

                def write(table: Table) -> None:
                    stream.write(to_text(table).encode("utf-8"))
                    stream.flush()
                    os.fsync(stream.fileno())

                yield write
                written = stream.tell() > 0
            if written:
                if path.exists():
                    shutil.copymode(path, lock)
                lock.replace(path)
                # From here on a lock of this name is another writer's.
                mine = False
        finally:
            if mine:
                with contextlib.suppress(OSError):
                    lock.unlink()
    except OSError as error:
        raise ReviewError("not_written", path.name, problem=error.strerror) from None


def _create(lock: Path, path: Path) -> int:
    until = time.monotonic() + WAIT
    while True:
        try:
            return os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            if time.monotonic() > until:
                raise ReviewError("locked", path.name, lock=lock.name) from None
            time.sleep(0.02)


def _text(data: bytes, path: Path) -> str:
    try:
        text: str | None = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = decode(data)
        text = None if text is None or "\ufffd" in text else text
    if text is None:
        raise ReviewError("encoding", path.name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_csv(text: str, path: Path, known: Sequence[str], needed: Sequence[str]) -> Table:
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: tuple[str, ...] = ()
    rows = []
    line = 1
    try:
        for cells in reader:
            if not columns:
                columns = _columns(cells, path, known, needed)
            elif any(cell.strip() for cell in cells):
                if any(cell.strip() for cell in cells[len(columns) :]):
                    raise ReviewError("row_cells", path.name, line=line)
                cells += [""] * (len(columns) - len(cells))
                values = zip(columns, map(_unguarded, cells), strict=False)
                rows.append(Row(line, dict(values)))
            line = reader.line_num + 1
    except csv.Error as error:
        # There is no other way to tell: a cell of over 128 KB.
        code = "long_cell" if "larger than field limit" in str(error) else "syntax"
        raise ReviewError(code, path.name, line=line, format="CSV") from None
    # Excel splits by the semicolon where it wrote it; by the tab it would not split a CSV file.
    return Table(columns, tuple(rows), ";" if delimiter == ";" else ",")


def _columns(
    cells: list[str], path: Path, known: Sequence[str], needed: Sequence[str]
) -> tuple[str, ...]:
    names = [_name(cell, known) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if missing := [name for name in needed if name not in names]:
        raise ReviewError("columns", path.name, missing=tuple(missing))
    if len(set(names)) < len(names):
        raise ReviewError("twice", path.name, line=1)
    return tuple(names)


def _name(written: str, known: Sequence[str]) -> str:
    """A column's name; ours in any case, others as they are written."""
    name = written.strip()
    return name.lower() if name.lower() in known else name


def _write_csv(table: Table) -> str:
    stream = io.StringIO(newline="")
    # The mark tells Excel that it is UTF-8.
    stream.write("\ufeff")
    rows = (
        [_guarded(name, str(row.values.get(name, ""))) for name in table.columns]
        for row in table.rows
    )
    write_cells(stream, (table.columns, *rows), delimiter=table.delimiter, end="\n")
    return stream.getvalue()


def _guarded(column: str, value: str) -> str:
    if column == "fingerprint" and _NUMBER.fullmatch(value):
        return f"#{value}"
    return f"'{value}" if _needs_guard(value) else value


def _unguarded(value: str) -> str:
    return value[1:] if value.startswith("'") and _needs_guard(value[1:]) else value


def _needs_guard(value: str) -> bool:
    """Whether Excel could take a value for a formula, or we one for a guarded one."""
    return value.startswith("'") or could_run(value)


def _read_yaml(text: str, path: Path, known: Sequence[str], needed: Sequence[str]) -> Table:
    try:
        # Nodes, not values: a fingerprint of digits stays text, and what is not ours what it is.
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ReviewError("syntax", path.name, line=line, format="YAML") from None
    comment = re.match(r"(?:#.*\n|\n)*", text)
    table = Table(comment=comment[0] if comment else "")
    if root is None:
        return table
    if not isinstance(root, yaml.SequenceNode):
        raise ReviewError("list", path.name, line=1)
    return replace(table, rows=tuple(_yaml_row(node, path, known) for node in root.value))


def _yaml_row(node: Any, path: Path, known: Sequence[str]) -> Row:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        raise ReviewError("list", path.name, line=line)
    values: dict[str, Any] = {}
    for key, value in node.value:
        name = _name(str(key.value), known)
        if name in values:
            raise ReviewError("twice", path.name, line=key.start_mark.line + 1)
        if name in known and isinstance(value, yaml.ScalarNode):
            values[name] = "" if value.tag == f"{_TAG}null" else value.value
        else:
            values[name] = value
    return Row(line, values)


def _write_yaml(table: Table) -> str:
    rows = []
    for row in table.rows:
        names = [*(n for n in table.columns if n in row.values), *row.values]
        pairs = [(_scalar(name), _scalar(row.values[name])) for name in dict.fromkeys(names)]
        rows.append(yaml.MappingNode(f"{_TAG}map", pairs, flow_style=False))
    root = yaml.SequenceNode(f"{_TAG}seq", rows, flow_style=not rows)
    body: str = yaml.serialize(root, Dumper=yaml.SafeDumper, allow_unicode=True, width=1000)
    return table.comment + body


def _scalar(value: Any) -> Any:
    return yaml.ScalarNode(f"{_TAG}str", value) if isinstance(value, str) else value
