"""Faults of the report as a whole: its title, period and date, and what it does not say."""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import replace

from ogi_audit_testing.corpus.case import Case
from ogi_audit_testing.corpus.draws import drawn
from ogi_audit_testing.makers import with_section

_DUTIES = re.compile("考核|评议|满意度|责任追究|追责|问责|追究")


def title(rng: random.Random, number: int, turn: int) -> Case:
    """A title without the year, without the agency, or in other words."""
    case = drawn(rng, number, vary=False)
    agency, year = case.specimen.agency, case.specimen.year
    text = (
        f"{agency}政府信息公开工作年度报告",
        f"{year}年政府信息公开工作年度报告",
        f"{agency}{year}年政府信息公开年报",
        f"{agency}{year}年度政府信息公开年度报告",
    )[turn % 4]
    specimen = replace(case.specimen, title=text)
    return case.planted("title", specimen, ("form.title", "report"), about=text)


def period(rng: random.Random, number: int, turn: int) -> Case:
    """Months left out at either end, or last year's period kept."""
    case = drawn(rng, number, vary=False)
    year = case.specimen.year

    def changed(text: str) -> str:
        if turn % 3 == 0:
            return text.replace("12月31日", "11月30日")
        if turn % 3 == 1:
            return text.replace("年1月1日", "年2月1日")
        return text.replace(str(year), str(year - 1))

    opening = tuple(map(changed, case.specimen.opening))
    specimen = replace(case.specimen, opening=opening)
    return case.planted("period", specimen, ("form.period", "report"), about=opening[0])


def late(rng: random.Random, number: int, turn: int) -> Case:
    """Published after the day that the Regulations set."""
    case = drawn(rng, number, departments=True)
    month = 4 if case.specimen.agency.endswith("政府") else 2
    day = dt.date(case.specimen.year + 1, rng.choice((month, month, 5, 6, 11)), rng.randint(1, 28))
    specimen = replace(case.specimen, date=day)
    return case.planted("late", specimen, ("form.published", "report"), about=str(day))


def fees_unsaid(rng: random.Random, number: int, turn: int) -> Case:
    """Section six without a word on fees for information processing."""
    case = drawn(rng, number, year=rng.randint(2021, 2025), vary=False)
    said = ("没有其他需要报告的事项。", "无。", "本年度行政事业性收费按规定上缴国库。")[turn % 3]
    specimen = with_section(case.specimen, "other_matters", paragraphs=(said,))
    may = frozenset({("form.government_duties", "report")})
    return case.planted(
        "fees unsaid", specimen, ("form.fees_reported", "report"), may=may, about=said
    )


def duties_unsaid(rng: random.Random, number: int, turn: int) -> Case:
    """A government's report without assessment, review or accountability."""
    case = drawn(rng, number, lambda c: c.specimen.agency.endswith("政府"))
    sections = tuple(
        replace(s, paragraphs=tuple(p for p in s.paragraphs if not _DUTIES.search(p)))
        for s in case.specimen.sections
    )
    specimen = replace(case.specimen, sections=sections)
    return case.planted("duties unsaid", specimen, ("form.government_duties", "report"))
