"""What the parsers of XML and HTML give up on, and how deep elements are nested in what they give."""

from __future__ import annotations

from lxml import etree

from ogi_audit.errors import UnreadableError
from ogi_audit.limits import Limits


def check_depth(root: etree._Element, name: str, limits: Limits) -> None:
    """Raise `UnreadableError` if elements are nested deeper than they may be: they are walked recursively."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.nesting:
            raise limits.too_deep(name)


def given_up(
    parser: etree.XMLParser | etree.HTMLParser, name: str, kind: str, limits: Limits
) -> UnreadableError | None:
    """Why the parser of a file of a kind did not go on to the end; ``None`` if it did, or found an error.

    It gives up at a depth of 256, at a text of 10 MB, at entities that blow up, and for want of memory.
    """
    reasons = {entry.type_name: entry.message for entry in parser.error_log}
    if "ERR_NO_MEMORY" in reasons:
        return limits.too_large(name)
    if "ERR_RESOURCE_LIMIT" not in reasons:
        return None
    if "depth" in reasons["ERR_RESOURCE_LIMIT"]:
        return limits.too_deep(name)
    return UnreadableError("damaged", name, format=kind)
