"""How the reports hang together over the years, and how well they could be read."""

from __future__ import annotations

import pandas as pd

from ogi_audit.display.charts import Part, bar, legend
from ogi_audit.display.lists import SOME, Cell, percent, records, table
from ogi_audit.display.overview.failing import cut
from ogi_audit.display.overview.folder import Overview
from ogi_audit.display.overview.years import LINKS
from ogi_audit.messages.punctuation import MARKS, listed
from ogi_audit.messages.terms import AUDIT_STATUS, FORMAT

_FILL = dict(zip(LINKS, ("dark", "dotted", "grey", "hatched", "empty"), strict=True))
_TO_SEE = ("broken", "unjudged", "apart")
_FILES = 5


def links_html(overview: Overview, linked: pd.DataFrame, frame: pd.DataFrame) -> str:
    """How the reports of each year follow from the last, under a line that sums it up."""
    word = overview.word
    counts = {link: int((linked["link"] == link).sum()) for link in LINKS}
    compared = counts["broken"] + counts["agrees"]
    lead = word(
        "linked",
        reports=len(linked),
        compared=compared,
        broken=counts["broken"],
        share=percent(counts["broken"], compared),
        unjudged=counts["unjudged"],
        apart=counts["apart"],
    )
    rows = []
    for one in records(frame):
        name = str(one.year or word("unknown"))
        own = {link: getattr(one, link) for link in LINKS}
        parts = [Part(_FILL[link], own[link], word(f"link_{link}")) for link in LINKS]
        followed = own["broken"] + own["agrees"]
        rows.append(
            [
                Cell(name),
                Cell.bar(bar(parts, one.reports, name)),
                Cell.number(one.reports),
                Cell.number(followed),
                Cell.number(own["broken"]),
                Cell.number(percent(own["broken"], followed)),
            ]
        )
    return table(
        lead=lead,
        lead_class="warning" if any(counts[link] for link in _TO_SEE) else "none",
        caption=word("links"),
        key=legend((_FILL[link], word(f"link_{link}")) for link in LINKS),
        columns=[
            word(name) for name in ("year", "bar", "reports", "compared", "broken_share", "share")
        ],
        rows=rows,
    )


def chains_html(overview: Overview, frame: pd.DataFrame) -> str:
    """How many agencies have how many years in a row."""
    word = overview.word
    most = int(frame["agencies"].max()) if len(frame) else 0
    rows = [
        [
            Cell.number(one.years),
            Cell.bar(bar([Part("dotted", one.agencies, word("agencies"))], most, str(one.years))),
            Cell.number(one.agencies),
        ]
        for one in records(frame)
    ]
    return table(
        caption=word("chains"),
        note=word("chains_note"),
        columns=[word("chain_years"), word("bar"), word("agencies")],
        rows=rows,
    )


def breaks_html(overview: Overview, linked: pd.DataFrame) -> str:
    """The reports that do not follow from last year's, those where most rules fail first."""
    word = overview.word
    found = sorted(
        ((one.id, one.rules) for one in records(linked[linked["link"] == "broken"])),
        key=lambda pair: (-len(pair[1]), pair[0]),
    )
    joint = MARKS[overview.language].semicolon
    rows = [
        [
            overview.report(identifier),
            Cell(joint.join(overview.statement(rule) or rule for rule in rules)),
        ]
        for identifier, rules in found[:SOME]
    ]
    return table(
        caption=word("breaks"),
        columns=[word("report"), word("failing")],
        rows=rows,
        more=cut(overview, len(found), SOME, 'years(overview).frames["links"]'),
    )


def aparts_html(overview: Overview, linked: pd.DataFrame) -> str:
    """The reports that were not compared although last year's is there."""
    word = overview.word
    found = linked[linked["link"] == "apart"].sort_values("id")
    return table(
        caption=word("aparts"),
        note=word("apart_note"),
        columns=[word("report")],
        rows=[[overview.report(identifier)] for identifier in found["id"].head(SOME)],
        more=cut(overview, len(found), SOME, 'years(overview).frames["links"]'),
    )


def gaps_html(overview: Overview, frame: pd.DataFrame) -> str:
    """The agencies that lack a year between others."""
    word = overview.word
    rows = [
        [
            Cell(one.agency),
            Cell(listed(one.there, overview.language)),
            Cell(listed(one.missing, overview.language)),
        ]
        for one in records(frame.head(SOME))
    ]
    return table(
        caption=word("gaps"),
        columns=[word("agency"), word("there"), word("missing")],
        rows=rows,
        more=cut(overview, len(frame), SOME, 'years(overview).frames["gaps"]'),
        empty=word("no_gaps"),
    )


