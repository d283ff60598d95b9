"""An audit notebook as one web page that opens offline: nothing is loaded from anywhere.

The page is the audit for its reader: headings in the reader's language and what the cells show. The
code, the instructions beside it and the cells for working in stay in the notebook.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import nbformat
from nbconvert import HTMLExporter
from traitlets.config import Config

from ogi_audit.batch.headings import heading_in
from ogi_audit.batch.settings import INJECTED
from ogi_audit.display.pages import TEMPLATES, style
from ogi_audit.errors import LANGUAGES
from ogi_audit.lines_shown import visible
from ogi_audit.messages.document import PAGE
from ogi_audit.schema import MIME

_WORKBENCH = "workbench"
"""The tag of cells that only make sense in a notebook."""
_LANGUAGE = re.compile(r"""^language = ["'](\w+)["']$""", re.MULTILINE)
_OF_ANY = frozenset(("title", "findings", "provenance-title", "provenance"))
"""The cells (by id) that say something of a file that could not be read, too."""
_TAGS = {"zh": "zh-CN", "en": "en"}


@lru_cache(maxsize=1)
def _exporter() -> HTMLExporter:
    config = Config()
    config.TemplateExporter.exclude_input = True
    config.TemplateExporter.exclude_input_prompt = True
    config.TemplateExporter.exclude_output_prompt = True
    config.TagRemovePreprocessor.enabled = True
    config.TagRemovePreprocessor.remove_cell_tags = {"parameters", INJECTED, _WORKBENCH}
    config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
    config.HTMLExporter.template_name = "audit"
    # Nobody sees these links, but a keyboard stops at each and a screen reader says ¶.
    config.HTMLExporter.exclude_anchor_links = True
    # The displays bring what they show; nothing in them is alive.
    config.NbConvertBase.display_data_priority = ["text/html", "text/markdown", "text/plain"]
    return HTMLExporter(config=config)


def html_page(notebook: nbformat.NotebookNode, title: str) -> str:
    """The notebook's headings and outputs without its code, as one self-contained page.

    ``title`` is the page's name if the notebook does not carry a result that says whose report it is.
    """
    language = language_of(notebook)
    result = _result(notebook)
    shown = copy.deepcopy(notebook)
    shown.cells = [
        cell
        for cell in shown.cells
        if _is_shown(cell, language) and ("error" not in result or cell.id in _OF_ANY)
    ]
    resources = {
        "ogi_title": _title(result, language) or title,
        "ogi_language": _TAGS[language],
        "ogi_style": style(),
    }
    body, _ = _exporter().from_notebook_node(shown, resources)
    head, found, rest = str(body).partition("</head>")
    # In a notebook each output brings the style sheet; a page has it once.
    return (head + found + rest.replace(style(), "")).rstrip() + "\n"


def language_of(notebook: nbformat.NotebookNode) -> str:
    """The language that a notebook was run in: the last that a cell of parameters sets."""
    found = [
        name
        for cell in notebook.cells
        if INJECTED in cell.metadata.get("tags", [])
        for name in _LANGUAGE.findall(cell.source)
    ]
    return found[-1] if found and found[-1] in LANGUAGES else LANGUAGES[0]


def _is_shown(cell: nbformat.NotebookNode, language: str) -> bool:
    """Whether a cell has anything for the page; of text cells, the heading in one language is left."""
    if cell.cell_type != "markdown":
        return True
    heading = cell.source.split("\n", 1)[0]
    if not heading.startswith("#"):
        return False
    marks, words = heading.split(" ", 1)
    cell.source = f"{marks} {heading_in(words, language)}"
    return True


def _result(notebook: nbformat.NotebookNode) -> Mapping[str, Any]:
    """The result that the notebook carries, if it carries one."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if MIME in output.get("data", {}):
                return dict(output["data"][MIME])
    return {}


def _title(result: Mapping[str, Any], language: str) -> str:
    """Whose audit it is, in words, if that is known."""
    report = result.get("report") or {}
    known = report.get("agency") and report.get("year")
    return visible(PAGE["title"][language].format(**report)) if known else ""
