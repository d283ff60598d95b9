"""Reads a file in a process of its own, which is ended when it takes too long or too much.

A process with one thread forks; one with more (a Jupyter kernel) has a small program fork for it, which
it keeps for the next file; on macOS and Windows each file starts that program anew.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

import ogi_audit
from ogi_audit.errors import UnreadableError
from ogi_audit.limits import Limits
from ogi_audit.processes import ending, forks, threads
from ogi_audit.readers import child
from ogi_audit.readers.blocks import Content
from ogi_audit.readers.sniff import Kind
from ogi_audit.readers.wire import unpack

# Seconds between looks at the memory, and for what is told to end before it is ended.
_LOOK, _GRACE = 0.25, 5.0

_idle: list[subprocess.Popen[bytes]] = []


def read_isolated(data: bytes, name: str, limits: Limits) -> tuple[Kind, Content]:
    """What kind of file it is by its content, and its blocks. Nothing of what happens stays here.

    Raises:
        UnreadableError: the file cannot be read, and why.
    """
    # What is left there by a reader that is ended goes as well.
    with tempfile.TemporaryDirectory(prefix="ogi-audit-", ignore_cleanup_errors=True) as folder:
        return _read(data, name, limits, Path(folder))


def _read(data: bytes, name: str, limits: Limits, folder: Path) -> tuple[Kind, Content]:
    single = forks() and threads() == 1
    reader = (_Forked if single else _Served)(data, name, limits, folder)
    try:
        answer = _wait(reader, name, limits)
        if answer is None:
            raise UnreadableError("reader_ended", name, **ending(reader.status()))
    except BaseException:
        _end(reader.process)
        reader.drop()
        raise
    reader.keep()
    try:
        return unpack(answer)
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableError("reader_ended", name, **ending(None)) from error


class _Forked:
    """This process once more, as it is now, to read one file."""

    def __init__(self, data: bytes, name: str, limits: Limits, folder: Path) -> None:
        receiving, sending = os.pipe()
        parent = os.getpid()
        pid = os.fork()
        if not pid:
            child.leave_after(_read_apart, data, name, limits, folder, parent, sending)
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
            status: int | None = self.process.wait(_GRACE)
            return status
        return None

    def keep(self) -> None:
        """Nothing is left to be done with it."""
        self.process.wait()
        self._answers.close()

    def drop(self) -> None:
        """Nothing is left of it."""
        self._answers.close()


def _read_apart(
    data: bytes, name: str, limits: Limits, folder: Path, parent: int, sending: int
) -> None:
    """What the forked process does: read, with nothing of the terminal that this one has."""
    gc.freeze()
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    with os.fdopen(sending, "wb") as answers:
        child.work(data, name, limits, folder, parent, answers)


class _Served:
    """The program that reads for this process."""

    shared = 0

    def __init__(self, data: bytes, name: str, limits: Limits, folder: Path) -> None:
        self._popen = _idle.pop() if _idle else _start()
        self._request = child.request(data, name, limits, folder)
        self.process = psutil.Process(self._popen.pid)

    def ask(self) -> bytes | None:
        """The answer; ``None`` if the process ends without one."""
        requests, answers = self._popen.stdin, self._popen.stdout
        assert requests
        assert answers
        requests.write(self._request)
        requests.flush()
        return child.message(answers)

    def status(self) -> int | None:
        """How the process ended."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._popen.wait(_GRACE)
        return None

    def keep(self) -> None:
        """Keep the program for the next file, if it reads more than one."""
        if forks():
            _idle.append(self._popen)
        else:
            self.drop()

    def drop(self) -> None:
        """Let the program go."""
        with self._popen:
            pass


def _start() -> subprocess.Popen[bytes]:
    # This package, wherever this process has it from, and nothing from the folder it works in.
    package = str(Path(ogi_audit.__file__).parents[1])
    path = os.pathsep.join([package, *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.Popen(
        [sys.executable, "-P", "-m", child.__name__],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _forget() -> None:
    """In a process that is forked: the programs are its parent's."""
    for popen in _idle:
        popen.returncode = 0
    _idle.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


@atexit.register
def _dismiss() -> None:
    """End the programs with this process, and leave no pipe open."""
    for popen in _idle:
        popen.kill()
        with popen:
            pass
    _idle.clear()


def _wait(reader: _Forked | _Served, name: str, limits: Limits) -> bytes | None:
    """The answer, if it comes in time and does not take too much memory."""
    answers: list[bytes | None] = []

    def listen() -> None:
        with contextlib.suppress(OSError):
            answers.append(reader.ask())

    listener = threading.Thread(target=listen, daemon=True)
    began = time.monotonic()
    listener.start()
    listener.join(_LOOK)
    while listener.is_alive():
        if time.monotonic() - began > limits.seconds:
            raise limits.too_slow(name)
        if _memory(reader.process) - reader.shared > limits.memory_bytes:
            raise limits.too_large(name)
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
        _, family = psutil.wait_procs(family, _GRACE)
    if hasattr(os, "killpg"):
        # What was just being started is of no family any more, but still of the process's group.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
