"""Readers: a file of any format in, a `Document` out. They know nothing of reports."""

from __future__ import annotations

import hashlib
import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ogi_audit.document import Block, Document, Paragraph
from ogi_audit.errors import UnreadableError
from ogi_audit.readers.blocks import Content
from ogi_audit.readers.docx import read_docx
from ogi_audit.readers.encoding import decode, is_garbled
from ogi_audit.readers.html import read_html
from ogi_audit.readers.markdown import read_markdown
from ogi_audit.readers.mhtml import read_mhtml
from ogi_audit.readers.office import read_office
from ogi_audit.readers.pdf import read_pdf
from ogi_audit.readers.sniff import Kind, sniff_bytes, sniff_text
from ogi_audit.readers.text import read_text
from ogi_audit.readers.wordml import read_wordml

__all__ = ["read"]


def read(path: str | os.PathLike[str]) -> Document:
    """Read a file, whatever its suffix says: its content tells the format.

    Raises:
        UnreadableError: the file cannot be read, and why.
    """
    # A name in another encoding than the system's could not be written anywhere.
    name = os.fsencode(Path(path).name or os.fspath(path)).decode("utf-8", "replace")
    data = _load(Path(path), name)
    with _silence():
        kind, content = _read(data, name)
    text = "\n".join(_written(content.blocks))
    if is_garbled(text):
        raise UnreadableError("mojibake", name)
    if not text.strip():
        raise UnreadableError("no_text", name)
    return Document(
        name, hashlib.sha256(data).hexdigest(), kind.value, content.blocks, content.properties
    )


def _load(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableError("directory", name)
        if path.exists() and not path.is_file():
            raise UnreadableError("unknown_format", name)
        data = path.read_bytes()
    except PermissionError as error:
        raise UnreadableError("not_permitted", name) from error
    except (OSError, ValueError) as error:
        raise UnreadableError("not_found", name) from error
    if not data.strip():
        raise UnreadableError("empty", name)
    return data


def _read(data: bytes, name: str) -> tuple[Kind, Content]:
    kind = sniff_bytes(data, name)
    text = ""
    if kind is None:
        decoded = decode(data)
        if decoded is None:
            raise UnreadableError("unknown_format", name)
        if not decoded.strip("\ufeff\0 \t\r\n"):
            raise UnreadableError("empty", name)
        text = decoded
        kind = sniff_text(text, name)
    try:
        return kind, _content(kind, data, text, name)
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError("damaged", name, format=kind.value.upper()) from error


def _content(kind: Kind, data: bytes, text: str, name: str) -> Content:
    match kind:
        case Kind.TEXT:
            return read_text(text)
        case Kind.MARKDOWN:
            return read_markdown(text, name)
        case Kind.HTML:
            return read_html(text, name)
        case Kind.MHTML:
            return read_mhtml(data, name)
        case Kind.DOCX:
            return read_docx(data, name)
        case Kind.PDF:
            return read_pdf(data, name)
        case Kind.DOC if text:
            return read_wordml(data)
        case Kind.DOC | Kind.WPS | Kind.RTF | Kind.ODT:
            return read_office(data, name, kind.value)


def _written(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                yield from (cell.text for cell in row)


@contextmanager
def _silence() -> Iterator[None]:
    """Keep the libraries' warnings and log messages on a file's flaws from the user."""
    disabled = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(disabled)
