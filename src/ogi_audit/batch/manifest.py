"""The manifest of an output folder: what was made, from what, with what; the truth about what is done.

``manifest.jsonl`` holds one JSON object an audit, a line each. A run appends, and the later line of an
id holds; at its end the lines are sorted. A line is on the disk before the files it speaks of take
their names, so that whatever is under a final name was announced; an audit is done if all its files are
there as its line says.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from filelock import FileLock

from ogi_audit.batch.files import encoded, sync_folder, write_whole, written
from ogi_audit.errors import RenderError
from ogi_audit.lines_shown import plain_json

MANIFEST = "manifest.jsonl"
SCHEMA = "ogi-audit-manifest/1"
STATE = ".state"
"""The folder for what only runs need: lock, cache and files that are not whole yet."""
UNITS = "units.csv"
"""The list of units under each government that the overview takes, if a user puts it into the folder."""
SUFFIXES = ("ipynb", "html", "json")
STATUSES = ("audited", "unreadable", "failed")


@dataclass(frozen=True, slots=True)
class Input:
    """A file that an audit was made from; ``path`` is relative to the output folder where it can be.

    ``sha256`` is that of the file; of a reviews file, that of the rows which concern the report.
    """

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """What the manifest says of one audit.

    ``status``: *audited*; *unreadable*, an audit that says why the file cannot be read; *failed*, no
    audit, for the reason in ``error``. ``chosen`` tells that somebody named last year's report,
    ``copies`` are the same report's other files, ``parameters`` the notebook's, ``tools`` the SHA-256 of
    suites, notebook, package and lock, ``outputs`` that of each file by suffix, ``counts`` the open
    findings by severity.
    """

    id: str
    status: str
    report: Input
    agency: str | None = None
    year: int | None = None
    previous: Input | None = None
    reviews: Input | None = None
    copies: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    tools: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    error: Mapping[str, Any] | None = None
    chosen: bool = False

    @property
    def made_from(self) -> tuple[object, ...]:
        """Everything that decides what the outputs are."""
        return (self.report, self.previous, self.reviews, dict(self.parameters), dict(self.tools))

    def to_line(self) -> str:
        """The record as a line of the manifest."""
        content = {"schema": SCHEMA, **asdict(self)}
        return plain_json(json.dumps(content, ensure_ascii=False, sort_keys=True)) + "\n"

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Record:
        """The record of a line's content. Raises `ValueError` and the like for what is none."""
        if content.pop("schema", None) != SCHEMA:
            raise ValueError(SCHEMA)
        if not isinstance(content["id"], str):
            raise TypeError("id")
        for name in ("report", "previous", "reviews"):
            content[name] = Input(**content[name]) if content.get(name) else None
        content["copies"] = tuple(content.get("copies", ()))
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in content.items() if name in known})


