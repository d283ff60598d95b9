"""What is shown of governments and their units: which are complete, and where the figures differ."""

from __future__ import annotations

import pandas as pd

from ogi_audit.display.lists import SOME, Cell, records, table
from ogi_audit.display.overview.failing import cut
from ogi_audit.display.overview.folder import Overview
from ogi_audit.display.overview.units import COLUMNS
from ogi_audit.form import cell_label
from ogi_audit.messages.punctuation import listed
from ogi_audit.phrasing import number

_NAMES = 5


def unlisted_html(overview: Overview) -> str:
    """Why nothing is compared, and what to give."""
    return table(lead=overview.word("no_units", columns=",".join(COLUMNS)))


def parents_html(overview: Overview, covered: pd.DataFrame, frame: pd.DataFrame) -> str:
    """The figures that differ, the largest first, under a line that says how much was compared."""
    word, language = overview.word, overview.language
    judged = frame[frame["difference"].notna()]
    differing = judged[judged["difference"] != 0]
    lead = word(
        "parents_lead",
        pairs=len(covered),
        complete=int(covered["is_complete"].sum()),
        figures=len(judged),
        differing=len(differing),
        blank=len(frame) - len(judged),
    )
    rows = [
        [
            Cell(one.parent),
            Cell(str(one.year)),
            Cell(cell_label(one.key, language)),
            *(Cell.number(number(value)) for value in (one.observed, one.total, one.difference)),
            Cell.number(one.units),
        ]
        for one in records(differing.rename(columns={"sum": "total"}).head(SOME))
    ]
    return table(
        lead=lead,
        caption=word("parents"),
        note=word("parents_note"),
        columns=[
            word(name)
            for name in ("parent", "year", "figure", "own", "units_sum", "difference", "units")
        ],
        rows=rows,
        more=cut(overview, len(differing), SOME, 'parents(overview, units).frames["figures"]'),
        empty=word("no_difference") if len(judged) else word("nothing_compared"),
    )


def coverage_html(overview: Overview, covered: pd.DataFrame) -> str:
    """The governments of which units on the list have no report, and so nothing was compared."""
    word, language = overview.word, overview.language
    lacking = covered[~covered["is_complete"].astype(bool)]
    rows = []
    for one in records(lacking.head(SOME)):
        names = listed(one.missing[:_NAMES], language)
        more = len(one.missing) - _NAMES
        small = word("more_files", count=more) if more > 0 else ""
        rows.append(
            [
                Cell(one.parent),
                Cell(str(one.year)),
                Cell.number(f"{one.there}/{one.units}"),
                Cell(names, small=small),
            ]
        )
    return table(
        caption=word("incomplete"),
        columns=[word("parent"), word("year"), word("units_there"), word("units_missing")],
        rows=rows,
        more=cut(overview, len(lacking), SOME, 'parents(overview, units).frames["coverage"]'),
    )
