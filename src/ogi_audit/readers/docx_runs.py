"""The text of a DOCX paragraph as it is seen, and the text boxes anchored in it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ogi_audit.text.marks import LEVEL, RAISED

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BOX = f"{W}txbxContent"
HIDDEN, STANDS = "hidden", "stands"
"""Attributes that `ogi_audit.readers.docx_styles.settle` gives to runs: not seen, and ``raised``."""
_WRITTEN = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_SKIPPED = frozenset(
    (
        *(f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}instrText"),
        # What a run of phonetic signs stands over is in w:rubyBase.
        *(f"{W}delText", f"{W}delInstrText", f"{W}rt", f"{MC}Fallback", _BOX),
    )
)


def paragraph_text(paragraph: etree._Element) -> str:
    """The text of a paragraph; its breaks and tabs as such characters."""
    return "".join(_text(paragraph, []))


def boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text boxes anchored in a paragraph, not those inside one another."""
    for child in paragraph:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _SKIPPED:
            yield from boxes(child)


def is_on(switch: etree._Element | None) -> bool:
    """Whether a property that is on by being there is on."""
    return switch is not None and switch.get(f"{W}val", "1") not in {"0", "false", "off"}


def _text(element: etree._Element, fields: list[bool]) -> Iterator[str]:
    """Pieces of text; ``fields`` tells of each open field whether its result was reached."""
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{W}fldChar":
            _step(child.get(f"{W}fldCharType"), fields)
        elif child.tag == f"{W}r" and child.get(HIDDEN):
            # Fields begin and end in hidden runs too.
            for mark in child.iter(f"{W}fldChar"):
                _step(mark.get(f"{W}fldCharType"), fields)
        elif not all(fields):
            yield from _text(child, fields)
        elif child.get(STANDS):
            yield RAISED
            yield from _text(child, fields)
            yield LEVEL
        elif child.tag in {f"{W}t", f"{_MATH}t"}:
            yield child.text or ""
        elif child.tag in _WRITTEN and element.tag == f"{W}r":
            yield _WRITTEN[child.tag]
        else:
            yield from _text(child, fields)


def _step(kind: str | None, fields: list[bool]) -> None:
    if kind == "begin":
        fields.append(False)
    elif fields and kind == "separate":
        fields[-1] = True
    elif fields and kind == "end":
        fields.pop()
