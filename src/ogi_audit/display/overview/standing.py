"""The longest-standing faults: the same rule at the same place of the same agency, year after year."""

from __future__ import annotations

import pandas as pd

from ogi_audit.batch.columns import SEVERITIES
from ogi_audit.batch.levels import one_name
from ogi_audit.batch.results import Results
from ogi_audit.display.lists import SOME, Cell, records, table
from ogi_audit.display.overview.counts import audited, open_findings
from ogi_audit.display.overview.failing import cut
from ogi_audit.display.overview.folder import Overview
from ogi_audit.display.overview.runs import longest_runs
from ogi_audit.messages.terms import SEVERITY

_PLACE = ["agency", "rule", "at"]
_SHORTEST = 2


def standing(results: Results) -> pd.DataFrame:
    """One row a fault that came back at least once in the next year, the longest first.

    ``agency`` as it is counted, ``rule``, ``at``, ``severity`` (the worst); ``years`` in a row from
    ``first`` to ``last``; ``latest`` is the year of the agency's latest report, ``is_there`` whether the
    run goes on until it; ``id`` is the report of ``last``. A year without a report that could be
    audited ends a run: what it would have said nobody knows.
    """
    audits = audited(results)
    audits = audits[audits["agency"].notna() & audits["year"].notna()]
    names = map(one_name, audits["agency"], audits["region"])
    known = audits[["id", "year"]].assign(agency=list(names)).astype({"year": "int64"})
    latest = known.groupby("agency")["year"].max()
    found = open_findings(results)[["id", "rule", "at", "severity"]]
    found = found.assign(at=found["at"].fillna("")).merge(known, on="id")
    runs = longest_runs(found, _PLACE)
    runs = runs[runs["years"] >= _SHORTEST].reset_index(drop=True)
    # Of two reports of one year, the first.
    ends = found.rename(columns={"year": "last"})[[*_PLACE, "last", "id"]]
    ends = ends.sort_values("id", kind="stable").drop_duplicates([*_PLACE, "last"])
    rank = found.assign(rank=found["severity"].map(SEVERITIES.index))
    worst = rank.groupby(_PLACE)["rank"].min().rename("rank").reset_index()
    frame = runs.merge(ends, on=[*_PLACE, "last"], how="left").merge(worst, on=_PLACE, how="left")
    frame["severity"] = [SEVERITIES[one] for one in frame["rank"]]
    frame["latest"] = frame["agency"].map(latest).astype("int64")
    frame["is_there"] = frame["latest"] == frame["last"]
    ordered = frame.sort_values(
        ["years", "is_there", "rank", *_PLACE], ascending=[False, False, True, True, True, True]
    )
    columns = [*_PLACE, "severity", "years", "first", "last", "latest", "is_there", "id"]
    return ordered[columns].reset_index(drop=True)


def standing_html(overview: Overview, frame: pd.DataFrame) -> str:
    """The faults that lasted longest, with what the last finding says."""
    word, language = overview.word, overview.language
    head = frame.head(SOME)
    said = _messages(overview, head)
    rows = [
        [
            Cell(one.agency),
            Cell(said[one.id, one.rule, one.at], small=one.rule),
            Cell(SEVERITY[one.severity][language], classes="ogi-severity"),
            Cell.number(one.years),
            Cell(f"{one.first}–{one.last}"),
            Cell(word("still" if one.is_there else "gone", year=one.latest)),
            overview.report(one.id),
        ]
        for one in records(head)
    ]
    still = frame[frame["is_there"]]
    lead = word(
        "standing_lead",
        faults=len(frame),
        agencies=frame["agency"].nunique(),
        still=len(still),
        most=int(frame["years"].max()) if len(frame) else 0,
    )
    return table(
        lead=lead if len(frame) else "",
        lead_class="warning" if len(still) else "none",
        caption=word("standing"),
        note=word("standing_note"),
        columns=[
            *(word("agency"), word("last_said"), word("severity_word"), word("in_row")),
            *(word("from_to"), word("now"), word("report")),
        ],
        rows=rows,
        more=cut(overview, len(frame), SOME, 'standing(overview).frames["standing"]'),
        empty=word("no_standing"),
    )


def _messages(overview: Overview, head: pd.DataFrame) -> dict[tuple[str, str, str], str]:
    """What the last finding of each says, by its report, rule and place."""
    found = overview.results.those("id", set(head["id"]))
    found = found[found["review"] != "dismissed"]
    said: dict[tuple[str, str, str], str] = {}
    for identifier, rule, at, message in zip(
        *(found[name] for name in ("id", "rule", "at", f"message_{overview.language}")), strict=True
    ):
        said.setdefault((identifier, rule, "" if pd.isna(at) else at), message)
    return said
