"""The parts of a DOCX file: found by their relationships, parsed without entities or network."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile

from lxml import etree

# ISO "strict" documents differ in nothing that matters here but in their namespaces.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_BINARY = re.compile(rb"<pkg:binaryData>[^<]*</pkg:binaryData>")
# No report's text has a hundredth of this; a hostile archive may unpack to much more.
_LARGEST = 256 * 1024 * 1024


def parse_xml(data: bytes) -> etree._Element:
    """The root element of an XML file, with no entity resolved and nothing fetched."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    return etree.fromstring(data, parser)


class Package:
    """A DOCX file open for reading, an archive or Word's "XML document", which has all in one file.

    Raises:
        Exception: whatever zipfile and lxml raise for a damaged file.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data)) if data.startswith(b"PK") else None
        self._flat = _flat_parts(data) if self._archive is None else {}
        names = self._archive.namelist() if self._archive else list(self._flat)
        self._names = {name.replace("\\", "/").lower(): name for name in names}
        self.main = self.related("", "officeDocument") or "word/document.xml"

    def read(self, part: str) -> bytes:
        """The bytes of a part."""
        name = self._names[part.lower()]
        if self._archive is None:
            return self._flat[name]
        info = self._archive.getinfo(name)
        if info.file_size > _LARGEST:
            raise ValueError(f"{part} is too large")
        return self._archive.read(info)

    def parse(self, part: str) -> etree._Element:
        """The root element of a part."""
        data = self.read(part)
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        return parse_xml(data)

    def parse_if_there(self, part: str | None) -> etree._Element | None:
        """The root element of a part, or ``None`` if the file has no such part."""
        return self.parse(part) if part and part.lower() in self._names else None

    def related(self, part: str, kind: str) -> str | None:
        """The part that another one names as its ``kind``, such as ``styles``."""
        targets = (target for _, type_, target in self._relations(part) if type_ == kind)
        return next(targets, None)

    def target(self, part: str, relation: str | None) -> str | None:
        """The part behind a relationship's id."""
        targets = (target for id_, _, target in self._relations(part) if id_ == relation)
        return next(targets, None)

    def _relations(self, part: str) -> list[tuple[str, str, str]]:
        folder, name = posixpath.split(part)
        root = self.parse_if_there(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return []
        return [
            (
                relation.get("Id", ""),
                relation.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:],
            )
            for relation in root.iter(_RELATIONSHIPS)
            if relation.get("TargetMode") != "External"
        ]


def _flat_parts(data: bytes) -> dict[str, bytes]:
    root = parse_xml(_BINARY.sub(b"", data))
    return {
        part.get(f"{_PKG}name", "").lstrip("/"): etree.tostring(content[0])
        for part in root.iter(f"{_PKG}part")
        if (content := part.find(f"{_PKG}xmlData")) is not None and len(content)
    }
