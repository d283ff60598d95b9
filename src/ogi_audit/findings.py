"""What failed: where, observed and expected, on what basis, with a fingerprint."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ogi_audit.document import Place
from ogi_audit.errors import LANGUAGES
from ogi_audit.form import Label
from ogi_audit.formulas import Formula, compared, formula_of
from ogi_audit.phrasing import Text, at_label, fields_of, number, render, written
from ogi_audit.report import Report
from ogi_audit.reviews import Review
from ogi_audit.rules import Rule
from ogi_audit.suites import Outcome

SEVERITIES = ("critical", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that failed at one place.

    ``at`` is the requester column, row, group, section or table; ``observed`` and ``expected`` are
    numbers where figures are compared and words otherwise, ``difference`` their difference or
    ``None``. ``formula`` has the figures of an identity or of two statements. ``sentence`` is the
    sentence of the text that a finding is about, ``quote`` the words of it that count; ``table`` the
    table of a row or column; ``sides`` what ``observed`` and ``expected`` are called where two
    statements are compared; ``said`` whether the message says both.
    """

    rule: str
    severity: str
    at: str
    at_label: Label
    cells: tuple[str, ...]
    observed: float | Text
    expected: float | Text
    difference: float | None
    message: Text
    basis: Text
    strength: str
    place: Place
    fingerprint: str
    evidence: Text | None = None
    review: Review | None = None
    formula: Formula | None = None
    sentence: str = ""
    quote: str = ""
    table: str = ""
    sides: Mapping[str, Text] | None = None
    said: bool = False

    @property
    def open(self) -> bool:
        """Whether it counts: no auditor dismissed it."""
        return self.review is None or not self.review.dismissed

    def to_json(self) -> dict[str, Any]:
        """The finding as in the machine-readable result (``ogi-audit/1``)."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "at": self.at,
            "cells": list(self.cells),
            "observed": _plain(self.observed),
            "expected": _plain(self.expected),
            "difference": _plain(self.difference),
            "formula": str(self.formula) if self.formula else None,
            "message": self.message,
            "basis": {
                "text": self.basis["zh"],
                "en": self.basis["en"],
                "strength": self.strength,
            },
            "place": str(self.place),
            "evidence": self.evidence,
            "fingerprint": self.fingerprint,
            "review": self.review.to_json() if self.review else None,
        }


def findings_of(
    report: Report,
    outcomes: Iterable[Outcome],
    evidence: Mapping[str, Callable[[], Text]] | None = None,
) -> list[Finding]:
    """The findings among a report's outcomes, the gravest first, then in the form's order.

    ``evidence`` has what a rule's ``meta`` may ask for by name, to put its finding into proportion.
    """
    found = [
        _finding(report, outcome, evidence or {})
        for outcome in outcomes
        if outcome.status == "failed"
    ]
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))


def _finding(
    report: Report, outcome: Outcome, evidence: Mapping[str, Callable[[], Text]]
) -> Finding:
    rule, record = outcome.rule, outcome.record
    cells = _cells(rule, record, report)
    formula = formula_of(rule, record, cells)
    fields = {
        language: fields_of(report, outcome, cells, language) | _sums(formula)
        for language in LANGUAGES
    }
    observed: float | Text
    expected: float | Text
    if formula:
        observed, expected = formula.sums
    else:
        observed = _value(rule.meta["observed"], record, fields)
        expected = _value(rule.meta["expected"], record, fields)
    difference = None
    if isinstance(observed, float) and isinstance(expected, float):
        difference = observed - expected
        formula = formula or compared(observed, expected, rule.meta.get("sides"))
    return Finding(
        rule.id,
        rule.severity,
        outcome.at,
        at_label(outcome),
        cells,
        observed,
        expected,
        difference,
        render(rule.meta["message"], fields),
        render(rule.meta["basis"], fields),
        rule.meta["basis"]["strength"],
        _place(report, outcome, cells),
        _fingerprint(report, outcome, cells),
        _evidence(rule, fields, evidence),
        formula=formula,
        sentence=written(record.get("sentence")),
        quote=written(record.get("quote")),
        sides=rule.meta.get("sides"),
        said=bool(rule.meta.get("said")),
        table=written(record.get("table", record.get("in_table"))),
    )


def _sums(formula: Formula | None) -> dict[str, str]:
    """What a message may say of an identity: the figures, what each side comes to, the difference."""
    if formula is None:
        return {}
    left, right = formula.sums
    return {
        "formula": str(formula),
        "left": number(left),
        "right": number(right),
        "gap": number(abs(left - right)),
    }


def _value(
    template: str | Text, record: Mapping[str, Any], fields: Mapping[str, Mapping[str, str]]
) -> float | Text:
    """A column of the frame by its name alone, if it is a number; else words."""
    alone = re.fullmatch(r"\{(\w+)\}", template) if isinstance(template, str) else None
    value = record.get(alone[1]) if alone else None
    if isinstance(value, int | float) and not isinstance(value, bool) and not pd.isna(value):
        return float(value)
    return render(template, fields)


def _evidence(
    rule: Rule,
    fields: Mapping[str, Mapping[str, str]],
    evidence: Mapping[str, Callable[[], Text]],
) -> Text | None:
    """What bears on the finding: words of the suite's own, or something asked for by name."""
    wanted = rule.meta.get("evidence")
    if isinstance(wanted, dict):
        return render(wanted, fields)
    return evidence[wanted]() if isinstance(wanted, str) and wanted in evidence else None


def _cells(rule: Rule, record: Mapping[str, Any], report: Report) -> tuple[str, ...]:
    """The cells a rule speaks of, those the report has."""
    columns = rule.columns if "{column}" in rule.cells else ("",)
    named = (
        key for column in columns for key in rule.cells.format(column=column, **record).split()
    )
    has = report.values
    return tuple(key for key in named if key in has)


def _place(report: Report, outcome: Outcome, cells: tuple[str, ...]) -> Place:
    if isinstance(said := outcome.record.get("place"), Place):
        return said
    if cells:
        return report.cell(cells[0]).place
    for section in report.sections:
        if section.key == outcome.at:
            return section.place
    place = next((row.place for row in report.found_rows if row.row == outcome.at), Place())
    if place != Place():
        return place
    # What is missing has no place; its table has.
    table = outcome.record.get("table") or outcome.record.get("in_table")
    return next((cell.place for cell in report.found_cells if cell.table == table), Place())


def _fingerprint(report: Report, outcome: Outcome, cells: tuple[str, ...]) -> str:
    """The same for the same agency, year, rule, place, cells and figures, whatever else is said.

    Made of what was read, not of words: another wording of the rule leaves it as it is.
    """
    rule, record = outcome.rule, outcome.record
    shown = str(rule.meta.get("observed", ""))
    names = {*rule.columns, *re.findall(r"\{(\w+?)(?:_label|_zh|_en)?\}", shown)}
    data = report.metadata
    # Of a report that does not say whose it is, only the file tells it from others.
    known = bool(data.agency and data.year)
    said = [
        data.agency if known else report.source.sha256,
        data.year,
        rule.id,
        outcome.at,
        [(key, report.cell(key).text) for key in cells],
        # Several entries of a rule may look at the same text for different things.
        *([rule.meta["aspect"]] if "aspect" in rule.meta else []),
        [(name, written(record[name])) for name in sorted(names & record.keys())],
    ]
    content = json.dumps(said, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _plain(value: float | Text | None) -> float | int | str | None:
    """Numbers without needless decimals; words in Chinese, the form's language."""
    if isinstance(value, dict):
        return value["zh"]
    return int(value) if value is not None and value == int(value) else value
