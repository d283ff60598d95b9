"""Filling in the HTML templates. Everything that comes from a report is escaped."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ogi_audit.lines_shown import visible

TEMPLATES = Path(__file__).parent / "templates"
_LINE_ENDS = re.compile(r"(?<!\s)[^\S\r\n]*+[\r\n]\s*+")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


def _shown(value: Any) -> Any:
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def shown(text: str) -> str:
    """A text as it may stand in a page, not yet escaped.

    It does not turn the direction of what stands around it, and has no blank line: after one, what
    reads the page within Markdown takes text for Markdown.
    """
    return _LINE_ENDS.sub("\n", visible(text))


def page(template: str, **fields: Any) -> str:
    """The template of that name, filled in."""
    return _environment().get_template(template).render(**fields)


@lru_cache(maxsize=1)
def style() -> str:
    """The style sheet that every display shares, as an element."""
    return f"<style>\n{(TEMPLATES / 'style.css').read_text(encoding='utf-8')}</style>"
