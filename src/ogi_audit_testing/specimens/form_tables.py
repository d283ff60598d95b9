"""Specimens of the rules on the tables as the form has them: the edition, tables, rows, labels."""

from __future__ import annotations

from dataclasses import replace

from ogi_audit_testing.makers import consistent, with_label, without
from ogi_audit_testing.makers.figures import Specimen
from ogi_audit_testing.specimens.case import DEPARTMENT, Case, RuleSpecimens


def without_table(specimen: Specimen, table: str) -> Specimen:
    """A table gone, its section still there; all three gone for the empty name."""
    cells = {key: text for key, text in specimen.cells.items() if not key.startswith(table)}
    return replace(specimen, cells=cells)


NO_REQUESTS = without_table(DEPARTMENT, "requests")
NO_TABLES = without_table(DEPARTMENT, "")

RULES = (
    RuleSpecimens(
        "form.edition",
        passes=Case(consistent(2, edition="2019", year=2020), "report"),
        fails=(
            Case(consistent(2, edition="2019", year=2023), "report"),
            Case(consistent(3, edition="mixed", year=2023), "report"),
            Case(consistent(4, year=2020), "report"),
        ),
        # Without a table nothing tells which form it was.
        lacks=Case(NO_TABLES, "report", also=frozenset({"form.table_missing"})),
    ),
    RuleSpecimens(
        "form.table_missing",
        passes=Case(DEPARTMENT, "requests"),
        fails=(Case(NO_REQUESTS, "requests"),),
        lacks=Case(NO_TABLES, "disclosure"),
        lacks_status="failed",
        # All tables together are none that could be missing.
        exempt=(Case(DEPARTMENT, "report"),),
    ),
    RuleSpecimens(
        "form.row_missing",
        passes=Case(DEPARTMENT, "granted"),
        fails=(
            Case(without(DEPARTMENT, "requests.granted"), "granted"),
            Case(without(DEPARTMENT, "requests.legal_service"), "legal_service"),
        ),
        lacks=Case(NO_REQUESTS, "granted", also=frozenset({"form.table_missing"})),
    ),
    RuleSpecimens(
        "form.row_label",
        passes=Case(DEPARTMENT, "denied.prohibited_by_law"),
        fails=(
            Case(
                with_label(DEPARTMENT, "requests.denied.prohibited_by_law", "2.其他法律行政止公开"),
                "denied.prohibited_by_law",
            ),
        ),
        lacks=Case(
            without(DEPARTMENT, "requests.denied.prohibited_by_law"),
            "denied.prohibited_by_law",
            also=frozenset({"form.row_missing"}),
        ),
    ),
)
