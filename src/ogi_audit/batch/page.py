"""An audit notebook as one web page that opens offline: nothing is loaded from anywhere."""

from __future__ import annotations

from functools import lru_cache

import nbformat
from nbconvert import HTMLExporter
from traitlets.config import Config

from ogi_audit.batch.settings import INJECTED
from ogi_audit.display.pages import TEMPLATES


@lru_cache(maxsize=1)
def _exporter() -> HTMLExporter:
    config = Config()
    config.TemplateExporter.exclude_input = True
    config.TemplateExporter.exclude_input_prompt = True
    config.TemplateExporter.exclude_output_prompt = True
    config.TagRemovePreprocessor.enabled = True
    config.TagRemovePreprocessor.remove_cell_tags = {"parameters", INJECTED}
    config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
    config.HTMLExporter.template_name = "audit"
    return HTMLExporter(config=config)


def html_page(notebook: nbformat.NotebookNode, title: str) -> str:
    """The notebook's text and outputs without its code, as one self-contained page."""
    body, _ = _exporter().from_notebook_node(notebook, {"ogi_title": title})
    return str(body).rstrip() + "\n"
