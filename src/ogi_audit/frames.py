"""The frames that the suites judge: one row per place a rule can hold for, many reports stacked.

A suite in ``expectations/suites/<frame>.json`` is bound to the frame of its name. Every frame has
the columns ``report`` (the report's number in the stack) and ``at`` (the place: a requester column,
row, group, section or table). What is unknown is NA, never 0.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd

from ogi_audit.form import (
    DISCLOSURE,
    DISPUTE_RESULTS,
    DISPUTES,
    NUMERALS,
    OTHER,
    REQUESTER_KEYS,
    REQUESTS,
    SECTIONS,
    TABLE_KEYS,
    edition_in_force,
)
from ogi_audit.report import Report, records
from ogi_audit.wording import core, plain

REQUEST_ROWS = tuple(
    dict.fromkeys(row.key for edition in ("2021", "2019") for row in REQUESTS[edition].rows)
)
_WORDINGS = {
    (table.key, row.key): {core(wording) for wording in row.label.wordings}
    for table in (*DISCLOSURE.values(), *REQUESTS.values(), DISPUTES)
    for row in table.rows
}
# An agency that leaves its zeros blank leaves many cells blank and writes no 0 at all.
_MANY_BLANK = 0.2
_FEWEST_BLANK = 2

Record = dict[str, Any]


def frames_of(
    reports: Sequence[Report], previous: Sequence[Report | None] | None = None
) -> dict[str, pd.DataFrame]:
    """The frames of one or many reports by suite name; ``report`` counts from 0 in the order given.

    ``previous`` has for each report the same agency's report of the year before, where known; the
    frames ``years_*`` have rows only for those.
    """
    pairs = list(zip(reports, previous or [None] * len(reports), strict=True))
    frames = {
        name: [
            {"report": number, **record}
            for number, (report, _) in enumerate(pairs)
            for record in make(report)
        ]
        for name, make in _RECORDS.items()
    } | {
        name: [
            {"report": number, **record}
            for number, (report, last) in enumerate(pairs)
            if last is not None
            for record in make(report, last)
        ]
        for name, make in _YEARS_RECORDS.items()
    }
    return {name: pd.DataFrame(rows).convert_dtypes() for name, rows in frames.items()}


def _values(report: Report, table: str) -> dict[tuple[str, str], float | None]:
    cells = report.cells[report.cells["table"] == table]
    values = cells["value"].astype(object).where(cells["value"].notna(), None)
    return dict(zip(zip(cells["row"], cells["column"], strict=True), values, strict=True))


def _request_columns(report: Report) -> Iterator[Record]:
    """One row a requester column, one column a row of table 3."""
    values = _values(report, "requests")
    as_one = any(row == OTHER.key for row, _ in values)
    for column in REQUESTER_KEYS:
        figures = {row: values.get((row, column)) for row in REQUEST_ROWS}
        yield {"at": column, "other_as_one": as_one, **figures}


def _request_rows(report: Report) -> Iterator[Record]:
    """One row a row of table 3, one column a requester column."""
    values = _values(report, "requests")
    for row in report.rows[report.rows["table"] == "requests"]["row"]:
        yield {"at": row, **{column: values.get((row, column)) for column in REQUESTER_KEYS}}


def _disputes(report: Report) -> Iterator[Record]:
    """One row a group of table 4, one column a result."""
    values = _values(report, "disputes")
    for row in DISPUTES.rows:
        yield {"at": row.key, **{r.key: values.get((row.key, r.key)) for r in DISPUTE_RESULTS}}


def _cells(report: Report) -> Iterator[Record]:
    """One row a figure. ``notation`` is how it was written, NA where nothing was."""
    for cell in records(report.cells):
        unwritten = cell.state in ("blank", "unplaced")
        yield {
            "at": cell.row,
            "table": cell.table,
            "cells": cell.key,
            "text": cell.text,
            "value": cell.value,
            "notation": None if unwritten else cell.state,
        }


def _rows(report: Report) -> Iterator[Record]:
    """One row a row of a table: there or not, as the form words it or not, how many cells are blank.

    ``found`` is NA where the whole table is missing. Zeros left blank throughout are counted in the
    frame ``tables``, once.
    """
    left_blank = _left_blank(report)
    for row in records(report.rows):
        known = _found(report, row.table)
        found = not pd.isna(row.label)
        own = report.cells[(report.cells["table"] == row.table) & (report.cells["row"] == row.row)]
        blank = own[own["state"] == "blank"]["key"]
        unplaced = own[own["state"] == "unplaced"]["key"]
        once = bool(left_blank["report"] or left_blank[row.table])
        yield {
            "at": row.row,
            "table": row.table,
            "found": found if known else None,
            "label": row.label if found else None,
            "as_printed": core(row.label) in _WORDINGS[row.table, row.row] if found else None,
            "blank": (0 if once else len(blank)) if found else None,
            "blank_cells": " ".join(blank),
            "unplaced": len(unplaced) if found else None,
            "unplaced_cells": " ".join(unplaced),
            "figures": row.figures if found else None,
            "width": len(own),
        }


def _columns(report: Report) -> Iterator[Record]:
    """One row a requester column of table 3: there or not; NA where the table is missing."""
    known = _found(report, "requests")
    for column in REQUESTER_KEYS:
        yield {"at": column, "found": column not in report.missing_columns if known else None}


def _tables(report: Report) -> Iterator[Record]:
    """One row a table, and one for all (``at`` = ``report``).

    ``left_blank`` is the number of figures left blank where the agency leaves every zero blank,
    else 0; NA for a table that is missing.
    """
    left_blank = _left_blank(report)
    for table in (*TABLE_KEYS, "report"):
        cells = _own(report, table)
        found = len(cells) > 0 if table == "report" else _found(report, table)
        yield {
            "at": table,
            "found": found if table != "report" else None,
            "left_blank": left_blank[table] if found else None,
            "blank_cells": " ".join(cells[cells["state"] == "blank"]["key"]),
        }


def _sections(report: Report) -> Iterator[Record]:
    """One row a section of the form."""
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
            "as_printed": core(section.heading or "") == core(label.zh) if found else None,
            "content": plain(section.content) if found else None,
        }


def _report(report: Report) -> Iterator[Record]:
    """One row for the report as a whole.

    Dates are also given with the years counted from the report's own: ``period_relative`` is
    ``0-01-01/0-12-31`` for the year itself, ``published_relative`` 131 for 31 January and 331 for
    31 March of the next year (10000 more a year later).
    """
    data = report.metadata
    title, year, published, period = data.title, data.year, data.published, data.period
    others = next(section for section in report.sections if section.key == "other_matters")
    text = plain("".join(section.content for section in report.sections))
    yield {
        "at": "report",
        "title": title,
        "title_agency": bool(title and data.agency_in_title),
        "title_year": bool(title and data.year_in_title),
        "title_wording": title or "",
        "edition": report.edition,
        "edition_in_force": edition_in_force(year) if year else None,
        "signs": "、".join(report.signs["2019"]),
        "period": "–".join(map(str, period)) if period else None,
        "period_relative": _relative_period(period, year) if period and year else None,
        "published": str(published) if published else None,
        "published_relative": _relative(published, year + 1) if published and year else None,
        "government": is_government(data.agency) if data.agency else None,
        "department": is_department(data.agency) if data.agency else None,
        "other_matters": plain(others.content) or None,
        "text": text or None,
    }


def _years_requests(report: Report, last: Report) -> Iterator[Record]:
    """One row a requester column: what last year's report carried on, what this one took over."""
    now, then = _values(report, "requests"), _values(last, "requests")
    for column in REQUESTER_KEYS:
        yield {
            "at": column,
            "carried_in": now.get(("carried_in", column)),
            "last_carried_out": then.get(("carried_out", column)),
        }


