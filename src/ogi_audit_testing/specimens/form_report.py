"""Specimens of the rules on the report as a whole: title, period, publication, what it must say."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ogi_audit_testing.makers import Specimen, consistent, with_section
from ogi_audit_testing.specimens.case import DEPARTMENT, GOVERNMENT, Case, RuleSpecimens

NEXT = DEPARTMENT.year + 1


def titled(title: str) -> Case:
    """The department's report under another title."""
    return Case(replace(DEPARTMENT, title=title), "report")


def named(specimen: Specimen, agency: str) -> Specimen:
    """The same report of another agency."""
    return replace(
        specimen,
        agency=agency,
        title=specimen.title.replace(specimen.agency, agency),
        opening=tuple(text.replace(specimen.agency, agency) for text in specimen.opening),
        signature=agency,
    )


def said(specimen: Specimen, text: str) -> Specimen:
    """A report whose section six is this one sentence."""
    return with_section(specimen, "other_matters", paragraphs=(text,))


def silent(specimen: Specimen) -> Specimen:
    """A report of headings and tables only."""
    sections = tuple(replace(section, paragraphs=()) for section in specimen.sections)
    return replace(specimen, sections=sections)


SUBDISTRICT = named(DEPARTMENT, "和平街道办事处")

RULES = (
    RuleSpecimens(
        "form.title",
        passes=Case(DEPARTMENT, "report"),
        fails=(
            titled(f"{DEPARTMENT.year}年政府信息公开工作年度报告"),
            titled(f"{DEPARTMENT.agency}政府信息公开工作年度报告"),
            titled(f"{DEPARTMENT.agency}{DEPARTMENT.year}年政府信息公开年报"),
            titled(""),
        ),
        lacks=Case(replace(DEPARTMENT, title="", opening=()), "report"),
        lacks_status="failed",
    ),
    RuleSpecimens(
        "form.period",
        passes=Case(DEPARTMENT, "report"),
        fails=(
            Case(
                replace(
                    DEPARTMENT,
                    opening=tuple(
                        text.replace("年12月31日", "年11月30日") for text in DEPARTMENT.opening
                    ),
                ),
                "report",
            ),
            # Of ten years ago: the same but for one digit.
            Case(
                replace(
                    DEPARTMENT,
                    opening=tuple(
                        text.replace(
                            f"{DEPARTMENT.year}年1月1日", f"{DEPARTMENT.year - 10}年1月1日"
                        )
                        for text in DEPARTMENT.opening
                    ),
                ),
                "report",
            ),
        ),
        lacks=Case(replace(DEPARTMENT, opening=()), "report"),
    ),
    RuleSpecimens(
        "form.published",
        # The last day that the Regulations allow.
        passes=Case(replace(DEPARTMENT, date=dt.date(NEXT, 1, 31)), "report"),
        fails=(
            Case(replace(DEPARTMENT, date=dt.date(NEXT, 2, 1)), "report"),
            Case(replace(GOVERNMENT, date=dt.date(NEXT, 4, 1)), "report"),
        ),
        lacks=Case(replace(DEPARTMENT, date=None), "report"),
        also_passes=(Case(replace(GOVERNMENT, date=dt.date(NEXT, 3, 31)), "report"),),
        # The Regulations set no day for a subdistrict.
        exempt=(Case(replace(SUBDISTRICT, date=dt.date(NEXT, 4, 1)), "report"),),
    ),
    RuleSpecimens(
        "form.fees_reported",
        passes=Case(said(DEPARTMENT, "本年度没有收取信息处理费。"), "report"),
        fails=(
            Case(said(DEPARTMENT, "没有其他需要报告的事项。"), "report"),
            # Another kind of fee, which table two counts.
            Case(said(DEPARTMENT, "行政事业性收费情况见上表。"), "report"),
            Case(said(consistent(2, year=2021), "没有其他需要报告的事项。"), "report"),
        ),
        lacks=Case(with_section(DEPARTMENT, "other_matters", paragraphs=()), "report"),
        also_passes=tuple(
            Case(said(DEPARTMENT, text), "report")
            for text in ("信息处理费为零元。", "办理申请未收费。", "未收取任何费用。")
        ),
        # The year before such fees could be charged.
        exempt=(
            Case(
                said(consistent(2, edition="2019", year=2020), "没有其他需要报告的事项。"), "report"
            ),
        ),
    ),
    RuleSpecimens(
        "form.government_duties",
        passes=Case(GOVERNMENT, "report"),
        fails=tuple(
            Case(said(silent(GOVERNMENT), text), "report")
            for text in (
                "没有收取信息处理费；已委托开展社会评议；未发生责任追究。",
                "没有收取信息处理费；政务公开列入年度考核；未发生责任追究。",
                "没有收取信息处理费；政务公开列入年度考核；已委托开展社会评议。",
            )
        ),
        # Nothing tells whether a government reports.
        lacks=Case(
            replace(GOVERNMENT, title="政府信息公开工作年度报告", opening=(), signature=""),
            "report",
        ),
        also_passes=tuple(
            Case(said(silent(GOVERNMENT), f"没有收取信息处理费；{text}。"), "report")
            for text in (
                "政务公开列入年度考核；已委托开展社会评议；未发生责任追究",
                "已考核；群众满意度较上年提高；无一人被追责",
                "已考核；已评议；无一人被问责",
            )
        ),
        exempt=(Case(silent(DEPARTMENT), "report"),),
    ),
)
