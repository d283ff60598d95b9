"""What a report's texts may do in a document: be read, and nothing else."""

from __future__ import annotations

import re

from ogi_audit.lines_shown import one_line

LONGEST = 200
"""Characters of a value; a sentence may have twice as many."""

# What XML 1.0 cannot hold besides what no line may.
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
# Letters that are written from right to left, which would take figures and brackets along.
_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LEFTWARD_RUN = re.compile(f"[{_LEFTWARD}]+(?: +[{_LEFTWARD}]+)*")
_TAIL = 3


def shown(text: str, longest: int = LONGEST) -> str:
    """The text on one line, with U+FFFD for what steers or cannot be written, and … for a long middle.

    Letters that run from right to left are isolated (U+2068, U+2069), so that what stands around
    them stays where it is.
    """
    line = _NOT_IN_XML.sub("\ufffd", one_line(text)).strip()
    return _LEFTWARD_RUN.sub("\u2068\\g<0>\u2069", shortened(line, longest))


def shortened(text: str, longest: int) -> str:
    """The beginning and the end of a text that is too long, with … between: both say what it is."""
    if len(text) <= longest:
        return text
    tail = longest // _TAIL
    return f"{text[: longest - tail - 1]}…{text[-tail:]}"
