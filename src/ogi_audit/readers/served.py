"""The program that reads for processes that should not fork themselves; it is kept for the next file."""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
from pathlib import Path

import psutil

import ogi_audit
from ogi_audit.processes import forks
from ogi_audit.readers import child

GRACE = 5.0
"""Seconds in which a process that is told to end, or has closed its pipe, ends by itself."""

_idle: list[subprocess.Popen[bytes]] = []


class Served:
    """The program that reads for this process; ``together`` with what is read before and after."""

    shared = 0

    def __init__(self, task: child.Task, folder: str, *, together: bool = False) -> None:
        self._popen = _started()
        self._request = child.request(task, folder, together=together)
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
            return self._popen.wait(GRACE)
        return None

    def keep(self) -> None:
        """Keep the program for the next file, if it reads more than one."""
        if forks():
            _idle.append(self._popen)
        else:
            self.drop()

    def drop(self) -> None:
        """Let the program go."""
        _let_go(self._popen)


def _started() -> subprocess.Popen[bytes]:
    """A program that is there by now, or a new one."""
    while _idle:
        popen = _idle.pop()
        if popen.poll() is None:
            return popen
        _let_go(popen)  # Somebody ended it meanwhile.
    return _start()


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


def _let_go(popen: subprocess.Popen[bytes]) -> None:
    # What it was asked and never took is still on its way to it.
    with contextlib.suppress(OSError), popen:
        pass


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
        _let_go(popen)
    _idle.clear()


def disband() -> None:
    """Let the programs end the processes that read several files; they stay themselves."""
    for popen in _idle:
        assert popen.stdin
        with contextlib.suppress(OSError):
            popen.stdin.write(child.END)
            popen.stdin.flush()
