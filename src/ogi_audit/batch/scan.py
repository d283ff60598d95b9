"""What each report is, before anything is rendered: its id, whose it is, of which year.

Scanning reads a report as the audit does; what came out is kept, so that a re-run need not do it again.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ogi_audit.batch.crew import Crew
from ogi_audit.batch.files import written
from ogi_audit.batch.inputs import Source, unread_id
from ogi_audit.batch.manifest import STATE
from ogi_audit.batch.seals import holds, seal
from ogi_audit.errors import OgiAuditError, UnreadableError
from ogi_audit.limits import DEFAULT, Limits
from ogi_audit.lines_shown import plain_json
from ogi_audit.regular_files import read_regular
from ogi_audit.years import Identity

if TYPE_CHECKING:
    from ogi_audit.report import Report

_CACHE = "scanned.jsonl"


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a file turned out to be.

    ``error`` says why it cannot be read, of which its audit is to tell, or, if ``refused``, why it
    cannot be audited as asked; ``trace`` is where that was found out, for those who debug it. ``kept``
    is where the report itself is, if it was kept: the name of a file, its number there, and the SHA-256
    of the file.
    """

    id: str
    identity: Identity
    error: Mapping[str, Any] | None = None
    refused: bool = False
    trace: str = ""
    kept: tuple[str, int, str] | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A file to be scanned, with what holds instead of what it states."""

    source: Source
    agency: str | None = None
    year: int | None = None
    published: str | None = None
    limits: Limits = DEFAULT

    def reads(self) -> Iterator[tuple[Path, bytes]]:
        """See `ogi_audit.batch.parcels.Portable`."""
        path = self.source.path
        yield path, read_regular(path, self.limits.size)

    @property
    def writes(self) -> None:
        """Nothing."""
        return None


def scan(request: Request) -> Scanned:
    """Read a report far enough to know what it is. The work of a worker."""
    return scan_report(request)[0]


def scan_report(request: Request) -> tuple[Scanned, Report | None]:
    """What a file is, and the report in it, if there is one."""
    from ogi_audit.loading import load

    try:
        report = load(
            request.source.path,
            agency=request.agency,
            year=request.year,
            published=request.published,
            limits=request.limits,
        )
    except OgiAuditError as error:
        return unread(request, error), None
    return Scanned(report.id, report.identity), report


def scan_all(
    requests: Sequence[Request],
    cache: Cache,
    crew: Crew,
    limit: float,
    tell: Callable[[int], None] = lambda left: None,
) -> list[Scanned]:
    """What each file is, from what was kept or from having the crew read it.

    ``tell`` hears how many are left to read. ``limit`` is in seconds a file.
    """
    new = [request for request in requests if cache.get(request) is None]
    lost: dict[Request, Scanned] = {}
    tell(len(new))
    with crew.hands(scan, limit, lambda request: request.source.path.name) as pool:
        for number, (request, answer, _) in enumerate(pool.run(new), 1):
            if isinstance(answer, OgiAuditError):
                # Not kept: another time it may not happen.
                lost[request] = unread(request, answer)
            elif answer.error:
                # That may be for the machine's sake, or mended by now.
                lost[request] = answer
            else:
                cache.add(request, answer)
            tell(len(new) - number)
    return [lost.get(request) or cache.known(request) for request in requests]


def unread(request: Request, error: OgiAuditError) -> Scanned:
    """What is known of a file that cannot be read, or not as asked."""
    path, digest = request.source.path, request.source.sha256
    refused = not isinstance(error, UnreadableError)
    nobody = Identity(path.name, digest, None, None, "")
    trace = "".join(traceback.format_exception(error))
    return Scanned(unread_id(path, digest), nobody, error.to_json(), refused, trace)


class Cache:
    """What was scanned before, in the output folder's state, by content and by what read it.

    Only what this user's runs found is believed.
    """

    def __init__(self, folder: Path, readers: str) -> None:
        self._path = folder / STATE / _CACHE
        self._readers = readers
        self._known: dict[str, Scanned] = {}
        for line in self._lines():
            try:
                content = json.loads(line)
                if not holds(_sealed(content), content.pop("seal")):
                    continue
                identity = Identity(**content["identity"])
                kept = tuple(content["kept"]) if content.get("kept") else None
                self._known[content["key"]] = Scanned(content["id"], identity, kept=kept)
            except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
                # It is only a cache: what cannot be read is scanned again.
                continue

    def get(self, request: Request) -> Scanned | None:
        """What is known of a file."""
        return self._known.get(self._key(request))

    def known(self, request: Request) -> Scanned:
        """What is known of a file that was scanned."""
        return self._known[self._key(request)]

    def add(self, request: Request, scanned: Scanned) -> None:
        """Keep what was found. Raises `RenderError` if it cannot be written."""
        key = self._key(request)
        self._known[key] = scanned
        about = {"key": key, "id": scanned.id, "identity": asdict(scanned.identity)}
        content = about | ({"kept": scanned.kept} if scanned.kept else {})
        content |= {"seal": seal(_sealed(content))}
        line = plain_json(json.dumps(content, ensure_ascii=False)) + "\n"
        with written(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # One call: lines of two runs do not mix.
            with self._path.open("ab") as stream:
                stream.write(line.encode())

    def _key(self, request: Request) -> str:
        # The name is in the id of a report that does not say whose it is.
        source = request.source
        given = [request.agency, request.year, request.published]
        return json.dumps([self._readers, source.sha256, source.path.name, given])

    def _lines(self) -> list[str]:
        try:
            return self._path.read_text("utf-8", errors="replace").split("\n")
        except OSError:
            return []


def _sealed(content: Mapping[str, Any]) -> str:
    """What of a line is sealed: all but the seal."""
    return json.dumps({key: one for key, one in content.items() if key != "seal"}, sort_keys=True)
