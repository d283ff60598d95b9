"""How a notice looks: page, fonts and styles, after GB/T 9704—2012 as far as it bears on a letter.

The standard's sizes are 2号 = 22 pt, 3号 = 16 pt, 4号 = 14 pt, 小4号 = 12 pt; a page has 22 lines of
28 characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml import etree

# Without these Word does not open a document.
_KEPT = ("Normal", "Default Paragraph Font", "Normal Table", "No List")
_BLACK = RGBColor(0, 0, 0)
# A line is 156 mm wide: so that 28 characters of 16 pt stand on it, in twentieths of a point. A grid of
# characters would say the same, but LibreOffice sets it far too wide.
_TIGHT = -5
_LINES = {"zh": 28.95, "en": None}
_LATIN = "Times New Roman"
SONG, FANG, HEI, KAI, TITLE = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
# What Word looks for where a font of the standard is not installed.
_OTHER_NAMES = {
    TITLE: "方正小标宋_GBK,小标宋,华文中宋,宋体",
    FANG: "仿宋,FangSong,华文仿宋",
    KAI: "楷体,KaiTi,华文楷体",
    HEI: "SimHei",
    SONG: "SimSun",
}


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style: font, size, alignment, indents in characters, space in lines of its own."""

    name: str
    font: str
    size: float
    align: str = "left"
    first: float = 0
    left: float = 0
    before: float = 0
    after: float = 0
    line: float | None = None
    bold: bool = False
    with_next: bool = False
    new_page: bool = False
    tight: bool = False
    level: int | None = None


_ZH = (
    Look("Body Text", FANG, 16, "both", first=2, tight=True),
    Look("Number", FANG, 16, "right"),
    Look("Title", TITLE, 22, "center", before=1, after=1, line=35, with_next=True),
    Look("Salutation", FANG, 16, with_next=True),
    Look("Heading 1", HEI, 16, first=2, with_next=True, level=0),
    Look("Heading 2", KAI, 16, "both", first=2, with_next=True, tight=True, level=1),
    Look("Annexes", FANG, 16, first=2, before=1, with_next=True),
    Look("Signature", FANG, 16, "right", before=2, with_next=True),
    Look("Date", FANG, 16, "right"),
    Look("Contact", FANG, 16, first=2),
    Look("Annex Mark", HEI, 16, with_next=True, new_page=True),
    Look("Table Head", HEI, 12, "center", line=20),
    Look("Table Text", FANG, 12, line=20),
    Look("Table Note", FANG, 12, line=24),
    Look("Footer", SONG, 14),
)
_EN = (
    Look("Body Text", SONG, 11.5, "left", after=0.5),
    Look("Number", SONG, 11.5, "right"),
    Look("Title", SONG, 15, "center", before=0.6, after=0.8, bold=True, with_next=True),
    Look("Salutation", SONG, 11.5, after=0.6, with_next=True),
    Look("Heading 1", SONG, 12.5, before=0.6, after=0.3, bold=True, with_next=True, level=0),
    Look("Heading 2", SONG, 11.5, before=0.3, after=0.3, bold=True, with_next=True, level=1),
    Look("Annexes", SONG, 11.5, before=1, with_next=True),
    Look("Signature", SONG, 11.5, "right", before=2, with_next=True),
    Look("Date", SONG, 11.5, "right"),
    Look("Contact", SONG, 11.5, before=1),
    Look("Annex Mark", SONG, 12.5, bold=True, with_next=True, new_page=True),
    Look("Table Head", SONG, 10, "center", bold=True),
    Look("Table Text", SONG, 10),
    Look("Table Note", SONG, 10, before=0.5),
    Look("Footer", SONG, 10.5, "center"),
)
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def dress(document: Document, language: str) -> None:
    """Set page and styles up for a language, and take python-docx's own styles out."""
    _page(document)
    _defaults(document, language)
    for look in _ZH if language == "zh" else _EN:
        _add(document, look, _LINES[language])
    lead = document.styles.add_style("Lead-in", WD_STYLE_TYPE.CHARACTER)
    if language == "zh":
        set_fonts(lead.element.get_or_add_rPr(), KAI)
    else:
        lead.font.bold = True
    _name_fonts(document)


