"""What the steps of the audit notebook hand on to each other, and how a notebook shows it."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ogi_audit.auditing import Audit
from ogi_audit.display.cases import cases_html
from ogi_audit.display.facts import facts_html
from ogi_audit.display.pages import style
from ogi_audit.display.suspects import suspects_html
from ogi_audit.display.unassessable import unassessable_places
from ogi_audit.errors import OgiAuditError, UnreadableError
from ogi_audit.lines_shown import one_line
from ogi_audit.messages.audit import word
from ogi_audit.messages.dates import day
from ogi_audit.messages.terms import EDITION, FORMAT, STATUS
from ogi_audit.report import Report
from ogi_audit.reviews import Reviews
from ogi_audit.schema import MIME, SCHEMA
from ogi_audit.suites import STATUSES, Outcome, load_suites

PACKAGES = ("ogi-audit", "great-expectations", "pandas", "lxml", "pdfplumber", "pypdfium2")


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """A report on the auditor's desk, or the reason why there is none."""

    name: str
    language: str
    report: Report | None
    previous: Report | None
    reviews: Reviews | None
    error: OgiAuditError | None
    suites: Path | None = None
    weights: Mapping[str, float] | None = None
    given: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Case {self.report.id if self.report else one_line(self.name)}>"

    def _repr_html_(self) -> str:
        if self.report is None:
            return style() + unreadable_html(self)
        data, language = self.report.metadata, self.language
        kind = self.report.source.format
        unknown = word("unknown", language)
        facts = [
            (word("agency", language), data.agency or unknown),
            (word("year", language), str(data.year or unknown)),
            (word("edition", language), _edition(self.report, language)),
            (
                word("published", language),
                day(data.published, language) if data.published else unknown,
            ),
            (word("file", language), self.report.source.name),
            (word("formats", language), FORMAT.get(kind, {language: kind})[language]),
        ]
        if self.previous:
            facts.append((word("previous", language), self.previous.source.name))
        return style() + facts_html(facts)


@dataclass(frozen=True, slots=True, repr=False)
class Outcomes:
    """What came of each rule at each place; shown as counts."""

    case: Case
    outcomes: tuple[Outcome, ...]

    def __repr__(self) -> str:
        return f"<Outcomes of {self.case!r}: {len(self.outcomes)}>"

    def _repr_html_(self) -> str:
        if self.case.report is None:
            return style() + unreadable_html(self.case)
        language = self.case.language
        counts = Counter(outcome.status for outcome in self.outcomes)
        facts = [(STATUS[status][language], str(counts[status])) for status in STATUSES]
        counted = style() + facts_html(facts, caption=word("outcomes", language))
        places = unassessable_places(self.outcomes, language)
        title = STATUS["not_assessable"][language]
        return counted + (facts_html(places, caption=title) if places else "")


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """The findings; shown as cases. ``audit`` is ``None`` for an unreadable file."""

    case: Case
    audit: Audit | None

    def __repr__(self) -> str:
        return f"<Result of {self.case!r}>"

    def _repr_html_(self) -> str:
        if self.audit is None:
            return style() + unreadable_html(self.case, again=True)
        language = self.case.language
        return style() + cases_html(self.audit, language) + suspects_html(self.audit, language)

    def to_json(self) -> dict[str, Any]:
        """The machine-readable result; an object with ``error`` for an unreadable file."""
        if self.audit is not None:
            return self.audit.to_json()
        assert self.case.error is not None
        return {
            "schema": SCHEMA,
            "source": {"name": self.case.name},
            "error": self.case.error.to_json(),
        }


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """A part of the audit as a display: ``name`` says which, ``html`` is what is shown."""

    name: str
    result: Result
    html: str

    def __repr__(self) -> str:
        return f"<{self.name} of {self.result.case!r}>"

    def _repr_html_(self) -> str:
        return style() + self.html


@dataclass(frozen=True, slots=True, repr=False)
class Provenance:
    """What the audit was made from and with; carries the machine-readable result."""

    result: Result

    def __repr__(self) -> str:
        return f"<Provenance of {self.result.case!r}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {
            "text/html": style() + facts_html(self._facts()),
            "text/plain": repr(self),
            MIME: self.result.to_json(),
        }

    def _facts(self) -> list[tuple[str, str]]:
        case, language = self.result.case, self.result.case.language
        facts = [(word("file", language), case.name)]
        if case.report:
            facts.append(("SHA-256", case.report.source.sha256))
        if case.previous:
            previous = word("previous", language)
            facts.append((previous, case.previous.source.name))
            facts.append((f"{previous} SHA-256", case.previous.source.sha256))
        digest = load_suites(case.suites).sha256
        python = ".".join(platform.python_version_tuple()[:2])
        packages = [f"{package} {version(package)}" for package in PACKAGES]
        return [
            *facts,
            *([(word("overlay", language), case.suites.name)] if case.suites else []),
            (word("suites", language), digest),
            (word("packages", language), ", ".join([*packages, f"Python {python}"])),
        ]


def unreadable_html(case: Case, *, again: bool = False) -> str:
    """Why there is no audit; said ``again`` by each step, which a page need not repeat."""
    error, language = case.error, case.language
    assert error is not None
    # What is wrong may be last year's report, the reviews or a parameter.
    own = isinstance(error, UnreadableError) and error.where == case.name
    facts = [(word("file", language), case.name)] if own else []
    facts.append((word("unreadable" if own else "reason", language), error.message(language)))
    lead = word("not_audited" if own else "not_usable", language)
    return facts_html(facts, lead=lead, again=again)


def _edition(report: Report, language: str) -> str:
    return EDITION[report.edition][language] if report.edition else word("unknown", language)
