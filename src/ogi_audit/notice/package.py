"""A document as bytes that know no clock, no program and no template; and whether a file still is that."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from docx import Document as open_document
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND

# What python-docx's template carries along: a picture of it, another program's name, a bibliography,
# numberings of styles that are not there.
_NEEDLESS = (KIND.EXTENDED_PROPERTIES, KIND.THUMBNAIL, KIND.CUSTOM_XML, KIND.NUMBERING)
_NEEDLESS_NAMES = ("/stylesWithEffects", "/thumbnail")
_PROPERTIES = "docProps/core.xml"


def packed(document: Document, *, title: str, subject: str) -> bytes:
    """The document as a DOCX with these properties and the digest of what it holds, and no others."""
    properties = document.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    # The format allows so many characters.
    properties.title, properties.subject = title[:255], subject[:255]
    package = document.part.package
    assert package is not None
    for rels in (package.rels, document.part.rels):
        for name, one in list(rels.items()):
            if one.reltype in _NEEDLESS or one.reltype.endswith(_NEEDLESS_NAMES):
                del rels[name]
    properties.identifier = _digest(_members(_saved(document)))
    return _archive(_members(_saved(document)))


def is_untouched(path: Path) -> bool:
    """Whether a file is a notice as it was made: nobody wrote into it. Raises `OSError`."""
    content = path.read_bytes()
    try:
        identifier = open_document(io.BytesIO(content)).core_properties.identifier
        return bool(identifier) and identifier == _digest(_members(content))
    except Exception:  # Whatever else it may be, it is not ours.
        return False


def _saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def _digest(members: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(members.items()):
        if name != _PROPERTIES:
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return f"sha256:{digest.hexdigest()}"


def _archive(members: Mapping[str, bytes]) -> bytes:
    """An archive whose members are all dated 1980, when the format begins."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            # Else it tells which system it was made on.
            member.create_system = 3
            target.writestr(member, content)
    return stream.getvalue()
