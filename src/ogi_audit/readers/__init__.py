"""Readers: a file of any format in, a `Document` out. They know nothing of reports."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from ogi_audit.document import Document
from ogi_audit.errors import UnreadableError
from ogi_audit.limits import DEFAULT, Limits
from ogi_audit.readers.isolation import read_isolated
from ogi_audit.regular_files import UnfitError, read_regular

__all__ = ["read"]


def read(path: str | os.PathLike[str], limits: Limits = DEFAULT) -> Document:
    """Read a file, whatever its suffix says: its content tells the format.

    That is done in a process of its own: a file that takes too long, too much memory or that crashes
    it is refused like any other that cannot be read.

    Raises:
        UnreadableError: the file cannot be read, and why.
    """
    # A name in another encoding than the system's could not be written anywhere.
    name = os.fsencode(Path(path).name or os.fspath(path)).decode("utf-8", "replace")
    data = _load(Path(path), name, limits)
    kind, content = read_isolated(data, name, limits)
    return Document(
        name, hashlib.sha256(data).hexdigest(), kind.value, content.blocks, content.properties
    )


def _load(path: Path, name: str, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableError("directory", name)
        limits.check_size(path.stat().st_size, name)
        data = read_regular(path, limits.size)
    except UnfitError as error:
        if not error.too_large:
            raise UnreadableError("not_file", name) from error
        # It grew just now.
        found = limits.size + 1
        raise UnreadableError("limit_size", name, found=found, limit=limits.size) from error
    except PermissionError as error:
        raise UnreadableError("not_permitted", name) from error
    except (OSError, ValueError) as error:
        raise UnreadableError("not_found", name) from error
    if not data.strip():
        raise UnreadableError("empty", name)
    return data
