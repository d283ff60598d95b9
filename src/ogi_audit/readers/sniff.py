"""Tells by its content what kind of file it is; the name decides only where the content cannot."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

import olefile

from ogi_audit.errors import UnreadableError
from ogi_audit.limits import DEFAULT, Limits
from ogi_audit.readers.archive import BROKEN, open_archive, read_part


class Kind(StrEnum):
    """What a file is, as `Document.format` has it."""

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


# What begins so is of a kind that cannot be read, by its code in `UnreadableError`.
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"AT&TFORM", "image"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"MZ", "unknown_format"),
    (b"\x7fELF", "unknown_format"),
)
_OFFICE = (
    (re.compile(rb"wordprocessingml\.\w+\.main|ms-word\.[\w.]+\.main"), Kind.DOCX),
    (re.compile(rb"spreadsheetml\.\w+\.main|ms-excel\.[\w.]+\.main"), "spreadsheet"),
    (re.compile(rb"presentationml\.\w+\.main|ms-powerpoint\.[\w.]+\.main"), "presentation"),
)
_OPEN_DOCUMENT = {
    "text": Kind.ODT,
    "text-template": Kind.ODT,
    "spreadsheet": "spreadsheet",
    "presentation": "presentation",
    "graphics": "image",
    "image": "image",
}
_OLE = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", Kind.DOC),
    ("Workbook", "spreadsheet"),
    ("Book", "spreadsheet"),
    ("PowerPoint Document", "presentation"),
    # Microsoft Works, the other program whose files are called .wps.
    ("MatOST", Kind.WPS),
)
_XML = (
    (re.compile(r"<w:wordDocument\b"), Kind.DOC),
    (re.compile(r"<pkg:package\b"), Kind.DOCX),
    (re.compile(r"<office:document\b[^<>]*opendocument\.text"), Kind.ODT),
    (re.compile(r"<office:document\b[^<>]*opendocument\.spreadsheet"), "spreadsheet"),
    (re.compile(r"<(ss:)?Workbook\b"), "spreadsheet"),
    (re.compile(r"<svg\b"), "image"),
)
_PAGE_START = re.compile(
    r"\s*+(?>(?:<!--(?>.*?-->)|<\?xml[^>]*+>)\s*+)*+<(!doctype\s+html|html)\b", re.I | re.S
)
_XML_START = re.compile(r"\s*<(\?|svg\b|\w+:\w)")
_PAGE_TAG = re.compile(r"<(html|body|head)\b", re.I)
_BLOCK_TAG = re.compile(r"</?(div|p|table|tr|td|ul|li|h[1-6]|br|span|center|font)\b[^<>]*>", re.I)
_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6} +\S"
    r"|^[ \t]*+(\|[ \t]*+)?:?-{2,}+:?[ \t]*+(\|[ \t]*+:?-{2,}+:?[ \t]*+)++\|?[ \t]*+$"
    r"|<table\b",
    re.M | re.I,
)


def sniff_bytes(data: bytes, name: str, limits: Limits = DEFAULT) -> Kind | None:
    """The kind of a binary file, or of one that has its own text encoding; ``None`` for text.

    Raises:
        UnreadableError: the file is of a kind that cannot be read, or too large when unpacked.
    """
    kind = _judge_bytes(data, name, limits)
    if kind is None or isinstance(kind, Kind):
        return kind
    raise UnreadableError(kind, name)


def sniff_text(text: str, name: str) -> Kind:
    """The kind of a file that is text.

    Raises:
        UnreadableError: the file is of a kind that cannot be read.
    """
    kind = _judge_text(text, PurePath(name).suffix.lower())
    if isinstance(kind, Kind):
        return kind
    raise UnreadableError(kind, name)


def _judge_bytes(data: bytes, name: str, limits: Limits) -> Kind | str | None:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _judge_zip(data, name, limits)
    if data.startswith(olefile.MAGIC):
        return _judge_ole(data, name)
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return "image"
    if data[4:12] in {b"ftypheic", b"ftypmif1", b"ftypavif"}:
        return "image"
    if data[257:262] == b"ustar":
        return "archive"
    if _is_mhtml(data):
        return Kind.MHTML
    return next((code for magic, code in _MAGIC if data.startswith(magic)), None)


def _judge_text(text: str, suffix: str) -> Kind | str:
    tag = _PAGE_TAG.search(text)
    if _PAGE_START.match(text) or (tag and text.find(">", tag.end()) > 0):
        return Kind.HTML
    if _XML_START.match(text):
        roots = (kind for root, kind in _XML if root.search(text[:4096]))
        return next(roots, "unknown_format")
    if suffix in {".md", ".markdown"}:
        return Kind.MARKDOWN
    # A fragment of a page: it begins with a tag and is full of them.
    if _BLOCK_TAG.match(text.lstrip()) and len(_BLOCK_TAG.findall(text)) > text.count("\n") / 2:
        return Kind.HTML
    return Kind.MARKDOWN if _MARKDOWN.search(text) else Kind.TEXT


def _is_mhtml(data: bytes) -> bool:
    head = re.split(rb"\r?\n\r?\n", data[:8192].lstrip(b"\xef\xbb\xbf\r\n "), maxsplit=1)[0].lower()
    return (
        re.search(rb"^mime-version:", head, re.M) is not None
        and re.search(rb"^content-type:\s*(multipart/|text/html)", head, re.M) is not None
    )


def _judge_zip(data: bytes, name: str, limits: Limits) -> Kind | str:
    try:
        with open_archive(data, name, limits) as package:
            members = set(package.namelist())
            if "OFD.xml" in members:
                return "ofd"
            if "mimetype" in members:
                return _judge_open_document(package, name)
            if "[Content_Types].xml" in members:
                types = read_part(package, "[Content_Types].xml", name, "DOCX")
                kinds = (kind for pattern, kind in _OFFICE if pattern.search(types))
                return next(kinds, "unknown_format")
    except BROKEN as error:
        is_word = b"[Content_Types].xml" in data or b"word/document.xml" in data
        raise UnreadableError("damaged", name, format="DOCX" if is_word else "ZIP") from error
    return "archive"


def _judge_open_document(package: zipfile.ZipFile, name: str) -> Kind | str:
    media_type = read_part(package, "mimetype", name).decode("ascii", "replace").strip()
    kind = _OPEN_DOCUMENT.get(media_type.rpartition(".")[2], "unknown_format")
    is_encrypted = kind is Kind.ODT and b"encryption-data" in read_part(
        package, "META-INF/manifest.xml", name
    )
    return "encrypted" if is_encrypted else kind


def _judge_ole(data: bytes, name: str) -> Kind | str:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            kind = next((kind for stream, kind in _OLE if ole.exists(stream)), "unknown_format")
            if kind is not Kind.DOC:
                return kind
            flags = ole.openstream("WordDocument").read(12)[10:12]
    except Exception as error:
        raise UnreadableError("damaged", name, format="DOC") from error
    # The bit fEncrypted of the file information block.
    if int.from_bytes(flags, "little") & 0x0100:
        return "encrypted"
    return Kind.WPS if PurePath(name).suffix.lower() in {".wps", ".wpt"} else Kind.DOC
