"""The card at the head of an audit: whose report, the verdict, the counts, what to look at first."""

from __future__ import annotations

from ogi_audit.auditing import Audit
from ogi_audit.display.cases import anchor
from ogi_audit.display.pages import page
from ogi_audit.display.shortened import IN_SENTENCE, shortened
from ogi_audit.display.suspects import FEW, suspects_of
from ogi_audit.display.unassessable import unread_lines
from ogi_audit.display.verdict import tally_of
from ogi_audit.findings import Finding
from ogi_audit.form import cell_label
from ogi_audit.messages import in_language
from ogi_audit.messages.audit import word
from ogi_audit.messages.dates import day
from ogi_audit.messages.document import CARD
from ogi_audit.messages.punctuation import listed
from ogi_audit.messages.terms import EDITION, SEVERITY
from ogi_audit.phrasing import number


def card_html(audit: Audit, language: str = "zh") -> str:
    """The card. What was dismissed on review does not count and is not what to look at first."""
    tally = tally_of(audit)
    words = in_language(CARD, language)
    counts = [
        (severity, SEVERITY[severity][language], getattr(tally, severity)) for severity in SEVERITY
    ]
    counts.append(("unchecked", words["unchecked"], tally.unchecked))
    if tally.dismissed:
        counts.append(("dismissed", words["dismissed"], tally.dismissed))
    numbered = enumerate(audit.findings, 1)
    first = next(((at, finding) for at, finding in numbered if finding.open), None)
    return page(
        "card.html.j2",
        language=language,
        words=words,
        worst=tally.worst,
        title=words["title"].format(title=tally.title(language)),
        verdict=words["verdict"].format(said=tally.said(language)),
        counts=[(kind, name, words["count"].format(count=count)) for kind, name, count in counts],
        first=_first(audit, *first, language) if first else None,
        nothing=words["nothing_but"].format(count=tally.unchecked)
        if tally.unchecked
        else words["nothing"],
        facts=_facts(audit, language),
    )


def _first(audit: Audit, at: int, finding: Finding, language: str) -> dict[str, str]:
    """The gravest finding that counts, and the cell it may come from."""
    return {
        "number": str(at),
        "href": f"#{anchor(at)}",
        "message": shortened(finding.message[language], IN_SENTENCE, language),
        "suspect": _suspect(audit, at, finding, language),
    }


def _suspect(audit: Audit, at: int, finding: Finding, language: str) -> str:
    suspects = suspects_of(audit, finding)
    if not suspects:
        return ""
    changes = suspects[0].changes
    if len(changes) > FEW:
        return CARD["no_few"][language]
    if len(suspects) > 1:
        return CARD["suspects"][language].format(count=len(suspects), number=at)
    if len(changes) > 1:
        cells = listed((cell_label(change.cell, language) for change in changes), language)
        return CARD["together"][language].format(cells=cells)
    (change,) = changes
    return CARD["suspect"][language].format(
        cell=cell_label(change.cell, language),
        value=number(change.value),
        proposed=change.proposed,
    )


def _facts(audit: Audit, language: str) -> list[tuple[str, str]]:
    report, unknown = audit.report, word("unknown", language)
    data = report.metadata
    facts = [
        (
            word("edition", language),
            EDITION[report.edition][language] if report.edition else unknown,
        ),
        (word("published", language), day(data.published, language) if data.published else unknown),
        (word("file", language), report.source.name),
    ]
    if audit.previous:
        facts.append((word("previous", language), audit.previous.source.name))
    facts += [(word("unread", language), one) for one in unread_lines(report.unread, language)]
    return facts
