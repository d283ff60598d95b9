"""What a DOCX file's styles and settings do to the text of its runs: hide it, strike it out, raise it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ogi_audit.readers.docx_runs import HIDDEN, STANDS, W, is_on

_ID, _VALUE = f"{W}styleId", f"{W}val"
# A style that is based on itself, through however many others, has no end.
_DEEPEST = 20
# Half points that a run is moved up or down before it no longer stands on its line.
_MOVED = 4
_HALF_POINTS = re.compile("[0-9]{1,5}")


def settle(body: etree._Element, styles: etree._Element | None) -> None:
    """Write down at each run of a body whether it is seen and stands on its line, by all that says so.

    That is the run's own properties, its character style, its paragraph's style and what these are
    based on (ECMA-376, 17.7.2); the nearest holds.
    """
    known = {
        style.get(_ID, ""): style for style in ([] if styles is None else styles.iter(f"{W}style"))
    }
    for paragraph in body.iter(f"{W}p"):
        own = paragraph.find(f"{W}pPr/{W}pStyle")
        around = [*_chain(known, own)]
        for run in paragraph.iter(f"{W}r"):
            properties = run.find(f"{W}rPr")
            if properties is None and not around:
                continue
            named = None if properties is None else properties.find(f"{W}rStyle")
            levels = [
                *([properties] if properties is not None else []),
                *_chain(known, named),
                *around,
            ]
            if any(_is(levels, name) for name in ("vanish", "strike", "dstrike")):
                run.set(HIDDEN, "1")
            elif stands := _stands(levels):
                run.set(STANDS, stands)


def _chain(
    known: dict[str, etree._Element], named: etree._Element | None
) -> Iterator[etree._Element]:
    """The run properties of a style and of those that it is based on, the nearest first."""
    for _ in range(_DEEPEST):
        style = None if named is None else known.get(named.get(_VALUE, ""))
        if style is None:
            return
        if (properties := style.find(f"{W}rPr")) is not None:
            yield properties
        named = style.find(f"{W}basedOn")


def _is(levels: list[etree._Element], name: str) -> bool:
    for level in levels:
        if (switch := level.find(f"{W}{name}")) is not None:
            return is_on(switch)
    return False


def _stands(levels: list[etree._Element]) -> str:
    """``raised``, if a run stands above or below its line."""
    for level in levels:
        if (aligned := level.find(f"{W}vertAlign")) is not None:
            return "raised" if aligned.get(_VALUE) in {"superscript", "subscript"} else ""
        if (moved := level.find(f"{W}position")) is not None:
            by = moved.get(_VALUE, "").lstrip("-")
            return "raised" if _HALF_POINTS.fullmatch(by) and int(by) >= _MOVED else ""
    return ""
