"""Plain text: a paragraph for each line, a grid for consecutive lines with tabs or bars."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ogi_audit.document import Block, Cell, Grid, Place
from ogi_audit.readers.blocks import Content, cell_of, clean, lines, paragraph_of

_LINE_END = re.compile(r"\r\n|\n|\r")
# An escaped bar is text; the other three are the bars of full-width and of drawn tables.
_BAR = re.compile(r"(?<!\\)[|｜│┃]")
# Between rows: |---|:-:|, +---+---+ and ├──┼──┤.
_RULER = re.compile(r"(?=.*([-=]{3}|:-|-:|[─━═]))(?=.*[|+\u2500-\u257f])[-=:+|\s\u2500-\u257f]+")
# Under a table's first row this is a rule as well, elsewhere it is a row of dashes for nothing.
_SHORT_RULER = re.compile(r"(?=[^-]*-)(?=[^|]*\|)[-|\s]+")
_CLOSED_CELL = re.compile(r"\s*+[^|｜│┃]++[|｜│┃]")
_BARS = re.compile(r"[|｜│┃\s]+")
_FEWEST_CLOSED = 10
_DECORATED_NUMBER = re.compile(r"[-—–－─·~]+\s*\d{1,4}\s*[-—–－─·~]+|第\s*\d{1,4}\s*页.{0,12}")
_BARE_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, without page numbers and form feeds; numbered from 1."""

    number: int
    text: str


def read_text(text: str) -> Content:
    """The content of a plain text file."""
    return Content(tuple(to_blocks(split_lines(text))))


def split_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank and not page numbers at a form feed."""
    numbered = [Line(number, line) for number, line in enumerate(_LINE_END.split(text), 1)]
    if "\f" in text:
        numbered = _without_page_numbers(numbered)
    written = [line for line in numbered if line.text.strip("\ufeff\u200b \u3000\r")]
    return _without_closing_bars(written)


def _without_closing_bars(written: list[Line]) -> list[Line]:
    """The lines without the bars that close them, where each cell of a table has a line of its own.

    Some converters write a row of cells so, and end it with as many bars as the table is wide: where
    its empty cells were is lost.
    """
    barred = [line for line in written if _BAR.search(line.text)]
    closed = [line for line in barred if _CLOSED_CELL.fullmatch(line.text.strip())]
    bars = [line for line in barred if _BARS.fullmatch(line.text.strip())]
    if len(closed) < _FEWEST_CLOSED or len(closed) + len(bars) < 0.9 * len(barred) or not bars:
        return written
    dropped, stripped = set(bars), set(closed)
    return [
        Line(line.number, line.text.strip()[:-1].rstrip()) if line in stripped else line
        for line in written
        if line not in dropped
    ]


def to_blocks(
    source: Iterable[Line],
    paragraph: Callable[[str], str] = clean,
    field: Callable[[str], str] = clean,
) -> Iterator[Block]:
    """Paragraphs and grids of lines.

    Args:
        source: the lines, blank ones left out.
        paragraph: strips a paragraph of its marks.
        field: strips a field of a row of its marks.
    """
    rows: list[tuple[Cell, ...]] = []
    is_headed = False
    for line in source:
        stripped = line.text.strip()
        if _RULER.fullmatch(stripped) or (
            len(rows) == 1 and not is_headed and _SHORT_RULER.fullmatch(stripped)
        ):
            is_headed = True
        elif fields := split_row(line.text):
            rows.append(
                tuple(
                    cell_of(field(text), Place(line=line.number, column=column))
                    for column, text in enumerate(fields, 1)
                )
            )
        else:
            yield from _grid(rows)
            rows, is_headed = [], False
            for written in lines(paragraph(line.text)):
                yield paragraph_of(written, Place(line=line.number))
    yield from _grid(rows)


def split_row(line: str) -> list[str] | None:
    """The fields of a line that is a row of a table, else ``None``.

    Bars at both ends delimit the row; outer tabs stand for empty fields and are kept. One tab before the
    only field of a line is an indent, not a row.
    """
    stripped = line.strip()
    bars = len(_BAR.findall(stripped))
    if bars and (bars > 1 or "\t" not in stripped):
        # Without a bar before it, the last one has an empty field behind it.
        framed = stripped[0] in "|｜│┃"
        inner = re.sub(r"^[|｜│┃]|(?<!\\)[|｜│┃]$", "", stripped) if framed else stripped
        return [field.strip().replace("\\|", "|") for field in _BAR.split(inner)]
    if "\t" in line and not re.fullmatch(r"\t[^\t]*", line.strip(" \u3000")):
        return [field.strip(" \u3000\xa0\r") for field in line.split("\t")]
    return None


def _grid(rows: list[tuple[Cell, ...]]) -> Iterator[Grid]:
    if any(cell.text for row in rows for cell in row):
        yield Grid(tuple(rows), Place(line=rows[0][0].place.line), ruled=False)


def _without_page_numbers(numbered: list[Line]) -> list[Line]:
    """The lines without form feeds, and without the page numbers next to them.

    A bare number may be a figure: it is a page number only if it counts up from page to page.
    """
    pages: list[list[Line]] = [[]]
    for line in numbered:
        first, *rest = line.text.split("\f")
        pages[-1].append(Line(line.number, first))
        pages.extend([Line(line.number, part)] for part in rest)
    dropped: set[Line] = set()
    for position in (0, -1):
        edges = [[line for line in page if line.text.strip()] for page in pages]
        numbers = [
            (index, page[position])
            for index, page in enumerate(edges)
            # The beginning of the first page and the end of the last one are at no form feed.
            if page and (index > 0 if position == 0 else index < len(pages) - 1)
        ]
        dropped.update(
            line for _, line in numbers if _DECORATED_NUMBER.fullmatch(line.text.strip())
        )
        bare = [
            (int(line.text) - index, line)
            for index, line in numbers
            if _BARE_NUMBER.fullmatch(line.text.strip())
        ]
        counts = Counter(offset for offset, _ in bare)
        dropped.update(line for offset, line in bare if counts[offset] > 1)
    return [line for page in pages for line in page if line not in dropped]
