"""Which reports were compared with the same agency's of the year before, and where the years break."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

import pandas as pd

from ogi_audit.batch.levels import one_name
from ogi_audit.batch.quality import Quality
from ogi_audit.batch.results import Results
from ogi_audit.display.overview.counts import audited, open_findings
from ogi_audit.display.overview.rule_texts import RuleText

LINKS = ("broken", "agrees", "unjudged", "apart", "alone")
"""How a report follows from last year's.

Compared, and a rule fails; compared, and none does; last year's was given, but no rule could be judged
everywhere; last year's is there, but was not given; alone.
"""
_COMPARED = ("broken", "agrees")


def links(results: Results, quality: Quality, texts: Mapping[str, RuleText]) -> pd.DataFrame:
    """One row an audited report: ``id``, ``agency`` as it is counted, ``year``, ``link``, ``rules``.

    ``link`` is one of `LINKS`; ``rules`` are those between the years that fail, each once.
    """
    audits = audited(results)
    rules_between = frozenset(rule for rule, text in texts.items() if text.needs_previous)
    broken = _broken(results, rules_between)
    judged = _judged(audits, quality, rules_between)
    agencies = list(map(one_name, audits["agency"], audits["region"]))
    years = [None if pd.isna(year) else int(year) for year in audits["year"]]
    there = set(zip(agencies, years, strict=True))
    rows = []
    for identifier, agency, year, previous in zip(
        audits["id"], agencies, years, audits["previous"], strict=True
    ):
        rules = broken.get(identifier, [])
        if rules:
            link = "broken"
        elif not pd.isna(previous):
            link = "agrees" if identifier in judged else "unjudged"
        else:
            link = "apart" if agency and year and (agency, year - 1) in there else "alone"
        rows.append((identifier, agency, year, link, rules))
    frame = pd.DataFrame(rows, columns=["id", "agency", "year", "link", "rules"])
    return frame.astype({"year": "Int64"})


def links_by_year(linked: pd.DataFrame) -> pd.DataFrame:
    """How many reports of each year have which link; those of no known year come last."""
    counted = pd.crosstab(linked["year"].astype("object").fillna(0).astype(int), linked["link"])
    counted = counted.reindex(columns=list(LINKS), fill_value=0)
    counted["reports"] = counted.sum(axis=1)
    frame = counted.rename_axis(columns=None).reset_index()
    return frame.sort_values("year", key=lambda year: year.where(year > 0, 9999), ignore_index=True)


def chains(linked: pd.DataFrame) -> pd.DataFrame:
    """How many agencies have how many years in a row, each but the first compared with the last."""
    longest: dict[str, int] = {}
    for agency, reports in _by_agency(linked):
        best = length = 0
        before = None
        for year, is_compared in reports.items():
            length = length + 1 if is_compared and before == year - 1 else 1
            # What the first of a chain was compared with is a year more, though its audit is elsewhere.
            if length == 1 and is_compared:
                length = 2
            best, before = max(best, length), year
        longest[agency] = best
    counted = pd.Series(longest, dtype="int64").value_counts().sort_index(ascending=False)
    return counted.rename_axis("years").rename("agencies").reset_index()


def gaps(linked: pd.DataFrame) -> pd.DataFrame:
    """The agencies that lack a year between their first report and their last: ``there``, ``missing``."""
    rows = []
    for agency, reports in _by_agency(linked):
        there = list(reports)
        missing = [year for year in range(there[0], there[-1]) if year not in reports]
        if missing:
            rows.append((agency, there, missing))
    rows.sort(key=lambda row: (-len(row[2]), row[0]))
    return pd.DataFrame(rows, columns=["agency", "there", "missing"])


def _broken(results: Results, between: Set[str]) -> dict[str, list[str]]:
    """By id, the rules between the years that fail."""
    found = open_findings(results)
    found = found[found["rule"].isin(between)]
    rules: dict[str, list[str]] = {}
    for identifier, rule in sorted(set(zip(found["id"], found["rule"], strict=True))):
        rules.setdefault(identifier, []).append(rule)
    return rules


def _judged(audits: pd.DataFrame, quality: Quality, between: Set[str]) -> set[str]:
    """The ids for which at least one rule between the years could be judged at all of its places."""
    unjudged: dict[str, set[str]] = {}
    for identifier, rule in zip(quality.unassessed["id"], quality.unassessed["rule"], strict=True):
        unjudged.setdefault(identifier, set()).add(rule)
    # Which rule crashed a result does not say: it may be any.
    whole = set(audits["id"][audits["crashed"] == 0]) - set(quality.unknown)
    return {identifier for identifier in whole if between - unjudged.get(identifier, set())}


def _by_agency(linked: pd.DataFrame) -> Iterator[tuple[str, dict[int, bool]]]:
    """The years of each agency in order, each with whether a report of it was compared."""
    known = linked[(linked["agency"] != "") & linked["year"].notna()]
    for agency, own in known.sort_values(["agency", "year", "id"]).groupby("agency", sort=True):
        years: dict[int, bool] = {}
        for year, link in zip(own["year"], own["link"], strict=True):
            years[int(year)] = years.get(int(year), False) or link in _COMPARED
        yield str(agency), years
