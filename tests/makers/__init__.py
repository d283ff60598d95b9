"""Makers: a made-up report written as a file in every layout that real reports come in.

    specimen = consistent(7)                          figures and words that agree
    specimen = blank(specimen, "requests.granted.total")    ... or do not
    LAYOUTS["html-portal"].write(specimen, path)      the same report in any layout

They know nothing of the package under test, and carry their own copy of the form.
"""

from __future__ import annotations

from tests.makers import docx, html, markdown, pdf, text
from tests.makers.alter import (
    blank,
    rewrite,
    with_cell,
    with_label,
    with_section,
    without,
    without_section,
)
from tests.makers.figures import Section, Specimen, Style, blank_form, compose, consistent
from tests.makers.identities import broken_identities
from tests.makers.layout import Layout
from tests.makers.variants import VARIANTS

LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (*html.LAYOUTS, *docx.LAYOUTS, *text.LAYOUTS, *markdown.LAYOUTS, *pdf.LAYOUTS)
}

__all__ = [
    "LAYOUTS",
    "VARIANTS",
    "Layout",
    "Section",
    "Specimen",
    "Style",
    "blank",
    "blank_form",
    "broken_identities",
    "compose",
    "consistent",
    "rewrite",
    "with_cell",
    "with_label",
    "with_section",
    "without",
    "without_section",
]
