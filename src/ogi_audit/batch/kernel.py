"""A kernel that is forked instead of started: what nbclient sees of it."""

from __future__ import annotations

import asyncio
import contextvars
import os
import signal
import socket
from collections.abc import Mapping
from multiprocessing.context import BaseContext
from pathlib import Path
from queue import Empty
from typing import Any
from weakref import WeakSet

from jupyter_client.session import Session
from nbclient.exceptions import DeadKernelError

from ogi_audit.batch.processes import hear_interrupts, no_main
from ogi_audit.batch.wire import send, take
from ogi_audit.processes import die_with_parent


class ForkedKernel:
    """A kernel manager for nbclient, with the kernel in a child that lives as long as the ``with``.

    ``context`` is multiprocessing's ``fork`` or ``forkserver``. The child has all that the process it
    is forked from has imported, and the ``environment``; what it changes stays in it.
    """

    has_kernel = True

    def __init__(self, context: BaseContext, environment: Mapping[str, str]) -> None:
        self._context = context
        self._environment = dict(environment)
        self._process: Any = None

    def __enter__(self) -> ForkedKernel:
        ours, theirs = zip(socket.socketpair(), socket.socketpair(), strict=True)
        self._client = KernelClient(self, *ours)
        # This process may die before the child comes to ask whose it is.
        parent = os.getpid() if self._context.get_start_method() == "fork" else None
        self._process = self._context.Process(  # type: ignore[attr-defined]
            target=_be_kernel, args=(Path.cwd(), self._environment, parent, *theirs)
        )
        try:
            with no_main():
                self._process.start()
        except BaseException:
            self._client.stop_channels()
            raise
        finally:
            for end in theirs:
                end.close()
        return self

    def __exit__(self, *_: object) -> None:
        self._client.stop_channels()
        self._process.kill()
        self._process.join()
        self._process.close()
        # Who still asks, such as a task of nbclient's that nobody stopped, hears that it is gone.
        self._process = None

    def client(self) -> KernelClient:
        """What sends to the kernel and receives from it."""
        return self._client

    def is_alive(self) -> bool:
        """Whether the child is there."""
        return self._process is not None and bool(self._process.is_alive())

    def interrupt_kernel(self) -> None:
        """As pressing the stop button does."""
        os.kill(self._process.pid, signal.SIGINT)


class KernelClient:
    """A kernel client for nbclient over two sockets."""

    allow_stdin = False

    def __init__(self, kernel: ForkedKernel, shell: socket.socket, publish: socket.socket) -> None:
        self._session = Session()
        self._requests = shell
        self.shell_channel = Channel(shell, is_reply=True)
        self.iopub_channel = Channel(publish, is_reply=False)
        self.is_alive = kernel.is_alive

    def start_channels(self) -> None:
        """They are open from the start."""

    def stop_channels(self) -> None:
        """Close them, which ends the kernel when it has no more to do."""
        self.shell_channel.close()
        self.iopub_channel.close()

    def wait_for_ready(self, timeout: float | None = None) -> None:
        """A forked kernel is ready at once."""

    def execute(self, code: str, store_history: bool = True, **_: Any) -> str:
        """Ask for a cell to be run. Returns the request's id."""
        return self._ask("execute_request", {"code": code, "store_history": store_history})

    def kernel_info(self) -> str:
        """Ask what the kernel is. Returns the request's id."""
        return self._ask("kernel_info_request", {})

    def _ask(self, kind: str, content: dict[str, Any]) -> str:
        message = self._session.msg(kind, content)
        self._requests.setblocking(True)
        try:
            send(self._requests, message)
        except OSError:
            raise DeadKernelError("Kernel died") from None
        finally:
            self._requests.setblocking(False)
        return str(message["header"]["msg_id"])


class Channel:
    """One direction of messages from the kernel."""

    def __init__(self, stream: socket.socket, is_reply: bool) -> None:
        stream.setblocking(False)
        self._stream = stream
        self._is_reply = is_reply
        self._buffer = bytearray()
        self._waiting: WeakSet[asyncio.Task[Any]] = WeakSet()

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """The next message. Raises `queue.Empty` if there is none in time."""
        if task := asyncio.current_task():
            self._waiting.add(task)
        try:
            return await asyncio.wait_for(self._next(), timeout)
        except TimeoutError:
            raise Empty from None

    def close(self) -> None:
        """Close the socket, and end who still waits for it: its number will be another socket's."""
        left = [task for task in self._waiting if not task.done()]
        for task in left:
            task.cancel()
        if left and not (loop := left[0].get_loop()).is_running():
            loop.run_until_complete(asyncio.wait(left))
        self._stream.close()

    async def _next(self) -> dict[str, Any]:
        loop = asyncio.get_running_loop()
        while (message := take(self._buffer)) is None:
            try:
                part = await loop.sock_recv(self._stream, 1 << 18)
            except ConnectionError:
                part = b""
            if not part:
                if self._is_reply:
                    raise DeadKernelError("Kernel died")
                # Who waits for the reply says it; two voices would be one too many.
                await loop.create_future()
            self._buffer += part
        return message


def _be_kernel(
    folder: Path,
    environment: dict[str, str],
    parent: int | None,
    requests: socket.socket,
    publish: socket.socket,
) -> None:
    """The child's life."""
    die_with_parent(parent=parent)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    hear_interrupts()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    from ogi_audit.batch.shell import serve

    # A context of its own: event loops of the parent are none of the child's.
    contextvars.Context().run(serve, requests, publish)
    # No teardown: the interpreter's takes seconds and frees what the system frees anyway.
    os._exit(0)
