"""The steps of the audit notebook: each one call that an auditor can open, change and run again.

A report that cannot be read goes through all steps and is said to be unreadable in each, so that
its notebook is complete and says so.
"""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ogi_audit import auditing as steps
from ogi_audit.auditing import Audit
from ogi_audit.display.browser import Browser
from ogi_audit.display.comparison import comparison_html
from ogi_audit.display.desk import Desk
from ogi_audit.display.findings import facts_html, findings_html
from ogi_audit.display.given import check_given
from ogi_audit.display.pages import style
from ogi_audit.display.review import ReviewDesk
from ogi_audit.display.saving import Saved, save_audit
from ogi_audit.display.suspects import suspects_html
from ogi_audit.display.tables import statutory_tables
from ogi_audit.display.unassessable import unassessable_places
from ogi_audit.errors import OgiAuditError, ParameterError, ReviewError, UnreadableError
from ogi_audit.messages.audit import word
from ogi_audit.messages.terms import EDITION, STATUS
from ogi_audit.parameters import check_values, parse_weights, split_weights
from ogi_audit.report import Report
from ogi_audit.resources import locate
from ogi_audit.reviews import Reviews
from ogi_audit.schema import MIME, SCHEMA
from ogi_audit.suites import STATUSES, Outcome, load_suites
from ogi_audit.years import check_previous

PARAMETERS = (
    *("report", "previous", "published", "agency", "year"),
    *("suites", "weights", "reviews", "language"),
)
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
        return f"<Case {self.report.id if self.report else self.name}>"

    def _repr_html_(self) -> str:
        if self.report is None:
            return style() + _unreadable(self)
        data, language = self.report.metadata, self.language
        unknown = word("unknown", language)
        facts = [
            (word("agency", language), data.agency or unknown),
            (word("year", language), str(data.year or unknown)),
            (word("edition", language), _edition(self.report, language)),
            (word("published", language), str(data.published or unknown)),
            (word("file", language), self.report.source.name),
            (word("formats", language), self.report.source.format),
        ]
        if self.previous:
            facts.append((word("previous", language), self.previous.source.name))
        return style() + facts_html(facts)


def check_parameters(names: Mapping[str, Any]) -> None:
    """Raise `ParameterError` if the notebook was given a parameter it does not have, or a bad value.

    ``names`` is the notebook's ``globals()``.
    """
    check_given(names, PARAMETERS)
    check_values(names["language"], names["published"], names["weights"])


def load(
    report: str,
    *,
    previous: str = "",
    published: str = "",
    agency: str = "",
    year: int = 0,
    suites: str = "",
    weights: str = "",
    reviews: str = "",
    language: str = "zh",
) -> Case:
    """Read the report, last year's if one is named, and what auditors said of the findings."""
    name = Path(report).name
    overlay = locate(suites) if suites else None
    trusted = parse_weights(split_weights(weights))
    given = {
        "report": locate(report),
        "previous": locate(previous) if previous else None,
        **{"published": published, "agency": agency, "year": year, "weights": weights},
        **{"suites": overlay, "reviews": locate(reviews) if reviews else None},
    }
    try:
        this = steps.load(locate(report), published=published, agency=agency, year=year)
        last = steps.load(locate(previous), agency=agency) if previous else None
        if last:
            check_previous(this.identity, last.identity)
        said = steps.load_reviews(locate(report), locate(reviews) if reviews else None)
    except (UnreadableError, ReviewError) as error:
        return Case(name, language, None, None, None, error)
    return Case(name, language, this, last, said, None, overlay, trusted, given)


@dataclass(frozen=True, slots=True, repr=False)
class Outcomes:
    """What came of each rule at each place; shown as counts."""

    case: Case
    outcomes: tuple[Outcome, ...]

    def __repr__(self) -> str:
        return f"<Outcomes of {self.case!r}: {len(self.outcomes)}>"

    def _repr_html_(self) -> str:
        if self.case.report is None:
            return style() + _unreadable(self.case)
        language = self.case.language
        counts = Counter(outcome.status for outcome in self.outcomes)
        facts = [(STATUS[status][language], str(counts[status])) for status in STATUSES]
        counted = style() + facts_html(facts, caption=word("outcomes", language))
        places = unassessable_places(self.outcomes, language)
        title = STATUS["not_assessable"][language]
        return counted + (facts_html(places, caption=title) if places else "")


