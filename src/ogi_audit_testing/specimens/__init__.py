"""Specimens: for every rule of the suites a made-up report that passes, fails, and lacks the data.

One module a group of rules, each with its ``RULES``; ``tests/test_rules.py`` judges them all.
"""

from __future__ import annotations

from ogi_audit_testing.specimens import (
    disputes,
    form_cells,
    form_report,
    form_sections,
    form_tables,
    narrative,
    requests,
    years,
)
from ogi_audit_testing.specimens.case import Case, RuleSpecimens

_ALL = tuple(
    specimens
    for module in (
        requests,
        disputes,
        form_sections,
        form_tables,
        form_cells,
        form_report,
        narrative,
        years,
    )
    for specimens in module.RULES
)
SPECIMENS: dict[str, RuleSpecimens] = {specimens.rule: specimens for specimens in _ALL}
if len(SPECIMENS) != len(_ALL):
    raise ValueError("a rule has its specimens twice")

__all__ = ["SPECIMENS", "Case", "RuleSpecimens"]
