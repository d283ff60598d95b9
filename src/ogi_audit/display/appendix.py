"""The appendix of an audit: every rule with its outcomes, every figure with its text and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from ogi_audit.auditing import Audit
from ogi_audit.display.lists import Cell, table
from ogi_audit.display.shortened import IN_APPENDIX, shortened
from ogi_audit.display.unassessable import listed
from ogi_audit.form import SECTIONS, cell_label
from ogi_audit.messages import in_language
from ogi_audit.messages.audit import word
from ogi_audit.messages.document import APPENDIX
from ogi_audit.messages.punctuation import MARKS
from ogi_audit.messages.terms import SEVERITY, STATUS
from ogi_audit.phrasing import at_label, number
from ogi_audit.suites import STATUSES, Outcome

# Where it went well is nobody's question.
_TOLD = {"failed": "failed_at", "not_assessable": "unassessed_at", "crashed": "crashed_at"}


def appendix_html(audit: Audit, language: str = "zh") -> str:
    """The three tables: rules, headings of the sections, figures."""
    shown = (
        rules_html(audit, language),
        sections_html(audit, language),
        cells_html(audit, language),
    )
    return "\n".join(shown)


def rules_html(audit: Audit, language: str = "zh") -> str:
    """One row a rule: what it asks for, how often each outcome came, and where it did not pass."""
    words = in_language(APPENDIX, language)
    rules: dict[str, list[Outcome]] = {}
    for outcome in audit.outcomes:
        rules.setdefault(outcome.rule.id, []).append(outcome)
    return table(
        caption=words["rules"],
        note=words["rules_note"],
        columns=[
            *(words[name] for name in ("rule", "statement", "severity")),
            *(STATUS[status][language] for status in STATUSES),
            words["where"],
        ],
        rows=[_rule(rule, outcomes, language) for rule, outcomes in sorted(rules.items())],
    )


def sections_html(audit: Audit, language: str = "zh") -> str:
    """One row a section of the form: its heading in the report, and where."""
    words = in_language(APPENDIX, language)
    found = {section.key: section for section in audit.report.sections}
    rows = []
    for label in SECTIONS:
        section = found.get(label.key)
        heading = section.heading if section else None
        place = section.place.describe(language) if section else ""
        text = words["missing"] if heading is None else shortened(heading, IN_APPENDIX, language)
        rows.append([Cell(label.text(language)), Cell(text), Cell(place or "—")])
    return table(
        caption=words["sections"],
        columns=[words[name] for name in ("section", "heading", "place")],
        rows=rows,
    )


def cells_html(audit: Audit, language: str = "zh") -> str:
    """One row a figure: its text as written, the value judged, and where it stands."""
    words = in_language(APPENDIX, language)
    rows = [
        [
            Cell(cell_label(cell.key, language)),
            Cell.number(shortened(cell.text, IN_APPENDIX, language) or word("blank", language)),
            Cell.number("—" if pd.isna(cell.value) else number(cell.value)),
            Cell(cell.place.describe(language) or "—"),
        ]
        for cell in audit.report.found_cells
    ]
    return table(
        caption=words["cells"],
        note=words["cells_note"],
        columns=[words[name] for name in ("cell", "text", "value", "place")],
        rows=rows,
        empty=words["no_cells"],
    )


def _rule(rule: str, outcomes: Sequence[Outcome], language: str) -> list[Cell]:
    counts = Counter(outcome.status for outcome in outcomes)
    metas = [outcome.rule.meta for outcome in outcomes]
    statements = dict.fromkeys(meta["statement"][language] for meta in metas)
    severities = dict.fromkeys(SEVERITY[outcome.rule.severity][language] for outcome in outcomes)
    told = []
    for status, name in _TOLD.items():
        places = [at_label(o).text(language) for o in outcomes if o.status == status]
        if places:
            named = listed(list(dict.fromkeys(places)), language)
            told.append(APPENDIX[name][language].format(places=named))
    return [
        Cell(rule, classes="ogi-short"),
        Cell(MARKS[language].semicolon.join(statements), classes="ogi-text"),
        Cell(" / ".join(severities), classes="ogi-short"),
        *(Cell.number(counts[status] or "—") for status in STATUSES),
        Cell("\n".join(told), classes="ogi-lines ogi-text"),
    ]
