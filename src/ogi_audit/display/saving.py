"""Saving an audit that an auditor has at hand: by the same command as on a command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ogi_audit.batch.files import relative
from ogi_audit.batch.steady import ENVIRONMENT
from ogi_audit.display.pages import page, style
from ogi_audit.display.review import is_live
from ogi_audit.messages.desk import SAVING
from ogi_audit.messages.punctuation import MARKS

_FILES = ("html", "ipynb", "json")
_WORDS = {"html": "page", "ipynb": "notebook", "json": "data"}


@dataclass(frozen=True, slots=True, repr=False)
class Saved:
    """What was written, or what would be; shown with links that open it. ``paths`` by suffix."""

    lead: str
    paths: Mapping[str, Path]
    notes: tuple[str, ...] = ()
    good: bool = True
    language: str = "zh"

    def __repr__(self) -> str:
        return f"<Saved: {', '.join(path.name for path in self.paths.values()) or self.lead}>"

    def _repr_html_(self) -> str:
        links = [
            {
                "href": quote(relative(path, Path())),
                "name": path.name,
                "word": SAVING[_WORDS.get(suffix, suffix)][self.language],
            }
            for suffix, path in self.paths.items()
        ]
        kind = "none" if self.good else "critical"
        return style() + page(
            "saved.html.j2",
            lead=self.lead,
            kind=kind,
            links=links,
            notes=self.notes,
            colon=MARKS[self.language].colon,
        )


def save_audit(
    given: Mapping[str, Any], identifier: str, folder: Path, language: str = "zh"
) -> Saved:
    """Render an audit into ``folder`` as ``ogi-audit render`` does; ``given`` are its parameters.

    ``identifier`` is the audit's id. Where no person runs the notebook nothing is written: what would
    be is said.
    """
    if not is_live():
        lead = SAVING["static"][language].format(folder=folder.resolve().name, id=identifier)
        return Saved(lead, {}, language=language)
    done = subprocess.run(
        _command(given, folder, language),
        env={**os.environ, **ENVIRONMENT, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )
    said, problems = done.stdout.splitlines(), done.stderr.splitlines()
    written = {Path(line).suffix[1:]: Path(line) for line in said if Path(line).is_file()}
    paths = {suffix: written[suffix] for suffix in _FILES if suffix in written}
    if not paths:
        problem = (problems or [str(done.returncode)])[-1]
        lead = SAVING["failed"][language].format(problem=problem)
        return Saved(lead, {}, good=False, language=language)
    names = {str(path) for path in paths.values()}
    index = folder / "index.html"
    return Saved(
        SAVING["saved"][language].format(folder=folder.resolve().name),
        {**paths, "index": index} if index.is_file() else paths,
        tuple(line for line in (*said, *problems) if line not in names),
        language=language,
    )


def _command(given: Mapping[str, Any], folder: Path, language: str) -> list[str]:
    """The command line, without what was left at its default."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "ogi_audit",
        "render",
        str(Path(given["report"]).resolve()),
    ]
    command += ["-o", str(folder), "-j", "1", "--language", language]
    for name in ("previous", "published", "agency", "suites", "reviews"):
        if given.get(name):
            command.append(f"--{name}={given[name]}")
    for name in ("year", "weights", "limits"):
        if given.get(name):
            command += ["-p", name, str(given[name])]
    return command
