"""The headings of notebooks: both languages stand in one line, a reader needs one."""

from __future__ import annotations

from ogi_audit.errors import LANGUAGES

_BETWEEN = " / "


def heading_in(text: str, language: str) -> str:
    """A heading (``发现的问题 / Findings``) in one language; one that has but one part as it is."""
    parts = text.split(_BETWEEN)
    return parts[LANGUAGES.index(language)] if len(parts) == len(LANGUAGES) else text
