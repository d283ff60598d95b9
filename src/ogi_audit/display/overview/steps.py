"""The steps of the overview notebook after its first: each one call, shown as figures and tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ogi_audit.display.given import check_given
from ogi_audit.display.lists import table
from ogi_audit.display.overview import adding_up, counts, failing, reading
from ogi_audit.display.overview import copied as copying
from ogi_audit.display.overview import parents as summing
from ogi_audit.display.overview import rates as rating
from ogi_audit.display.overview import standing as lasting
from ogi_audit.display.overview import years as between
from ogi_audit.display.overview.folder import Overview
from ogi_audit.display.overview.units import UNITS, read_units
from ogi_audit.display.pages import style
from ogi_audit.resources import locate

PARAMETERS = ("folder", "language", "units")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Section:
    """What a step shows; ``frames`` has the same as tables, in full, to be sorted and searched."""

    name: str
    frames: Mapping[str, pd.DataFrame]
    html: str

    def __repr__(self) -> str:
        rows = ", ".join(f"{name}: {len(frame)}" for name, frame in self.frames.items())
        return f"<Section {self.name} ({rows})>"

    def _repr_html_(self) -> str:
        return style() + self.html


def check_parameters(names: Mapping[str, Any]) -> None:
    """Raise `ParameterError` if the notebook was given a parameter it does not have, or a bad value.

    ``names`` is the notebook's ``globals()``.
    """
    check_given(names, PARAMETERS)


def rules(overview: Overview) -> Section:
    """Show which rules fail most."""
    frame = counts.by_rule(overview.results, overview.quality, overview.texts)
    return _section(overview, "rules", {"rules": frame}, failing.rules_html(overview, frame))


def where(overview: Overview) -> Section:
    """Show at which level, in which region and in which year reports have findings."""
    audits = counts.audited(overview.results)
    groups = {name: counts.by_group(audits, name) for name in ("level", "region", "year")}
    heat = counts.level_by_year(audits)
    shown = [failing.groups_html(overview, name, frame) for name, frame in groups.items()]
    shown.insert(1, failing.heat_html(overview, heat))
    return _section(overview, "where", {**groups, "level_by_year": heat}, *shown)


def worst(overview: Overview) -> Section:
    """Show the reports with the most findings."""
    frame = counts.worst_reports(overview.results)
    return _section(overview, "worst", {"worst": frame}, failing.worst_html(overview, frame))


def rates(overview: Overview) -> Section:
    """Show in how many reports each rule fails by year, level and region, of those it was judged in."""
    frames = {
        name: rating.rates(overview.results, overview.quality, overview.texts, name)
        for name in rating.GROUPS
    }
    shown = (rating.rates_html(overview, name, frame) for name, frame in frames.items())
    return _section(overview, "rates", frames, *shown)


def copied(overview: Overview) -> Section:
    """Show who copied last year's text, and how many years in a row."""
    reports = copying.copied_reports(overview.results, overview.texts)
    agencies, by_year = copying.copying_agencies(reports), copying.copied_by_year(overview)
    frames = {"reports": reports, "agencies": agencies, "by_year": by_year}
    return _section(
        overview, "copied", frames, copying.copied_html(overview, reports, agencies, by_year)
    )


def standing(overview: Overview) -> Section:
    """Show the faults that come back year after year, the longest first."""
    frame = lasting.standing(overview.results)
    shown = lasting.standing_html(overview, frame)
    return _section(overview, "standing", {"standing": frame}, shown)


def parents(overview: Overview, units: str = "") -> Section:
    """Show where the figures of a government and the sum of its units' differ.

    ``units`` is a CSV file with the columns ``agency`` and ``parent``: all units of each government that
    is to be compared; by default ``units.csv`` of the folder, if there is one. Without it nothing is
    compared, as nothing else tells whether all are there. Raises `ParameterError` for what is no such
    file.
    """
    folder = locate(overview.folder)
    path = locate(units) if units else folder / UNITS
    if not units and not path.exists():
        return _section(overview, "parents", {}, adding_up.unlisted_html(overview))
    listed = read_units(path, units or UNITS)
    covered = summing.coverage(overview.results, listed)
    frame = summing.compared(folder, overview.results, listed, covered)
    return _section(
        overview,
        "parents",
        {"units": listed, "coverage": covered, "figures": frame},
        adding_up.parents_html(overview, covered, frame),
        adding_up.coverage_html(overview, covered),
    )


def years(overview: Overview) -> Section:
    """Show which reports were compared with last year's, and where the years break."""
    linked = between.links(overview.results, overview.quality, overview.texts)
    frames = {
        "links": linked,
        "by_year": between.links_by_year(linked),
        "chains": between.chains(linked),
        "gaps": between.gaps(linked),
    }
    return _section(
        overview,
        "years",
        frames,
        reading.links_html(overview, linked, frames["by_year"]),
        reading.chains_html(overview, frames["chains"]),
        reading.breaks_html(overview, linked),
        reading.aparts_html(overview, linked),
        reading.gaps_html(overview, frames["gaps"]),
    )


def quality(overview: Overview) -> Section:
    """Show what could not be judged, and what could not be read."""
    results, read = overview.results, overview.quality
    frames = {
        "formats": counts.by_format(results, read),
        "unassessed": counts.unassessed_by_rule(read),
        "cells": counts.least_readable(results, read),
        "unread": counts.unread_by_reason(results, overview.language),
    }
    shown = (
        reading.formats_html(overview, frames["formats"]),
        reading.unassessed_html(overview, frames["unassessed"]),
        reading.cells_html(overview, frames["cells"]),
        reading.unread_html(overview, frames["unread"]),
    )
    return Section("quality", frames, "\n".join(shown))


def _section(
    overview: Overview, name: str, frames: Mapping[str, pd.DataFrame], *shown: str
) -> Section:
    """A section about the reports that could be read, if there are any."""
    if not (overview.audits["status"] == "audited").any():
        shown = (table(empty=overview.word("nothing_audited")),)
    return Section(name, frames, "\n".join(shown))
