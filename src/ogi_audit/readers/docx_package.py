"""The parts of a DOCX file: found by their relationships, parsed without entities or network."""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from ogi_audit.errors import UnreadableError
from ogi_audit.limits import Limits
from ogi_audit.readers.archive import BROKEN, open_archive, read_part
from ogi_audit.readers.parsing import check_depth, given_up

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


def parse_xml(data: bytes, name: str, limits: Limits, kind: str = "DOCX") -> etree._Element:
    """The root element of XML in a file of a kind, with no entity resolved and nothing fetched.

    Raises:
        UnreadableError: it is damaged, or elements are nested too deep.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        refusal = given_up(parser, name, kind, limits)
        raise refusal or UnreadableError("damaged", name, format=kind) from error
    check_depth(root, name, limits)
    return root


class Package:
    """A DOCX file open for reading, an archive or Word's "XML document", which has all in one file.

    Raises:
        UnreadableError: it is damaged, or beyond a limit.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._name, self._limits = name, limits
        self._known: dict[str, list[tuple[str, str, str]]] = {}
        try:
            self._archive = open_archive(data, name, limits) if data.startswith(b"PK") else None
        except BROKEN as error:
            raise self._damaged() from error
        self._flat = {} if self._archive else self._flat_parts(data)
        names = self._archive.namelist() if self._archive else list(self._flat)
        self._names = {name.replace("\\", "/").lower(): name for name in names}
        self.main = self.related("", "officeDocument") or "word/document.xml"

    def read(self, part: str) -> bytes:
        """The bytes of a part. Raises `UnreadableError` if it is not there or damaged."""
        name = self._names.get(part.lower())
        if name is None:
            raise self._damaged()
        if self._archive is None:
            return self._flat[name]
        return read_part(self._archive, name, self._name, "DOCX")

    def _damaged(self) -> UnreadableError:
        return UnreadableError("damaged", self._name, format="DOCX")

    def parse(self, part: str) -> etree._Element:
        """The root element of a part."""
        data = self.read(part)
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        return parse_xml(data, self._name, self._limits)

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
        if part not in self._known:
            self._known[part] = self._read_relations(part)
        return self._known[part]

    def _read_relations(self, part: str) -> list[tuple[str, str, str]]:
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

    def _flat_parts(self, data: bytes) -> dict[str, bytes]:
        root = parse_xml(_BINARY.sub(b"", data), self._name, self._limits)
        return {
            part.get(f"{_PKG}name", "").lstrip("/"): etree.tostring(content[0])
            for part in root.iter(f"{_PKG}part")
            if (content := part.find(f"{_PKG}xmlData")) is not None and len(content)
        }
