"""The workers of a Dask cluster as a run's crew: they are given parcels, and may die with them."""

from __future__ import annotations

import contextlib
import json
import logging
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any, Generic, TypeVar

import dask
from distributed import Client, Future, as_completed
from distributed.comm.addressing import parse_address, parse_host_port
from distributed.comm.registry import get_backend
from distributed.scheduler import KilledWorker

from ogi_audit.batch.files import written
from ogi_audit.batch.parcels import Delivery, packed, perform, unpacked
from ogi_audit.batch.pool import run_alone
from ogi_audit.batch.progress import Progress
from ogi_audit.errors import OgiAuditError, ParameterError, RenderError
from ogi_audit.processes import ending

Task = TypeVar("Task")
Answer = TypeVar("Answer")

# Seconds until somebody answers: a scheduler that is there does at once, workers may be starting, and
# so may the scheduler, if it is to write where it is.
_ANSWER = 10
_WORKERS = 120
# Seconds until it is told what is waited for.
_PATIENCE = 5
# A parcel holds the files of some dozens of reports; Dask warns of what it takes for a slip.
_PARCEL = "1 GiB"
# So many parcels for each task that is done at once: none waits for the next one to arrive.
_AHEAD = 2
_LONGEST = 200


class Cluster:
    """A connection to a scheduler; a context manager.

    ``address`` is its own or, where nobody can know it before, as on Slurm, the file (``.json``) that it
    writes that to. ``progress`` hears what is waited for. Raises `ParameterError` if no scheduler
    answers, or it has no workers.
    """

    def __init__(self, address: str, progress: Progress) -> None:
        self.address = address
        self._progress = progress
        self._held = contextlib.ExitStack()
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look_after_workers, daemon=True)

    def __enter__(self) -> Cluster:
        with contextlib.ExitStack() as held:
            held.enter_context(
                dask.config.set({"distributed.admin.large-graph-warning-threshold": _PARCEL})
            )
            # What they have to say is said by us; each of Dask's modules has a logger with its own level.
            for name in [*logging.root.manager.loggerDict]:
                if name.startswith(("distributed", "tornado", "asyncio")):
                    held.enter_context(_silent(logging.getLogger(name)))
            address = self._checked()
            try:
                self._client = Client(address, timeout=_ANSWER, set_as_default=False)
            except (OSError, ValueError, TypeError) as error:
                raise ParameterError("scheduler", self.address, problem=_line(error)) from error
            held.callback(self._disconnect)
            self._wait_for_workers()
            self._watch.start()
            self._held = held.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join(_ANSWER)
        self._held.close()

    def _disconnect(self) -> None:
        with contextlib.suppress(OSError, TimeoutError):
            self._client.close(timeout=_ANSWER)

    def _checked(self) -> str:
        """The scheduler's address.

        Raises `ParameterError` for what is none: Dask notices that as late as it begins to connect, and
        then has more to say than a line.
        """
        try:
            address = self._written() if self.address.endswith(".json") else self.address
            check_address(address)
        except (OSError, ValueError, TypeError, LookupError) as error:
            raise ParameterError(
                "scheduler_address", self.address or '""', problem=_line(error)
            ) from error
        return address

    def _written(self) -> str:
        """The address in the scheduler's file, as soon as that is there."""
        path, began, told = Path(self.address), time.monotonic(), False
        while not path.exists() and time.monotonic() - began < _WORKERS:
            if time.monotonic() - began >= _PATIENCE and not told:
                told = True
                self._progress.no_scheduler_yet(self.address, _WORKERS)
            time.sleep(0.1)
        return str(json.loads(path.read_text("utf-8"))["address"])

    def _wait_for_workers(self) -> None:
        with contextlib.suppress(TimeoutError):
            self._client.wait_for_workers(1, timeout=_PATIENCE)
            return
        self._progress.no_workers(self.address)
        try:
            self._client.wait_for_workers(1, timeout=_WORKERS - _PATIENCE)
        except TimeoutError as error:
            raise ParameterError("scheduler_idle", self.address, limit=_WORKERS) from error

    def _look_after_workers(self) -> None:
        """Tell when the last worker is gone: Dask waits for another one, however long."""
        idle = False
        while not self._over.wait(_PATIENCE):
            with contextlib.suppress(OSError, TimeoutError):
                before, idle = idle, not self._client.nthreads()
                if idle and not before:
                    self._progress.no_workers(self.address)

    @property
    def number(self) -> int:
        """How many tasks are done at once, by the workers that are there now; one at least."""
        with contextlib.suppress(OSError, TimeoutError):
            return sum(self._client.nthreads().values()) or 1
        return 1

    def hands(
        self,
        function: Callable[[Any], Any],
        limit: float,
        name: Callable[[Any], str],
        *,
        light: bool = False,
    ) -> Parcels[Any, Any]:
        """See `ogi_audit.batch.crew.Crew`; workers fork for what is ``light``, too."""
        return Parcels(self, self._client, function, limit, name)


