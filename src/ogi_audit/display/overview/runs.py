"""Years in a row: of what comes back every year, the longest run without a gap."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def longest_runs(rows: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """One row for each combination of ``keys``: ``first`` and ``last`` year of its longest run, ``years``.

    ``rows`` have a ``year`` beside the keys; a year counts once however often it comes. Of runs that are
    as long, the last one is taken. Sorted by the keys.
    """
    columns = list(keys)
    seen = rows[[*columns, "year"]].drop_duplicates().sort_values([*columns, "year"])
    seen = seen.astype({"year": "int64"}).reset_index(drop=True)
    before = seen.shift()
    goes_on = (seen["year"] == before["year"] + 1) & (seen[columns] == before[columns]).all(axis=1)
    seen["run"] = (~goes_on).cumsum()
    runs = seen.groupby("run", sort=True).agg(
        **{column: (column, "first") for column in columns},
        first=("year", "first"),
        last=("year", "last"),
        years=("year", "size"),
    )
    ordered = runs.sort_values([*columns, "years", "last"], kind="stable")
    return ordered.drop_duplicates(columns, keep="last").reset_index(drop=True)
