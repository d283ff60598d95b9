"""Which of many reports is the one of the year before, by agency and year."""

from __future__ import annotations

from collections.abc import Sequence

from ogi_audit.report import Report

# Names that end alike may be one agency's: 沂川市水务局 and 云岭省沂川市水务局.
_ENDING = 4


def is_same_agency(one: str, other: str) -> bool:
    """Whether two names may be one agency's: the same, or one without superior places."""
    return one.endswith(other) or other.endswith(one)


def previous_of(reports: Sequence[Report | None]) -> list[tuple[Report, ...]]:
    """For each report the same agency's reports of the year before that are among them.

    None, one, or several that differ: then the caller cannot know which is meant. A name that leaves
    out superior places counts as the same where only one other name fits. The order of ``reports``
    makes no difference.
    """
    known: dict[tuple[int, str], list[Report]] = {}
    for report in reports:
        if report is not None and report.metadata.year and report.metadata.agency:
            key = (report.metadata.year, report.metadata.agency[-_ENDING:])
            known.setdefault(key, []).append(report)
    return [_previous(report, known) if report is not None else () for report in reports]


def _previous(report: Report, known: dict[tuple[int, str], list[Report]]) -> tuple[Report, ...]:
    agency, year = report.metadata.agency, report.metadata.year
    if not agency or not year:
        return ()
    found = known.get((year - 1, agency[-_ENDING:]), [])
    names = {str(other.metadata.agency) for other in found}
    alike = {name for name in names if is_same_agency(name, agency)}
    name = agency if agency in names else alike.pop() if len(alike) == 1 else None
    same = {other.source.sha256: other for other in found if other.metadata.agency == name}
    if len({_figures(other) for other in same.values()}) == 1:
        # One report in several files.
        return (same[min(same)],)
    return tuple(same[digest] for digest in sorted(same))


def _figures(report: Report) -> tuple[tuple[str, str], ...]:
    return tuple(zip(report.cells["key"], report.cells["value"].astype(str), strict=True))
