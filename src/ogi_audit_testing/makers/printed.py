"""A report as a PDF's text comes out of it: lines and pages of print, no cells any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ogi_audit_testing.makers.boxes import Passage, Slot, Table
from ogi_audit_testing.makers.wrapping import measure, wrap


def _page_end(table: Table) -> int:
    """The row that begins the second page: inside （四）无法提供, so that its label is split."""
    for number, row in enumerate(table.raster):
        if any("无法提供" in slot.box.text and slot.below for slot in row):
            return number
    return len(table.raster) // 2


def _group_label(text: str) -> list[str]:
    """（四）无 / 法提供, as it breaks in the form's narrow column."""
    return wrap(text, 4)


def flow(table: Table, *, page: str = "- 3 -", between: bool = False) -> Iterator[str]:
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


def drawn(table: Table) -> Iterator[str]:
    """As pdftotext -layout draws it: figures in columns, on the middle line of a wrapped label.

    A group label stands beside its rows, four signs a line, broken by the end of the page;
    三、本年度办理结果 goes down the margin between the other lines.
    """
    if table.name != "requests":
        yield from _plainly(table.raster)
        return
    yield from _plainly(table.raster[: table.heads])
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


def _plainly(rows: Iterable[tuple[Slot, ...]]) -> Iterator[str]:
    for row in rows:
        texts = (slot.box.text for slot in row if slot.own)
        yield "".join(_padded(text, 14) for text in texts).rstrip()
        yield ""


def _padded(text: str, width: int) -> str:
    """Padded to a width in half-width columns, with two spaces at least."""
    return text + " " * max(2, width - int(2 * measure(text)))


def paged(passage: Passage) -> Iterator[str]:
    """Prose as a PDF breaks it: lines of one width, the first of a paragraph indented."""
    if passage.role != "text":
        yield from (passage.text, "")
        return
    yield from wrap(f"　　{passage.text}", 28)
