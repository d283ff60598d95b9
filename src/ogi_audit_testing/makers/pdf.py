"""Reports as PDF, drawn line by line, so that each trait of WPS's and Word's PDFs can be had."""

from __future__ import annotations

import io
import subprocess
import tempfile
from functools import partial
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ogi_audit_testing.makers import docx
from ogi_audit_testing.makers.boxes import Passage
from ogi_audit_testing.makers.figures import Specimen
from ogi_audit_testing.makers.layout import Layout
from ogi_audit_testing.makers.sheet import LEFT, RIGHT, SHADE, Drawing, Dress, Sheet
from ogi_audit_testing.makers.tables import blocks
from ogi_audit_testing.makers.wrapping import measure, wrap


def _passage(sheet: Sheet, passage: Passage) -> None:
    size, gap = (18.0, 30.0) if passage.role == "title" else (12.0, 21.0)
    text = (
        f"　　{passage.text}" if passage.role in ("text", "heading", "subheading") else passage.text
    )
    for line in wrap(text, (RIGHT - LEFT) / size):
        if not sheet.room(gap):
            sheet.turn()
        if sheet.dress.fills and passage.role == "text":
            sheet.canvas.setFillColor(SHADE)
            sheet.canvas.rect(LEFT, sheet.y - gap + 4, RIGHT - LEFT, gap, stroke=0, fill=1)
            sheet.canvas.setFillColorRGB(0, 0, 0)
        left = {
            "title": (A4[0] - measure(line) * size) / 2,
            "closing": RIGHT - measure(line) * size,
        }.get(passage.role, LEFT)
        sheet.text(left, sheet.y - size, line, size)
        sheet.y -= gap


def render(specimen: Specimen, dress: Dress = Dress()) -> bytes:  # noqa: B008 - frozen
    """The document in bytes, the same ones each time."""
    packed = io.BytesIO()
    canvas = Canvas(packed, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(specimen.title)
    sheet = Sheet(canvas, dress)
    for block in blocks(specimen):
        if isinstance(block, Passage):
            _passage(sheet, block)
        else:
            Drawing(sheet, block).draw()
    sheet.turn()
    canvas.save()
    return packed.getvalue()


def _office(specimen: Specimen) -> bytes:
    """The official DOCX as LibreOffice prints it: a real renderer's lines and text."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        source = directory / "report.docx"
        source.write_bytes(docx.render(specimen))
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={(directory / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                directory,
                source,
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return source.with_suffix(".pdf").read_bytes()


def _layout(name: str, *, separators: bool = True, **traits: object) -> Layout:
    return Layout(f"pdf-{name}", ".pdf", partial(render, dress=Dress(**traits)), separators)  # type: ignore[arg-type]


LAYOUTS = (
    _layout("ruled"),
    _layout("broken", break_in="requests", dash="—"),
    _layout("broken-repeated", break_in="requests", repeat_heads=True),
    _layout("broken-open", break_in="requests", open_breaks=True),
    _layout("broken-disclosure", break_in="disclosure", open_breaks=True),
    _layout("broken-disputes", break_in="disputes"),
    _layout("fills", fills=True),
    _layout("unruled", ruled=False, separators=False),
    Layout("pdf-libreoffice", ".pdf", _office, needs="soffice"),
)
