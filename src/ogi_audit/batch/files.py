"""Writing files so that they appear under their names complete or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ogi_audit.errors import LANGUAGES, RenderError
from ogi_audit.messages.batch import SYSTEM


@contextmanager
def written(path: Path) -> Iterator[None]:
    """What the system says of a file or folder that cannot be written, as an error of ours."""
    try:
        yield
    except OSError as error:
        raise RenderError("not_written", str(path), **said_of(error)) from None


def said_of(error: OSError) -> dict[str, str]:
    """What went wrong, by language; in the system's own words where we have none."""
    known = SYSTEM.get(errno.errorcode.get(error.errno or 0, ""))
    return known or dict.fromkeys(LANGUAGES, error.strerror or str(error))


@contextmanager
def whole(path: Path, *, scratch: Path | None = None) -> Iterator[BinaryIO]:
    """A file to write to, which replaces what is under the name when all is written, and not before.

    ``scratch`` is where it is until then, on the same disk; its own folder by default.
    """
    handle, name = tempfile.mkstemp(dir=scratch or path.parent, prefix=".", suffix=path.suffix)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
        sync_folder(path.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_whole(path: Path, content: str | bytes, *, scratch: Path | None = None) -> None:
    """Write bytes, or text as UTF-8 with Unix line ends, as `whole` does.

    What UTF-8 cannot hold, as a broken file name, is written escaped.
    """
    with whole(path, scratch=scratch) as stream:
        stream.write(encoded(content) if isinstance(content, str) else content)


def write_named(path: Path, content: str | bytes) -> None:
    """Write as `write_whole` does; what goes wrong is said with the file's name alone.

    Where it is meanwhile is gone when somebody reads of it. Raises `RenderError`.
    """
    with written(Path(path.name)):
        write_whole(path, content)


@contextmanager
def whole_named(path: Path) -> Iterator[BinaryIO]:
    """As `whole`, with what `write_named` says of what goes wrong. Raises `RenderError`."""
    with written(Path(path.name)), whole(path) as stream:
        yield stream


def encoded(text: str) -> bytes:
    """UTF-8, with what it cannot hold escaped."""
    return text.encode("utf-8", "backslashreplace")


def _umask() -> int:
    """What a new file is not to be, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


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
        return Path(os.path.relpath(resolved(path), resolved(folder))).as_posix()
    except ValueError:  # another drive
        return resolved(path).as_posix()


def resolved(path: Path) -> Path:
    """Where a path leads to; the path itself, from the root, if its links lead round and round."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()
