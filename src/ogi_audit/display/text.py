"""An audit as plain text, for a terminal."""

from __future__ import annotations

from ogi_audit.auditing import Audit
from ogi_audit.display.review import review_words
from ogi_audit.display.suspects import suspects_text
from ogi_audit.display.unassessable import unassessable_places
from ogi_audit.display.verdict import tally_of
from ogi_audit.findings import Finding
from ogi_audit.messages.audit import word
from ogi_audit.messages.terms import SEVERITY, STATUS, STRENGTH


def audit_text(audit: Audit, language: str = "zh") -> str:
    """The file, the verdict, each finding with place and basis, and the outcome counts."""
    colon = "：" if language == "zh" else ": "
    counts = ("，" if language == "zh" else ", ").join(
        f"{STATUS[status][language]} {count}" for status, count in audit.counts.items()
    )
    lines = [audit.report.source.name, tally_of(audit).line(language)]
    if audit.previous:
        lines.append(f"{word('previous', language)}{colon}{audit.previous.source.name}")
    for number, finding in enumerate(audit.findings, 1):
        lines += _finding(number, finding, language)
    lines += suspects_text(audit, language)
    lines.append(f"{word('outcomes', language)}{colon}{counts}")
    if places := unassessable_places(audit.outcomes, language):
        lines.append(f"{STATUS['not_assessable'][language]}{colon}")
        lines += [f"   {rule}: {named}" for rule, named in places]
    return "\n".join([*lines, ""])


def _finding(number: int, finding: Finding, language: str) -> list[str]:
    severity = SEVERITY[finding.severity][language]
    place = finding.place.describe(language) or "—"
    lines = [
        f"{number}. [{severity}] {finding.message[language]}  "
        f"({finding.rule}@{finding.at} {finding.fingerprint})",
        *([f"   {word('formula', language)}: {finding.formula}"] if finding.formula else []),
        f"   {word('place', language)}: {place}",
        f"   {word('basis', language)}: {finding.basis[language]} ({STRENGTH[finding.strength][language]})",
    ]
    if finding.evidence:
        lines.append(f"   {word('evidence', language)}: {finding.evidence[language]}")
    if finding.review:
        lines.append(f"   {word('review', language)}: {review_words(finding.review, language)}")
    return lines
