"""Child processes: when forking is safe, how they end with their parent, and how they ended."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

from ogi_audit.errors import LANGUAGES
from ogi_audit.messages.endings import ENDINGS

_SET_PARENT_DEATH_SIGNAL = 1
# What multiprocessing tells of a process whose fork server is gone: nobody knows how it ended.
_UNKNOWN = 255


def forks() -> bool:
    """Whether this system can fork safely: macOS has system libraries that break, Windows no fork."""
    return sys.platform.startswith("linux")


def threads(process: int | str = "self") -> int:
    """How many threads a process has. Linux only."""
    return len(list(Path(f"/proc/{process}/task").iterdir()))


def die_with_parent(by: signal.Signals = signal.SIGKILL, parent: int | None = None) -> None:
    """See that this process gets a signal when its parent dies, however that dies. Linux only.

    ``parent`` is its number, for a process that may have lost it already. A fork server dies with the
    process that it works for, so its children do, too.
    """
    parent = parent or os.getppid()
    ctypes.CDLL(None, use_errno=True).prctl(_SET_PARENT_DEATH_SIGNAL, by)
    if os.getppid() != parent:
        os._exit(1)


def die_with_owner(by: signal.Signals = signal.SIGHUP) -> None:
    """As `die_with_parent`, for one that may be started in a thread that ends before its process does.

    The system tells of the end of that thread as if it were the parent's. Linux only; in the main
    thread only.
    """
    owner = os.getppid()

    def look(*_: object) -> None:
        if os.getppid() != owner:
            os._exit(1)

    signal.signal(by, look)
    die_with_parent(by, owner)


def ending(status: int | None) -> dict[str, str]:
    """How a process that was not to end did so, in words, by language."""
    if status is not None and status < 0:
        names = {int(one): one.name for one in signal.Signals}
        what, details = "by_signal", {"name": names.get(-status, f"signal {-status}")}
    elif status is None or status == _UNKNOWN:
        what, details = "unknown_end", {}
    else:
        what, details = "exited", {"status": str(status)}
    return {language: ENDINGS[what][language].format(**details) for language in LANGUAGES}
