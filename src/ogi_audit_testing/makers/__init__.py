"""Makers: a made-up report written as a file in every layout that real reports come in.

    specimen = consistent(7)                          figures and words that agree
    specimen = blank(specimen, "requests.granted.total")    ... or do not
    LAYOUTS["html-portal"].write(specimen, path)      the same report in any layout

They know nothing of the package under test, and carry their own copy of the form.
"""

from __future__ import annotations

from ogi_audit_testing.makers import docx, html, markdown, pdf, text
from ogi_audit_testing.makers.alter import (
    blank,
    named,
    rewrite,
    with_cell,
    with_label,
    with_section,
    without,
    without_section,
)
from ogi_audit_testing.makers.figures import (
    Section,
    Specimen,
    Style,
    blank_form,
    compose,
    consistent,
)
from ogi_audit_testing.makers.identities import broken_identities
from ogi_audit_testing.makers.layout import Layout
from ogi_audit_testing.makers.variants import VARIANTS

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
    "named",
    "rewrite",
    "with_cell",
    "with_label",
    "with_section",
    "without",
    "without_section",
]
