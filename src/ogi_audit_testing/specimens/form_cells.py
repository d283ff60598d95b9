"""Specimens of the rules on single figures: ``form.cell_*``."""

from __future__ import annotations

from ogi_audit_testing.makers import Specimen, blank, rewrite, with_cell, without
from ogi_audit_testing.specimens.case import DEPARTMENT, Case, RuleSpecimens

CELL = "requests.granted.natural_person"
BLANK = blank(DEPARTMENT, CELL)


def zeros_blank(specimen: Specimen) -> Specimen:
    """An agency that writes no zero at all."""
    return rewrite(specimen, lambda text: "" if float(text) == 0 else text)


RULES = (
    RuleSpecimens(
        "form.cell_number",
        passes=Case(DEPARTMENT, CELL),
        fails=(Case(with_cell(DEPARTMENT, CELL, "见附件"), CELL),),
        # Whether a figure is there is the question of form.cell_blank.
        lacks=Case(BLANK, CELL),
    ),
    RuleSpecimens(
        "form.cell_notation",
        passes=Case(DEPARTMENT, CELL),
        fails=(
            Case(
                with_cell(DEPARTMENT, CELL, f"{DEPARTMENT.cells[CELL]}（其中网上1件）"),
                CELL,
            ),
        ),
        lacks=Case(BLANK, CELL),
    ),
    RuleSpecimens(
        "form.cell_blank",
        passes=Case(DEPARTMENT, "granted"),
        fails=(
            Case(BLANK, "granted"),
            # Only where a blank leaves no trace cannot the rest of the row be placed.
            Case(BLANK, "granted", layout="text-lines"),
            # Of two figures where one belongs, which it is cannot be told.
            Case(
                with_cell(DEPARTMENT, "disclosure.licensing.decisions", "3 4"),
                "licensing",
                layout="text-lines",
            ),
            Case(zeros_blank(DEPARTMENT), "report"),
        ),
        lacks=Case(
            without(DEPARTMENT, "requests.granted"),
            "granted",
            also=frozenset({"form.row_missing"}),
        ),
    ),
)
