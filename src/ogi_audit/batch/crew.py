"""Who does the work of a run: processes of this machine, or the workers of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ogi_audit.batch.pool import Pool, warm
from ogi_audit.errors import OgiAuditError, ParameterError

if TYPE_CHECKING:
    from ogi_audit.batch.progress import Progress
    from ogi_audit.batch.settings import Settings

Task = TypeVar("Task")
Answer = TypeVar("Answer", covariant=True)


class Hands(Protocol[Task, Answer]):
    """Does one function's tasks, as `ogi_audit.batch.pool.Pool` does."""

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer | OgiAuditError, float]]:
        """Each task with its answer or error, and the seconds it took, in the order they are done."""


class Crew(Protocol):
    """``number`` is how many tasks are done at once."""

    @property
    def number(self) -> int:
        """How many tasks are done at once."""

    def hands(
        self,
        function: Callable[[Any], Any],
        limit: float,
        name: Callable[[Any], str],
        *,
        light: bool = False,
    ) -> AbstractContextManager[Hands[Any, Any]]:
        """What does a function's tasks, each within ``limit`` seconds; ``name`` is what errors call one.

        A function that is ``light`` imports little, and nothing of Great Expectations.
        """


@dataclass(frozen=True, slots=True)
class Local:
    """So many processes of this machine."""

    number: int

    def hands(
        self,
        function: Callable[[Any], Any],
        limit: float,
        name: Callable[[Any], str],
        *,
        light: bool = False,
    ) -> Pool[Any, Any]:
        """See `Crew`."""
        return Pool(function, self.number, limit, name, light=light)


@contextmanager
def crew_of(settings: Settings, progress: Progress) -> Iterator[Crew]:
    """The crew that a run is to have.

    Raises `ParameterError` if what a cluster needs is not installed, or its scheduler does not answer.
    """
    if settings.scheduler is None:
        if settings.notebooks != "all":
            # Reports are read first, which is light work, and judged in any case.
            warm()
        yield Local(settings.jobs)
        return
    try:
        from ogi_audit.batch.cluster import Cluster
    except ImportError as error:
        raise ParameterError("cluster_missing", "--scheduler", problem=error.name) from error
    with Cluster(settings.scheduler, progress) as cluster:
        yield cluster
