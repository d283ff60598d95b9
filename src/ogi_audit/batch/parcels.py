"""Tasks that are done on other machines: the files that one reads go along, those that it writes come back.

So a machine needs nothing but the package: no common disk, and no access to where reports lie.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from ogi_audit.batch.files import write_whole
from ogi_audit.batch.pool import run_alone
from ogi_audit.batch.tools import tools_of
from ogi_audit.errors import OgiAuditError, RenderError
from ogi_audit.regular_files import UnfitError, read_regular
from ogi_audit.reviews import NAMES
from ogi_audit.suite_files import suite_files


class Portable(Protocol):
    """A task that can be done elsewhere: a dataclass in which every file is a `Path`."""

    def reads(self) -> Iterator[tuple[Path, bytes]]:
        """The files that it reads, with what is in them. Raises `OSError`."""

    @property
    def writes(self) -> Path | None:
        """The file that it writes, or the folder that it writes files into."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent: a task whose paths are absolute, the function that does it, and the files.

    ``tools`` are those that the sender has, without suites, which go along. ``limit`` is in seconds.
    """

    function: Callable[[Any], Any]
    task: Any
    name: str
    files: tuple[tuple[Path, bytes], ...]
    limit: float
    tools: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What comes back: the answer or the error, the files that were written, and the seconds it took."""

    answer: Any
    files: tuple[tuple[Path, bytes], ...]
    seconds: float


def packed(function: Callable[[Any], Any], task: Portable, name: str, limit: float) -> Parcel:
    """The task with all that it needs. Raises `OSError` if a file of it cannot be read here."""
    files = {path.resolve(): content for path, content in task.reads()}
    # Links are followed here: there they would lead nowhere, and paths between files would differ.
    absolute = moved(task, Path.resolve)
    return Parcel(function, absolute, name, tuple(files.items()), limit, installed())


def perform(parcel: Parcel) -> Delivery:
    """Do a task in a process of its own, on files in a folder of its own. Raises nothing of ours.

    Every path is moved into that folder, so that those between files stay as they are.
    """
    began = time.monotonic()
    if installed() != parcel.tools:
        return Delivery(RenderError("worker_differs", parcel.name), (), 0.0)
    with tempfile.TemporaryDirectory(prefix="ogi-audit-", ignore_cleanup_errors=True) as folder:
        root = Path(folder).resolve()

        def there(path: Path) -> Path:
            return root / path.relative_to(path.anchor)

        def back(path: Path) -> Path:
            return Path("/") / path.relative_to(root) if path.is_relative_to(root) else path

        for path, content in parcel.files:
            there(path).parent.mkdir(parents=True, exist_ok=True)
            there(path).write_bytes(content)
        task = moved(parcel.task, there)
        for place in _folders(task):
            place.mkdir(parents=True, exist_ok=True)
        try:
            answer = run_alone(parcel.function, task, parcel.limit, lambda _: parcel.name)
        except OgiAuditError as error:
            return Delivery(error, (), time.monotonic() - began)
        written = [(back(path), path.read_bytes()) for path in _written(task.writes)]
        return Delivery(moved(answer, back), tuple(written), time.monotonic() - began)


def unpacked(delivery: Delivery) -> None:
    """Write the files that came back, each whole or not at all. Raises `OSError`."""
    for path, content in delivery.files:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)


def moved(value: Any, change: Callable[[Path], Path]) -> Any:
    """A value with all paths in it changed; it may be made of dataclasses, mappings, tuples and lists."""
    if isinstance(value, Path):
        return change(value)
    if is_dataclass(value) and not isinstance(value, type):
        inside = {one.name: moved(getattr(value, one.name), change) for one in fields(value)}
        return replace(value, **inside)
    if isinstance(value, Mapping):
        return {key: moved(one, change) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(moved(one, change) for one in value)
    return value


def beside(
    reports: Iterable[Path], parameters: Mapping[str, object]
) -> Iterator[tuple[Path, bytes]]:
    """The files that go with reports: their reviews, and local suites. Raises `OSError`.

    What is there in place of reviews but is no file was told of before.
    """
    named = parameters.get("reviews")
    places = {report.parent / name for report in reports for name in NAMES}
    for path in [Path(str(named))] if named else sorted(places):
        try:
            yield path, read_regular(path)
        except (FileNotFoundError, UnfitError):
            continue
    if suites := parameters.get("suites"):
        for path in suite_files(Path(str(suites))):
            yield path, path.read_bytes()


@lru_cache(maxsize=1)
def installed() -> dict[str, str]:
    """The tools of this machine that decide what an audit says, as `tools_of` has them."""
    return tools_of()


def _folders(task: Any) -> Iterator[Path]:
    """The folders that must be there for a task to be done."""
    if folder := getattr(task, "folder", None):
        yield folder
    if place := task.writes:
        # Only files have one: a run makes up the name of its own folder.
        yield place.parent if place.suffix else place


def _written(place: Path | None) -> list[Path]:
    if place is None:
        return []
    return [place] if place.is_file() else sorted(one for one in place.rglob("*") if one.is_file())