def formats_html(overview: Overview, frame: pd.DataFrame) -> str:
    """How files of each format could be read, under a line that says whether rules crashed."""
    word, quality = overview.word, overview.quality
    audits = overview.audits
    crashed = audits["crashed"].fillna(0)
    lead = (
        word("crashed", count=int(crashed.sum()), reports=int((crashed > 0).sum()))
        if crashed.sum()
        else word(
            "not_crashed",
            reports=int((audits["status"] == "audited").sum()),
            places=int(audits["not_assessable"].fillna(0).sum()),
            **{name: int(quality.cells[name].sum()) for name in ("cells", "blank", "odd")},
        )
    )
    rows = []
    for one in records(frame):
        parts = [
            Part("hatched", one.unassessed, word("partial")),
            Part("empty", one.reports - one.unassessed, word("full")),
        ]
        rows.append(
            [
                Cell(_kind(one.format, overview.language) or word("unknown")),
                Cell.bar(bar(parts, one.reports, _kind(one.format, overview.language))),
                *map(Cell.number, (one.reports, one.unassessed, one.blank, one.odd)),
            ]
        )
    unknown = quality.unknown
    names = listed((overview.report(one).text for one in unknown[:_FILES]), overview.language)
    return table(
        lead=lead,
        lead_class="critical" if crashed.sum() else "none",
        caption=word("formats"),
        key=legend([("hatched", word("partial")), ("empty", word("full"))]),
        columns=[
            *(word("format"), word("bar"), word("reports")),
            *(word(f"with_{name}") for name in ("unassessed", "blank", "odd")),
        ],
        rows=rows,
        more=word("unknown_quality", count=len(unknown), names=names) if unknown else "",
    )


def unassessed_html(overview: Overview, frame: pd.DataFrame) -> str:
    """The rules that could not be judged everywhere."""
    word = overview.word
    audits = int((overview.audits["status"] == "audited").sum())
    rows = [
        [
            Cell(overview.statement(one.rule) or one.rule, small=one.rule),
            Cell.number(one.reports),
            Cell.number(percent(one.reports, audits)),
            Cell.number(one.places),
        ]
        for one in records(frame.head(SOME))
    ]
    return table(
        caption=word("unassessed"),
        note=word("unassessed_note"),
        columns=[word("rule"), word("reports"), word("share"), word("places")],
        rows=rows,
        more=cut(overview, len(frame), SOME, 'quality(overview).frames["unassessed"]'),
        empty=word("all_assessed"),
    )


def cells_html(overview: Overview, frame: pd.DataFrame) -> str:
    """The reports with cells from which no figure could be read."""
    word = overview.word
    rows = [
        [
            overview.report(one.id),
            Cell(_kind(one.format, overview.language)),
            *(Cell.number(count) for count in (one.blank, one.odd, one.cells)),
        ]
        for one in records(frame.head(SOME))
    ]
    return table(
        caption=word("cells"),
        columns=[
            *(word("report"), word("format")),
            *(word(name) for name in ("blank", "odd", "all_cells")),
        ],
        rows=rows,
        more=cut(overview, len(frame), SOME, 'quality(overview).frames["cells"]'),
        empty=word("no_blank"),
    )


def unread_html(overview: Overview, frame: pd.DataFrame) -> str:
    """Why there is no audit of some reports, by reason, with the first files of each."""
    word = overview.word
    rows = []
    for one in records(frame.head(SOME)):
        status = AUDIT_STATUS[one.status][overview.language]
        shown = [overview.report(identifier) for identifier in one.ids[:_FILES]]
        for number, cell in enumerate(shown):
            head = [Cell(status), Cell(one.reason), Cell.number(one.reports)]
            rows.append([*(head if not number else [Cell(), Cell(), Cell()]), cell])
        if one.reports > _FILES:
            rest = word("more_files", count=one.reports - _FILES)
            rows.append([Cell(), Cell(), Cell(), Cell(small=rest)])
    return table(
        caption=word("unread"),
        columns=[word("status"), word("reason"), word("reports"), word("files")],
        rows=rows,
        more=cut(overview, len(frame), SOME, 'quality(overview).frames["unread"]'),
        empty=word("all_read"),
    )


def _kind(name: str, language: str) -> str:
    """What a kind of file is called."""
    return FORMAT.get(name, {language: name})[language]
