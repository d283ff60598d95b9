"""Writing files so that they appear under their names complete or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ogi_audit.errors import RenderError


@contextmanager
def written(path: Path) -> Iterator[None]:
    """What the system says of a file or folder that cannot be written, as an error of ours."""
    try:
        yield
    except OSError as error:
        raise RenderError("not_written", str(path), problem=error.strerror or error) from None


def write_whole(path: Path, content: str | bytes) -> None:
    """Write bytes, or text as UTF-8 with Unix line ends, replacing what was there in one step."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
        sync_folder(path.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """See that the names in a folder are on the disk, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def relative(path: Path, folder: Path) -> str:
    """The path from ``folder``, so that what lies there can be moved together with it."""
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        return path.resolve().as_posix()
