"""The id of a report, which its audit's files are named by."""

from __future__ import annotations

import re
import unicodedata

# Of the digest, so many digits tell all reports of a country apart. What is added to an id (a
# notice that was edited) leaves the name below the 255 bytes that file systems take.
_DIGITS, _BYTES = 12, 180


def identifier(name: str, digest: str, year: int | None = None) -> str:
    """A readable and stable name for a file on every system: a name, a year, the start of a digest.

    Args:
        name: the agency's, or the file's without its suffix; signs that no file's name should have are
            replaced, and it is cut to 180 bytes of UTF-8.
        digest: the SHA-256 of the report's file, in hexadecimal.
        year: the report's year, if it is known.
    """
    # A system that composes names itself must not make another file of it.
    name = re.sub(r"[^\w.()（）]+", "_", unicodedata.normalize("NFC", name))
    name = name.encode()[:_BYTES].decode(errors="ignore")
    return "-".join(part for part in (name, str(year or ""), digest[:_DIGITS]) if part)
