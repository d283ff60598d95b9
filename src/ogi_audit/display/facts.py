"""Names with values, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from ogi_audit.display.pages import page


def facts_html(
    facts: Sequence[tuple[str, str]],
    *,
    caption: str = "",
    lead: str = "",
    lead_class: str = "critical",
    again: bool = False,
) -> str:
    """Names and values as a table of two columns, under a line that says the main thing.

    A page leaves out what is said ``again``.
    """
    return page(
        "facts.html.j2",
        facts=facts,
        caption=caption,
        lead=lead,
        lead_class=lead_class,
        again=again,
    )
