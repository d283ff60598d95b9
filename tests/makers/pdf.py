"""Reports as PDF: ruled tables as WPS and Word make them, and tables without lines."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape
from io import BytesIO
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Ruled

from tests.makers import docx
from tests.makers.boxes import Box, Passage, Table
from tests.makers.figures import Specimen
from tests.makers.layout import Layout
from tests.makers.tables import blocks

_FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
_CELL = ParagraphStyle("cell", fontName=_FONT, fontSize=8, leading=10, wordWrap="CJK")
_TEXT = ParagraphStyle("text", parent=_CELL, fontSize=12, leading=20, firstLineIndent=24)
_HEAD = ParagraphStyle("head", parent=_TEXT, firstLineIndent=0, fontSize=14, spaceBefore=8)
_TITLE = ParagraphStyle("title", parent=_HEAD, alignment=1, fontSize=18, leading=26)
_WIDTH = A4[0] - 120
_LABELS = (22.0, 44.0, 110.0)
"""Widths of table 3's three label columns, in points."""


@dataclass(frozen=True)
class Look:
    """What differs between the layouts: lines, fills, what happens at a page's end."""

    ruled: bool = True
    fills: bool = False
    repeated_heads: bool = False
    open_break: bool = False


def render(specimen: Specimen, look: Look) -> bytes:
    """The whole report, the same bytes each time."""
    out = BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=60, rightMargin=60, topMargin=70, bottomMargin=60, invariant=1
    )
    story: list[Flowable] = []
    for block in blocks(specimen):
        if isinstance(block, Table):
            story += [_table(block, look), Spacer(1, 12)]
        else:
            story.append(_passage(block, look))
    document.build(story, onFirstPage=_page_number, onLaterPages=_page_number)
    return out.getvalue()


def _page_number(canvas, document) -> None:
    canvas.setFont(_FONT, 9)
    canvas.drawCentredString(A4[0] / 2, 30, f"- {document.page} -")


def _passage(passage: Passage, look: Look) -> Paragraph:
    style = {"title": _TITLE, "heading": _HEAD}.get(passage.role, _TEXT)
    if look.fills and passage.role == "text":
        # Paragraph shading looks like a table of one cell.
        style = ParagraphStyle("shaded", parent=style, backColor=colors.whitesmoke)
    return Paragraph(escape(passage.text), style)


def _table(table: Table, look: Look) -> Ruled:
    rows = [[_cell(slot.box) if slot.own else "" for slot in row] for row in table.raster]
    commands: list[tuple] = [
        ("FONT", (0, 0), (-1, -1), _FONT, 8),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ]
    for top, row in enumerate(table.raster):
        for left, slot in enumerate(row):
            box = slot.box
            if slot.own and (box.across > 1 or box.down > 1):
                corner = (left + box.across - 1, top + box.down - 1)
                commands.append(("SPAN", (left, top), corner))
    if look.ruled:
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    if look.fills:
        commands.append(("BACKGROUND", (0, 0), (-1, -1), colors.white))
    if look.open_break:
        commands.append(("LINEBELOW", (0, "splitlast"), (-1, "splitlast"), 0.5, colors.white))
    heads = table.heads if look.repeated_heads else 0
    return Ruled(rows, colWidths=_widths(table), style=commands, repeatRows=heads, splitByRow=1)


def _cell(box: Box) -> Paragraph | str:
    if box.vertical:
        return "\n".join(box.text)
    return Paragraph(escape(box.text), _CELL) if box.role != "value" else box.text


def _widths(table: Table) -> list[float]:
    if table.name != "requests":
        return [_WIDTH / table.width] * table.width
    others = (_WIDTH - sum(_LABELS)) / (table.width - len(_LABELS))
    return [*_LABELS, *[others] * (table.width - len(_LABELS))]


def by_libreoffice(specimen: Specimen) -> bytes:
    """A Word document printed by LibreOffice."""
    official: Callable[[Specimen], bytes] = next(
        layout.render for layout in docx.LAYOUTS if layout.name == "docx-official"
    )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(official(specimen))
        command = [
            shutil.which("soffice") or "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
        ]
        command += ["--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return source.with_suffix(".pdf").read_bytes()


def _layout(name: str, look: Look, *, separators: bool = True) -> Layout:
    return Layout(name, ".pdf", partial(render, look=look), separators=separators)


LAYOUTS = (
    _layout("pdf-ruled", Look()),
    _layout("pdf-repeated-head", Look(repeated_heads=True)),
    _layout("pdf-open-break", Look(open_break=True)),
    _layout("pdf-fills", Look(fills=True)),
    _layout("pdf-unruled", Look(ruled=False), separators=False),
    Layout("pdf-soffice", ".pdf", by_libreoffice, needs="soffice"),
)
