"""Faults at the n-th write of a batch, whichever of its processes writes.

A write is whatever asks the system to change a folder: opening a file for writing, renaming, removing,
making a folder, setting a mode, bringing data to the disk. Python tells of each (`sys.addaudithook`)
before it asks the system.
"""

from __future__ import annotations

import errno
import mmap
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

FAULTS = ("full", "stays", "torn", "killed", "cut", "all")
"""See `tools/faults.py`."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_OTHERS = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate")
# What a full disk still allows.
_REMOVING = ("os.remove", "os.rmdir")
# So many bytes of a file are written before the disk is full.
_BYTES = 7


class Writes:
    """Counts the writes to a folder by this process and all that it forks; the n-th meets a fault."""

    def __init__(self, folder: Path, fault: str, at: int) -> None:
        self._folder = os.path.realpath(folder)
        self._fault, self._at = fault, at
        # Both are shared with whatever is forked from here.
        self._count = mmap.mmap(-1, 8)
        self._log = os.memfd_create("writes")
        self._is_torn = self._is_within = False

    @property
    def all(self) -> list[str]:
        """What each write was, in their order, as ``open manifest.jsonl``."""
        size = os.lseek(self._log, 0, os.SEEK_END)
        return os.pread(self._log, size, 0).decode().splitlines()

    def close(self) -> None:
        """Forget them."""
        os.close(self._log)
        self._count.close()

    def watch(self) -> None:
        """Watch this process and what it forks, for the rest of their lives."""
        fsync = os.fsync

        def counted(descriptor: int) -> None:
            self._meet("fsync", _opened(descriptor), 0)
            fsync(descriptor)

        os.fsync = counted  # type: ignore[assignment]
        sys.addaudithook(self._hear)

    def _hear(self, event: str, given: tuple[Any, ...]) -> None:
        if self._is_within:
            return
        if event == "open":
            if given[2] & _WRITING and isinstance(given[0], str | bytes | os.PathLike):
                self._meet(event, given[0], given[2])
        elif event in _OTHERS:
            self._meet(event, given[0], 0)

    def _meet(self, event: str, given: Any, flags: int) -> None:
        self._is_within = True
        try:
            path = self._path(event, given)
            if path is None:
                return
            if self._is_torn:
                _allow(resource.RLIM_INFINITY)
                self._is_torn = False
            number = int.from_bytes(self._count[:8], "little")
            self._count[:8] = (number + 1).to_bytes(8, "little")
            name = os.path.relpath(path, self._folder)
            os.write(self._log, f"{event} {name}\n".encode(errors="replace"))
            if number == self._at:
                self._strike(event, path, flags)
            elif self._fault == "stays" and number > self._at and event not in _REMOVING:
                raise _full(path)
        finally:
            self._is_within = False

    def _path(self, event: str, given: Any) -> str | None:
        """Where a write goes, if that is in the folder."""
        if isinstance(given, int):
            given = _opened(given)
        elif event in _REMOVING and os.sep not in os.fsdecode(given):
            # Named from within an open folder, as removing a whole one does.
            return os.path.join(self._folder, os.fsdecode(given))  # noqa: PTH118
        path = os.path.realpath(os.fsdecode(given))
        return path if path == self._folder or path.startswith(self._folder + os.sep) else None

    def _strike(self, event: str, path: str, flags: int) -> None:
        if self._fault in ("full", "stays"):
            raise _full(path)
        if self._fault == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        elif self._fault == "all":
            os.killpg(0, signal.SIGKILL)
        elif self._fault in ("torn", "cut") and event == "open":
            is_kept = not flags & os.O_TRUNC and Path(path).exists()
            if self._fault == "cut":
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
                signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            _allow((Path(path).stat().st_size if is_kept else 0) + _BYTES)
            self._is_torn = True


def _opened(descriptor: int) -> str:
    return str(Path(f"/proc/self/fd/{descriptor}").readlink())


def _full(path: str) -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)


def _allow(size: int) -> None:
    """Let files grow to so many bytes, by the system's own limit."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
