"""The inside of a forked kernel: IPython's own shell, answering over two sockets instead of ZeroMQ.

It knows no report. What a cell displays goes through ipykernel's display hooks, so that the messages
are those of a stock kernel.
"""

from __future__ import annotations

import asyncio
import builtins
import getpass
import importlib.util
import io
import multiprocessing
import os
import socket
import sys
from functools import lru_cache
from typing import Any

import pandas
from ipykernel.compiler import XCachingCompiler
from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from traitlets.config import Config

from ogi_audit.batch.unimported import put_away
from ogi_audit.batch.wire import receive, send

# As many columns of a frame pandas shows in a kernel.
_COLUMNS = 20
_NO_INPUT = "raw_input was called, but this frontend does not support input requests."


class PipeSession(Session):
    """Makes messages as any Jupyter session does and sends them down a socket."""

    def send(  # type: ignore[override]
        self, stream: socket.socket, msg_or_type: Any, content: Any = None, parent: Any = None,
        **_: Any,
    ) -> dict[str, Any]:  # fmt: skip
        """Send a message, or one of that type with that content."""
        message = (
            msg_or_type
            if isinstance(msg_or_type, dict)
            else self.msg(msg_or_type, content, parent=parent)
        )
        send(stream, message)
        return dict(message)


class Stream(io.TextIOBase):
    """What a cell prints, sent when it is flushed: before each display and at the cell's end.

    What other programs and libraries in C write to the descriptor follows what Python wrote.
    """

    def __init__(
        self, name: str, descriptor: int, session: PipeSession, publish: socket.socket
    ) -> None:
        self.name = name
        self._descriptor = descriptor
        self._session = session
        self._publish = publish
        self._written: list[str] = []
        self._parent: dict[str, Any] = {}
        self._kept = os.memfd_create(name)
        os.dup2(self._kept, descriptor)

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """As a kernel's streams have it."""
        return "UTF-8"

    def writable(self) -> bool:
        """Yes."""
        return True

    def fileno(self) -> int:
        """The descriptor that the stream goes with."""
        return self._descriptor

    def write(self, text: str) -> int:
        """Keep the text until the next flush."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._written.append(text)
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        if size := os.lseek(self._descriptor, 0, os.SEEK_END):
            self._written.append(os.pread(self._kept, size, 0).decode(errors="replace"))
            os.ftruncate(self._kept, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
        if text := "".join(self._written):
            self._written.clear()
            content = {"name": self.name, "text": text}
            self._session.send(self._publish, "stream", content, parent=self._parent)

    def set_parent(self, parent: dict[str, Any]) -> None:
        """Say which request the text belongs to."""
        self._parent = parent


@lru_cache(maxsize=1)
def make_shell() -> Any:
    """The shell, without history on disk. Made once before forking: it takes a tenth of a second."""
    main = sys.modules["__main__"]
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.cache_size = 1000
    try:
        shell = ZMQInteractiveShell.instance(config=config, compiler_class=XCachingCompiler)
    finally:
        # The shell takes the name for its own module; it gets it in the child.
        sys.modules["__main__"] = main
    return shell


def serve(requests: socket.socket, publish: socket.socket) -> None:
    """Answer requests until the other side closes the socket."""
    shell = make_shell()
    _settle(shell)
    session = PipeSession()
    shell.displayhook.session = shell.display_pub.session = session
    shell.displayhook.pub_socket = shell.display_pub.pub_socket = publish
    shell.displayhook.topic = b"execute_result"
    streams = Stream("stdout", 1, session, publish), Stream("stderr", 2, session, publish)
    sys.stdout, sys.stderr = streams
    while (request := receive(requests)) is not None:
        shell.set_parent(request)
        kind = request["header"]["msg_type"]
        session.send(publish, "status", {"execution_state": "busy"}, parent=request)
        if kind == "kernel_info_request":
            reply = {"status": "ok", "language_info": IPythonKernel.language_info}
        else:
            code = request["content"]["code"]
            shown = {"code": code, "execution_count": shell.execution_count}
            session.send(publish, "execute_input", shown, parent=request)
            reply = _execute(shell, code, request["content"]["store_history"])
            for stream in streams:
                stream.flush()
        answer = session.msg(kind.replace("_request", "_reply"), reply, parent=request)
        session.send(requests, answer)
        session.send(publish, "status", {"execution_state": "idle"}, parent=request)


def _settle(shell: Any) -> None:
    """What a kernel's process has of its own, made for the one that was forked."""
    asyncio.set_event_loop(None)
    sys.modules["__main__"] = shell.user_module
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    shell.init_environment()
    # As a kernel that is started: modules beside a notebook are found, unless that is not wanted.
    sys.path[:] = [place for place in sys.path if place]
    if not os.environ.get("PYTHONSAFEPATH"):
        sys.path.insert(0, "")
    builtins.input = getpass.getpass = _nobody_to_ask
    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [launcher.origin if launcher and launcher.origin else "ipykernel_launcher"]
    # A cell that starts processes has them started as everywhere.
    multiprocessing.set_start_method(None, force=True)
    multiprocessing.current_process().name = "MainProcess"
    # Pandas asks for an IPython when it is imported, and takes what has none for a terminal, of some width.
    pandas.set_option("display.max_columns", _COLUMNS)
    put_away()


def _nobody_to_ask(*_: object, **__: object) -> str:
    raise StdinNotImplementedError(_NO_INPUT)


def _execute(shell: Any, code: str, store_history: bool) -> dict[str, Any]:
    """Run a cell. Returns the content of the reply."""
    result = shell.run_cell(code, store_history=store_history)
    error = result.error_before_exec or result.error_in_exec
    failed = not result.success or shell._last_traceback_during_displayhook
    reply: dict[str, Any] = {
        "status": "error" if failed else "ok",
        "execution_count": shell.execution_count - 1,
        "user_expressions": {},
        "payload": shell.payload_manager.read_payload(),
    }
    shell.payload_manager.clear_payload()
    if failed:
        reply["traceback"] = shell._last_traceback or []
        reply["ename"] = type(error).__name__
        reply["evalue"] = str(error)
    return reply
