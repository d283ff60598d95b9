"""The command as users run it: a process in a folder of theirs, with their environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ogi_audit.processes import forks
from ogi_audit_testing.harness import warm_command

COMMAND = (sys.executable, "-P", "-m", "ogi_audit")
"""Starts it; nothing is imported from the folder it works in."""


def ogi_audit(
    *words: object, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What the command said and its exit code; where the system can fork, without Python's start."""
    if not forks():
        return started(*words, cwd=cwd, **environment)
    folder = (cwd or Path()).absolute()
    return warm_command.run([*map(str, words)], folder, {**os.environ, **environment})


def started(
    *words: object, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The same of a command that is started: for what the start or the interpreter's options decide."""
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
