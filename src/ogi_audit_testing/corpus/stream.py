"""The stream of consistent reports: the same number is always the same report."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace

from ogi_audit_testing.corpus import agencies
from ogi_audit_testing.corpus.case import At, Case
from ogi_audit_testing.corpus.closing import other_matters, problems
from ogi_audit_testing.corpus.facts import Facts
from ogi_audit_testing.corpus.overview import overview
from ogi_audit_testing.corpus.previous import figures_before, report_before
from ogi_audit_testing.corpus.prose import Text, paragraphs, stated
from ogi_audit_testing.makers import LAYOUTS, VARIANTS, with_section
from ogi_audit_testing.makers.figures import compose, consistent
from ogi_audit_testing.makers.form import Edition

FAST = [name for name, layout in LAYOUTS.items() if not layout.needs and layout.suffix != ".pdf"]
PDF = [name for name, layout in LAYOUTS.items() if not layout.needs and layout.suffix == ".pdf"]
SLOW = [name for name, layout in LAYOUTS.items() if layout.needs and shutil.which(layout.needs)]

_EVERY_PDF = 17
_EVERY_SLOW = 400

_NOTES: dict[str, frozenset[At]] = {
    "long-headings": frozenset({("form.section_heading", "*")}),
    "bare-headings": frozenset({("form.section_heading", "*"), ("form.section_order", "*")}),
    "tables-last": frozenset({("form.section_heading", "*"), ("form.section_order", "*")}),
    "full-width": frozenset({("form.cell_notation", "*")}),
    "thousands": frozenset({("form.cell_notation", "*")}),
    "remark": frozenset({("form.cell_notation", "*")}),
}
"""What is rightly noted of a way to write; none of it is a fault of the figures or the words."""
_HEADING_2019 = "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"
# Puts paragraphs of section one under headings that need not be theirs.
_UNFIT = {"inner-headings"}
HARMLESS = [name for name in VARIANTS if name not in _NOTES and name not in _UNFIT]


def layout_of(number: int) -> str:
    """The layout of a case: all in turn, the slow ones now and then."""
    if SLOW and number % _EVERY_SLOW == 7:
        return SLOW[number // _EVERY_SLOW % len(SLOW)]
    if number % _EVERY_PDF == 3:
        return PDF[number // _EVERY_PDF % len(PDF)]
    return FAST[number % len(FAST)]


def clean(number: int, seed: int = 0) -> Case:
    """A consistent report: nothing critical and nothing of its narrative may be found."""
    rng = random.Random(f"clean {seed} {number}")
    case = report(rng, number, previous=rng.random() < 0.15)
    if case.previous:
        return case
    names = [*VARIANTS] if rng.random() < 0.5 else []
    name = rng.choice([n for n in names if n not in _UNFIT] or [""])
    return varied(case, name) if name else case


def varied(case: Case, name: str) -> Case:
    """The case written in another of the ways that are no fault."""
    return replace(
        case,
        specimen=VARIANTS[name](case.specimen),
        variant=name,
        may=case.may | _NOTES.get(name, frozenset()),
    )


def report(
    rng: random.Random,
    number: int,
    *,
    year: int | None = None,
    edition: Edition | None = None,
    size: str | None = None,
    shares: bool | None = None,
    departments: bool = False,
    previous: bool = False,
) -> Case:
    """A consistent report in the plainest way to write it; what is not asked for is drawn."""
    year = year or rng.choice((2019, 2020, 2021, 2022, 2023, 2024, 2025))
    agency = agencies.agency(rng)
    while departments and agency.due is None:
        agency = agencies.agency(rng)
    size = size or rng.choice(("empty", "small", "small", "medium", "medium", "medium", "large"))
    edition = edition or ("2019" if year < 2021 else "2021")
    figures = consistent(rng, edition=edition, size=size, year=year)  # type: ignore[arg-type]
    then = figures_before(rng, year, figures.cells) if previous else {}
    last_new = int(then["requests.new_received.total"] or 0) if then else None
    facts = Facts(rng, agency.name, year, figures.cells, last_new)
    text = {
        "overview": overview(facts, shares=shares),
        "problems": problems(facts),
        "other_matters": other_matters(facts),
    }
    specimen = replace(
        compose(
            agency.name,
            year,
            figures.cells,
            edition=edition,
            texts=paragraphs(text),
            opening=agencies.opening(rng, agency.name, year),
            date=agencies.date(rng, agency, year),
        ),
        title=agencies.title(rng, agency.name, year),
    )
    if edition == "2019":
        specimen = with_section(specimen, "disputes", heading=_HEADING_2019)
    last = report_before(rng, specimen, then) if then else None
    scope = frozenset(("narrative.scope", s.at) for *_, s in stated(text) if s.kind == "scope")
    return Case(number, "clean", specimen, layout_of(number), text=text, previous=last, may=scope)


def reworded(case: Case, text: Text) -> Case:
    """The case with another text."""
    sections = paragraphs(text)
    specimen = replace(
        case.specimen,
        sections=tuple(
            replace(section, paragraphs=sections.get(section.key, section.paragraphs))
            for section in case.specimen.sections
        ),
    )
    return replace(case, specimen=specimen, text=text)
