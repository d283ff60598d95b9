"""The overview notebook: what the audits of a whole output folder say together.

Each step is one call that an auditor can open, change and run again; see `ogi_audit.display.overview.steps`.
"""

from __future__ import annotations

from ogi_audit.display.overview.folder import Overview, load
from ogi_audit.display.overview.steps import (
    PARAMETERS,
    Section,
    check_parameters,
    copied,
    parents,
    quality,
    rates,
    rules,
    standing,
    where,
    worst,
    years,
)

__all__ = [
    "PARAMETERS",
    "Overview",
    "Section",
    "check_parameters",
    "copied",
    "load",
    "parents",
    "quality",
    "rates",
    "rules",
    "standing",
    "where",
    "worst",
    "years",
]
