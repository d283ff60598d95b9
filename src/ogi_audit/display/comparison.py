"""A report beside last year's: whether the two years join, and how the main figures moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ogi_audit.auditing import Audit
from ogi_audit.display.pages import page
from ogi_audit.display.pictures import years_html
from ogi_audit.form import REQUESTERS, SECTIONS, label_of
from ogi_audit.frames_years import years_documents, years_requests, years_sections
from ogi_audit.messages.desk import COMPARISON
from ogi_audit.messages.terms import STATUS
from ogi_audit.phrasing import number
from ogi_audit.report import Report

_LABELS = {label.key: label for label in (*REQUESTERS, *SECTIONS)}
_RULES = ("years.carried", "years.in_force", "years.copied")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its name, its figures in words, and what came of the rule, if one judges it."""

    name: str
    figures: tuple[str, ...]
    status: str = ""
    status_word: str = ""


def comparison_html(audit: Audit, language: str = "zh") -> str:
    """The tables of the two years; without last year's report, a line that says how to give it."""
    last = audit.previous
    if last is None:
        return page("comparison.html.j2", lead=COMPARISON["no_previous"][language], tables=())
    statuses = [one.status for one in audit.outcomes if one.rule.id in _RULES]
    lead = COMPARISON["lead"][language].format(
        name=last.source.name,
        failed=statuses.count("failed"),
        passed=statuses.count("passed"),
        unchecked=statuses.count("not_assessable"),
    )
    tables = [
        _table("carried", _carried(audit, last, language), language),
        _table("in_force", _in_force(audit, last, language), language),
        _table("copied", _copied(audit, last, language), language),
    ]
    joined = page(
        "comparison.html.j2",
        lead=lead,
        lead_class="warning" if "failed" in statuses else "none",
        tables=[table for table in tables if table["rows"]],
    )
    return joined + years_html(audit.report, last, language)


def _table(name: str, rows: Iterable[Row], language: str) -> dict[str, object]:
    return {
        "caption": COMPARISON[name][language],
        "columns": COMPARISON[f"{name}_columns"][language].split("|"),
        "rows": list(rows),
    }


def _carried(audit: Audit, last: Report, language: str) -> Iterator[Row]:
    for row in years_requests(audit.report, last):
        figures = (row["last_carried_out"], row["carried_in"])
        yield _judged(audit, "years.carried", row["at"], figures, language)


def _in_force(audit: Audit, last: Report, language: str) -> Iterator[Row]:
    for row in years_documents(audit.report, last):
        before, issued, repealed = row["last_in_force"], row["issued"], row["repealed"]
        known = None not in (before, issued, repealed)
        expected = before + issued - repealed if known else None
        figures = (before, issued, repealed, expected, row["in_force"])
        yield _judged(audit, "years.in_force", row["at"], figures, language)


def _copied(audit: Audit, last: Report, language: str) -> Iterator[Row]:
    for row in years_sections(audit.report, last):
        share = row["share"]
        said = "—" if share is None else f"{share}%"
        yield _judged(audit, "years.copied", row["at"], (said,), language)


def _judged(
    audit: Audit, rule: str, at: str, figures: Sequence[float | str | None], language: str
) -> Row:
    found = [one.status for one in audit.outcomes if (one.rule.id, one.at) == (rule, at)]
    status = found[0] if found else "not_applicable"
    label = _LABELS.get(at) or label_of("disclosure", at)
    words = tuple(one if isinstance(one, str) else _figure(one) for one in figures)
    return Row(label.text(language), words, status, STATUS[status][language])


def _figure(value: float | None) -> str:
    return "—" if value is None else number(value)
