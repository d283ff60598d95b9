"""A made-up county, its units and three years of their reports, with faults that are known.

The bureau of finance makes the same slip each year, that of education copies its text, the town has no
report of the first year; the county's figures are the sum of its units', and its own in the last year.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ogi_audit_testing.corpus.previous import figures_before, report_before
from ogi_audit_testing.makers import form
from ogi_audit_testing.makers.alter import with_cell
from ogi_audit_testing.makers.figures import Specimen, compose, consistent

COUNTY = "云岭省沂川市安原县人民政府"
FINANCE, EDUCATION, TOWN = "安原县财政局", "安原县教育局", "安原县河湾镇人民政府"
UNITS = tuple(f"云岭省沂川市{name}" for name in (FINANCE, EDUCATION, TOWN))
YEARS = (2022, 2023, 2024)
SLIP = "requests.new_received.business"
_Cells = Mapping[str, str | None]


def county() -> dict[tuple[str, int], Specimen]:
    """All reports by agency and year."""
    rng = random.Random(20)
    figures = {(unit, year): cells for unit in UNITS for year, cells in _figures(rng)}
    own = dict(consistent(rng, size="small", year=YEARS[-1]).cells)
    for column, _ in form.REQUEST_COLUMNS:
        # What it took over would have to be in its report of the year before.
        taken = int(own[f"requests.carried_in.{column}"] or 0)
        own[f"requests.carried_in.{column}"] = "0"
        received = f"requests.new_received.{column}"
        own[received] = str(int(own[received] or 0) + taken)
    for year in YEARS:
        parts = [figures[unit, year] for unit in UNITS if year > YEARS[0] or unit != UNITS[2]]
        figures[COUNTY, year] = _summed([*parts, own] if year == YEARS[-1] else parts)
    made: dict[tuple[str, int], Specimen] = {}
    for agency in (COUNTY, *UNITS):
        later = compose(agency, YEARS[-1] + 1, figures[agency, YEARS[-1]], texts=_none())
        for year in reversed(YEARS):
            specimen = report_before(rng, later, figures[agency, year])
            if FINANCE in agency:
                wrong = int(specimen.cells[SLIP] or 0) + 1
                specimen = with_cell(specimen, SLIP, str(wrong))
            if EDUCATION in agency and year < YEARS[-1]:
                specimen = _with_words_of(later, specimen)
            made[agency, year] = later = specimen
    del made[UNITS[2], YEARS[0]]
    return dict(sorted(made.items()))


def _figures(rng: random.Random) -> Iterator[tuple[int, _Cells]]:
    """The figures of a unit, from the last year back; each year continues the one before."""
    cells: _Cells = consistent(rng, size="small", year=YEARS[-1]).cells
    yield YEARS[-1], cells
    for year in reversed(YEARS[:-1]):
        cells = figures_before(rng, year + 1, cells)
        yield year, cells


def _summed(parts: list[_Cells]) -> _Cells:
    keys = list(parts[0])
    return {key: _written(sum(float(part[key] or 0) for part in parts)) for key in keys}


def _written(value: float) -> str:
    return str(int(value)) if value.is_integer() else f"{value:.2f}"


def _with_words_of(later: Specimen, specimen: Specimen) -> Specimen:
    """The report with the next year's sections 一 and 五, their year changed."""
    said = {
        section.key: tuple(
            text.replace(str(later.year), str(specimen.year)) for text in section.paragraphs
        )
        for section in later.sections
        if section.key in ("overview", "problems")
    }
    sections = tuple(
        replace(one, paragraphs=said.get(one.key, one.paragraphs)) for one in specimen.sections
    )
    return replace(specimen, sections=sections)


def _none() -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(form.SECTIONS, ())
