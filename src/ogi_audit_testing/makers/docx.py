"""Reports as DOCX, the way WPS and Word write the form; bare XML, so that every trait is ours."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape

from ogi_audit_testing.makers.boxes import Block, Passage, Slot, Table
from ogi_audit_testing.makers.figures import Specimen
from ogi_audit_testing.makers.layout import Layout
from ogi_audit_testing.makers.tables import blocks

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_APPLICATION = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _run(text: str, marks: str = "") -> str:
    return f'<w:r>{marks and f"<w:rPr>{marks}</w:rPr>"}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _small(text: str) -> str:
    """Text in a table: nine points, so that five digits fit the form's columns."""
    return _run(text, '<w:sz w:val="18"/>')


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of ready-made runs."""
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{content}</w:p>"


def control(content: str) -> str:
    """A structured document tag (content control) around anything."""
    return (
        '<w:sdt><w:sdtPr><w:alias w:val="报表"/></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def tracked(text: str) -> str:
    """A figure that was corrected with tracked changes: the new one inserted, an old one deleted."""
    who = 'w:author="校对" w:date="2024-01-15T09:00:00Z"'
    return (
        f'<w:del w:id="1" {who}><w:r><w:delText>987</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" {who}>{_small(text)}</w:ins>'
    )


@dataclass(frozen=True)
class Dress:
    """Which traits the document has."""

    value: Callable[[str], str] = _small
    around_table: Callable[[str], str] = str
    around_value: Callable[[str], str] = str
    numbered: bool = False
    break_after: int | None = None
    """Break the table of section three in two after this many rows of its body."""


# --- body ---------------------------------------------------------------------------------------


def _passage(passage: Passage, dress: Dress) -> str:
    if passage.role == "title":
        return paragraph(_run(passage.text, '<w:b/><w:sz w:val="36"/>'), '<w:jc w:val="center"/>')
    if passage.role == "heading":
        text, properties = passage.text, ""
        if dress.numbered and text[1:2] == "、":
            text = text[2:]
            properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        return paragraph(_run(text, "<w:b/>"), properties)
    alignment = (
        '<w:jc w:val="right"/>' if passage.role == "closing" else '<w:ind w:firstLine="420"/>'
    )
    return paragraph(_run(passage.text), alignment)


def _cell(slot: Slot, dress: Dress, *, top: bool) -> str:
    box = slot.box
    properties = ""
    if box.across > 1:
        properties += f'<w:gridSpan w:val="{box.across}"/>'
    if box.down > 1:
        # Cut in two, a merged cell begins anew in the second table, with nothing in it.
        properties += '<w:vMerge w:val="restart"/>' if top or not slot.below else "<w:vMerge/>"
    if box.vertical:
        properties += '<w:textDirection w:val="tbRlV"/>'
    content = ""
    if not slot.below and box.text:
        content = dress.value(box.text) if box.role == "value" else _small(box.text)
    cell = f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(content)}</w:tc>"
    return dress.around_value(cell) if box.role == "value" else cell


def _table(table: Table, first: int, last: int, dress: Dress) -> str:
    rows = []
    for number in range(first, last):
        cells = (
            _cell(slot, dress, top=number == first)
            for slot in table.raster[number]
            if not slot.right
        )
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.widths)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return dress.around_table(
        '<w:tbl><w:tblPr><w:tblW w:w="9740" w:type="dxa"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="20" w:type="dxa"/>'
        '<w:right w:w="20" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _block(block: Block, dress: Dress) -> str:
    if isinstance(block, Passage):
        return _passage(block, dress)
    end = len(block.rows)
    cuts = [0, end]
    if dress.break_after is not None and block.name == "requests":
        cuts.insert(1, min(end, block.heads + dress.break_after))
    # A paragraph after each table: two tables with nothing between them are one table to Word.
    return "".join(
        _table(block, first, last, dress) + paragraph("")
        for first, last in itertools.pairwise(cuts)
        if first < last
    )


# --- package ------------------------------------------------------------------------------------


def render(specimen: Specimen, dress: Dress = Dress()) -> bytes:
    """The document in bytes, the same ones each time."""
    content = "".join(_block(block, dress) for block in blocks(specimen))
    parts = {
        "[Content_Types].xml": _content_types(dress),
        "_rels/.rels": _relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": f'{_XML}<w:document xmlns:w="{_WORDS}"><w:body>{content}<w:sectPr>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr></w:body></w:document>',
    }
    if dress.numbered:
        parts["word/_rels/document.xml.rels"] = _relationships(("numbering", "numbering.xml"))
        parts["word/numbering.xml"] = (
            f'{_XML}<w:numbering xmlns:w="{_WORDS}"><w:abstractNum w:abstractNumId="0">'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
            '<w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            # ZipInfo's default time is 1980: the bytes must not depend on when they were written.
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(member, text)
    return packed.getvalue()


def _content_types(dress: Dress) -> str:
    overrides = {
        "document": "document.main",
        **({"numbering": "numbering"} if dress.numbered else {}),
    }
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_RELATIONSHIPS}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{part}.xml" ContentType="{_APPLICATION}.{kind}+xml"/>'
            for part, kind in overrides.items()
        )
        + "</Types>"
    )


_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"


def _relationships(*targets: tuple[str, str]) -> str:
    return (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, start=1)
        )
        + "</Relationships>"
    )


LAYOUTS = (
    Layout("docx-official", ".docx", render),
    Layout("docx-controls", ".docx", partial(render, dress=Dress(around_table=control))),
    Layout("docx-cell-controls", ".docx", partial(render, dress=Dress(around_value=control))),
    Layout("docx-tracked", ".docx", partial(render, dress=Dress(value=tracked))),
    Layout("docx-numbered", ".docx", partial(render, dress=Dress(numbered=True))),
    Layout("docx-broken", ".docx", partial(render, dress=Dress(break_after=13))),
)
