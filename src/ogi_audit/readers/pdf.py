"""PDF: ruled tables as grids, all other text as a paragraph for each line that is seen."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from ogi_audit.document import Block, Cell, Grid, Paragraph, Place
from ogi_audit.errors import UnreadableError
from ogi_audit.limits import DEFAULT, Limits
from ogi_audit.readers.blocks import Content, clean, lines
from ogi_audit.readers.pdf_page import PageContent, PagesError, check_glyphs, read_pages
from ogi_audit.readers.pdf_tables import Box, find_regions
from ogi_audit.readers.pdf_text import Glyph, text_lines

# A scan may carry a page number or the name of the scanning program as text.
_FEW_GLYPHS = 30
_PROPERTIES = {
    "Title": "title",
    "Author": "creator",
    "CreationDate": "created",
    "ModDate": "modified",
}
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")


def read_pdf(data: bytes, name: str, limits: Limits = DEFAULT) -> Content:
    """The content of a PDF file.

    Raises:
        UnreadableError: the file is encrypted or damaged, its pages are pictures or too many.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        is_locked = error.err_code in {
            pdfium_raw.FPDF_ERR_PASSWORD,
            pdfium_raw.FPDF_ERR_SECURITY,
        }
        code = "encrypted" if is_locked else "damaged"
        raise UnreadableError(code, name, format="PDF") from error
    with document:
        limits.check_pages(len(document), name)
        try:
            pages = _read_pages(document, data)
        except (PagesError, pdfium.PdfiumError) as error:
            raise UnreadableError("damaged", name, format="PDF") from error
        _refuse_pictures(pages, name)
        blocks: list[Block] = []
        for number, page in enumerate(pages, 1):
            blocks.extend(_page_blocks(number, page))
        properties = _properties(document)
    return Content(tuple(blocks), MappingProxyType(properties))


def _read_pages(document: pdfium.PdfDocument, data: bytes) -> list[PageContent]:
    try:
        pages = _counted(read_pages(data), document)
    except PagesError:
        # pdfium reads much that pdfminer does not, and can write it anew.
        mended = io.BytesIO()
        document.save(mended, flags=pdfium_raw.FPDF_REMOVE_SECURITY)
        pages = _counted(read_pages(mended.getvalue()), document)
    checked = []
    for content, page in zip(pages, document, strict=True):
        glyphs = tuple(check_glyphs(content.glyphs, page))
        checked.append(PageContent(glyphs, content.strokes, content.pictured, content.is_blank))
        page.close()
    return checked


def _counted(pages: list[PageContent], document: pdfium.PdfDocument) -> list[PageContent]:
    """The pages, if both libraries find as many. Raises `PagesError` if not."""
    if len(pages) != len(document):
        raise PagesError(f"{len(pages)} pages by pdfminer, {len(document)} by pdfium")
    return pages


def _refuse_pictures(pages: Sequence[PageContent], name: str) -> None:
    written = sum(len(page.glyphs) for page in pages)
    pictures = sum(1 for page in pages if page.pictured > 0.5)
    if all(page.is_blank for page in pages):
        raise UnreadableError("no_text", name)
    if not written or (written < _FEW_GLYPHS * len(pages) and 2 * pictures >= len(pages)):
        raise UnreadableError("scanned_pdf", name)


def _page_blocks(number: int, page: PageContent) -> Iterator[Block]:
    """The blocks of a page from the top: grids by their upper side, lines by theirs."""
    inside: dict[int, list[Glyph]] = {}
    outside: list[Glyph] = []
    regions = find_regions(page.strokes)
    for glyph in page.glyphs:
        # A watermark lies across cells, but in none.
        upright = glyph.angle % 90 == 0
        index = next((i for i, one in enumerate(regions) if upright and one.holds(glyph)), None)
        (outside if index is None else inside.setdefault(index, [])).append(glyph)
    placed: list[tuple[float, str | list[list[Box]]]] = []
    for index, glyphs in inside.items():
        rows = regions[index].rows(glyphs)
        if any(len(row) > 1 for row in rows):
            placed.append((regions[index].top, rows))
        else:
            outside.extend(glyphs)
    placed.extend((line.top, line.text) for line in text_lines(outside))
    line = table = 0
    for _, item in sorted(placed, key=lambda pair: pair[0]):
        if isinstance(item, str):
            line += 1
            yield Paragraph(clean(item), Place(page=number, line=line))
        else:
            table += 1
            yield _grid(item, number, table)


def _grid(rows: Sequence[Sequence[Box]], page: int, table: int) -> Grid:
    return Grid(
        tuple(
            tuple(
                Cell(
                    "\n".join(lines("\n".join(line.text for line in text_lines(box.glyphs)))),
                    Place(page=page, table=table, row=row, column=column),
                )
                for column, box in enumerate(boxes, 1)
            )
            for row, boxes in enumerate(rows, 1)
        ),
        Place(page=page, table=table),
    )


def _properties(document: pdfium.PdfDocument) -> dict[str, str]:
    found = {}
    for key, name in _PROPERTIES.items():
        try:
            value = clean(document.get_metadata_value(key))
        except UnicodeDecodeError:
            # Broken off in the middle of a character: nothing that the report's own text lacks.
            continue
        if date := _DATE.match(value):
            value = "{}-{}-{}T{}:{}:{}".format(*date.groups())
        if value:
            found[name] = value
    return found
