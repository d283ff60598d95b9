"""Reads a file in a process of its own, which is ended when it takes too long or too much.

A process with one thread forks; one with more (a Jupyter kernel) has a small program fork for it, which
it keeps for the next file; on macOS and Windows each file starts that program anew.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from ogi_audit.errors import UnreadableError
from ogi_audit.limits import Limits
from ogi_audit.processes import ending, forks, threads
from ogi_audit.readers import child
from ogi_audit.readers.blocks import Content
from ogi_audit.readers.child import Task
from ogi_audit.readers.served import GRACE, Served, disband
from ogi_audit.readers.sniff import Kind
from ogi_audit.readers.wire import unpack

# Seconds between looks at the memory.
_LOOK = 0.25
# How much more than it may have the system refuses a file that is read for the second time.
_SPARE = 4
# What a file's company may have a part in: then the process is no more, or should not be.
_LOST = ("limit_seconds", "limit_memory", "reader_ended")


def read_isolated(data: bytes, name: str, limits: Limits) -> tuple[Kind, Content]:
    """What kind of file it is by its content, and its blocks. Nothing of what happens stays here.

    A library that is refused memory may have no other way than to end its process, which looks like any
    crash. So a file that one ended with is read once more, and now only looked after: it crashes
    again, or takes too much or too long, or it needed a little for a moment.

    Raises:
        UnreadableError: the file cannot be read, and why.
    """
    task = Task(data, name, limits)
    try:
        if _shared and forks():
            return _read_shared(_shared[-1], task)
        return _read_alone(task)
    except UnreadableError as error:
        if error.code != "reader_ended":
            raise
    return _read_alone(task._replace(spare=_SPARE))


def _read_alone(task: Task) -> tuple[Kind, Content]:
    # What is left there by a reader that is ended goes as well.
    with _folder() as folder:
        reader = _Forked if forks() and threads() == 1 else Served
        return _read(reader(task, folder), task)


@contextmanager
def together() -> Iterator[None]:
    """As long as this lasts, one process reads all files, where processes can be forked.

    That spares each file the start of its process. One that fails, or takes too much, takes its
    process with it; if that had read others before, it is read once more by itself, so that what is
    said of a file never depends on its company.
    """
    with _folder() as folder:
        _shared.append(_Shared(folder))
        try:
            yield
        finally:
            _shared.pop()
            disband()


@dataclass(slots=True)
class _Shared:
    """What the files that are read together share: a folder, and how many the process has read."""

    folder: str
    number: int = 0


_shared: list[_Shared] = []


def _read_shared(shared: _Shared, task: Task) -> tuple[Kind, Content]:
    before, shared.number = shared.number, shared.number + 1
    try:
        return _read(Served(task, shared.folder, together=True), task)
    except UnreadableError as error:
        if error.code not in _LOST:
            raise
        shared.number = 0
        if not before:
            raise
    return _read_shared(shared, task)


def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="ogi-audit-", ignore_cleanup_errors=True)


def _read(reader: _Forked | Served, task: Task) -> tuple[Kind, Content]:
    try:
        answer = _wait(reader, task)
        if answer is None:
            raise UnreadableError("reader_ended", task.name, **ending(reader.status()))
    except BaseException:
        _end(reader.process)
        reader.drop()
        raise
    reader.keep()
    try:
        return unpack(answer)
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableError("reader_ended", task.name, **ending(None)) from error


class _Forked:
    """This process once more, as it is now, to read one file."""

    def __init__(self, task: Task, folder: str) -> None:
        receiving, sending = os.pipe()
        parent = os.getpid()
        pid = os.fork()
        if not pid:
            child.leave_after(_read_apart, task, folder, parent, sending)
        os.close(sending)
        self._answers = os.fdopen(receiving, "rb")
        self.process = psutil.Process(pid)
        # Until it writes to it, what it has is this process's.
        self.shared = _taken(psutil.Process())

    def ask(self) -> bytes | None:
        """The answer; ``None`` if the process ends without one."""
        return child.message(self._answers)

    def status(self) -> int | None:
        """How the process ended."""
        with contextlib.suppress(psutil.TimeoutExpired):
            status: int | None = self.process.wait(GRACE)
            return status
        return None

    def keep(self) -> None:
        """Nothing is left to be done with it."""
        self.process.wait()
        self._answers.close()

    def drop(self) -> None:
        """Nothing is left of it."""
        self._answers.close()


def _read_apart(task: Task, folder: str, parent: int, sending: int) -> None:
    """What the forked process does: read, with nothing of the terminal that this one has."""
    gc.freeze()
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    with os.fdopen(sending, "wb") as answers:
        child.work(task, Path(folder), parent, answers)


def _wait(reader: _Forked | Served, task: Task) -> bytes | None:
    """The answer, if it comes in time and does not take too much memory."""
    limits = task.limits
    answers: list[bytes | None] = []

    def listen() -> None:
        # The pipe may be closed meanwhile, by whoever is interrupted.
        with contextlib.suppress(OSError, ValueError):
            answers.append(reader.ask())

    listener = threading.Thread(target=listen, daemon=True)
    began = time.monotonic()
    listener.start()
    listener.join(_LOOK)
    while listener.is_alive():
        if time.monotonic() - began > limits.seconds:
            raise limits.too_slow(task.name)
        if _memory(reader.process) - reader.shared > limits.memory_bytes:
            raise limits.too_large(task.name)
        listener.join(_LOOK)
    return answers[0] if answers else None


def _family(process: psutil.Process) -> list[psutil.Process]:
    """A process and what it started."""
    with contextlib.suppress(psutil.Error):
        return [process, *process.children(recursive=True)]
    return []


def _memory(process: psutil.Process) -> int:
    """Bytes that a process and what it started have in memory."""
    taken = 0
    for one in _family(process):
        with contextlib.suppress(psutil.Error):
            taken += _taken(one)
    return taken


def _taken(process: psutil.Process) -> int:
    """Bytes of memory of a process itself, without the programs and libraries that all share."""
    memory = process.memory_info()
    return int(memory.rss - getattr(memory, "shared", 0))


def _end(process: psutil.Process) -> None:
    """End a process and what it started; first they are told to, to leave nothing on disk."""
    family = _family(process)
    for end in (psutil.Process.terminate, psutil.Process.kill):
        for one in family:
            with contextlib.suppress(psutil.Error):
                end(one)
        _, family = psutil.wait_procs(family, GRACE)
    if hasattr(os, "killpg"):
        # What was just being started is of no family any more, but still of the process's group.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
