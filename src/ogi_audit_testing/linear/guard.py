"""Runs every pattern on the texts it is worst at, in a process of its own: python -m ogi_audit_testing.linear.guard 200000

Speed is not judged by a clock: what takes time by the square of the length, or worse, does not end at
such a length, and the process ends itself after `HANG` seconds with the name of what it was at.
"""

from __future__ import annotations

import faulthandler
import sys

from ogi_audit_testing.linear.patterns import every_pattern
from ogi_audit_testing.linear.worst import run, worst

HANG = 30
# Seconds. By the square, a tenth takes ten times as long.
_SOON = 0.02


def main(length: int) -> None:
    """Run them all, naming each before it runs."""
    for pattern in every_pattern():
        print(pattern.name, pattern.use, flush=True)
        # Ends the process from a thread that needs no lock, even amid a search.
        faulthandler.dump_traceback_later(HANG, exit=True)
        for make in worst(pattern):
            # Most are done with a tenth of it so soon that the whole need not be tried.
            if run(pattern, make(length // 10)) > _SOON:
                run(pattern, make(length))
        faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    main(int(sys.argv[1]))
