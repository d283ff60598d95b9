"""Advisories of known vulnerabilities in a folder or a ZIP, as OSV writes them.

https://ossf.github.io/osv-schema/; the PyPA advisory database and the export of osv.dev are such.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version
from tools.supply.lock import Pin

Record = Mapping[str, Any]
_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_READ: dict[str, Callable[[bytes], Any]] = {
    ".json": json.loads,
    ".yaml": lambda content: yaml.load(content, _YAML),
    ".yml": lambda content: yaml.load(content, _YAML),
}


class DatabaseError(Exception):
    """The database, or an advisory in it, cannot be read: nothing is known of the packages."""


@dataclass(frozen=True, slots=True)
class Vulnerability:
    """An advisory that holds for a pin."""

    package: str
    version: str
    id: str
    aliases: tuple[str, ...]
    fixed: tuple[str, ...]
    summary: str


def read_database(path: Path) -> list[tuple[str, Record]]:
    """Every advisory of a folder or a ZIP, with the name of its file.

    Of a checkout of the PyPA advisory database, ``vulns`` is read.

    Raises:
        DatabaseError: There is none, or one cannot be read.
    """
    records, concerned = [], False
    for name, content in _files(path):
        try:
            record = _READ[Path(name).suffix.lower()](content)
        except (ValueError, RecursionError, yaml.YAMLError) as error:
            raise DatabaseError(f"{name} cannot be read: {' '.join(str(error).split())}") from error
        try:
            concerned |= bool(affected(record)) and isinstance(record["id"], str)
        except (KeyError, TypeError, AttributeError) as error:
            raise DatabaseError(f"{name} is no advisory as OSV writes them") from error
        records.append((name, record))
    if not concerned:
        raise DatabaseError(f"{path} holds no advisory for packages of PyPI")
    return records


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a database that may be advisories, by name; hidden ones are none."""
    if not path.exists():
        raise DatabaseError(f"{path} is not there")
    try:
        if path.is_file():
            with zipfile.ZipFile(path) as archive:
                for name in sorted(archive.namelist()):
                    if Path(name).suffix.lower() in _READ:
                        yield name, archive.read(name)
            return
        root = path / "vulns" if (path / "vulns").is_dir() else path
        for file in sorted(root.rglob("*")):
            name = file.relative_to(root)
            hidden = any(part.startswith(".") for part in name.parts)
            if file.suffix.lower() in _READ and not hidden:
                yield name.as_posix(), file.read_bytes()
    except (OSError, zipfile.BadZipFile) as error:
        raise DatabaseError(f"{path} cannot be read: {error}") from error


def affected(record: Record) -> list[Record]:
    """What an advisory says of packages of PyPI."""
    entries = record.get("affected") or ()
    return [entry for entry in entries if _package(entry).get("ecosystem") == "PyPI"]


def _package(entry: Record) -> Record:
    return entry.get("package") or {}


def find(pins: Iterable[Pin], records: Iterable[tuple[str, Record]]) -> list[Vulnerability]:
    """The advisories that hold for a pin; a withdrawn one holds for none.

    Raises:
        DatabaseError: An advisory for one of the packages is not understood.
    """
    by_name = {pin.name: pin for pin in pins}
    found = []
    for name, record in records:
        for entry in () if record.get("withdrawn") else affected(record):
            pin = by_name.get(canonicalize_name(_package(entry)["name"]))
            try:
                if pin is None or not holds(entry, Version(pin.version)):
                    continue
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise DatabaseError(f"{name}: not understood: {error}") from error
            fixed = (e["fixed"] for r in _ranges(entry) for e in r["events"] if "fixed" in e)
            words = record.get("summary") or record.get("details") or ""
            found.append(
                Vulnerability(
                    pin.name,
                    pin.version,
                    record["id"],
                    tuple(record.get("aliases") or ()),
                    tuple(dict.fromkeys(fixed)),
                    words.strip().partition("\n")[0],
                )
            )
    return sorted(dict.fromkeys(found), key=lambda each: (each.package, each.id))


def holds(entry: Record, version: Version) -> bool:
    """Whether a version is among those that an entry of ``affected`` lists or spans."""
    listed = any(_same(text, version) for text in entry.get("versions") or ())
    return listed or any(_spans(each["events"], version) for each in _ranges(entry))


def _ranges(entry: Record) -> list[Record]:
    """The ranges over versions; those over commits say nothing of a release."""
    return [each for each in entry.get("ranges") or () if each["type"] != "GIT"]


def _same(text: str, version: Version) -> bool:
    try:
        return Version(text) == version
    except InvalidVersion:
        # Old releases have names that PEP 440 does not know; a pin of the lock never has.
        return False


_ORDER = ("fixed", "introduced", "last_affected")
"""Of events at one version: what begins again where something was mended is inside there."""


def _spans(events: Iterable[Mapping[str, str]], version: Version) -> bool:
    """The evaluation of the OSV schema: the last event at or before the version decides."""
    inside = False
    pairs = [(_version(text), _ORDER.index(kind)) for e in events for kind, text in e.items()]
    for at, kind in sorted(pairs):
        if _ORDER[kind] == "introduced":
            inside |= version >= at
        elif _ORDER[kind] == "fixed":
            inside &= version < at
        else:
            inside &= version <= at
    return inside


def _version(text: str) -> Version:
    """A version of an event; ``0`` is before every other, developmental ones too."""
    return Version("0.dev0" if text == "0" else text)
