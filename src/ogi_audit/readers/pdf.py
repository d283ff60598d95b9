"""PDF: ruled tables as grids, all other text as a paragraph for each line that is seen."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from types import MappingProxyType

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from ogi_audit.document import Block, Grid, Place
from ogi_audit.errors import UnreadableError
from ogi_audit.limits import DEFAULT, Limits
from ogi_audit.readers.blocks import Content, cell_of, clean, paragraph_of
from ogi_audit.readers.pdf_page import PageContent, PagesError, Stroke, check_glyphs, read_pages
from ogi_audit.readers.pdf_struck import without_struck
from ogi_audit.readers.pdf_tables import Box, find_regions
from ogi_audit.readers.pdf_text import Glyph, text_lines, turned

# A scan may carry a page number or the name of the scanning program as text.
_FEW_GLYPHS = 30
# A page lies on its side if so much of its text does.
_PAGE = 0.95
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
    """The blocks of a page from the top: tables by their upper side, lines by theirs."""
    glyphs, strokes = page.glyphs, page.strokes
    angles = Counter(glyph.angle for glyph in glyphs)
    if angle := next((a for a, n in angles.items() if n > _PAGE * len(glyphs) and not a % 90), 0):
        # The whole page lies on its side, or upside down.
        glyphs = tuple(turned(glyph, angle) for glyph in glyphs)
        strokes = tuple(stroke.turned(angle) for stroke in strokes)
    line = table = 0
    for item in _placed(*without_struck(glyphs, strokes)):
        if isinstance(item, str):
            line += 1
            yield paragraph_of(clean(item), Place(page=number, line=line))
        else:
            table += 1
            yield _grid(item, number, table)


def _placed(glyphs: Sequence[Glyph], strokes: Sequence[Stroke]) -> Iterator[str | list[list[Box]]]:
    """Lines and the rows of tables in their order on the page."""
    placed: list[tuple[float, str | list[list[Box]]]] = []
    outside = list(glyphs)
    # Tables that lie on their side first: what is upright in them is little.
    for angle in (90, 180, 270, 0):
        found, outside = _tables(outside, strokes, angle)
        placed.extend(found)
    placed.extend((line.top, line.text) for line in text_lines(outside))
    yield from (item for _, item in sorted(placed, key=lambda pair: pair[0]))


def _tables(
    glyphs: Sequence[Glyph], strokes: Sequence[Stroke], angle: int
) -> tuple[list[tuple[float, list[list[Box]]]], list[Glyph]]:
    """The tables most of whose text is turned by an angle, with their upper side, and all other glyphs."""
    if angle and not any(glyph.angle == angle for glyph in glyphs):
        return [], list(glyphs)
    regions = find_regions([stroke.turned(angle) if angle else stroke for stroke in strokes])
    inside: dict[int, list[Glyph]] = {}
    outside: list[Glyph] = []
    for glyph in glyphs:
        # A watermark lies across cells, but in none.
        level = None if glyph.angle % 90 else turned(glyph, angle)
        index = next((i for i, one in enumerate(regions) if level and one.holds(level)), None)
        (outside if index is None else inside.setdefault(index, [])).append(glyph)
    tables = []
    for index, members in inside.items():
        own = sum(glyph.angle == angle for glyph in members)
        rows = []
        if not angle or 2 * own > len(members):
            rows = regions[index].rows(turned(glyph, angle) for glyph in members)
        if any(len(row) > 1 for row in rows):
            tables.append(
                (min(glyph.top for glyph in members) if angle else regions[index].top, rows)
            )
        else:
            outside.extend(members)
    return tables, outside


def _grid(rows: Sequence[Sequence[Box]], page: int, table: int) -> Grid:
    return Grid(
        tuple(
            tuple(
                cell_of(
                    "\n".join(line.text for line in text_lines(box.glyphs)),
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
