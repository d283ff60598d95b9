"""The steps of the audit notebook: each one call that an auditor can open, change and run again.

A report that cannot be read goes through all steps and is said to be unreadable in each, so that
its notebook is complete and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ogi_audit import auditing as steps
from ogi_audit.auditing import Audit
from ogi_audit.display.appendix import appendix_html
from ogi_audit.display.browser import Browser
from ogi_audit.display.card import card_html
from ogi_audit.display.comparison import comparison_html
from ogi_audit.display.desk import Desk
from ogi_audit.display.given import check_given
from ogi_audit.display.pictures import pictures_html
from ogi_audit.display.review import ReviewDesk
from ogi_audit.display.saving import Saved, save_audit
from ogi_audit.display.tables import statutory_tables
from ogi_audit.display.working_paper import (
    Case,
    Outcomes,
    Provenance,
    Result,
    View,
    unreadable_html,
)
from ogi_audit.errors import ParameterError, ReviewError, UnreadableError
from ogi_audit.limits import parse_limits
from ogi_audit.loading import load as load_report
from ogi_audit.parameters import check_values, parse_weights, split_entries
from ogi_audit.resources import locate
from ogi_audit.years import check_previous

PARAMETERS = (
    *("report", "previous", "published", "agency", "year"),
    *("suites", "weights", "reviews", "limits", "language"),
)


def check_parameters(names: Mapping[str, Any]) -> None:
    """Raise `ParameterError` if the notebook was given a parameter it does not have, or a bad value.

    ``names`` is the notebook's ``globals()``.
    """
    check_given(names, PARAMETERS)
    check_values(names["language"], names["published"], names["weights"], names["limits"])


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
    limits: str = "",
    language: str = "zh",
) -> Case:
    """Read the report, last year's if one is named, and what auditors said of the findings."""
    name = Path(report).name
    overlay = locate(suites) if suites else None
    trusted = parse_weights(split_entries(weights))
    most = parse_limits(split_entries(limits))
    given = {
        "report": locate(report),
        "previous": locate(previous) if previous else None,
        **{"published": published, "agency": agency, "year": year, "weights": weights},
        **{"suites": overlay, "reviews": locate(reviews) if reviews else None},
        "limits": limits,
    }
    try:
        this = load_report(
            locate(report), published=published, agency=agency, year=year, limits=most
        )
        last = load_report(locate(previous), agency=agency, limits=most) if previous else None
        if last:
            check_previous(this.identity, last.identity)
        said = steps.load_reviews(locate(report), locate(reviews) if reviews else None)
    except (UnreadableError, ReviewError) as error:
        return Case(name, language, None, None, None, error)
    return Case(name, language, this, last, said, None, overlay, trusted, given)


def validate(case: Case) -> Outcomes:
    """Run the suites."""
    if case.report is None:
        return Outcomes(case, ())
    outcomes = steps.validate(case.report, case.previous, suites=case.suites)
    return Outcomes(case, tuple(outcomes))


def findings(outcomes: Outcomes) -> Result:
    """Say what failed."""
    case = outcomes.case
    if case.report is None:
        return Result(case, None)
    audit = steps.conclude(
        case.report, outcomes.outcomes, case.previous, suites=case.suites, weights=case.weights
    )
    return Result(case, steps.reviewed(audit, case.reviews) if case.reviews else audit)


def card(result: Result) -> View:
    """Show whose report it is, the verdict, and what to look at first."""
    if result.audit is None:
        return View("Card", result, unreadable_html(result.case))
    return _view("Card", result, card_html)


def evidence(result: Result) -> View:
    """Show the statutory tables as on the form, with what failed marked."""
    return _view("Evidence", result, statutory_tables)


def pictures(result: Result) -> View:
    """Show the way of requests, the mix of outcomes, and this year against last."""
    return _view("Pictures", result, pictures_html)


def appendix(result: Result) -> View:
    """Show every rule with its outcomes, and every figure with its text and place."""
    return _view("Appendix", result, appendix_html)


def _view(name: str, result: Result, show: Callable[[Audit, str], str]) -> View:
    audit, case = result.audit, result.case
    return View(
        name, result, show(audit, case.language) if audit else unreadable_html(case, again=True)
    )


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


def compare(result: Result) -> View:
    """Show whether the figures join last year's report and how they moved."""
    return _view("Comparison", result, comparison_html)


def save(case: Case | Result, folder: str = "../reports") -> Saved | Case:
    """Write the audit as notebook, page and JSON into a folder, as ``ogi-audit render`` does."""
    case = case.case if isinstance(case, Result) else case
    if case.report is None:
        return case
    return save_audit(case.given, case.report.id, Path(folder), case.language)
