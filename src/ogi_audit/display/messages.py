"""Every word that displays add to what suites, form and errors say, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

SEVERITY = {
    "critical": {"zh": "严重", "en": "critical"},
    "warning": {"zh": "需说明", "en": "warning"},
    "info": {"zh": "提示", "en": "info"},
}
STATUS = {
    "passed": {"zh": "通过", "en": "passed"},
    "failed": {"zh": "未通过", "en": "failed"},
    "not_assessable": {"zh": "无法核对", "en": "not assessable"},
    "not_applicable": {"zh": "不适用", "en": "not applicable"},
    "crashed": {"zh": "程序出错", "en": "crashed"},
}
STRENGTH = {
    "statute": {"zh": "法定要求", "en": "statute"},
    "national_form": {"zh": "国家格式要求", "en": "national form"},
    "form_identity": {"zh": "表内勾稽关系", "en": "identity of the form"},
    "logical": {"zh": "逻辑要求", "en": "logical"},
}
EDITION = {
    "2019": {"zh": "2019年格式", "en": "2019 form"},
    "2021": {"zh": "2021年格式", "en": "2021 form"},
    "mixed": {"zh": "新旧格式混用", "en": "mixture of forms"},
}
REVIEW_STATE = {
    "open": {"zh": "未复核", "en": "not reviewed"},
    "confirmed": {"zh": "属实", "en": "confirmed"},
    "dismissed": {"zh": "不属实", "en": "dismissed"},
    "reopened": {"zh": "需重新复核", "en": "reopened"},
}
REVIEW = {
    "caption": {"zh": "复核意见（{name}）", "en": "Reviews ({name})"},
    "state": {"zh": "复核", "en": "Review"},
    "reason": {"zh": "理由", "en": "Reason"},
    "reviewer": {"zh": "复核人", "en": "Reviewer"},
    "fingerprint": {"zh": "指纹", "en": "Fingerprint"},
    "verdict": {"zh": "结论", "en": "Verdict"},
    "take_back": {"zh": "撤回", "en": "take back"},
    "save": {"zh": "保存", "en": "Save"},
    "choose": {"zh": "请先选择结论。", "en": "Choose a verdict first."},
    "saved": {
        "zh": "已保存到 {name}。从头运行笔记本，结论和 JSON 随之更新。",
        "en": "Saved in {name}. Run the notebook from its start to update the verdict and the JSON.",
    },
    "previously": {"zh": "内容已变，此前：{verdict}", "en": "it has changed; before: {verdict}"},
}
_WORDS = {
    "agency": {"zh": "机关", "en": "Agency"},
    "agency_unknown": {"zh": "（机关不明）", "en": "(agency unknown)"},
    "at": {"zh": "对象", "en": "At"},
    "basis": {"zh": "依据", "en": "Basis"},
    "blank": {"zh": "空", "en": "blank"},
    "edition": {"zh": "格式", "en": "Form"},
    "evidence": {"zh": "佐证", "en": "Evidence"},
    "expected": {"zh": "应为", "en": "Expected"},
    "file": {"zh": "文件", "en": "File"},
    "finding": {"zh": "问题", "en": "Finding"},
    "form_identity_note": {
        "zh": "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "en": "(In each column: I plus II equals III plus IV)",
    },
    "formats": {"zh": "文件类型", "en": "Format"},
    "legend": {
        "zh": "标记：≠ 勾稽不符（整行或整列着色）；→ 可能填错，箭头后为能使勾稽成立的数；空 未填；"
        "！ 填写不规范；？ 位置无法判断；缺 没有该行。",
        "en": "Marks: ≠ an identity fails (its row or column is shaded); → may be wrong, with the figure "
        "that would mend the identities; blank: not filled in; ! not a plain figure; ? cannot be "
        "placed; missing: no such row.",
    },
    "legal_persons": {"zh": "法人或其他组织", "en": "legal persons and other organisations"},
    "missing": {"zh": "缺", "en": "missing"},
    "none": {"zh": "没有发现问题。", "en": "Nothing was found."},
    "not_audited": {
        "zh": "文件无法读取，未作核对。",
        "en": "The file could not be read: nothing was checked.",
    },
    "observed": {"zh": "填报", "en": "Observed"},
    "outcomes": {"zh": "核对结果", "en": "Outcomes"},
    "overlay": {"zh": "本地规则集", "en": "Local suites"},
    "packages": {"zh": "软件版本", "en": "Versions"},
    "place": {"zh": "位置", "en": "Place"},
    "previous": {"zh": "上年报告", "en": "Last year's report"},
    "published": {"zh": "公布日期", "en": "Published"},
    "review": {"zh": "复核", "en": "Review"},
    "requesters": {"zh": "申请人情况", "en": "Requesters"},
    "change": {"zh": "填报 → 建议", "en": "Written → proposed"},
    "rank": {"zh": "次序", "en": "Rank"},
    "resolves": {"zh": "可消除的问题", "en": "Would mend"},
    "several_previous": {
        "zh": "同一机关上一年的报告不止一份且数字不同，未与上年核对；请用 --previous 指定",
        "en": "several differing reports of the same agency's last year: not compared; "
        "name one with --previous",
    },
    "severity": {"zh": "程度", "en": "Severity"},
    "suites": {"zh": "规则集 SHA-256", "en": "Suites SHA-256"},
    "support": {"zh": "佐证", "en": "What speaks for it"},
    "suspect": {"zh": "可能填错的格", "en": "Cell"},
    "suspects": {"zh": "可能填错的格", "en": "Cells that may be wrong"},
    "suspects_complete": {
        "zh": "改动最少的全部可能，先按正文和上年报告的佐证、再按数字笔误和改动大小排列；"
        "供核查参考，不是更正",
        "en": "every smallest change that mends the identities, ordered by what the text and last year's "
        "report say, then by digit slips and size; a suggestion, not a correction",
    },
    "suspects_cut": {
        "zh": "改动最少的可能太多，只列出一部分；供核查参考，不是更正",
        "en": "too many smallest changes: only some are listed; a suggestion, not a correction",
    },
    "suspects_stopped": {
        "zh": "查找超时，可能还有其他；供核查参考，不是更正",
        "en": "the time was up: there may be others; a suggestion, not a correction",
    },
    "suspects_none": {
        "zh": "部分勾稽关系无法靠改动单元格全部成立",
        "en": "no whole numbers mend all the identities",
    },
    "title": {
        "zh": "政府信息公开工作年度报告审核",
        "en": "Audit of the annual report on open government information",
    },
    "unknown": {"zh": "未知", "en": "unknown"},
    "unreadable": {"zh": "无法读取", "en": "Unreadable"},
    "year": {"zh": "年度", "en": "Year"},
}  # fmt: skip


def word(key: str, language: str) -> str:
    """One word or phrase of a display."""
    return _WORDS[key][language]


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
