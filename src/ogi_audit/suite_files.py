"""The suites' files: where they are, and their SHA-256, without loading them."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from ogi_audit.errors import SuiteError
from ogi_audit.regular_files import MEGABYTES, UnfitError, read_regular
from ogi_audit.resources import share


def suite_files(root: Path) -> list[Path]:
    """The suites of a folder, or of its folder ``suites``, sorted by name."""
    folder = root / "suites" if (root / "suites").is_dir() else root
    return sorted(folder.glob("*.json"))


def written(file: Path) -> bytes:
    """A suite's file without what editors add or change: Notepad's mark, Windows' line ends.

    Raises `SuiteError` for what is no file, or too large for one.
    """
    try:
        content = read_regular(file)
    except UnfitError as error:
        code = "limit_size" if error.too_large else "not_file"
        raise SuiteError(code, file.name, limit=MEGABYTES) from None
    return content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")


def digest_of(overlay: Path | None = None, root: Path | None = None) -> str:
    """The SHA-256 of the package's suites and of an overlay's."""
    digest = hashlib.sha256()
    for folder in (root or share("expectations"), overlay):
        for file in suite_files(folder) if folder else ():
            digest.update(file.name.encode() + b"\0" + written(file) + b"\0")
    return digest.hexdigest()
