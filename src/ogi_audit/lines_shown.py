"""Lines for a terminal: what files and people wrote may not steer it, nor pass for other lines."""

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
