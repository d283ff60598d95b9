"""Inputs as texts for formats whose bytes are none: cut in parts, and packed when they are run.

Changed as text, XML, operators and cells change, and the archive or the cross-reference table around them
stays whole, so that a reader gets to see the change.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from itertools import accumulate

from ogi_audit.document import Block, Cell, Document, Grid, Paragraph, Place
from ogi_audit.readers.blocks import lines

PART = b"=====part:"
"""Before each part, at the start of a line: its name and a line end follow."""
ROW, CELL, BREAK, PROPERTY = "\x1e", "\x1f", "\v", "\x1d"
"""In a document: before a row of a table, between its cells, for a line end in one; before a property."""
_STREAMS = {
    "content": b"",
    "form": b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]",
    "characters": b"",
}
_START = re.compile(rb"(?:\A|\n)" + PART)


def text_of_parts(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as one text."""
    contents = {
        name: part.encode() if isinstance(part, str) else part for name, part in parts.items()
    }
    return b"\n".join(PART + name.encode() + b"\n" + part for name, part in contents.items())


def parts_of(data: bytes) -> dict[str, bytes] | None:
    """The parts of a text, the last of a name; ``None`` for what is not in parts."""
    if not data.startswith(PART):
        return None
    pieces = (piece.partition(b"\n") for piece in _START.split(data)[1:])
    return {name.decode("utf-8", "replace"): content for name, _, content in pieces}


def docx_of(data: bytes) -> bytes:
    """A DOCX file of parts; what is not in parts as it is."""
    parts = parts_of(data)
    if parts is None:
        return data
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        for name, content in parts.items():
            # ZipInfo's default time is 1980: the bytes are the same each time.
            package.writestr(zipfile.ZipInfo(name.replace("\0", "")[:200] or "part"), content)
    return archive.getvalue()


def parts_of_docx(data: bytes) -> bytes:
    """The text of which `docx_of` makes that file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return text_of_parts({name: package.read(name) for name in package.namelist()})


def pdf_of(data: bytes) -> bytes:
    """A PDF of one page: ``page``, ``font`` and ``info`` are entries of dictionaries, the others streams.

    ``content`` is the page's, ``form`` that of X1. Font F1 is Chinese and F2 Latin, with the characters that
    ``characters`` maps its codes to. What is not in parts is taken as it is.
    """
    parts = parts_of(data)
    if parts is None:
        return data
    content, form, characters = (
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), entries, stream)
        for name, entries in _STREAMS.items()
        for stream in (parts.get(name, b""),)
    )
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 6 0 R/F2 7 0 R>>"
        b"/XObject<</X1 5 0 R>>>>" + parts.get("page", b"/MediaBox[0 0 595 842]") + b">>",
        content,
        form,
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts["
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(GB1)/Supplement 0>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName"
        b"/STSong-Light/Flags 6/Ascent 752/Descent -271/CapHeight 737/StemV 58/ItalicAngle 0"
        b"/FontBBox[-25 -254 1000 880]>>>>]>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 9 0 R"
        + parts.get("font", b"")
        + b">>",
        b"<<" + parts.get("info", b"") + b">>",
        characters,
    )
    written = [b"%PDF-1.4\n"]
    written += (b"%d 0 obj%s\nendobj\n" % (number, body) for number, body in enumerate(bodies, 1))
    *starts, end = accumulate(map(len, written))
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(bodies) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    foot = b"trailer<</Size %d/Root 1 0 R/Info 8 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, end)
    return b"".join((*written, head, foot))


def document_of(data: bytes) -> Document:
    """A document of a text: a paragraph for each line, but for those of tables and of properties."""
    blocks: list[Block] = []
    properties: dict[str, str] = {}
    rows: list[tuple[Cell, ...]] = []
    for number, line in enumerate((*data.decode("utf-8", "replace").split("\n"), ""), 1):
        if line.startswith(ROW):
            cells = ("\n".join(lines(text)) for text in line[1:].split(CELL))
            rows.append(tuple(Cell(text, Place(table=1, row=number)) for text in cells))
            continue
        if rows:
            # A table of plain text and one with cells of its own differ by what stands before it.
            blocks.append(Grid(tuple(rows), Place(table=1), ruled=bool(number % 2)))
            rows = []
        if line.startswith(PROPERTY):
            name, _, value = line[1:].partition("=")
            properties[name] = value
        else:
            blocks += (Paragraph(text, Place(line=number)) for text in lines(line))
    return Document("报告", "0" * 64, "text", tuple(blocks), properties)


def text_of(document: Document) -> bytes:
    """What `document_of` makes that document of, places apart."""
    written = [f"{PROPERTY}{name}={value}" for name, value in document.properties.items()]
    for block in document.blocks:
        if isinstance(block, Paragraph):
            written.append(block.text)
        else:
            rows = ([cell.text.replace("\n", BREAK) for cell in row] for row in block.rows)
            written += (ROW + CELL.join(row) for row in rows)
    return "\n".join(written).encode()
