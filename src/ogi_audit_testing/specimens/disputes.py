"""Specimens of the rules on table 4: ``disputes.*``."""

from __future__ import annotations

from ogi_audit_testing.makers import blank
from ogi_audit_testing.specimens.case import DEPARTMENT, Case, RuleSpecimens, increased

RULES = (
    RuleSpecimens(
        "disputes.total",
        passes=Case(DEPARTMENT, "litigation_direct"),
        fails=(
            Case(increased(DEPARTMENT, "disputes.litigation_direct.total"), "litigation_direct"),
        ),
        lacks=Case(blank(DEPARTMENT, "disputes.litigation_direct.pending"), "litigation_direct"),
    ),
)
