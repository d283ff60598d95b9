"""Reports as plain text: copied from a page or a document, or taken out of a PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from ogi_audit_testing.makers.boxes import Block, Passage, Table
from ogi_audit_testing.makers.figures import Specimen
from ogi_audit_testing.makers.layout import Layout
from ogi_audit_testing.makers.printed import drawn, flow, paged
from ogi_audit_testing.makers.tables import blocks

Lines = Iterable[str]


# --- copied from a page -------------------------------------------------------------------------


def _one_a_line(table: Table) -> Iterator[str]:
    """Each cell a line of its own, empty lines between; an empty cell leaves nothing at all."""
    for row in table.rows:
        for box in row:
            if box.text:
                yield from (box.text, "")


def _tabs(table: Table) -> Iterator[str]:
    """As a spreadsheet pastes it: every place of the raster a field, covered ones empty."""
    for row in table.raster:
        yield "\t".join(slot.box.text if slot.own else "" for slot in row)


def _word_tabs(table: Table) -> Iterator[str]:
    """As a word processor copies it: a cell over several columns is one field."""
    for row in table.raster:
        yield "\t".join("" if slot.below else slot.box.text for slot in row if not slot.right)


def _bars(table: Table) -> Iterator[str]:
    """Fields between bars, as text browsers print a table."""
    for line in _word_tabs(table):
        yield " | ".join(line.split("\t")) + " |"


def _open_bars(table: Table) -> Iterator[str]:
    """Bars between the fields only: an empty field at the end looks like a closing bar."""
    return (line.removesuffix(" |") for line in _bars(table))


def _spaces(table: Table) -> Iterator[str]:
    """Columns by runs of spaces: an empty cell is only a longer run."""
    for line in _word_tabs(table):
        yield "    ".join(line.split("\t")).rstrip()


def _shifted_tabs(table: Table) -> Iterator[str]:
    """Copied page by page: each piece with leading and trailing tabs of its own, pages between.

    A piece that begins inside 三、本年度办理结果 keeps the empty field of that cell; others lose it.
    """
    if table.name != "requests":
        yield from _tabs(table)
        return
    pieces = ((0, 4), (4, 15), (15, 20), (20, len(table.rows)))
    for page, (first, last) in enumerate(pieces, start=2):
        if page > 2:
            yield from ("", f"- {page} -" if page % 2 else f"— {page} —", "", "")
        for line in list(_word_tabs(table))[first:last]:
            label, *rest = line.split("\t")
            if page == 3 and label:
                yield "\t".join((label, "", *rest, "") if len(rest) == 7 else (label, *rest))
            elif page == 4:
                yield "\t".join((*([label] if label else []), *rest, ""))
            elif page == 5 and len(rest) == 7 and label:
                yield "\t".join((label, "", "", *rest))
            else:
                yield line


# --- layouts ------------------------------------------------------------------------------------


def _unbroken(passage: Passage) -> Iterator[str]:
    yield from (passage.text, "")


def _text(
    specimen: Specimen,
    *,
    table: Callable[[Table], Iterator[str]],
    passage: Callable[[Passage], Iterator[str]] = _unbroken,
) -> str:
    def lines(block: Block) -> Iterator[str]:
        if isinstance(block, Passage):
            yield from passage(block)
        else:
            yield from table(block)
            yield ""

    return "\n".join(line for block in blocks(specimen) for line in lines(block)).rstrip() + "\n"


def render(
    specimen: Specimen,
    *,
    table: Callable[[Table], Iterator[str]] = _tabs,
    passage: Callable[[Passage], Iterator[str]] = _unbroken,
    encoding: str = "utf-8",
    newline: str = "\n",
) -> bytes:
    """The text in bytes."""
    text = _text(specimen, table=table, passage=passage)
    return text.replace("\n", newline).encode(encoding)


def _layout(name: str, *, separators: bool = True, **how: object) -> Layout:
    return Layout(f"text-{name}", ".txt", partial(render, **how), separators)


LAYOUTS = (
    _layout("lines", table=_one_a_line, separators=False),
    _layout("tabs", table=_tabs),
    _layout("word-tabs", table=_word_tabs),
    # A field too many at either end and one too few cannot be told apart in the shifted pieces.
    _layout("shifted-tabs", table=_shifted_tabs, separators=False),
    _layout("bars", table=_bars, separators=False),
    _layout("open-bars", table=_open_bars, separators=False),
    _layout("spaces", table=_spaces, separators=False),
    _layout("pdf-flow", table=flow, passage=paged, separators=False),
    _layout(
        "pdf-between",
        table=partial(flow, page="— 4 —", between=True),
        passage=paged,
        separators=False,
    ),
    _layout("pdf-drawn", table=drawn, passage=paged, separators=False),
    _layout("utf-8-sig", encoding="utf-8-sig", newline="\r\n"),
    _layout("gb18030", encoding="gb18030", newline="\r\n"),
    _layout("utf-16", encoding="utf-16"),
)
