"""The frames that the suites judge: one row per place a rule can hold for, many reports stacked.

A suite in ``expectations/suites/<frame>.json`` is bound to the frame of its name. Every frame has
the columns ``report`` (the report's number in the stack) and ``at`` (the place: a requester column,
row, group, section or table). What is unknown is NA, never 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from ogi_audit.form import (
    DISCLOSURE,
    DISPUTE_RESULTS,
    DISPUTES,
    FIGURES,
    OTHER,
    REQUESTER_KEYS,
    REQUESTERS,
    REQUESTS_OF_EITHER,
    TABLE_KEYS,
    figure_of,
)
from ogi_audit.frames_narrative import (
    count_records,
    fees_records,
    parts_records,
    share_records,
)
from ogi_audit.frames_text import Record, report_records, section_records
from ogi_audit.frames_years import years_documents, years_requests, years_sections
from ogi_audit.report import Report
from ogi_audit.wording import core

_WORDINGS = {
    (table.key, row.key): {core(wording) for wording in row.label.wordings}
    for table in (*DISCLOSURE.values(), REQUESTS_OF_EITHER, DISPUTES)
    for row in table.rows
}
_PRINTED = {
    (table.key, row.key): row.label.zh
    for table in (*DISCLOSURE.values(), REQUESTS_OF_EITHER, DISPUTES)
    for row in table.rows
}
# An agency that leaves its zeros blank leaves many cells blank and writes no 0 at all.
_MANY_BLANK = 0.2
# Where zeros are left blank by habit, so many are written all the same, for each that is not.
_FEW_ZEROS = 0.1
_FEWEST_BLANK = 2


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
    # Strings stay with Python's: each of pyarrow's calls costs more than the few rows of a report,
    # its regular expressions are other ones, and its threads would forbid the process to fork.
    with pd.option_context("mode.string_storage", "python"):
        return {name: pd.DataFrame(rows).convert_dtypes() for name, rows in frames.items()}


def _request_columns(report: Report) -> Iterator[Record]:
    """One row a requester column, one column a row of table 3."""
    values = report.values
    as_one = any(f"requests.{OTHER.key}.{column}" in values for column in REQUESTER_KEYS)
    for column in REQUESTER_KEYS:
        figures = {
            row.key: values.get(f"requests.{row.key}.{column}") for row in REQUESTS_OF_EITHER.rows
        }
        yield {"at": column, "other_as_one": as_one, **figures}


def _request_rows(report: Report) -> Iterator[Record]:
    """One row a row of table 3, one column a requester column."""
    values = report.values
    for row in report.found_rows:
        if row.table == "requests":
            key = f"requests.{row.row}"
            figures = {column: values.get(f"{key}.{column}") for column in REQUESTER_KEYS}
            yield {"at": row.row, **figures}


def _disputes(report: Report) -> Iterator[Record]:
    """One row a group of table 4, one column a result."""
    values = report.values
    for row in DISPUTES.rows:
        figures = {r.key: values.get(f"disputes.{row.key}.{r.key}") for r in DISPUTE_RESULTS}
        yield {"at": row.key, **figures}


def _cells(report: Report) -> Iterator[Record]:
    """One row a figure. ``notation`` is how it was written, NA where nothing was."""
    for cell in report.found_cells:
        unwritten = cell.state in ("blank", "unplaced")
        yield {
            "at": cell.row,
            "table": cell.table,
            "cells": cell.key,
            "figure_zh": FIGURES[figure_of(cell.table, cell.row, cell.column)].zh,
            "figure_en": FIGURES[figure_of(cell.table, cell.row, cell.column)].en,
            "text": cell.text,
            "value": cell.value,
            "notation": None if unwritten else cell.state,
        }


def _rows(report: Report) -> Iterator[Record]:
    """One row a row of a table: there or not, as the form words it or not, how many cells are blank.

    ``found`` is NA where the whole table is missing. Zeros left blank throughout are counted in the
    frame ``tables``, once.
    """
    left_blank = _left_blank(_by_table(report))
    known_tables = _found(report)
    cells: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for cell in report.found_cells:
        cells.setdefault((cell.table, cell.row), []).append((cell.state, cell.key))
    for row in report.found_rows:
        known = known_tables[row.table]
        found = row.label is not None
        own = cells.get((row.table, row.row), [])
        blank = [key for state, key in own if state == "blank"]
        unplaced = [key for state, key in own if state == "unplaced"]
        once = bool(left_blank["report"] or left_blank[row.table])
        yield {
            "at": row.row,
            "table": row.table,
            "found": found if known and not row.may_be_unread else None,
            "label": row.label if found else None,
            "printed": _PRINTED[row.table, row.row],
            "as_printed": core(row.label) in _WORDINGS[row.table, row.row] if found else None,
            "blank": (0 if once else len(blank)) if found else None,
            "blank_cells": " ".join(blank),
            "unplaced": len(unplaced) if found else None,
            "unplaced_cells": " ".join(unplaced),
            "figures": row.figures if found else None,
            "width": len(own),
        }


def _columns(report: Report) -> Iterator[Record]:
    """One row a column of a table: there or not; NA where the table is missing."""
    columns = {
        "disclosure": {
            c.key: c for table in DISCLOSURE.values() for r in table.rows for c in r.columns
        },
        "requests": {column.key: column for column in REQUESTERS},
        "disputes": {column.key: column for column in DISPUTE_RESULTS},
    }
    used = {cell.column for cell in report.found_cells}
    known_tables = _found(report)
    for table, labels in columns.items():
        known = known_tables[table]
        for key, label in labels.items():
            missing = (table, key) in report.missing_columns
            # Table 2 has the columns of the edition used.
            if missing or table != "disclosure" or key in used:
                yield {
                    "at": key,
                    "in_table": table,
                    "label_zh": label.zh,
                    "label_en": label.en,
                    "found": not missing if known else None,
                }


def _tables(report: Report) -> Iterator[Record]:
    """One row a table, and one for all (``at`` = ``report``).

    ``left_blank`` is the number of figures left blank where the agency leaves zeros blank, but for the few
    ``zeros`` that it writes, else 0; NA for a table that is missing.
    """
    by_table = _by_table(report)
    left_blank, known_tables = _left_blank(by_table), _found(report)
    for table, cells in by_table.items():
        found = len(cells) > 0 if table == "report" else known_tables[table]
        yield {
            "at": table,
            "found": found if table != "report" else None,
            "left_blank": left_blank[table] if found else None,
            "zeros": sum(cell.value == 0 for cell in cells),
            "blank_cells": " ".join(cell.key for cell in cells if cell.state == "blank"),
        }


def _by_table(report: Report) -> dict[str, list[Any]]:
    """The cells of each table, and of the whole report."""
    cells = list(report.found_cells)
    own = {table: [cell for cell in cells if cell.table == table] for table in TABLE_KEYS}
    return own | {"report": cells}


def _found(report: Report) -> dict[str, bool]:
    """Which tables are there: those with a row whose label was found."""
    found = {row.table for row in report.found_rows if row.label is not None}
    return {table: table in found for table in TABLE_KEYS}


def _left_blank(by_table: Mapping[str, Sequence[Any]]) -> dict[str, int]:
    """For the report or else for single tables: how many cells, where hardly a zero is written."""
    counts: dict[str, int] = {}
    for table in ("report", *TABLE_KEYS):
        cells = by_table[table]
        blank = sum(cell.state == "blank" for cell in cells)
        many = blank >= max(_FEWEST_BLANK, _MANY_BLANK * len(cells))
        zeros = sum(cell.value == 0 for cell in cells)
        habit = many and zeros <= _FEW_ZEROS * blank
        counts[table] = blank if habit and not counts.get("report") else 0
    return counts


_RECORDS: dict[str, Callable[[Report], Iterator[Record]]] = {
    "request_columns": _request_columns,
    "request_rows": _request_rows,
    "disputes": _disputes,
    "cells": _cells,
    "rows": _rows,
    "columns": _columns,
    "tables": _tables,
    "sections": section_records,
    "report": report_records,
    "narrative_counts": count_records,
    "narrative_shares": share_records,
    "narrative_parts": parts_records,
    "narrative_fees": fees_records,
}
_YEARS_RECORDS: dict[str, Callable[[Report, Report], Iterator[Record]]] = {
    "years_documents": years_documents,
    "years_requests": years_requests,
    "years_sections": years_sections,
}
