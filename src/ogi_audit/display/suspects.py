"""The cells that may be wrong, as a list: each with the figure proposed and what speaks for it."""

from __future__ import annotations

from ogi_audit.auditing import Audit
from ogi_audit.display.pages import page
from ogi_audit.findings import Finding
from ogi_audit.form import cell_label
from ogi_audit.messages.audit import word
from ogi_audit.messages.punctuation import MARKS, bracketed, listed
from ogi_audit.phrasing import number
from ogi_audit.suspects import Change, Suspect

FEW = 4
"""Changes of more cells at once are no clue to the one that is wrong."""
_MOST_SHOWN = 6


def suspects_html(audit: Audit, language: str = "zh") -> str:
    """The suspects as a table under a line that says what they are; empty where no identity fails."""
    if not audit.suspects and audit.localisation.state == "complete":
        return ""
    names = ("rank", "suspect", "change", "resolves", "support")
    return page(
        "suspects.html.j2",
        title=word("suspects", language),
        note=state_note(audit, language),
        columns=[word(name, language) for name in names],
        suspects=[
            {
                "rank": suspect.rank,
                "together": word("together", language) if len(suspect.changes) > 1 else "",
                "cells": [cell_label(change.cell, language) for change in _shown(suspect)],
                "changes": [
                    f"{number(change.value)} → {change.proposed}" for change in _shown(suspect)
                ],
                "more": _more(suspect, language),
                "resolves": resolved(audit, suspect, language),
                "support": [
                    ("+" if support.favours else "−") + " " + support.text[language]
                    for support in suspect.support
                ],
            }
            for suspect in audit.suspects
        ],
    )


def suspects_text(audit: Audit, language: str = "zh") -> list[str]:
    """The same as lines for a terminal."""
    if not audit.suspects and audit.localisation.state == "complete":
        return []
    marks = MARKS[language]
    note = bracketed(state_note(audit, language), language)
    lines = [word("suspects", language) + note]
    for suspect in audit.suspects:
        changes = marks.semicolon.join(
            f"{cell_label(change.cell, language)}{marks.colon}"
            f"{number(change.value)} → {change.proposed}"
            for change in _shown(suspect)
        )
        if len(suspect.changes) > 1:
            changes = word("together", language) + marks.colon + changes + _more(suspect, language)
        lines.append(f"   {suspect.rank}) {changes}  [{resolved(audit, suspect, language)}]")
        lines += [
            f"      {'+' if support.favours else '−'} {support.text[language]}"
            for support in suspect.support
        ]
    return lines


def _shown(suspect: Suspect) -> tuple[Change, ...]:
    return suspect.changes[:_MOST_SHOWN]


def _more(suspect: Suspect, language: str) -> str:
    """How many cells there are in all, where they are not all shown."""
    count = len(suspect.changes)
    return word("cells_in_all", language).format(count=count) if count > _MOST_SHOWN else ""


def suspects_of(audit: Audit, finding: Finding) -> list[Suspect]:
    """The suspects that would settle a finding, the best first."""
    return [suspect for suspect in audit.suspects if finding.fingerprint in suspect.resolves]


def state_note(audit: Audit, language: str) -> str:
    """What the list is, and whether it is complete."""
    return word(f"suspects_{audit.localisation.state}", language)


def resolved(audit: Audit, suspect: Suspect, language: str) -> str:
    """The findings that a suspect would mend, by their numbers in the list of findings."""
    numbers = [
        str(number)
        for number, finding in enumerate(audit.findings, 1)
        if finding.fingerprint in suspect.resolves
    ]
    return word("numbers", language).format(numbers=listed(numbers, language))
