"""What is fuzzed: each target takes any bytes, and only the package's own errors may come out of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from ogi_audit.document import Block, Cell, Document, Grid, Paragraph, Place
from ogi_audit.errors import OgiAuditError
from ogi_audit.extraction.figures import State
from ogi_audit.limits import DEFAULT
from ogi_audit.readers.blocks import Content
from ogi_audit.readers.content import read_content
from ogi_audit.readers.docx import read_docx
from ogi_audit.readers.encoding import decode, is_garbled
from ogi_audit.readers.html import read_html
from ogi_audit.readers.markdown import read_markdown
from ogi_audit.readers.mhtml import read_mhtml
from ogi_audit.readers.pdf import read_pdf
from ogi_audit.readers.sniff import Kind, sniff_bytes, sniff_text
from ogi_audit.readers.text import read_text
from ogi_audit.readers.wire import pack, unpack
from ogi_audit.readers.wordml import read_wordml
from ogi_audit.report import extract

PART = b"\n=====part:"
"""Before each part of a DOCX file in a seed of ``docx``: its name and a line end follow."""
ROW, CELL = "\x1e", "\x1f"
"""Before a row of a table, and between its cells, in a seed of ``mapper``."""

# Small, so that the fuzzer does not spend its time on what the limits refuse.
_LIMITS = replace(DEFAULT, characters=200_000, pages=20, unpacked=32)
_NAME = "报告"
_PDF = (
    b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
    b"/Resources<</Font<</F1 4 0 R>>>>>>endobj\n"
    b"4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    b"5 0 obj<</Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF"
)


def check(target: str, data: bytes) -> str:
    """Feed a target; the code of the package's own error that came out of it, or an empty text.

    Whatever else comes out is a defect.
    """
    try:
        TARGETS[target](data)
    except OgiAuditError as error:
        # Its texts can be written.
        return error.code if error.message("zh") and error.message("en") else "?"
    return ""


def document_of(data: bytes) -> Document:
    """A document from a text in which `ROW` and `CELL` make tables."""
    blocks: list[Block] = []
    rows: list[tuple[Cell, ...]] = []
    for number, line in enumerate((*data.decode("utf-8", "replace").split("\n"), ""), 1):
        if line.startswith(ROW):
            cells = line[1:].split(CELL)
            rows.append(tuple(Cell(text, Place(table=1, row=number)) for text in cells))
            continue
        if rows:
            # A table of plain text and one with cells of its own differ by what stands before it.
            blocks.append(Grid(tuple(rows), Place(table=1), ruled=bool(number % 2)))
            rows = []
        if line.strip():
            blocks.append(Paragraph(line.strip(), Place(line=number)))
    return Document(_NAME, "0" * 64, "text", tuple(blocks))


def text_of(document: Document) -> bytes:
    """What `document_of` makes that document of, places apart."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += [ROW + CELL.join(cell.text for cell in row) for row in block.rows]
    return "\n".join(lines).encode()


def docx_of(data: bytes) -> bytes:
    """A DOCX file of the parts that a seed holds."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        for piece in data.split(PART)[1:]:
            name, _, content = piece.partition(b"\n")
            part = name.decode("utf-8", "replace").replace("\0", "")[:200] or "part"
            if part not in package.namelist():
                package.writestr(part, content)
    return archive.getvalue()


def _sound(content: Content) -> None:
    """What everything above the readers relies on."""
    for block in content.blocks:
        if isinstance(block, Paragraph):
            assert block.text.strip() == block.text != ""
            assert "\n" not in block.text
        else:
            assert any(cell.text for row in block.rows for cell in row)
            assert all(row for row in block.rows)
    assert unpack(pack(Kind.TEXT, content)) == (Kind.TEXT, content)


def _text(data: bytes) -> None:
    _sound(read_text(decode(data) or ""))


def _markdown(data: bytes) -> None:
    _sound(read_markdown(decode(data) or "", _NAME, _LIMITS))


def _html(data: bytes) -> None:
    _sound(read_html(decode(data) or "", _NAME, _LIMITS))


def _mhtml(data: bytes) -> None:
    _sound(read_mhtml(data, _NAME, _LIMITS))


def _docx(data: bytes) -> None:
    _sound(read_docx(docx_of(data) if data.startswith(PART) else data, _NAME, _LIMITS))


def _wordml(data: bytes) -> None:
    _sound(read_wordml(data, _NAME, _LIMITS))


def _pdf(data: bytes) -> None:
    whole = data if b"%PDF" in data else _PDF % (len(data), data)
    _sound(read_pdf(whole, _NAME, _LIMITS))


def _any(data: bytes) -> None:
    kind = sniff_bytes(data, _NAME, _LIMITS)
    if kind is None and (text := decode(data)) is not None:
        is_garbled(text)
        kind = sniff_text(text, _NAME)
    if kind not in {Kind.DOC, Kind.RTF, Kind.WPS, Kind.ODT}:
        # LibreOffice is a program of its own: what it gives is a DOCX file.
        _sound(read_content(data, _NAME, _LIMITS)[1])


def _mapper(data: bytes) -> None:
    report = extract(document_of(data))
    assert report.id
    assert set(report.cells["state"]) <= {*get_args(State)}


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "mhtml": _mhtml,
    "docx": _docx,
    "wordml": _wordml,
    "pdf": _pdf,
    "any": _any,
    "mapper": _mapper,
}
"""By name: a target for each reader, for what decides between them, and for the mapper."""
