"""The findings as a list, and names with values, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from ogi_audit.auditing import Audit
from ogi_audit.display.pages import page
from ogi_audit.display.review import review_words
from ogi_audit.display.verdict import verdict
from ogi_audit.findings import Finding
from ogi_audit.messages.audit import word
from ogi_audit.messages.terms import SEVERITY, STRENGTH
from ogi_audit.phrasing import Text, number

_LONGEST = 200


def findings_html(audit: Audit, language: str = "zh") -> str:
    """The verdict in one line and every finding with place, observed, expected and basis."""
    worst = next((s for s, count in audit.severities.items() if count), "none")
    names = ("severity", "finding", "place", "observed", "expected", "basis")
    return page(
        "findings.html.j2",
        verdict=verdict(audit.to_json(), language),
        worst=worst,
        columns=[word(name, language) for name in names],
        findings=[_fields(finding, language) for finding in audit.findings],
        none=word("none", language),
    )


def facts_html(
    facts: Sequence[tuple[str, str]],
    *,
    caption: str = "",
    lead: str = "",
    lead_class: str = "critical",
) -> str:
    """Names and values as a table of two columns, under a line that says the main thing."""
    return page("facts.html.j2", facts=facts, caption=caption, lead=lead, lead_class=lead_class)


def _fields(finding: Finding, language: str) -> dict[str, str]:
    return {
        "severity": finding.severity,
        "severity_word": SEVERITY[finding.severity][language],
        "message": finding.message[language],
        "evidence": finding.evidence[language] if finding.evidence else "",
        "review": review_words(finding.review, language) if finding.review else "",
        "dismissed": "" if finding.open else "ogi-dismissed",
        "place": finding.place.describe(language) or "—",
        "observed": _value(finding.observed, language),
        "expected": _value(finding.expected, language),
        "basis": finding.basis[language],
        "strength": STRENGTH[finding.strength][language],
        "rule": finding.rule,
    }


def _value(value: float | Text, language: str) -> str:
    text = value[language] if isinstance(value, dict) else number(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
