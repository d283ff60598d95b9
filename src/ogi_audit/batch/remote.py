"""Folders that are URLs (``s3://…``): a copy of them on this machine is worked on, and written back.

Copies lie to one another as the folders do, so that what is written does not depend on where it is. They
are kept for the next run: only what changed is fetched or sent.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import fsspec
from filelock import FileLock
from platformdirs import user_cache_path

from ogi_audit.batch.files import write_whole, written
from ogi_audit.batch.reading import parts
from ogi_audit.errors import ParameterError, RenderError, UnreadableError

_AT_ONCE = 500
_TRIAL = ".ogi-audit-trial"
_LONGEST = 200


class Mirror:
    """The copy, at ``path``, of all files below a URL.

    ``known`` says of each file, by its key below the URL, which version of it is here: what the other
    side says of it, and its size and time here. Raises `ParameterError` for a URL of a kind that cannot
    be opened.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        with _told(url):
            self._system, root = fsspec.core.url_to_fs(url)
        self._root = str(root).rstrip("/")
        place = PurePosixPath(self._root.lstrip("/"))
        self.path = user_cache_path("ogi-audit") / "urls" / urlsplit(url).scheme / place
        self._index = self.path.with_name(f".{self.path.name}.known.json")
        self.known = self._read()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One run at a time works on a copy; others wait for it. Raises `RenderError`."""
        with written(self.path.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path.with_name(f".{self.path.name}.lock")):
            self.known = self._read()
            yield

    def fetch(
        self, most: float, is_wanted: Callable[[str], bool], *, must_exist: bool = True
    ) -> None:
        """Bring the copy up to date.

        Of a file that is not wanted, or has more than ``most`` bytes, there is one of the same name and
        size without its content: enough to say what it is. Raises `UnreadableError`.
        """
        with _told(self.url):
            there = self._listed()
            if must_exist and not there:
                raise UnreadableError("not_found", self.url)
            changed = [key for key, found in there.items() if not self._is_here(key, found)]
            whole = [key for key in changed if is_wanted(key) and there[key]["size"] <= most]
            for part in parts(whole, _AT_ONCE):
                for key in part:
                    self._here(key).parent.mkdir(parents=True, exist_ok=True)
                self._system.get(
                    [self._there(key) for key in part], [str(self._here(key)) for key in part]
                )
                self._note({key: there[key] for key in part})
        for key in set(changed) - set(whole):
            self._here(key).parent.mkdir(parents=True, exist_ok=True)
            with self._here(key).open("wb") as stream:
                stream.truncate(there[key]["size"])
        self._note({key: there[key] for key in changed})
        for key in self.known.keys() - there.keys():
            self._here(key).unlink(missing_ok=True)
            del self.known[key]
        self._write()

    def try_to_send(self) -> None:
        """See that files can be written and removed there. Raises `RenderError`."""
        with _told(self.url, sending=True):
            self._system.pipe_file(self._there(_TRIAL), b"")
            self._system.rm([self._there(_TRIAL)])

    def send(self, is_own: Callable[[str], bool], last: Sequence[str]) -> None:
        """Write back what changed here, the files named ``last`` after all others.

        Until they are, the old ones of them are gone: what they say would not hold. What ``is_own`` stays
        here. Only files that were fetched or sent are ever deleted. Raises `RenderError`.
        """
        here = {
            path.relative_to(self.path).as_posix(): path
            for path in self.path.rglob("*")
            if path.is_file()
        }
        keys = [key for key in sorted(here) if not is_own(key)]
        changed = [key for key in keys if self._stamp(key) != self.known.get(key, [None])[1:]]
        gone = [key for key in self.known if key not in here]
        if not changed and not gone:
            return
        with _told(self.url, sending=True):
            self._remove(key for key in last if key in changed or key in gone)
            first = [key for key in changed if key not in last]
            for part in [*parts(first, _AT_ONCE), [key for key in last if key in changed]]:
                if part:
                    self._system.put(
                        [str(self._here(key)) for key in part], [self._there(key) for key in part]
                    )
            self._remove(gone)
            there = self._listed()
            self._note({key: there[key] for key in changed if key in there})
            self._write()

    def _remove(self, keys: Iterable[str]) -> None:
        if doomed := [key for key in keys if key in self.known]:
            self._system.rm([self._there(key) for key in doomed])
            for key in doomed:
                del self.known[key]

    def _listed(self) -> dict[str, Mapping[str, Any]]:
        """The files below the URL by key; the key of a URL that is itself a file is empty."""
        self._system.invalidate_cache()
        try:
            found = self._system.find(self._root, detail=True)
        except FileNotFoundError:
            return {}
        keys = {str(path)[len(self._root) :].lstrip("/"): one for path, one in found.items()}
        # Names that lead out of the copy are not ours to write.
        return {key: one for key, one in keys.items() if ".." not in PurePosixPath(key).parts}

    def _here(self, key: str) -> Path:
        return self.path / key if key else self.path

    def _there(self, key: str) -> str:
        return f"{self._root}/{key}" if key else self._root

    def _stamp(self, key: str) -> list[int] | None:
        try:
            found = self._here(key).stat()
        except OSError:
            return None
        return [found.st_size, found.st_mtime_ns]

    def _is_here(self, key: str, found: Mapping[str, Any]) -> bool:
        return self.known.get(key) == [_version(found), *(self._stamp(key) or [])]

    def _note(self, files: Mapping[str, Mapping[str, Any]]) -> None:
        for key, found in files.items():
            self.known[key] = [_version(found), *(self._stamp(key) or [])]

    def _read(self) -> dict[str, list[Any]]:
        try:
            content = json.loads(self._index.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return dict(content) if isinstance(content, dict) else {}

    def _write(self) -> None:
        self._index.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._index, json.dumps(self.known, ensure_ascii=False))


def _version(found: Mapping[str, Any]) -> str:
    """What the other side says of a file that changes with its content."""
    names = ("ETag", "etag", "md5", "size", "LastModified", "last_modified", "mtime", "created")
    return "|".join(str(found[name]) for name in names if found.get(name))


@contextmanager
def _told(url: str, *, sending: bool = False) -> Iterator[None]:
    """Whatever a storage or its library says, as an error of ours."""
    try:
        yield
    except (UnreadableError, RenderError):
        raise
    except ImportError as error:
        raise ParameterError("cluster_missing", url, problem=error) from error
    except Exception as error:
        problem = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]
        if sending:
            raise RenderError("not_sent", url, problem=problem) from error
        raise UnreadableError("url", url, problem=problem) from error
