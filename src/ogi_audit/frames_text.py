"""The frames ``sections`` and ``report``: what a report says in words, and what it is."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ogi_audit.extraction.context import is_government
from ogi_audit.form import NUMERALS, SECTIONS, edition_in_force
from ogi_audit.messages.findings import FINDING, PUBLISHED_SOURCE
from ogi_audit.messages.punctuation import listed
from ogi_audit.report import Report
from ogi_audit.wording import core, plain

_PROSE = ("overview", "problems", "other_matters")

Record = dict[str, Any]
"""One row of a frame, before it knows which report of the stack it belongs to."""


def section_records(report: Report) -> Iterator[Record]:
    """One row a section of the form."""
    year = report.metadata.year
    edition = edition_in_force(year) if year else None
    in_order = _in_order([section.position for section in report.sections])
    for number, (section, label) in enumerate(zip(report.sections, SECTIONS, strict=True)):
        found = section.heading is not None
        yield {
            "at": section.key,
            "count": section.count,
            "heading": section.heading,
            "in_order": in_order[number],
            "numeral": section.numeral if found else None,
            "numeral_of_form": NUMERALS[number],
            "printed": label.printed(edition),
            # Of the 2019 edition both wordings were in use.
            "as_printed": core(section.heading or "")
            in {core(label.printed(edition)), core(label.zh)}
            if found
            else None,
            "content": plain(section.content) if found else None,
            **{
                f"said_{language}": plain(section.content) or nothing
                for language, nothing in FINDING["no_content"].items()
            },
            "length": len(plain(section.content)) if found else None,
        }


def report_records(report: Report) -> Iterator[Record]:
    """One row for the report as a whole.

    Dates are also given with the years counted from the report's own: ``period_relative`` is
    ``0-01-01/0-12-31`` for the year itself, ``published_relative`` 131 for 31 January and 331 for
    31 March of the next year (10000 more a year later).
    """
    data = report.metadata
    title, year, published, period = data.title, data.year, data.published, data.period
    others = next(section for section in report.sections if section.key == "other_matters")
    text = plain("".join(report.text_of(key) for key in _PROSE))
    in_force = edition_in_force(year) if year else None
    # Title and period of different years: which of the two is wrong cannot be told.
    doubtful = bool(period and year and period[0].year != year)
    sources = PUBLISHED_SOURCE.get(data.published_source or "", {"zh": "—", "en": "—"})
    yield {
        "at": "report",
        "year": year,
        "next_year": year + 1 if year else None,
        "titled": title is not None,
        "title": title,
        "title_agency": data.agency_in_title if title else None,
        "title_year": data.year_in_title if title else None,
        "title_wording": data.kind,
        "edition": report.edition,
        "edition_in_force": in_force,
        "signs": listed(report.signs["2021" if in_force == "2019" else "2019"], "zh") or None,
        "period": "–".join(map(str, period)) if period else None,
        "period_relative": _relative_period(period, year) if period and year else None,
        "published": str(published) if published else None,
        "published_relative": _relative(published, year + 1)
        if published and year and not doubtful
        else None,
        **{f"published_source_{language}": source for language, source in sources.items()},
        "government": is_government(data.agency) if data.agency else None,
        "due_as": due_as(data.agency) if data.agency else None,
        "other_matters": plain(others.content) or None,
        "text": text or None,
        "length": len(text) or None,
    }


def due_as(agency: str) -> str:
    """By which day an agency must publish: as a ``department``, a ``government``, or ``none``.

    条例 第四十九条 names the governments of counties and higher and their departments; it names
    neither townships nor subdistricts.
    """
    if re.search(r"(?:街道|街道办事处|[乡镇](?:人民政府)?)$", agency):
        return "none"
    return "government" if is_government(agency) else "department"


def _in_order(positions: Sequence[int | None]) -> list[bool | None]:
    """Which sections stand in the form's order: a longest increasing run of positions."""
    tails: list[tuple[int, int]] = []
    before: dict[int, int | None] = {}
    for number, position in enumerate(positions):
        if position is not None:
            at = bisect.bisect_left(tails, (position, -1))
            before[number] = tails[at - 1][1] if at else None
            tails[at : at + 1] = [(position, number)]
    kept = set()
    last: int | None = tails[-1][1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return [
        None if position is None else number in kept for number, position in enumerate(positions)
    ]


def _relative(date: dt.date, year: int) -> int:
    return 10_000 * (date.year - year) + 100 * date.month + date.day


def _relative_period(period: tuple[dt.date, dt.date], year: int) -> str:
    return "/".join(f"{day.year - year}-{day:%m-%d}" for day in period)
