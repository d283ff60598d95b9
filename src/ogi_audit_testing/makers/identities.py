"""The identities of the form, said again, for tests that must not ask the package what is right."""

from __future__ import annotations

from collections.abc import Iterator

from ogi_audit_testing.makers import form
from ogi_audit_testing.makers.figures import Specimen

Sides = tuple[list[str], list[str]]


def broken_identities(specimen: Specimen) -> set[tuple[str, str]]:
    """(rule, at) of every identity the figures break; one over a missing cell is not judged."""
    values = specimen.values

    def total(cells: list[str]) -> int | float | None:
        figures = [values.get(cell) for cell in cells]
        known = [figure for figure in figures if figure is not None]
        return sum(known) if len(known) == len(figures) else None

    broken = set()
    for name, (stated, summed) in _identities(specimen.edition):
        left, right = total(stated), total(summed)
        if left is not None and right is not None and left != right:
            broken.add(name)
    return broken


def _identities(edition: form.Edition) -> Iterator[tuple[tuple[str, str], Sides]]:
    outcomes = [row.key for row in form.outcome_rows(edition)]
    for at, _ in form.REQUEST_COLUMNS:
        column = {row.key: f"requests.{row.key}.{at}" for row in form.request_rows(edition)}
        yield (
            ("requests.balance", at),
            (
                [column["new_received"], column["carried_in"]],
                [column["closed_total"], column["carried_out"]],
            ),
        )
        yield (
            ("requests.closed_total", at),
            ([column["closed_total"]], [column[key] for key in outcomes]),
        )
    for row in form.request_rows(edition):
        *parts, total = (f"requests.{row.key}.{column}" for column, _ in form.REQUEST_COLUMNS)
        yield ("requests.row_total", row.key), ([total], parts)
    for at, _ in form.DISPUTE_GROUPS:
        *parts, total = (f"disputes.{at}.{column}" for column, _ in form.DISPUTE_COLUMNS)
        yield ("disputes.total", at), ([total], parts)
