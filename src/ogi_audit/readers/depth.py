"""How deep elements are nested: whoever walks them recursively checks that first."""

from __future__ import annotations

from lxml import etree

from ogi_audit.errors import UnreadableError
from ogi_audit.limits import Limits


def check_depth(root: etree._Element, name: str, limits: Limits) -> None:
    """Raise `UnreadableError` if elements are nested deeper than they may be."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.nesting:
            raise limits.too_deep(name)


def too_deep(error: etree.XMLSyntaxError, name: str, limits: Limits) -> UnreadableError | None:
    """What an error of the parser is if it gave up because of the depth, which it does at 256."""
    # libxml2 has one code for this and for texts of more than 10 MB, which are only damaged.
    return limits.too_deep(name) if "depth" in str(error).lower() else None
