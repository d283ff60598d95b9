"""One report from its file, before anything is judged; needs nothing of Great Expectations."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from ogi_audit.errors import ParameterError, UnreadableError
from ogi_audit.limits import DEFAULT, Limits
from ogi_audit.parameters import parse_agency, parse_published, parse_year
from ogi_audit.readers import read
from ogi_audit.report import Report, extract


def load(
    path: str | os.PathLike[str],
    *,
    published: dt.date | str | None = None,
    agency: str | None = None,
    year: int | str | None = None,
    limits: Limits = DEFAULT,
) -> Report:
    """Read a report from a file. See `ogi_audit.auditing.audit` for the parameters and what is raised."""
    name, number, day = parse_agency(agency), parse_year(year), parse_published(published)
    report = extract(read(path, limits), agency=name, year=number, published=day)
    found = any(section.heading for section in report.sections) or len(report.found_cells)
    if not found and report.metadata.title is None:
        raise UnreadableError("not_report", Path(path).name)
    known = report.metadata.year
    if day and known and day.year <= known:
        raise ParameterError("published_early", "published", value=day, year=known)
    return report
