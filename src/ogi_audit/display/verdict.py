"""The verdict on a report in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ogi_audit.messages.audit import word


def verdict(result: Mapping[str, Any], language: str) -> str:
    """A machine-readable result in one line; what could not be checked is said, never passed over."""
    report, outcomes = result["report"], result["outcomes"]
    reviews = [finding["review"] or {} for finding in result["findings"]]
    counts = Counter(
        finding["severity"]
        for finding, review in zip(result["findings"], reviews, strict=True)
        if review.get("state") != "dismissed"
    )
    dismissed = len(reviews) - counts.total()
    unchecked = outcomes["not_assessable"] + outcomes["crashed"]
    agency = report["agency"] or word("agency_unknown", language)
    critical, warning, info = counts["critical"], counts["warning"], counts["info"]
    if language == "zh":
        year = f"{report['year']}年" if report["year"] else ""
        head = f"发现 {critical} 项严重问题" if critical else "未发现严重问题"
        rest = f"；{unchecked} 项无法核对" if unchecked else ""
        rest += f"；{dismissed} 项经复核不属实" if dismissed else ""
        return f"{agency}{year}：{head}，{warning} 项需说明，{info} 项提示{rest}。"
    year = f" {report['year']}" if report["year"] else ""
    head = f"{critical} critical" if critical else "nothing critical"
    checks = "check" if unchecked == 1 else "checks"
    rest = f"; {unchecked} {checks} could not be made" if unchecked else ""
    rest += f"; {dismissed} dismissed on review" if dismissed else ""
    return f"{agency}{year}: {head}, {warning} warning, {info} info{rest}."