def set_fonts(properties: Any, font: str) -> None:
    """The font of Chinese in run properties; Latin letters and digits have one of their own."""
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), _LATIN)
    fonts.set(qn("w:eastAsia"), font)


def indent_right(paragraph: Paragraph, characters: float, size: float) -> None:
    """Keep a paragraph so many characters of a size away from the right margin."""
    indent = paragraph.paragraph_format.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:rightChars"), str(round(characters * 100)))
    indent.set(qn("w:right"), str(round(characters * size * 20)))


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    # The page number stands 7 mm below the text.
    section.header_distance, section.footer_distance = Mm(15), Mm(23)


def _defaults(document: Document, language: str) -> None:
    styles = document.styles.element
    for style in list(styles.style_lst):
        if style.name_val not in _KEPT:
            styles.remove(style)
    defaults = styles.find(qn("w:docDefaults"))
    run = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(run):
        run.remove(child)
    fonts = etree.SubElement(run, qn("w:rFonts"))
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), _LATIN)
    fonts.set(qn("w:eastAsia"), FANG if language == "zh" else SONG)
    tongue = etree.SubElement(run, qn("w:lang"))
    tongue.set(qn("w:val"), "en-US" if language == "zh" else "en-GB")
    tongue.set(qn("w:eastAsia"), "zh-CN")
    paragraph = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}")
    for child in list(paragraph):
        paragraph.remove(child)
    settings = document.settings.element
    settings.find(qn("w:characterSpacingControl")).set(qn("w:val"), "compressPunctuation")
    theme = settings.find(qn("w:themeFontLang"))
    theme.set(qn("w:eastAsia"), "zh-CN")


def _add(document: Document, look: Look, line: float | None) -> None:
    style: Any = document.styles.add_style(
        look.name, WD_STYLE_TYPE.PARAGRAPH, builtin=look.name not in _OWN
    )
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.size = Pt(look.size)
    style.font.bold = look.bold
    style.font.color.rgb = _BLACK
    properties = style.element.get_or_add_rPr()
    set_fonts(properties, look.font)
    if look.tight:
        # Must come before the size.
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(_TIGHT))
        properties.find(qn("w:sz")).addprevious(spacing)
    form = style.paragraph_format
    form.alignment = _ALIGN[look.align]
    height = look.line or line
    if height:
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(height)
    else:
        form.line_spacing = 1.2
    lines = height or look.size * 1.2
    form.space_before, form.space_after = Pt(look.before * lines), Pt(look.after * lines)
    form.keep_with_next = look.with_next
    form.page_break_before = look.new_page
    form.widow_control = True
    if look.first:
        indent = style.element.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), str(round(look.first * 100)))
        indent.set(qn("w:firstLine"), str(round(look.first * look.size * 20)))
    if look.level is not None:
        outline = etree.SubElement(style.element.get_or_add_pPr(), qn("w:outlineLvl"))
        outline.set(qn("w:val"), str(look.level))


_OWN = ("Number", "Annexes", "Contact", "Annex Mark", "Table Head", "Table Text", "Table Note")


def _name_fonts(document: Document) -> None:
    """Write down under which other names the fonts may be installed."""
    part = next(
        one.target_part for one in document.part.rels.values() if one.reltype.endswith("/fontTable")
    )
    table = etree.fromstring(part.blob)
    for child in list(table):
        table.remove(child)
    for name, others in _OTHER_NAMES.items():
        font = etree.SubElement(table, qn("w:font"))
        font.set(qn("w:name"), name)
        for tag, value in (
            ("altName", others),
            ("charset", "86"),
            ("family", "auto"),
            ("pitch", "variable"),
        ):
            etree.SubElement(font, qn(f"w:{tag}")).set(qn("w:val"), value)
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
