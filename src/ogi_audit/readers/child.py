"""The process that reads: one for each file, with limited memory, ended from outside if need be.

As a program (``python -m ogi_audit.readers.child``) it reads files for whoever started it, each in a
process that it forks, until its input ends; where no process can be forked it reads one file.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import struct
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, NamedTuple, NoReturn

from ogi_audit.errors import UnreadableError
from ogi_audit.limits import Limits
from ogi_audit.processes import die_with_owner, die_with_parent, forks
from ogi_audit.readers.content import read_content
from ogi_audit.readers.fence import fence
from ogi_audit.readers.office import find_libreoffice, is_privileged
from ogi_audit.readers.wire import pack, pack_error

LENGTH = struct.Struct(">Q")
"""Before each message: how many bytes it has."""
END = LENGTH.pack(0)
"""In place of a request: what was read together is at its end."""
_AT_ONCE = 1 << 20


class Task(NamedTuple):
    """A file's content, its name, and the limits of reading it; for ``spare`` see `confine`."""

    data: bytes
    name: str
    limits: Limits
    spare: int = 1


def work(task: Task, folder: Path, parent: int, answers: IO[bytes]) -> None:
    """Read a file in this process, and send what is in it or why it cannot be read.

    ``folder`` is the only place where it may leave something meanwhile; ``parent`` is the process that
    it does not outlive.
    """
    _settle(folder, parent)
    _answer(task, answers)


def _settle(folder: Path, parent: int) -> None:
    """Shut this process off, before it sees any of a file."""
    if not is_privileged(find_libreoffice()):
        folder = fence(folder)
    tempfile.tempdir = str(folder)
    # The fence ends the bond to the parent, which therefore comes second.
    if forks():
        die_with_parent(signal.SIGTERM, parent)
    signal.signal(signal.SIGTERM, _leave)
    # The terminal's interrupt is for the one who waits.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _answer(task: Task, answers: IO[bytes]) -> None:
    data, name, limits, spare = task
    confine(limits, spare)
    try:
        packed = pack(*read_content(data, name, limits))
    except UnreadableError as error:
        packed = pack_error(error, traceback.format_exc())
    except MemoryError:
        packed = pack_error(limits.too_large(name), traceback.format_exc())
    answers.write(LENGTH.pack(len(packed)) + packed)
    answers.flush()


def _leave(*_: object) -> NoReturn:
    """Told to end, it removes what it has on disk and ends what it started, and is told it once only."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if hasattr(os, "killpg"):
        # What is only being started is nobody's yet, but it is in this process's group.
        os.killpg(0, signal.SIGTERM)
    sys.exit(1)


def message(stream: IO[bytes]) -> bytes | None:
    """The next message; ``None`` if there is no more, or not all of it."""
    length = _whole(stream, LENGTH.size)
    return None if length is None else _whole(stream, LENGTH.unpack(length)[0])


def _whole(stream: IO[bytes], size: int) -> bytes | None:
    """So many bytes, and no byte of what comes after them; ``None`` if there are fewer."""
    content = bytearray()
    while len(content) < size and (part := stream.read(min(size - len(content), _AT_ONCE))):
        content += part
    return bytes(content) if len(content) == size else None


def request(task: Task, folder: str, *, together: bool = False) -> bytes:
    """What the program is asked: how to read the file, and the file, each with its length.

    The same process reads all that are to be read ``together``, until `END`.
    """
    # Its environment is this process's of now, as if this one had been forked.
    asked = {
        "name": task.name,
        "limits": asdict(task.limits),
        "spare": task.spare,
        "folder": folder,
        "together": together,
        "environment": dict(os.environ),
    }
    about = json.dumps(asked).encode()
    return LENGTH.pack(len(about)) + about + LENGTH.pack(len(task.data)) + task.data


def confine(limits: Limits, spare: int = 1) -> None:
    """Limit what this process and those it starts may take, as far as the system can.

    Memory counts from what the process has by now; so many times what it may have is refused (``spare``:
    with more than one, whoever waits looks after the memory first). Time is limited by whoever waits for
    it; a limit of the processor's time holds should that one be gone. Nothing is left behind when it
    crashes.
    """
    try:
        import resource
    except ImportError:  # Windows, where the one who waits looks after the memory too
        return
    _lower(resource.RLIMIT_CORE, 0)
    own = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(own.ru_utime + own.ru_stime) + 8 * limits.seconds)
    _lower(resource.RLIMIT_DATA, _taken() + spare * limits.memory_bytes)


def _lower(what: int, most: int) -> None:
    import resource

    _, hard = resource.getrlimit(what)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(what, (most, hard))


def _taken() -> int:
    """Bytes of memory that this process has for its data."""
    import psutil

    memory = psutil.Process().memory_info()
    return int(getattr(memory, "data", memory.vms))


def main() -> None:
    """Answer requests from standard input on standard output."""
    # Without a buffer: it would take what comes next from whichever process is to read that.
    requests = open(sys.stdin.fileno(), "rb", buffering=0, closefd=False)  # noqa: SIM115
    answers = sys.stdout.buffer
    if forks():
        # Whichever thread asked first, the program is there for the next file of another.
        die_with_owner()
    # What is here by now is left alone by the children's garbage collectors, and so stays shared.
    gc.freeze()
    while (about := message(requests)) is not None:
        if not about:
            continue
        asked, task = _task(about, requests)
        folder = Path(asked["folder"])
        if not forks():
            work(task, folder, os.getppid(), answers)
            return
        parent = os.getpid()
        if child := os.fork():
            _, status = os.waitpid(child, 0)
            if status:
                _end_as(os.waitstatus_to_exitcode(status))
        elif asked["together"]:
            leave_after(_work_on, task, folder, parent, requests, answers)
        else:
            leave_after(work, task, folder, parent, answers)


def _task(about: bytes, requests: IO[bytes]) -> tuple[dict[str, Any], Task]:
    data = message(requests) or b""
    asked = json.loads(about)
    os.environ.clear()
    os.environ.update(asked["environment"])
    return asked, Task(data, asked["name"], Limits(**asked["limits"]), asked["spare"])


def _work_on(
    task: Task, folder: Path, parent: int, requests: IO[bytes], answers: IO[bytes]
) -> None:
    """Read a file and those that come after it, until it is told that there are no more."""
    _settle(folder, parent)
    _answer(task, answers)
    while about := message(requests):
        _, task = _task(about, requests)
        _answer(task, answers)


def leave_after(step: Callable[..., None], *arguments: Any) -> NoReturn:
    """Do one thing in a process that was forked: it never goes back to what its parent was doing."""
    status = 1
    try:
        step(*arguments)
        status = 0
    finally:
        os._exit(status)


def _end_as(status: int) -> NoReturn:
    """End as the child did, so that whoever waits knows how."""
    if status < 0:
        with contextlib.suppress(OSError):  # There is no other way to be killed.
            signal.signal(-status, signal.SIG_DFL)
        os.kill(os.getpid(), -status)
    os._exit(abs(status))


if __name__ == "__main__":
    main()
