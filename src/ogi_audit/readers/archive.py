"""ZIP archives, which DOCX and ODT files are: nothing is unpacked before it is known how large it gets."""

from __future__ import annotations

import io
import zipfile

from ogi_audit.limits import Limits


def open_archive(data: bytes, name: str, limits: Limits) -> zipfile.ZipFile:
    """The archive, whose parts together are within the limits.

    What its directory says of a part's size may be wrong, but more than that is never unpacked of it
    (zipfile stops there); parts that lie on one another count each.

    Raises:
        UnreadableError: unpacked, it is too large.
        zipfile.BadZipFile, OSError, ValueError: it is damaged.
    """
    archive = zipfile.ZipFile(io.BytesIO(data))
    unpacked = sum(part.file_size for part in archive.infolist())
    limits.check_unpacked(unpacked, len(data), name)
    return archive
