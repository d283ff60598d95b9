"""The verdict on a report in one line: how many findings there are, and what could not be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ogi_audit.messages.audit import VERDICT, word
from ogi_audit.messages.terms import SEVERITY

if TYPE_CHECKING:
    from ogi_audit.auditing import Audit

SEVERITIES = tuple(SEVERITY)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of each severity count, how many were dismissed, what could not be checked."""

    agency: str | None
    year: int | None
    critical: int
    warning: int
    info: int
    unchecked: int
    dismissed: int
    passed: int
    unread: int = 0

    @property
    def undecided(self) -> bool:
        """Whether nothing critical was found, but less was judged than could not be."""
        return not self.critical and self.unchecked > self.passed

    @property
    def worst(self) -> str:
        """The gravest severity that counts; ``none`` if there is no finding."""
        return next((one for one in SEVERITIES if getattr(self, one)), "none")

    def title(self, language: str) -> str:
        """Whose report it is, and of which year."""
        agency = self.agency or word("agency_unknown", language)
        return VERDICT["title" if self.year else "no_year"][language].format(
            agency=agency, year=self.year
        )

    def said(self, language: str) -> str:
        """What was found, in words; what could not be checked is said, never passed over."""
        counted = (*(getattr(self, one) for one in SEVERITIES), self.unchecked, self.dismissed)
        if not (any(counted) or self.unread):
            return VERDICT["clean"][language]
        parts = [
            VERDICT[
                "critical" if self.critical else "undecided" if self.undecided else "not_critical"
            ][language],
            VERDICT["others"][language],
        ]
        if self.unchecked:
            parts.append(VERDICT["unchecked" if self.unchecked > 1 else "unchecked_one"][language])
        if self.unread:
            parts.append(VERDICT["unread"][language])
        if self.dismissed:
            parts.append(VERDICT["dismissed"][language])
        named = (*SEVERITIES, "unchecked", "unread", "dismissed")
        facts = {name: getattr(self, name) for name in named}
        return "".join(parts).format(**facts)

    def line(self, language: str) -> str:
        """Everything on one line."""
        return VERDICT["line"][language].format(
            title=self.title(language), said=self.said(language)
        )


def tally_of(audit: Audit) -> Tally:
    """The tally of an audit."""
    data, counts = audit.report.metadata, audit.counts
    dismissed = sum(not finding.open for finding in audit.findings)
    unchecked = counts["not_assessable"] + counts["crashed"]
    open_counts = audit.severities
    return Tally(
        data.agency,
        data.year,
        critical=open_counts["critical"],
        warning=open_counts["warning"],
        info=open_counts["info"],
        unchecked=unchecked,
        dismissed=dismissed,
        passed=counts["passed"],
        unread=len(audit.report.unread),
    )


def verdict(result: Mapping[str, Any], language: str) -> str:
    """A machine-readable result (``ogi-audit/1``) in one line."""
    report, outcomes = result["report"], result["outcomes"]
    open_findings = [
        finding
        for finding in result["findings"]
        if (finding["review"] or {}).get("state") != "dismissed"
    ]
    counts = Counter(finding["severity"] for finding in open_findings)
    return Tally(
        report["agency"],
        report["year"],
        critical=counts["critical"],
        warning=counts["warning"],
        info=counts["info"],
        unchecked=outcomes["not_assessable"] + outcomes["crashed"],
        dismissed=len(result["findings"]) - len(open_findings),
        passed=outcomes["passed"],
        unread=len(result.get("unread", ())),
    ).line(language)
