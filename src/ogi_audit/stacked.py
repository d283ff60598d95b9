"""Many reports audited by one run of the suites over all their frames, as a scan does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from ogi_audit.auditing import Audit, conclude
from ogi_audit.frames import frames_of
from ogi_audit.report import Report
from ogi_audit.suites import STATUSES, Judged, by_report, load_suites
from ogi_audit.years import check_previous


def audit_reports(
    reports: Sequence[Report],
    previous: Sequence[Report | None],
    *,
    suites: Path | None = None,
    weights: Mapping[str, float] | None = None,
) -> list[Audit]:
    """Audit reports that have been read, each with last year's, by one run of the suites over all.

    What is found is what `ogi_audit.auditing.audit_report` finds of each, in far less time. See `audit`
    there for the parameters and what is raised.
    """
    for report, last in zip(reports, previous, strict=True):
        if last:
            check_previous(report.identity, last.identity)
    judged = load_suites(suites).judge(frames_of(reports, previous))
    counts = np.zeros((len(reports), len(STATUSES)), dtype=np.int64)
    for one in judged:
        at = np.broadcast_to(one.reports, one.statuses.shape)
        np.add.at(counts, (at, one.statuses), 1)
    telling = (outcome for one in judged for outcome in one.outcomes(_telling(one)))
    outcomes = by_report(telling, len(reports))
    return [
        conclude(
            report,
            own,
            last,
            suites=suites,
            weights=weights,
            counts=dict(zip(STATUSES, map(int, numbers), strict=True)),
        )
        for report, last, own, numbers in zip(reports, previous, outcomes, counts, strict=True)
    ]


def _telling(judged: Judged) -> np.ndarray:
    """Which outcomes anything follows from, as a mask: no finding does from what holds.

    But the identities that hold say which cells may be trusted where others fail.
    """
    identities = np.array([bool(rule.coefficients) for rule in judged.rules])[:, np.newaxis]
    passed, applies = (STATUSES.index(name) for name in ("passed", "not_applicable"))
    holds = (judged.statuses == passed) & ~identities
    telling: np.ndarray = ~(holds | (judged.statuses == applies))
    return telling
