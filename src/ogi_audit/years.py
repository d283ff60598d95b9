"""Which of many reports is the one of the year before, by agency and year."""

from __future__ import annotations

from collections.abc import Sequence

from ogi_audit.report import Report

# Names that end alike may be one agency's: 沂川市水务局 and 云岭省沂川市水务局.
_ENDING = 4


def previous_of(reports: Sequence[Report | None]) -> list[Report | None]:
    """For each report the same agency's report of the year before, if it is among them.

    A name that leaves out superior places counts as the same where only one other name fits. Where a
    year is there more than once, the one with the least SHA-256 is taken, whatever the order.
    """
    known: dict[tuple[int, str], list[Report]] = {}
    for report in reports:
        if report is not None and report.metadata.year and report.metadata.agency:
            key = (report.metadata.year, report.metadata.agency[-_ENDING:])
            known.setdefault(key, []).append(report)
    return [_previous(report, known) if report is not None else None for report in reports]


def _previous(report: Report, known: dict[tuple[int, str], list[Report]]) -> Report | None:
    agency, year = report.metadata.agency, report.metadata.year
    if not agency or not year:
        return None
    found = known.get((year - 1, agency[-_ENDING:]), [])
    names = {str(other.metadata.agency) for other in found}
    alike = {name for name in names if name.endswith(agency) or agency.endswith(name)}
    name = agency if agency in names else alike.pop() if len(alike) == 1 else None
    same = [other for other in found if other.metadata.agency == name]
    return min(same, key=lambda other: other.source.sha256, default=None)
