"""Text of any length where there is room for some: cut, and said to be cut."""

from __future__ import annotations

from ogi_audit.messages.document import CASE

IN_CELL = 40
IN_SENTENCE = 300
IN_APPENDIX = 200


def shortened(text: str, longest: int, language: str) -> str:
    """The text, or its beginning with how long it is in all."""
    if len(text) <= longest:
        return text
    return text[:longest] + CASE["cut"][language].format(length=len(text))
