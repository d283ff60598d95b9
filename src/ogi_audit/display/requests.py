"""What pictures show of table 3: the column of totals, the outcomes by the form's groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ogi_audit.display.figures import brief
from ogi_audit.form import OUTCOME_GROUPS, REQUESTERS, REQUESTS, Label, Row
from ogi_audit.report import Report

SOURCES = ("carried_in", "new_received")
CARRIED_OUT = "carried_out"
_TOTAL = REQUESTERS[-1].key
_SUMS = ("closed_total",)


@dataclass(frozen=True, slots=True)
class Flow:
    """A number of requests with its name; ``parts`` are the rows that a group is the sum of.

    ``count`` is ``None`` if nothing of it is known; with ``complete`` false it is a least number.
    """

    label: Label
    count: float | None
    complete: bool = True
    parts: tuple[Flow, ...] = field(default=())

    def name(self, language: str) -> str:
        """The name without the form's numbering."""
        return brief(self.label, language)


def sources_of(report: Report) -> list[Flow]:
    """Requests carried in, and new ones."""
    rows = {row.key: row for row in _rows(report)}
    return [_flow(rows[key], report.values) for key in SOURCES]


def outcomes_of(report: Report) -> list[Flow]:
    """The outcomes in the form's order, those under a heading as one, without those carried on."""
    values = report.values
    flows: list[Flow] = []
    for row in _rows(report):
        if row.key in (*SOURCES, CARRIED_OUT, *_SUMS):
            continue
        if row.group is None:
            flows.append(_flow(row, values))
        elif flows and flows[-1].label is row.group:
            flows[-1] = _group(row.group, (*flows[-1].parts, _flow(row, values)))
        else:
            flows.append(_group(row.group, (_flow(row, values),)))
    return flows


def carried_out_of(report: Report) -> Flow:
    """Requests carried on to the next year."""
    return next(_flow(row, report.values) for row in _rows(report) if row.key == CARRIED_OUT)


def _rows(report: Report) -> tuple[Row, ...]:
    # A report that mixes the forms has the row of the older one.
    as_one = f"requests.{OUTCOME_GROUPS[-1].key}.{_TOTAL}" in report.values
    return REQUESTS["2019" if as_one else "2021"].rows


def _flow(row: Row, values: Mapping[str, float | None]) -> Flow:
    return Flow(row.label, values.get(f"requests.{row.key}.{_TOTAL}"))


def _group(label: Label, parts: tuple[Flow, ...]) -> Flow:
    known = [part.count for part in parts if part.count is not None]
    complete = len(known) == len(parts)
    # That it is at least nothing says nothing.
    count = sum(known) if complete or any(known) else None
    return Flow(label, count, complete, parts)
