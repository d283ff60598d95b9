"""What is in a file, read in this process: only for files that are trusted, or to be lost with it.

Everybody else calls `ogi_audit.readers.read`, which does this in a process that can be killed.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from ogi_audit.document import Block, Paragraph
from ogi_audit.errors import UnreadableError
from ogi_audit.limits import DEFAULT, Limits
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


def read_content(data: bytes, name: str, limits: Limits = DEFAULT) -> tuple[Kind, Content]:
    """What kind of file it is by its content, and its blocks.

    Time and memory are not limited here.

    Raises:
        UnreadableError: the file cannot be read, and why.
    """
    with _silence():
        kind, content = _read(data, name, limits)
    written = [*_written(content.blocks)]
    cells = sum(
        len(row)
        for block in content.blocks
        if not isinstance(block, Paragraph)
        for row in block.rows
    )
    limits.check_text(written, cells, name)
    text = "\n".join(written)
    if is_garbled(text):
        raise UnreadableError("mojibake", name)
    if not text.strip():
        raise UnreadableError("no_text", name)
    return kind, content


def _read(data: bytes, name: str, limits: Limits) -> tuple[Kind, Content]:
    kind = sniff_bytes(data, name, limits)
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
        return kind, _content(kind, data, text, name, limits)
    except UnreadableError:
        raise
    except MemoryError as error:
        raise limits.too_large(name) from error
    except RecursionError as error:
        raise limits.too_deep(name) from error
    except Exception as error:
        # The readers tell what is damaged themselves; this is for what nobody thought of.
        raise UnreadableError("damaged", name, format=kind.value.upper()) from error


def _content(kind: Kind, data: bytes, text: str, name: str, limits: Limits) -> Content:
    match kind:
        case Kind.TEXT:
            return read_text(text)
        case Kind.MARKDOWN:
            return read_markdown(text, name, limits)
        case Kind.HTML:
            return read_html(text, name, limits)
        case Kind.MHTML:
            return read_mhtml(data, name, limits)
        case Kind.DOCX:
            return read_docx(data, name, limits)
        case Kind.PDF:
            return read_pdf(data, name, limits)
        case Kind.DOC if text:
            return read_wordml(data, name, limits)
        case Kind.DOC | Kind.WPS | Kind.RTF | Kind.ODT:
            return read_office(data, name, kind.value, limits)


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
