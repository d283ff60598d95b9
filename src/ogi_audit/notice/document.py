"""A notice as a DOCX: the paragraphs in their styles, the reply form, the page numbers."""

from __future__ import annotations

import unicodedata
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from ogi_audit.notice.package import packed
from ogi_audit.notice.parts import Form, Notice, Section
from ogi_audit.notice.styles import dress, indent_right

_BODY = 16
# Widths of the reply form's columns in mm; together as wide as the text.
_WIDTHS = (22, 58, 28, 26, 22)
_ROW = 16
# Where the date stands on a sealed document, in characters from the right margin.
_DATE_INDENT = 4.0
_LEAST_INDENT = 2.0


def docx_of(notice: Notice) -> bytes:
    """The document, the same bytes for the same notice."""
    document = docx.Document()
    dress(document, notice.language)
    write = _Writer(document, notice.language)
    if notice.number:
        write.paragraph("Number", notice.number)
    write.paragraph("Title", notice.title)
    write.paragraph("Salutation", notice.addressee)
    for text in notice.opening:
        write.paragraph("Body Text", text)
    for section in notice.sections:
        write.section(section)
    write.paragraph("Annexes", notice.annexes)
    write.signature(notice)
    write.form(notice.form)
    write.page_numbers()
    title = notice.title.replace("\n", "" if notice.language == "zh" else " ")
    return packed(document, title=title, subject=notice.subject)


class _Writer:
    """Writes into a document in the styles of a language."""

    def __init__(self, document: Document, language: str) -> None:
        self.document = document
        self.language = language

    def paragraph(self, style: str, text: str) -> Paragraph:
        """A paragraph; line breaks in the text are line breaks."""
        paragraph = self.document.add_paragraph(style=style)
        self._run(paragraph, text)
        return paragraph

    def section(self, section: Section) -> None:
        """A heading with what stands below it."""
        self.paragraph("Heading 1", section.heading)
        for item in section.items:
            gap = "" if self.language == "zh" else " "
            self.paragraph("Heading 2", f"{item.label}{gap}{item.said}")
            for text in item.details:
                self.paragraph("Body Text", text)
        for what, how in section.demands:
            paragraph = self.document.add_paragraph(style="Body Text")
            self._run(paragraph, what, "Lead-in")
            self._run(paragraph, how)
        # The last words and the signature share a page.
        if section.demands:
            paragraph.paragraph_format.keep_with_next = True

    def signature(self, notice: Notice) -> None:
        """Who issues it and when, and whom to ask.

        In Chinese the name is centred over the date, where the seal goes.
        """
        name = self.paragraph("Signature", notice.issuer)
        date = self.paragraph("Date", notice.date)
        if self.language == "zh":
            over = (_width(notice.issuer) - _width(notice.date)) / 2
            at = max(_DATE_INDENT, _LEAST_INDENT + over)
            indent_right(date, at, _BODY)
            indent_right(name, at - over, _BODY)
        if notice.contact:
            date.paragraph_format.keep_with_next = True
            self.paragraph("Contact", notice.contact)

    def form(self, form: Form) -> None:
        """The reply form on a page of its own."""
        self.paragraph("Annex Mark", form.mark)
        self.paragraph("Title", form.title)
        table = self.document.add_table(rows=1 + len(form.rows), cols=len(form.columns))
        _rule(table)
        for cell, text in zip(table.rows[0].cells, form.columns, strict=True):
            self._fill(cell, "Table Head", text)
        # Looking a row up takes the longer the more rows there are: they are gone through once.
        for row, texts in zip(list(table.rows)[1:], form.rows, strict=True):
            row.height, row.height_rule = Mm(_ROW), WD_ROW_HEIGHT_RULE.AT_LEAST
            for cell, text in zip(row.cells, (*texts, "", "", ""), strict=True):
                self._fill(cell, "Table Text", text)
        for text in form.below:
            self.paragraph("Table Note", text)

    def page_numbers(self) -> None:
        """— 1 — below the text: in Chinese to the right on odd pages, to the left on even ones."""
        self.document.settings.odd_and_even_pages_header_footer = True
        section = self.document.sections[0]
        for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
            footer.is_linked_to_previous = False
            paragraph = footer.paragraphs[0]
            paragraph.style = "Footer"
            if self.language == "zh":
                properties = paragraph._p.get_or_add_pPr()
                properties.get_or_add_jc().set(qn("w:val"), side)
                indent = properties.get_or_add_ind()
                indent.set(qn(f"w:{side}Chars"), "100")
                indent.set(qn(f"w:{side}"), "280")
            self._run(paragraph, "— ")
            _page_field(self._run(paragraph, ""))
            self._run(paragraph, " —")

    def _fill(self, cell: _Cell, style: str, text: str) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.style = style
        if text:
            self._run(paragraph, text)

    def _run(self, paragraph: Paragraph, text: str, style: str | None = None) -> Any:
        run = paragraph.add_run(text, style)
        if self.language == "zh":
            # Quotation marks and dashes are of the Chinese font.
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
        return run


def _width(text: str) -> float:
    """The width of a text in Chinese characters: a Latin letter or digit is half of one."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def _rule(table: Table) -> None:
    """Lines around all cells, fixed widths, the first row again on each page, no row torn apart."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    # Word wants the order of the standard.
    properties: Any = table._tbl.tblPr
    properties.find(qn("w:tblLayout")).addprevious(borders)
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
    for at, row in enumerate(table.rows):
        whole = row._tr.get_or_add_trPr()
        whole.append(OxmlElement("w:cantSplit"))
        if at == 0:
            whole.append(OxmlElement("w:tblHeader"))
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Mm(width)


def _page_field(run: Any) -> None:
    """The number of the page, which the program that shows it counts."""
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "1"), ("end", "")):
        if kind in ("", "text"):
            element = OxmlElement("w:instrText" if kind == "" else "w:t")
            element.text = text
            element.set(qn("xml:space"), "preserve")
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)