class Parcels(Generic[Task, Answer]):
    """Has one function's tasks done by the cluster; a context manager.

    Dask gives the task of a worker that died to another one. A task of which a file cannot be read here
    is done here, where what is wrong with it is found and told as ever.
    """

    def __init__(
        self,
        cluster: Cluster,
        client: Client,
        function: Callable[[Task], Answer],
        limit: float,
        name: Callable[[Task], str],
    ) -> None:
        self._cluster = cluster
        self._client = client
        self._function = function
        self._limit = limit
        self._name = name
        self._tasks: dict[Future[Any], Task] = {}

    def __enter__(self) -> Parcels[Task, Answer]:
        return self

    def __exit__(self, *_: object) -> None:
        if self._tasks:
            with contextlib.suppress(OSError, TimeoutError, CancelledError):
                self._client.cancel(list(self._tasks))
            self._tasks.clear()

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer | OgiAuditError, float]]:
        """See `ogi_audit.batch.pool.Pool.run`.

        Raises `RenderError` if the scheduler is lost, or a worker is not as this machine is.
        """
        done = as_completed(loop=self._client.loop)
        for task in tasks:
            while len(self._tasks) >= _AHEAD * self._cluster.number:
                yield self._next(done)
            try:
                future = self._submit(task)
            except OSError:
                yield self._here(task)
            else:
                self._tasks[future] = task
                done.add(future)
        while self._tasks:
            yield self._next(done)

    def _submit(self, task: Any) -> Future[Any]:
        parcel = packed(self._function, task, self._name(task), self._limit)
        # The dashboard groups tasks by what stands before the last hyphen.
        key = f"{self._function.__name__}-{uuid.uuid4().hex}"
        return self._client.submit(perform, parcel, key=key, pure=False)

    def _next(self, done: Any) -> tuple[Task, Answer | OgiAuditError, float]:
        future = next(done)
        task = self._tasks.pop(future)
        delivery = self._delivered(future, task)
        future.release()
        with written(Path(self._name(task))):
            unpacked(delivery)
        return task, delivery.answer, delivery.seconds

    def _delivered(self, future: Future[Any], task: Task) -> Delivery:
        name = self._name(task)
        try:
            delivery: Delivery = future.result()
        except KilledWorker:
            return Delivery(RenderError("killed", name, **ending(None)), (), 0.0)
        except CancelledError as error:
            raise RenderError("scheduler_lost", self._cluster.address) from error
        except Exception as error:
            # The package is not there, or another one than here, or nothing can be started.
            raise RenderError(
                "worker_failed", self._cluster.address, problem=_line(error)
            ) from error
        if isinstance(delivery.answer, RenderError) and delivery.answer.code == "worker_differs":
            raise RenderError("worker_differs", self._cluster.address)
        return delivery

    def _here(self, task: Task) -> tuple[Task, Answer | OgiAuditError, float]:
        try:
            return task, run_alone(self._function, task, self._limit, self._name), 0.0
        except OgiAuditError as error:
            return task, error, 0.0


def check_address(address: str) -> None:
    """Raise `ValueError` for what cannot be the address of a scheduler: ``tcp://host:port``."""
    kind, place = parse_address(address)
    get_backend(kind)
    parse_host_port(place)


@contextlib.contextmanager
def _silent(logger: logging.Logger) -> Iterator[None]:
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)


def _line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]
