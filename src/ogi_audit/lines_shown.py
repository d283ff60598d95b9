"""Text shown to people: what files and people wrote may not steer a terminal or a page."""

from __future__ import annotations

import re

_BREAKS = re.compile(r"\r\n|[\t-\r\x1c-\x1e\x85\u2028\u2029]")
# C0, DEL and C1; what turns the direction of text; halves of characters, which cannot be written.
_STEERING = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def one_line(text: str) -> str:
    """The text with blanks for tabs and line breaks, and U+FFFD for whatever else could steer a terminal."""
    return _STEERING.sub("\ufffd", _BREAKS.sub(" ", text))


def visible(text: str) -> str:
    """The text with U+FFFD for what is not seen and could turn or break what stands around it.

    Tabs and line breaks stay.
    """
    return _STEERING.sub(lambda found: found[0] if found[0] in "\t\n\r" else "\ufffd", text)
