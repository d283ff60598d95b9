"""What tests, tools and benchmarks share, and no user needs: it is no part of the installed package.

``makers`` write made-up reports in every layout, ``corpus`` has thousands with known faults, ``specimens`` one
for each thing a rule can say, ``samples`` those of ``data/``. ``hostile``, ``fuzzing`` and ``linear`` are files
and texts that try to break readers, ``folders`` made-up output folders, ``harness`` the programs that tests
drive: the command, a browser, a store, a cluster.
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""
