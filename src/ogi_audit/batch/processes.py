"""Processes that are forked from one that has everything imported."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.context import BaseContext
from types import ModuleType

from ogi_audit.processes import forks, threads

_PRELOAD = "ogi_audit.batch.preload"


def is_warm() -> bool:
    """Whether this process has imported what audits need and has one thread: then it forks itself."""
    return forks() and _PRELOAD in sys.modules and threads() == 1


def context() -> BaseContext:
    """How processes that audit are started from this one: by forking it, or by a fork server."""
    return multiprocessing.get_context("fork") if is_warm() else server()


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
def parenthood() -> Iterator[None]:
    """Have this process start others, though whoever started it wants none that would outlive it.

    Multiprocessing has no daemon start processes, as a worker that Dask's nanny started is one. Ours end
    with their parent, however that ends.
    """
    config = multiprocessing.current_process()._config  # type: ignore[attr-defined]
    daemon = config.pop("daemon", None)
    try:
        yield
    finally:
        if daemon is not None:
            config["daemon"] = daemon


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