def validate(case: Case) -> Outcomes:
    """Run the suites."""
    if case.report is None:
        return Outcomes(case, ())
    outcomes = steps.validate(case.report, case.previous, suites=case.suites)
    return Outcomes(case, tuple(outcomes))


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """The findings; shown as the verdict and a list. ``audit`` is ``None`` for an unreadable file."""

    case: Case
    audit: Audit | None

    def __repr__(self) -> str:
        return f"<Result of {self.case!r}>"

    def _repr_html_(self) -> str:
        if self.audit is None:
            return style() + _unreadable(self.case)
        language = self.case.language
        return style() + findings_html(self.audit, language) + suspects_html(self.audit, language)

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


def findings(outcomes: Outcomes) -> Result:
    """Say what failed."""
    case = outcomes.case
    if case.report is None:
        return Result(case, None)
    audit = steps.conclude(
        case.report, outcomes.outcomes, case.previous, suites=case.suites, weights=case.weights
    )
    return Result(case, steps.reviewed(audit, case.reviews) if case.reviews else audit)


@dataclass(frozen=True, slots=True, repr=False)
class Evidence:
    """The statutory tables as on the form, with what failed marked."""

    result: Result

    def __repr__(self) -> str:
        return f"<Evidence of {self.result.case!r}>"

    def _repr_html_(self) -> str:
        if self.result.audit is None:
            return style() + _unreadable(self.result.case)
        return style() + statutory_tables(self.result.audit, self.result.case.language)


def evidence(result: Result) -> Evidence:
    """Show the statutory tables."""
    return Evidence(result)


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


def provenance(result: Result) -> Provenance:
    """State the source's and the suites' SHA-256 and the versions used."""
    return Provenance(result)


def review(result: Result) -> ReviewDesk | Result:
    """Show what auditors said of the findings; in a live front end, with a form to say it."""
    case = result.case
    if result.audit is None or case.reviews is None:
        return result
    data = result.audit.report.metadata
    return ReviewDesk(
        result.audit.findings, data.agency, data.year, case.reviews.path, case.language
    )


def desk(
    report: str = "",
    *,
    previous: str = "",
    folder: str = "uploads",
    language: str = "zh",
) -> Desk[Case]:
    """Choose a report to audit, and last year's; in a live front end, with a form to upload them.

    At first it is ``report``, or the last choice, or the sample. Uploaded files are kept in ``folder``,
    beside the notebook. ``desk.case()`` reads what is chosen.
    """
    return Desk(_load_chosen, report, previous=previous, folder=folder, language=language)


def _load_chosen(report: str, **given: Any) -> Case:
    """Read a report; a parameter that cannot be used is said in the steps, as an unreadable file is."""
    try:
        return load(report, **given)
    except ParameterError as error:
        return Case(Path(report).name, given["language"], None, None, None, error)


def browse(result: Result) -> Browser | Result:
    """Go through the findings one by one; in a live front end, with a form to review each."""
    case = result.case
    if result.audit is None or case.reviews is None:
        return result
    return Browser(result.audit, case.reviews.path, case.language)


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """The report beside last year's."""

    result: Result

    def __repr__(self) -> str:
        return f"<Comparison of {self.result.case!r}>"

    def _repr_html_(self) -> str:
        if self.result.audit is None:
            return style() + _unreadable(self.result.case)
        return style() + comparison_html(self.result.audit, self.result.case.language)


def compare(result: Result) -> Comparison:
    """Show whether the figures join last year's report and how they moved."""
    return Comparison(result)


def save(case: Case | Result, folder: str = "../reports") -> Saved | Case:
    """Write the audit as notebook, page and JSON into a folder, as ``ogi-audit render`` does."""
    case = case.case if isinstance(case, Result) else case
    if case.report is None:
        return case
    return save_audit(case.given, case.report.id, Path(folder), case.language)


def _unreadable(case: Case) -> str:
    assert case.error is not None
    language = case.language
    facts = [
        (word("file", language), case.name),
        (word("unreadable", language), case.error.message(language)),
    ]
    return facts_html(facts, lead=word("not_audited", language))


def _edition(report: Report, language: str) -> str:
    return EDITION[report.edition][language] if report.edition else word("unknown", language)
