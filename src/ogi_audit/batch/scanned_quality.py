"""How well scanned reports could be read, counted in the tables of their scan."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from ogi_audit.batch.corpus import ask, has_table, opened

_UNJUDGED = """
SELECT id, rule, places FROM unassessed SEMI JOIN wanted USING (id) ORDER BY id, rule
"""
_COUNTS = """
SELECT id, count(*) AS cells FROM cells SEMI JOIN wanted USING (id) GROUP BY id ORDER BY id
"""
# What is blank to Python, as to whoever reads a result, is not what is blank to SQL.
_UNREAD = """
SELECT id, text, count(*) AS cells FROM cells SEMI JOIN wanted USING (id)
WHERE value IS NULL GROUP BY id, text ORDER BY id, text
"""


def scanned_quality(folder: Path, wanted: Collection[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The frames ``unassessed`` and ``cells`` of `ogi_audit.batch.quality.Quality` for those reports.

    Raises `RenderError` if the tables cannot be read.
    """
    ids = pd.DataFrame({"id": sorted(wanted)}, dtype="object")
    unassessed = pd.DataFrame(columns=["id", "rule", "places"])
    counts = ids.assign(cells=0, blank=0, odd=0).set_index("id")
    with opened(folder, "unassessed", "cells") as connection:
        connection.register("wanted", ids)
        if has_table(folder, "unassessed"):
            unassessed = ask(connection, _UNJUDGED)
        if has_table(folder, "cells"):
            whole, unread = ask(connection, _COUNTS), ask(connection, _UNREAD)
            is_blank = unread["text"].str.strip() == ""
            tallies = {"cells": whole, "blank": unread[is_blank], "odd": unread[~is_blank]}
            for name, rows in tallies.items():
                sums = rows.groupby("id")["cells"].sum()
                counts[name] = sums.reindex(counts.index, fill_value=0)
    return unassessed, counts.reset_index()
