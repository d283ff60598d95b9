"""Word 2003 XML, which programs that fill in templates still write, with the suffix .doc or .xml.

It differs from DOCX in its names only where it matters here; numbers are written out in it.
"""

from __future__ import annotations

import re

from ogi_audit.limits import DEFAULT, Limits
from ogi_audit.readers.blocks import Content
from ogi_audit.readers.docx_body import numbered_paragraphs, read_body
from ogi_audit.readers.docx_package import parse_xml
from ogi_audit.readers.docx_runs import W
from ogi_audit.readers.docx_styles import settle

_WORD_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_WORD_2006 = W.strip("{}").encode()
_WX = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_BINARY = re.compile(rb"<w:binData\b[^<>]*>[^<]*</w:binData>")


def read_wordml(data: bytes, name: str, limits: Limits = DEFAULT) -> Content:
    """The content of a Word 2003 XML file.

    Raises:
        UnreadableError: it is nested too deep.
    """
    data = _BINARY.sub(b"", data).replace(_WORD_2003, _WORD_2006)
    data = re.sub(rb"<w:([vh])merge\b", rb"<w:\1Merge", data)
    root = parse_xml(data, name, limits, "DOC")
    body = root.find(f"{W}body")
    if body is None:
        return Content(())
    settle(body, root.find(f"{W}styles"))
    labels = {}
    for paragraph in numbered_paragraphs(body):
        number = paragraph.find(f"{W}pPr/{W}listPr/{_WX}t")
        label = "" if number is None else number.get(f"{_WX}val", "")
        # A bullet is a sign of a symbol font.
        if any(character.isalnum() for character in label):
            labels[paragraph] = label
    return Content(read_body(body, labels, lambda chunk: Content(())))
