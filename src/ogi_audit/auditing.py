"""One report from file to result: the public entry, and the steps that it is made of."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from ogi_audit.extraction.figures import Reading
from ogi_audit.findings import Finding, findings_of
from ogi_audit.frames import frames_of
from ogi_audit.limits import DEFAULT, Limits
from ogi_audit.loading import load
from ogi_audit.messages.findings import FINDING
from ogi_audit.messages.punctuation import MARKS, listed
from ogi_audit.phrasing import Text, at_label
from ogi_audit.report import Report
from ogi_audit.reviews import Reviews, read_reviews, reviews_path
from ogi_audit.schema import SCHEMA
from ogi_audit.suites import STATUSES, Outcome, load_suites
from ogi_audit.suspects import Localisation, Suspect
from ogi_audit.testimony import suspects_of
from ogi_audit.years import check_previous


@dataclass(frozen=True, slots=True, repr=False)
class Audit:
    """The result for one report.

    ``outcomes`` are all, or those that anything follows from where many reports were judged at once;
    ``counts`` tells how many there are of each kind.
    """

    report: Report
    previous: Report | None
    outcomes: tuple[Outcome, ...]
    counts: Mapping[str, int]
    findings: tuple[Finding, ...]
    localisation: Localisation
    suites_sha256: str

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {severity}" for severity, count in self.severities.items())
        return f"<Audit of {self.report.id}: {counts}>"

    @property
    def unassessable(self) -> dict[str, tuple[str, ...]]:
        """Where each rule could not be judged, by rule: requester columns, rows and so on."""
        places: dict[str, list[str]] = {}
        for outcome in self.outcomes:
            if outcome.status == "not_assessable":
                places.setdefault(outcome.rule.id, []).append(outcome.at)
        return {rule: tuple(dict.fromkeys(at)) for rule, at in places.items()}

    @property
    def suspects(self) -> tuple[Suspect, ...]:
        """The cells that may be wrong where identities fail, the best explanation first."""
        return self.localisation.suspects

    @property
    def severities(self) -> dict[str, int]:
        """How many open findings there are of each severity: dismissed ones do not count."""
        counts = Counter(finding.severity for finding in self.findings if finding.open)
        return {severity: counts[severity] for severity in ("critical", "warning", "info")}

    def to_json(self, *, cells: bool = True) -> dict[str, Any]:
        """The machine-readable result, schema ``ogi-audit/1``; without the figures for who has them."""
        report = self.report
        data = report.metadata
        return {
            "schema": SCHEMA,
            "report": {
                "id": report.id,
                "agency": data.agency,
                "year": data.year,
                "edition": report.edition,
                "published": data.published.isoformat() if data.published else None,
                "source": {
                    "name": report.source.name,
                    "sha256": report.source.sha256,
                    "format": report.source.format,
                },
            },
            "previous": {
                "name": self.previous.source.name,
                "sha256": self.previous.source.sha256,
            }
            if self.previous
            else None,
            "cells": {
                cell.key: {
                    "value": _number(cell.value),
                    "text": cell.text,
                    "place": str(cell.place),
                }
                for cell in (report.found_cells if cells else ())
            },
            "sections": [
                {"key": section.key, "heading": section.heading, "place": str(section.place)}
                for section in report.sections
                if section.heading is not None
            ],
            "unread": [
                {"kind": one.kind, "table": one.table, "text": one.text, "place": str(one.place)}
                for one in report.unread
            ],
            "outcomes": dict(self.counts),
            "not_assessable": {rule: list(at) for rule, at in self.unassessable.items()},
            "findings": [finding.to_json() for finding in self.findings],
            "suspects": [suspect.to_json() for suspect in self.suspects],
            "suspects_state": self.localisation.state,
        }


def audit(
    path: str | os.PathLike[str],
    *,
    previous: str | os.PathLike[str] | None = None,
    published: dt.date | str | None = None,
    agency: str | None = None,
    year: int | str | None = None,
    suites: Path | None = None,
    weights: Mapping[str, float] | None = None,
    reviews: str | os.PathLike[str] | Reviews | None = None,
    limits: Limits = DEFAULT,
) -> Audit:
    """Audit one report.

    Args:
        path: the report's file.
        previous: the file of the same agency's report of the year before.
        published: the day it was published, a date or a text of one (``2025-03-14``, ``2025年3月14日``);
            holds instead of what the document states.
        agency: the agency's name, likewise.
        year: the report's year, likewise.
        suites: a folder of suites that add to the package's own rules or override them.
        weights: how much each cell is trusted in the search for the wrong one, by pattern of its key
            (``{"requests.*.total": 2}``); 1 where none matches.
        reviews: the file of reviews, or reviews read already; by default ``reviews.csv``, ``.yaml``
            or ``.yml`` beside the report, if there is one.
        limits: the most that is read of a file, and the most that reading may take.

    Raises `UnreadableError` if a file cannot be read as a report, `ParameterError` for a parameter
    that cannot be used, `SuiteError` if the rules cannot be loaded whole, `ReviewError` for reviews
    that cannot be read.
    """
    report = load(path, published=published, agency=agency, year=year, limits=limits)
    last = load(previous, agency=agency, limits=limits) if previous else None
    known = reviews if isinstance(reviews, Reviews) else load_reviews(path, reviews)
    return audit_report(report, last, suites=suites, weights=weights, reviews=known)


def audit_report(
    report: Report,
    previous: Report | None = None,
    *,
    suites: Path | None = None,
    weights: Mapping[str, float] | None = None,
    reviews: Reviews | None = None,
) -> Audit:
    """Audit a report that has been read. See `audit` for the parameters and what is raised."""
    outcomes = validate(report, previous, suites=suites)
    result = conclude(report, outcomes, previous, suites=suites, weights=weights)
    return reviewed(result, reviews) if reviews else result


def load_reviews(
    path: str | os.PathLike[str], named: str | os.PathLike[str] | None = None
) -> Reviews:
    """The reviews in the file named, or in the one beside the report at ``path``, if there is one."""
    file = reviews_path(Path(path), Path(named) if named else None)
    return read_reviews(file, must_exist=bool(named))


def reviewed(result: Audit, reviews: Reviews) -> Audit:
    """The audit with what the reviews say of its findings."""
    data = result.report.metadata
    said = reviews.of_all(data.agency, data.year, result.findings)
    findings = (
        replace(finding, review=review)
        for finding, review in zip(result.findings, said, strict=True)
    )
    return replace(result, findings=tuple(findings))


def validate(
    report: Report, previous: Report | None = None, *, suites: Path | None = None
) -> list[Outcome]:
    """Judge a report by every suite: one outcome per rule and place."""
    if previous:
        check_previous(report.identity, previous.identity)
    return load_suites(suites).validate(frames_of([report], [previous]))


def conclude(
    report: Report,
    outcomes: Sequence[Outcome],
    previous: Report | None = None,
    *,
    suites: Path | None = None,
    weights: Mapping[str, float] | None = None,
    counts: Mapping[str, int] | None = None,
) -> Audit:
    """Say what the outcomes mean: the findings, what bears on them, and which cell may be wrong.

    ``counts`` tells how many outcomes there are of each kind where not all are given.
    """
    findings = findings_of(
        report, outcomes, {"blanks_as_zero": lambda: _blanks_as_zero(report, suites)}
    )
    localisation = suspects_of(report, outcomes, findings, previous, weights=weights)
    if counts is None:
        found = Counter(outcome.status for outcome in outcomes)
        counts = {status: found[status] for status in STATUSES}
    digest = load_suites(suites).sha256
    return Audit(report, previous, tuple(outcomes), counts, tuple(findings), localisation, digest)


def _blanks_as_zero(report: Report, suites: Path | None) -> Text:
    """What the identities give when every blank is read as 0."""
    zero = Reading(0, "blank")
    cells = tuple(
        replace(cell, reading=zero) if cell.state == "blank" else cell
        for cell in report.found_cells
    )
    frames = frames_of([replace(report, found_cells=cells)])
    rules = load_suites(suites)
    outcomes = [
        outcome
        for outcome in rules.validate(frames)
        if outcome.rule.meta["basis"]["strength"] == "form_identity"
    ]
    counts = Counter(outcome.status for outcome in outcomes)
    failed = [at_label(outcome) for outcome in outcomes if outcome.status == "failed"]
    return {
        language: words.format(passed=counts["passed"], failed=counts["failed"])
        + (
            MARKS[language].colon + listed((label.text(language) for label in failed), language)
            if failed
            else ""
        )
        for language, words in FINDING["blanks_as_zero"].items()
    }


def _number(value: Any) -> int | float | None:
    if pd.isna(value):
        return None
    return int(value) if value == int(value) else float(value)
