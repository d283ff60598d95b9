"""Reads many reports and keeps them, packed, so that they can be judged in stacks and by year."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from ogi_audit.batch.crew import Crew
from ogi_audit.batch.files import written
from ogi_audit.batch.manifest import STATE, sha256_of
from ogi_audit.batch.scan import Cache, Request, Scanned, unread
from ogi_audit.errors import OgiAuditError

_KEPT = "reports"
# Large enough that a task's own cost is none, small enough that all processes have one to the end.
_TOGETHER = 40
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Reading:
    """Files to be read together, and the file to keep their reports in."""

    requests: tuple[Request, ...]
    into: Path

    def reads(self) -> Iterator[tuple[Path, bytes]]:
        """See `ogi_audit.batch.parcels.Portable`."""
        for request in self.requests:
            yield from request.reads()

    @property
    def writes(self) -> Path:
        """The file of the reports."""
        return self.into


def read_reports(task: Reading) -> tuple[Scanned, ...]:
    """What each file is; the reports are kept. The work of a worker.

    Raises `RenderError` if they cannot be written.
    """
    from ogi_audit.batch.packed import pack, write_packed
    from ogi_audit.batch.scan import scan_report
    from ogi_audit.readers.isolation import together

    found: list[Scanned] = []
    packed: list[bytes] = []
    with together():
        for request in task.requests:
            scanned, report = scan_report(request)
            if report is not None:
                scanned = replace(scanned, kept=(task.into.name, len(packed), ""))
                packed.append(pack(report))
            found.append(scanned)
    write_packed(task.into, packed)
    return tuple(found)


def kept_in(folder: Path) -> Path:
    """Where the reports of an output folder are kept."""
    return folder / STATE / _KEPT


class Keeping:
    """Finds out what files are, as `ogi_audit.batch.scan.scan_all` does, and keeps their reports.

    ``kept`` says by a file's SHA-256 where its report is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept: dict[str, tuple[str, int, str]] = {}

    def __call__(
        self,
        requests: Sequence[Request],
        cache: Cache,
        crew: Crew,
        limit: float,
        tell: Callable[[int], None] = lambda left: None,
    ) -> list[Scanned]:
        """What each file is, in their order, from what was kept or from reading it.

        ``limit`` is in seconds a file. Files that a process was lost with are read once more, each by
        itself, so that one cannot take the others with it. Raises `RenderError` if nothing can be kept.
        """
        place = kept_in(self.folder)
        with written(place):
            place.mkdir(parents=True, exist_ok=True)
            there = {path.name: sha256_of(path) for path in place.iterdir() if path.is_file()}
        new = [one for one in requests if not _is_kept(cache.get(one), there)]
        lost: dict[Request, Scanned] = {}
        left = len(new)
        tell(left)
        alone: list[Request] = []
        for together in (_TOGETHER, 1):
            tasks = [self._task(part) for part in parts(new if together > 1 else alone, together)]
            if not tasks:
                break
            with crew.hands(read_reports, together * limit, _named, light=True) as pool:
                for task, answer, _ in pool.run(tasks):
                    if isinstance(answer, OgiAuditError) and len(task.requests) > 1:
                        alone += task.requests
                        continue
                    if isinstance(answer, OgiAuditError):
                        # Not kept: another time it may not happen.
                        lost[task.requests[0]] = unread(task.requests[0], answer)
                    else:
                        digest = sha256_of(task.into)
                        for request, scanned in zip(task.requests, answer, strict=True):
                            if scanned.kept:
                                kept = (*scanned.kept[:2], digest)
                                cache.add(request, replace(scanned, kept=kept))
                            else:
                                # That may be for the machine's sake, or mended by now.
                                lost[request] = scanned
                    left -= len(task.requests)
                    tell(left)
        found = [lost.get(request) or cache.known(request) for request in requests]
        for request, one in zip(requests, found, strict=True):
            if one.kept:
                self.kept.setdefault(request.source.sha256, one.kept)
        wanted = {name for name, *_ in self.kept.values()}
        with written(place):
            for name in there.keys() - wanted:
                (place / name).unlink(missing_ok=True)
        return found

    def _task(self, requests: Sequence[Request]) -> Reading:
        named = "\n".join(f"{one.source.sha256} {one}" for one in requests)
        digest = hashlib.sha256(named.encode("utf-8", "backslashreplace")).hexdigest()
        return Reading(tuple(requests), kept_in(self.folder) / f"{digest[:32]}.packed")


def parts(items: Sequence[One], number: int) -> Iterator[Sequence[One]]:
    """The items in their order, so many at a time."""
    for start in range(0, len(items), number):
        yield items[start : start + number]


def _is_kept(scanned: Scanned | None, there: Mapping[str, str]) -> bool:
    """Whether a report is kept, and the file as it was written."""
    if scanned is None or scanned.kept is None:
        return False
    name, _, digest = scanned.kept
    return there.get(name) == digest


def _named(task: Reading) -> str:
    return task.requests[0].source.path.name