class Manifest:
    """The manifest of a folder, shared by all runs that write there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / MANIFEST
        # How many bytes and lines were read, and which of the manifests that took its name it was.
        self._seen = (0, 0, 0)
        self._records: dict[str, Record] = {}
        self._garbled: list[int] = []
        # By id, the digests of all that any line announced: a superseded file is still a run's.
        self._announced: dict[str, set[str]] = {}

    def read(self) -> dict[str, Record]:
        """The records by id, sorted by it; none if there is no manifest.

        Raises `RenderError` for a line that another program wrote; a last line that a crash cut off is
        left out, and so is what is no record at all (`garbled`).
        """
        with written(self.folder):
            self._catch_up()
        return dict(sorted(self._records.items()))

    @property
    def garbled(self) -> tuple[int, ...]:
        """The numbers of the lines that are no JSON objects: what was there is lost, the rest is not.

        `tidy` drops them, and what they spoke of is audited anew as if it had never been.
        """
        return tuple(self._garbled)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Alone among all runs on the folder, for as long as files take their names."""
        with written(self.folder):
            state = self.folder / STATE
            state.mkdir(parents=True, exist_ok=True)
            lock = FileLock(state / "lock", mode=0o666)
            lock.acquire()
        try:
            with written(self.folder):
                self._catch_up()
            yield
        finally:
            lock.release()

    def publish(self, record: Record, files: Mapping[str, Path]) -> list[Path]:
        """Announce an audit, then give its files, by suffix, their names. Returns what was set aside.

        A file under a final name that no run made is not overwritten: it is set aside under a name with
        its own SHA-256 in it. What an earlier run made, and the audit no longer has, goes.
        """
        with self.locked(), written(self.folder):
            self._append(record.to_line())
            aside = []
            for suffix in SUFFIXES:
                final = self.folder / f"{record.id}.{suffix}"
                aside += set_aside(final, self._announced[record.id])
                if suffix in files:
                    files[suffix].replace(final)
                elif suffix not in record.outputs:
                    final.unlink(missing_ok=True)
            sync_folder(self.folder)
        return aside

    def remove(self, identifier: str) -> list[Path]:
        """Take an audit out, with the files that runs made for it. Returns what was set aside."""
        aside = []
        with self.locked(), written(self.folder):
            for suffix in SUFFIXES:
                final = self.folder / f"{identifier}.{suffix}"
                aside += set_aside(final, self._announced.get(identifier, set()))
                final.unlink(missing_ok=True)
            line = json.dumps({"removed": identifier}, ensure_ascii=False)
            self._append(plain_json(line) + "\n")
        return aside

    def tidy(self, scratch: Path | None = None) -> dict[str, Record]:
        """Write the manifest anew with one line an audit, sorted by id. Returns the records.

        ``scratch`` is a run's own folder for what is not whole yet.
        """
        scratch = scratch or self.folder / STATE
        with self.locked():
            records = dict(sorted(self._records.items()))
            lines = "".join(record.to_line() for record in records.values())
            with written(self.path):
                if self.path.exists() and self.path.read_bytes() == encoded(lines):
                    return records
                # Before the manifest: who reads in between reads once too often.
                generation = str(self._generation_now() + 1)
                write_whole(self._generation, generation, scratch=scratch)
                write_whole(self.path, lines, scratch=scratch)
        return records

    def is_done(self, record: Record) -> bool:
        """Whether the record's files are all there, as it says."""
        return record.status != "failed" and not self.damage(record)

    def damage(self, record: Record) -> dict[str, str]:
        """Which of the record's files are ``missing`` or ``changed``, by suffix."""
        found = {}
        for suffix, digest in record.outputs.items():
            path = self.folder / f"{record.id}.{suffix}"
            if not path.is_file():
                found[suffix] = "missing"
            elif sha256_of(path) != digest:
                found[suffix] = "changed"
        return found

    def _catch_up(self) -> None:
        """Read the lines that were added since the last time, by this run or another."""
        position, number, generation = self._seen
        now = self._generation_now()
        size = self.path.stat().st_size if self.path.exists() else 0
        if now != generation or size < position:
            # Another run tidied it, or somebody removed it.
            position = number = 0
            self._records.clear()
            self._garbled.clear()
        content = b""
        if size > position:
            with self.path.open("rb") as stream:
                stream.seek(position)
                content = stream.read()
        whole = content[: content.rfind(b"\n") + 1]
        for line in whole.split(b"\n")[:-1]:
            number += 1
            try:
                told = json.loads(line.decode())
            except (ValueError, RecursionError):
                told = None
            if not isinstance(told, dict):
                self._garbled.append(number)
                continue
            try:
                self._take(told)
            except (ValueError, KeyError, TypeError, AttributeError):
                # Another version's, maybe: to go on would lose what it says.
                raise RenderError("manifest", str(self.path), line=number) from None
        self._seen = (position + len(whole), number, now)

    @property
    def _generation(self) -> Path:
        """Holds how often the manifest was tidied: a tidied one may have the same size."""
        return self.folder / STATE / "generation"

    def _generation_now(self) -> int:
        try:
            return int(self._generation.read_text("ascii"))
        except (OSError, ValueError):
            return 0

    def _take(self, content: dict[str, Any]) -> None:
        if "removed" in content:
            self._records.pop(content["removed"], None)
            return
        record = Record.from_json(content)
        self._records[record.id] = record
        self._announced.setdefault(record.id, set()).update(record.outputs.values())

    def _append(self, line: str) -> None:
        """Add a line after the last whole one, and see that it is on the disk. Needs the lock."""
        end = min(self._seen[0], self.path.stat().st_size if self.path.exists() else 0)
        with self.path.open("ab") as stream:
            # What a crash left of a line goes; so does what a full disk leaves of this one.
            stream.truncate(end)
            try:
                stream.write(encoded(line))
                stream.flush()
                os.fsync(stream.fileno())
            except OSError:
                stream.truncate(end)
                raise
        self._catch_up()


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises `OSError`."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def set_aside(path: Path, known: set[str]) -> list[Path]:
    """Rename a file whose content no run made, such as a notebook that an auditor wrote into.

    ``known`` are the digests of what runs made. Returns its new path, if it had to be renamed.
    """
    if not path.is_file() or (digest := sha256_of(path)) in known:
        return []
    aside = path.with_name(f"{path.stem}.edited-{digest[:8]}{path.suffix}")
    path.replace(aside)
    return [aside]
