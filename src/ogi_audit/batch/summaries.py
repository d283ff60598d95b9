"""What sums up an output folder: overview, index and tables, written when a run is at its end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from ogi_audit.batch.files import sync_folder, write_whole, written
from ogi_audit.batch.manifest import STATE, UNITS, Manifest, set_aside, sha256_of
from ogi_audit.batch.pool import Pool
from ogi_audit.batch.progress import Progress
from ogi_audit.batch.scanned_tables import SCAN
from ogi_audit.batch.settings import Settings
from ogi_audit.batch.tools import tools_of
from ogi_audit.errors import OgiAuditError, RenderError
from ogi_audit.resources import share

PAGES = {
    "overview": ("overview.ipynb", "overview.html"),
    "index": ("index.html",),
    "exports": ("findings.xlsx", "findings.csv", "findings.parquet"),
}
# Seconds: ten thousand audits take a while to sum up, and another run may be doing it.
_LIMIT = 3600.0
_PATIENCE = 2.0
_STAMP = "summed-up.json"


@dataclass(frozen=True, slots=True)
class Summary:
    """One of `PAGES`' kinds, to be written about a folder into another one."""

    kind: str
    folder: Path
    into: Path
    engine: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is known of a folder's pages: what decided what they say, and the SHA-256 of each.

    ``announced`` are the digests of all that were to be written: none of them is somebody's own.
    """

    made_from: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    announced: tuple[str, ...] = ()


def sum_up(
    manifest: Manifest, settings: Settings, work: Path, progress: Progress
) -> tuple[list[OgiAuditError], list[Path]]:
    """Tidy the manifest and write what is about all of its audits, unless that is there already.

    Of runs that end at the same time each does so after the other, and the last one has all. A page
    that no run made, such as an overview that somebody wrote into, is set aside. Returns what could
    not be written, and what was set aside. Raises `RenderError` if the folder cannot be written to.
    """
    folder = settings.folder
    with written(folder):
        lock = FileLock(folder / STATE / "summing-up.lock")
        try:
            lock.acquire(timeout=_PATIENCE)
        except Timeout:
            progress.waiting()
            try:
                lock.acquire(timeout=_LIMIT)
            except Timeout:
                return [RenderError("busy", str(folder))], []
    try:
        manifest.tidy(work)
        made_from, stamp = _made_from(manifest, settings), read_stamp(folder)
        if not settings.force and stamp.made_from == made_from and not _damaged(folder, stamp):
            return [], []
        progress.summing_up()
        tasks = [
            Summary(kind, folder, work, settings.papermill_engine, settings.language)
            for kind in PAGES
        ]
        with Pool(write_summary, settings.jobs, _LIMIT, lambda one: PAGES[one.kind][0]) as pool:
            answers = {task.kind: answer for task, answer, _ in pool.run(tasks)}
        problems = [one for one in answers.values() if isinstance(one, OgiAuditError)]
        made = {
            name: work / name
            for kind, names in PAGES.items()
            if not isinstance(answers[kind], OgiAuditError)
            for name in names
        }
        return problems, _publish(folder, work, stamp, {} if problems else made_from, made)
    finally:
        lock.release()


def write_summary(task: Summary) -> None:
    """Write one of them. The work of a worker; imports wait for it."""
    from ogi_audit.batch.results import load_results

    if task.kind == "overview":
        from ogi_audit.batch.render import render_overview

        render_overview(task.folder, language=task.language, engine=task.engine, into=task.into)
    elif task.kind == "index":
        from ogi_audit.batch.index import write_index

        write_index(task.into, load_results(task.folder), task.language)
    else:
        from ogi_audit.batch.exports import write_exports

        write_exports(task.into, load_results(task.folder), task.language)


def read_stamp(folder: Path) -> Stamp:
    """What is known of a folder's pages; nothing if they were never written."""
    try:
        content = json.loads((folder / STATE / _STAMP).read_text("utf-8"))
        return Stamp(content["made_from"], content["pages"], tuple(content["announced"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Stamp()


def _publish(
    folder: Path,
    work: Path,
    stamp: Stamp,
    made_from: Mapping[str, str],
    made: Mapping[str, Path],
) -> list[Path]:
    """Announce pages, then give them their names. Returns what was set aside."""
    with written(folder):
        digests = {name: sha256_of(path) for name, path in made.items()}
        known = {*stamp.announced, *stamp.pages.values(), *digests.values()}
        _write_stamp(folder, work, Stamp({}, stamp.pages, tuple(sorted(known))))
        aside = []
        for name, path in made.items():
            aside += set_aside(folder / name, known)
            path.replace(folder / name)
        sync_folder(folder)
        pages = {**stamp.pages, **digests}
        _write_stamp(folder, work, Stamp(made_from, pages, tuple(sorted(set(pages.values())))))
    return aside


def _write_stamp(folder: Path, work: Path, stamp: Stamp) -> None:
    content = json.dumps(asdict(stamp), sort_keys=True)
    write_whole(folder / STATE / _STAMP, content, scratch=work)


def _made_from(manifest: Manifest, settings: Settings) -> dict[str, str]:
    """What decides what the summaries say."""
    content = manifest.path.read_bytes() if manifest.path.exists() else b""
    overview = (share("notebooks") / "overview.ipynb").read_bytes()
    tools = tools_of()
    return {
        "manifest": hashlib.sha256(content).hexdigest(),
        **{name: _digest(manifest.folder / name) for name in (SCAN, UNITS)},
        "package": tools["package"],
        "lock": tools["lock"],
        "overview": hashlib.sha256(overview).hexdigest(),
        "language": settings.language,
    }


def _digest(path: Path) -> str:
    return sha256_of(path) if path.is_file() else ""


def _damaged(folder: Path, stamp: Stamp) -> bool:
    """Whether a page is missing or not as it was written."""
    return any(
        not (folder / name).is_file() or sha256_of(folder / name) != stamp.pages.get(name)
        for names in PAGES.values()
        for name in names
    )
