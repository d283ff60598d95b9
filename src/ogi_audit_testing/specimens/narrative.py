"""Specimens of the rules that hold the words against the tables: ``narrative.*``."""

from __future__ import annotations

from decimal import Decimal

from ogi_audit_testing.makers import Specimen, blank, consistent, with_section
from ogi_audit_testing.makers.narrative import share
from ogi_audit_testing.specimens.case import DEPARTMENT, Case, RuleSpecimens

NEW = int(DEPARTMENT.cells["requests.new_received.total"] or 0)
CLOSED = int(DEPARTMENT.cells["requests.closed_total.total"] or 0)
GRANTED = int(DEPARTMENT.cells["requests.granted.total"] or 0)
SHARE = share(GRANTED, CLOSED)


def saying(text: str, specimen: Specimen = DEPARTMENT) -> Specimen:
    """A report whose section one is this one sentence."""
    return with_section(specimen, "overview", paragraphs=(text,))


def received(number: int, whose: str = "") -> Specimen:
    return saying(f"{whose}全年新收政府信息公开申请{number}件。")


def granted(percent: Decimal, whose: str = "") -> Specimen:
    return saying(
        f"{whose}全年办结政府信息公开申请{CLOSED}件，其中予以公开{GRANTED}件，占{percent}%。"
    )


def listed(rest: str) -> Specimen:
    return saying(f"全年发布信息100条，其中动态信息60条、文件信息30条{rest}。")


def fees(text: str, specimen: Specimen = DEPARTMENT) -> Specimen:
    """A report whose section six says this of fees."""
    return with_section(specimen, "other_matters", paragraphs=(text,))


def with_unpaid_fees(unpaid: bool) -> Specimen:
    """A report with, or without, requests that were closed because a fee was not paid."""
    return next(
        specimen
        for specimen in (consistent(seed, year=2024) for seed in range(100))
        if (specimen.cells["requests.other.fee_overdue.total"] != "0") is unpaid
    )


NO_NOTICE = "没有收取信息处理费，也未发出收费通知。"

RULES = (
    RuleSpecimens(
        "narrative.count",
        passes=Case(received(NEW), "new_received"),
        fails=(
            Case(received(NEW + 1), "new_received"),
            Case(received(NEW - 1), "new_received"),
        ),
        lacks=Case(blank(received(NEW), "requests.new_received.total"), "new_received"),
        exempt=(Case(received(NEW + 1, "全市"), "new_received"),),
    ),
    RuleSpecimens(
        "narrative.scope",
        passes=Case(received(NEW, "全市"), "new_received"),
        fails=(
            Case(received(NEW + 1, "全市"), "new_received"),
            Case(received(NEW - 1, "全市"), "new_received"),
        ),
        lacks=Case(blank(received(NEW, "全市"), "requests.new_received.total"), "new_received"),
        exempt=(Case(received(NEW + 1), "new_received"),),
    ),
    RuleSpecimens(
        "narrative.share",
        passes=Case(granted(SHARE), "granted"),
        fails=(Case(granted(SHARE + 1), "granted"), Case(granted(SHARE - 1), "granted")),
        # The text's own figures agree with no share: only the table could bear the sentence out.
        lacks=Case(blank(granted(SHARE + 1), "requests.granted.total"), "granted"),
        exempt=(Case(granted(SHARE + 1, "全市"), "granted"),),
    ),
    RuleSpecimens(
        "narrative.parts",
        passes=Case(listed("、其他信息10条"), "overview"),
        fails=(
            Case(listed("、其他信息11条"), "overview"),
            Case(listed("、其他信息9条"), "overview"),
        ),
        # A list that may leave parts out has no sum to hold.
        lacks=Case(listed(""), "overview"),
        lacks_status="not_applicable",
    ),
    RuleSpecimens(
        "narrative.fees",
        passes=Case(fees(NO_NOTICE, with_unpaid_fees(False)), "other_matters"),
        fails=(
            Case(fees("没有收取信息处理费。本年度收取信息处理费380元。"), "other_matters"),
            Case(fees(NO_NOTICE, with_unpaid_fees(True)), "other_matters"),
        ),
        lacks=Case(fees("没有其他需要报告的事项。"), "other_matters"),
        # Nothing is said of notices, so the tables have nothing to gainsay.
        also_passes=(Case(fees("没有收取信息处理费。", with_unpaid_fees(True)), "other_matters"),),
    ),
)
