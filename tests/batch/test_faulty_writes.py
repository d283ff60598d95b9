"""A batch whose disk is full, or that is killed, at any of its writes leaves a folder that is consistent."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from ogi_audit.batch.steady import ENVIRONMENT
from ogi_audit_testing import ROOT

FAULTS = ROOT / "tools" / "faults.py"
# Every so many-th write meets a fault; `make torture` has each write meet each fault.
POINTS = (
    *("new:full:12", "new:stays:90", "new:torn:60", "new:killed:60", "new:cut:60", "new:all:90"),
    *("changed:full:90", "changed:torn:60", "changed:killed:90"),
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
    met, of = map(int, re.search(r"new, full: (\d+) of (\d+) writes", done.stdout).groups())
    assert of > 100
    assert met == -(-of // 12)
