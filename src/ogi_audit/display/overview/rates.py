"""How many reports fail each rule, by year, level and region, of those in which it could be judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ogi_audit.batch.quality import Quality
from ogi_audit.batch.results import Results
from ogi_audit.display.lists import Cell, records, table
from ogi_audit.display.overview.counts import audited, by_group, by_rule, keys, open_findings
from ogi_audit.display.overview.failing import cut
from ogi_audit.display.overview.folder import Overview
from ogi_audit.display.overview.rule_texts import RuleText
from ogi_audit.messages.terms import LEVEL

GROUPS = ("year", "level", "region")
# A page is no wider and no longer: the frames have it all.
_COLUMNS, _RULES = 8, 10


def rates(
    results: Results,
    quality: Quality,
    texts: Mapping[str, RuleText],
    column: str,
    rules: Sequence[str] | None = None,
) -> pd.DataFrame:
    """One row a rule and a group: ``failed`` of ``assessed`` reports, ``rate``.

    The rules are those that failed somewhere if none are named.

    ``column`` is one of `GROUPS`. ``assessed`` is what `counts.by_rule` says, so that the groups of a
    rule add up to it; ``rate`` is missing where it is none. ``group`` is empty if not known. Rules that
    fail in the most reports come first, groups as `counts.by_group` has them.
    """
    audits = audited(results)
    group_of = pd.Series(keys(audits, column), index=audits["id"], dtype="object")
    with_previous = group_of[audits["previous"].notna().to_numpy()]
    found = open_findings(results)[["id", "rule"]].drop_duplicates()
    unjudged = quality.unassessed[["id", "rule"]].drop_duplicates()
    groups = by_group(audits, column)["group"]
    rows = []
    named = by_rule(results, quality, texts)["rule"].tolist() if rules is None else rules
    for rule in named:
        text = texts.get(rule)
        base = with_previous if text and text.needs_previous else group_of
        failing = group_of.reindex(found.loc[found["rule"] == rule, "id"])
        lost = unjudged.loc[unjudged["rule"] == rule, "id"]
        others = base[~base.index.isin(lost) & ~base.index.isin(failing.index)]
        failed, passed = failing.value_counts(), others.value_counts()
        for group in groups:
            count = int(failed.get(group, 0))
            rows.append((rule, group, count, count + int(passed.get(group, 0))))
    frame = pd.DataFrame(rows, columns=["rule", "group", "failed", "assessed"])
    frame["rate"] = (frame["failed"] / frame["assessed"].where(frame["assessed"] > 0)).astype(
        "Float64"
    )
    return frame


def rates_html(overview: Overview, column: str, frame: pd.DataFrame) -> str:
    """The rules that fail most against the groups, as shades; of regions those with the most reports."""
    word, language = overview.word, overview.language
    rules = list(dict.fromkeys(frame["rule"]))
    groups = list(dict.fromkeys(frame["group"]))
    sizes = dict(zip(*_sizes(overview, column), strict=True))
    if len(groups) > _COLUMNS:
        # The years come in order, and so do the last ones.
        shown = (
            groups[-_COLUMNS:]
            if column == "year"
            else sorted(groups, key=lambda group: (-sizes[group], group))[:_COLUMNS]
        )
        groups = [group for group in groups if group in shown]
    counts = {(one.rule, one.group): (one.failed, one.assessed) for one in records(frame)}
    rows = [
        [
            Cell(overview.statement(rule) or rule, small=rule),
            *(Cell.heat(*map(int, counts[rule, group])) for group in groups),
        ]
        for rule in rules[:_RULES]
    ]
    names = [LEVEL[group][language] if column == "level" else group for group in groups]
    hidden = max(len(rules) - _RULES, 0) * len(sizes) + min(len(rules), _RULES) * (
        len(sizes) - len(groups)
    )
    return table(
        caption=word(f"rates_{column}"),
        note=word("rates_note"),
        columns=[word("rule"), *(name or word("unknown") for name in names)],
        rows=rows,
        more=cut(overview, hidden, 0, f'rates(overview).frames["{column}"]'),
        empty=word("no_findings"),
    )


def _sizes(overview: Overview, column: str) -> tuple[list[str], list[int]]:
    grouped = by_group(audited(overview.results), column)
    return grouped["group"].tolist(), grouped["reports"].tolist()
