"""Tables of one row a thing: cells may hold a link, a remark or a bar; cut where they get long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from ogi_audit.display.charts import percent, shade
from ogi_audit.display.pages import page

MOST = 50
"""More rows than these are not listed in a page."""
SOME = 20
"""Nor more than these of what is a detail."""

__all__ = ["MOST", "SOME", "Cell", "percent", "records", "table"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: text, where it leads, a remark in small print below it, a bar."""

    text: str = ""
    href: str = ""
    small: str = ""
    figure: Markup | None = None
    classes: str = ""

    @classmethod
    def number(cls, value: object) -> Cell:
        """A figure, set to the right."""
        return cls(str(value), classes="ogi-number")

    @classmethod
    def bar(cls, figure: Markup) -> Cell:
        """A bar of `charts.bar`."""
        return cls(figure=figure, classes="ogi-bars")

    @classmethod
    def heat(cls, count: int, whole: int) -> Cell:
        """So many of so many, the darker the more."""
        if not whole:
            return cls("—", classes="ogi-shade-0")
        return cls(f"{count}/{whole}", small=percent(count, whole), classes=shade(count, whole))


def records(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame as tuples with named fields."""
    return iter(frame.itertuples())


def table(
    *,
    lead: str = "",
    lead_class: str = "none",
    caption: str = "",
    note: str = "",
    key: Markup | None = None,
    columns: Sequence[str] = (),
    rows: Sequence[Sequence[Cell]] = (),
    more: str = "",
    empty: str = "",
) -> str:
    """A line that says the main thing, and a table; ``empty`` is said instead of one without rows.

    ``key`` is the legend of the bars, ``more`` what follows the table.
    """
    return page(
        "list.html.j2",
        lead=lead,
        lead_class=lead_class,
        caption=caption,
        note=note,
        key=key,
        columns=columns,
        rows=rows,
        more=more,
        empty=empty,
    )
