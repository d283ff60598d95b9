"""An audit as plain text, for a terminal."""

from __future__ import annotations

from ogi_audit.auditing import Audit
from ogi_audit.display.review import review_words
from ogi_audit.display.suspects import suspects_text
from ogi_audit.display.unassessable import unassessable_places, unread_lines
from ogi_audit.display.verdict import tally_of
from ogi_audit.findings import Finding
from ogi_audit.lines_shown import one_line
from ogi_audit.messages.audit import word
from ogi_audit.messages.punctuation import MARKS, bracketed
from ogi_audit.messages.terms import SEVERITY, STATUS, STRENGTH


def audit_text(audit: Audit, language: str = "zh") -> str:
    """The file, the verdict, each finding with place and basis, and the outcome counts."""
    marks = MARKS[language]
    counts = marks.comma.join(
        f"{STATUS[status][language]} {count}" for status, count in audit.counts.items()
    )
    lines = [audit.report.source.name, tally_of(audit).line(language)]
    if audit.previous:
        lines.append(f"{word('previous', language)}{marks.colon}{audit.previous.source.name}")
    for number, finding in enumerate(audit.findings, 1):
        lines += _finding(number, finding, language)
    lines += suspects_text(audit, language)
    lines.append(f"{word('outcomes', language)}{marks.colon}{counts}")
    if places := unassessable_places(audit.outcomes, language):
        lines.append(f"{STATUS['not_assessable'][language]}{marks.colon}".rstrip())
        lines += [f"   {rule}{marks.colon}{named}" for rule, named in places]
    if audit.report.unread:
        lines.append(f"{word('unread', language)}{marks.colon}".rstrip())
        lines += [f"   {said}" for said in unread_lines(audit.report.unread, language)]
    # Names, findings and reasons are whoever's wrote them.
    return "\n".join([*map(one_line, lines), ""])


def _finding(number: int, finding: Finding, language: str) -> list[str]:
    severity = SEVERITY[finding.severity][language]
    strength = bracketed(STRENGTH[finding.strength][language], language)
    facts = [
        *([("formula", str(finding.formula))] if finding.formula else []),
        ("place", finding.place.describe(language) or "—"),
        ("basis", finding.basis[language] + strength),
    ]
    if finding.evidence:
        facts.append(("evidence", finding.evidence[language]))
    if finding.review:
        facts.append(("review", review_words(finding.review, language)))
    return [
        f"{number}. [{severity}] {finding.message[language]}  "
        f"({finding.rule}@{finding.at} {finding.fingerprint})",
        *(f"   {word(name, language)}{MARKS[language].colon}{said}" for name, said in facts),
    ]
