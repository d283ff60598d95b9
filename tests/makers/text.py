"""Reports as plain text: copied out of a page or a document, or taken from a PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tests.makers.boxes import Box, Table
from tests.makers.figures import Specimen
from tests.makers.layout import Layout
from tests.makers.tables import blocks

Lines = Callable[[Table], Iterator[str]]
_LINE = 32
_LABEL = 13
_PAGE = 15
"""Characters of prose on a printed line, characters of a label, rows of a table on a page."""


def fields(table: Table) -> Iterator[list[str]]:
    """Each row's fields as copied from Word: a merged cell is one field, a covered one is empty."""
    for row in table.raster:
        yield [slot.box.text if not slot.below else "" for slot in row if not slot.right]


def tabs(table: Table) -> Iterator[str]:
    """Tabs between the fields, nothing lost."""
    return ("\t".join(row) for row in fields(table))


def shifted_tabs(table: Table) -> Iterator[str]:
    """Tabs as they come out at page breaks: leading ones lost or doubled, trailing ones added."""
    for number, row in enumerate(fields(table)):
        if table.name != "requests" or number < table.heads:
            yield "\t".join(row)
            continue
        if number % _PAGE == 9:
            yield from ("", "", "- 3 -", "", "")
        text = "\t".join(row)
        if number % 5 == 1:
            text = text.lstrip("\t")
        if number % 7 == 2:
            text = "\t" + text + "\t"
        yield text


def bars(table: Table) -> Iterator[str]:
    """Bars between the fields."""
    return (" | ".join(row) for row in fields(table))


def spaces(table: Table) -> Iterator[str]:
    """Runs of spaces between what is filled in."""
    return ("    ".join(filter(None, row)) for row in fields(table))


def cells(table: Table) -> Iterator[str]:
    """One cell a line, empty lines between, empty cells lost."""
    for row in table.rows:
        for box in row:
            if box.text:
                yield from (box.text, "")


def printed(table: Table, page_number: str, *, figures_last: bool) -> Iterator[str]:
    """A page's lines: labels wrapped, figures on their middle or behind their last line.

    The vertical label comes one character a line between the rows, and the group at the page's end
    is cut in two.
    """
    vertical = [sign for row in table.rows for box in row if box.vertical for sign in box.text]
    for number, row in enumerate(table.rows):
        labels = [box for box in row if box.role != "value" and not box.vertical]
        figures = " ".join(box.text for box in row if box.role == "value" and box.text)
        if number and number % _PAGE == 0:
            yield from (page_number, "\f") if number == _PAGE else (page_number,)
        if number >= table.heads and vertical and number % 2:
            yield vertical.pop(0)
        if number < table.heads:
            yield from _heads(labels)
            continue
        *groups, label = labels or [Box("", "label")]
        for group in groups:
            if number % 3 == 1 and len(group.text) > 5:
                # Split by the page's end: 「（四）无」 / 「法提供」.
                yield group.text[:4]
                yield page_number
                yield group.text[4:]
            else:
                yield group.text
        yield from _wrapped(label.text, figures, figures_last=figures_last)
    yield from vertical


def _heads(boxes: list[Box]) -> Iterator[str]:
    for box in boxes:
        if box.role == "head" and len(box.text) == 4:
            yield from (box.text[:2], box.text[2:])
        else:
            yield from _cut(box.text, _LABEL)


def _wrapped(label: str, figures: str, *, figures_last: bool) -> Iterator[str]:
    pieces = list(_cut(label, _LABEL))
    if len(pieces) < 2:
        yield f"{label} {figures}".strip()
    elif figures_last:
        yield from pieces
        yield figures
    else:
        middle = len(pieces) // 2
        for number, piece in enumerate(pieces):
            if number == middle and len(pieces) == 2:
                yield figures
            yield f"{piece} {figures}" if number == middle and len(pieces) > 2 else piece


def _cut(text: str, width: int) -> Iterator[str]:
    for start in range(0, len(text), width):
        yield text[start : start + width]


def render(
    specimen: Specimen,
    lines: Lines,
    *,
    encoding: str = "utf-8",
    width: int = 0,
    between: str = "\n",
) -> bytes:
    """The whole report; prose cut to ``width`` characters a line if that is not 0."""
    parts: list[str] = []
    for block in blocks(specimen):
        if isinstance(block, Table):
            parts += lines(block)
        elif width:
            parts += _cut(block.text, width)
        else:
            parts += [block.text, ""]
    return ("\n".join(parts) + between).encode(encoding)


def _layout(name: str, lines: Lines, *, separators: bool = True, **options: object) -> Layout:
    return Layout(name, ".txt", partial(render, lines=lines, **options), separators=separators)


_MIDDLE = partial(printed, page_number="- 3 -", figures_last=False)
_LAST = partial(printed, page_number="— 4 —", figures_last=True)

LAYOUTS = (
    _layout("text-lines", cells, separators=False),
    _layout("text-tabs", tabs),
    _layout("text-tabs-shifted", shifted_tabs, separators=False),
    # An empty field at a line's end looks like a closing bar.
    _layout("text-bars", bars, separators=False),
    _layout("text-spaces", spaces, separators=False),
    _layout("text-from-pdf", _MIDDLE, separators=False, width=_LINE),
    _layout("text-from-pdf-dashes", _LAST, separators=False, width=_LINE),
    _layout("text-utf8-bom", tabs, encoding="utf-8-sig"),
    _layout("text-gb18030", tabs, encoding="gb18030"),
    _layout("text-utf16", tabs, encoding="utf-16"),
)
