"""Faults of the six sections: missing, twice, out of order, misnamed, empty."""

from __future__ import annotations

import random
from dataclasses import replace

from ogi_audit_testing.corpus.case import At, Case
from ogi_audit_testing.corpus.draws import drawn
from ogi_audit_testing.corpus.stream import layout_of
from ogi_audit_testing.makers import Section, form, with_section, without_section

_KEYS = tuple(form.SECTIONS)
# Here Word counts the sections itself: where one is missing, those after it have the wrong number,
# and a number cannot be wrong on its own.
_NUMBERED = "docx-numbered"
# What the words of section six may have been alone to say.
_DUTIES = frozenset({("form.government_duties", "report")})


def section_missing(rng: random.Random, number: int, turn: int) -> Case:
    """Each section in turn, with its table."""
    key = _KEYS[turn % len(_KEYS)]
    case = drawn(rng, number)
    must: list[At] = [("form.sections", key)]
    if key in form.TABLES:
        must.append(("form.table_missing", key))
    may = set(_DUTIES if key in ("other_matters", "overview") else ())
    if case.layout == _NUMBERED:
        may |= {("form.section_order", later) for later in _KEYS[_KEYS.index(key) :]}
    specimen = without_section(case.specimen, key)
    return case.planted("section missing", specimen, *must, may=frozenset(may), about=key)


def section_twice(rng: random.Random, number: int, turn: int) -> Case:
    """A section in words that comes again at the end."""
    key = ("overview", "problems", "other_matters")[turn % 3]
    case = drawn(rng, number)
    again = Section(key, form.SECTIONS[key], ("另有少数事项正在梳理，拟于下年度集中整改。",))
    specimen = replace(case.specimen, sections=(*case.specimen.sections, again))
    return case.planted("section twice", specimen, ("form.sections", key), about=key)


def order_changed(rng: random.Random, number: int, turn: int) -> Case:
    """Two sections in each other's place, each under its own number."""
    first, second = rng.sample(_KEYS, 2)
    case = drawn(rng, number)
    found = {section.key: section for section in case.specimen.sections}
    other = {first: second, second: first}
    sections = tuple(found[other.get(key, key)] for key in _KEYS)
    wrong = frozenset(("form.section_order", key) for key in (first, second))
    low, high = sorted(map(_KEYS.index, (first, second)))
    # Of three in reverse any one may be taken to be in its place.
    between = _KEYS[low + 1 : high] if high == low + 2 else ()
    may = frozenset(("form.section_order", key) for key in between)
    specimen = replace(case.specimen, sections=sections)
    return case.planted("order changed", specimen, wrong, may=may, about=f"{first} <-> {second}")


def heading_number(rng: random.Random, number: int, turn: int) -> Case:
    """A heading with another section's number."""
    key = ("overview", "problems", "other_matters")[turn % 3]
    number += layout_of(number) == _NUMBERED
    case = drawn(rng, number)
    heading = "七" + form.SECTIONS[key][1:]
    specimen = with_section(case.specimen, key, heading=heading)
    return case.planted("heading number", specimen, ("form.section_order", key), about=heading)


_OTHER_WORDS = {
    "overview": "一、基本情况",
    "problems": "五、存在问题和改进措施",
    "other_matters": "六、需要报告的其他事项",
}


def heading_words(rng: random.Random, number: int, turn: int) -> Case:
    """A heading in words of the agency's own."""
    key = tuple(_OTHER_WORDS)[turn % 3]
    case = drawn(rng, number)
    specimen = with_section(case.specimen, key, heading=_OTHER_WORDS[key])
    return case.planted(
        "heading words", specimen, ("form.section_heading", key), about=_OTHER_WORDS[key]
    )


def section_empty(rng: random.Random, number: int, turn: int) -> Case:
    """A section with nothing in it, or with a bare 无 where that is no answer."""
    key, said = (
        ("problems", ("无。",)),
        ("overview", ("无",)),
        ("other_matters", ()),
    )[turn % 3]
    case = drawn(rng, number)
    may = frozenset() if key == "problems" else _DUTIES
    specimen = with_section(case.specimen, key, paragraphs=said)
    return case.planted("section empty", specimen, ("form.section_empty", key), may=may, about=key)
