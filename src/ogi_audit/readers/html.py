"""Web pages: what is seen of the body as paragraphs and grids, and the meta elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from types import MappingProxyType
from typing import TypeAlias

from lxml import etree

from ogi_audit.document import Block, Grid
from ogi_audit.errors import UnreadableError
from ogi_audit.limits import DEFAULT, Limits
from ogi_audit.readers.blocks import Assembler, Content, clean
from ogi_audit.readers.parsing import check_depth, given_up
from ogi_audit.readers.styles import Styles
from ogi_audit.readers.tables import TableCell, add_table
from ogi_audit.text.marks import LEVEL, RAISED

_UNSEEN = frozenset(
    (
        *("head", "title", "script", "style", "noscript", "template", "noframes", "iframe"),
        *("select", "option", "datalist", "map", "svg", "canvas", "object", "audio", "video"),
    )
)
_BLOCKS = frozenset(
    (
        *("html", "body", "header", "footer", "main", "nav", "aside", "section", "article", "menu"),
        *("div", "p", "pre", "center", "blockquote", "address", "figure", "figcaption", "button"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "ul", "ol", "dir", "li", "dl", "dt", "dd"),
        *("form", "fieldset", "legend", "details", "summary", "dialog", "textarea"),
        *("caption", "thead", "tbody", "tfoot", "tr", "td", "th"),
    )
)
_TABLE_PARTS = frozenset(("thead", "tbody", "tfoot", "tr", "form"))
# A browser shows a line end within a text as a space, but none between Chinese characters.
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…]"
_WIDE_LINE_END = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n][ \t\r\n]*(?={_WIDE})")
_SPACE = re.compile(r"[ \t\r\n\f]+")
# Pictures inside the page count towards the parser's limits.
_EMBEDDED = re.compile(r"(data:[\w/+.-]+;base64,)[\w+/=\s%]+")
_INLINE_TAG = re.compile(
    r"</?(?:a|b|big|em|font|i|small|strong|u)\b[^<>]*>|</?span\b(?:(?!none|hidden|hide)[^<>])*>",
    re.I,
)

# The parser takes time by the square of a tag's attributes; none of a page has so many.
_ATTRIBUTE = r"""[\s/]*+=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']*+))?+"""
_MANY_ATTRIBUTES = re.compile(
    rf"(<[a-zA-Z][^\s/><]*+(?=[\s/])(?:{_ATTRIBUTE}){{60}})(?:{_ATTRIBUTE})++"
)

# A line of text, or a table between lines.
_Piece: TypeAlias = "str | etree._Element"
# Text as written, a table, or the end of a line.
_Token: TypeAlias = "str | etree._Element | None"


def read_html(text: str, name: str, limits: Limits = DEFAULT) -> Content:
    """The content of a web page.

    Raises:
        UnreadableError: the page is nested too deep.
    """
    root = _parse(text, name, limits)
    if root is None:
        return Content(())
    page = _Page(Styles(root))
    page.walk(root)
    if root.find(".//table") is not None and not any(isinstance(b, Grid) for b in page.out.blocks):
        # Scripts, which are not run here, show what such a page's style sheets hide at first.
        page = _Page(Styles(root, sheets=False))
        page.walk(root)
    return Content(tuple(page.out.blocks), MappingProxyType(_properties(root)))


def read_fragment(text: str, name: str, limits: Limits) -> list[Block]:
    """The blocks of a piece of HTML inside another format. Raises as `read_html` does."""
    return list(read_html(text, name, limits).blocks)


def _parse(text: str, name: str, limits: Limits) -> etree._Element | None:
    text = _MANY_ATTRIBUTES.sub(r"\1 ", _EMBEDDED.sub(r"\1", text))
    try:
        return _parse_whole(text, name, limits)
    except UnreadableError:
        # Unclosed inline elements nest without end: a second try does without them.
        return _parse_whole(_INLINE_TAG.sub("", text), name, limits)


def _parse_whole(text: str, name: str, limits: Limits) -> etree._Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if refusal := given_up(parser, name, "HTML", limits):
        raise refusal
    if root is not None:
        check_depth(root, name, limits)
    return root


