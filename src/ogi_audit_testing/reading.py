"""What tests compare: the cells of a report as plain numbers, and audits of many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ogi_audit.auditing import conclude
from ogi_audit.findings import Finding
from ogi_audit.frames import frames_of
from ogi_audit.report import Report
from ogi_audit.suites import Outcome, by_report, load_suites

Values = dict[str, float | None]


def values_of(report: Report) -> Values:
    """The report's cells by key: a number, or None for what is unknown."""
    return report.values


def states_of(report: Report) -> dict[str, str]:
    """How each cell was filled in."""
    return dict(zip(report.cells["key"], report.cells["state"], strict=True))


def differences(wanted: Mapping[str, float | None], report: Report) -> dict[str, tuple]:
    """The cells that are not as wanted, with (wanted, read); cells the report lacks are None too."""
    read = values_of(report)
    return {
        key: (wanted.get(key), read.get(key))
        for key in {*wanted, *read}
        if wanted.get(key) != read.get(key)
    }


def outcomes_of(reports: Sequence[Report]) -> list[list[Outcome]]:
    """The outcomes of each report, all judged in one run of the suites."""
    return by_report(load_suites().validate(frames_of(reports)), len(reports))


def findings_of_all(reports: Sequence[Report]) -> list[tuple[Finding, ...]]:
    """The findings of each report, all judged in one run of the suites."""
    return [
        conclude(report, outcomes).findings
        for report, outcomes in zip(reports, outcomes_of(reports), strict=True)
    ]


def said(findings: Sequence[Finding]) -> set[tuple[str, str]]:
    """Rule and place of each finding."""
    return {(finding.rule, finding.at) for finding in findings}
