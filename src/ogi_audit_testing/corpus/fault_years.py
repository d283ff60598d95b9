"""Faults between two years: what was carried on, documents in force, words copied."""

from __future__ import annotations

import random
from dataclasses import replace

from ogi_audit_testing.corpus.case import Case
from ogi_audit_testing.corpus.draws import drawn
from ogi_audit_testing.corpus.prose import paragraphs
from ogi_audit_testing.makers import form, with_cell
from ogi_audit_testing.makers.figures import Specimen


def _pair(rng: random.Random, number: int) -> tuple[Case, Specimen]:
    case = drawn(rng, number, year=rng.randint(2022, 2025), previous=True, vary=False)
    assert case.previous is not None
    return case, case.previous


def _higher(last: Specimen, key: str, by: int) -> Specimen:
    return with_cell(last, key, str(int(last.cells[key] or 0) + by))


def carried(rng: random.Random, number: int, turn: int) -> Case:
    """This year took over something else than last year's report carried on."""
    case, last = _pair(rng, number)
    column = form.REQUEST_COLUMNS[turn % len(form.REQUEST_COLUMNS)][0]
    last = _higher(last, f"requests.carried_out.{column}", rng.choice((1, 2, 9)))
    case = case.planted("years carried", case.specimen, ("years.carried", column), about=column)
    return replace(case, previous=last)


def in_force(rng: random.Random, number: int, turn: int) -> Case:
    """Documents in force that last year's, those issued and those repealed do not lead to."""
    case, last = _pair(rng, number)
    kind = ("regulations", "normative_documents")[turn % 2]
    last = _higher(last, f"disclosure.{kind}.in_force", rng.choice((1, 3, 10)))
    case = case.planted("years in force", case.specimen, ("years.in_force", kind), about=kind)
    return replace(case, previous=last)


def copied(rng: random.Random, number: int, turn: int) -> Case:
    """Last year's words with the year changed."""
    case, last = _pair(rng, number)
    key = ("overview", "problems")[turn % 2]
    year = case.specimen.year
    said = tuple(text.replace(str(year), str(year - 1)) for text in paragraphs(case.text)[key])
    sections = tuple(
        replace(section, paragraphs=said) if section.key == key else section
        for section in last.sections
    )
    case = case.planted("years copied", case.specimen, ("years.copied", key), about=key)
    return replace(case, previous=replace(last, sections=sections))