def _properties(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = meta.get("name") or meta.get("property")
        content = clean(_SPACE.sub(" ", meta.get("content") or ""))
        if key and content:
            found.setdefault(key, content)
    title = root.find(".//title")
    if title is not None and (written := clean(_SPACE.sub(" ", str(title.xpath("string()"))))):
        found["title"] = written
    return found


class _Page:
    """Walks a page: what is seen of it, as paragraphs and grids."""

    def __init__(self, styles: Styles) -> None:
        self.out = Assembler()
        self._styles = styles
        # Which tables hold data, of those looked at.
        self._known: dict[etree._Element, bool] = {}

    def walk(self, element: etree._Element) -> None:
        """Add what an element holds to the document, as page content."""
        for piece in _pieces(self._tokens(element)):
            if isinstance(piece, str):
                self.out.paragraph(piece)
            else:
                self._add_table(piece)

    def _add_table(self, table: etree._Element) -> None:
        # A caption, and what stands in a table outside its cells: browsers show it above the table.
        for piece in _pieces(self._outside_cells(table)):
            if isinstance(piece, str):
                self.out.paragraph(piece)
            else:
                self._add_table(piece)
        add_table([[self._cell(cell) for cell in row] for row in self._rows(table)], self.out)

    def _cell(self, cell: etree._Element) -> TableCell:
        has_table = any(self._holds_data(table) for table in cell.iter("table"))
        return TableCell(lambda: self._lines(cell), has_table, lambda: self.walk(cell))

    def _holds_data(self, table: etree._Element) -> bool:
        """Whether more than one of a table's cells is written in; each table is asked by all around it."""
        if table not in self._known:
            filled = (cell for cell in self._own(table) if any(self._lines(cell)))
            self._known[table] = len([*islice(filled, 2)]) > 1
        return self._known[table]

    def _lines(self, element: etree._Element) -> Iterator[str]:
        """The lines of an element; tables inside it are taken as text."""
        for piece in _pieces(self._tokens(element)):
            if isinstance(piece, str):
                yield piece
            else:
                for cell in self._own(piece):
                    yield from self._lines(cell)

    def _own(self, table: etree._Element) -> Iterator[etree._Element]:
        return (cell for row in self._rows(table) for cell in row)

    def _rows(self, table: etree._Element) -> Iterator[list[etree._Element]]:
        """The rows of a table in the order in which they are shown: a foot is last wherever it stands."""
        order = ("thead", "", "tfoot")
        return self._rows_of(
            part
            for name in order
            for part in table
            if (part.tag if part.tag in order else "") == name
        )

    def _rows_of(self, nodes: Iterable[etree._Element]) -> Iterator[list[etree._Element]]:
        """The rows of a table's parts with the cells that are theirs; cells outside a row make rows too."""
        stray: list[etree._Element] = []
        for child in nodes:
            if self._is_hidden(child):
                continue
            if child.tag in {"td", "th"}:
                stray.append(child)
                continue
            if stray:
                yield stray
                stray = []
            if child.tag in _TABLE_PARTS:
                yield from self._rows_of(child)
        if stray:
            yield stray

    def _outside_cells(self, node: etree._Element) -> Iterator[_Token]:
        if node.text:
            yield node.text
        for child in node:
            if child.tag in _TABLE_PARTS:
                yield from self._outside_cells(child)
            elif child.tag not in {"td", "th"}:
                yield from self._tokens_of(child, is_pre=False)
            if child.tail:
                yield child.tail
        yield None

    def _tokens(self, node: etree._Element, is_pre: bool = False) -> Iterator[_Token]:
        is_pre = is_pre or node.tag == "pre"
        if node.text:
            yield from _written(node.text, is_pre)
        for child in node:
            yield from self._tokens_of(child, is_pre)
            if child.tail:
                yield from _written(child.tail, is_pre)

    def _tokens_of(self, child: etree._Element, is_pre: bool) -> Iterator[_Token]:
        if self._is_hidden(child):
            return
        if child.tag == "table":
            yield child
        elif child.tag in {"br", "hr"}:
            yield None
        elif child.tag == "input":
            # Forms filled in on line keep their figures in fields.
            if child.get("type", "text").lower() in {"text", "number"}:
                yield child.get("value", "")
        elif child.tag in _BLOCKS:
            yield None
            yield from self._tokens(child, is_pre)
            yield None
        elif self._styles.of(child).is_raised:
            yield RAISED
            yield from self._tokens(child, is_pre)
            yield LEVEL
        else:
            yield from self._tokens(child, is_pre)

    def _is_hidden(self, element: etree._Element) -> bool:
        if element.tag in _UNSEEN or element.get("hidden") is not None:
            return True
        style = self._styles.of(element)
        return style.is_hidden or style.is_struck


def _pieces(tokens: Iterable[_Token]) -> Iterator[_Piece]:
    """Join text to lines, and leave out blank ones."""
    pending: list[str] = []
    for token in chain(tokens, (None,)):
        if isinstance(token, str):
            pending.append(token)
            continue
        text = _SPACE.sub(" ", _WIDE_LINE_END.sub("", "".join(pending)))
        pending.clear()
        if text := clean(text.replace("\xa0", " ")):
            yield text
        if token is not None:
            yield token


def _written(text: str, is_pre: bool) -> Iterator[_Token]:
    if not is_pre:
        yield text
        return
    first, *rest = text.replace("\t", "\xa0\xa0").replace(" ", "\xa0").splitlines() or [""]
    yield first
    for line in rest:
        yield None
        yield line
    if text.endswith("\n"):
        yield None
