"""Who copied last year's text: which agencies, in which years, and how often in a row."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ogi_audit.batch.levels import one_name
from ogi_audit.batch.results import Results
from ogi_audit.display.lists import SOME, Cell, percent, records, table
from ogi_audit.display.overview.counts import audited
from ogi_audit.display.overview.failing import cut
from ogi_audit.display.overview.folder import Overview
from ogi_audit.display.overview.rates import rates
from ogi_audit.display.overview.rule_texts import RuleText
from ogi_audit.display.overview.runs import longest_runs
from ogi_audit.form import SECTION_KEYS
from ogi_audit.messages.punctuation import listed

# What judges the sections of two years is about their text; the suite's name is all we know of it.
_SUITE = "years_sections"


def rules_of_copying(texts: Mapping[str, RuleText]) -> list[str]:
    """The rules that compare the sections of a report with those of the year before."""
    return sorted(rule for rule, text in texts.items() if text.frame == _SUITE)


def copied_reports(results: Results, texts: Mapping[str, RuleText]) -> pd.DataFrame:
    """One row a report with a copied section: ``id``, ``agency`` as it is counted, ``year``, ``level``.

    ``sections`` are their keys with blanks between, ``shares`` how much of each is last year's text.
    The latest year comes first.
    """
    found = results.those("rule", rules_of_copying(texts))
    found = found[found["review"] != "dismissed"]
    audits = audited(results).set_index("id")
    rows = []
    for identifier, own in found.groupby("id", sort=True):
        audit = audits.loc[identifier]
        name = one_name(audit["agency"], audit["region"])
        order = sorted(
            zip(own["at"], own["observed_text"], strict=True), key=lambda pair: _order(pair[0])
        )
        sections, shares = (" ".join(map(str, column)) for column in zip(*order, strict=True))
        rows.append((identifier, name, audit["year"], audit["level"], sections, shares))
    columns = ["id", "agency", "year", "level", "sections", "shares"]
    frame = pd.DataFrame(rows, columns=columns).astype({"year": "Int64"})
    return frame.sort_values(["year", "id"], ascending=[False, True], ignore_index=True)


def copying_agencies(copied: pd.DataFrame) -> pd.DataFrame:
    """One row an agency: the ``copied`` years, how many ``years`` in a row from ``first`` to ``last``.

    Those that copied the longest come first.
    """
    known = copied[(copied["agency"] != "") & copied["year"].notna()]
    runs = longest_runs(known, ["agency"])
    every = {agency: sorted(set(years)) for agency, years in known.groupby("agency")["year"]}
    runs["copied"] = [[int(year) for year in every[agency]] for agency in runs["agency"]]
    runs["times"] = runs["copied"].map(len).astype("int64")
    ordered = runs.sort_values(
        ["years", "times", "last", "agency"], ascending=[False, False, False, True]
    )
    return ordered[["agency", "copied", "times", "first", "last", "years"]].reset_index(drop=True)


def copied_by_year(overview: Overview) -> pd.DataFrame:
    """One row a year: how many reports ``copied`` of how many whose text could be ``compared``."""
    rules = rules_of_copying(overview.texts)
    frame = rates(overview.results, overview.quality, overview.texts, "year", rules)
    own = frame.rename(columns={"group": "year", "failed": "copied", "assessed": "compared"})
    return own[["year", "copied", "compared", "rate"]].reset_index(drop=True)


def copied_html(
    overview: Overview, copied: pd.DataFrame, agencies: pd.DataFrame, by_year: pd.DataFrame
) -> str:
    """The agencies that copied the longest, under a line that says how many did."""
    word, language = overview.word, overview.language
    lead = word(
        "copied_lead",
        reports=len(copied),
        compared=int(by_year["compared"].sum()),
        agencies=len(agencies),
        again=int((agencies["years"] > 1).sum()),
    )
    years = table(
        lead=lead,
        lead_class="warning" if len(copied) else "none",
        caption=word("copied_years"),
        columns=[word("year"), word("copied"), word("text_compared"), word("share")],
        rows=[
            [
                Cell(one.year or word("unknown")),
                *(Cell.number(count) for count in (one.copied, one.compared)),
                Cell.number(percent(one.copied, one.compared)),
            ]
            for one in records(by_year)
        ],
    )
    rows = [
        [
            Cell(one.agency),
            Cell(listed(one.copied, language)),
            Cell.number(one.years),
            Cell(f"{one.first}–{one.last}"),
        ]
        for one in records(agencies.head(SOME))
    ]
    return years + table(
        caption=word("copied_agencies"),
        note=word("copied_note"),
        columns=[word(name) for name in ("agency", "copied_in", "in_row", "from_to")],
        rows=rows,
        more=cut(overview, len(agencies), SOME, 'copied(overview).frames["agencies"]'),
    )


def _order(section: object) -> tuple[int, str]:
    known = list(SECTION_KEYS)
    return (known.index(section) if section in known else len(known)), str(section)
