"""Tells by its content what kind of file it is; the name decides only where the content cannot."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

import olefile


class Kind(StrEnum):
    """What a file is: the formats of a `Document`, and the kinds that are only recognised."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    MHTML = "mhtml"
    DOCX = "docx"
    PDF = "pdf"
    DOC = "doc"
    WPS = "wps"
    RTF = "rtf"
    ODT = "odt"
    OFD = "ofd"
    IMAGE = "image"
    SPREADSHEET = "spreadsheet"
    PRESENTATION = "presentation"
    ARCHIVE = "archive"
    ENCRYPTED = "encrypted"
    DAMAGED_DOCX = "damaged_docx"
    DAMAGED_ZIP = "damaged_zip"
    DAMAGED_OLE = "damaged_ole"
    UNKNOWN = "unknown_format"


_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF87a", Kind.IMAGE),
    (b"GIF89a", Kind.IMAGE),
    (b"II*\0", Kind.IMAGE),
    (b"MM\0*", Kind.IMAGE),
    (b"AT&TFORM", Kind.IMAGE),
    (b"Rar!\x1a\x07", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"\x1f\x8b\x08", Kind.ARCHIVE),
    (b"BZh", Kind.ARCHIVE),
    (b"\xfd7zXZ\0", Kind.ARCHIVE),
    (b"\x28\xb5\x2f\xfd", Kind.ARCHIVE),
    (b"MZ", Kind.UNKNOWN),
    (b"\x7fELF", Kind.UNKNOWN),
)
_OPEN_DOCUMENT = {
    "text": Kind.ODT,
    "text-template": Kind.ODT,
    "spreadsheet": Kind.SPREADSHEET,
    "presentation": Kind.PRESENTATION,
    "graphics": Kind.IMAGE,
    "image": Kind.IMAGE,
}
_OLE_STREAMS = (
    ("EncryptedPackage", Kind.ENCRYPTED),
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.SPREADSHEET),
    ("Book", Kind.SPREADSHEET),
    ("PowerPoint Document", Kind.PRESENTATION),
    # Microsoft Works, the other program whose files are called .wps.
    ("MatOST", Kind.WPS),
)
_XML_ROOTS = (
    (r"<w:wordDocument\b", Kind.DOC),
    (r"<office:document\b[^>]*opendocument\.text", Kind.ODT),
    (r"<office:document\b[^>]*opendocument\.spreadsheet", Kind.SPREADSHEET),
    (r"<(ss:)?Workbook\b", Kind.SPREADSHEET),
    (r"<svg\b", Kind.IMAGE),
)
_PAGE_START = re.compile(r"\s*(<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(!doctype\s+html|html)\b", re.I | re.S)
_PAGE_TAG = re.compile(r"<(html|body|head)\b[^>]*>", re.I)
_BLOCK_TAG = re.compile(r"</?(div|p|table|tr|td|ul|li|h[1-6]|br|span|center|font)\b[^<>]*>", re.I)
_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6} +\S|^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$"
    r"|<table\b",
    re.M | re.I,
)


def sniff_bytes(data: bytes, name: str) -> Kind | None:
    """The kind of a binary file, or of one that has its own text encoding; ``None`` for text."""
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _sniff_zip(data)
    if data.startswith(olefile.MAGIC):
        return _sniff_ole(data, PurePath(name).suffix.lower())
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.lstrip()[:5] == b"{\\rtf":
        return Kind.RTF
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.IMAGE
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return Kind.IMAGE
    if data[4:12] in {b"ftypheic", b"ftypmif1", b"ftypavif"}:
        return Kind.IMAGE
    if data[257:262] == b"ustar":
        return Kind.ARCHIVE
    if _is_mhtml(data):
        return Kind.MHTML
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def sniff_text(text: str, name: str) -> Kind:
    """The kind of a file that is text."""
    head = text[:4096]
    if re.match(r"\s*<(\?|\w+:\w+)", head) and not _PAGE_START.match(head):
        for root, kind in _XML_ROOTS:
            if re.search(root, head):
                return kind
        if not _PAGE_TAG.search(text):
            return Kind.UNKNOWN
    if re.match(r"\s*<svg\b", head):
        return Kind.IMAGE
    is_named_markdown = PurePath(name).suffix.lower() in {".md", ".markdown"}
    if _PAGE_START.match(text) or _PAGE_TAG.search(text):
        return Kind.HTML
    if is_named_markdown:
        return Kind.MARKDOWN
    # A fragment of a page: it begins with a tag and is full of them.
    if _BLOCK_TAG.match(text.lstrip()) and len(_BLOCK_TAG.findall(text)) > text.count("\n") / 2:
        return Kind.HTML
    return Kind.MARKDOWN if _MARKDOWN.search(text) else Kind.TEXT


def _is_mhtml(data: bytes) -> bool:
    head = re.split(rb"\r?\n\r?\n", data.lstrip()[:8192], maxsplit=1)[0].lower()
    return (
        re.search(rb"^mime-version:", head, re.M) is not None
        and re.search(rb"^content-type:\s*(multipart/|text/html)", head, re.M) is not None
    )


def _sniff_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            if "OFD.xml" in names:
                return Kind.OFD
            if "mimetype" in names:
                return _sniff_open_document(package)
            if "[Content_Types].xml" in names:
                return _sniff_office(package.read("[Content_Types].xml"))
    except Exception:
        is_word = b"[Content_Types].xml" in data or b"word/document.xml" in data
        return Kind.DAMAGED_DOCX if is_word else Kind.DAMAGED_ZIP
    return Kind.ARCHIVE


def _sniff_office(content_types: bytes) -> Kind:
    for word, kind in (
        (b"wordprocessingml", Kind.DOCX),
        (b"ms-word.", Kind.DOCX),
        (b"spreadsheetml", Kind.SPREADSHEET),
        (b"ms-excel.", Kind.SPREADSHEET),
        (b"presentationml", Kind.PRESENTATION),
    ):
        if word in content_types:
            return kind
    return Kind.UNKNOWN


def _sniff_open_document(package: zipfile.ZipFile) -> Kind:
    media_type = package.read("mimetype").decode("ascii", "replace").strip()
    kind = _OPEN_DOCUMENT.get(media_type.rpartition(".")[2], Kind.UNKNOWN)
    is_encrypted = kind is Kind.ODT and b"encryption-data" in package.read("META-INF/manifest.xml")
    return Kind.ENCRYPTED if is_encrypted else kind


def _sniff_ole(data: bytes, suffix: str) -> Kind:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            kind = next((kind for name, kind in _OLE_STREAMS if ole.exists(name)), Kind.UNKNOWN)
            if kind is not Kind.DOC:
                return kind
            flags = ole.openstream("WordDocument").read(12)[10:12]
    except Exception:
        return Kind.DAMAGED_OLE
    # The bit fEncrypted of the file information block.
    if int.from_bytes(flags, "little") & 0x0100:
        return Kind.ENCRYPTED
    return Kind.WPS if suffix in {".wps", ".wpt"} else Kind.DOC
