"""ogi-audit: reproducible audits of the annual reports on open government information in China.

``from ogi_audit import audit`` is the public entry; see `ogi_audit.auditing.audit`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ogi_audit.auditing import Audit, audit
    from ogi_audit.errors import (
        OgiAuditError,
        ParameterError,
        ReviewError,
        SuiteError,
        UnreadableError,
    )

__all__ = [
    "Audit",
    "OgiAuditError",
    "ParameterError",
    "ReviewError",
    "SuiteError",
    "UnreadableError",
    "audit",
]


def __getattr__(name: str) -> Any:
    # The validation library takes seconds to import; `ogi-audit --help` should not wait for it.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "auditing" if name in ("Audit", "audit") else "errors"
    return getattr(import_module(f"ogi_audit.{module}"), name)
