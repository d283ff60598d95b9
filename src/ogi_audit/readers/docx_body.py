"""Walks the body of a Word document: what Word shows of it, as paragraphs and grids.

Tracked insertions are in, deletions out; fields give their results; automatic numbers are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from lxml import etree

from ogi_audit.document import Block, Grid
from ogi_audit.readers.blocks import Assembler, Content, lines
from ogi_audit.readers.docx_runs import MC, W, boxes, is_on, paragraph_text
from ogi_audit.readers.tables import TableCell, add_table

_REMOVED = frozenset(
    (f"{W}del", f"{W}moveFrom", f"{W}sdtPr", f"{W}sectPr", f"{W}tblPr", f"{MC}Fallback")
)


def read_body(
    body: etree._Element,
    labels: Mapping[etree._Element, str],
    imported: Callable[[etree._Element], Content],
) -> tuple[Block, ...]:
    """The blocks of a body.

    Args:
        body: the body, or what it stands in.
        labels: the automatic number of each paragraph that has one.
        imported: gives the content behind a w:altChunk, a page kept whole inside the document.
    """
    walker = _Walker(labels, imported)
    walker.walk(body)
    return tuple(walker.out.blocks)


def numbered_paragraphs(body: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs that take a number if their style has one, in the order of the file."""
    for child in body:
        if child.tag not in _REMOVED:
            if child.tag == f"{W}p" and _is_there(child):
                yield child
            yield from numbered_paragraphs(child)


class _Walker:
    """Holds what all elements need."""

    def __init__(
        self,
        labels: Mapping[etree._Element, str],
        imported: Callable[[etree._Element], Content],
    ) -> None:
        self.out = Assembler()
        self._labels = labels
        self._imported = imported
        self._data: dict[etree._Element, bool] = {}

    def walk(self, container: etree._Element) -> None:
        """Add what a body, a cell or a text box holds to the document, as page content."""
        for element, text in self._texts(container):
            if element.tag == f"{W}tbl":
                add_table([[self._cell(cell) for cell in row] for row in _rows(element)], self.out)
            elif element.tag == f"{W}altChunk":
                self._import(element)
            else:
                # A number without a text says nothing, but in a cell it may be one.
                self.out.paragraph("" if text == self._labels.get(element, "").strip() else text)
                for box in boxes(element):
                    self.walk(box)

    def _texts(self, container: etree._Element) -> Iterator[tuple[etree._Element, str]]:
        """What is in a container, with the text of each paragraph and of tables an empty one."""
        carried: list[str] = []
        children = _children(container)
        following = next(children, None)
        while (element := following) is not None:
            following = next(children, None)
            if element.tag != f"{W}p":
                yield element, ""
                continue
            carried.append(paragraph_text(element))
            # With its mark deleted, a paragraph runs on in the next one.
            is_joined = (
                _is_mark_deleted(element) and following is not None and following.tag == f"{W}p"
            )
            if is_joined:
                yield element, ""
            else:
                yield element, self._labels.get(element, "") + "".join(carried).strip()
                carried = []

    def _cell(self, cell: etree._Element) -> TableCell:
        has_table = any(map(self._holds_data, cell.iter(f"{W}tbl")))
        return TableCell(lambda: self._lines(cell), has_table, lambda: self.walk(cell))

    def _holds_data(self, table: etree._Element) -> bool:
        """Whether more than one of a table's cells is written in; each table is asked by all around it."""
        if table not in self._data:
            filled = (cell for row in _rows(table) for cell in row if any(self._lines(cell)))
            self._data[table] = len([*islice(filled, 2)]) > 1
        return self._data[table]

    def _lines(self, container: etree._Element) -> Iterator[str]:
        """The lines of a cell; tables and text boxes inside it are taken as text."""
        for element, text in self._texts(container):
            if element.tag == f"{W}tbl":
                for row in _rows(element):
                    for cell in row:
                        yield from self._lines(cell)
            else:
                yield from lines(text)
                for box in boxes(element):
                    yield from self._lines(box)

    def _import(self, chunk: etree._Element) -> None:
        for block in self._imported(chunk).blocks:
            if isinstance(block, Grid):
                self.out.grid([[cell.text for cell in row] for row in block.rows])
            else:
                self.out.paragraph(block.text)


def _children(container: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs, tables and imported pages in a container, whatever is wrapped around them."""
    for child in container:
        if child.tag in {f"{W}p", f"{W}tbl", f"{W}altChunk"}:
            yield child
        elif child.tag not in _REMOVED:
            yield from _children(child)


def _rows(table: etree._Element) -> list[list[etree._Element]]:
    rows = [row for row in _parts(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]
    return [
        [cell for cell in _parts(row, f"{W}tc") if not _is_covered(cell, is_first=not number)]
        for number, row in enumerate(rows)
    ]


def _parts(container: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag not in _REMOVED:
            yield from _parts(child, tag)


def _is_covered(cell: etree._Element, is_first: bool) -> bool:
    """Whether another cell covers this one, or it was deleted; the first row has none above it."""
    if cell.find(f"{W}tcPr/{W}cellDel") is not None:
        return True
    for merge in ("vMerge", "hMerge"):
        mark = cell.find(f"{W}tcPr/{W}{merge}")
        if mark is not None and mark.get(f"{W}val", "continue") == "continue":
            return not (is_first and merge == "vMerge")
    return False


def _is_mark_deleted(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _is_there(paragraph: etree._Element) -> bool:
    """Whether a paragraph is there to be seen, be it empty."""
    is_hidden = is_on(paragraph.find(f"{W}pPr/{W}rPr/{W}vanish"))
    return not _is_mark_deleted(paragraph) and not (
        is_hidden and not paragraph_text(paragraph).strip()
    )
