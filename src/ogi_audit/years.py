"""Which of many reports is the one of the year before, by agency and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from ogi_audit.errors import ParameterError

# Names that end alike may be one agency's: 沂川市水务局 and 云岭省沂川市水务局.
_ENDING = 4


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a report from others: whose it is, of which year, and what it states.

    ``figures`` is the SHA-256 of its figures, the same for one report in files of several formats.
    """

    name: str
    sha256: str
    agency: str | None
    year: int | None
    figures: str


class Identified(Protocol):
    """A report, or what is known of one."""

    @property
    def identity(self) -> Identity:
        """What tells it from others."""


One = TypeVar("One", bound=Identified)


def is_same_agency(one: str, other: str) -> bool:
    """Whether two names may be one agency's: the same, or one without superior places."""
    return one.endswith(other) or other.endswith(one)


def check_previous(this: Identity, last: Identity) -> None:
    """Raise `ParameterError` if the other report is evidently not that of the year before."""
    if this.year and last.year and last.year != this.year - 1:
        raise ParameterError("previous_year", last.name, value=last.year, expected=this.year - 1)
    if this.agency and last.agency and not is_same_agency(this.agency, last.agency):
        raise ParameterError("previous_agency", last.name, value=last.agency, expected=this.agency)


def previous_of(reports: Sequence[One | None]) -> list[tuple[One, ...]]:
    """For each report the same agency's reports of the year before that are among them.

    None, one, or several that differ: then the caller cannot know which is meant. A name that leaves
    out superior places counts as the same where only one other name fits. The order of ``reports``
    makes no difference.
    """
    known: dict[tuple[int, str], list[One]] = {}
    for report in reports:
        if report is not None and report.identity.year and report.identity.agency:
            key = (report.identity.year, report.identity.agency[-_ENDING:])
            known.setdefault(key, []).append(report)
    return [_previous(report.identity, known) if report is not None else () for report in reports]


def _previous(this: Identity, known: dict[tuple[int, str], list[One]]) -> tuple[One, ...]:
    if not this.agency or not this.year:
        return ()
    found = known.get((this.year - 1, this.agency[-_ENDING:]), [])
    names = {str(other.identity.agency) for other in found}
    alike = {name for name in names if is_same_agency(name, this.agency)}
    name = this.agency if this.agency in names else alike.pop() if len(alike) == 1 else None
    same = {other.identity.sha256: other for other in found if other.identity.agency == name}
    if len({other.identity.figures for other in same.values()}) == 1:
        # One report in several files.
        return (same[min(same)],)
    return tuple(same[digest] for digest in sorted(same))
