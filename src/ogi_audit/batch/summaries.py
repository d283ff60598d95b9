"""What sums up an output folder: overview, index and tables, written when a run is at its end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ogi_audit.batch.files import write_whole, written
from ogi_audit.batch.manifest import STATE, Manifest
from ogi_audit.batch.pool import Pool
from ogi_audit.batch.settings import Settings
from ogi_audit.batch.tools import tools_of
from ogi_audit.errors import OgiAuditError, RenderError

PAGES = {
    "overview": ("overview.ipynb", "overview.html"),
    "index": ("index.html",),
    "exports": ("findings.xlsx", "findings.csv", "findings.parquet"),
}
# Seconds: ten thousand audits take a while to sum up, and another run may be doing it.
_LIMIT = 3600.0
_STAMP = "summed-up.json"


@dataclass(frozen=True, slots=True)
class Summary:
    """One of `PAGES`' kinds, to be written for a folder."""

    kind: str
    folder: Path
    engine: str | None
    language: str


def sum_up(manifest: Manifest, settings: Settings, tell: Callable[[], None]) -> list[OgiAuditError]:
    """Tidy the manifest and write what is about all of its audits, unless that is there already.

    Of runs that end at the same time each does so after the other, and the last one has all.
    Returns what could not be written. Raises `RenderError` if the folder cannot be written to.
    """
    folder = settings.folder
    with written(folder):
        lock = FileLock(folder / STATE / "summing-up.lock", timeout=_LIMIT)
        try:
            lock.acquire()
        except Timeout:
            return [RenderError("busy", str(folder))]
    try:
        manifest.tidy()
        state = _state(manifest, settings)
        if not settings.force and _is_there(folder, state):
            return []
        tell()
        tasks = [
            Summary(kind, folder, settings.papermill_engine, settings.language) for kind in PAGES
        ]
        with Pool(write_summary, settings.jobs, _LIMIT, lambda one: PAGES[one.kind][0]) as pool:
            answers = [answer for _, answer, _ in pool.run(tasks)]
        problems = [answer for answer in answers if isinstance(answer, OgiAuditError)]
        if not problems:
            with written(folder):
                write_whole(folder / STATE / _STAMP, json.dumps(state))
        return problems
    finally:
        lock.release()


def write_summary(task: Summary) -> None:
    """Write one of them. The work of a worker; imports wait for it."""
    from ogi_audit.batch.results import load_results

    if task.kind == "overview":
        from ogi_audit.batch.render import render_overview

        render_overview(task.folder, language=task.language, engine=task.engine)
    elif task.kind == "index":
        from ogi_audit.batch.index import write_index

        write_index(task.folder, load_results(task.folder), task.language)
    else:
        from ogi_audit.batch.exports import write_exports

        write_exports(task.folder, load_results(task.folder), task.language)


def _state(manifest: Manifest, settings: Settings) -> dict[str, str]:
    """What decides what the summaries say."""
    content = manifest.path.read_bytes() if manifest.path.exists() else b""
    return {
        "manifest": hashlib.sha256(content).hexdigest(),
        "package": tools_of()["package"],
        "language": settings.language,
    }


def _is_there(folder: Path, state: dict[str, str]) -> bool:
    try:
        known = json.loads((folder / STATE / _STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    names = [name for names in PAGES.values() for name in names]
    return known == state and all((folder / name).is_file() for name in names)
