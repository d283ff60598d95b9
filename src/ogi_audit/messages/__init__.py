"""Every word that the package says to a reader, in both languages: the one catalogue.

The form's own labels are in `ogi_audit.form`, what the rules say in ``expectations/suites/``.
"""

from __future__ import annotations

from collections.abc import Mapping


def in_language(texts: Mapping[str, Mapping[str, str]], language: str) -> dict[str, str]:
    """A part of the catalogue in one language, by the names of its entries."""
    return {name: text[language] for name, text in texts.items()}
