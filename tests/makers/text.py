"""Reports as plain text: copied from a page or a document, or taken out of a PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from tests.makers.boxes import Block, Passage, Slot, Table
from tests.makers.figures import Specimen
from tests.makers.layout import Layout
from tests.makers.tables import blocks
from tests.makers.wrapping import measure, wrap

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


# --- taken out of a PDF -------------------------------------------------------------------------


def _page_end(table: Table) -> int:
    """The row that begins the second page: inside （四）无法提供, so that its label is split."""
    for number, row in enumerate(table.raster):
        if any("无法提供" in slot.box.text and slot.below for slot in row):
            return number
    return len(table.raster) // 2


def _group_label(text: str) -> list[str]:
    """（四）无 / 法提供, as it breaks in the form's narrow column."""
    return wrap(text, 4)


def _flow(table: Table, *, page: str = "- 3 -", between: bool = False) -> Iterator[str]:
    """In the order a PDF draws: a label broken into lines, then its figures on a line of their own.

    ``between`` puts them behind the label's first half, where the middle of the row is. A label of
    one line has its figures beside it; 三、本年度办理结果 goes down one sign a line.
    """
    page_end = _page_end(table) if table.name == "requests" else -1
    later = ""
    for number, row in enumerate(table.raster):
        if number < table.heads:
            for slot in row:
                if slot.own:
                    narrow = slot.box.across == 1 and len(slot.box.text) > 3
                    yield from wrap(slot.box.text, 2 if narrow else 20)
            continue
        if number == page_end:
            yield from (page, "\f" if between else "")
        labels = [slot.box for slot in row if slot.own and slot.box.role != "value"]
        figures = " ".join(
            s.box.text for s in row if s.own and s.box.role == "value" and s.box.text
        )
        for box in labels[:-1]:
            pieces = list(box.text) if box.vertical else _group_label(box.text)
            if not box.vertical and number < page_end < number + box.down:
                later = "".join(pieces[1:])
                pieces = pieces[:1]
            yield from pieces
        *above, last = wrap(labels[-1].text, 18) if labels else [""]
        if number == page_end and later:
            last = f"{later} {last}"
        lines = [*above, last]
        if len(lines) == 1:
            yield f"{last} {figures}".strip()
        else:
            lines.insert((len(lines) + 1) // 2 if between else len(lines), figures)
            yield from lines


def _drawn(table: Table) -> Iterator[str]:
    """As pdftotext -layout draws it: figures in columns, on the middle line of a wrapped label.

    A group label stands beside its rows, four signs a line, broken by the end of the page;
    三、本年度办理结果 goes down the margin between the other lines.
    """
    if table.name != "requests":
        yield from _drawn_plainly(table.raster)
        return
    yield from _drawn_plainly(table.raster[: table.heads])
    margin = _margin(table)
    page_end = _page_end(table)
    for number in range(table.heads, len(table.raster)):
        if number == page_end:
            yield from ("", "", f"{' ' * 40}- 3 -", "")
        indent, group, label, figures = _pieces(table.raster[number])
        lines = wrap(label, (54 - indent) / 2 - 1)
        for at, line in enumerate(lines):
            middle = at == len(lines) // 2
            left = _padded(group if middle else "", 12) if indent == 18 else ""
            line = " " * min(indent, 6) + left + _padded(line, 54 - indent)
            yield (line + (figures if middle else "")).rstrip()
        yield from (margin.get(number, ""), "")


def _margin(table: Table) -> dict[int, str]:
    """The signs of the vertical label, by the row each follows."""
    for number, row in enumerate(table.raster):
        for slot in row:
            if slot.own and slot.box.vertical:
                return {number + at: sign for at, sign in enumerate(slot.box.text, start=1)}
    return {}


def _pieces(row: tuple[Slot, ...]) -> tuple[int, str, str, str]:
    """A row's indentation, the piece of group label beside it, its own label and its figures."""
    figures = "".join(f"  {slot.box.text:>6}" for slot in row if slot.box.role == "value")
    labels = [slot for slot in row if slot.box.role == "label" and not slot.right]
    *outer, item = (slot for slot in labels if not slot.box.vertical)
    if not outer:
        return (6 if len(labels) > 1 else 0), "", item.box.text, figures
    (group,) = outer
    pieces = _group_label(group.box.text)
    first = max(0, (group.box.down - len(pieces)) // 2)
    beside = pieces[group.below - first :][:1] if group.below >= first else []
    return 18, "".join(beside), item.box.text, figures


def _drawn_plainly(rows: Iterable[tuple[Slot, ...]]) -> Iterator[str]:
    for row in rows:
        texts = (slot.box.text for slot in row if slot.own)
        yield "".join(_padded(text, 14) for text in texts).rstrip()
        yield ""


def _padded(text: str, width: int) -> str:
    """Padded to a width in half-width columns, with two spaces at least."""
    return text + " " * max(2, width - int(2 * measure(text)))


def _paged(passage: Passage) -> Iterator[str]:
    """Prose as a PDF breaks it: lines of one width, the first of a paragraph indented."""
    if passage.role != "text":
        yield from (passage.text, "")
        return
    yield from wrap(f"　　{passage.text}", 28)


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
    _layout("bars", table=_bars),
    _layout("open-bars", table=_open_bars, separators=False),
    _layout("spaces", table=_spaces, separators=False),
    _layout("pdf-flow", table=_flow, passage=_paged, separators=False),
    _layout(
        "pdf-between",
        table=partial(_flow, page="— 4 —", between=True),
        passage=_paged,
        separators=False,
    ),
    _layout("pdf-drawn", table=_drawn, passage=_paged, separators=False),
    _layout("utf-8-sig", encoding="utf-8-sig", newline="\r\n"),
    _layout("gb18030", encoding="gb18030", newline="\r\n"),
    _layout("utf-16", encoding="utf-16"),
)
