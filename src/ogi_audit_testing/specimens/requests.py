"""Specimens of the rules on table 3: ``requests.*``."""

from __future__ import annotations

from ogi_audit_testing.makers import Specimen, blank, consistent, form
from ogi_audit_testing.specimens.case import DEPARTMENT, Case, RuleSpecimens, increased, with_sum_of

ROW_TOTAL = frozenset({"requests.row_total"})
# The mixture of both forms is a finding of its own, whatever the figures say.
MIXED = ROW_TOTAL | {"form.edition"}
MIXTURE = consistent(5, edition="mixed")
# What figures that suit one sum break.
OUTCOMES = ROW_TOTAL | {"requests.balance"}


def with_outcomes(specimen: Specimen) -> Specimen:
    """Every outcome of a request of a business, each another number of times."""
    rows = form.outcome_rows(specimen.edition)
    return with_sum_of(
        specimen, "requests.closed_total.business", [f"requests.{row.key}.business" for row in rows]
    )


RULES = (
    RuleSpecimens(
        "requests.balance",
        passes=Case(DEPARTMENT, "natural_person"),
        fails=(
            Case(
                increased(DEPARTMENT, "requests.carried_in.natural_person"),
                "natural_person",
                also=ROW_TOTAL,
            ),
        ),
        lacks=Case(blank(DEPARTMENT, "requests.carried_in.natural_person"), "natural_person"),
    ),
    RuleSpecimens(
        "requests.closed_total",
        passes=Case(DEPARTMENT, "business"),
        fails=(
            Case(increased(DEPARTMENT, "requests.granted.business"), "business", also=ROW_TOTAL),
            Case(
                increased(MIXTURE, "requests.other.business"),
                "business",
                also=MIXED,
            ),
        ),
        lacks=Case(blank(DEPARTMENT, "requests.granted.business"), "business"),
        also_passes=(
            Case(with_outcomes(DEPARTMENT), "business", also=OUTCOMES),
            Case(with_outcomes(MIXTURE), "business", also=OUTCOMES | {"form.edition"}),
        ),
    ),
    RuleSpecimens(
        "requests.row_total",
        passes=Case(DEPARTMENT, "denied.state_secret"),
        fails=(
            Case(
                increased(DEPARTMENT, "requests.denied.state_secret.legal_service"),
                "denied.state_secret",
                also=frozenset({"requests.closed_total"}),
            ),
        ),
        lacks=Case(
            blank(DEPARTMENT, "requests.denied.state_secret.legal_service"), "denied.state_secret"
        ),
    ),
)
