"""Breaking Chinese text into lines: a number stays whole, closing punctuation never begins a line."""

from __future__ import annotations

import re

_UNIT = re.compile(r"[0-9A-Za-z.,%]+|.", re.DOTALL)
_CLOSING = "，。、；：？！）》”’」】%"


def wrap(text: str, width: float) -> list[str]:
    """Lines of at most ``width`` full-width signs; a half-width sign counts for half of one."""
    lines: list[str] = []
    line, used = "", 0.0
    for unit in _UNIT.findall(text):
        size = measure(unit)
        if line and used + size > width and unit not in _CLOSING:
            lines.append(line.strip(" "))
            line, used = "", 0.0
        line += unit
        used += size
    return [*lines, line.strip(" ")]


def measure(text: str) -> float:
    """Length in full-width signs."""
    return sum(1.0 if ord(sign) > 0x2000 else 0.5 for sign in text)
