"""A run's own folder for files that are not whole yet, beside their final names."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from ogi_audit.batch.files import written
from ogi_audit.batch.manifest import STATE

_WORK = "work"
_LOCK = ".lock"


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A new folder in the output folder's state, gone afterwards; so is what runs that died left.

    Raises `RenderError` if the output folder cannot be written to.
    """
    work = folder / STATE / _WORK
    with written(folder):
        work.mkdir(parents=True, exist_ok=True)
        # One run at a time: a folder that is not locked yet is not one that was left.
        with FileLock(work.with_name("work.lock")):
            _clear(work)
            own = Path(tempfile.mkdtemp(dir=work, prefix=f"{os.getpid()}-"))
            lock = FileLock(_lock_of(own))
            lock.acquire()
    try:
        yield own
    finally:
        _remove(own, lock)


def _clear(work: Path) -> None:
    """Remove the folders whose run is no more, and locks without a folder: nobody holds them."""
    for name in sorted({path.name.removesuffix(_LOCK) for path in work.iterdir()}):
        lock = FileLock(_lock_of(work / name))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        _remove(work / name, lock)


def _remove(folder: Path, lock: FileLock) -> None:
    """Remove a run's folder and its lock, which is held; what cannot be removed the next run removes."""
    shutil.rmtree(folder, ignore_errors=True)
    lock.release()
    with suppress(OSError):
        _lock_of(folder).unlink(missing_ok=True)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}{_LOCK}")