def _years_documents(report: Report, last: Report) -> Iterator[Record]:
    """One row a kind of document: those in force, this year and last."""
    now, then = _values(report, "disclosure"), _values(last, "disclosure")
    for kind in ("regulations", "normative_documents"):
        figures = {column: now.get((kind, column)) for column in ("issued", "repealed", "in_force")}
        last_in_force = then.get((kind, "in_force"))
        yield {"at": kind, "table": "disclosure", **figures, "last_in_force": last_in_force}


def is_government(agency: str) -> bool:
    """Whether an agency is a people's government, of any level (条例 第五十条第四项)."""
    return agency.endswith("政府")


def is_department(agency: str) -> bool:
    """Whether an agency is a department of a county's government or higher (条例 第四十九条).

    Townships and subdistricts are neither governments of that level nor their departments.
    """
    return not is_government(agency) and not re.search(r"(?:街道|街道办事处|[乡镇])$", agency)


def _own(report: Report, table: str) -> pd.DataFrame:
    return report.cells if table == "report" else report.cells[report.cells["table"] == table]


def _found(report: Report, table: str) -> bool:
    return bool(report.rows[report.rows["table"] == table]["label"].notna().any())


def _left_blank(report: Report) -> dict[str, int]:
    """For the report or else for single tables: how many cells, where no zero at all is written."""
    counts: dict[str, int] = {}
    for table in ("report", *TABLE_KEYS):
        cells = _own(report, table)
        blank = int((cells["state"] == "blank").sum())
        many = blank >= max(_FEWEST_BLANK, _MANY_BLANK * len(cells))
        zero = bool((cells["value"] == 0).fillna(False).any())
        counts[table] = blank if many and not zero and not counts.get("report") else 0
    return counts


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


_RECORDS: dict[str, Callable[[Report], Iterator[Record]]] = {
    "request_columns": _request_columns,
    "request_rows": _request_rows,
    "disputes": _disputes,
    "cells": _cells,
    "rows": _rows,
    "columns": _columns,
    "tables": _tables,
    "sections": _sections,
    "report": _report,
}
_YEARS_RECORDS: dict[str, Callable[[Report, Report], Iterator[Record]]] = {
    "years_documents": _years_documents,
    "years_requests": _years_requests,
}
