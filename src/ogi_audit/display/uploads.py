"""Files that a browser sends, kept in a folder under their own names; none is ever overwritten.

They stay on disk, so that reviews beside them last and a batch can go over the folder.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from ogi_audit.batch.files import write_whole
from ogi_audit.batch.inputs import is_beside
from ogi_audit.batch.manifest import MANIFEST
from ogi_audit.errors import UnreadableError, UploadError
from ogi_audit.limits import DEFAULT
from ogi_audit.lines_shown import one_line

LARGEST = DEFAULT.size * 2**20
"""The most bytes that are taken for a report: no more than is read of one."""

# With a number and a suffix it is still below the 255 bytes that disks allow a name.
_LONGEST = 200
_LONGEST_SUFFIX = 12
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
# Controls, marks without a width, halves of characters, line and paragraph separators.
_NOT_SHOWN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def keep(name: str, content: bytes, folder: Path) -> Path:
    """Keep a file in ``folder``, which is made if need be. Returns where it is.

    The same content under the same name is the same file; other content gets a number. Raises
    `UnreadableError` for an empty file, `UploadError` for one that is too large or cannot be written.
    """
    shown = one_line(name)
    if not content:
        raise UnreadableError("empty", shown)
    if len(content) > LARGEST:
        raise UploadError(
            "too_large", shown, size=_megabytes(len(content)), most=_megabytes(LARGEST)
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return next(_kept(folder, Path(safe_name(name)), content))
    except OSError as error:
        raise UploadError("not_written", str(folder), problem=error.strerror or error) from None


def safe_name(name: str) -> str:
    """The name of one file on any system, as near to the given one as can be.

    Without parts of a path, signs that are not seen or mean something else to a system, and nothing
    that a batch would pass over or take for its own.
    """
    name = re.split(r"[/\\]", name)[-1]
    seen = (sign for sign in name if unicodedata.category(sign) not in _NOT_SHOWN)
    name = _NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", "".join(seen)))
    # Hidden files, Word's lock files (~$) and what a command would take for an option.
    stem, suffix = _split(name.strip().lstrip(".~$- ").rstrip(". "))
    while len(stem.encode()) > _LONGEST:
        stem = stem[:-1].rstrip(". ")
    name = (stem or "report") + suffix
    device = _DEVICES.fullmatch(name.partition(".")[0])
    if device or is_beside(Path(name)) or name.lower() == MANIFEST:
        return f"report-{name}"
    return name


def _split(name: str) -> tuple[str, str]:
    """The stem and the suffix; what is too long for a suffix is part of the stem."""
    suffix = Path(name).suffix
    if not suffix or len(suffix.encode()) > _LONGEST_SUFFIX:
        return name, ""
    return name[: -len(suffix)].rstrip(". "), suffix


def _kept(folder: Path, name: Path, content: bytes) -> Iterator[Path]:
    for number in count(1):
        path = folder / (name if number == 1 else f"{name.stem}({number}){name.suffix}")
        try:
            # Whoever makes it has it: another kernel's file of this name is not overwritten.
            path.open("xb").close()
        except FileExistsError:
            if path.is_file() and path.read_bytes() == content:
                yield path
            continue
        try:
            write_whole(path, content)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        yield path


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.0f} MB"
