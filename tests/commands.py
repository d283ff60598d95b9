"""The command as users run it: a process of its own, in a folder of theirs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def ogi_audit(
    *words: object, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What the command said and its exit code; nothing is imported from the folder it works in."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "ogi_audit", *map(str, words)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
