"""Which files a run is about: files, folders and patterns, each report once.

What is looked through may be a stranger's: a link in it that leads out of it is told of, not followed.
"""

from __future__ import annotations

import glob
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ogi_audit.batch.files import relative, resolved
from ogi_audit.batch.manifest import MANIFEST, sha256_of
from ogi_audit.errors import ParameterError, UnreadableError
from ogi_audit.identifiers import identifier
from ogi_audit.limits import DEFAULT, Limits

# What a folder is looked through for: what is read, and what people take for a report and is refused
# with a word, as scans and spreadsheets are.
_REPORTS = frozenset(
    f".{suffix}"
    for suffixes in (
        "txt md markdown htm html shtml xhtml mht mhtml xml",
        "docx docm dotx doc wps wpt rtf odt pdf ofd caj",
        "xls xlsx et csv ppt pptx zip rar 7z jpg jpeg png tif tiff bmp gif",
    )
    for suffix in suffixes.split()
)
# Files of those kinds that lie beside reports and are none.
_BESIDE = frozenset(("readme", "reviews", "license", "licence", "changelog", "thumbs"))
# What `ogi-audit notice` writes, edited too.
_NOTICE = re.compile(r"(?s).+\.notice(\.edited-[0-9a-f]{8,64})?\.docx")
# What a browser puts the pictures of a saved page into.
_PARTS = ("_files", ".files", "_文件", ".fld")


@dataclass(frozen=True, slots=True)
class Source:
    """A report's file: where it is, its SHA-256, and further files with the same bytes."""

    path: Path
    sha256: str
    copies: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """The reports found, files that cannot be opened with why, and those passed over, by suffix."""

    sources: tuple[Source, ...]
    unopened: tuple[tuple[Path, UnreadableError], ...]
    skipped: Counter[str]


def find_inputs(
    given: Iterable[str],
    output: Path,
    *,
    follow_links: bool = False,
    limits: Limits = DEFAULT,
) -> Inputs:
    """The reports among files, folders (looked through to the bottom) and patterns (``2023/*.pdf``).

    A link in a folder, or among what a pattern finds, is followed if it stays in that folder or in the
    one that the pattern begins with, or with ``follow_links``; what is named is, wherever it leads.
    Sorted by path relative to ``output``, so that neither the order nor the working directory matters.
    Raises `UnreadableError` if something given is not there, `ParameterError` if it is a folder that runs
    write to: what lies there are not reports.
    """
    search = _Search(resolved(output), follow_links)
    found: dict[str, Path] = {}
    for name in given:
        for path in search.all(name):
            # Where links lead to: that is where the notebook looks for it, and for its reviews.
            found.setdefault(relative(path, output), resolved(path))
    by_digest: dict[str, list[Path]] = {}
    unopened = [
        *((path, UnreadableError("not_permitted", path.name)) for path in search.closed),
        *((path, UnreadableError("link_outside", path.name)) for path in search.outside),
    ]
    for name, path in sorted(found.items()):
        try:
            name.encode()
            if not path.is_file():
                # A pipe would be waited for without end.
                code = "not_file" if path.exists() else "not_found"
                unopened.append((path, UnreadableError(code, path.name)))
                continue
            # Before it is read from one end to the other to see whether it is known.
            limits.check_size(path.stat().st_size, path.name)
            by_digest.setdefault(sha256_of(path), []).append(path)
        except UnicodeEncodeError:
            path = Path(os.fsencode(path).decode(errors="backslashreplace"))
            unopened.append((path, UnreadableError("name", path.name)))
        except PermissionError:
            unopened.append((path, UnreadableError("not_permitted", path.name)))
        except OSError:
            unopened.append((path, UnreadableError("not_found", path.name)))
        except UnreadableError as error:
            unopened.append((path, error))
    sources = tuple(
        Source(paths[0], digest, tuple(paths[1:])) for digest, paths in by_digest.items()
    )
    return Inputs(sources, tuple(unopened), search.skipped)


class _Search:
    """Looks for reports; ``skipped`` are other files, by suffix, ``closed`` folders that do not open.

    ``outside`` are links that lead out of what is looked through.
    """

    def __init__(self, output: Path, follow_links: bool = False) -> None:
        self.skipped: Counter[str] = Counter()
        self.closed: list[Path] = []
        self.outside: list[Path] = []
        self._output = output
        self._follow_links = follow_links
        # Links may lead back to where one was.
        self._seen: set[Path] = set()

    def all(self, name: str) -> Iterator[Path]:
        """The files that a name stands for."""
        path = Path(name).expanduser()
        if path.is_dir():
            if self._is_written_to(path):
                raise ParameterError("output_given", str(path))
            yield from self._in_folder(path, resolved(path))
        elif path.exists():
            yield path
        else:
            matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 (an absolute pattern)
            if not matches:
                raise UnreadableError("not_found", name)
            # What stands before the first wildcard is named.
            root = resolved(next(one for one in path.parents if not glob.has_magic(str(one))))
            for match in map(Path, matches):
                yield from self._one(match, root)

    def _in_folder(self, folder: Path, root: Path) -> Iterator[Path]:
        self._seen.add(resolved(folder))
        try:
            paths = sorted(folder.iterdir())
        except OSError:
            self.closed.append(folder)
            return
        for path in paths:
            yield from self._one(path, root)

    def _one(self, path: Path, root: Path) -> Iterator[Path]:
        """What was not named by itself: a folder is looked through, a file may be no report."""
        if path.name.startswith((".", "~$")):
            return
        is_report = may_be_report(path.name)
        if path.is_dir():
            known = resolved(path) in self._seen or self._is_written_to(path)
            if known or path.name.endswith(_PARTS):
                return
            if self._leads_out(path, root):
                self.outside.append(path)
            else:
                yield from self._in_folder(path, root)
        elif is_report and self._leads_out(path, root):
            self.outside.append(path)
        elif is_report:
            yield path
        else:
            self.skipped[path.suffix.lower() or path.name] += 1

    def _leads_out(self, path: Path, root: Path) -> bool:
        """Whether a path is, or goes through, a link that leads out of what was named."""
        return not self._follow_links and not resolved(path).is_relative_to(root)

    def _is_written_to(self, folder: Path) -> bool:
        """Whether runs write to a folder, be it this one or another."""
        return resolved(folder) == self._output or (folder / MANIFEST).exists()


def may_be_report(name: str) -> bool:
    """Whether a file is looked into, by its name."""
    path = Path(name)
    return path.suffix.lower() in (*_REPORTS, "") and not is_beside(path)


def is_beside(path: Path) -> bool:
    """Whether a file is one of those that lie beside reports and are none, by its name."""
    return path.stem.lower() in _BESIDE or _NOTICE.fullmatch(path.name) is not None


def reports_in(folder: Path) -> list[Path]:
    """The files of a folder, looked through to the bottom, that are reports by their names; sorted."""
    # No run writes to a folder of this name.
    return sorted(_Search(folder / ".none").all(str(folder))) if folder.is_dir() else []


def unread_id(path: Path, digest: str) -> str:
    """The id of a report that cannot be read: its file's name and the start of its SHA-256.

    Of a file that cannot even be opened it is the digest of the path.
    """
    return identifier(path.stem or "report", digest)
