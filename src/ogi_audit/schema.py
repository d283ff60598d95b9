"""What the machine-readable result is called; nothing else is imported with it."""

from __future__ import annotations

SCHEMA = "ogi-audit/1"
MIME = "application/vnd.ogi-audit+json"
"""Of the notebook's output that carries it."""
