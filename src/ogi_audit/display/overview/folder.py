"""An output folder on the auditor's desk: its audits, their findings, and how they could be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from ogi_audit.batch.columns import SEVERITIES
from ogi_audit.batch.manifest import MANIFEST, Manifest
from ogi_audit.batch.quality import Quality, load_quality
from ogi_audit.batch.results import Results, load_results
from ogi_audit.batch.sound_records import is_sound
from ogi_audit.display.lists import Cell, percent, table
from ogi_audit.display.overview.counts import audited, worst_of
from ogi_audit.display.overview.rule_texts import RuleText, rule_texts
from ogi_audit.display.pages import style
from ogi_audit.errors import ParameterError
from ogi_audit.messages.corpus import CORPUS
from ogi_audit.messages.overview import OVERVIEW
from ogi_audit.messages.terms import AUDIT_STATUS, SEVERITY
from ogi_audit.resources import locate

_WORDS = OVERVIEW | CORPUS


@dataclass(frozen=True, repr=False, eq=False)
class Overview:
    """The audits of a folder; shown as the totals. ``folder`` is as it was named."""

    folder: str
    language: str
    results: Results
    quality: Quality
    texts: Mapping[str, RuleText]

    @property
    def audits(self) -> pd.DataFrame:
        """One row an audit; see `ogi_audit.batch.results.Results`."""
        return self.results.audits

    @property
    def findings(self) -> pd.DataFrame:
        """One row a finding, in all columns; of a country's reports they take gigabytes."""
        return self.results.findings

    @property
    def counted(self) -> pd.DataFrame:
        """One row a finding, in the columns that are counted, however many there are."""
        return self.results.counted

    def word(self, key: str, **fields: object) -> str:
        """One phrase of the overview."""
        return _WORDS[key][self.language].format(**fields)

    def statement(self, rule: str) -> str:
        """What a rule demands; nothing for one whose suite is not there any more."""
        return self.texts[rule].statement[self.language] if rule in self.texts else ""

    def report(self, identifier: str) -> Cell:
        """A report by its name, with a link to its audit where there is a page."""
        name, has_page = self._pages[identifier]
        # A path of this machine would lead nowhere on another.
        is_near = has_page and not Path(self.folder).expanduser().is_absolute()
        place = "" if self.folder in ("", ".") else f"{quote(self.folder.rstrip('/'))}/"
        return Cell(name, href=f"{place}{quote(identifier, safe='')}.html" if is_near else "")

    @cached_property
    def _pages(self) -> dict[str, tuple[str, bool]]:
        """By id, how a report is called and whether its audit has a page."""
        names = {}
        for identifier, agency, year, source, outputs in zip(
            *(self.audits[name] for name in ("id", "agency", "year", "source", "outputs")),
            strict=True,
        ):
            known = [str(part) for part in (agency, year) if not pd.isna(part)]
            name = " ".join(known) if not pd.isna(agency) else str(source)
            names[str(identifier)] = (name, "html" in str(outputs).split())
        return names

    def __repr__(self) -> str:
        return f"<Overview of {len(self.audits)} audits, {len(self.counted)} findings>"

    def _repr_html_(self) -> str:
        return style() + _totals(self)


def load(folder: str, *, language: str = "zh") -> Overview:
    """Read the results of an output folder.

    Raises `ParameterError` if it is none, and `RenderError` if its manifest cannot be read.
    """
    path = locate(folder)
    if not (path / MANIFEST).is_file():
        raise ParameterError("value", "folder", value=folder, expected=f"…/{MANIFEST}")
    records = Manifest(path).read()
    results = load_results(path, records)
    sound = filter(is_sound, records.values())
    suites = {str(record.parameters.get("suites") or "") for record in sound}
    return Overview(
        folder,
        language,
        results,
        load_quality(path, audited(results)["id"], set(results.audits["id"]) - set(records)),
        rule_texts(path / name for name in sorted(suites - {""})),
    )


def _totals(overview: Overview) -> str:
    audits, word = overview.audits, overview.word
    if audits.empty:
        return table(lead=word("nothing"))
    read = audited(overview.results)
    statuses = audits["status"].tolist()
    worst = worst_of(read)
    counts = {status: statuses.count(status) for status in AUDIT_STATUS}
    critical = worst.count("critical")
    lead = word(
        "verdict",
        reports=len(audits),
        critical=critical,
        share=percent(critical, len(read)),
        none=worst.count("none"),
        **counts,
    )
    language = overview.language
    sums = {name: int(read[name].fillna(0).sum()) for name in (*SEVERITIES, "dismissed")}
    years = sorted(int(year) for year in read["year"].dropna().unique())
    span = "—" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    facts = [
        (word("reports"), len(audits)),
        *(
            (word("reports_of", status=AUDIT_STATUS[status][language]), count)
            for status, count in counts.items()
        ),
        (word("agencies"), read["agency"].nunique()),
        (word("span"), span),
        *(
            (word("findings_of", severity=SEVERITY[severity][language]), sums[severity])
            for severity in SEVERITIES
        ),
        (word("dismissed"), sums["dismissed"]),
    ]
    is_worst = "critical" if critical or counts["failed"] else "warning" if sums["warning"] else ""
    return table(
        lead=lead,
        lead_class=is_worst or "none",
        caption=word("totals"),
        columns=[name for name, _ in facts],
        rows=[[Cell.number(value) for _, value in facts]],
    )
