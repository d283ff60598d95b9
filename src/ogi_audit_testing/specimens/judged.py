"""What the audits of the specimens give, all judged in one run of the suites."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ogi_audit.auditing import conclude
from ogi_audit.findings import Finding
from ogi_audit.loading import load
from ogi_audit.report import Report
from ogi_audit.suites import Outcome, by_report
from ogi_audit_testing.makers import LAYOUTS
from ogi_audit_testing.makers.figures import Specimen
from ogi_audit_testing.specimens.case import Case


@dataclass(frozen=True, repr=False)
class Judged:
    """What the audit of one specimen gave."""

    case: Case
    outcomes: tuple[Outcome, ...]
    report: Report
    previous: Report | None

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that its outcomes come to."""
        return conclude(self.report, self.outcomes, self.previous).findings

    def at_place(self, rule: str) -> list[Outcome]:
        """The rule's outcomes at the specimen's place."""
        return [
            outcome
            for outcome in self.outcomes
            if outcome.rule.id == rule
            and self.case.at in (outcome.at, str(outcome.record.get("cells")))
        ]

    def statuses(self, rule: str) -> set[str]:
        """Its statuses there; an expectation for other reports says nothing of this one."""
        found = {outcome.status for outcome in self.at_place(rule)}
        return found - {"not_applicable"} or found

    def found(self, rule: str) -> list[Finding]:
        """The rule's findings at the specimen's place."""
        return [
            finding
            for finding in self.findings
            if finding.rule == rule and self.case.at in (finding.at, *finding.cells)
        ]

    def critical(self) -> set[str]:
        return {finding.rule for finding in self.findings if finding.severity == "critical"}


Pair = tuple[Report, Report | None]


def reports_of(cases: Iterable[Case], folder: Path) -> list[Pair]:
    """Each case's report and the one of the year before, written to ``folder`` and read."""
    reports: dict[tuple[int, str], Report] = {}

    def report_of(specimen: Specimen, layout: str) -> Report:
        key = (id(specimen), layout)
        if key not in reports:
            maker = LAYOUTS[layout]
            reports[key] = load(maker.write(specimen, folder / f"{len(reports)}{maker.suffix}"))
        return reports[key]

    return [
        (
            report_of(case.specimen, case.layout),
            report_of(case.previous, case.layout) if case.previous else None,
        )
        for case in cases
    ]


def judge(
    cases: Sequence[Case], pairs: Sequence[Pair], validate: Callable[[], Iterable[Outcome]]
) -> dict[int, Judged]:
    """Every case's audit by the identity of the case; ``validate`` judges the pairs all at once."""
    outcomes = by_report(validate(), len(cases))
    return {
        id(case): Judged(case, tuple(own), *pair)
        for case, own, pair in zip(cases, outcomes, pairs, strict=True)
    }
