"""Processes that work through tasks: one that dies or hangs costs its own task only."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Generic, TypeVar

import psutil

from ogi_audit.batch.processes import context, hear_interrupts, is_warm, no_main, parenthood, server
from ogi_audit.batch.steady import steady
from ogi_audit.errors import OgiAuditError, RenderError
from ogi_audit.processes import die_with_parent, ending, forks

Task = TypeVar("Task")
Answer = TypeVar("Answer")

# A worker is replaced after so many tasks, so that what libraries keep does not add up.
_TASKS = 50
_STARTS = 3
_LONGEST = 200
_starting = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Lost:
    code: str
    details: Mapping[str, str]
    trace: str = ""


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    task: int | None = None
    began: float = 0.0
    done: int = 0


class Pool(Generic[Task, Answer]):
    """Runs a function on tasks in ``workers`` processes; a context manager.

    The processes are forked from this one, if it has everything imported, or else from a fork server that
    has. They are started one by one where the system cannot fork, and for a function that is ``light``,
    one that imports little. ``limit`` is in seconds a task; ``name`` says what an error calls a task.
    """

    def __init__(
        self,
        function: Callable[[Task], Answer],
        workers: int,
        limit: float,
        name: Callable[[Task], str] = str,
        *,
        light: bool = False,
    ) -> None:
        self._function = function
        self._name = name
        self._number = workers
        self._limit = limit
        self._context = _context(light)
        self._workers: list[_Worker] = []
        self._files = contextlib.ExitStack()
        self._folder = ""

    def __enter__(self) -> Pool[Task, Answer]:
        # What a worker that is killed leaves goes with the pool.
        folder = tempfile.TemporaryDirectory(prefix="ogi-audit-", ignore_cleanup_errors=True)
        self._folder = self._files.enter_context(folder)
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            _end(worker)
        self._workers.clear()
        self._files.close()

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer | OgiAuditError, float]]:
        """Each task with its answer and the seconds it took, in the order in which they are done.

        In place of an answer is the error that the function raised, or `RenderError` *killed*, *time*
        or *crashed*. What was killed is tried once more, after the others.
        """
        waiting = list(enumerate(tasks))
        known = dict(waiting)
        waiting.reverse()
        again: set[int] = set()
        while waiting or any(worker.task is not None for worker in self._workers):
            self._hand_out(waiting)
            for number, answer, seconds in self._collect():
                task = known.pop(number)
                if isinstance(answer, _Lost):
                    error = RenderError(answer.code, self._name(task), **answer.details)
                    if answer.trace:
                        error.add_note(answer.trace)
                    answer = error
                if _was_killed(answer) and number not in again:
                    # Whatever ended it, as a lack of memory, may be over when all else is done.
                    again.add(number)
                    known[number] = task
                    waiting.insert(0, (number, task))
                    continue
                yield task, answer, seconds

    def _hand_out(self, waiting: list[tuple[int, Task]]) -> None:
        for worker in [one for one in self._workers if one.task is None and one.done >= _TASKS]:
            self._drop(worker)
        while waiting:
            idle = next((one for one in self._workers if one.task is None), None)
            if idle is None:
                if len(self._workers) >= self._number:
                    return
                idle = self._start()
            number, task = waiting.pop()
            try:
                idle.pipe.send(task)
            except OSError:
                # It died while it had nothing to do.
                self._drop(idle)
                waiting.append((number, task))
                continue
            idle.task, idle.began = number, time.monotonic()

    def _start(self) -> _Worker:
        for attempt in range(_STARTS):
            ours, theirs = multiprocessing.Pipe()
            try:
                # What they change for a moment is all threads'.
                with _starting, steady(), no_main(), parenthood():
                    process = self._context.Process(  # type: ignore[attr-defined]
                        target=_work, args=(theirs, self._function, self._folder)
                    )
                    process.start()
            except (OSError, EOFError) as error:
                # The fork server was killed; multiprocessing starts another one.
                if attempt == _STARTS - 1:
                    raise RenderError("no_workers", "ogi-audit", problem=error) from None
                time.sleep(0.1)
            else:
                theirs.close()
                worker = _Worker(process, ours)
                self._workers.append(worker)
                return worker
        raise AssertionError("the last attempt returns or raises")

    def _collect(self) -> Iterator[tuple[int, Any, float]]:
        """What came in, or whose time is up, after waiting for either."""
        busy = [worker for worker in self._workers if worker.task is not None]
        if not busy:
            return
        next_up = min(worker.began for worker in busy) + self._limit
        wait([worker.pipe for worker in busy], max(0.0, next_up - time.monotonic()))
        for worker in busy:
            seconds = time.monotonic() - worker.began
            assert worker.task is not None
            number = worker.task
            answer: Any
            if worker.pipe.poll():
                try:
                    answer = worker.pipe.recv()
                except (EOFError, OSError):
                    worker.process.join(1)
                    answer = _Lost("killed", ending(worker.process.exitcode))
                    self._drop(worker)
                else:
                    worker.task, worker.done = None, worker.done + 1
            elif seconds >= self._limit:
                answer = _Lost("time", {"detail": f"{self._limit:g}"})
                self._drop(worker)
            else:
                continue
            yield number, answer, seconds

    def _drop(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        _end(worker)


def _context(light: bool) -> BaseContext:
    if forks() and (is_warm() or not light):
        return context()
    return multiprocessing.get_context("spawn")


def warm() -> None:
    """Have the fork server import what audits need, while this process goes on with something else."""
    if forks() and not is_warm():
        with _starting, steady(), no_main():
            server()
            forkserver.ensure_running()


def run_alone(
    function: Callable[[Task], Answer], task: Task, limit: float, name: Callable[[Task], str] = str
) -> Answer:
    """What a function says of one task, in a process of its own.

    Raises the error that it raised, or that `Pool.run` would give in place of an answer.
    """
    with Pool(function, 1, limit, name) as pool:
        ((_, answer, _),) = pool.run([task])
    if isinstance(answer, OgiAuditError):
        raise answer
    return answer


def _work(pipe: Connection, function: Callable[[Any], Any], folder: str) -> None:
    """A worker's life: a task in, an answer out, until nobody asks any more.

    Temporary files are put into ``folder``.
    """
    tempfile.tempdir = folder
    if forks():
        die_with_parent()
    # The terminal's interrupt is for the process that started the run; it ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hear_interrupts()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            break
        answer: Any
        try:
            answer = function(task)
        except OgiAuditError as error:
            error.add_note(traceback.format_exc())
            answer = error
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(where.filename).name}:{where.lineno}"
            said = " ".join(str(error).split())[:_LONGEST]
            details = {"detail": f"{type(error).__name__}: {said} ({place})"}
            answer = _Lost("crashed", details, traceback.format_exc())
        pipe.send(answer)
    if forks():
        # No teardown: the interpreter's takes seconds and frees what the system frees anyway.
        os._exit(0)


def _end(worker: _Worker) -> None:
    """End a worker and what it started."""
    with contextlib.suppress(psutil.Error):
        for child in psutil.Process(worker.process.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                child.kill()
    worker.process.kill()
    worker.process.join()
    worker.process.close()
    worker.pipe.close()


def _was_killed(answer: object) -> bool:
    return isinstance(answer, RenderError) and answer.code == "killed"
