"""Small files that others may have put there: read whole, if they are files at all and small indeed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ogi_audit.limits import MEGABYTE

MEGABYTES = 32
"""The most that a file of reviews or of rules may have: some 100,000 reviews."""


class UnfitError(OSError):
    """What is there is no regular file or, if ``too_large``, more than is read."""

    def __init__(self, *, too_large: bool) -> None:
        super().__init__()
        self.too_large = too_large


def read_regular(path: Path, megabytes: int = MEGABYTES) -> bytes:
    """The bytes of a regular file of at most so many megabytes.

    A pipe would be waited for without end, a device read without end; neither is even begun, nor does
    more come into memory than is allowed, should the file grow meanwhile.

    Raises:
        UnfitError: it is no regular file, or too large.
        OSError: it cannot be opened or read.
    """
    # Nobody waits for what opening a pipe would wait for; Windows has none of these.
    waiting = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, os.O_RDONLY | waiting)
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise UnfitError(too_large=False)
        content = stream.read(megabytes * MEGABYTE + 1)
    if len(content) > megabytes * MEGABYTE:
        raise UnfitError(too_large=True)
    return content
