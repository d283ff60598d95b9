"""Whether an output folder is one to work in: it may have come from a stranger, with traps in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ogi_audit.batch.manifest import MANIFEST, STATE
from ogi_audit.batch.run_log import LOG
from ogi_audit.batch.scanned_tables import FRAMES, SCAN
from ogi_audit.errors import RenderError

# These are written into where they stand, or what is in them is removed: no link may lead elsewhere.
_IN_PLACE = (STATE, MANIFEST, LOG, SCAN, FRAMES)
# Outputs are replaced as a whole. They may be links, as in a store of large files, but to files only.
_OUTPUTS = (".ipynb", ".html", ".json", ".csv", ".xlsx", ".parquet")


def check_folder(folder: Path) -> None:
    """See that what runs read and write in a folder are files and folders of its own.

    Raises `RenderError` for a link that would be written through, and for a pipe or a device, which
    would be waited for without end. A folder that is not there is one to work in.
    """
    for place in _strange(folder):
        raise RenderError("strange_file", place.relative_to(folder).as_posix())


def _strange(folder: Path) -> Iterator[Path]:
    for entry in _entries(folder):
        if entry.name in _IN_PLACE:
            if not _is_own(entry):
                yield Path(entry.path)
        elif entry.name.endswith(_OUTPUTS) and not (
            # A link to nothing is as good as nothing.
            entry.is_file() or entry.is_dir() or not Path(entry.path).exists()
        ):
            yield Path(entry.path)
    for name in (STATE, FRAMES):
        for place, folders, files in os.walk(folder / name):
            own = {entry.name for entry in _entries(Path(place)) if _is_own(entry)}
            for one in (*folders, *files):
                if one not in own:
                    yield Path(place) / one


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError:
        # Whoever works in it is told why it cannot.
        return


def _is_own(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)
