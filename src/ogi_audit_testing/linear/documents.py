"""Hostile documents: of any length, each of one thing that a loop may be slow on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from reportlab.pdfgen.canvas import Canvas

Made = tuple[str, Callable[[int], bytes]]
_HEAD = "沂川市交通运输局2023年政府信息公开工作年度报告\n一、总体情况\n"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# How many tables stand in one another, at most: the parsers refuse deeper ones.
_DEPTH = 45

# What is repeated under the head of a report, by the name of the file.
_REPEATED = {
    "one-line.txt": "字",
    "one-sentence.txt": "收到政府信息公开申请12件，办结11件，其中予以公开5件、不予公开3件；",
    "one-paragraph.txt": "收到政府信息公开申请12件，办结11件，其中予以公开5件。",
    "points-back.txt": "其中收到申请12件。上述办结11件\n",
    "lines.txt": "字\n",
    "open-lines.txt": "一二三四五六七八九十一二三四五六\n",
    "digits.txt": "1",
    "lines-of-digits.txt": "1\n",
    "items.txt": "1.字\n",
    "labels.txt": "予以公开\n不予公开\n",
    "rows.txt": "（一）予以公开\t1\t2\t3\t4\t5\t6\t7\n",
    "one-row.txt": "1\t",
    "headings.txt": "一、总体情况\n二、主动公开政府信息情况\n",
    "signatures.txt": "沂川市交通运输局\n2024年1月30日\n",
    "agency.txt": "沂川市交通运输局",
    "places.txt": "市",
    "periods.txt": "2023年1月1日至2023年12月31日，",
    "none.txt": "未收到政府信息公开申请，",
    "fees.txt": "收取信息处理费0元，没有发生",
    "shares.txt": "收到申请10件，占总数的50%，",
    "breakdown.txt": "共5件，其中甲1件、乙1件、丙1件、丁2件，",
    "marks.txt": "\u0316\u0300",
    "pages.txt": "字\f1\f",
    "table.md": "|1|2|\n|--|--|\n",
    "emphasis.md": "*a _b `c ~~d [e](f ![g\n",
    "comments.md": "<!--",
    "fences.md": "```\na\n",
    "tables.md": "<table><tr><td>1<td>2</table>\n",
    "tags.md": "<table ",
}
_PAGES = {
    "breaks.html": "字<br>",
    "paragraphs.html": "<p>字",
    "bold.html": "<b>字",
    "cells.html": "<table><tr><td>字",
    "spans.html": "<table><tr><td colspan=1000 rowspan=65534>字<td>字</table>",
    "tables.html": "<table><tr><td>1<td>2</table>",
    "preformatted.html": "<pre>字\n\n</pre>",
    "comments.html": "字<!-- ",
    "pictures.html": "字<img src='data:a;base64,aaaa'>",
    "blank.html": "<p>&nbsp;",
}


def documents() -> Iterator[Made]:
    """Each hostile document by its file name, and what makes it of about so many characters."""
    for name, unit in _REPEATED.items():
        yield name, lambda length, unit=unit: (_HEAD + _filled(unit, length)).encode()
    yield "different-headings.txt", _different_headings
    yield "different-labels.txt", _different_labels
    for name, unit in _PAGES.items():
        yield name, lambda length, unit=unit: f"<html>字{_filled(unit, length)}".encode()
    yield "attributes.html", _attributes
    for content in ("<p>字", "<p> "):
        inner = "written" if content.strip("<p> ") else "blank"
        yield f"nested-{inner}.html", lambda n, c=content: _nested_html("<td>", c, n)
        yield f"nested-data-{inner}.html", lambda n, c=content: _nested_html("<td>a<td>", c, n)
    for name, paragraph in {
        "paragraphs.docx": _paragraph(""),
        "numbered.docx": _paragraph("<w:numPr><w:numId w:val='1'/></w:numPr>"),
        "joined.docx": _paragraph("<w:rPr><w:del/></w:rPr>"),
    }.items():
        yield name, lambda length, p=paragraph: _docx(_filled(p, 30 * length))
    yield "styles.docx", _styles
    yield "nested.docx", _nested_docx
    yield "strokes.pdf", _strokes
    yield "glyphs.pdf", _glyphs
    yield "one-line.pdf", _one_line


def _filled(unit: str, length: int) -> str:
    return unit * max(1, length // len(unit))


def _sign(number: int) -> str:
    """Two characters that no other number below some millions has."""
    return chr(0x4E00 + number % 20_000) + chr(0x4E00 + number // 20_000)


def _different_headings(length: int) -> bytes:
    pairs = (f"一、总体情况{_sign(n)}\n二、主动公开政府信息情况\n" for n in range(length // 22))
    return (_HEAD + "".join(pairs)).encode()


def _different_labels(length: int) -> bytes:
    return (_HEAD + "".join(f"予以公开{_sign(n)}\n" for n in range(length // 7))).encode()


def _attributes(length: int) -> bytes:
    names = " ".join(f"a{number}=1" for number in range(length // 8))
    return f"<html><body {names}>字".encode()


def _nested_html(lead: str, content: str, length: int) -> bytes:
    return f"<html>{f'<table><tr>{lead}' * _DEPTH}{_filled(content, length)}<p>字".encode()


def _paragraph(properties: str) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>字</w:t></w:r></w:p>"


def _nested_docx(length: int) -> bytes:
    inner = _filled(_paragraph(""), 30 * length)
    for _ in range(_DEPTH):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    return _docx(inner)


def _styles(length: int) -> bytes:
    """As many styles as paragraphs, each based on the one before it, and all paragraphs of the last."""
    count = length // 10
    styles = "".join(
        f"<w:style w:type='paragraph' w:styleId='s{n}'><w:basedOn w:val='s{n - 1}'/></w:style>"
        for n in range(count)
    )
    return _docx(_paragraph(f"<w:pStyle w:val='s{count - 1}'/>") * count, styles)


def _docx(body: str, styles: str = "") -> bytes:
    level = "<w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"
    parts = {
        "[Content_Types].xml": "<Types>wordprocessingml.document.main</Types>",
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_W}><w:abstractNum w:abstractNumId='0'>{level}"
        "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>",
    }
    made = io.BytesIO()
    # Not packed: what repeats so much would be refused as a bomb.
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def _canvas(draw: Callable[[Canvas], None]) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, invariant=True, pageCompression=0)
    draw(canvas)
    canvas.save()
    return made.getvalue()


def _strokes(length: int) -> bytes:
    """A page of ruled lines: a drawing, or one large table."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(10, 10, "a" * 40)
        for number in range(length // 100):
            canvas.line(20, 20 + 0.1 * number, 500, 20 + 0.1 * number)
            canvas.line(20 + 0.1 * number, 20, 20 + 0.1 * number, 700)

    return _canvas(draw)


def _glyphs(length: int) -> bytes:
    """The same character all over a page, some of it twice as if it were bold."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 1)
        for number in range(length // 10):
            canvas.drawString(number % 500, 10 + 2 * (number // 500), "a")
            canvas.drawString(number % 500 + 0.01, 10 + 2 * (number // 500), "a")

    return _canvas(draw)


def _one_line(length: int) -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 0.01)
        canvas.drawString(0, 100, escape("a" * (length // 5)))

    return _canvas(draw)
