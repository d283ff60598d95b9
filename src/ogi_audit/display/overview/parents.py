"""A government's figures against the sum of its units', where every unit on the list has a report.

A government's report covers those of its departments and of what stands below it; so its figures are
those of its units and, unless its own office is a unit on the list, its own. The difference is therefore
shown to be looked into, not judged. Which units there are only a list can say: without one nothing is
compared, and where a unit of the list has no report nothing is, either.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ogi_audit.batch.figures import figures_of
from ogi_audit.batch.levels import one_name
from ogi_audit.batch.results import Results
from ogi_audit.display.lists import records
from ogi_audit.display.overview.counts import audited

KEYS = (
    *(f"requests.{row}.total" for row in ("new_received", "carried_in", "closed_total")),
    "requests.carried_out.total",
    "disputes.reconsideration.total",
    "disputes.litigation_direct.total",
    "disputes.litigation_after_reconsideration.total",
)
"""The figures that add up: what every report counts by the year, not what is in force."""
_COVERAGE = ["parent", "year", "units", "there", "missing", "is_complete"]
_FIGURES = ["parent", "year", "key", "units", "observed", "sum", "difference", "blank"]


def coverage(results: Results, units: pd.DataFrame) -> pd.DataFrame:
    """One row a parent on the list and year of which there is an audited report of it.

    ``units`` are on the list, ``there`` have an audited report of the year, ``missing`` are the names of
    the others; ``is_complete`` if there are none.
    """
    names = _reports(results)
    years = names.groupby("agency")["year"].agg(lambda own: sorted(set(own)))
    there = set(zip(names["agency"], names["year"], strict=True))
    rows = []
    for parent, own in units.groupby("parent", sort=True)["agency"]:
        for year in years.get(parent, []):
            missing = [unit for unit in own if (unit, year) not in there]
            rows.append((parent, year, len(own), len(own) - len(missing), missing, not missing))
    return pd.DataFrame(rows, columns=_COVERAGE)


def compared(
    folder: Path, results: Results, units: pd.DataFrame, covered: pd.DataFrame
) -> pd.DataFrame:
    """One row a figure of `KEYS` and row of ``covered`` that is complete.

    ``observed`` is the parent's figure, ``sum`` that of its units, ``difference`` observed less sum. A
    blank is never zero: ``blank`` counts the units without the figure, and with one there is no sum; no
    more is there where several reports of one agency and year have different figures.
    The largest difference comes first, then what could not be compared.
    """
    complete = covered[covered["is_complete"]]
    children = {parent: list(own) for parent, own in units.groupby("parent")["agency"]}
    wanted = {
        (name, one.year)
        for one in records(complete)
        for name in (one.parent, *children[one.parent])
    }
    names = _reports(results)
    is_wanted = [pair in wanted for pair in zip(names["agency"], names["year"], strict=True)]
    names = names[pd.Series(is_wanted, index=names.index, dtype=bool)]
    figures = names.merge(figures_of(folder, list(names["id"]), KEYS), on="id")
    values: dict[tuple[str, int, str], set[float | None]] = {}
    for agency, year, key, value in zip(
        *(figures[name] for name in ("agency", "year", "key", "value")), strict=True
    ):
        own = values.setdefault((agency, year, key), set())
        own.add(None if pd.isna(value) else float(value))
    rows = []
    for one in records(complete):
        for key in KEYS:
            observed = _only(values.get((one.parent, one.year, key)))
            parts = [_only(values.get((unit, one.year, key))) for unit in children[one.parent]]
            known = [part for part in parts if part is not None]
            blank = len(parts) - len(known)
            total = None if blank else sum(known)
            gap = None if observed is None or total is None else observed - total
            rows.append((one.parent, one.year, key, len(parts), observed, total, gap, blank))
    frame = pd.DataFrame(rows, columns=_FIGURES)
    frame = frame.astype(dict.fromkeys(("observed", "sum", "difference"), "Float64"))
    rank = -frame["difference"].abs().fillna(-1)
    return (
        frame.assign(rank=rank, order=frame["key"].map(KEYS.index))
        .sort_values(["rank", "parent", "year", "order"], ignore_index=True)
        .drop(columns=["rank", "order"])
    )


def _reports(results: Results) -> pd.DataFrame:
    """The audited reports with agency and year: ``id``, ``agency`` as it is counted, ``year``."""
    audits = audited(results)
    audits = audits[audits["agency"].notna() & audits["year"].notna()]
    names = list(map(one_name, audits["agency"], audits["region"]))
    return pd.DataFrame(
        {
            "id": audits["id"].to_numpy(dtype="object"),
            "agency": pd.Series(names, dtype="object"),
            "year": audits["year"].to_numpy(dtype="int64"),
        }
    )


def _only(values: set[float | None] | None) -> float | None:
    return next(iter(values)) if values is not None and len(values) == 1 else None
