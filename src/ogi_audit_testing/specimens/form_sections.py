"""Specimens of the rules on the six sections: ``form.section*``."""

from __future__ import annotations

from dataclasses import replace

from ogi_audit_testing.makers import Section, Specimen, with_section, without_section
from ogi_audit_testing.makers.form import SECTIONS
from ogi_audit_testing.specimens.case import DEPARTMENT, Case, RuleSpecimens


def swapped(specimen: Specimen, first: str, second: str) -> Specimen:
    """Two sections in each other's place, each under its own number."""
    found = {section.key: section for section in specimen.sections}
    other = {first: second, second: first}
    order = tuple(found[other.get(section.key, section.key)] for section in specimen.sections)
    return replace(specimen, sections=order)


def repeated(specimen: Specimen, key: str) -> Specimen:
    """A section that comes again at the end, with words of its own."""
    again = Section(key, SECTIONS[key], ("另有少数事项正在梳理，拟于下年度集中整改。",))
    return replace(specimen, sections=(*specimen.sections, again))


NO_OVERVIEW = without_section(DEPARTMENT, "overview")
MISSING = frozenset({"form.sections"})
# No heading at all: the words run on and the tables stand alone.
NO_HEADINGS = replace(
    DEPARTMENT,
    sections=tuple(replace(section, heading="", paragraphs=()) for section in DEPARTMENT.sections),
)

RULES = (
    RuleSpecimens(
        "form.sections",
        passes=Case(DEPARTMENT, "overview"),
        fails=(
            Case(NO_OVERVIEW, "overview"),
            Case(repeated(DEPARTMENT, "problems"), "problems"),
        ),
        lacks=Case(NO_HEADINGS, "problems"),
        lacks_status="failed",
    ),
    RuleSpecimens(
        "form.section_order",
        passes=Case(DEPARTMENT, "problems"),
        fails=(
            Case(swapped(DEPARTMENT, "overview", "problems"), "overview"),
            Case(
                with_section(DEPARTMENT, "problems", heading="七、存在的主要问题及改进情况"),
                "problems",
            ),
            Case(
                with_section(DEPARTMENT, "problems", heading="六、存在的主要问题及改进情况"),
                "problems",
            ),
        ),
        lacks=Case(NO_OVERVIEW, "overview", also=MISSING),
    ),
    RuleSpecimens(
        "form.section_heading",
        passes=Case(DEPARTMENT, "overview"),
        fails=(Case(with_section(DEPARTMENT, "overview", heading="一、基本情况"), "overview"),),
        lacks=Case(NO_OVERVIEW, "overview", also=MISSING),
    ),
    RuleSpecimens(
        "form.section_empty",
        passes=Case(with_section(DEPARTMENT, "other_matters", paragraphs=("无",)), "other_matters"),
        fails=(
            Case(with_section(DEPARTMENT, "problems", paragraphs=("无。",)), "problems"),
            Case(with_section(DEPARTMENT, "other_matters", paragraphs=()), "other_matters"),
        ),
        lacks=Case(without_section(DEPARTMENT, "problems"), "problems", also=MISSING),
    ),
)
