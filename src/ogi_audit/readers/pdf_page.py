"""What is on a PDF page: glyphs, read twice and compared, and the straight lines drawn on it."""

from __future__ import annotations

import io
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
from pdfplumber.page import Page

from ogi_audit.readers.pdf_text import Glyph
from ogi_audit.readers.scattered import Scattered

Result = TypeVar("Result")
# A filled rectangle as thin as this is how most programs draw a border.
_THIN = 3.0
# pdfium's marks for a hyphen at the end of a line.
_HYPHENS = {"\x02": "-", "\ufffe": "-"}


class PagesError(Exception):
    """The pages cannot be read."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line, across or down the page: where it is, where it begins and ends."""

    is_across: bool
    at: float
    start: float
    end: float

    @property
    def is_finite(self) -> bool:
        """Whether it is anywhere: a file may have numbers beyond all bounds."""
        return all(map(math.isfinite, (self.at, self.start, self.end)))

    def turned(self, angle: int) -> Stroke:
        """The stroke as it would stand if the page were turned so that text of an angle is upright."""
        if angle == 180:
            return Stroke(self.is_across, -self.at, -self.end, -self.start)
        if (angle == 90) is self.is_across:
            return Stroke(not self.is_across, -self.at, self.start, self.end)
        return Stroke(not self.is_across, self.at, -self.end, -self.start)


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page: its glyphs, strokes, how much of it pictures cover, and whether it is blank."""

    glyphs: tuple[Glyph, ...]
    strokes: tuple[Stroke, ...]
    pictured: float
    is_blank: bool


def read_pages(data: bytes) -> list[PageContent]:
    """The pages as pdfplumber reads them.

    Raises:
        PagesError: pdfminer cannot read the file.
    """
    contents = []
    for page in _pages(data):
        glyphs = tuple(_plumbed(page))
        area = float(page.width * page.height) or 1.0
        contents.append(
            PageContent(
                glyphs,
                tuple(stroke for stroke in _strokes(page) if stroke.is_finite),
                sum(abs(image["width"] * image["height"]) for image in page.images) / area,
                not any(kind for kind in page.objects.values()),
            )
        )
    return contents


def _pages(data: bytes) -> Iterator[Page]:
    """The pages, each with its objects read, and closed after it was looked at."""
    document = _guarded(lambda: pdfplumber.open(io.BytesIO(data)))
    # Not closed as a whole: that would read the pages once more, and fail where they cannot be read.
    for page in _guarded(lambda: document.pages):
        _guarded(partial(getattr, page, "objects"))
        yield page
        page.close()


def _guarded(step: Callable[[], Result]) -> Result:
    """What a step gives. Raises `PagesError` for any error: pdfminer follows files without looking."""
    try:
        return step()
    except MemoryError:
        # Another try would take as much.
        raise
    except Exception as error:
        raise PagesError(repr(error)) from error


def check_glyphs(glyphs: Sequence[Glyph], page: pdfium.PdfPage) -> Sequence[Glyph]:
    """The glyphs if pdfium finds the same characters on the page, else those pdfium finds.

    Bold text is often written twice, a hair apart: that is taken out first.
    """
    other = list(_read_again(page))
    expected = _characters(other)
    if _characters(glyphs) == expected:
        return glyphs
    single = _without_doubles(glyphs)
    return single if _characters(single) == expected else _without_doubles(other)


def _characters(glyphs: Sequence[Glyph]) -> Counter[str]:
    return Counter("".join(glyph.text for glyph in glyphs))


def _is_seen(text: str) -> bool:
    return bool(text) and not text.isspace() and unicodedata.category(text[0])[0] != "C"


def _plumbed(page: Page) -> Iterator[Glyph]:
    x0, y0 = page.bbox[:2]
    is_spaced = False
    for char in page.chars:
        glyph = _glyph(
            char["text"],
            (char["x0"] - x0, char["top"] - y0, char["x1"] - x0, char["bottom"] - y0),
            math.degrees(math.atan2(char["matrix"][1], char["matrix"][0])),
            is_spaced,
        )
        is_spaced = char["text"].isspace()
        if glyph is not None and _is_on_page(glyph, page.width, page.height):
            yield glyph


def _glyph(
    text: str, box: tuple[float, float, float, float], angle: float, is_spaced: bool
) -> Glyph | None:
    """The glyph, if there is something to see; numbers beyond all bounds put it nowhere."""
    if not _is_seen(text) or not all(map(math.isfinite, (*box, angle))):
        return None
    return Glyph(text, *box, round(angle) % 360, is_spaced)


def _read_again(page: pdfium.PdfPage) -> Iterator[Glyph]:
    text = page.get_textpage()
    left, bottom, right, top = page.get_mediabox()
    width, height = right - left, top - bottom
    if page.get_rotation() in {90, 270}:
        width, height = height, width
    box = pdfium_raw.FS_RECTF()
    is_spaced = False
    for index in range(text.count_chars()):
        character = chr(pdfium_raw.FPDFText_GetUnicode(text, index))
        character = _HYPHENS.get(character, character)
        pdfium_raw.FPDFText_GetLooseCharBox(text, index, box)
        # Both turn to the right.
        angle = -math.degrees(pdfium_raw.FPDFText_GetCharAngle(text, index)) - page.get_rotation()
        glyph = _glyph(character, _as_seen(page, box), angle, is_spaced)
        is_spaced = character.isspace()
        if glyph is not None and _is_on_page(glyph, width, height):
            yield glyph


def _is_on_page(glyph: Glyph, width: float, height: float) -> bool:
    across, down = glyph.middle
    return 0 <= across <= width and 0 <= down <= height


def _as_seen(page: pdfium.PdfPage, box: Any) -> tuple[float, float, float, float]:
    """A box in the page's own measure (upwards, unturned) as it is seen."""
    x0, y0, x1, y1 = page.get_mediabox()
    turned = page.get_rotation()
    if turned == 90:
        return box.bottom - y0, box.left - x0, box.top - y0, box.right - x0
    if turned == 180:
        return x1 - box.right, box.bottom - y0, x1 - box.left, box.top - y0
    if turned == 270:
        return y1 - box.top, x1 - box.right, y1 - box.bottom, x1 - box.left
    return box.left - x0, y1 - box.top, box.right - x0, y1 - box.bottom


