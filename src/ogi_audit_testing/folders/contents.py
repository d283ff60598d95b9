"""What is in an output folder, to compare: what only a clock or a run's own state decides is left out."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from ogi_audit.batch import summaries
from ogi_audit.batch.run_log import LOG

PAGES = {name for names in summaries.PAGES.values() for name in names}
"""The summaries of a run."""


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the folder itself by its name, but the log, which alone knows the time."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and path.name != LOG
    }


def tree(folder: Path) -> dict[str, str]:
    """The SHA-256 of the outputs by their path, those of folders too."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != LOG and ".state" not in path.parts
    }


def events(folder: Path, event: str) -> list[dict]:
    """The lines of the log that tell of an event."""
    lines = (folder / LOG).read_text("utf-8").splitlines()
    return [line for line in map(json.loads, lines) if line["event"] == event]


def rendered_last(folder: Path) -> set[str]:
    """The ids that the last run rendered."""
    run = events(folder, "start")[-1]["run"]
    return {line["id"] for line in events(folder, "audit") if line["run"] == run}
