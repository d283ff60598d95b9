"""When a run did what, on which machine: kept apart from the outputs, which know no clock."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ogi_audit.batch.files import written
from ogi_audit.batch.settings import Settings
from ogi_audit.lines_shown import plain_json

LOG = "run.log"


class RunLog:
    """Appends one JSON object a line to ``run.log``; a context manager for a run."""

    def __init__(self, settings: Settings) -> None:
        self._path = settings.folder / LOG
        self._settings = settings

    def __enter__(self) -> RunLog:
        settings = self._settings
        self.note(
            "start",
            version=version("ogi-audit"),
            python=platform.python_version(),
            system=platform.platform(),
            host=platform.node(),
            cores=os.cpu_count(),
            folder=str(Path.cwd()),
            engine=settings.engine,
            jobs=settings.jobs,
            limit=settings.limit,
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.note("end", by=kind.__name__ if kind else None)

    def note(self, event: str, **facts: Any) -> None:
        """Add a line. Raises `RenderError` if it cannot be written."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
        line = {"at": now, "run": os.getpid(), "event": event, **facts}
        with written(self._path), self._path.open("ab") as stream:
            stream.write((plain_json(json.dumps(line, ensure_ascii=False)) + "\n").encode())