def _without_doubles(glyphs: Sequence[Glyph]) -> list[Glyph]:
    kept: dict[str, Scattered] = {}
    return [
        glyph
        for glyph in glyphs
        if kept.setdefault(glyph.text, Scattered()).add(glyph.left, glyph.top, 0.2 * glyph.height)
    ]


def _strokes(page: Page) -> Iterator[Stroke]:
    x0, y0 = page.bbox[:2]
    for line in page.lines:
        yield from _between((line["x0"], line["top"]), (line["x1"], line["bottom"]), x0, y0)
    for shape in (*page.rects, *page.curves):
        left, top, right, bottom = shape["x0"], shape["top"], shape["x1"], shape["bottom"]
        if min(right - left, bottom - top) <= _THIN:
            if right - left >= bottom - top:
                yield Stroke(True, (top + bottom) / 2 - y0, left - x0, right - x0)
            else:
                yield Stroke(False, (left + right) / 2 - x0, top - y0, bottom - y0)
        elif shape["stroke"]:
            points = shape["pts"]
            for start, end in zip(points, (*points[1:], points[0]), strict=True):
                yield from _between(start, end, x0, y0)


def _between(
    start: tuple[float, float], end: tuple[float, float], x0: float, y0: float
) -> Iterator[Stroke]:
    (ax, ay), (bx, by) = start, end
    if abs(ay - by) <= 1 < abs(ax - bx):
        yield Stroke(True, (ay + by) / 2 - y0, min(ax, bx) - x0, max(ax, bx) - x0)
    elif abs(ax - bx) <= 1 < abs(ay - by):
        yield Stroke(False, (ax + bx) / 2 - x0, min(ay, by) - y0, max(ay, by) - y0)
