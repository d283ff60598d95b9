"""The words of a finding: a rule's templates filled in with what its frame says at a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from ogi_audit.errors import LANGUAGES
from ogi_audit.form import (
    DISPUTE_GROUPS,
    FORMATS,
    REQUESTERS,
    SECTIONS,
    WHOLE,
    Label,
    cell_label,
    edition_in_force,
    label_of,
)
from ogi_audit.messages.dates import in_words
from ogi_audit.messages.findings import EDITION_ISSUED
from ogi_audit.report import Report

if TYPE_CHECKING:
    from ogi_audit.suites import Outcome

Text = dict[str, str]
"""The same words by language (``zh``, ``en``)."""


def number(value: float) -> str:
    """A figure in plain digits, without a needless decimal point."""
    return f"{value:.0f}" if value == int(value) else f"{value:.10g}"


def at_label(outcome: Outcome) -> Label:
    """The words for the place of an outcome."""
    if outcome.at == WHOLE.key:
        return WHOLE
    if "label_zh" in outcome.record:
        return Label(outcome.at, outcome.record["label_zh"], outcome.record["label_en"])
    suite = outcome.rule.suite
    if suite == "request_rows" or "table" in outcome.record:
        return label_of(outcome.record.get("table", "requests"), outcome.at)
    labels = (*REQUESTERS, *DISPUTE_GROUPS, *SECTIONS)
    return next(label for label in labels if label.key == outcome.at)


def fields_of(
    report: Report,
    outcome: Outcome,
    cells: tuple[str, ...],
    language: str,
) -> dict[str, str]:
    """What a message may name: the frame's columns and the words made of them."""
    record = {key: written(value) for key, value in outcome.record.items() if not pd.isna(value)}
    for key in ("edition", "edition_in_force"):
        if key in record:
            record[f"{key}_label"] = EDITION_ISSUED[record[key]][language]
    for key in ("published", "period"):
        if key in record:
            record[f"{key}_label"] = in_words(record[key], language)
    if table := record.get("table") or record.get("in_table"):
        record["table_label"] = next(s for s in SECTIONS if s.key == table).text(language)
    if cells:
        record["cell_label"] = cell_label(cells[0], language)
    label = at_label(outcome)
    record["at_label"] = label.text(language)
    record.setdefault("printed", label.zh)
    record["format"] = format_of(report.metadata.year).text(language)
    return record


def format_of(year: int | None) -> Label:
    """The document that lays down the form for reports of ``year``; the one in force if unknown."""
    return FORMATS[(edition_in_force(year) if year else None) or "2021"]


def render(template: str | Text, fields: Mapping[str, Mapping[str, str]]) -> Text:
    """A template in every language, filled in with each language's fields."""
    return {
        language: (template if isinstance(template, str) else template[language]).format_map(
            _Known(fields[language])
        )
        for language in LANGUAGES
    }


class _Known(dict[str, str]):
    """Fields of a message; one that the frame does not know at this place reads as a dash."""

    def __missing__(self, key: str) -> str:
        return "—"


def written(value: Any) -> str:
    """A value of a frame as text, the same whatever type its column happens to have."""
    if pd.isna(value):
        return ""
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    return number(value) if numeric else str(value)
