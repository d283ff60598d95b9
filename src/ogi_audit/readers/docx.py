"""DOCX: the body of a Word document, with what other parts of the file say about it."""

from __future__ import annotations

from types import MappingProxyType

from lxml import etree

from ogi_audit.limits import DEFAULT, Limits
from ogi_audit.readers.blocks import Content, clean
from ogi_audit.readers.docx_body import numbered_paragraphs, read_body
from ogi_audit.readers.docx_numbering import Numbering
from ogi_audit.readers.docx_package import Package
from ogi_audit.readers.docx_styles import settle
from ogi_audit.readers.encoding import decode
from ogi_audit.readers.html import read_html
from ogi_audit.readers.mhtml import read_mhtml

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PROPERTIES = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}creator": "creator",
    "{http://purl.org/dc/terms/}created": "created",
    "{http://purl.org/dc/terms/}modified": "modified",
}


def read_docx(data: bytes, name: str, limits: Limits = DEFAULT) -> Content:
    """The content of a DOCX file.

    Raises:
        UnreadableError: it is beyond a limit.
    """
    package = Package(data, name, limits)
    body = package.parse(package.main)
    styles = package.parse_if_there(package.related(package.main, "styles") or "word/styles.xml")
    settle(body, styles)
    numbering = Numbering(
        package.parse_if_there(package.related(package.main, "numbering") or "word/numbering.xml"),
        styles,
    )
    labels = {paragraph: numbering.label(paragraph) for paragraph in numbered_paragraphs(body)}

    def imported(chunk: etree._Element) -> Content:
        part = package.target(package.main, chunk.get(_RELATION))
        page = b"" if part is None else package.read(part)
        if b"mime-version:" in page[:1024].lower():
            return read_mhtml(page, name, limits)
        return read_html(decode(page) or "", name, limits)

    return Content(read_body(body, labels, imported), MappingProxyType(_properties(package)))


def _properties(package: Package) -> dict[str, str]:
    core = package.parse_if_there(package.related("", "core-properties") or "docProps/core.xml")
    found = {}
    for element in () if core is None else core:
        key = _PROPERTIES.get(str(element.tag))
        if key and (value := clean(element.text or "")):
            found[key] = value
    return found
