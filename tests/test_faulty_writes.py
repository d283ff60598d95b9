"""A batch whose disk is full, or that is killed, at any of its writes leaves a folder that is consistent."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ogi_audit.batch.steady import ENVIRONMENT

FAULTS = Path(__file__).parents[1] / "tools" / "faults.py"
# Each write of a batch fails once; of the other faults, and of a folder that changed, it is every so
# many-th. `make torture` has each write meet each fault.
POINTS = (
    *("new:full:1", "new:stays:50", "new:torn:20", "new:killed:40", "new:cut:20", "new:all:60"),
    *("changed:full:40", "changed:torn:25", "changed:killed:50", "changed:cut:25"),
)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc and fork")
def test_a_fault_at_any_write_leaves_nothing_half_written_and_nothing_lost():
    done = subprocess.run(
        [sys.executable, str(FAULTS), *POINTS],
        env={**os.environ, **ENVIRONMENT},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    met, of = re.search(r"new, full: (\d+) of (\d+) writes", done.stdout).groups()
    assert met == of
    assert int(of) > 100
