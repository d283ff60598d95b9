"""Processes that are forked from one that has everything imported, and when that is safe."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.context import BaseContext
from pathlib import Path
from types import ModuleType

from ogi_audit.errors import LANGUAGES
from ogi_audit.messages.batch import BATCH

_SET_PARENT_DEATH_SIGNAL = 1
_PRELOAD = "ogi_audit.batch.preload"
# What multiprocessing tells of a process whose fork server is gone: nobody knows how it ended.
_UNKNOWN = 255


def forks() -> bool:
    """Whether this system can fork safely: macOS has system libraries that break, Windows no fork."""
    return sys.platform.startswith("linux")


def threads(process: int | str = "self") -> int:
    """How many threads a process has. Linux only."""
    return len(list(Path(f"/proc/{process}/task").iterdir()))


def server() -> BaseContext:
    """Multiprocessing's fork server, which imports what audits need before it forks.

    It is started, once for this process, by the first process that is asked of it, and with the
    environment of that moment (`ogi_audit.batch.steady.steady`); it ends with this process.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_PRELOAD])
    return context


@contextmanager
def no_main() -> Iterator[None]:
    """Have a process that is started meanwhile not run again what this one was started with.

    Nor does it hear the terminal's interrupt before it has said what that is to do, and that it wants to
    hear it (`hear_interrupts`).
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        with _deaf():
            yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _deaf() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Multiprocessing starts it before a fork server, and would have this process hear again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def hear_interrupts() -> None:
    """Have this process hear the terminal's interrupt again."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def die_with_parent() -> None:
    """See that this process is killed when its parent dies, however that dies. Linux only.

    A fork server dies with the process that it works for, so its children do, too.
    """
    parent = os.getppid()
    ctypes.CDLL(None, use_errno=True).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def ending(status: int | None) -> dict[str, str]:
    """How a process that was not to end did so, in words, by language."""
    if status is not None and status < 0:
        names = {int(one): one.name for one in signal.Signals}
        what, details = "by_signal", {"name": names.get(-status, f"signal {-status}")}
    elif status is None or status == _UNKNOWN:
        what, details = "unknown_end", {}
    else:
        what, details = "exited", {"status": str(status)}
    return {language: BATCH[what][language].format(**details) for language in LANGUAGES}
