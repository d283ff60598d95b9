"""ZIP archives, which DOCX and ODT files are: nothing is unpacked before it is known how large it gets."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from lzma import LZMAError

from ogi_audit.errors import UnreadableError
from ogi_audit.limits import Limits

# What zipfile raises for a damaged archive or part: a wrong directory or checksum, a compression that
# there is not (NotImplementedError), a password (RuntimeError), what decompressors and its own code say.
BROKEN = (
    *(zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, LZMAError),
    *(EOFError, OSError, ValueError, KeyError, struct.error),
)


def open_archive(data: bytes, name: str, limits: Limits) -> zipfile.ZipFile:
    """The archive, whose parts together are within the limits.

    What its directory says of a part's size may be wrong, but more than that is never unpacked of it
    (zipfile stops there); parts that lie on one another count each.

    Raises:
        UnreadableError: unpacked, it is too large.
        Exception: one of `BROKEN`, for a damaged archive.
    """
    archive = zipfile.ZipFile(io.BytesIO(data))
    unpacked = sum(part.file_size for part in archive.infolist())
    limits.check_unpacked(unpacked, len(data), name)
    return archive


def read_part(archive: zipfile.ZipFile, part: str, name: str, kind: str = "ZIP") -> bytes:
    """A part of an archive in a file of a kind.

    Raises:
        UnreadableError: the part is not there or damaged.
    """
    try:
        return archive.read(part)
    except BROKEN as error:
        raise UnreadableError("damaged", name, format=kind) from error
