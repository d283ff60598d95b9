"""The counts that the overview shows, as frames: by rule, by group, the worst reports, how they read.

Findings that an auditor dismissed do not count. Everything is sorted to the last tie, so that the same
audits give the same frames.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from ogi_audit.batch.columns import SEVERITIES
from ogi_audit.batch.levels import LEVELS
from ogi_audit.batch.quality import Quality
from ogi_audit.batch.results import Results
from ogi_audit.display.overview.rule_texts import RuleText
from ogi_audit.messages.punctuation import MARKS

WORST = (*SEVERITIES, "none")
"""How bad the worst open finding of a report is."""


def audited(results: Results) -> pd.DataFrame:
    """The audits of reports that could be read."""
    return results.audits[results.audits["status"] == "audited"]


def open_findings(results: Results) -> pd.DataFrame:
    """The findings that nobody dismissed, in the columns that are counted."""
    return results.counted[results.counted["review"] != "dismissed"]


def worst_of(audits: pd.DataFrame) -> list[str]:
    """For each audit the worst severity of its open findings, or ``none``."""
    counts = [audits[severity].fillna(0).tolist() for severity in SEVERITIES]
    return [
        next((s for s, count in zip(SEVERITIES, row, strict=True) if count), "none")
        for row in zip(*counts, strict=True)
    ]


def by_group(audits: pd.DataFrame, column: str) -> pd.DataFrame:
    """How many reports of each group have which worst finding; ``group`` is empty if not known.

    Levels from the highest down, years as they come, other groups with the most critical first.
    """
    groups = keys(audits, column)
    counts = Counter(zip(groups, worst_of(audits), strict=True))
    rows = [
        {"group": group, **{worst: counts[group, worst] for worst in WORST}}
        for group in dict.fromkeys(groups)
    ]
    frame = pd.DataFrame(rows, columns=["group", *WORST])
    frame["reports"] = frame[list(WORST)].sum(axis=1).astype(int)
    if column in ("level", "year"):
        order = {level: f"{number}" for number, level in enumerate(LEVELS)}
        rank = [order.get(group, group or "~") for group in frame["group"]]
    else:
        size = len(str(len(audits)))
        rank = [
            f"{len(audits) - critical:0{size}}-{len(audits) - reports:0{size}}-{group}"
            for group, critical, reports in zip(
                frame["group"], frame["critical"], frame["reports"], strict=True
            )
        ]
    return _sorted(frame, rank)


def level_by_year(audits: pd.DataFrame) -> pd.DataFrame:
    """One row a level and year with at least one report: ``reports``, and how many are ``critical``."""
    pairs = list(zip(keys(audits, "level"), keys(audits, "year"), strict=True))
    reports = Counter(pairs)
    critical = Counter(
        pair for pair, worst in zip(pairs, worst_of(audits), strict=True) if worst == "critical"
    )
    rows = [
        (level, year, reports[level, year], critical[level, year])
        for level, year in sorted(reports, key=lambda pair: (LEVELS.index(pair[0]), pair[1] or "~"))
    ]
    return pd.DataFrame(rows, columns=["level", "year", "reports", "critical"])


def by_rule(results: Results, quality: Quality, texts: Mapping[str, RuleText]) -> pd.DataFrame:
    """One row a rule that failed: in how many ``reports``, with how many ``findings``, of how many.

    ``assessed`` are the audited reports in which it failed or nothing kept it from being judged; of a
    rule that needs last year's report, only those that had it.
    """
    audits = audited(results)
    ids, with_previous = set(audits["id"]), set(audits["id"][audits["previous"].notna()])
    unjudged: dict[str, set[str]] = {}
    for identifier, rule in zip(quality.unassessed["id"], quality.unassessed["rule"], strict=True):
        unjudged.setdefault(rule, set()).add(identifier)
    rows = []
    for rule, found in open_findings(results).groupby("rule", sort=True):
        name = str(rule)
        failed = set(found["id"])
        text = texts.get(name)
        base = with_previous if text and text.needs_previous else ids
        severity = min(found["severity"], key=SEVERITIES.index)
        assessed = failed | (base - unjudged.get(name, set()))
        rows.append((name, severity, len(failed), len(found), len(assessed)))
    rows.sort(key=lambda row: (-row[2], SEVERITIES.index(row[1]), row[0]))
    return pd.DataFrame(rows, columns=["rule", "severity", "reports", "findings", "assessed"])


def worst_reports(results: Results) -> pd.DataFrame:
    """The audits with an open finding, those with the most critical ones first."""
    audits = audited(results)
    # A list would be taken for names of columns where it is empty.
    has_any = pd.Series([worst != "none" for worst in worst_of(audits)], audits.index, dtype=bool)
    found = audits[has_any]
    return found.sort_values(
        [*SEVERITIES, "id"], ascending=[*[False] * len(SEVERITIES), True], ignore_index=True
    )


def unassessed_by_rule(quality: Quality) -> pd.DataFrame:
    """One row a rule that could not be judged everywhere: in how many ``reports`` and ``places``."""
    found = quality.unassessed.groupby("rule", sort=True)
    frame = pd.DataFrame({"reports": found.size(), "places": found["places"].sum()}).reset_index()
    return frame.sort_values(
        ["reports", "places", "rule"], ascending=[False, False, True], ignore_index=True
    )


def by_format(results: Results, quality: Quality) -> pd.DataFrame:
    """One row a format: its ``reports``, and how many of them have what keeps rules from being judged.

    ``unassessed``: a rule could not be judged somewhere; ``blank`` and ``odd``: cells are that;
    ``crashed``: a rule crashed.
    """
    audits = audited(results)[["id", "format", "crashed", "not_assessable"]]
    frame = audits.merge(quality.cells, on="id", how="left")
    marks = pd.DataFrame(
        {
            "format": keys(frame, "format"),
            "reports": 1,
            "unassessed": (frame["not_assessable"].fillna(0) > 0).astype(int),
            **{
                name: (frame[name].fillna(0) > 0).astype(int)
                for name in ("blank", "odd", "crashed")
            },
        }
    )
    counted = marks.groupby("format", sort=True).sum().reset_index()
    return counted.sort_values(["reports", "format"], ascending=[False, True], ignore_index=True)


def least_readable(results: Results, quality: Quality) -> pd.DataFrame:
    """The audits with cells from which no figure can be read, those with the most first."""
    frame = audited(results).merge(quality.cells, on="id")
    frame["unread"] = frame["blank"] + frame["odd"]
    found = frame[frame["unread"] > 0]
    return found.sort_values(["unread", "id"], ascending=[False, True], ignore_index=True)


def unread_by_reason(results: Results, language: str) -> pd.DataFrame:
    """One row a reason why there is no audit: ``status``, ``reason`` and the ``ids`` it holds for."""
    lost = results.audits[results.audits["status"] != "audited"]
    ids: dict[tuple[str, str, str], list[str]] = {}
    for identifier, status, code, source, said in zip(
        *(lost[name] for name in ("id", "status", "error_code", "source", f"error_{language}")),
        strict=True,
    ):
        # The file's name, which an error begins with, is no part of the reason.
        reason = str(said).removeprefix(f"{source}{MARKS[language].colon}")
        ids.setdefault((str(status), str(code), reason), []).append(str(identifier))
    rows = [(*key, len(own), own) for key, own in ids.items()]
    rows.sort(key=lambda row: (-row[3], *row[:3]))
    return pd.DataFrame(rows, columns=["status", "code", "reason", "reports", "ids"])


def keys(frame: pd.DataFrame, column: str) -> list[str]:
    """The values of a column as text, empty where missing."""
    return ["" if pd.isna(value) else str(value) for value in frame[column]]


def _sorted(frame: pd.DataFrame, rank: list[str]) -> pd.DataFrame:
    order = sorted(range(len(frame)), key=rank.__getitem__)
    return frame.iloc[order].reset_index(drop=True)
