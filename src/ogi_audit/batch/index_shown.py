"""What an index page lists: everything, or of very many reports and findings what matters most."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ogi_audit.batch.columns import SEVERITIES
from ogi_audit.batch.results import Results
from ogi_audit.messages.index import INDEX, NOTES

MOST_AUDITS = 150_000
MOST_FINDINGS = 50_000
MOST_PLAIN = 5_000
"""What a browser opens within seconds: reports, findings, and reports where scripts do not run."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """The ``audits`` and ``findings`` that are listed, sorted by id; ``plain`` are for no script.

    A report's findings are listed all or none: ``with_findings`` counts the reports they are of.
    """

    audits: pd.DataFrame
    findings: pd.DataFrame
    plain: pd.DataFrame
    with_findings: int


def shown_of(results: Results) -> Shown:
    """What is listed. Where it is not all, reports that failed come first, then those with most findings."""
    ranked = _ranked(results.audits)
    audits = _first(results.audits, ranked, MOST_AUDITS)
    plain = _first(results.audits, ranked, MOST_PLAIN)
    counts = results.counted["id"].value_counts()
    if len(results.counted) <= MOST_FINDINGS and len(audits) == len(results.audits):
        return Shown(audits, results.findings, plain, len(counts))
    # One report may have more than all others; those behind it are listed all the same.
    sizes = counts.reindex(results.audits["id"].iloc[ranked[:MOST_AUDITS]]).dropna()
    wanted = sizes[sizes.cumsum() <= MOST_FINDINGS].index
    return Shown(audits, results.those("id", set(wanted)), plain, len(wanted))


def notes(results: Results, shown: Shown, language: str) -> list[str]:
    """What is not on the page, or leads nowhere, and what to do about it."""
    audits = results.audits
    told = []
    if len(shown.audits) < len(audits):
        told.append(("cut_audits", {"all": len(audits), "shown": len(shown.audits)}))
    if len(shown.findings) < len(results.counted):
        counts = {"all": len(results.counted), "shown": len(shown.findings)}
        told.append(("cut_findings", {**counts, "reports": shown.with_findings}))
    # What failed has no page, but not for want of a run.
    pageless = int(((audits["outputs"] == "") & (audits["status"] != "failed")).sum())
    if pageless:
        told.append(("only_scanned", {"count": pageless}))
    return [
        NOTES[key][language].format(**{name: f"{count:,}" for name, count in counts.items()})
        for key, counts in told
    ]


def no_script(results: Results, shown: Shown, language: str) -> str:
    """What is said where scripts do not run."""
    if len(shown.plain) == len(results.audits):
        return INDEX["no_script"][language]
    counts = {"shown": f"{len(shown.plain):,}", "all": f"{len(results.audits):,}"}
    return NOTES["no_script_cut"][language].format(**counts)


def _ranked(audits: pd.DataFrame) -> list[int]:
    """The positions of the audits, the gravest first: what failed or was not read, then by findings."""
    keys = audits[list(SEVERITIES)].fillna(0).assign(lost=audits["status"] != "audited")
    ordered = keys.reset_index(drop=True).sort_values(
        ["lost", *SEVERITIES], ascending=False, kind="stable"
    )
    return [int(position) for position in ordered.index]


def _first(audits: pd.DataFrame, ranked: list[int], most: int) -> pd.DataFrame:
    """So many of the ranked, in their own order again."""
    if len(audits) <= most:
        return audits
    return audits.iloc[sorted(ranked[:most])].reset_index(drop=True)
