"""What fails: which rules, where, and in which reports."""

from __future__ import annotations

import pandas as pd

from ogi_audit.batch.columns import SEVERITIES
from ogi_audit.display.charts import Part, bar, legend
from ogi_audit.display.lists import MOST, Cell, percent, records, table
from ogi_audit.display.overview.counts import WORST
from ogi_audit.display.overview.folder import Overview
from ogi_audit.messages.audit import word as name_of
from ogi_audit.messages.punctuation import MARKS, listed
from ogi_audit.messages.terms import LEVEL, SEVERITY

_FILL = dict(zip(WORST, ("dark", "hatched", "dotted", "empty"), strict=True))
_GROUPS = 30


def rules_html(overview: Overview, frame: pd.DataFrame) -> str:
    """The rules that failed, each with a bar of the reports that it failed in."""
    word, language = overview.word, overview.language
    most = int(frame["reports"].max()) if len(frame) else 0
    rows = []
    for one in records(frame.head(MOST)):
        severity = SEVERITY[one.severity][language]
        part = Part(_FILL[one.severity], one.reports, word("failed_reports"))
        rows.append(
            [
                Cell(overview.statement(one.rule) or one.rule, small=one.rule),
                Cell(severity, classes="ogi-severity"),
                Cell.bar(bar([part], most, one.rule)),
                Cell.number(one.reports),
                Cell.number(one.assessed),
                Cell.number(percent(one.reports, one.assessed)),
                Cell.number(one.findings),
            ]
        )
    never = [rule for rule in overview.texts if rule not in set(frame["rule"])]
    return table(
        caption=word("rules"),
        note=word("rules_note"),
        key=legend((_FILL[severity], SEVERITY[severity][language]) for severity in SEVERITIES),
        columns=[
            word("rule"),
            name_of("severity", language),
            *(word(name) for name in ("bar", "failed_reports", "assessed", "share", "findings")),
        ],
        rows=rows,
        more=cut(overview, len(frame), MOST, 'rules(overview).frames["rules"]')
        or (
            word("rules_never", count=len(never), names=listed(sorted(never), language))
            if never
            else ""
        ),
        empty=word("no_findings"),
    )


def groups_html(overview: Overview, column: str, frame: pd.DataFrame) -> str:
    """The reports of each group by their worst finding, as bars of equal length."""
    word, language = overview.word, overview.language
    rows = []
    for one in records(frame.head(_GROUPS)):
        name = _group(one.group, column, overview)
        parts = [Part(_FILL[worst], getattr(one, worst), word(f"worst_{worst}")) for worst in WORST]
        rows.append(
            [
                Cell(name),
                Cell.bar(bar(parts, one.reports, name)),
                Cell.number(one.reports),
                *(Cell.number(getattr(one, worst)) for worst in WORST),
                Cell.number(percent(one.critical, one.reports)),
            ]
        )
    return table(
        caption=f"{word(f'by_{column}')}{MARKS[language].colon}{word('where')}",
        note=word("region_note") if column == "region" else "",
        key=legend((_FILL[worst], word(f"worst_{worst}")) for worst in WORST),
        columns=[
            word(column),
            word("bar"),
            word("reports"),
            *(SEVERITY[worst][language] for worst in SEVERITIES),
            word("worst_none"),
            word("critical_share"),
        ],
        rows=rows,
        more=cut(overview, len(frame), _GROUPS, f'where(overview).frames["{column}"]'),
    )


def heat_html(overview: Overview, frame: pd.DataFrame) -> str:
    """Levels against years: how many of how many reports have critical findings."""
    word = overview.word
    years = sorted(frame["year"].unique(), key=lambda year: year or "~")
    counts = {
        (one.level, one.year): (int(one.critical), int(one.reports)) for one in records(frame)
    }
    rows = []
    for level in dict.fromkeys(frame["level"]):
        own = [counts.get((level, year), (0, 0)) for year in years]
        total = (sum(critical for critical, _ in own), sum(reports for _, reports in own))
        rows.append(
            [
                Cell(LEVEL[level][overview.language]),
                *(Cell.heat(critical, reports) for critical, reports in own),
                Cell.heat(*total),
            ]
        )
    return table(
        caption=word("level_by_year"),
        columns=[word("level"), *(year or word("unknown") for year in years), word("total")],
        rows=rows,
    )


def worst_html(overview: Overview, frame: pd.DataFrame) -> str:
    """The reports with the most findings, each leading to its audit."""
    word, language = overview.word, overview.language
    rows = [
        [
            Cell.number(number),
            overview.report(one.id),
            Cell(LEVEL[one.level][language]),
            *(Cell.number(getattr(one, severity)) for severity in SEVERITIES),
            Cell.number(one.not_assessable),
            Cell(one.format),
        ]
        for number, one in enumerate(records(frame.head(MOST)), 1)
    ]
    return table(
        caption=word("worst"),
        note=word("worst_note"),
        columns=[
            "#",
            word("report"),
            word("level"),
            *(SEVERITY[severity][language] for severity in SEVERITIES),
            word("unjudged"),
            word("format"),
        ],
        rows=rows,
        more=cut(overview, len(frame), MOST),
        empty=word("no_findings"),
    )


def cut(overview: Overview, length: int, most: int, frame: str = "") -> str:
    """What is said below a table that was cut; ``frame`` has it all if the summaries do not."""
    if length <= most:
        return ""
    key = "more_in_frame" if frame else "more"
    return overview.word(key, count=length - most, frame=frame)


def _group(group: str, column: str, overview: Overview) -> str:
    name = LEVEL[group][overview.language] if column == "level" else group
    return name or overview.word("unknown")
