"""Where a run's reports are and where it writes, which may be URLs: for the run they are folders here."""

from __future__ import annotations

import glob
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ogi_audit.batch.inputs import may_be_report
from ogi_audit.batch.manifest import MANIFEST, STATE
from ogi_audit.batch.run_log import LOG
from ogi_audit.batch.scanned_tables import SCAN
from ogi_audit.errors import OgiAuditError, ParameterError
from ogi_audit.limits import MEGABYTE, Limits
from ogi_audit.reviews import NAMES

if TYPE_CHECKING:
    from ogi_audit.batch.remote import Mirror

# Locks, files that are not whole yet, and the log of a run are this machine's.
_OWN = (f"{STATE}/work", LOG)
# These say that all else is there.
_LAST = (MANIFEST, SCAN)
_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Places:
    """The inputs and the output folder of a run on this machine; ``url`` is the folder's own, if any."""

    inputs: tuple[str, ...]
    folder: Path
    url: str = ""


@contextmanager
def places(inputs: Sequence[str], output: str, limits: Limits) -> Iterator[Places]:
    """The places of a run. What it writes is sent to a URL meanwhile and at the end, however it ends.

    Raises `UnreadableError` for inputs that cannot be fetched, `ParameterError` for a URL of which the
    library is not installed, `RenderError` for an output that cannot be sent.
    """
    with ExitStack() as stack:
        here = tuple(_input(one, limits) for one in inputs)
        if not _is_remote(output):
            yield Places(here, _local(output))
            return
        mirror = _mirror(output)
        stack.enter_context(mirror.alone())
        mirror.fetch(float("inf"), lambda _: True, must_exist=False)
        # Rather now than when all is done.
        mirror.try_to_send()
        with _sent(mirror):
            yield Places(here, mirror.path, mirror.url.rstrip("/"))


def _input(given: str, limits: Limits) -> str:
    """The local stand-in for an input: a file, a folder or a pattern."""
    if not _is_remote(given):
        return str(_local(given)) if "://" in given else given
    # What stands before the first wildcard is fetched.
    parts = given.split("/")
    magic = next((at for at, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    base = "/".join(parts[:magic])
    mirror = _mirror(base)
    with mirror.alone():
        mirror.fetch(limits.size * MEGABYTE, _is_wanted)
    if magic == len(parts) and mirror.path.is_file():
        _reviews_beside(base)
    if magic == len(parts):
        return str(mirror.path)
    return "/".join((glob.escape(str(mirror.path)), *parts[magic:]))


def _reviews_beside(url: str) -> None:
    """A report that is named by itself has its reviews beside it there, too."""
    for name in NAMES:
        beside = _mirror(f"{url.rpartition('/')[0]}/{name}")
        with beside.alone():
            beside.fetch(float("inf"), lambda _: True, must_exist=False)
            if not beside.known:
                beside.path.unlink(missing_ok=True)


def _is_wanted(key: str) -> bool:
    name = PurePosixPath(key).name
    return not name or name in NAMES or may_be_report(name)


def _is_remote(place: str) -> bool:
    return "://" in place and urlsplit(place).scheme not in ("file", "local")


def _local(place: str) -> Path:
    """A path, or the path of a ``file://`` URL. Raises `ParameterError` for one without a path."""
    if "://" not in place:
        return Path(place)
    url = urlsplit(place)
    # What stands before the path is a host, and no folder: file://reports is all of this machine.
    if url.netloc not in ("", "localhost") or not url.path:
        raise ParameterError("file_url", place)
    return Path(unquote(url.path))


def _mirror(url: str) -> Mirror:
    try:
        from ogi_audit.batch.remote import Mirror
    except ImportError as error:
        raise ParameterError("cluster_missing", url, problem=error.name) from error
    return Mirror(url)


@contextmanager
def _sent(mirror: Mirror) -> Iterator[None]:
    """Send what is new every minute, and at the end.

    What goes wrong meanwhile may be over by then, and is told if it is not.
    """
    over = threading.Event()

    def now_and_then() -> None:
        while not over.wait(_PAUSE):
            try:
                mirror.send(_is_own, _LAST)
            except OgiAuditError:
                continue

    sender = threading.Thread(target=now_and_then, daemon=True)
    sender.start()
    try:
        yield
    finally:
        over.set()
        sender.join()
        mirror.send(_is_own, _LAST)


def _is_own(key: str) -> bool:
    return key.startswith(_OWN) or key.endswith(".lock")
