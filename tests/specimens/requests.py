"""Specimens of the rules on table 3: ``requests.*``."""

from __future__ import annotations

from tests.makers import blank, consistent
from tests.specimens.case import DEPARTMENT, Case, RuleSpecimens, increased

ROW_TOTAL = frozenset({"requests.row_total"})
# The mixture of both forms is a finding of its own, whatever the figures say.
MIXED = ROW_TOTAL | {"form.edition"}

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
                increased(consistent(5, edition="mixed"), "requests.other.business"),
                "business",
                also=MIXED,
            ),
        ),
        lacks=Case(blank(DEPARTMENT, "requests.granted.business"), "business"),
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
